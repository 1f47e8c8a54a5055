// Files of bytes: encodings, separators, CSV, XLSX, and the CSV we write ourselves.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readCsv, detectSeparator } from '../../src/core/file/csv-reader';
import { needsTextCell, writeCsv } from '../../src/core/file/csv-writer';
import { decodeText, encodeUtf8 } from '../../src/core/file/encoding';
import { readFile } from '../../src/core/file/file';
import { readXlsx } from '../../src/core/file/xlsx';
import { issueText } from '../../src/core/language/text';
import { chooseOrdersSheet } from '../../src/core/table/sheet-choice';

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(new TextEncoder().encode(part)) : part)));
/** The bytes of a Russian text in windows-1251. */
const cyrillicBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code < 128) return code;
    if (character === 'ё') return 0xb8;
    if (character === 'Ё') return 0xa8;
    if (character === '№') return 0xb9;
    return code - 0x410 + 0xc0;
  });
const codes = (outcome: { issues: readonly { code: string }[] }): string[] => outcome.issues.map((entry) => entry.code);

describe('encodings', () => {
  const text = 'Клиент;Дата\r\nЁлка №1;01.02.2024\r\n';

  it('reads UTF-8 with and without a mark, UTF-16 both ways, and windows-1251', () => {
    const wide = (isLittle: boolean): number[] => Array.from(text).flatMap((character) => {
      const code = character.charCodeAt(0);
      return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255];
    });
    expect(decodeText(bytesOf(text))).toEqual({ text, encoding: 'utf-8', doubtful: 0 });
    expect(decodeText(bytesOf([0xef, 0xbb, 0xbf], text))).toEqual({ text, encoding: 'utf-8', doubtful: 0 });
    expect(decodeText(bytesOf([0xff, 0xfe], wide(true)))).toEqual({ text, encoding: 'utf-16le', doubtful: 0 });
    expect(decodeText(bytesOf([0xfe, 0xff], wide(false)))).toEqual({ text, encoding: 'utf-16be', doubtful: 0 });
    expect(decodeText(Uint8Array.from(wide(true)))).toMatchObject({ encoding: 'utf-16le' });
    expect(decodeText(cyrillicBytes(text))).toEqual({ text, encoding: 'windows-1251', doubtful: 0 });
  });

  it('decodes every windows-1251 byte as the standard decoder does', () => {
    const bytes = Uint8Array.from({ length: 255 }, (_, index) => index + 1);
    const expected = new TextDecoder('windows-1251').decode(bytes).replace('\u0098', '\ufffd');
    expect(decodeText(bytes).text).toBe(expected);
  });

  it('decodes UTF-8 as the standard decoder does, and encodes it back', () => {
    const many = 'aЯ€😀\u07ff\u0800\uffff\u{10ffff}';
    expect(decodeText(bytesOf(many)).text).toBe(many);
    expect(encodeUtf8(`${many}\ud800`)).toEqual(bytesOf(`${many}\ufffd`));
  });

  it('a damaged byte in a UTF-8 file is told and the rest is read', () => {
    const content = readFile(bytesOf('Клиент;Сумма\nАнна', [0xff], ';5\nПётр;7\n'), 'orders.csv');
    expect(content.value).toMatchObject({ encoding: 'utf-8' });
    expect(content.issues.map((entry) => issueText(entry, 'ru'))).toEqual([
      'orders.csv: 1\u00a0символ не прочитан в кодировке utf-8. Сохраните файл как CSV UTF-8 и выберите снова или проверьте имена после импорта.',
    ]);
  });
});

