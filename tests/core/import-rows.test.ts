/** Files cut into chunks, and rows of exports that are no orders. */
import type { Cell, Grid } from '../../src/core/table/cell';
import { cutClients, cutOrders, sentRows } from '../../src/core/table/import-rows';
import { isFooterRow, isTotalRow, standsForTotal } from '../../src/core/table/order-extras';
import { readOrderRows } from '../../src/core/table/order-rows';
import { proposeMapping } from '../../src/core/table/mapping';
import { detectHeader } from '../../src/core/table/header';
import { readFile } from '../../src/core/file/file';

const HEADER = ['Order', 'Date', 'Client', 'Amount'];

function cut(rows: readonly (readonly Cell[])[], chunkRows: number, groupRows = chunkRows): ReturnType<typeof cutOrders> {
  const grid: Grid = [HEADER, ...rows];
  const header = { rowIndex: 0, names: HEADER };
  return cutOrders(grid, header, readOrderRows(grid, header, { order: 0, date: 1, client: 2, amount: 3 }).value, { rows: chunkRows, groupRows }, 'file');
}

describe('orders cut into chunks', () => {
  test('100,000 rows make 20 chunks that part no order and no equal rows, and leave nothing out', () => {
    // Lines of an order stand 40,000 rows apart; of the rows without a number every 60,000th is equal to another.
    const rows = Array.from({ length: 100_000 }, (_unused, index): Cell[] =>
      (index % 2 === 0 ? [`N${index % 40_000}`, { day: 45_000 }, `c${index % 977}`, index] : ['', { day: 45_000 + (index % 60_000) }, `c${index % 977}`, 5]));
    const { value, issues } = cut(rows, 5000);
    expect(issues).toEqual([]);
    expect(value.rowCount).toBe(100_000);
    expect(value.chunks.length).toBe(20);
    const chunkOf = new Map<string, number>();
    const seen = new Set<number>();
    const parted: string[] = [];
    value.chunks.forEach(({ rowIndexes, equalBefore }, chunk) => {
      expect(rowIndexes.length).toBeLessThanOrEqual(5000);
      expect(equalBefore).toBe(0);
      for (const rowIndex of rowIndexes) {
        seen.add(rowIndex);
        const row = rows[rowIndex - 1] ?? [];
        const key = JSON.stringify(row[0] === '' ? row[1] : row[0]);
        if ((chunkOf.get(key) ?? chunk) !== chunk) parted.push(key);
        chunkOf.set(key, chunk);
      }
    });
    expect(parted).toEqual([]);
    expect(seen.size).toBe(100_000);
  });

  test('a small file stays as it is, empty rows are not sent, and each row has its number in the file', () => {
    const { value } = cut([['2', '01.02.2024', 'A', 1], [], ['1', '01.02.2024', 'A', 1], ['2', '01.02.2024', 'A', 2]], 5000);
    expect(value).toMatchObject({ rowCount: 3, chunks: [{ rowIndexes: [1, 3, 4], equalBefore: 0 }] });
    const [chunk] = value.chunks;
    if (chunk === undefined) throw new Error('no chunk');
    expect(sentRows([HEADER, ['2', '01.02.2024', 'A', 1, 'beyond'], [], ['1'], ['2', '01.02.2024', 'A', 2]], { rowIndex: 0, names: HEADER }, chunk))
      .toEqual({ rows: [['2', '01.02.2024', 'A', 1], ['1', null, null, null], ['2', '01.02.2024', 'A', 2]], rowNumbers: [2, 4, 5], equalBefore: 0, clients: [{ clientKey: 'a', client: 'A', fields: {} }] });
  });

  test('rows that belong together go whole into a chunk of their own, as far as one is allowed to hold them', () => {
    const rows = [['', '02.02.2024', 'A', 1], ...Array.from({ length: 4 }, (_unused, index) => ['same', '01.02.2024', 'A', index]), ...Array.from({ length: 5 }, (_unused, index) => ['', '01.02.2024', `c${index}`, 1]), ['', '03.02.2024', 'A', 1]];
    const { value, issues } = cut(rows, 3, 5);
    expect(issues).toEqual([]);
    expect(value.chunks.map(({ rowIndexes, equalBefore }) => [rowIndexes.length, equalBefore])).toEqual([[1, 0], [4, 0], [5, 0], [1, 0]]);
  });

  test('equal rows beyond a chunk say how many came before; an order number beyond a chunk is refused', () => {
    expect(cut(Array.from({ length: 7 }, () => ['', '01.02.2024', 'A', 1]), 3).value.chunks.map(({ rowIndexes, equalBefore }) => [rowIndexes.length, equalBefore])).toEqual([[3, 0], [3, 3], [1, 6]]);
    const { issues } = cut(Array.from({ length: 4 }, () => ['same', '01.02.2024', 'A', 1]), 3);
    expect(issues).toMatchObject([{ code: 'order.tooManyLines', params: { value: 'same', rows: 4 }, place: { rowIndex: 1 } }]);
  });

  test('clients who share a number, an e-mail, a phone or a name stay together', () => {
    const grid: Grid = [['Client', 'Email', 'Phone'], ['1', 'a@x.ru', ''], ['2', '', '+7 900 000-00-01'], ['3', 'b@x.ru', ''], ['4', 'A@X.RU', '8 (900) 000 00 01'], ['5', '', '']];
    const cutting = cutClients(grid, { rowIndex: 0, names: ['Client', 'Email', 'Phone'] }, { client: 0, email: 1, phone: 2 }, { rows: 3, groupRows: 3 });
    expect(cutting.chunks.map(({ rowIndexes }) => rowIndexes)).toEqual([[1, 2, 4], [3, 5]]);
    expect(cutting.readings.numericClients).toBe(true);
  });
});

