/** Columns of the owner as audience expressions ask them: by text, number or date, by a part of the text, by one of several tags. */
import { parseIsoDay } from '../calendar';
import type { ColumnKey } from '../language/names';
import type { ClientFigures } from '../segmentation';
import { clientKeyOf } from '../table/client-key';
import { readDate } from '../table/dates';
import type { AudienceValue } from './audience-fields';
import { foldFieldName } from './template';

/** A client as audience expressions see it: the figures, and own columns by name. */
export interface AudienceClient {
  readonly figures: ClientFigures;
  /** Other columns (city, manager, …) as text, by the name under which they were made known; dates as YYYY-MM-DD. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** True for clients that are meant. */
export type AudienceTest = (client: AudienceClient) => boolean;

/** A column that an expression may name. */
export interface AudienceColumn {
  /** Its key, or its title as the owner wrote it. */
  readonly name: string;
  /** The cells hold several values parted by commas or semicolons: each is compared by itself. */
  readonly isList?: boolean;
  /** The name stands for this figure: the owner renamed its column. */
  readonly figure?: ColumnKey;
  /** The cells hold the key of the client: compared exactly, not as a number and not without ё. */
  readonly isClient?: boolean;
  /** Tells a yes from anything else: `= yes` and `= no` are asked of that. */
  readonly isYes?: (text: string) => boolean;
  /** Words for an empty cell, such as `never`. */
  readonly emptyWords?: readonly string[];
}

export type Sign = '=' | '!=' | '<' | '<=' | '>' | '>=';

const YES: readonly string[] = ['yes', 'да'];
const NO: readonly string[] = ['no', 'нет'];
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Compares a column with a written value: as numbers or days where the value is one, else as text without regard to case and ё. A list holds
 * the value when one of its parts equals it.
 */
export function columnTest(column: AudienceColumn, sign: Sign, written: string): AudienceTest {
  const { name, isList, isClient, isYes, emptyWords } = column;
  if (isClient === true) {
    const among = columnAmong(column, [written]);
    return (client) => among(client) === (sign === '=');
  }
  const word = foldFieldName(written);
  if (isYes !== undefined && (YES.includes(word) || NO.includes(word)) && (sign === '=' || sign === '!=')) {
    const wanted = YES.includes(word) === (sign === '=');
    return (client) => isYes(textOf(client, name)) === wanted;
  }
  if (emptyWords?.includes(word) === true && (sign === '=' || sign === '!=')) return (client) => (textOf(client, name) === '') === (sign === '=');
  if (isList === true) {
    const wanted = foldFieldName(written);
    return (client) => partsOf(textOf(client, name)).includes(wanted) === (sign === '=');
  }
  const day = dayOfText(written);
  if (day !== undefined) return (client) => compare(dayOfText(textOf(client, name)) ?? foldFieldName(textOf(client, name)), sign, day);
  const value = columnValue(written);
  return (client) => compare(columnValue(textOf(client, name)), sign, value);
}

/** True where a column equals one of the written values. Clients picked by hand may be thousands: they are looked up, not compared one by one. */
export function columnAmong(column: AudienceColumn, written: readonly string[]): AudienceTest {
  if (column.isClient === true) {
    const keys = new Set(written.map((text) => clientKeyOf(text, false)));
    return (client) => keys.has(clientKeyOf(textOf(client, column.name), false));
  }
  const tests = written.map((text) => columnTest(column, '=', text));
  return (client) => tests.some((test) => test(client));
}

/** True where the text of a column holds the written text; in a list, where one of its parts is exactly that. */
export function columnContains({ name, isList }: AudienceColumn, written: string): AudienceTest {
  const wanted = foldFieldName(written);
  return isList === true
    ? (client) => partsOf(textOf(client, name)).includes(wanted)
    : (client) => foldFieldName(textOf(client, name)).includes(wanted);
}

/** Compares two values. A missing one equals nothing and lies on no side of anything. */
export function compare(left: AudienceValue, sign: Sign, right: AudienceValue): boolean {
  if (sign === '=') return left === right;
  if (sign === '!=') return left !== right;
  if (left === null || right === null || typeof left !== typeof right) return false;
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

function textOf(client: AudienceClient, name: string): string {
  return client.columns?.[name] ?? '';
}

/** Numbers as numbers, else folded text. */
function columnValue(text: string): AudienceValue {
  const folded = foldFieldName(text);
  const figure = folded.replace(/ /g, '').replace(',', '.');
  return NUMBER.test(figure) ? Number(figure) : folded;
}

/** The serial day of a text that is a date and no plain number. */
function dayOfText(text: string): number | undefined {
  if (/^\s*-?[\d\s.,]*$/.test(text) && typeof columnValue(text) === 'number') return undefined;
  const iso = parseIsoDay(text.trim());
  if (iso !== undefined) return iso;
  const date = readDate(text);
  return date.state === 'ok' ? date.day : undefined;
}

function partsOf(text: string): string[] {
  return text.split(/[,;\n]+/).map(foldFieldName).filter((part) => part !== '');
}
