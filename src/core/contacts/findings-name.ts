/** Findings in names: one column of whole names, columns of their parts, or both. */
import type { CellFinding, FindingCode } from './finding';
import { proposal } from './finding';
import type { CleanedColumn } from './findings-contact';
import type { NameChange, NameReading } from './name';
import { readName } from './name';

const CODES: Readonly<Record<NameChange, FindingCode>> = {
  spaces: 'name.spaces', signs: 'name.signs', 'look-alike': 'name.lookAlike', case: 'name.case', initials: 'name.initials', title: 'name.title', remark: 'name.remark',
  order: 'name.order',
};

/** Columns of the parts of a name that a table has. */
export const NAME_PARTS = ['lastName', 'firstName', 'patronymic'] as const;
export type NamePart = (typeof NAME_PARTS)[number];

/** Columns of name parts as cleaned; a column that the table does not have is not among the findings. */
export interface CleanedNameParts {
  readonly readings: readonly NameReading[];
  readonly findings: ReadonlyMap<NamePart, readonly (readonly CellFinding[])[]>;
}

/** Reads a column of whole names. */
export function cleanNames(texts: readonly string[]): CleanedColumn<NameReading> {
  const readings = texts.map(readName);
  return { readings, findings: readings.map((reading, index) => changed(texts[index] ?? '', reading.whole, reading.changes.map((change) => CODES[change]))) };
}

/**
 * Reads the parts of the same rows together: only so it shows where they changed places. Without a column of patronymics these stand with the first name.
 *
 * @param columns the parts that the table has, as texts
 * @param names readings of a column of whole names beside them: it fills rows in which every part is empty
 */
export function cleanNameParts(columns: ReadonlyMap<NamePart, readonly string[]>, names: readonly NameReading[] | null): CleanedNameParts {
  const count = Math.max(0, ...Array.from(columns.values(), ({ length }) => length));
  const textOf = (part: NamePart, index: number): string => columns.get(part)?.[index] ?? '';
  const readings: NameReading[] = [];
  const findings = new Map<NamePart, CellFinding[][]>(Array.from(columns.keys(), (part) => [part, []]));
  for (let index = 0; index < count; index += 1) {
    const own = readName(joined(textOf('lastName', index), textOf('firstName', index), textOf('patronymic', index)));
    const whole = own.kind === 'empty' ? names?.[index] : undefined;
    const reading = whole ?? own;
    readings.push(reading);
    const isFilled = NAME_PARTS.filter((part) => reading[part] !== '').length > 1;
    findings.forEach((column, part) => {
      if (reading.kind !== 'person' || (whole !== undefined && !isFilled)) column.push([]);
      else column.push(changed(textOf(part, index), partOf(reading, part, columns), whole === undefined ? reading.changes.map((change) => CODES[change]) : ['name.parts']));
    });
  }
  return { readings, findings };
}

function partOf(reading: NameReading, part: NamePart, columns: ReadonlyMap<NamePart, unknown>): string {
  return part === 'firstName' && !columns.has('patronymic') ? `${reading.firstName} ${reading.patronymic}`.trim() : reading[part];
}

/** In the order in which the language writes whole names: last name first in Cyrillic, first name first in Latin. */
function joined(last: string, first: string, patronymic: string): string {
  const parts = /\p{Script=Cyrillic}/u.test(last + first + patronymic) ? [last, first, patronymic] : [first, patronymic, last];
  return parts.filter((part) => part.trim() !== '').join(' ');
}

function changed(text: string, proposed: string, codes: readonly FindingCode[]): CellFinding[] {
  const [first, ...others] = codes;
  return first === undefined || proposed === '' || proposed === text ? [] : [proposal(proposed, [first, ...others])];
}