describe('rows of exports that are no orders', () => {
  test.each(['Итого', 'ИТОГО:', 'Итого за 05.03.2024', 'Всего по складу', 'Общий итог', 'Total', 'Grand total', 'Subtotal: 5', 'Sub-total'])('%s is a total', (text) => {
    expect([isTotalRow([null, text, 5]), standsForTotal(text.replace(/ 5$/, ''))]).toEqual([true, true]);
  });

  test.each(['Total Energies', 'Всеволод', 'Итоговая работа', 'Totally', 'Всегда ваш', ''])('%s is none beside a date', (text) => {
    expect(standsForTotal(text)).toBe(false);
  });

  test.each(['Страница 1 из 3', 'Стр. 2', 'Page 4', 'Page 1 of 3', 'Лист 2', 'Сформировано 05.03.2024 12:00', 'Отчёт сформирован: Иванова', 'Generated on 2024-03-05', 'Руководитель ____________', 'Главный бухгалтер /Петрова/'])('%s is a footer', (text) => {
    expect(isFooterRow([null, '', text])).toBe(true);
  });

  test.each(['Pageant', 'Листопад Анна', 'Page', 'Руководитель'])('%s is no footer', (text) => {
    expect(isFooterRow([text])).toBe(false);
  });

  test('an export of an accounting program gives its orders alone, in every encoding', () => {
    const lines = [
      'Отчёт о продажах', 'Период: март 2024', '', 'Номер\tДата\tПокупатель\tТовар\tКоличество\tЦена',
      '1\t05.03.2024\tИванова Анна\tЧай\t2\t1 250,50', '1\t05.03.2024\tИванова Анна\tЧашка\t1\t300,00', '\t05.03.2024\tИтого за день\t\t3\t2 801,00', 'Страница 1 из 2',
      'Номер\tДата\tПокупатель\tТовар\tКоличество\tЦена', '2\t06.03.2024\tTotal Energies\tЧай\t1\t5', 'Итого\t\t\t\t4\t2 806,00', 'Исполнитель: Петрова',
    ].join('\r\n');
    const bytes = { utf8: new Uint8Array(Buffer.from(lines, 'utf8')), utf16: new Uint8Array(Buffer.from(`\ufeff${lines}`, 'utf16le')), windows1251: windows1251(lines) };
    for (const [name, content] of Object.entries(bytes)) {
      const grid = readFile(content, 'sales.txt').value?.grids[0]?.grid ?? [];
      const header = detectHeader(grid).value;
      if (header === null) throw new Error(`${name}: no header`);
      const read = readOrderRows(grid, header, proposeMapping(grid, header).value.mapping, { preferredDecimal: ',' });
      expect([name, read.value.rows.map(({ order, client, product, amountMinor }) => [order, client, product, amountMinor])]).toEqual([name, [
        ['1', 'Иванова Анна', 'Чай', 250_100], ['1', 'Иванова Анна', 'Чашка', 30_000], ['2', 'Total Energies', 'Чай', 500],
      ]]);
      expect(read.value.counts.rejectedBy).toEqual({ 'row.totalSkipped': 2, 'row.footerSkipped': 2, 'table.headerRepeated': 1 });
    }
  });
});

function windows1251(text: string): Uint8Array {
  return Uint8Array.from([...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (letter === 'ё') return 0xb8;
    return code - 0x410 + 0xc0;
  }));
}

describe('a list of clients', () => {
  const mappingOf = (names: readonly string[], kind: 'orders' | 'clients'): unknown => proposeMapping([[...names], names.map(() => '')], { rowIndex: 0, names: [...names] }, 'sheet', kind).value.mapping;

  test('names people by a column of first names where no other column holds a part of the name', () => {
    expect(mappingOf(['Имя', 'Телефон'], 'clients')).toMatchObject({ name: 0, phone: 1 });
    expect(mappingOf(['First name', 'Phone'], 'clients')).not.toHaveProperty('firstName');
    expect(mappingOf(['Имя', 'Фамилия'], 'clients')).toMatchObject({ firstName: 0, lastName: 1 });
    expect(mappingOf(['Имя', 'Отчество'], 'clients')).toMatchObject({ firstName: 0, patronymic: 1 });
    expect(mappingOf(['Имя', 'Дата'], 'orders')).toMatchObject({ firstName: 0 });
  });

  test('has a header that only a list of clients has, below a title of words', () => {
    const grid = [['Отчёт', 'Весна', 'Все'], ['Код контакта', 'Наименование', 'Метки'], ['A1', 'Ромашка', 'опт'], ['A2', 'Лютик', 'опт']];
    expect(detectHeader(grid).value?.rowIndex).toBe(1);
  });
});
