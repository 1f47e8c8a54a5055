/** The import dialog without a browser: reading tables, correcting columns, the steps, the upload. */
import { IMPORT_CHUNK_ROWS, type ImportChunk, type ImportProgress, type ImportReport } from '../../src/contract/import-views';
import { chunkCountOf, chunkRows, columnUse, isTable, lacksAmounts, missingFields, planOf, previewTable, readTable, rowCountOf, samplesOf, withColumnUse, type TableReading } from '../../ui/dialogs/import/columns';
import { firstStep, importFlow, type ImportFlow } from '../../ui/dialogs/import/flow';
import { readSource, rereadSource, type SourceFile } from '../../ui/dialogs/import/source';
import { continuesImport, secondsLeft, uploadTable, type UploadPorts } from '../../ui/dialogs/import/upload';

const csv = ['Отчёт за март', '', 'Номер;Дата;Клиент;Сумма;Примечание', '1;05.03.2024;Анна;1 200,50;да', '2;31.02.2024;Борис;10,00;', '3;17.03.2024;Вера;дорого;', '4;18.03.2024;Анна;-5,00;', ';;;;'].join('\r\n');

function sourceOf(text: string, name = 'orders.csv'): SourceFile {
  const { value } = readSource(new TextEncoder().encode(text), name);
  if (value === null) throw new Error('the file should be readable');
  return value;
}
function tableOf(text: string): TableReading {
  const grid = sourceOf(text).grids[0]?.grid ?? [];
  const reading = readTable(grid, 'orders.csv', null);
  if (!isTable(reading)) throw new Error('the file should hold a table');
  return reading;
}

describe('reading a table', () => {
  test('title rows above the header are passed over and row numbers are those of the file', () => {
    const table = tableOf(csv);
    expect(table.header).toMatchObject({ rowIndex: 2, names: ['Номер', 'Дата', 'Клиент', 'Сумма', 'Примечание'] });
    expect(planOf(table, 'orders.csv')).toMatchObject({
      mapping: { order: 0, date: 1, client: 2, amount: 3 }, extraColumns: [4], dateOrder: 'dmy', decimalMark: ',', rowCount: 4, firstRowNumber: 4,
    });
  });

  test('the preview counts good rows and names the bad ones', () => {
    const preview = previewTable(tableOf(csv), 'orders.csv');
    expect(preview).toMatchObject({ used: 2, rejected: 2 });
    expect(preview.troubled.map((row) => row.rowIndex)).toEqual([4, 5]);
    expect(preview.rows[0]?.read).toMatchObject({ client: 'Анна', amountMinor: 120050 });
  });

  test('a field moves from one column to another and the column it left is kept as the owner’s own', () => {
    const table = withColumnUse(tableOf(csv), 4, 'client');
    expect(columnUse(table, 4)).toBe('client');
    expect(columnUse(table, 2)).toBe('own');
    expect(columnUse(withColumnUse(table, 2, 'none'), 2)).toBe('none');
    expect(missingFields(withColumnUse(table, 4, 'none').mapping)).toEqual(['client']);
  });

  test('samples are the first different cells, dates as days', () => {
    expect(samplesOf(tableOf(csv), 2)).toEqual(['Анна', 'Борис', 'Вера']);
    const reading = readTable([['Date', 'Client', 'Amount'], [{ day: 45356 }, 'Ann', 1], [{ day: 45356 }, 'Bob', 2]], 'Orders', null);
    expect(isTable(reading) && samplesOf(reading, 0)).toEqual(['2024-03-05']);
  });

  test('client and date suffice; without an amount, or price and quantity, money is said to be missing', () => {
    expect(missingFields({ client: 0, amount: 1 })).toEqual(['date']);
    expect(missingFields({ client: 0, date: 1 })).toEqual([]);
    expect([lacksAmounts({ client: 0, date: 1 }), lacksAmounts({ client: 0, date: 1, price: 2 })]).toEqual([true, true]);
    expect([lacksAmounts({ client: 0, date: 1, amount: 2 }), lacksAmounts({ client: 0, date: 1, price: 2, quantity: 3 })]).toEqual([false, false]);
  });

  test('dates with the year in front leave nothing to choose', () => {
    expect(tableOf('date,client,amount\n2024-03-05,Ann,10\n2024-04-06,Bob,20')).toMatchObject({ yearFirst: true });
    expect(tableOf('date,client,amount\n05/03/2024,Ann,10\n06/04/2024,Bob,20')).toMatchObject({ yearFirst: false, dateDecidedBy: 'assumed' });
  });

  test('another encoding or separator gives another grid of the same bytes', () => {
    const source = sourceOf('a;b,c\n1;2,3\n');
    expect(rereadSource(source, 'utf-8', ',').grids[0]?.grid[0]).toEqual(['a;b', 'c']);
    expect(rereadSource(source, 'utf-8', ';').grids[0]?.grid[0]).toEqual(['a', 'b,c']);
    const old = readSource(Uint8Array.from([0xca, 0xeb, 0xe8, 0xe5, 0xed, 0xf2, 0x3b, 0x31, 0x0a]), 'old.csv').value;
    if (old === null) throw new Error('readable');
    expect(rereadSource(old, 'windows-1251', ';').grids[0]?.grid[0]).toEqual(['Клиент', '1']);
  });

  test('an empty file is refused with a reason', () => {
    const { value, issues } = readSource(new Uint8Array(), 'empty.csv');
    expect(value).toBeNull();
    expect(issues.map((issue) => issue.code)).toEqual(['file.empty']);
  });

  test('rows go in chunks of the contract’s size, each as wide as the header', () => {
    const rows = Array.from({ length: IMPORT_CHUNK_ROWS + 3 }, (_, row) => `${row},2024-01-01,Ann,1`);
    const table = tableOf(['order,date,client,amount,note', ...rows].join('\n'));
    expect(rowCountOf(table)).toBe(IMPORT_CHUNK_ROWS + 3);
    expect(chunkCountOf(table)).toBe(2);
    expect(chunkRows(table, 0)).toHaveLength(IMPORT_CHUNK_ROWS);
    expect(chunkRows(table, 1)).toEqual([0, 1, 2].map((row) => [`${IMPORT_CHUNK_ROWS + row}`, '2024-01-01', 'Ann', '1', null]));
  });
});

