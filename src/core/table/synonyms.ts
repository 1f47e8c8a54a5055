/** Header names that people and programs use for our fields, in Russian and English. */
import type { Field, SheetKind } from './field';

/**
 * Synonyms by field, the most telling first. Compared after `foldHeader`. Names that say nothing about the client on a list of orders
 * (source, tags, note, created) stand among `CLIENT_SHEET_SYNONYMS`.
 */
export const HEADER_SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  client: [
    'client id', 'client', 'customer id', 'customerid', 'customer', 'buyer', 'buyer id', 'user id', 'account', 'contact id', 'client code', 'customer code',
    'customer number', 'клиент', 'id клиента', 'ид клиента', 'код клиента', 'номер клиента', 'покупатель', 'код покупателя', 'контрагент',
    'код контрагента', 'заказчик', 'партнер', 'контакт', 'карта', 'номер карты', 'дисконтная карта', 'карта лояльности',
  ],
  date: [
    'date', 'order date', 'orderdate', 'invoice date', 'invoicedate', 'purchase date', 'datetime', 'date time', 'created at', 'created', 'order time',
    'transaction date', 'timestamp', 'дата', 'дата заказа', 'дата покупки', 'дата продажи', 'дата документа', 'дата создания', 'дата чека',
    'дата последнего заказа', 'дата реализации', 'дата и время', 'период', 'когда',
    'отметка времени', 'submitted at', 'date submitted', 'дата оформления', 'дата оформления заказа', 'принят в обработку', 'дата отгрузки', 'дата выкупа', 'дата сделки', 'дата закрытия', 'order placed', 'sale date', 'date of sale',
  ],
  amount: [
    'amount', 'revenue', 'total', 'sum', 'order total', 'order amount', 'total price', 'total amount', 'sales', 'net sales', 'turnover', 'grand total',
    'payment amount', 'monetary', 'сумма', 'сумма заказа', 'сумма продажи', 'сумма документа', 'сумма покупки', 'сумма чека', 'выручка', 'итого',
    'стоимость', 'оборот', 'продажи', 'всего', 'сумма всего', 'сумма с ндс', 'к оплате', 'оплачено', 'сумма оплаты',
    'сумма сделки', 'бюджет сделки', 'стоимость заказа', 'цена заказа', 'сумма выкупа', 'сумма к оплате', 'order value', 'sale amount', 'deal value', 'gross sales',
  ],
  order: [
    'order', 'order id', 'order number', 'order no', 'orderid', 'invoice', 'invoice no', 'invoiceno', 'invoice number', 'invoice id', 'receipt', 'receipt number',
    'transaction id', 'document', 'name order', 'заказ', 'номер заказа', 'заказ покупателя', 'ид заказа', 'id заказа', 'чек', 'номер чека', 'счет', 'номер счета',
    'накладная', 'номер накладной', 'документ', 'номер документа', 'регистратор', 'реализация', 'номер',
    'номер отправления', 'id сделки', 'номер сделки', 'название сделки', 'deal id', 'transaction number', 'sale id', 'order reference',
  ],
  cost: ['cost', 'costs', 'cost of goods', 'cogs', 'cost price', 'себестоимость', 'закупка', 'закупочная стоимость', 'сумма закупки', 'затраты'],
  quantity: ['quantity', 'qty', 'units', 'count', 'количество', 'кол-во', 'кол во', 'колво', 'штук', 'шт'],
  price: ['unit price', 'unitprice', 'price', 'item price', 'цена', 'цена за единицу', 'цена за шт', 'цена продажи'],
  product: [
    'product', 'product name', 'item', 'item name', 'sku', 'stockcode', 'stock code', 'goods', 'товар', 'наименование товара', 'номенклатура',
    'артикул', 'услуга', 'позиция', 'наименование', 'description', 'описание',
  ],
  manager: [
    'manager', 'sales manager', 'responsible', 'seller', 'owner', 'менеджер', 'ответственный', 'продавец', 'ответственный менеджер', 'мастер',
    'account manager', 'contact owner', 'assigned to', 'assigned manager', 'основной менеджер', 'закрепленный менеджер', 'менеджер клиента',
    'ответственный сотрудник', 'куратор',
  ],
  channel: ['channel', 'source', 'sales channel', 'канал', 'канал продаж', 'источник', 'точка', 'магазин', 'склад', 'подразделение', 'филиал'],
  paid: ['paid', 'is paid', 'payment status', 'financial status', 'оплачен', 'оплачено да нет', 'оплата', 'статус оплаты', 'признак оплаты'],
  paidDate: ['paid date', 'payment date', 'paid at', 'дата оплаты', 'дата платежа', 'оплачен дата'],
  name: [
    'name', 'full name', 'client name', 'customer name', 'contact name', 'фио', 'ф и о', 'имя клиента', 'имя и фамилия', 'фамилия имя', 'фамилия имя отчество',
    'полное имя', 'наименование клиента', 'фио клиента', 'фио покупателя',
    'customer full name', 'buyer name', 'recipient name', 'billing name', 'contact full name', 'получатель', 'фио получателя', 'имя покупателя',
    'имя получателя', 'имя контакта', 'полное имя контакта', 'фио контакта', 'контактное лицо', 'наименование контрагента',
    'наименование покупателя', 'название клиента',
  ],
  firstName: [
    'first name', 'firstname', 'given name', 'имя',
    'customer first name', 'billing first name', 'client first name', 'forename', 'личное имя',
  ],
  lastName: [
    'last name', 'lastname', 'surname', 'family name', 'фамилия',
    'customer last name', 'billing last name', 'client last name', 'second name', 'фамилия клиента',
  ],
  email: [
    'email', 'e mail', 'mail', 'email address', 'customer email', 'эл почта', 'электронная почта', 'почта', 'емейл', 'имейл', 'адрес электронной почты',
    'e mail address', 'client email', 'buyer email', 'billing email', 'user email', 'contact email', 'work email', 'work e mail', 'personal email',
    'e mail 1 value', 'email 1', 'e mail 1', 'электронный адрес', 'адрес эл почты', 'рабочий e mail', 'рабочий email', 'частный e mail',
    'личный email', 'email клиента', 'почта клиента', 'мейл', 'мыло',
  ],
  phone: [
    'phone', 'phone number', 'mobile', 'mobile phone', 'telephone', 'tel', 'телефон', 'номер телефона', 'мобильный', 'мобильный телефон', 'тел', 'моб',
    'phone no', 'tel no', 'telephone number', 'cell', 'cell phone', 'mobile number', 'client phone', 'customer phone', 'buyer phone',
    'billing phone', 'contact phone', 'work phone', 'home phone', 'primary phone', 'phone 1', 'phone 1 value', 'default address phone', 'телефон 1',
    'телефоны', 'телефон клиента', 'телефон покупателя', 'телефон получателя', 'контактный телефон', 'рабочий телефон', 'домашний телефон',
    'сотовый', 'сотовый телефон', 'номер тел', 'номер моб', 'моб телефон',
  ],
  city: [
    'city', 'town', 'город', 'населенный пункт',
    'client city', 'customer city', 'billing city', 'default address city', 'address 1 city', 'home city', 'город клиента', 'город доставки',
    'город получателя', 'город проживания', 'адрес город',
  ],
  country: [
    'country', 'страна',
    'country region', 'country code', 'billing country', 'default address country', 'default address country code', 'address 1 country',
    'страна регион', 'страна доставки',
  ],
  birthday: [
    'birthday', 'birth date', 'date of birth', 'dob', 'день рождения', 'дата рождения', 'др',
    'birthdate', 'born', 'birth day', 'client birthday', 'день рожд', 'дата рожд', 'д р', 'дата рождения клиента', 'родился',
  ],
  consent: [
    'consent', 'marketing consent', 'opt in', 'accepts marketing', 'согласие', 'согласие на рассылку', 'согласие на рекламу', 'разрешил рассылку',
    'рассылка разрешена',
    'accepts email marketing', 'email marketing consent', 'email consent', 'newsletter', 'subscribed', 'optin time', 'opted in', 'email opt in',
    'согласие на email рассылку', 'согласие на получение рассылки', 'согласие на рекламную рассылку', 'согласие на маркетинг', 'подписка',
    'подписан', 'подписан на рассылку',
  ],
  unsubscribed: [
    'unsubscribed', 'opt out', 'opted out', 'отписан', 'отписался', 'отказ от рассылки', 'не писать',
    'unsubscribe', 'do not email', 'do not contact', 'email opt out', 'отписка', 'отписался от рассылки', 'отписан от рассылки', 'не присылать',
    'не беспокоить', 'стоп лист',
  ],
  patronymic: ['patronymic', 'middle name', 'middlename', 'additional name', 'отчество'],
  messenger: [
    'messenger', 'telegram', 'telegram username', 'telegram id', 'whatsapp', 'viber', 'instagram', 'skype', 'facebook', 'social', 'мессенджер',
    'мессенджеры', 'телеграм', 'телеграмм', 'тг', 'ватсап', 'вотсап', 'вайбер', 'инстаграм', 'вконтакте', 'вк', 'vk', 'соцсети', 'соцсеть',
    'ник в телеграм', 'max',
  ],
  gender: ['gender', 'sex', 'пол', 'пол клиента'],
  region: [
    'region', 'state', 'province', 'state province', 'county', 'billing state', 'default address province', 'default address province code',
    'address 1 region', 'home state', 'регион', 'область', 'край', 'республика', 'область край', 'регион доставки', 'субъект рф', 'субъект',
  ],
  address: [
    'address', 'street address', 'postal address', 'mailing address', 'home address', 'client address', 'customer address', 'billing address',
    'billing address 1', 'billing address1', 'address line 1', 'address 1', 'address1', 'default address address1', 'address 1 formatted', 'street',
    'home street', 'адрес', 'адрес клиента', 'почтовый адрес', 'фактический адрес', 'домашний адрес', 'юридический адрес', 'адрес доставки',
    'адрес получателя', 'адрес проживания', 'улица', 'улица номер дома',
  ],
  source: [
    'lead source', 'client source', 'customer source', 'acquisition source', 'acquisition channel', 'how did you hear about us',
    'how did you find us', 'источник клиента', 'источник привлечения', 'канал привлечения', 'источник лида', 'откуда узнал', 'откуда узнали',
    'откуда узнали о нас', 'откуда о нас узнали', 'откуда пришел', 'откуда клиент',
  ],
  tags: ['client tags', 'customer tags', 'contact tags', 'теги клиента', 'тэги клиента', 'метки клиента', 'группа клиента', 'группа контрагента'],
  registered: [
    'registered', 'registration date', 'date registered', 'registered on', 'registered at', 'user registered', 'sign up', 'sign up date',
    'signup date', 'customer since', 'client since', 'member since', 'дата регистрации', 'зарегистрирован', 'регистрация', 'клиент с', 'в базе с',
    'дата регистрации клиента',
  ],
  adsConsent: [
    'ads consent', 'ad consent', 'ad platforms consent', 'consent to ad platforms', 'ad user data', 'ad personalization', 'ad personalisation',
    'согласие на передачу рекламным площадкам', 'согласие для рекламных площадок', 'согласие на рекламные площадки',
    'согласие на таргетированную рекламу', 'согласие на таргетинг', 'согласие на ретаргетинг', 'согласие на передачу данных',
    'согласие на передачу третьим лицам', 'рекламные площадки',
  ],
  marker: ['funnel marker', 'client marker', 'маркер клиента', 'маркер воронки'],
  plan: ['sales plan', 'client plan', 'план продаж', 'план по клиенту', 'план закупок'],
  purchasesElsewhere: [
    'purchases elsewhere', 'purchases elsewhere a year', 'buys elsewhere', 'покупки у других', 'покупки у других за год', 'закупки у других',
    'покупает у других', 'покупки у конкурентов', 'закупки у конкурентов',
  ],
  note: [
    'client note', 'customer note', 'note about client', 'заметка о клиенте', 'комментарий о клиенте', 'комментарий по клиенту',
    'примечание о клиенте',
  ],
};

