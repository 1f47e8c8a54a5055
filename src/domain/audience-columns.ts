/** What an audience may name beside the figures: the owner's columns, grey texts, the client himself, days to a birthday, consent, the last letter. */
import { dayOf, partsOf } from '../core/calendar';
import { readBirthday } from '../core/contacts/birthday';
import { columnKeyOf } from '../core/language/names';
import type { AudienceColumn } from '../core/mail/audience';
import { audienceFields } from '../core/mail/audience-fields';
import type { Cell } from '../core/table/cell';
import { cellText } from './cells';
import type { ClientRecord, ClientsRead } from './clients-table';
import { isYes } from './mailing/consents';

/** A column with where its text comes from. */
export interface ClientAudienceColumn extends AudienceColumn {
  /** The text of a row, dates as YYYY-MM-DD. */
  readonly textOf: (row: readonly Cell[], record: ClientRecord) => string;
}

/** What the mailing part of the base knows of a client; asked for only by audiences that name it. */
export interface LetterFacts {
  /** Whole days since the last marketing letter that left or may have left; null where there was none. */
  readonly daysSinceLetter: (record: ClientRecord) => number | null;
  /** True when marketing letters to him rest on a consent, of the owner's column or of the ledger. */
  readonly hasConsent: (record: ClientRecord) => boolean;
}

/** Names that always mean the client himself: rows picked by hand are asked for by them. */
export const CLIENT_NAMES = ['client', 'клиент'] as const;

/** Names of the days since the last marketing letter; `never` where there was none. */
export const LAST_LETTER = ['last_letter', 'последнее письмо', 'last letter', 'дней после письма', 'days since letter'] as const;
const NEVER = ['never', 'никогда'];

const isYesText = (text: string): boolean => isYes(text);

/** Names of the computed days to the next birthday, 0 on the day itself. */
export const BIRTHDAY_IN = ['birthday_in', 'дней до дня рождения', 'days to birthday'] as const;

/** Every name an audience may use, by key and by the title the owner wrote. @param todayDay from which days to a birthday are counted */
export function audienceColumns({ table }: ClientsRead, todayDay: number, facts: LetterFacts): ClientAudienceColumn[] {
  const figures = audienceFields([]);
  const keyAt = new Map([...table.columns].map(([key, index]) => [index, key]));
  const columns: ClientAudienceColumn[] = CLIENT_NAMES.map((name) => ({ name, isClient: true, textOf: (_row, record) => record.key }));
  table.titles.forEach((title, columnIndex) => {
    const key = keyAt.get(columnIndex);
    const known = key === undefined ? undefined : columnKeyOf(key);
    const textOf = (row: readonly Cell[]): string => cellText(row[columnIndex]);
    if (known !== undefined && figures[known] !== undefined) {
      // Its usual names are known to every expression.
      if (title !== '' && columnKeyOf(title) !== known) columns.push({ name: title, figure: known, textOf });
      return;
    }
    if (key === 'client_id') {
      new Set([title, key]).forEach((name) => columns.push({ name, isClient: true, textOf: (_row, record) => record.key }));
      return;
    }
    const traits = key === 'tags' ? { isList: true } : {};
    if (key === 'consent') {
      // A client whose consent stands in the ledger alone has an empty cell; one who took it back may still have a yes there.
      const consent = (row: readonly Cell[], record: ClientRecord): string => (facts.hasConsent(record) ? 'yes' : isYes(textOf(row)) ? 'no' : textOf(row));
      new Set([title, key]).forEach((name) => columns.push({ name, textOf: consent, isYes: isYesText }));
      return;
    }
    // The owner's title first: it is what he sees.
    new Set([title, key ?? '']).forEach((name) => {
      if (name !== '') columns.push({ name, textOf, ...traits });
    });
  });
  LAST_LETTER.forEach((name) => columns.push({ name, textOf: (_row, record) => String(facts.daysSinceLetter(record) ?? ''), emptyWords: NEVER }));
  const birthday = table.columns.get('birthday');
  if (birthday !== undefined) BIRTHDAY_IN.forEach((name) => columns.push({ name, textOf: (row) => daysToBirthday(row[birthday] ?? null, todayDay) }));
  return columns;
}

/** Days from today to the next birthday; '' where there is none to be read. Who was born on 29 February has his day on the 28th in other years. */
function daysToBirthday(cell: Cell, todayDay: number): string {
  const birthday = readBirthday(cell);
  if (birthday.state !== 'ok') return '';
  const { year } = partsOf(todayDay);
  const next = [year, year + 1].map((candidate) => dayOf(candidate, birthday.month, birthday.dayOfMonth) ?? dayOf(candidate, birthday.month, birthday.dayOfMonth - 1) ?? 0);
  const day = next.find((candidate) => candidate >= todayDay);
  return day === undefined ? '' : String(day - todayDay);
}
