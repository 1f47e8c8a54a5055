/** What is commonly known of e-mail domains: providers of Russia and the world, top-level domains, throw-away services, names of offices. */

/** Domains a typo is measured against. */
export interface KnownDomains {
  /** Whole domains that surely exist and are common. */
  readonly domains: readonly string[];
  /** Names of providers that exist under many endings; each pair of a name and an ending counts as existing. */
  readonly names: readonly string[];
  /** Endings, also of two parts, that typos of endings are corrected to. */
  readonly endings: readonly string[];
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Providers of mailboxes that a client list of a small business meets. */
export const PROVIDERS: KnownDomains = {
  domains: words(`
    mail.ru inbox.ru list.ru bk.ru internet.ru xmail.ru vk.com yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.uz ya.ru narod.ru rambler.ru autorambler.ru myrambler.ru
    ro.ru r0.ru pochta.ru qip.ru hotbox.ru sibmail.com nm.ru mtu-net.ru ngs.ru e1.ru km.ru ukr.net i.ua meta.ua bigmir.net mail.ua email.ua tut.by mail.by mail.kz inbox.lv
    gmail.com googlemail.com google.com icloud.com me.com mac.com msn.com aol.com ymail.com rocketmail.com proton.me protonmail.com pm.me tutanota.com zoho.com fastmail.com
    mail.com email.com inbox.com hushmail.com gmx.net web.de t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it
    btinternet.com sky.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net facebook.com seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br
    bol.com.br terra.com.br qq.com foxmail.com sina.com naver.com daum.net hanmail.net rediffmail.com bigpond.com walla.co.il abv.bg`),
  names: words('yahoo hotmail live outlook gmx'),
  endings: words('com net org info ru by kz ua de fr it es at ch be nl pl co.uk co.il co.jp co.in com.br com.tr com.au'),
};

/**
 * Domains of others one letter away from a provider: a mailbox there is no typo. Also what is known to exist under a provider's name with
 * another ending.
 */
export const LOOK_LIKE_PROVIDERS: ReadonlySet<string> = new Set(
  words('mai.ru mil.ru maik.ru nail.ru mall.ru main.ru mal.ru male.ru list.com live.ru life.ru lift.ru box.ru index.ru ja.ru yes.ru me.ru vk.ru ok.ru bk.com aol.de ao.com fmail.com email.ru'),
);

/** Endings that exist: all country codes, and the generic ones that look like a typo of a common one or are common themselves. */
export const EXISTING_ENDINGS: ReadonlySet<string> = new Set(
  words(`
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et
    eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly
    ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm
    sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    com net org info biz edu gov mil int arpa name pro aero coop museum jobs mobi travel tel asia cat post xxx cam ong ngo new one ink art app bar bet bid bio box bot buzz cafe care cash city club cloud coach
    codes company cool deals design dev digital direct email energy events expert express family fashion finance fit fun fund game games gold group guru health help house host immo inc ing kim land law legal
    life live llc loan love ltd ltda market media men moda moe moscow tatar nyc online ooo page partners party photo photos pics pink plus pub red rent rest review rip run sale school sex shop show site
    ski social software solar space store studio style sup support systems tax team tech tips today tokyo top tours town toys trade tube vet vip wang watch website wien wiki win wine work works world wtf xyz
    yoga zone рф рус москва онлайн сайт дети орг ком укр бел қаз example test invalid localhost local`),
);

/** Endings that people type for .com though they exist: the letters of com with one left out. */
export const SHORTENED_COM: ReadonlySet<string> = new Set(['co', 'cm', 'om']);

/** Addresses of an office, not of a person. */
export const ROLE_NAMES: ReadonlySet<string> = new Set(
  words(`
    abuse account accounting accounts admin administrator ads advert advertising all billing boss buh buhgalter buhgalteria booking bookkeeping career careers ceo commerce contact contacts customer
    customerservice delivery dev devnull director dispatch dostavka enquiries enquiry feedback finance fin ftp general help helpdesk hello hostmaster hr info information inquiries inquiry invoice invoices it
    job jobs kadry kontakt legal list logistic logistics mail mailer-daemon manager market marketing media magazin moderator news newsletter no-reply noreply noc ofis office operator opt orders order otdel
    partner partners payments personal postmaster pr press priem priemnaya privacy purchase reception reclama reklama remove request reservation reservations root rop sale sales sbyt security sekretar secretary
    service shop sklad snab snabzhenie spam staff store subscribe support team tech tender tenders torg unsubscribe usenet uucp webmaster welcome www zakaz zakazi zakazy zakupki`),
);

/** Services of throw-away mailboxes: a letter there reaches nobody after a few minutes. */
export const DISPOSABLE_DOMAINS: ReadonlySet<string> = new Set(
  words(`
    mailinator.com mailinator.net guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.info guerrillamail.biz guerrillamail.de guerrillamailblock.com sharklasers.com grr.la spam4.me
    10minutemail.com 10minutemail.net 10minutemail.org 20minutemail.com tempmail.com temp-mail.org temp-mail.io temp-mail.ru tempmail.net tempmailo.com tempr.email tempail.com tempinbox.com throwawaymail.com
    trashmail.com trashmail.net trashmail.de trashmail.me trash-mail.com wegwerfmail.de wegwerfmail.net yopmail.com yopmail.fr yopmail.net dispostable.com discard.email discardmail.com disposablemail.com
    fakeinbox.com fakemail.net fakemailgenerator.com getnada.com nada.email maildrop.cc mailcatch.com mailnesia.com mailnull.com mailsac.com mailtemp.net mintemail.com moakt.com mohmal.com mytemp.email
    mytrashmail.com spamgourmet.com spambox.us spamex.com spamfree24.org getairmail.com inboxkitten.com incognitomail.org jetable.org emailondeck.com emailfake.com burnermail.io minuteinbox.com crazymailing.com
    dropmail.me 1secmail.com 1secmail.net 1secmail.org byom.de anonbox.net dayrep.com armyspy.com cuvox.de einrot.com fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com teleworm.us linshiyouxiang.net`),
);
