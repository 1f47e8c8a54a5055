/** Columns of a wide sheet: one row a client with the day of his last order and his sums. */
import { foldHeader } from './synonyms';

/** What such a sheet tells of purchases. */
export const WIDE_FIELDS = ['lastOrder', 'total', 'orderCount', 'firstOrder'] as const;
export type WideField = (typeof WIDE_FIELDS)[number];

/** Header names by field, as shops, CRM exports and people write them. */
const WIDE_SYNONYMS: Readonly<Record<WideField, readonly string[]>> = {
  lastOrder: [
    'last order', 'last order date', 'last order at', 'last order on', 'latest order', 'latest order date', 'last purchase', 'last purchase date', 'last purchased', 'last visit',
    'last visit date', 'last transaction', 'last transaction date', 'last sale', 'last sale date', 'date of last order', 'date of last purchase', 'last bought', 'last active',
    'последний заказ', 'дата последнего заказа', 'последняя покупка', 'дата последней покупки', 'последняя продажа', 'дата последней продажи', 'последний визит',
    'дата последнего визита', 'последняя сделка', 'дата последней сделки', 'последнее посещение', 'дата последнего посещения', 'последняя отгрузка', 'дата последней отгрузки',
    'последний чек', 'дата последнего чека', 'когда покупал', 'дата крайнего заказа', 'крайний заказ', 'последняя дата заказа', 'последняя дата покупки',
  ],
  total: [
    'total spent', 'total spend', 'amount spent', 'money spent', 'lifetime spend', 'lifetime value', 'lifetime revenue', 'customer lifetime value', 'ltv', 'total revenue', 'total sales',
    'total purchases amount', 'total order value', 'total orders amount', 'total amount', 'revenue', 'spent', 'turnover', 'sales', 'total', 'sum', 'amount',
    'сумма покупок', 'сумма заказов', 'сумма всех покупок', 'сумма всех заказов', 'общая сумма', 'общая сумма покупок', 'общая сумма заказов', 'всего куплено', 'всего потрачено',
    'потрачено', 'потратил', 'куплено на сумму', 'купил на', 'купил на сумму', 'сумма продаж', 'сумма сделок', 'сумма выкупа', 'оборот', 'оборот за все время', 'выручка',
    'выручка с клиента', 'оплачено всего', 'сумма оплат', 'сумма', 'итого', 'всего',
  ],
  orderCount: [
    'orders', 'total orders', 'orders count', 'order count', 'number of orders', 'no of orders', 'purchases', 'number of purchases', 'purchase count', 'transaction count', 'transactions',
    'number of transactions', 'visits', 'visit count', 'number of visits', 'times bought',
    'количество заказов', 'кол во заказов', 'число заказов', 'заказов', 'заказы', 'всего заказов', 'количество покупок', 'кол во покупок', 'число покупок', 'покупок', 'покупки',
    'количество сделок', 'кол во сделок', 'число сделок', 'сделок', 'количество визитов', 'кол во визитов', 'число визитов', 'визитов', 'количество чеков', 'чеков', 'сколько заказов',
  ],
  firstOrder: [
    'first order', 'first order date', 'first purchase', 'first purchase date', 'first visit', 'first transaction', 'date of first order', 'date of first purchase',
    'первый заказ', 'дата первого заказа', 'первая покупка', 'дата первой покупки', 'первый визит', 'дата первого визита', 'первая сделка', 'дата первой сделки', 'первая продажа',
  ],
};

let fieldByName: ReadonlyMap<string, WideField> | undefined;

/** The field of a wide sheet whose synonym a header is, or null. */
export function wideFieldOf(name: string): WideField | null {
  fieldByName ??= new Map(WIDE_FIELDS.flatMap((field) => WIDE_SYNONYMS[field].map((synonym) => [foldHeader(synonym), field] as const)));
  return fieldByName.get(foldHeader(name)) ?? null;
}

/** How early a header stands among the synonyms of its field (0 = the most telling). */
export function wideRank(name: string, field: WideField): number {
  const folded = foldHeader(name);
  const rank = WIDE_SYNONYMS[field].findIndex((synonym) => foldHeader(synonym) === folded);
  return rank < 0 ? Infinity : rank;
}