/** What a header means on a list of clients before anything else: there `source` tells where the client comes from and `created` when he was entered. */
export const CLIENT_SHEET_SYNONYMS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  client: ['id', 'ид', 'uid', 'код', 'contact id', 'user id', 'код контакта', 'id контакта', 'идентификатор'],
  name: ['наименование', 'название', 'полное наименование', 'display name'],
  source: [
    'source', 'utm source', 'traffic source', 'referral source', 'источник', 'источник трафика', 'рекламный источник', 'откуда', 'канал', 'channel',
  ],
  tags: [
    'tags', 'tag', 'labels', 'label', 'groups', 'group membership', 'теги', 'тег', 'тэги', 'тэг', 'метки', 'метка', 'ярлыки', 'ярлык', 'группа',
    'группы',
  ],
  registered: [
    'created', 'created at', 'created on', 'create date', 'date created', 'created time', 'date added', 'added', 'added on', 'added at',
    'дата создания', 'создан', 'создан в', 'дата добавления', 'добавлен', 'дата заведения', 'дата занесения', 'дата внесения',
    'отметка времени', 'timestamp',
  ],
  note: [
    'note', 'notes', 'comment', 'comments', 'remark', 'remarks', 'description', 'background', 'заметка', 'заметки', 'комментарий', 'комментарии',
    'коммент', 'примечание', 'примечания', 'прим', 'описание', 'дополнительно', 'дополнительная информация', 'доп информация',
  ],
  marker: ['marker', 'funnel', 'funnel stage', 'маркер', 'воронка', 'этап воронки', 'стадия воронки', 'статус воронки'],
  plan: ['plan', 'plan a year', 'annual plan', 'план', 'план на год', 'годовой план', 'план на месяц'],
  manager: ['owner', 'owner name', 'владелец', 'сотрудник'],
};