describe('CSV', () => {
  it('finds the separator though amounts hold commas', () => {
    expect(detectSeparator('Клиент;Дата;Сумма\nА;01.02.2024;1,50\nБ;02.02.2024;2,50\n')).toBe(';');
    expect(detectSeparator('a,b,c\n1,2,3\n')).toBe(',');
    expect(detectSeparator('a\tb\n1,5\t2,5\n')).toBe('\t');
    expect(detectSeparator('a|b\n1|2\n')).toBe('|');
    expect(detectSeparator('one\ntwo\n')).toBe(',');
    expect(detectSeparator('sep=;\na,b;c\n')).toBe(';');
  });

  it('reads quotes, doubled quotes, line breaks in cells, CRLF, ragged rows and empty ends', () => {
    const text = '"a;b";"say ""hi""";"two\r\nlines"\r\n1;;\r\n2\r\n3;"x"y;z\r4;5;6';
    expect(readCsv(text, ';')).toEqual({
      value: [['a;b', 'say "hi"', 'two\r\nlines'], ['1', '', ''], ['2'], ['3', 'xy', 'z'], ['4', '5', '6']],
      issues: [],
    });
  });

  it('a quotation mark that is never closed is named with its row', () => {
    const result = readCsv('a;b\n1;"2\n3;4\n', ';');
    expect(result.value).toEqual([['a', 'b'], ['1', '2\n3;4\n']]);
    expect(result.issues).toEqual([expect.objectContaining({ code: 'file.quoteUnclosed', place: { rowIndex: 1 } })]);
  });

  it('writes what it reads back', () => {
    const rows = [['a"b', 'x,y', ' z '], ['two\nlines', '', '1']];
    expect(readCsv(writeCsv(rows), ',').value).toEqual(rows);
    expect(writeCsv([[1.5, true, null, Infinity]], { separator: ';', lineEnd: '\n', bom: true })).toBe('\ufeff1.5;TRUE;;\n');
  });

  it('makes formulas harmless and leaves signed numbers alone', () => {
    expect(writeCsv([['=HYPERLINK("x")', '+7 999', '@x', '-1', '-a', '\t=1']], { lineEnd: '\n' })).toBe(
      `"'=HYPERLINK(""x"")",'+7 999,'@x,-1,'-a,'\t=1\n`,
    );
    expect(writeCsv([['=1']], { formulaSafe: false })).toBe('=1\r\n');
  });

  it('knows the texts that a sheet would parse', () => {
    for (const text of ['=1', '+79990000001', '00123', '1-2', '1/2', '12:30', '1e5', '5 марта', 'Mar 5', 'TRUE', '50%', "'x", '-5', '(5)', '1 234,5 ₽']) {
      expect([text, needsTextCell(text)]).toEqual([text, true]);
    }
    for (const text of ['Анна', 'ООО «Ромашка»', 'a@b.ru', 'Order 7', '', 'дом 5, кв. 6']) expect([text, needsTextCell(text)]).toEqual([text, false]);
  });
});

describe('files', () => {
  it('refuses an empty file and files of other kinds in words', () => {
    expect(codes(readFile(new Uint8Array(), 'x.csv'))).toEqual(['file.empty']);
    expect(codes(readFile(bytesOf(' \r\n'), 'x.csv'))).toEqual(['file.empty']);
    const pdf = readFile(bytesOf('%PDF-1.7'), 'Отчёт.pdf');
    expect(pdf.issues.map((entry) => issueText(entry, 'ru'))).toEqual(['Файл Отчёт.pdf – документ PDF, прочитать его нельзя. Сохраните его как XLSX или CSV и выберите снова.']);
    expect(codes(readFile(bytesOf([0xd0, 0xcf, 0x11, 0xe0]), 'old.xls', readXlsx))).toEqual(['file.unsupported']);
    expect(codes(readFile(bytesOf([0x50, 0x4b, 3, 4]), 'x.xlsx'))).toEqual(['file.unsupported']);
    expect(codes(readFile(bytesOf([0x50, 0x4b, 3, 4], 'garbage'), 'x.xlsx', readXlsx))).toEqual(['file.xlsxBroken']);
  });

  it('reads 25,900 invoices of Online Retail', () => {
    const content = readFile(new Uint8Array(readFileSync(path.resolve(__dirname, '../fixtures/online_retail/invoices.csv'))), 'invoices.csv');
    expect(content).toMatchObject({ value: { kind: 'text', encoding: 'utf-8', separator: ',' }, issues: [] });
    expect(content.value?.grids[0]?.grid).toHaveLength(25901);
  });
});