describe('the steps', () => {
  const at = (...events: Parameters<typeof importFlow>[1][]): ImportFlow => events.reduce(importFlow, firstStep);
  const progress: ImportProgress = { importId: 'i', fileName: 'orders.csv', nextChunk: 1, rowsDone: 2, rowsTotal: 4, finished: false };

  test('a read file leads to its columns, and back to the choice of a file', () => {
    const columns = at({ event: 'fileChosen' }, { event: 'fileRead', source: sourceOf(csv) });
    expect(columns.step).toBe('columns');
    expect(importFlow(columns, { event: 'back' })).toEqual(firstStep);
  });

  test('a refused file stays at the first step with its reasons', () => {
    const issues = [{ code: 'file.empty', level: 'error', text: 'Empty.', sheet: null, rowNumber: null, column: null, count: 1 }] as const;
    expect(at({ event: 'fileChosen' }, { event: 'fileRefused', issues })).toEqual({ step: 'file', reading: false, issues });
  });

  test('a cancelled upload keeps the file and its columns for another try', () => {
    const columns = at({ event: 'fileChosen' }, { event: 'fileRead', source: sourceOf(csv) }, { event: 'columnUsed', columnIndex: 4, use: 'none' });
    const cancelled = [{ event: 'uploadBegun' }, { event: 'uploadMoved', progress }, { event: 'cancelAsked' }, { event: 'uploadCancelled', progress }].reduce(
      (flow, event) => importFlow(flow, event as Parameters<typeof importFlow>[1]), columns);
    expect(cancelled).toMatchObject({ step: 'cancelled', progress });
    const back = importFlow(cancelled, { event: 'back' });
    expect(back.step === 'columns' && isTable(back.reading) && columnUse(back.reading, 4)).toBe('none');
  });

  test('an event of another step changes nothing', () => {
    expect(importFlow(firstStep, { event: 'uploadMoved', progress })).toBe(firstStep);
    expect(importFlow(firstStep, { event: 'columnUsed', columnIndex: 0, use: 'client' })).toBe(firstStep);
  });

  test('the header row can be chosen by hand', () => {
    const flow = at({ event: 'fileChosen' }, { event: 'fileRead', source: sourceOf(csv) }, { event: 'headerChosen', rowIndex: 3 });
    expect(flow.step === 'columns' && isTable(flow.reading) ? flow.reading.header.names[2] : null).toBe('Анна');
  });
});

