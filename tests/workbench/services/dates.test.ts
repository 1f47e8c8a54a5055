/** The pattern language of formatDate and parseDate, zones included. */
import { formatInstant, parseInstant, PatternError } from '../../../scripts/workbench/services/utilities/date-pattern';
import { instantOf, offsetMs, wallTimeOf } from '../../../scripts/workbench/services/utilities/zone';

const at = (iso: string): number => Date.parse(iso);
const NOW = at('2024-01-15T09:00:00Z');

describe('formatDate (§8.7)', () => {
  test.each<[string, string, string, string]>([
    ['2024-01-15T09:05:07.042Z', 'GMT', 'yyyy-MM-dd HH:mm:ss.SSS', '2024-01-15 09:05:07.042'],
    ['2024-01-15T09:05:07Z', 'Europe/Moscow', "EEEE, d MMMM yyyy 'г.' H:mm", 'Monday, 15 January 2024 г. 12:05'],
    ['2024-01-15T21:05:07Z', 'America/New_York', 'EEE M/d/yy h:mm a', 'Mon 1/15/24 4:05 PM'],
    ['2024-01-15T00:00:00Z', 'UTC', "h 'o''clock' a", "12 o'clock AM"],
    ['2024-01-15T00:00:00Z', 'UTC', 'H k K h', '0 24 0 12'],
    ['2024-03-10T06:59:59Z', 'America/New_York', 'HH:mm z Z XXX', '01:59 EST -0500 -05:00'],
    ['2024-03-10T07:00:00Z', 'America/New_York', 'HH:mm z Z XXX', '03:00 EDT -0400 -04:00'],
    ['2024-11-03T05:30:00Z', 'America/New_York', 'HH:mm z', '01:30 EDT'],
    ['2024-11-03T06:30:00Z', 'America/New_York', 'HH:mm z', '01:30 EST'],
    ['2024-07-01T00:00:00Z', 'Europe/Berlin', 'HH:mm z zzzz X', '02:00 CEST Central European Summer Time +02'],
    ['2024-07-01T00:00:00Z', 'GMT+3', 'HH:mm Z z', '03:00 +0300 GMT+03:00'],
    ['2024-07-01T00:00:00Z', 'GMT-03:30', 'HH:mm', '20:30'],
    ['2024-07-01T00:00:00Z', 'UTC', "yyyy-MM-dd'T'HH:mm:ssX", '2024-07-01T00:00:00Z'],
    ['2024-07-01T00:00:00Z', 'Europe/Moscow', 'z', 'MSK'],
    ['2024-02-29T12:00:00Z', 'UTC', 'D w W F u G y', '60 9 5 5 4 AD 2024'],
    ['2024-07-01T00:00:00Z', 'Nowhere/Land', 'HH:mm', '00:00'],
  ])('%s in %s as %s', (iso, zone, pattern, expected) => {
    expect(formatInstant(at(iso), zone, pattern)).toBe(expected);
  });

  test('YYYY is the week year: the last days of December may belong to the next year', () => {
    expect(formatInstant(at('2024-12-28T12:00:00Z'), 'UTC', 'YYYY yyyy w')).toBe('2024 2024 52');
    expect(formatInstant(at('2024-12-29T12:00:00Z'), 'UTC', 'YYYY yyyy w')).toBe('2025 2024 1');
    expect(formatInstant(at('2023-01-01T12:00:00Z'), 'UTC', 'YYYY w')).toBe('2023 1');
  });

  test('with Russian rules weeks begin on Monday and week 1 has four days', () => {
    expect(formatInstant(at('2021-01-03T12:00:00Z'), 'UTC', 'YYYY w', 'ru')).toBe('2020 53');
    expect(formatInstant(at('2024-12-30T12:00:00Z'), 'UTC', 'YYYY w', 'ru')).toBe('2025 1');
    expect(formatInstant(at('2024-05-09T12:00:00Z'), 'UTC', 'EEEE, d MMMM; LLLL', 'ru')).toBe('четверг, 9 мая; май');
  });

  test('Moscow keeps the odd offsets of the past', () => {
    expect(formatInstant(at('1899-12-30T00:00:00Z'), 'Europe/Moscow', 'yyyy-MM-dd HH:mm:ss')).toBe('1899-12-30 02:30:17');
    expect(offsetMs('Europe/Moscow', at('1899-12-30T00:00:00Z'))).toBe(((2 * 60 + 30) * 60 + 17) * 1000);
    expect(formatInstant(at('2012-06-01T00:00:00Z'), 'Europe/Moscow', 'HH:mm')).toBe('04:00');
    expect(formatInstant(at('2016-06-01T00:00:00Z'), 'Europe/Moscow', 'HH:mm')).toBe('03:00');
  });

  test('bad patterns are refused', () => {
    expect(() => formatInstant(0, 'UTC', 'b')).toThrow(new PatternError("Illegal pattern character 'b'"));
    expect(() => formatInstant(0, 'UTC', "yyyy 'open")).toThrow(PatternError);
  });
});

describe('parseDate (§8.7)', () => {
  test.each<[string, string, string, string | null]>([
    ['2024-01-15 12:05:07', 'Europe/Moscow', 'yyyy-MM-dd HH:mm:ss', '2024-01-15T09:05:07.000Z'],
    ['15.01.24', 'UTC', 'dd.MM.yy', '2024-01-15T00:00:00.000Z'],
    ['15.01.45', 'UTC', 'dd.MM.yy', '1945-01-15T00:00:00.000Z'],
    ['20240115', 'UTC', 'yyyyMMdd', '2024-01-15T00:00:00.000Z'],
    ['January 5, 2024 1:30 PM', 'UTC', 'MMMM d, yyyy h:mm a', '2024-01-05T13:30:00.000Z'],
    ['5 мая 2024', 'UTC', 'd MMMM yyyy', '2024-05-05T00:00:00.000Z'],
    ['2024-01-15T12:00:00+03:00', 'UTC', "yyyy-MM-dd'T'HH:mm:ssXXX", '2024-01-15T09:00:00.000Z'],
    ['31.02.2024', 'UTC', 'dd.MM.yyyy', '2024-03-02T00:00:00.000Z'],
    ['12:00', 'UTC', 'HH:mm', '1970-01-01T12:00:00.000Z'],
    ['2024-060', 'UTC', 'yyyy-DDD', '2024-02-29T00:00:00.000Z'],
    ['yesterday', 'UTC', 'yyyy-MM-dd', null],
    ['2024/01/15', 'UTC', 'yyyy-MM-dd', null],
  ])('%s in %s by %s', (text, zone, pattern, expected) => {
    const instant = parseInstant(text, zone, pattern, NOW);
    expect(instant === null ? null : new Date(instant).toISOString()).toBe(expected);
  });

  test('a time skipped in spring moves forward, a doubled one in autumn is the first', () => {
    const wall = { year: 2024, month: 3, day: 10, hour: 2, minute: 30, second: 0, millisecond: 0 };
    expect(new Date(instantOf('America/New_York', wall)).toISOString()).toBe('2024-03-10T07:30:00.000Z');
    expect(new Date(instantOf('America/New_York', { ...wall, month: 11, day: 3, hour: 1 })).toISOString()).toBe('2024-11-03T05:30:00.000Z');
  });

  test('every instant of a year comes back through its wall time', () => {
    for (let instant = at('2024-01-01T00:15:00Z'); instant < at('2025-01-01T00:00:00Z'); instant += 7 * 3_600_000) {
      const zone = 'Asia/Kolkata';
      expect(instantOf(zone, wallTimeOf(zone, instant))).toBe(instant);
    }
  });
});
