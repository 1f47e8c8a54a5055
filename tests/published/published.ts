/** The framework for results that others published: what a check is, where its data lie, and how a value is compared and shown. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../src/core/file/csv-reader';

/** A published figure: one value, or a list (rows of rows allowed) compared element by element. */
export type PublishedValue = number | string | boolean | null | readonly PublishedValue[];

/** Who published it. */
export interface PublishedSource {
  readonly author: string;
  readonly work: string;
  /** The table, page, section or listing of the work. */
  readonly table: string;
}

/** One published figure beside ours. Both are functions, so that a list can be written down where its data are absent. */
export interface PublishedCheck {
  /** Name of the folder with the data. */
  readonly set: string;
  readonly source: PublishedSource;
  /** What is compared, unique within the set: it stands in the test title and in the table. */
  readonly figure: string;
  readonly expected: () => PublishedValue;
  /** Largest allowed distance of numbers, absolute; 0 = equal. Texts must be equal. */
  readonly tolerance: number;
  readonly ours: () => PublishedValue;
  /** What stands in print, where the README of the set shows that it must differ from `expected`; `note` says why in a few words. */
  readonly printed?: PublishedValue;
  readonly note?: string;
}

const FIXTURES = path.resolve(__dirname, '../fixtures');
const SIBLING = path.resolve(__dirname, '../../../shared/data');

/** The folder of a set: tests/fixtures, else the folder that CLIENTURA_DATA names, else ../shared/data beside the repository; null = absent. */
export function setFolder(set: string): string | null {
  const named = process.env['CLIENTURA_DATA'];
  const places = [FIXTURES, ...(named === undefined || named === '' ? [] : [named]), SIBLING];
  return places.map((place) => path.join(place, set)).find((folder) => existsSync(folder)) ?? null;
}

/** A file of a set, wherever the set lies; a copy under tests/fixtures may lack files that the original has. */
export function setFile(set: string, file: string): string {
  const folder = setFolder(set);
  if (folder === null) throw new Error(`${set} is not here`);
  return path.join(folder, file);
}

/** A JSON file of a set, as the caller knows it. */
export function jsonFile(set: string, file: string): unknown {
  return JSON.parse(readFileSync(setFile(set, file), 'utf8'));
}

/** The lines of a CSV file of a set, by header. */
export function csvLines(set: string, file: string): Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = readCsv(readFileSync(setFile(set, file), 'utf8').replace(/^\ufeff/, '')).value;
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

/** A value computed at first use and kept: several checks of a set share one reading and one calculation. */
export function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | null = null;
  return () => {
    kept = kept ?? { value: make() };
    return kept.value;
  };
}

/** Places where two values differ by more than the tolerance, as `path: theirs | ours`; empty when they agree. */
export function differences(expected: PublishedValue, ours: PublishedValue, tolerance: number, at = ''): string[] {
  if (Array.isArray(expected) && Array.isArray(ours)) {
    const length = expected.length === ours.length ? [] : [`${at}: ${expected.length} values | ${ours.length} values`];
    return [...length, ...expected.flatMap((value: PublishedValue, index) => differences(value, ours[index] as PublishedValue, tolerance, `${at}[${index}]`))];
  }
  if (typeof expected === 'number' && typeof ours === 'number') {
    // Decimal limits such as 0.01 have no exact binary form; the last bits of a difference do not decide.
    return expected === ours || Math.abs(expected - ours) <= tolerance * (1 + 1e-9) ? [] : [`${at}: ${expected} | ${ours}`];
  }
  return expected === ours ? [] : [`${at}: ${JSON.stringify(expected)} | ${JSON.stringify(ours)}`];
}

/** The title of the test of a check. */
export function titleOf({ source, figure }: PublishedCheck): string {
  return `${source.author}, ${source.work}, ${source.table}: ${figure}`;
}
