/** Columns of Clients that an audience may name beside the figures: the owner's own ones, grey texts, and the days left to a birthday. */
import { dayOf, partsOf } from '../core/calendar';
import { readBirthday } from '../core/contacts/birthday';
import { columnKeyOf } from '../core/language/names';
import type { AudienceColumn } from '../core/mail/audience';
import { audienceFields } from '../core/mail/audience-fields';
import type { Cell } from '../core/table/cell';
import { cellText } from './cells';
import type { ClientsRead } from './clients-table';

/** A column with where its text comes from. */
export interface ClientAudienceColumn extends AudienceColumn {
  /** The text of a row, dates as YYYY-MM-DD. */
  readonly textOf: (row: readonly Cell[]) => string;
}

/** Names of the computed days to the next birthday, 0 on the day itself. */
export const BIRTHDAY_IN = ['birthday_in', 'дней до дня рождения', 'days to birthday'] as const;

/** Every name an audience may use, by key and by the title the owner wrote. @param todayDay from which days to a birthday are counted */
export function audienceColumns({ table }: ClientsRead, todayDay: number): ClientAudienceColumn[] {
  const figures = audienceFields([]);
  const keyAt = new Map([...table.columns].map(([key, index]) => [index, key]));
  const columns: ClientAudienceColumn[] = [];
  table.titles.forEach((title, columnIndex) => {
    const key = keyAt.get(columnIndex);
    const known = key === undefined ? undefined : columnKeyOf(key);
    const textOf = (row: readonly Cell[]): string => cellText(row[columnIndex]);
    if (known !== undefined && figures[known] !== undefined) {
      // Its usual names are known to every expression.
      if (title !== '' && columnKeyOf(title) !== known) columns.push({ name: title, figure: known, textOf });
      return;
    }
    const isList = key === 'tags' ? { isList: true } : {};
    // The owner's title first: it is what he sees.
    new Set([title, key ?? '']).forEach((name) => {
      if (name !== '') columns.push({ name, textOf, ...isList });
    });
  });
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
