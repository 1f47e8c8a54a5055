/** What a field of a profile means for a cell of Clients: whether the cell says the same already, and what is written where it does not. */
import { readBirthday } from '../core/contacts/birthday';
import { normaliseCity } from '../core/contacts/city';
import { nameKey, readName } from '../core/contacts/name';
import { readMarker } from '../core/marker';
import type { Cell } from '../core/table/cell';
import { isDateCell, isEmptyCell } from '../core/table/cell';
import { cellText as plainText } from '../core/table/client-key';
import { readDate } from '../core/table/dates';
import { CLIENT_FIELDS, COLUMN_OF_CLIENT_FIELD } from '../core/table/field';
import type { ClientField } from '../core/table/field';
import { readFlag } from '../core/table/flag';
import { readMoney } from '../core/table/numbers';
import type { ClientProfile } from '../core/table/profiles';
import { isConsentField, isRefusal } from '../core/table/profiles';
import { cellText } from './cells';
import type { ContactReader } from './client-contacts';
import { GREATEST_CELL_LENGTH } from './import-limits';

/** How the texts of a list are read. */
export interface ValueReading {
  readonly contacts: ContactReader;
  readonly dateOrder: 'dmy' | 'mdy';
  readonly decimal: ',' | '.';
  /** Short years of birthdays lie before it; null = as written. */
  readonly todayDay: number | null;
}

/** Dates and sums: everything else is text. */
const DATE_FIELDS: readonly ClientField[] = ['birthday', 'registered'];
const MONEY_FIELDS: readonly ClientField[] = ['plan', 'purchasesElsewhere'];
const LIST_MARKS = /[,;\n]+/;

/** Field and text for each column that a base may have: a whole name is taken apart for columns of its parts. Empty texts are left out. */
export function profileValues(profile: ClientProfile, hasColumn: (key: string) => boolean): Map<ClientField, string> {
  const values = new Map<ClientField, string>();
  const { fields } = profile;
  const parts = ['lastName', 'firstName', 'patronymic'] as const;
  const isWhole = fields.name !== undefined && parts.every((part) => fields[part] === undefined);
  const asksParts = parts.some((part) => hasColumn(COLUMN_OF_CLIENT_FIELD[part]));
  const reading = isWhole && asksParts ? readName(fields.name ?? '') : null;
  for (const field of CLIENT_FIELDS) {
    const text = fields[field] ?? (reading !== null && field in reading ? reading[field as 'lastName'] : '');
    if (text !== '' && hasColumn(COLUMN_OF_CLIENT_FIELD[field])) values.set(field, text.slice(0, GREATEST_CELL_LENGTH));
  }
  // A firm has no parts: without a column of whole names its name stands in the first of them.
  if (reading !== null && reading.kind !== 'person' && !hasColumn('name')) {
    const part = parts.find((field) => hasColumn(COLUMN_OF_CLIENT_FIELD[field]));
    if (part !== undefined) values.set(part, reading.whole);
  }
  return values;
}

/**
 * What a cell becomes, or undefined where it stays. Nothing good is replaced by something unreadable or by less of the same; tags are added.
 * A refusal in the base is never taken back, a refusal in the list always counts.
 * @param fillsOnly only an empty cell is filled
 */
export function cellAfter(field: ClientField, before: Cell, text: string, reading: ValueReading, fillsOnly: boolean, asDate: boolean): Cell | undefined {
  const after = writtenCell(field, text, reading, asDate);
  if (isEmptyCell(before)) return after;
  if (isConsentField(field)) {
    if (isRefusal(field, cellText(before))) return undefined;
    if (isRefusal(field, text)) return after;
    return fillsOnly || readFlag(before) === readFlag(text) ? undefined : after;
  }
  if (fillsOnly) return undefined;
  if (field === 'tags') {
    const added = missingTags(cellText(before), text);
    const all = [cellText(before), ...added].join(', ');
    return added.length === 0 || all.length > GREATEST_CELL_LENGTH ? undefined : all;
  }
  return saysTheSame(field, before, text, reading) ? undefined : after;
}

/** The cell of a new row or a changed value: a date where the column holds dates, sums as numbers, all else as text. */
export function writtenCell(field: ClientField, text: string, reading: Omit<ValueReading, 'contacts'>, asDate: boolean): Cell {
  if (DATE_FIELDS.includes(field) && asDate) {
    const day = dayOf(field, text, reading);
    if (typeof day === 'number') return { day };
  }
  if (MONEY_FIELDS.includes(field)) {
    const money = readMoney(text, reading);
    if (money.state === 'ok') return money.amountMinor / 100;
  }
  return text;
}

