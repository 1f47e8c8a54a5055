/** Header names that people and programs use for our fields, in Russian and English. */
import type { Field } from './field';

/** Synonyms by field, the most telling first. Compared after `foldHeader`. */
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
  ],
  amount: [
    'amount', 'revenue', 'total', 'sum', 'order total', 'order amount', 'total price', 'total amount', 'sales', 'net sales', 'turnover', 'grand total',
    'payment amount', 'monetary', 'сумма', 'сумма заказа', 'сумма продажи', 'сумма документа', 'сумма покупки', 'сумма чека', 'выручка', 'итого',
    'стоимость', 'оборот', 'продажи', 'всего', 'сумма всего', 'сумма с ндс', 'к оплате', 'оплачено', 'сумма оплаты',
  ],
  order: [
    'order', 'order id', 'order number', 'order no', 'orderid', 'invoice', 'invoice no', 'invoiceno', 'invoice number', 'invoice id', 'receipt', 'receipt number',
    'transaction id', 'document', 'name order', 'заказ', 'номер заказа', 'заказ покупателя', 'ид заказа', 'id заказа', 'чек', 'номер чека', 'счет', 'номер счета',
    'накладная', 'номер накладной', 'документ', 'номер документа', 'регистратор', 'реализация', 'номер',
  ],
  cost: ['cost', 'costs', 'cost of goods', 'cogs', 'cost price', 'себестоимость', 'закупка', 'закупочная стоимость', 'сумма закупки', 'затраты'],
  quantity: ['quantity', 'qty', 'units', 'count', 'количество', 'кол-во', 'кол во', 'колво', 'штук', 'шт'],
  price: ['unit price', 'unitprice', 'price', 'item price', 'цена', 'цена за единицу', 'цена за шт', 'цена продажи'],
  product: [
    'product', 'product name', 'item', 'item name', 'sku', 'stockcode', 'stock code', 'goods', 'товар', 'наименование товара', 'номенклатура',
    'артикул', 'услуга', 'позиция', 'наименование', 'description', 'описание',
  ],
  manager: ['manager', 'sales manager', 'responsible', 'seller', 'owner', 'менеджер', 'ответственный', 'продавец', 'ответственный менеджер', 'мастер'],
  channel: ['channel', 'source', 'sales channel', 'канал', 'канал продаж', 'источник', 'точка', 'магазин', 'склад', 'подразделение', 'филиал'],
  paid: ['paid', 'is paid', 'payment status', 'financial status', 'оплачен', 'оплачено да нет', 'оплата', 'статус оплаты', 'признак оплаты'],
  paidDate: ['paid date', 'payment date', 'paid at', 'дата оплаты', 'дата платежа', 'оплачен дата'],
  name: [
    'name', 'full name', 'client name', 'customer name', 'contact name', 'фио', 'ф и о', 'имя клиента', 'имя и фамилия', 'фамилия имя', 'фамилия имя отчество',
    'полное имя', 'наименование клиента', 'фио клиента', 'фио покупателя',
  ],
  firstName: ['first name', 'firstname', 'given name', 'имя'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'фамилия'],
  email: ['email', 'e mail', 'mail', 'email address', 'customer email', 'эл почта', 'электронная почта', 'почта', 'емейл', 'имейл', 'адрес электронной почты'],
  phone: ['phone', 'phone number', 'mobile', 'mobile phone', 'telephone', 'tel', 'телефон', 'номер телефона', 'мобильный', 'мобильный телефон', 'тел', 'моб'],
  city: ['city', 'town', 'город', 'населенный пункт'],
  country: ['country', 'страна'],
  birthday: ['birthday', 'birth date', 'date of birth', 'dob', 'день рождения', 'дата рождения', 'др'],
  consent: [
    'consent', 'marketing consent', 'opt in', 'accepts marketing', 'согласие', 'согласие на рассылку', 'согласие на рекламу', 'разрешил рассылку',
    'рассылка разрешена',
  ],
  unsubscribed: ['unsubscribed', 'opt out', 'opted out', 'отписан', 'отписался', 'отказ от рассылки', 'не писать'],
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

let fieldByName: Map<string, Field> | undefined;

/** The field whose synonym a header is, or null. */
export function fieldOfHeader(name: string): Field | null {
  if (fieldByName === undefined) {
    fieldByName = new Map();
    for (const field of Object.keys(HEADER_SYNONYMS) as Field[]) {
      for (const synonym of HEADER_SYNONYMS[field]) {
        const folded = foldHeader(synonym);
        if (!fieldByName.has(folded)) fieldByName.set(folded, field);
      }
    }
  }
  return fieldByName.get(foldHeader(name)) ?? null;
}

/** How early a header stands among the synonyms of its field (0 = the most telling); Infinity when it is none. */
export function synonymRank(name: string, field: Field): number {
  const folded = foldHeader(name);
  const rank = HEADER_SYNONYMS[field].findIndex((synonym) => foldHeader(synonym) === folded);
  return rank < 0 ? Infinity : rank;
}
