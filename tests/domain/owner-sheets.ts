/** Sheets as owners have them, for tests of set-up and repair. */
import type { SetUpDone, SetUpRequest, SetUpStep } from '../../src/contract/set-up-views';
import { parseIsoDay } from '../../src/core/calendar';
import type { Language } from '../../src/core/language/language';
import type { Cell } from '../../src/core/table/cell';
import type { Outcome } from '../../src/core/issue';
import { cellText } from '../../src/domain/cells';
import type { Ports } from '../../src/domain/ports';
import { beginSetUp } from '../../src/domain/set-up';
import { lookAtSheets } from '../../src/domain/set-up-look';
import { MemoryWorld, wholeTab } from './in-memory-ports';

/** A date cell. */
export function day(iso: string): Cell {
  return { day: parseIsoDay(iso) ?? 0 };
}

/** Orders under two title rows and a blank one, a column of the owner, and totals at the bottom. */
export const ORDERS_WITH_TITLES: readonly (readonly Cell[])[] = [
  ['Цветы на Лесной', '', '', '', '', ''],
  ['Продажи за 2024 год', '', '', '', '', ''],
  ['', '', '', '', '', ''],
  ['Номер заказа', 'Дата', 'Клиент', 'E-mail', 'Сумма', 'Букет'],
  ['101', day('2024-01-10'), 'Анна', 'anna@example.com', 1200, 'пионы'],
  ['102', day('2024-02-11'), 'Борис', 'boris@example.com', 800, 'розы'],
  ['103', day('2024-03-12'), 'Анна', 'anna@example.com', 700, ''],
  ['104', day('2024-04-13'), 'Вера', '', 300, 'тюльпаны'],
  ['Итого', '', '', '', 3000, ''],
];

/** A spreadsheet with these sheets and nothing else. */
export function ownersSheet(sheets: readonly (readonly [name: string, rows: readonly (readonly Cell[])[]])[]): MemoryWorld {
  const world = new MemoryWorld();
  world.localeName = 'ru_RU';
  if (sheets.length === 0) return world;
  world.tabs.splice(0, 1, ...sheets.map(([name, rows], index) => ({
    sheetId: index + 1, name, rows: rows.map((row) => [...row]), marks: [], key: null, rules: [], owners: [], hidden: new Set<number>(), extras: new Map(),
  })));
  return world;
}

/** The request that a person sends who accepts everything that is proposed. */
export function chosenAsProposed(world: MemoryWorld, language: Language): SetUpRequest {
  const look = world.run((ports) => lookAtSheets(ports, language)).value?.value;
  const sheets = (look?.sheets ?? []).filter(({ suggested }) => suggested).flatMap(({ sheetId, kind, headerRowNumber, headerRows, columns }) => {
    if (kind === 'other' || headerRowNumber === null) return [];
    return [{ sheetId, kind, headerRowNumber, headerRows, columns: Object.fromEntries(columns.flatMap(({ field, columnIndex }) => (field === null ? [] : [[field, columnIndex]]))) }];
  });
  return { language, sheets };
}

/** Runs a set-up in as many steps as it needs. @param execute runs one of them and gives its value */
export function setUpWhole(execute: (work: (ports: Ports) => Outcome<SetUpStep | null>) => SetUpStep, request: SetUpRequest): SetUpDone {
  for (let turn = 0; turn < 30; turn += 1) {
    const { report } = execute((ports) => beginSetUp(ports, request));
    if (report !== null) return report;
  }
  throw new Error('no end of the set-up');
}

/** Everything that stands in the workbook, with our marks, rules and the row mark. */
export function wholeWorld(world: MemoryWorld): unknown {
  return world.tabs.map((tab) => ({ whole: wholeTab({ ...tab, marks: tab.marks.filter((mark) => mark !== null) }), header: tab.headerRow === undefined, rules: tab.rules }));
}

/** Client, number of orders and revenue of each row of Clients, by name. */
export function figuresOf(world: MemoryWorld): unknown[] {
  const tab = world.tab('clients');
  const headerAt = tab.rows.findIndex((row) => row.some((_cell, index) => tab.marks[index] === 'revenue' && row[index] !== '' && row[index] !== undefined));
  const index = (key: string): number => tab.marks.indexOf(key);
  const client = index('client_id') >= 0 ? index('client_id') : index('name');
  return tab.rows.slice(headerAt + 1)
    .map((row) => [row[client], row[index('orders')], row[index('revenue')]])
    .filter(([name, orders]) => name !== '' && name !== undefined && orders !== '' && orders !== undefined)
    .sort((a, b) => cellText(a[0]).localeCompare(cellText(b[0])));
}
