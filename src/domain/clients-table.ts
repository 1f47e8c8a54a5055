/** Reads the Clients tab: whom each row stands for, his contacts and the grey figures as they stand. */
import type { DormancyBand, RhythmSource } from '../core/dormancy';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { dormancyKeyOf, lifecycleKeyOf, markerKeyOf, rhythmSourceName, segmentKeyOf, temperatureKeyOf } from '../core/language/names';
import type { Language } from '../core/language/language';
import { RATING_LETTERS } from '../core/rating';
import type { ClientFigures } from '../core/segmentation';
import type { Cell } from '../core/table/cell';
import { clientKeyOf, isNumericKeyColumn } from '../core/table/client-key';
import { isTotal } from '../core/table/sheet-proposal';
import type { Base, Table } from './base';
import { cellDay, cellNumber, cellText } from './cells';

/** One row of Clients. `key` is normalised; `id` is '' until the first recalculation. */
export interface ClientRecord {
  readonly rowIndex: number;
  readonly key: string;
  readonly client: string;
  readonly id: string;
}

/** The tab with its usable rows: one record per client, the first row of a client counts; rows of totals are no clients. */
export interface ClientsRead {
  readonly table: Table;
  readonly records: readonly ClientRecord[];
  readonly recordOf: ReadonlyMap<string, ClientRecord>;
  readonly numericKeys: boolean;
}

/** Reads Clients. @param numericKeys as found in Orders; absent = by the column itself. 1 counted call. */
export function readClients(base: Base, numericKeys?: boolean): Outcome<ClientsRead | null> {
  const { value: table, issues } = base.table('clients', ['client_id']);
  if (table === null) return outcome(null, issues);
  const keyColumn = table.columns.get('client_id') ?? 0;
  const idColumn = table.columns.get('id');
  const numeric = numericKeys ?? isNumericKeyColumn(table.rows.slice(1).map((row) => row[keyColumn] ?? null));
  const records: ClientRecord[] = [];
  const recordOf = new Map<string, ClientRecord>();
  for (let rowIndex = 1; rowIndex < table.rows.length; rowIndex += 1) {
    const row = table.rows[rowIndex] ?? [];
    if (isTotal(row)) continue;
    const key = clientKeyOf(row[keyColumn] ?? null, numeric);
    if (key === null || recordOf.has(key)) continue;
    const record = { rowIndex, key, client: cellText(row[keyColumn]), id: idColumn === undefined ? '' : cellText(row[idColumn]) };
    records.push(record);
    recordOf.set(key, record);
  }
  return outcome({ table, records, recordOf, numericKeys: numeric }, issues);
}

/** The cell of a column of one client, or null where the column is missing. */
export function clientCell(clients: ClientsRead, record: ClientRecord, key: string): Cell {
  const column = clients.table.columns.get(key);
  return column === undefined ? null : (clients.table.rows[record.rowIndex]?.[column] ?? null);
}

/** The figures of a client as they stand in the grey columns. */
export function storedFigures(clients: ClientsRead, record: ClientRecord, language: Language): ClientFigures {
  const cell = (key: string): Cell => clientCell(clients, record, key);
  const minor = (key: string): number | null => {
    const major = cellNumber(cell(key));
    return major === null ? null : Math.round(major * 100);
  };
  const letter = <T extends string>(key: string, allowed: readonly T[]): T | null => allowed.find((value) => value === cellText(cell(key))) ?? null;
  const orders = cellNumber(cell('orders')) ?? 0;
  const daysSilent = cellNumber(cell('days_silent'));
  const rhythmDays = cellNumber(cell('rhythm_days'));
  return {
    clientKey: record.key,
    orders,
    returns: cellNumber(cell('returns')) ?? 0,
    firstDay: cellDay(cell('first_order')),
    lastDay: cellDay(cell('last_order')),
    moneyMinor: minor('revenue'),
    marginMinor: minor('margin'),
    ros: cellNumber(cell('ros')),
    averageBillMinor: minor('average_bill'),
    abc: letter('abc', ['A', 'B', 'C']),
    abcShare: cellNumber(cell('abc_share')),
    rating: letter('rating', RATING_LETTERS),
    xyz: letter('xyz', ['X', 'Y', 'Z', 'N']),
    xyzValue: cellNumber(cell('xyz_value')),
    abcxyz: cellText(cell('abcxyz')) || null,
    r: cellNumber(cell('r')),
    f: cellNumber(cell('f')),
    m: cellNumber(cell('m')),
    rfm: cellText(cell('rfm')) || null,
    segment: segmentKeyOf(cellText(cell('segment'))),
    daysSilent,
    rhythmDays,
    rhythmSource: sourceOf(cellText(cell('rhythm_source')), language),
    lateness: daysSilent === null || rhythmDays === null || rhythmDays === 0 ? null : daysSilent / rhythmDays,
    dormancy: bandOf(cellText(cell('dormancy'))),
    moneyAtRiskMinor: minor('money_at_risk'),
    lifecycle: lifecycleKeyOf(cellText(cell('lifecycle'))) ?? null,
    temperature: temperatureKeyOf(cellText(cell('temperature'))) ?? null,
    markerSuggested: markerKeyOf(cellText(cell('marker_suggested'))) ?? null,
    ltvMinor: minor('ltv'),
    pAlive: cellNumber(cell('p_alive')),
    expectedPurchases: cellNumber(cell('expected_purchases')),
    expectedBillMinor: minor('expected_bill'),
    clvMinor: minor('clv'),
  };
}

function bandOf(name: string): DormancyBand | null {
  return name === '' ? null : (dormancyKeyOf(name) ?? null);
}

function sourceOf(name: string, language: Language): RhythmSource | null {
  const sources: readonly RhythmSource[] = ['own', 'base_by_number', 'base', 'default'];
  return sources.find((source) => rhythmSourceName(source, language) === name) ?? null;
}
