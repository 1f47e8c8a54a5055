// Reading of typed text, by locale, and translation of formulas.
import fc from 'fast-check';
import { delocalizeFormula, localizeFormula, moveReferences } from '../../../scripts/workbench/engine/formula-text';
import { serialOf, zonedSerial } from '../../../scripts/workbench/engine/serial';
import { parseTyped, type TypedInput } from '../../../scripts/workbench/engine/typed-input';

const today = serialOf(2024, 6, 15);
const typed = (text: string, locale = 'en_US'): TypedInput => parseTyped(text, { locale, timeZone: 'Etc/GMT', todaySerial: today });
const number = (value: number, pattern: string | null = null): TypedInput => ({ kind: 'number', value, pattern });
const date = (value: number, pattern: string): TypedInput => ({ kind: 'date', value, pattern });
const text = (value: string): TypedInput => ({ kind: 'text', value, forced: false });

describe('text typed in a cell', () => {
  test.each<[string, TypedInput]>([
    ['1-2', date(serialOf(2024, 1, 2), 'M/d/yyyy')],
    ['01', number(1)],
    ['10%', number(0.1, '0%')],
    ['1AM', date(1 / 24, 'h:mm AM/PM')],
    ['', { kind: 'blank' }],
    ['12.5', number(12.5)],
    ['1,234.50', number(1234.5, '#,##0.00')],
    ['1,23', text('1,23')],
    ['12,5%', text('12,5%')],
    ['$5', number(5, '"$"#,##0')],
    ['-$5.50', number(-5.5, '"$"#,##0.00')],
    ['(12.00)', number(-12)],
    ['1e3', number(1000, '0.00E+00')],
    ['+79161234567', number(79_161_234_567)],
    ['TRUE', { kind: 'boolean', value: true }],
    ['"TRUE"', text('"TRUE"')],
    ["'007", { kind: 'text', value: '007', forced: true }],
    ["'=A1", { kind: 'text', value: '=A1', forced: true }],
    ['=SUM(A1,2)', { kind: 'formula', formula: '=SUM(A1,2)' }],
    ['=', text('=')],
    ['+A1', { kind: 'formula', formula: '=+A1' }],
    ['- first item', text('- first item')],
    ['2/29/2024', date(serialOf(2024, 2, 29), 'M/d/yyyy')],
    ['2/29/2023', text('2/29/2023')],
    ['2024-02-05', date(serialOf(2024, 2, 5), 'yyyy-MM-dd')],
    ['Jan 2, 2024', date(serialOf(2024, 1, 2), 'mmm d, yyyy')],
    ['2-Jan-24', date(serialOf(2024, 1, 2), 'd mmm yyyy')],
    ['10:30', date(10.5 / 24, 'h:mm')],
    ['25:00:00', date(25 / 24, '[h]:mm:ss')],
    ['1/2/2024 12:00', date(serialOf(2024, 1, 2) + 0.5, 'M/d/yyyy h:mm:ss')],
    ['12:61', text('12:61')],
    ['1.2.2024', text('1.2.2024')],
    ['INV-00123', text('INV-00123')],
    ['ann@example.org', text('ann@example.org')],
  ])('en_US reads %p', (input, expected) => {
    expect(typed(input)).toEqual(expected);
  });

  test.each<[string, TypedInput]>([
    ['1-2', date(serialOf(2024, 2, 1), 'dd.MM.yyyy')],
    ['01.02.2024', date(serialOf(2024, 2, 1), 'dd.MM.yyyy')],
    ['1.2', date(serialOf(2024, 2, 1), 'dd.MM.yyyy')],
    ['31.02.2024', text('31.02.2024')],
    ['12,5', number(12.5)],
    ['12.5', date(serialOf(2024, 5, 12), 'dd.MM.yyyy')],
    ['12.50', text('12.50')],
    ['1 234,56', number(1234.56, '#,##0.00')],
    ['1\u00a0234', number(1234, '#,##0')],
    ['1 234,56 ₽', number(1234.56, '#,##0.00\\ "₽"')],
    ['12,5%', number(0.125, '0.00%')],
    ['ИСТИНА', { kind: 'boolean', value: true }],
    ['2 января 2024 г.', date(serialOf(2024, 1, 2), 'd mmm yyyy')],
    ['=СУММ', { kind: 'formula', formula: '=СУММ' }],
    ['=SUM(1,5;A1)', { kind: 'formula', formula: '=SUM(1.5,A1)' }],
    ['15.01.2024 10:30', date(serialOf(2024, 1, 15) + 10.5 / 24, 'dd.MM.yyyy H:mm:ss')],
    ['—', text('—')],
  ])('ru_RU reads %p', (input, expected) => {
    expect(typed(input, 'ru_RU')).toEqual(expected);
  });

  test('en_GB puts the day first and de_DE groups by points', () => {
    expect(typed('1/2/2024', 'en_GB')).toEqual(date(serialOf(2024, 2, 1), 'dd/MM/yyyy'));
    expect(typed('1.234,50 €', 'de_DE')).toEqual(number(1234.5, '#,##0.00\\ "€"'));
    expect(typed('1.234', 'de_DE')).toEqual(number(1234, '#,##0'));
    expect(typed('3. Mai 2024', 'de_DE')).toEqual(date(serialOf(2024, 5, 3), 'd mmm yyyy'));
    expect(typed('WAHR', 'de_DE')).toEqual({ kind: 'boolean', value: true });
  });

  test('a number written with the decimal mark of its locale reads back as itself', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), fc.constantFrom('en_US', 'en_GB', 'ru_RU', 'de_DE'), (units, decimals, locale) => {
      const value = units / 10 ** decimals;
      const written = value.toFixed(decimals).replace('.', locale.startsWith('en') ? '.' : ',');
      expect(typed(written, locale)).toEqual(number(Number(value.toFixed(decimals))));
    }), { seed: 20240615, numRuns: 400 });
  });

  test('any day written in the order of its locale reads back as the same serial', () => {
    fc.assert(fc.property(fc.integer({ min: serialOf(1930, 1, 1), max: serialOf(2099, 12, 31) }), (serial) => {
      const day = new Date((serial - 25_569) * 86_400_000);
      const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
      expect(typed(`${m}/${d}/${y}`)).toEqual(date(serial, 'M/d/yyyy'));
      expect(typed(`${d}.${m}.${y}`, 'ru_RU')).toEqual(date(serial, 'dd.MM.yyyy'));
    }), { seed: 7, numRuns: 300 });
  });
});

