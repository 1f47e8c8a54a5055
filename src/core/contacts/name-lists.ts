/** Common given names, titles, particles and forms of organisations: general knowledge, kept in one place. */

const RUSSIAN_MALE = `
александр алексей анатолий андрей антон аркадий арсений артем артемий артур борис богдан вадим валентин валерий василий вениамин виктор виталий
владимир владислав владлен всеволод вячеслав гавриил геннадий георгий герман глеб гордей григорий давид даниил данила данил демид демьян денис
дмитрий добрыня евгений евдоким егор елисей емельян ермолай ерофей ефим ефрем захар зиновий иван игнат игнатий игорь илларион иларион илья
иннокентий иосиф ипполит кирилл клим климент константин корней кузьма лавр лаврентий лазарь лев леон леонид леонтий лука любомир макар максим марат
марк мартин мартын матвей мефодий мирон мирослав митрофан михаил мстислав назар наум никанор никита никифор никодим николай олег онуфрий оскар остап
павел панкратий пантелеймон парфен петр платон порфирий потап прохор радик рамиль ратмир ренат ринат родион роман ростислав рубен руслан рустам савва
савелий самуил светослав святослав севастьян семен серафим сергей спартак спиридон станислав степан тарас тимофей тимур тихон трифон трофим фаддей федор
федот феликс филат филимон филипп фома фрол харитон христофор эдуард эльдар эмиль эраст юлиан юлий юрий яков ян ярослав абрам август авдей авраам адам
азамат айдар алан али аслан ахмед ашот булат вагиф ваган гамлет гурген гусейн дамир заур ибрагим ильдар ильяс ильнур карен камиль магомед мансур марсель
мурат мурад мухаммед нурлан равиль рафаэль рашид ренат руслан саид самвел тагир тигран фарид хасан шамиль эдгар армен арсен артак вартан гагик левон
саша леша алеша вова володя дима женя ваня коля миша паша петя рома сережа слава толя костя гена гриша боря витя вася федя стас макс ник
`;

const RUSSIAN_FEMALE = `
агата агафья агния аглая агнесса ада аделина аделаида азалия аида аксинья алевтина александра алена алина алиса алла альбина амалия амина анастасия ангелина
анжела анжелика анисия анна антонина анфиса арина ася аурика белла богдана божена валентина валерия ванда варвара василина василиса вера вероника виктория
виолетта виталина влада владислава владлена галина гертруда глафира дана дарина дарья диана дина домна ева евангелина евгения евдокия евпраксия екатерина
елена елизавета ефросинья евфросиния жанна зарина земфира зинаида злата зоя ивета инга инесса инна иоанна ираида ирина ирма ия калерия камилла капитолина
карина каролина катерина кира клавдия клара клеопатра кристина ксения лада лариса лана леся лейла лиана лидия лилия лина лия лолита луиза лукерья любовь
людмила майя маргарита марианна марина мария марта марфа матрена мила милана милена мирослава надежда наталия наталья нателла ника нелли нина нинель нонна
оксана октябрина олеся ольга пелагея полина прасковья рада раиса регина рената римма роза роксана руслана сабина светлана серафима снежана софия софья
стефания сусанна таисия тамара татьяна ульяна фаина фекла феврония фотиния фрида христина эвелина элеонора элина эльвира эльмира эмилия эмма эрика юлиана
юлия юнона ядвига яна янина ярослава айгуль айша альфия асель гузель гульнара динара зульфия лейсан лилиана мадина назира наиля патимат разия резеда
рушания салима сания фатима хадижа шолпан эльнара анаит гаянэ карине лусине ануш нарине
маша катя лена оля таня наташа настя аня юля света ира галя люда люба надя вика лера лиза соня даша ксюша полина рита тома зина рая валя
`;

const ENGLISH = `
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin
brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander
patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry
austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent
mason roy ralph bobby russell bradley philip eugene liam oliver lucas simon ian colin graham nigel neil stuart martin hugh ivan oscar leo max theo harry
fred alfred ernest stanley leonard howard victor felix hugo louis luis carlos pedro miguel antonio marco andreas hans klaus jurgen stefan pierre jean
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda
melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine
helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea
hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace denise amber
doris marilyn danielle beverly charlotte natalie theresa diana brittany kayla alexis lori marie fiona claire lucy chloe zoe ella mia ava lily sophie eva
bob bill tom dick jim mike dave steve dan ben sam tim tony nick alex chris matt andy greg jeff ken ron don liz kate jane sue ellen rose irene olga nina
`;

/** Russian given names, ё as е. */
export const RUSSIAN_GIVEN_NAMES: readonly string[] = wordsOf(RUSSIAN_MALE + RUSSIAN_FEMALE);

/** English and other western given names in small letters. */
export const ENGLISH_GIVEN_NAMES: readonly string[] = wordsOf(ENGLISH);

/** Titles before a name, in small letters without dots. */
export const TITLES: readonly string[] = wordsOf(`
mr mrs ms miss mx dr prof professor sir madam mme mlle herr frau rev
г-н г-жа гн гжа господин госпожа доктор д-р проф профессор тов товарищ
`);

/** Suffixes and degrees after a name, in small letters without dots. */
export const SUFFIXES: readonly string[] = wordsOf('jr sr jnr snr ii iii iv md dds dvm phd mba esq dphil msc bsc мл ст');

/** Small words that belong to the surname after them. */
export const PARTICLES: readonly string[] = wordsOf(`
van von der den ter ten de del della di du da das dos la le zu zum zur st bin ibn
де ла фон ван дер ден ди да дю дос дель делла ле ибн аль эль тер
`);

/** Words after a name that make a patronymic of it. */
export const PATRONYMIC_WORDS: readonly string[] = wordsOf('оглы оглу огли кызы кизи гызы улы уулу oglu ogly kyzy');

/** Forms of organisations that stand before or after the name; in small letters without dots. */
export const ORGANISATION_FORMS: readonly string[] = wordsOf(`
ооо оао зао пао ао нао ип чп пбоюл кфх тоо одо чуп чтуп ано нко тсж тсн снт гск гуп муп фгуп фгбу фгбоу гбу гбоу мбу мбоу мкоу мкк сро кпк спк чоу чоп
llc ltd limited inc incorporated corp corporation gmbh plc llp lp ohg kg ag sarl srl bv nv oy oyj ab aps sa spa pty sro doo
`);

/** Forms that may also be somebody's initials or a name: they count only after other words and in capitals. */
export const SHORT_ORGANISATION_FORMS: readonly string[] = wordsOf('ag ab sa kg lp nv bv oy spa');

/** Words that make the text the name of an organisation wherever they stand. */
export const ORGANISATION_WORDS: readonly string[] = wordsOf(`
фирма компания корпорация предприятие магазин завод фабрика агентство салон клиника банк студия холдинг концерн школа детсад гимназия лицей больница поликлиника
аптека ресторан кафе отель гостиница администрация филиал общество фонд кооператив товарищество
company group holding bank school clinic shop store restaurant hotel agency university hospital studio foundation
`);

/** Texts that say that the name is not known. */
export const PLACEHOLDERS: readonly string[] = ['нет', 'не указано', 'не указан', 'неизвестно', 'неизвестный', 'без имени', 'аноним', 'none', 'null', 'unknown', 'no name', 'anonymous', 'test', 'тест'];

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
