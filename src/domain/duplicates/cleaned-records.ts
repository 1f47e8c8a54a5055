/** Rows of Clients as the search for duplicates compares them: read as cleaning reads them. */
import { cleanColumnsOf } from '../../core/contacts/clean-columns';
import { cleanTable } from '../../core/contacts/findings';
import { duplicateRecordOf } from '../../core/contacts/findings-record';
import { defaultCountryOf } from '../../core/contacts/phone';
import type { DuplicateRecord } from '../../core/duplicates/record';
import type { Field } from '../../core/table/field';
import { decisionKeys, readDecisions } from '../decisions';
import { readArchive } from '../archive';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ClientRows } from './client-rows';
import { groupIdOf, keyOfMember, memberCell } from './client-rows';

const COLUMN_OF_FIELD: Readonly<Partial<Record<Field, string>>> = {
  client: 'client_id', name: 'name', lastName: 'last_name', firstName: 'first_name', phone: 'phone', email: 'email', city: 'city', birthday: 'birthday',
};

/** Fields that cleaning leaves alone and the search compares. */
const FURTHER = { patronymic: 'patronymic', region: 'region', address: 'address' } as const;

/** One record for each member, in their order. Calls nothing but the locale (0 counted calls) and the clock. */
export function cleanedRecords(base: Base, clients: ClientRows): readonly DuplicateRecord[] {
  const { table, members } = clients;
  const { book, clock } = base.ports;
  const mapping: Partial<Record<Field, number>> = {};
  for (const [field, column] of Object.entries(COLUMN_OF_FIELD) as readonly (readonly [Field, string])[]) {
    const index = table.columns.get(column);
    if (index !== undefined) mapping[field] = index;
  }
  const header = { rowIndex: 0, names: table.titles };
  const columns = cleanColumnsOf(table.rows, header, mapping);
  const cleaned = cleanTable(table.rows, header, columns, {
    country: defaultCountryOf(book.locale()), todayDay: clock.dayOf(clock.now()),
    preferredDateOrder: base.language === 'en' ? 'mdy' : 'dmy', preferredDecimal: base.language === 'ru' ? ',' : '.',
  });
  const rowAt = new Map(cleaned.rows.map((row) => [row.rowIndex, row]));
  return members.map((member) => {
    const row = rowAt.get(member.rowIndex);
    const record: { -readonly [Key in keyof DuplicateRecord]: DuplicateRecord[Key] } = row === undefined ? {} : { ...duplicateRecordOf(row), nameText: member.shownName };
    for (const [field, column] of Object.entries(FURTHER) as readonly (readonly [keyof typeof FURTHER, string])[]) {
      const text = cellText(memberCell(clients, member, column));
      if (text !== '') record[field] = text;
    }
    return record;
  });
}

/** Pairs that somebody said are different people. */
export interface Apart {
  readonly count: number;
  /** Positions of two members. */
  readonly test: (a: number, b: number) => boolean;
}

/**
 * Different people among the members; who was merged since counts as the client he is part of. 0 counted calls while nothing was decided
 * or archived, else 1 for the decisions and 1 for the archive.
 */
export function readApart(base: Base, { members, numericKeys }: ClientRows): Apart {
  const keys = decisionKeys(readDecisions(base), 'duplicates.apart');
  if (keys.size === 0) return { count: 0, test: () => false };
  const archive = readArchive(base, numericKeys);
  const standing = new Set(members.map(({ member }) => member));
  const nameNow = (member: string): string => (standing.has(member) ? member : (archive.get(keyOfMember(member))?.mergedInto ?? member));
  const pairs = new Set<string>();
  keys.forEach((key) => {
    const [one, other] = key.split('\n').map(nameNow);
    if (one !== undefined && other !== undefined && one !== other && standing.has(one) && standing.has(other)) pairs.add(groupIdOf([one, other]));
  });
  return {
    count: pairs.size,
    test: (a, b) => {
      const [one, other] = [members[a], members[b]];
      return pairs.size > 0 && one !== undefined && other !== undefined && pairs.has(groupIdOf([one.member, other.member]));
    },
  };
}