describe('formulas between notations', () => {
  test('separators and decimal marks change outside of quotes only', () => {
    expect(localizeFormula('=IF(A1>1.5,"a,b.c",{1,2;3,4})', 'ru_RU')).toBe('=IF(A1>1,5;"a,b.c";{1\\2;3\\4})');
    expect(delocalizeFormula('=IF(A1>1,5;"a;b";{1\\2;3\\4})', 'ru_RU')).toBe('=IF(A1>1.5,"a;b",{1,2;3,4})');
  });

  test('en-US notation passes in every locale, and semicolons pass in en-US', () => {
    expect(delocalizeFormula('=SUM(A1,B2)', 'ru_RU')).toBe('=SUM(A1,B2)');
    expect(delocalizeFormula('=ROUND(1.25,1)', 'de_DE')).toBe('=ROUND(1.25,1)');
    expect(delocalizeFormula('=SUM(1;2)', 'en_US')).toBe('=SUM(1,2)');
  });

  test('a translated formula comes back unchanged', () => {
    for (const formula of ['=SUM(A1:B2,3.25)', '=IF(\'My, sheet\'!A1=".","x",LOG10(2.5))', '=QUERY(A1:C,"select A, B")', '={1,2;3,4}', '=RFM(A2:A,B2:B,C2:C,DATE(2011,12,10))']) {
      expect(delocalizeFormula(localizeFormula(formula, 'ru_RU'), 'ru_RU')).toBe(formula);
    }
  });

  test('open ranges move with a copied formula', () => {
    const lexer = { moveFormulaRefOffset: (formula: string) => formula };
    expect(moveReferences(lexer, '=SUM(A2:A,$B$2:$B,"A2:A")', 1, 2)).toBe('=SUM(B4:B,$B$2:$B,"A2:A")');
  });
});

describe('serial day numbers', () => {
  test('count from 30 December 1899 in the zone of the spreadsheet', () => {
    expect(serialOf(1899, 12, 30)).toBe(0);
    expect(serialOf(2024, 1, 1)).toBe(45_292);
    expect(zonedSerial(Date.UTC(2024, 0, 1, 21), 'Europe/Moscow')).toBe(45_293);
    expect(zonedSerial(Date.UTC(2024, 0, 1, 3), 'America/New_York')).toBeCloseTo(45_291 + 22 / 24, 9);
  });
});