/** True where the text adds nothing to what stands in the cell. */
function saysTheSame(field: ClientField, before: Cell, text: string, reading: ValueReading): boolean {
  const known = cellText(before);
  if (folded(known) === folded(text)) return true;
  switch (field) {
    case 'email': return isSameEmail(known, text, reading.contacts);
    case 'phone': return isSamePhone(known, text, reading.contacts);
    case 'name': case 'firstName': case 'lastName': case 'patronymic': return isNameOf(known, text);
    case 'city': return folded(normaliseCity(known).city) === folded(normaliseCity(text).city);
    case 'birthday': case 'registered': {
      const day = dayOf(field, text, reading);
      // A day without a year says less than a date, and nothing where the date is of that day.
      return day === null || day === dayOf(field, before, reading) || (typeof day === 'string' && yearlessOf(before, reading) === day);
    }
    case 'plan': case 'purchasesElsewhere': {
      const [sum, former] = [readMoney(text, reading), readMoney(isDateCell(before) ? known : before, reading)];
      return sum.state !== 'ok' || (former.state === 'ok' && sum.amountMinor === former.amountMinor);
    }
    case 'gender': return genderOf(text) !== '' && genderOf(text) === genderOf(known);
    case 'marker': return readMarker(text) !== null && readMarker(text) === readMarker(known);
    case 'messenger': return handle(text) === handle(known);
    default: return false;
  }
}

function isSameEmail(known: string, text: string, contacts: ContactReader): boolean {
  const { key } = contacts.email(text);
  const former = contacts.email(known).key;
  // A good address is not replaced by a text that is none; one that cleaning corrected is the same.
  return (key === '' && former !== '') || (key !== '' && key === former) || (former !== '' && contacts.meantEmail(text) === former);
}

function isSamePhone(known: string, text: string, contacts: ContactReader): boolean {
  const former = contacts.phonesOf(known);
  const phones = contacts.phonesOf(text);
  if (phones.length === 0) return former.length > 0 || known.replace(/\D/g, '') === text.replace(/\D/g, '');
  return phones.every((phone) => former.includes(phone) || former.some((other) => other.startsWith(`${phone};`)));
}

/** True where every word of a name, or its initial, stands in the other. */
function isNameOf(known: string, text: string): boolean {
  const wordsOf = (name: string): string[] => {
    const { lastName, firstName, patronymic, whole } = readName(name);
    return nameKey({ lastName, firstName, patronymic, whole }).split(' ').filter((word) => word !== '');
  };
  const former = wordsOf(known);
  const words = wordsOf(text);
  return words.length > 0 && words.every((word) => former.includes(word) || (word.length === 1 && former.some((other) => other.startsWith(word))));
}

/** The serial day, `--MM-DD` for a birthday without a year, null where it cannot be read. */
function dayOf(field: ClientField, cell: Cell, { dateOrder, todayDay }: Omit<ValueReading, 'contacts'>): number | string | null {
  const order = { order: dateOrder };
  if (field === 'registered') {
    const date = readDate(cell, order);
    return date.state === 'ok' ? date.day : null;
  }
  const birthday = readBirthday(cell, order, todayDay);
  if (birthday.state !== 'ok') return null;
  return birthday.day ?? `--${birthday.month}-${birthday.dayOfMonth}`;
}

function yearlessOf(cell: Cell, { dateOrder, todayDay }: ValueReading): string {
  const birthday = readBirthday(cell, { order: dateOrder }, todayDay);
  return birthday.state === 'ok' ? `--${birthday.month}-${birthday.dayOfMonth}` : '';
}

function missingTags(known: string, text: string): string[] {
  const seen = new Set(tagsOf(known).map(folded));
  return tagsOf(text).filter((tag) => {
    const isNew = !seen.has(folded(tag));
    seen.add(folded(tag));
    return isNew;
  });
}

function tagsOf(text: string): string[] {
  return text.split(LIST_MARKS).map((tag) => tag.trim()).filter((tag) => tag !== '');
}

function genderOf(text: string): string {
  const word = folded(text);
  if (/^(м|муж|мужской|мужчина|m|male|man)\.?$/.test(word)) return 'male';
  return /^(ж|жен|женский|женщина|f|female|woman)\.?$/.test(word) ? 'female' : '';
}

/** A name in a messenger without the sign or the address before it. */
function handle(text: string): string {
  return folded(text).replace(/^(?:https?:\/\/)?(?:t\.me|wa\.me|vk\.com|instagram\.com)\//, '').replace(/^@/, '').replace(/\/$/, '');
}

function folded(text: string): string {
  return plainText(text).toLowerCase().replace(/ё/g, 'е');
}
