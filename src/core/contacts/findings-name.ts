/** Findings in names: one column of whole names, or a column of last names and one of first names. */
import type { CellFinding, FindingCode } from './finding';
import { proposal } from './finding';
import type { CleanedColumn } from './findings-contact';
import type { NameChange, NameReading } from './name';
import { readName } from './name';

const CODES: Readonly<Record<NameChange, FindingCode>> = {
  spaces: 'name.spaces', signs: 'name.signs', 'look-alike': 'name.lookAlike', case: 'name.case', initials: 'name.initials', title: 'name.title', remark: 'name.remark',
  order: 'name.order',
};

/** Two columns of name parts as cleaned. */
export interface CleanedNameParts {
  readonly readings: readonly NameReading[];
  readonly lastFindings: readonly (readonly CellFinding[])[];
  readonly firstFindings: readonly (readonly CellFinding[])[];
}

/** Reads a column of whole names. */
export function cleanNames(texts: readonly string[]): CleanedColumn<NameReading> {
  const readings = texts.map(readName);
  return { readings, findings: readings.map((reading, index) => changed(texts[index] ?? '', reading.whole, reading.changes)) };
}

/** Reads last and first names of the same rows together: only so it shows where they changed places. A patronymic may stand with the first name. */
export function cleanNameParts(lastTexts: readonly string[], firstTexts: readonly string[]): CleanedNameParts {
  const readings = lastTexts.map((last, index) => readName(joined(last, firstTexts[index] ?? '')));
  const isPerson = ({ kind }: NameReading): boolean => kind === 'person';
  return {
    readings,
    lastFindings: readings.map((reading, index) => (isPerson(reading) ? changed(lastTexts[index] ?? '', reading.lastName, reading.changes) : [])),
    firstFindings: readings.map((reading, index) => (isPerson(reading) ? changed(firstTexts[index] ?? '', `${reading.firstName} ${reading.patronymic}`.trim(), reading.changes) : [])),
  };
}

/** In the order in which the language writes whole names: last name first in Cyrillic, first name first in Latin. */
function joined(last: string, first: string): string {
  const parts = /\p{Script=Cyrillic}/u.test(last + first) ? [last, first] : [first, last];
  return parts.filter((part) => part.trim() !== '').join(' ');
}

function changed(text: string, proposed: string, changes: readonly NameChange[]): CellFinding[] {
  const [first, ...others] = changes.map((change) => CODES[change]);
  return first === undefined || proposed === '' || proposed === text ? [] : [proposal(proposed, [first, ...others])];
}