describe('XLSX', () => {
  const bookOf = (...sheets: [string, Record<string, unknown>][]): Uint8Array => {
    const book = utils.book_new();
    for (const [name, cells] of sheets) utils.book_append_sheet(book, cells, name);
    return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  };

  it('reads texts, numbers, truth values, stored results of formulas and dates as days', () => {
    const bytes = bookOf([
      'Заказы',
      {
        '!ref': 'A1:D3',
        A1: { t: 's', v: 'Клиент' }, B1: { t: 's', v: 'Дата' }, C1: { t: 's', v: 'Сумма' }, D1: { t: 's', v: 'Оплачен' },
        A2: { t: 'n', v: 17850 }, B2: { t: 'n', v: 45356, z: 'dd.mm.yyyy' }, C2: { t: 'n', v: 7, f: '3+4' }, D2: { t: 'b', v: true },
        A3: { t: 's', v: '00123' }, B3: { t: 'n', v: 45356.5, z: 'yyyy-mm-dd hh:mm' }, C3: { t: 'n', v: 1234.5, z: '#,##0.00" d"' },
      },
    ]);
    expect(readFile(bytes, 'orders.xlsx', readXlsx)).toEqual({
      value: {
        kind: 'xlsx',
        grids: [{
          name: 'Заказы',
          grid: [
            ['Клиент', 'Дата', 'Сумма', 'Оплачен'],
            [17850, { day: 45356 }, 7, true],
            ['00123', { day: 45356, secondOfDay: 43200 }, 1234.5, null],
          ],
        }],
      },
      issues: [],
    });
  });

  it('a formula without a stored result is named by sheet, row and column', () => {
    const parts = unzipSync(bookOf(['S', { '!ref': 'A1:A2', A1: { t: 's', v: 'Сумма' }, A2: { t: 'n', v: 77, f: 'B1+1' } }]));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('<v>77</v>');
    parts['xl/worksheets/sheet1.xml'] = strToU8(sheet.replace('<v>77</v>', ''));
    const bytes = zipSync(parts);
    expect(readXlsx(bytes).issues).toEqual([expect.objectContaining({ code: 'file.formulaWithoutValue', place: { sheet: 'S', rowIndex: 1, columnIndex: 0 } })]);
  });

  it('of several sheets the one that looks like orders is chosen and told', () => {
    const grids = readXlsx(bookOf(
      ['Заметки', { '!ref': 'A1:B2', A1: { t: 's', v: 'Что' }, B1: { t: 's', v: 'Зачем' }, A2: { t: 's', v: 'а' }, B2: { t: 's', v: 'б' } }],
      ['Продажи', {
        '!ref': 'A1:C2', A1: { t: 's', v: 'Клиент' }, B1: { t: 's', v: 'Дата' }, C1: { t: 's', v: 'Сумма' },
        A2: { t: 's', v: 'Анна' }, B2: { t: 's', v: '01.02.2024' }, C2: { t: 'n', v: 5 },
      }],
    )).value;
    expect(chooseOrdersSheet(grids)).toEqual({ value: 1, issues: [expect.objectContaining({ code: 'file.sheetsSeveral', params: { count: 2, name: 'Продажи' } })] });
    expect(chooseOrdersSheet(grids.slice(1))).toEqual({ value: 0, issues: [] });
  });

  it('an error cell keeps its text and empty sheets are left out', () => {
    const bytes = bookOf(['Пусто', {}], ['S', { '!ref': 'A1:A1', A1: { t: 'e', v: 0x2a, w: '#N/A' } }]);
    expect(readXlsx(bytes).value).toEqual([{ name: 'S', grid: [['#N/A']] }]);
  });
});
