/** What `segment` writes beside the base when asked: models.json, cohorts.csv, movement.csv, migration.csv. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CohortCell, MigrationBy, ModelView } from '../../../src/contract/movement-views';
import { readCsv } from '../../../src/core/file/csv-reader';
import { writeCsv, type CsvCell } from '../../../src/core/file/csv-writer';
import { decodeText } from '../../../src/core/file/encoding';
import { SEGMENT_KEYS } from '../../../src/core/language/names';
import { LIFECYCLE_STAGES } from '../../../src/core/lifecycle';
import { migrate } from '../../../src/core/migration';
import { minorFromDecimal } from '../../../src/core/money';
import { migrationTable } from '../../../src/core/movement-table';
import { clientKeyOf } from '../../../src/core/table/client-key';
import type { AddOnSession } from './add-on-session';
import { readBytes } from './files-node';
import { InputError } from './verb';

/** Order of the classes in migration.csv. */
const ORDER: Readonly<Record<MigrationBy, readonly string[]>> = { segment: SEGMENT_KEYS, lifecycle: LIFECYCLE_STAGES, abc: ['A', 'B', 'C'], xyz: ['X', 'Y', 'Z', 'N'] };

/** Writes models.json: both models with their parameters and evidence, or the refusal in words. Times are in `timeUnit`. */
export async function writeModels(session: AddOnSession, folder: string): Promise<void> {
  const view = await session.call('models.view');
  const modelOf = (key: ModelView['key']): unknown => {
    const model = view.models.find((each) => each.key === key);
    if (model === undefined) return null;
    const { fitted, parameters, logLikelihood, converged, clients, text } = model;
    return {
      parameters: fitted ? Object.fromEntries(parameters.map(({ name, value }) => [name, value])) : null,
      logLikelihood, converged, clients, refused: fitted ? null : text,
    };
  };
  writeJson(folder, 'models.json', { asOf: view.asOf, timeUnit: `${view.unit}s`, bgNbd: modelOf('purchases'), gammaGamma: modelOf('spend') });
}

/** Writes cohorts.csv: a row a cohort with its size, a column a month since the first one; what the cells hold is the setting cohorts.value. */
export async function writeCohorts(session: AddOnSession, folder: string): Promise<void> {
  const view = await session.call('cohorts.view');
  const valueOf = (cell: CohortCell): number => ({ count: cell.clients, share: cell.share, money: cell.money })[view.value];
  const months = Array.from({ length: view.rows.length === 0 ? 0 : view.months + 1 }, (_unused, month) => month);
  const rows = view.rows.map(({ month, size, cells }): CsvCell[] => {
    const byMonth = new Map(cells.map((cell) => [cell.month, valueOf(cell)]));
    return [month, size, ...months.map((later) => byMonth.get(later) ?? null)];
  });
  writeCsvFile(folder, 'cohorts.csv', [['cohort', 'size', ...months], ...rows]);
}

/** Writes movement.csv: clients and money of each calendar month. */
export async function writeMovement(session: AddOnSession, folder: string): Promise<void> {
  const { months } = await session.call('movement.view');
  writeCsvFile(folder, 'movement.csv', [
    ['period', 'complete', 'active', 'new', 'retained', 'returned', 'lost', 'crr', 'new_money', 'returning_money', 'anonymous_money', 'revenue'],
    ...months.map((each) => [
      each.month, each.complete ? 1 : 0, each.active, each.new, each.retained, each.returned, each.lost, each.crr, each.newMoney, each.knownMoney, each.anonymousMoney, each.money,
    ]),
  ]);
}

/** A clients.csv as migration reads it: class and money by client key. Clients without the class (never bought) are left out. */
export interface FormerClients {
  readonly classes: ReadonlyMap<string, string>;
  readonly moneyMinor: ReadonlyMap<string, number | null>;
}

/** Reads a clients.csv that `segment` wrote. Throws InputError when it is none. */
export function readFormerClients(cwd: string, file: string, by: MigrationBy): FormerClients {
  const name = path.basename(file);
  const [header = [], ...rows] = readCsv(decodeText(readBytes(cwd, file)).text).value;
  const columnOf = (key: string): number => {
    const column = header.indexOf(key);
    if (column < 0) throw new InputError(`${name} has no column ${key}: give --migration a clients.csv that segment wrote.`);
    return column;
  };
  const [id, group, money] = [columnOf('client_id'), columnOf(by), columnOf('revenue')];
  const classes = new Map<string, string>();
  const moneyMinor = new Map<string, number | null>();
  for (const row of rows) {
    const key = clientKeyOf(row[id], false);
    const shown = row[group] ?? '';
    if (key === null || shown === '') continue;
    classes.set(key, shown);
    moneyMinor.set(key, minorFromDecimal(row[money] ?? '')?.amountMinor ?? null);
  }
  return { classes, moneyMinor };
}

/** Writes migration.csv: who went from which class to which since a former clients.csv. Money is that of now, of clients who are gone that of then. */
export function writeMigration(former: FormerClients, folder: string, by: MigrationBy): void {
  const present = readFormerClients(folder, 'clients.csv', by);
  const { columns, rows } = migrationTable(migrate(former.classes, present.classes, (key) => (present.moneyMinor.has(key) ? present.moneyMinor : former.moneyMinor).get(key) ?? null, ORDER[by]));
  writeCsvFile(folder, 'migration.csv', [columns, ...rows]);
}

function writeCsvFile(folder: string, name: string, rows: readonly (readonly CsvCell[])[]): void {
  writeFileSync(path.join(folder, name), writeCsv(rows));
}

function writeJson(folder: string, name: string, value: unknown): void {
  writeFileSync(path.join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
