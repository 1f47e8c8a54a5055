/** Custom functions of Sheets. Each takes whole columns and fills as many rows as it needs. */
import { FIGURE_VIEWS } from '../domain/custom-figures';
import type { Given } from './arguments';
import { figuresFor } from './arguments';

/**
 * RFM scores and segment of every client: how recently, how often and for how much they buy.
 *
 * @param {A2:A} clients Column with the client of each order: a name, a number or an e-mail.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients; returns are negative.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out. Do not use NOW or TODAY here, point at the Today cell of Settings.
 * @param {E2:E} forClients Clients to answer for, optional: one RFM score for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {3} options Number of scores, or settings such as "rfm.mode=quantile; rfm.scale=3", or a range with keys and values, optional.
 * @return Scores from 1 (worst) to 5 (best).
 * @customfunction
 */
export function RFM(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return figuresFor(FIGURE_VIEWS.rfm, clients, dates, amounts, asOf, forClients, options);
}

/**
 * ABC class of every client by money: A brings the first 80 percent, B the next 15, C the rest.
 *
 * @param {A2:A} clients Column with the client of each order.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients; returns are negative.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out.
 * @param {E2:E} forClients Clients to answer for, optional: one class for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"abc.by=count"} options Settings such as "abc.by=count; abc.limits=0.2;0.5" or a range with keys and values, optional.
 * @return A, B or C.
 * @customfunction
 */
export function ABC(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return figuresFor(FIGURE_VIEWS.abc, clients, dates, amounts, asOf, forClients, options);
}

/**
 * XYZ class of every client: X buys steadily, Y less so, Z now and then, N is too new to tell.
 *
 * @param {A2:A} clients Column with the client of each order.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients; returns are negative.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out.
 * @param {E2:E} forClients Clients to answer for, optional: one class for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"xyz.basis=amount"} options Settings such as "xyz.basis=amount" or a range with keys and values, optional.
 * @return X, Y, Z or N.
 * @customfunction
 */
export function XYZ(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return figuresFor(FIGURE_VIEWS.xyz, clients, dates, amounts, asOf, forClients, options);
}

/**
 * ABC and XYZ class of every client in two letters, such as AX for steady clients who bring most of the money.
 *
 * @param {A2:A} clients Column with the client of each order.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients; returns are negative.
 * @param {DATE(2024,12,31)} asOf Day the figures are counted on, optional: the latest purchase day when left out.
 * @param {E2:E} forClients Clients to answer for, optional: two letters for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"abc.by=count"} options Settings such as "abc.by=count; xyz.basis=amount" or a range with keys and values, optional.
 * @return Two letters.
 * @customfunction
 */
export function ABCXYZ(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return figuresFor(FIGURE_VIEWS.abcxyz, clients, dates, amounts, asOf, forClients, options);
}

/**
 * Who is silent longer than usual: days since the last purchase against the client's own rhythm, in words.
 *
 * @param {A2:A} clients Column with the client of each order.
 * @param {B2:B} dates Column with the date of each order, as long as the clients.
 * @param {C2:C} amounts Column with the amount of each order, as long as the clients; returns are negative.
 * @param {DATE(2024,12,31)} asOf Day the silence is counted to, optional: the latest purchase day when left out.
 * @param {E2:E} forClients Clients to answer for, optional: the word for each of them in this order. Left out, you get a table of all clients with a header.
 * @param {"dormancy.mode=threshold"} options Settings such as "dormancy.mode=threshold; dormancy.days=120" or a range with keys and values, optional.
 * @return On time, due, late, dormant or lost.
 * @customfunction
 */
export function DORMANCY(clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): unknown {
  return figuresFor(FIGURE_VIEWS.dormancy, clients, dates, amounts, asOf, forClients, options);
}
