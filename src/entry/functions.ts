/** Custom functions of Sheets. Each takes whole columns and fills as many rows as it needs. */
/* eslint-disable prefer-rest-params -- Sheets shows parameters by name and knows no rest parameter, yet further options may follow the last one */
import { CLIENT_VIEWS } from '../domain/figures/client-figures';
import type { Given } from './arguments';
import { after, answerCohorts, answerEmails, answerForClients, answerLtv, answerMigration, answerPhones, answerRetention } from './arguments';

/**
 * RFM scores and segment of every client: how recently, how often and for how much they buy.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: one RFM score for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {3} options Settings, optional: text such as "rfm.mode=quantile; rfm.scale=3", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow. A number alone is the number of scores.
 * @return Scores from 1 (worst) to 5 (best).
 * @customfunction
 */
export function RFM(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.rfm, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * RFM score of every client in one number such as 543: recency, frequency and money, 5 is best.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: one score for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {3} options Settings, optional: text such as "rfm.mode=quantile; rfm.scale=3", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow. A number alone is the number of scores.
 * @return Three digits.
 * @customfunction
 */
export function RFM_SCORE(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.rfmScore, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * RFM segment of every client by name, such as Champions or At risk.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: one name for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"rfm.scale=3"} options Settings, optional: text such as "rfm.rules=rfm-a", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow. A number alone is the number of scores.
 * @return The name of a segment.
 * @customfunction
 */
export function RFM_SEGMENT(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.rfmSegment, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Why a client is in his RFM segment, in one plain sentence.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: one sentence for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"rfm.scale=3"} options Settings, optional: text such as "rfm.rules=rfm-a", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow. A number alone is the number of scores.
 * @return A sentence.
 * @customfunction
 */
export function RFM_WHY(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.rfmWhy, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * ABC class of every client by money: A brings the first 80 percent, B the next 15, C the rest.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: one class for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"abc.limits=80/95"} options Settings, optional: text such as "abc.by=count; abc.limits=20/50", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return A, B or C.
 * @customfunction
 */
export function ABC(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.abc, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * XYZ class of every client: X buys steadily, Y less so, Z now and then, N is too new to tell.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: one class for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"xyz.basis=amount"} options Settings, optional: text such as "xyz.basis=amount; xyz.period=quarter", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return X, Y, Z or N.
 * @customfunction
 */
export function XYZ(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.xyz, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * ABC and XYZ class of every client in two letters, such as AX for steady clients who bring most of the money.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: two letters for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"xyz.basis=amount"} options Settings, optional: text such as "abc.metric=count; xyz.basis=amount", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return Two letters.
 * @customfunction
 */
export function ABCXYZ(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.abcxyz, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Who is silent longer than usual: days since the last purchase against the client's own rhythm, in words.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: the word for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"dormancy.minSilenceDays=14"} options Settings, optional: text such as "dormancy.mode=threshold; dormancy.days=120", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return On time, due, late, dormant or lost.
 * @customfunction
 */
export function DORMANCY(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.dormancy, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Stage of every client (regular, periodic, one-off, new, returning or lost) and how warm he is.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: the stage for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"lifecycle.window=12"} options Settings, optional: text such as "lifecycle.method=short", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return The name of a stage.
 * @customfunction
 */
export function LIFECYCLE(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.lifecycle, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Lifetime value of every client: average bill times purchases per period times lifetime. Also from numbers: average bill, purchases per period, lifetime in periods, margin; or margin, r, d, "retention".
 *
 * @param {A2:A} clients Column with the client of each order, or a number: the average bill (with "retention" the margin of a period).
 * @param {B2:B} dates Column with the date of each order, as long as the clients, or a number: purchases per period (with "retention" the retention rate r).
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative, or a number: the lifetime in periods (with "retention" the discount rate d).
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW. After numbers: the margin rate, optional, or "retention".
 * @param {E2:E} forClients Clients to answer for, optional: the value for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"ltv.period=quarter"} options Settings, optional: text such as "ltv.formula=retention; ltv.discount=1 %", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return Money.
 * @customfunction
 */
export function LTV(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerLtv(CLIENT_VIEWS.ltv, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Money every client is expected to bring in the coming months, discounted, by a model fitted to all orders.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: the money for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {24} options Settings, optional: text such as "clv.months=24; clv.monthlyDiscount=0.8 %", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow. A number alone is the number of months.
 * @return Money.
 * @customfunction
 */
export function CLV(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.clv, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Probability that a client still buys, and purchases expected of him in the coming days, by a model fitted to all orders.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {E2:E} forClients Clients to answer for, optional: the probability for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {90} options Settings, optional: text such as "model.horizonDays=30; model.unit=week", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow. A number alone is the number of days.
 * @return A number from 0 to 1.
 * @customfunction
 */
export function P_ALIVE(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return answerForClients(CLIENT_VIEWS.pAlive, [clients, dates, amounts, asOf, forClients, options, ...after(6, arguments)]);
}

/**
 * Cohorts: clients by the month of their first purchase, and how many of them bought in each month after.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Point at the Today cell of Settings instead of using TODAY or NOW.
 * @param {"cohorts.value=share"} options Settings, optional: text such as "cohorts.value=share; cohorts.activity=any-row", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return A table: month, size, then months 0, 1, 2 and so on.
 * @customfunction
 */
export function COHORTS(clients: Given, dates: Given, amounts: Given, asOf: Given, options: Given): unknown {
  return answerCohorts([clients, dates, amounts, asOf, options, ...after(5, arguments)]);
}

/**
 * Customer retention by month: active, new, retained, returned and lost clients and CRR, the share that came again. Also from three numbers: clients at the start, new ones, clients at the end.
 *
 * @param {A2:A} clients Column with the client of each order, or the number of clients at the start.
 * @param {B2:B} dates Column with the date of each order, as long as the clients, or the number of new clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative, or the number of clients at the end. Optional: left out, orders are counted without money.
 * @param {DATE(2024,12,31)} asOf Last day that counts, optional: the latest purchase day when left out. The month of this day is counted as far as it goes.
 * @param {"ltv.period=quarter"} options Settings, optional: text such as "ltv.period=quarter", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return A table by period, or a number from 0 to 1.
 * @customfunction
 */
export function CRR(clients: Given, dates: Given, amounts: Given, asOf: Given, options: Given): unknown {
  return answerRetention([clients, dates, amounts, asOf, options, ...after(5, arguments)]);
}

/**
 * Who moved from class to class between two days: clients and money on every way.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients, returns negative. Optional: left out, orders are counted without money.
 * @param {DATE(2024,6,30)} fromDay The earlier day.
 * @param {DATE(2024,12,31)} toDay The later day, optional: the latest purchase day when left out.
 * @param {"abc"} by What to compare, optional: segment (when left out), abc, xyz or lifecycle.
 * @param {"rfm.scale=3"} options Settings, optional: text such as "rfm.scale=3; abc.metric=count", a key and its value as two arguments, or a range with keys and values such as the first two columns of the Settings tab; more may follow.
 * @return A table: from, to, clients, money.
 * @customfunction
 */
export function MIGRATION(clients: Given, dates: Given, amounts: Given, fromDay: Given, toDay: Given, by: Given, options: Given): unknown {
  return answerMigration([clients, dates, amounts, fromDay, toDay, by, options, ...after(7, arguments)]);
}

/**
 * Phones in the international form, such as +79990001122: the same number looks the same however it was written. Two numbers of one cell are joined by a comma.
 *
 * @param {A2:A} phones Cells with phones. A range gives a range of the same shape; there a cell that holds no good number, or not only good numbers, gives an empty text. A single cell gives an error that says why.
 * @param {"RU"} country Two letters of the country of numbers without a country code, optional: the country of the spreadsheet's locale when left out.
 * @return Phones as text, without extensions.
 * @customfunction
 */
export function NORM_PHONE(phones: Given, country: Given): unknown {
  return answerPhones([phones, country]);
}

/**
 * E-mail addresses in their plain form: without mailto:, names and spaces around them, the domain in small letters. A domain that looks mistyped is left as it is.
 *
 * @param {A2:A} emails Cells with addresses. A range gives a range of the same shape; there a cell that holds no address gives an empty text. A single cell gives an error that says why.
 * @return Addresses as text.
 * @customfunction
 */
export function NORM_EMAIL(emails: Given): unknown {
  return answerEmails([emails]);
}
