/** A base of thirty clients with everything that cleaning finds, for tests of the desk and the archive. */
import type { CleaningAccept, CleaningKind, CleaningView } from '../../src/contract/cleaning-views';
import type { Cell } from '../../src/core/table/cell';
import type { Outcome } from '../../src/core/issue';
import { scanCleaning } from '../../src/domain/cleaning/scan';
import { recalculate } from '../../src/domain/recalculate';
import { MemoryWorld, wholeTab } from './in-memory-ports';
import { importRows } from './sample-base';

/** Every third client is written badly in every column; the others are clean. */
export const CLIENTS = 30;

const MESSY: readonly (readonly [key: string, text: string])[] = [
  ['name', '  иВАНОВ   иван '], ['email', 'Anna@GMIAL.com'], ['phone', '8 (916) 123-45-67 доб. 5; +7 495 000-03-12'], ['city', 'г. москва'], ['birthday', '03.05.1990'],
];

/** A base with `CLIENTS` clients, each with two orders of 2023; ten of them with messy cells, and messy dates and sums in Orders. */
export function messyBase(): MemoryWorld {
  const world = new MemoryWorld();
  world.localeName = 'ru_RU';
  const rows: Cell[][] = [];
  for (let client = 1; client <= CLIENTS; client += 1) {
    for (const month of [1, 4]) rows.push([`${client}-${month}`, `15.0${month}.2023`, `Client ${client}`, `${100 + client},50`, `c${client}@example.com`, 'yes', '']);
  }
  importRows(world, rows, {}, 100);
  world.run((ports) => recalculate(ports));
  addColumns(world, ['city', 'birthday']);
  for (let rowIndex = 1; rowIndex <= CLIENTS; rowIndex += 1) {
    putClient(world, rowIndex, 'name', 'Иванов Пётр');
    putClient(world, rowIndex, 'phone', '+79161234567');
    putClient(world, rowIndex, 'city', 'Москва');
    putClient(world, rowIndex, 'birthday', '1990-05-03');
    if (rowIndex % 3 === 1) for (const [key, text] of MESSY) putClient(world, rowIndex, key, text);
  }
  for (const rowIndex of [2, 5, 6, 11]) putOrder(world, rowIndex, 'date', '17.02.2023');
  for (const rowIndex of [3, 4, 11]) putOrder(world, rowIndex, 'amount', '130,50 ₽');
  putOrder(world, 8, 'date', '15.01.2099');
  putOrder(world, 9, 'amount', -5);
  world.run((ports) => recalculate(ports));
  return world;
}

/** Appends columns with these keys to Clients. */
export function addColumns(world: MemoryWorld, keys: readonly string[]): void {
  const tab = world.tab('clients');
  for (const key of keys) {
    const index = Math.max(tab.marks.length, tab.rows[0]?.length ?? 0);
    (tab.rows[0] ?? [])[index] = `Column ${key}`;
    tab.marks[index] = key;
  }
}

export function putClient(world: MemoryWorld, rowIndex: number, key: string, cell: Cell): void {
  const tab = world.tab('clients');
  (tab.rows[rowIndex] ?? [])[tab.marks.indexOf(key)] = cell;
}

export function putOrder(world: MemoryWorld, rowIndex: number, key: string, cell: Cell): void {
  const tab = world.tab('orders');
  (tab.rows[rowIndex] ?? [])[tab.marks.indexOf(key)] = cell;
}

/** The value of an outcome, or its codes as an error. */
export function valueOf<T>(run: { readonly value: Outcome<T | null> | null }): T {
  if (run.value === null || run.value.value === null) throw new Error(run.value === null ? 'killed' : run.value.issues.map(({ code }) => code).join());
  return run.value.value;
}

export function scan(world: MemoryWorld): CleaningView {
  return valueOf(world.run((ports) => scanCleaning(ports)));
}

/** A request that accepts every proposal of a kind, as the last scan named them. */
export function acceptAll(view: CleaningView, kind: CleaningKind, code = ''): CleaningAccept {
  const codes = view.kinds.find((found) => found.kind === kind)?.codes ?? [];
  return { part: { kind, code }, ids: codes.filter((found) => code === '' || found.code === code).flatMap(({ ids }) => ids), actionId: '', last: true };
}

/** Every cell, formula, note, background and number format of the workbook but the Journal, and the state cell of Settings. */
export function workbook(world: MemoryWorld): unknown {
  return world.tabs.filter(({ key }) => key !== 'journal').map((tab) => {
    const whole = wholeTab(tab) as { readonly rows: readonly (readonly Cell[])[] };
    return { ...whole, rows: whole.rows.filter((row) => !row.includes('state.base') && !row.includes('state.today')) };
  });
}
