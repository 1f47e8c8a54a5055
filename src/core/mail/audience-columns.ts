/** Columns of the owner as audience expressions ask them: by text, number or date, by a part of the text, by one of several tags. */
import { parseIsoDay } from '../calendar';
import type { ColumnKey } from '../language/names';
import type { ClientFigures } from '../segmentation';
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
}

export type Sign = '=' | '!=' | '<' | '<=' | '>' | '>=';

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Compares a column with a written value: as numbers or days where the value is one, else as text without regard to case and ё. A list holds
 * the value when one of its parts equals it.
 */
export function columnTest({ name, isList }: AudienceColumn, sign: Sign, written: string): AudienceTest {
  if (isList === true) {
    const wanted = foldFieldName(written);
    return (client) => partsOf(textOf(client, name)).includes(wanted) === (sign === '=');
  }
  const day = dayOfText(written);
  if (day !== undefined) return (client) => compare(dayOfText(textOf(client, name)) ?? foldFieldName(textOf(client, name)), sign, day);
  const value = columnValue(written);
  return (client) => compare(columnValue(textOf(client, name)), sign, value);
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
