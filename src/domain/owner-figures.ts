/** Figures that read the owner's columns of Clients: plan done, share of wallet, the suggested marker. */
import type { Issue } from '../core/issue';
import { readMarker, suggestMarker } from '../core/marker';
import type { OrderBook } from '../core/orders/order-book';
import { planFacts, readOwnerAmounts, walletShares } from '../core/plan';
import type { ClientFigures } from '../core/segmentation';
import type { OptionalColumn } from '../core/settings';
import type { Cell } from '../core/table/cell';
import type { Base } from './base';
import { cellText } from './cells';
import type { ClientsRead } from './clients-table';
import { clientCell } from './clients-table';
import type { OwnerFigures } from './grey-cells';

/** Figures by client key, with what could not be read. Only what a column that is switched on shows is counted. */
export interface OwnerFiguresRead {
  readonly of: ReadonlyMap<string, OwnerFigures>;
  readonly issues: readonly Issue[];
}

/** @param figures along `book.clientKeys` */
export function ownerFigures(base: Base, clients: ClientsRead, book: OrderBook, figures: readonly ClientFigures[], asOfDay: number, columns: readonly OptionalColumn[]): OwnerFiguresRead {
  const issues: Issue[] = [];
  const isOn = (key: OptionalColumn): boolean => columns.includes(key);
  if (!['plan_done', 'wallet_share', 'marker_suggested'].some((key) => columns.some((column) => column === key))) return { of: new Map(), issues };
  const records = book.clientKeys.map((key) => clients.recordOf.get(key));
  const cellsOf = (key: string): Cell[] => records.map((record) => (record === undefined ? null : clientCell(clients, record, key)));
  const amounts = (key: 'plan' | 'purchases_elsewhere'): readonly (number | null)[] => {
    const read = readOwnerAmounts(cellsOf(key), records.map((record) => record?.client ?? ''), key === 'plan' ? 'plan' : 'elsewhere', base.language === 'ru' ? ',' : '.');
    issues.push(...read.issues.map((entry) => ({ ...entry, place: { ...entry.place, sheet: clients.table.tab.name } })));
    return read.value;
  };
  const plans = isOn('plan_done') ? planFacts(book, amounts('plan'), [], asOfDay, base.settings).value.clients : [];
  const shares = isOn('wallet_share') ? walletShares(book, amounts('purchases_elsewhere'), asOfDay, base.settings.returns) : [];
  const markers = isOn('marker_suggested') ? cellsOf('marker') : [];
  const of = new Map<string, OwnerFigures>();
  book.clientKeys.forEach((key, client) => {
    of.set(key, {
      planDone: plans[client]?.done ?? null,
      walletShare: shares[client] ?? null,
      markerSuggested: suggestMarker(figures[client]?.orders ?? 0, readMarker(cellText(markers[client]))),
    });
  });
  return { of, issues };
}
