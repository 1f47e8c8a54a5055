/** Findings in columns of phones, cities and birthdays: each reader's result as a proposal with its reasons. */
import { formatIsoDay } from '../calendar';
import type { Day } from '../calendar';
import type { Cell } from '../table/cell';
import { cellText } from '../table/client-key';
import { decideDateReading, readDate } from '../table/dates';
import type { BirthdayReading } from './birthday';
import { readBirthday } from './birthday';
import type { CityChange, CityReading } from './city';
import { countCities, normaliseCity } from './city';
import type { CellFinding, FindingCode } from './finding';
import { proposal, remark } from './finding';
import { readsOtherwise } from './findings-date';
import type { PhoneCountry, PhoneReading } from './phone';
import { normalisePhone } from './phone';

/** A column as cleaned: a reading a cell and what is to be said of it. */
export interface CleanedColumn<Reading> {
  readonly readings: readonly Reading[];
  readonly findings: readonly (readonly CellFinding[])[];
}

/** Reads a column of phones. */
export function cleanPhones(cells: readonly Cell[], country: PhoneCountry): CleanedColumn<readonly PhoneReading[]> {
  const readings = cells.map((cell) => normalisePhone(cellText(cell), country));
  return { readings, findings: cells.map((cell, index) => phoneFindings(cell, readings[index] ?? [])) };
}

/** The text of a cell with these numbers: E.164, extensions behind, two numbers parted by a comma. */
export function phoneText(readings: readonly PhoneReading[]): string {
  return readings.map(({ e164, extension }) => (extension === '' ? e164 : `${e164} ext. ${extension}`)).join(', ');
}

function phoneFindings(cell: Cell, readings: readonly PhoneReading[]): CellFinding[] {
  const refused = readings.filter(({ valid }) => !valid);
  // A cell is rewritten whole or not at all: a part that nobody understands must not get lost.
  if (refused.length > 0) {
    return refused.map(({ raw, refusal }) => (refusal === 'notAssigned' ? remark('phone.doubtful', { value: raw }) : remark('phone.unreadable', { value: raw, refusal: refusal ?? '' })));
  }
  const proposed = phoneText(readings);
  if (readings.length === 0 || proposed === cellText(cell)) return [];
  return [proposal(proposed, [readings.length > 1 ? 'phone.several' : 'phone.written'], { count: readings.length })];
}

const CITY_CODES: Readonly<Record<CityChange, FindingCode>> = {
  spaces: 'city.spaces', prefix: 'city.prefix', shortName: 'city.shortName', case: 'city.case', spelling: 'city.spelling',
};

/** Reads a column of cities; a rare spelling beside a frequent one is taken for a slip. */
export function cleanCities(texts: readonly string[]): CleanedColumn<CityReading> {
  const counts = countCities(texts);
  const readings = texts.map((text) => normaliseCity(text, counts));
  return {
    readings,
    findings: texts.map((text, index) => {
      const { city = '', changes = [], rows = 0 } = readings[index] ?? {};
      const [first, ...others] = changes.map((change) => CITY_CODES[change]);
      return first === undefined || city === '' || city === text ? [] : [proposal(city, [first, ...others], { rows, city })];
    }),
  };
}

/** Reads a column of birthdays. @param todayDay birthdays after it are doubtful */
export function cleanBirthdays(cells: readonly Cell[], preferred: 'dmy' | 'mdy', todayDay: Day): CleanedColumn<BirthdayReading> {
  const order = decideDateReading(cells, preferred);
  const readings = cells.map((cell) => readBirthday(cell, order, todayDay));
  return {
    readings,
    findings: cells.map((cell, index) => {
      const reading = readings[index] ?? { state: 'empty' };
      const value = cellText(cell);
      if (reading.state === 'unreadable') return [remark('birthday.unreadable', { value })];
      if (reading.state === 'impossible') return [remark('birthday.impossible', { value })];
      // A day without a year cannot be written as a date.
      if (reading.state !== 'ok' || reading.day === null) return [];
      const proposed = formatIsoDay(reading.day);
      // An empty date that some program filled in is no birthday to propose.
      if (reading.doubt !== null) return [remark(`birthday.${reading.doubt}`, { birthDay: reading.day })];
      if (typeof cell !== 'string' || cell.trim() === proposed) return [];
      const isAssumed = order.decidedBy !== 'cells' && readDate(cell, order).state === 'ok' && readsOtherwise(cell, order.order);
      return [proposal(proposed, [isAssumed ? 'birthday.assumed' : 'birthday.written'], { order: order.order })];
    }),
  };
}