/** A header as compared: lower case, ё = е, signs and underscores as spaces, units in brackets dropped. */
export function foldHeader(name: string): string {
  return name
    .replace(/([a-zа-яё])([A-ZА-ЯЁ])/g, '$1 $2')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/№/g, ' номер ')
    .replace(/[^a-zа-я0-9]+/g, ' ')
    .replace(/ (руб|рублей|р|rub|usd|eur|gbp|тг|kzt|byn)$/, '')
    .trim();
}

const fieldByName: Partial<Record<SheetKind, ReadonlyMap<string, Field>>> = {};

/** The synonyms of a field on a sheet of this kind, the most telling first. */
export function headerSynonyms(field: Field, kind: SheetKind = 'orders'): readonly string[] {
  return kind === 'orders' ? HEADER_SYNONYMS[field] : [...(CLIENT_SHEET_SYNONYMS[field] ?? []), ...HEADER_SYNONYMS[field]];
}

/** The field whose synonym a header is on a sheet of this kind, or null. */
export function fieldOfHeader(name: string, kind: SheetKind = 'orders'): Field | null {
  const known = (fieldByName[kind] ??= fieldsByName(kind));
  return known.get(foldHeader(name)) ?? null;
}

/** True for a header that means something on a sheet of orders or on a list of clients. */
export function isKnownHeader(name: string): boolean {
  return fieldOfHeader(name, 'orders') !== null || fieldOfHeader(name, 'clients') !== null;
}

function fieldsByName(kind: SheetKind): ReadonlyMap<string, Field> {
  const result = new Map<string, Field>();
  const tables = kind === 'orders' ? [HEADER_SYNONYMS] : [CLIENT_SHEET_SYNONYMS, HEADER_SYNONYMS];
  for (const table of tables) {
    for (const field of Object.keys(table) as Field[]) {
      for (const synonym of table[field] ?? []) {
        const folded = foldHeader(synonym);
        if (!result.has(folded)) result.set(folded, field);
      }
    }
  }
  return result;
}

/** How early a header stands among the synonyms of its field (0 = the most telling); Infinity when it is none. */
export function synonymRank(name: string, field: Field, kind: SheetKind = 'orders'): number {
  const folded = foldHeader(name);
  const rank = headerSynonyms(field, kind).findIndex((synonym) => foldHeader(synonym) === folded);
  return rank < 0 ? Infinity : rank;
}
