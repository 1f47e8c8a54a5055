/** Addresses and references: A1, R1C1, open ranges, quoted sheet names, formulas moved with their cell. */
import fc from 'fast-check';
import {
  cellName,
  columnIndex,
  columnLetters,
  maxColumns,
  parseAddress,
  printAddress,
  quoteSheetName,
} from '../../../scripts/workbench/services/spreadsheet/a1-notation';
import { formulaFromR1C1, formulaToR1C1, moveFormula } from '../../../scripts/workbench/services/spreadsheet/formula-references';

const rowIndex = fc.integer({ min: 0, max: 9_999_999 });
const columnNumber = fc.integer({ min: 0, max: maxColumns - 1 });

describe('A1 notation (PLATFORM-FACTS 8.1: ranges)', () => {
  test('column letters and indices are inverse from A to ZZZ, and the order of the letters is the order of the columns', () => {
    expect(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA', 'ZZZ'].map(columnIndex)).toEqual([0, 25, 26, 51, 52, 701, 702, 18277]);
    for (let column = 0; column < maxColumns; column += 1) {
      const letters = columnLetters(column);
      if (columnIndex(letters) !== column) throw new Error(`${letters} does not lead back to ${String(column)}`);
    }
  });

  test('every rectangle survives printing and parsing, in any case and with dollar signs', () => {
    fc.assert(
      fc.property(rowIndex, rowIndex, columnNumber, columnNumber, fc.boolean(), fc.boolean(), (row, row2, column, column2, lower, dollars) => {
        const address = {
          startRow: Math.min(row, row2),
          endRow: Math.max(row, row2),
          startColumn: Math.min(column, column2),
          endColumn: Math.max(column, column2),
        };
        let text = printAddress(address);
        if (lower) text = text.toLowerCase();
        if (dollars) text = text.replace(/([A-Za-z]+)(\d+)/g, '$$$1$$$2');
        expect(parseAddress(text)).toEqual({ sheetName: null, ...address });
      }),
    );
  });

  test('corners may be given in any order', () => {
    expect(parseAddress('C7:A2')).toEqual(parseAddress('A2:C7'));
    expect(parseAddress('A7:C2')).toEqual(parseAddress('A2:C7'));
  });

  test('open ranges keep their open side: whole columns, whole rows, from a cell down', () => {
    expect(parseAddress('A2:A')).toEqual({ sheetName: null, startRow: 1, startColumn: 0, endRow: null, endColumn: 0 });
    expect(parseAddress('B:D')).toEqual({ sheetName: null, startRow: null, startColumn: 1, endRow: null, endColumn: 3 });
    expect(parseAddress('2:5')).toEqual({ sheetName: null, startRow: 1, startColumn: null, endRow: 4, endColumn: null });
    expect(parseAddress('B3:5')).toEqual({ sheetName: null, startRow: 2, startColumn: 1, endRow: 4, endColumn: null });
    for (const text of ['A2:A', 'B:D', '2:5', 'B3:5', 'A1', 'A1:B2']) {
      const address = parseAddress(text);
      expect(address === null ? null : printAddress(address)).toBe(text);
    }
  });

  test('R1C1 addresses name the same ranges as A1 ones', () => {
    expect(parseAddress('R1C1')).toEqual(parseAddress('A1'));
    expect(parseAddress('R2C3:R10C28')).toEqual(parseAddress('C2:AB10'));
    expect(parseAddress('R2:R3')).toEqual(parseAddress('R2:R3'));
    expect(parseAddress('Orders!r2c3')).toEqual({ ...parseAddress('C2'), sheetName: 'Orders' });
  });

  test('a sheet name of any characters comes back from its quoted form', () => {
    const name = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
    fc.assert(
      fc.property(name, rowIndex, columnNumber, (sheetName, row, column) => {
        const quoted = quoteSheetName(sheetName);
        expect(parseAddress(`${quoted}!${cellName(row, column)}`)?.sheetName).toBe(sheetName);
      }),
    );
    expect(quoteSheetName("It's")).toBe("'It''s'");
    expect(quoteSheetName('Клиенты')).toBe('Клиенты');
    expect(quoteSheetName('A1')).toBe("'A1'");
  });

  test.each(['', 'A', '5', 'A0', 'AAAA1', 'A1:B2:C3', '1A', 'A1:', ':A1', "'Open!A1", 'Name with space', 'A-1'])(
    'the text %p is no address',
    (text) => {
      expect(parseAddress(text)).toBeNull();
    },
  );
});

describe('references inside formulas (PLATFORM-FACTS 8.2: getFormulasR1C1; copyTo)', () => {
  test('relative references become offsets, dollar references stay absolute, strings and names are left alone', () => {
    const cell = { row: 4, column: 2 };
    expect(formulaToR1C1('=SUM(A1:B$2)+$C$3', cell)).toBe('=SUM(R[-4]C[-2]:R2C[-1])+R3C3');
    expect(formulaToR1C1('=IF(A1="B2";LOG10(D5);Sheet1!E5)', cell)).toBe('=IF(R[-4]C[-2]="B2";LOG10(R[0]C[1]);Sheet1!R[0]C[2])');
    expect(formulaToR1C1("='A1 B2'!C5+SUM(A:A)+SUM(2:2)+SUM(A2:A)", cell)).toBe(
      "='A1 B2'!R[0]C[0]+SUM(C[-2]:C[-2])+SUM(R[-3]:R[-3])+SUM(R[-3]C[-2]:C[-2])",
    );
  });

  test('A1 to R1C1 and back gives the same formula', () => {
    const corner = fc.tuple(columnNumber, rowIndex, fc.boolean(), fc.boolean()).map(
      ([column, row, a, b]) => (a ? '$' : '') + columnLetters(column) + (b ? '$' : '') + String(row + 1),
    );
    fc.assert(
      fc.property(fc.array(corner, { minLength: 1, maxLength: 4 }), rowIndex, columnNumber, (corners, row, column) => {
        const formula = `=SUM(${corners.join(',')})&"A1"`;
        expect(formulaFromR1C1(formulaToR1C1(formula, { row, column }), { row, column })).toBe(formula);
      }),
    );
  });

  test('R1C1 formulas with bare letters, whole rows and columns are understood', () => {
    const cell = { row: 4, column: 2 };
    expect(formulaFromR1C1('=RC[-1]*R1C', cell)).toBe('=B5*C$1');
    expect(formulaFromR1C1('=SUM(C[-1])+SUM(R2)', cell)).toBe('=SUM(B:B)+SUM($2:$2)');
    expect(formulaFromR1C1('=R[-9]C', cell)).toBe('=#REF!');
  });

  test('a copied formula moves its relative references and loses those that fall off the sheet', () => {
    expect(moveFormula('=A1+$A1+A$1+$A$1', { row: 0, column: 1 }, { row: 2, column: 3 })).toBe('=C3+$A3+C$1+$A$1');
    expect(moveFormula('=A1', { row: 3, column: 3 }, { row: 0, column: 3 })).toBe('=#REF!');
    expect(moveFormula('=VLOOKUP(A2,\'B2\'!A:C,2,FALSE)&"A2"', { row: 1, column: 4 }, { row: 2, column: 4 })).toBe(
      '=VLOOKUP(A3,\'B2\'!A:C,2,FALSE)&"A2"',
    );
  });
});