describe('the upload', () => {
  const report: ImportReport = { importId: 'i', rowsRead: 3, rowsUsed: 3, rowsSkipped: 0, rowsRejected: 0, rejected: [], clientsNew: 1, clientsTotal: 1, ordersTotal: 3, issues: [] };
  const standing = (nextChunk: number): ImportProgress => ({ importId: 'i', fileName: 'f', nextChunk, rowsDone: nextChunk, rowsTotal: 3, finished: false });
  function ports(change: Partial<UploadPorts> = {}): { taken: number[]; ended: string[]; ports: UploadPorts } {
    const taken: number[] = [];
    const ended: string[] = [];
    return {
      taken, ended,
      ports: {
        begin: () => Promise.resolve(standing(0)),
        chunk: (chunk: ImportChunk) => { taken.push(chunk.chunkIndex); return Promise.resolve(standing(chunk.chunkIndex + 1)); },
        finish: (importId) => { ended.push(`finish ${importId}`); return Promise.resolve(report); },
        cancel: (importId) => { ended.push(`cancel ${importId}`); return Promise.resolve(null); },
        rowsOf: (chunkIndex) => [[chunkIndex]], chunkCount: 3, show: () => undefined, cancelled: () => false, ...change,
      },
    };
  }

  test('all chunks go in order and the import is finished once', async () => {
    const { taken, ended, ports: all } = ports();
    await expect(uploadTable(all)).resolves.toEqual({ end: 'done', report });
    expect(taken).toEqual([0, 1, 2]);
    expect(ended).toEqual(['finish i']);
  });

  test('an unfinished import goes on from the chunk the server awaits', async () => {
    const { taken, ports: rest } = ports({ begin: () => Promise.resolve(standing(2)) });
    await uploadTable(rest);
    expect(taken).toEqual([2]);
  });

  test('cancel stops between chunks and tells the server', async () => {
    let chunks = 0;
    const { taken, ended, ports: some } = ports({ show: () => { chunks += 1; }, cancelled: () => chunks > 1 });
    await expect(uploadTable(some)).resolves.toMatchObject({ end: 'cancelled', progress: { nextChunk: 1 } });
    expect(taken).toEqual([0]);
    expect(ended).toEqual(['cancel i']);
  });

  test('a failing chunk is told and not repeated by itself', async () => {
    const { ended, ports: failing } = ports({ chunk: () => Promise.reject(new Error('no answer')) });
    await expect(uploadTable(failing)).rejects.toThrow('no answer');
    expect(ended).toEqual([]);
  });

  test('a server that does not move on ends the upload instead of looping', async () => {
    await expect(uploadTable(ports({ chunk: () => Promise.resolve(standing(0)) }).ports)).rejects.toThrow('chunk 0 was not taken');
  });

  test('time left follows the pace since this upload began', () => {
    const half: ImportProgress = { ...standing(1), rowsDone: 6000, rowsTotal: 10000 };
    expect(secondsLeft(half, 2000, 8000)).toBe(8);
    expect(secondsLeft(half, 6000, 8000)).toBeNull();
  });

  test('only the same file with the same number of rows is offered to go on', () => {
    const unfinished = standing(2);
    expect(continuesImport(unfinished, 'f', 3)).toBe(true);
    expect(continuesImport(unfinished, 'other', 3)).toBe(false);
    expect(continuesImport(unfinished, 'f', 4)).toBe(false);
    expect(continuesImport({ ...unfinished, finished: true }, 'f', 3)).toBe(false);
    expect(continuesImport(null, 'f', 3)).toBe(false);
  });
});
