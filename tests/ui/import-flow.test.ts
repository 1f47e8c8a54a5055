/** The import dialog without a browser: its steps, the questions, the check before anything is written, the writing, the undo. */
import type { ImportChunk, ImportPlan, ImportPreview, ImportProfile, ImportProgress, ImportQuestion, ImportReport, ImportStanding } from '../../src/contract/import-views';
import type { UndoReport } from '../../src/contract/journal-views';
import { checkTable, writesSomething, type CheckPorts } from '../../ui/dialogs/import/check';
import { importText } from '../../ui/dialogs/import/check-step';
import { columnUse, isTable, type TableReading } from '../../ui/dialogs/import/columns';
import { firstStep, importFlow, type ImportEvent, type ImportFlow } from '../../ui/dialogs/import/flow';
import { clientsText, rowNumbersText } from '../../ui/dialogs/import/outcome';
import { answersOfRest, keptQuestions, sameAnswers, unansweredCount } from '../../ui/dialogs/import/questions';
import { timeLeftText } from '../../ui/dialogs/import/run-progress';
import { readSource, type SourceFile } from '../../ui/dialogs/import/source';
import { undoWhole } from '../../ui/shared/undo';
import { continuesImport, secondsLeft, uploadTable, type UploadPorts } from '../../ui/dialogs/import/upload';
import { wordsOf } from '../../ui/language/words';
import { previewSample, reportSample } from './sample-import';

const csv = ['Номер;Дата;Клиент;Сумма;Примечание', '1;05.03.2024;Анна;1 200,50;да', '2;06.03.2024;Борис;10,00;', '3;17.03.2024;Вера;20;', '4;18.03.2024;Анна;-5,00;'].join('\r\n');

function sourceOf(text: string, name = 'orders.csv'): SourceFile {
  const { value } = readSource(new TextEncoder().encode(text), name);
  if (value === null) throw new Error('the file should be readable');
  return value;
}
const at = (...events: ImportEvent[]): ImportFlow => events.reduce(importFlow, firstStep);
const then = (flow: ImportFlow, ...events: ImportEvent[]): ImportFlow => events.reduce(importFlow, flow);
const columnsOf = (text = csv): ImportFlow => at({ event: 'fileChosen' }, { event: 'fileRead', source: sourceOf(text) });
const tableOf = (flow: ImportFlow): TableReading => {
  const reading = flow.step === 'columns' ? flow.reading : null;
  if (reading === null || !isTable(reading)) throw new Error('columns should be shown');
  return reading;
};
const progress: ImportProgress = { importId: 'i', actionId: 'j', fileName: 'orders.csv', nextChunk: 1, rowsDone: 2, rowsTotal: 4, finished: false };
const preview: ImportPreview = { ...previewSample('en'), questions: [] };
const question = (client: string, ...candidates: string[]): ImportQuestion => ({ client, rowNumber: 2, title: client, details: '', candidates: candidates.map((clientId) => ({ clientId, title: clientId, details: '' })) });
const undoReport = (finished: boolean): UndoReport => ({ actionId: 'j1', finished, rowsRemoved: 2, columnsRemoved: 0, cellsRestored: 0, rowsRestored: 0, keptRows: 0, keptCells: 0, keptColumns: 0, keptPlaces: [], text: '', issues: [] });

describe('the steps', () => {
  test('a read file leads to its columns, and back to the choice of a file', () => {
    expect(columnsOf().step).toBe('columns');
    expect(then(columnsOf(), { event: 'back' })).toEqual(firstStep);
  });

  test('a refused file stays at the first step with its reasons', () => {
    const issues = [{ code: 'file.empty', level: 'error', text: 'Empty.', sheet: null, rowNumber: null, column: null, count: 1 }] as const;
    expect(at({ event: 'fileChosen' }, { event: 'fileRefused', issues })).toEqual({ step: 'file', reading: false, issues });
  });

  test('another file may be dropped on the columns, but not on an import under way', () => {
    expect(then(columnsOf(), { event: 'fileChosen' })).toMatchObject({ step: 'file', reading: true });
    const uploading = then(columnsOf(), { event: 'checkBegun' }, { event: 'checkDone', preview }, { event: 'uploadBegun' });
    expect(then(uploading, { event: 'fileChosen' })).toBe(uploading);
  });

  test('nothing is written before the check: columns lead to it and to nothing else', () => {
    expect(then(columnsOf(), { event: 'uploadBegun' }).step).toBe('columns');
    const checked = then(columnsOf(), { event: 'checkBegun' }, { event: 'checkMoved', progress: { rowsDone: 2, rowsTotal: 4 } });
    expect(checked).toMatchObject({ step: 'check', progress: { rowsDone: 2 } });
    expect(then(checked, { event: 'uploadBegun' })).toBe(checked);
    expect(then(checked, { event: 'checkDone', preview }, { event: 'uploadBegun' }).step).toBe('upload');
  });

  test('a cancelled check goes back to the columns as corrected, and its late answer changes nothing', () => {
    const corrected = then(columnsOf(), { event: 'columnUsed', columnIndex: 4, use: 'none' });
    const back = then(corrected, { event: 'checkBegun' }, { event: 'back' });
    expect(back).toBe(corrected);
    expect(then(back, { event: 'checkDone', preview })).toBe(corrected);
  });

  test('a failed check keeps its reasons until it is begun again', () => {
    const issues = [{ code: 'x', level: 'error', text: 'No.', sheet: null, rowNumber: null, column: null, count: 1 }] as const;
    const failed = then(columnsOf(), { event: 'checkBegun' }, { event: 'checkFailed', issues });
    expect(failed).toMatchObject({ step: 'check', issues });
    expect(then(failed, { event: 'checkBegun' })).toMatchObject({ step: 'check', issues: [], progress: null });
  });

  test('a stopped upload can be gone on with, taken back, or left for the columns', () => {
    const stopped = then(columnsOf(), { event: 'columnUsed', columnIndex: 4, use: 'none' }, { event: 'checkBegun' }, { event: 'checkDone', preview }, { event: 'uploadBegun' },
      { event: 'uploadMoved', progress }, { event: 'cancelAsked' }, { event: 'uploadStopped', progress });
    expect(stopped).toMatchObject({ step: 'stopped', progress, undone: null });
    expect(then(stopped, { event: 'uploadBegun' })).toMatchObject({ step: 'upload', cancelling: false });
    expect(then(stopped, { event: 'undone', report: undoReport(true) })).toMatchObject({ step: 'stopped', undone: { actionId: 'j1' } });
    expect(columnUse(tableOf(then(stopped, { event: 'back' })), 4)).toBe('none');
  });

  test('an unfinished import goes on from the columns with the plan it was begun with', () => {
    const plan: ImportPlan = { kind: 'orders', answers: { анна: 'c1' }, fileName: 'orders.csv', header: [], mapping: { client: 2, date: 1 }, extraColumns: [], dateOrder: 'mdy', decimalMark: '.', rowCount: 4, firstRowNumber: 2 };
    expect(then(columnsOf(), { event: 'uploadBegun', plan })).toMatchObject({ step: 'upload', answers: { анна: 'c1' }, table: { mapping: { client: 2, date: 1 }, dateOrder: 'mdy' } });
  });

  test('the result can be taken back and the figures computed', () => {
    const result = then(columnsOf(), { event: 'checkBegun' }, { event: 'checkDone', preview }, { event: 'uploadBegun' }, { event: 'uploadDone', report: reportSample('en') });
    expect(result).toMatchObject({ step: 'result', fileName: 'orders.csv', undone: null });
    expect(then(result, { event: 'undone', report: undoReport(true) })).toMatchObject({ undone: { rowsRemoved: 2 } });
    expect(then(result, { event: 'back' })).toEqual(firstStep);
  });

  test('an event of another step changes nothing', () => {
    for (const event of [{ event: 'uploadMoved', progress }, { event: 'columnUsed', columnIndex: 0, use: 'client' }, { event: 'answered', client: 'a', answer: 'new' }, { event: 'checkDone', preview }] as const) expect(importFlow(firstStep, event)).toBe(firstStep);
  });

  test('the header row can be chosen by hand', () => {
    expect(tableOf(then(columnsOf(), { event: 'headerChosen', rowIndex: 1 })).header.names[2]).toBe('Анна');
  });

  test('the order of dates and the decimal mark are the owner’s from then on', () => {
    expect(tableOf(then(columnsOf(), { event: 'dateOrderChosen', order: 'mdy' }, { event: 'decimalChosen', mark: '.' }))).toMatchObject({ dateOrder: 'mdy', dateDecidedBy: 'user', decimalMark: '.', numberDecidedBy: 'user' });
  });
});

describe('what was chosen the last time', () => {
  const profile: ImportProfile = { kind: 'orders', mapping: { client: 2, date: 1 }, extraColumns: [], dateOrder: 'dmy', decimalMark: ',' };
  const found = (flow: ImportFlow): ImportEvent => ({ event: 'profileFound', header: tableOf(flow).header.names, profile });

  test('it is used and said, and the proposal comes back at a press', () => {
    const columns = columnsOf();
    const used = then(columns, found(columns));
    expect(used).toMatchObject({ saved: { used: true }, reading: { mapping: { client: 2, date: 1 } } });
    const left = then(used, { event: 'savedUsed', used: false });
    expect(tableOf(left)).toEqual(tableOf(columns));
    expect(tableOf(then(left, { event: 'savedUsed', used: true })).mapping).toEqual(profile.mapping);
  });

  test('a correction made before it came is not overwritten, it is only offered', () => {
    const columns = then(columnsOf(), { event: 'columnUsed', columnIndex: 4, use: 'product' });
    const offered = then(columns, found(columns));
    expect(offered).toMatchObject({ saved: { used: false }, reading: { mapping: { product: 4, amount: 3 } } });
  });

  test('an answer about another header is dropped', () => {
    const columns = columnsOf();
    expect(then(columns, { event: 'headerChosen', rowIndex: 1 }, found(columns))).toMatchObject({ saved: null });
  });

  test('another kind is proposed anew, with what was chosen still on offer', () => {
    const columns = columnsOf();
    const clients = then(columns, found(columns), { event: 'kindChosen', kind: 'clients' });
    expect(clients).toMatchObject({ reading: { kind: 'clients' }, saved: { used: false } });
    expect(tableOf(then(clients, { event: 'savedUsed', used: true })).kind).toBe('orders');
  });
});

describe('the questions', () => {
  const questions = [question('a', 'c1'), question('b', 'c2', 'c3'), question('c', 'c4')];

  test('all that are left are answered at once; one with several candidates waits for the owner', () => {
    expect(answersOfRest(questions, { c: 'new' }, true)).toEqual({ a: 'c1', c: 'new' });
    expect(answersOfRest(questions, { b: 'c3' }, false)).toEqual({ a: 'new', b: 'c3', c: 'new' });
    expect(unansweredCount(questions, { a: 'c1' })).toBe(2);
  });

  test('no answer and "another person" mean the same import, a known client another one', () => {
    expect(sameAnswers({}, { a: 'new' })).toBe(true);
    expect(sameAnswers({ a: 'c1' }, { a: 'new' })).toBe(false);
    expect(sameAnswers({ a: 'c1' }, { a: 'c1', b: 'new' })).toBe(true);
  });

  test('answers are counted anew, and answered questions stay to be answered otherwise', () => {
    const asked = then(columnsOf(), { event: 'checkBegun' }, { event: 'checkDone', preview: { ...preview, questions } }, { event: 'answered', client: 'b', answer: 'c3' }, { event: 'restAnswered', same: false });
    expect(asked).toMatchObject({ step: 'preview', counted: {}, answers: { a: 'new', b: 'c3', c: 'new' } });
    const again = then(asked, { event: 'checkBegun' });
    expect(again).toMatchObject({ step: 'check', answers: { b: 'c3' } });
    expect(then(again, { event: 'checkDone', preview: { ...preview, questions: [] } })).toMatchObject({ step: 'preview', counted: { b: 'c3' }, questions });
    expect(keptQuestions(questions, [question('c', 'c9'), question('d', 'c5')]).map(({ client }) => client)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the check', () => {
  const chunk = (rowNumbers: number[]): { rows: null[][]; rowNumbers: number[] } => ({ rows: rowNumbers.map(() => [null]), rowNumbers });
  const ports = (change: Partial<CheckPorts> = {}): CheckPorts => ({
    preview: () => Promise.resolve(preview), rowsOf: (index) => chunk(index === 0 ? [2, 3] : [4]), chunkCount: 2, rowsTotal: 3, show: () => undefined, cancelled: () => false, ...change,
  });

  test('all chunks are asked in order, shown as they go and added up', async () => {
    const [asked, shown]: [unknown[], number[]] = [[], []];
    const all = await checkTable(ports({ preview: (rows) => { asked.push(rows.rowNumbers); return Promise.resolve(preview); }, show: ({ rowsDone }) => { shown.push(rowsDone); } }));
    expect(asked).toEqual([[2, 3], [4]]);
    expect(shown).toEqual([0, 2, 3]);
    expect(all).toMatchObject({ rowsNew: 2 * preview.rowsNew, clientsNew: preview.clientsNew });
  });

  test('what is worth knowing of many rows is told once for all chunks, with their number', async () => {
    const remark = (code: string, text: string, column: string | null, count: number): ImportPreview['issues'][number] => ({ code, level: 'info', text, sheet: null, rowNumber: null, column, count });
    let chunk = 0;
    const found = await checkTable(ports({ preview: () => {
      chunk += 1;
      return Promise.resolve({ ...preview, issues: [remark('row.clientMissing', `row ${chunk}`, 'Client', 3), remark('row.amountRounded', `sum ${chunk}`, 'Amount', 1), remark('row.numberUnreadable', 'cost', 'Cost', 1)] });
    } }));
    expect(found?.issues.map(({ text, count }) => [text, count])).toEqual([['row 1', 6], ['sum 1', 2], ['cost', 1]]);
  });

  test('a cancelled check asks no further chunk and gives nothing', async () => {
    let asked = 0;
    await expect(checkTable(ports({ preview: () => { asked += 1; return Promise.resolve(preview); }, cancelled: () => true }))).resolves.toBeNull();
    expect(asked).toBe(1);
  });

  test('the one button says how many are new and how many change', () => {
    const say = (change: Partial<ImportPreview>, kind: 'orders' | 'clients' = 'orders'): string => importText({ ...preview, ...change }, kind, wordsOf('ru')).replace(/\u00a0/g, ' ');
    expect(say({ rowsNew: 120, rowsChanged: 5 })).toBe('Импортировать 120 новых строк, обновить 5');
    expect(say({ rowsNew: 1, rowsChanged: 0 }, 'clients')).toBe('Импортировать 1 нового клиента');
    expect(say({ rowsNew: 0, rowsChanged: 2 })).toBe('Обновить 2 строки');
    expect(say({ rowsNew: 0, rowsChanged: 0, clientsNew: [], clientsChanged: ['a', 'b'] })).toBe('Обновить 2 клиентов');
    const none = { ...preview, rowsNew: 0, rowsChanged: 0, clientsNew: [], clientsChanged: [] };
    expect([writesSomething(none), writesSomething({ ...none, clientsChanged: ['a'] }), writesSomething({ ...none, rowsChanged: 1 })]).toEqual([false, true, true]);
  });

  test('clients that come with orders are told, those that do not are not', () => {
    const say = (fresh: number, changed: number): string => clientsText(fresh, changed, wordsOf('ru')).replace(/\u00a0/g, ' ');
    expect([say(2, 0), say(0, 3), say(1, 3), say(0, 0)]).toEqual(['Клиенты: 2 новых.', 'Клиенты: с изменениями 3.', 'Клиенты: 1 новый, с изменениями 3.', '']);
  });

  test('refused rows are named, the further ones counted', () => {
    const words = wordsOf('en');
    const numbers = [5, 9, 12, 30, 31, 44, 58, 90, 91, 95];
    expect(rowNumbersText({ code: 'x', text: '', reason: '', count: 41, rowNumbers: numbers }, words)).toBe('Rows 5, 9, 12, 30, 31, 44, 58, 90 and 33 more');
    expect(rowNumbersText({ code: 'x', text: '', reason: '', count: 2, rowNumbers: [5, 9] }, words)).toBe('Rows 5, 9');
    expect(rowNumbersText({ code: 'x', text: '', reason: '', count: 1, rowNumbers: [5] }, wordsOf('ru'))).toBe('Строка 5');
  });
});

describe('the upload', () => {
  const report: ImportReport = reportSample('en');
  const standing = (nextChunk: number): ImportStanding => ({ importId: 'i', actionId: 'j', fileName: 'f', nextChunk, rowsDone: nextChunk, rowsTotal: 3, finished: false, plan: { fileName: 'f', header: ['a', 'b'], mapping: {}, extraColumns: [], dateOrder: 'dmy', decimalMark: ',', rowCount: 3, firstRowNumber: 2 } });
  function ports(change: Partial<UploadPorts> = {}): { sent: ImportChunk[]; ended: string[]; ports: UploadPorts } {
    const sent: ImportChunk[] = [];
    const ended: string[] = [];
    return {
      sent, ended,
      ports: {
        begin: () => Promise.resolve(standing(0)),
        chunk: (chunk) => { sent.push(chunk); return Promise.resolve(standing(chunk.chunkIndex + 1)); },
        finish: (importId) => { ended.push(`finish ${importId}`); return Promise.resolve(report); },
        rowsOf: (chunkIndex) => ({ rows: [[chunkIndex]], rowNumbers: [chunkIndex + 2], equalBefore: 0 }), chunkCount: 3, show: () => undefined, cancelled: () => false, ...change,
      },
    };
  }

  test('all chunks go in order with the numbers of their rows, and the import is finished once', async () => {
    const { sent, ended, ports: all } = ports();
    await expect(uploadTable(all)).resolves.toEqual({ end: 'done', report });
    expect(sent.map(({ chunkIndex, rowNumbers }) => [chunkIndex, rowNumbers])).toEqual([[0, [2]], [1, [3]], [2, [4]]]);
    expect(ended).toEqual(['finish i']);
  });

  test('an unfinished import goes on from the chunk the server awaits', async () => {
    const { sent, ports: rest } = ports({ begin: () => Promise.resolve(standing(2)) });
    await uploadTable(rest);
    expect(sent.map(({ chunkIndex }) => chunkIndex)).toEqual([2]);
  });

  test('a stop waits for the chunk under way, and the import stays to be gone on with', async () => {
    let shown = 0;
    const { sent, ended, ports: some } = ports({ show: () => { shown += 1; }, cancelled: () => shown > 1 });
    await expect(uploadTable(some)).resolves.toMatchObject({ end: 'stopped', progress: { nextChunk: 1 } });
    expect(sent).toHaveLength(1);
    expect(ended).toEqual([]);
  });

  test('a failing chunk is told and not repeated by itself', async () => {
    const { ended, ports: failing } = ports({ chunk: () => Promise.reject(new Error('no answer')) });
    await expect(uploadTable(failing)).rejects.toThrow('no answer');
    expect(ended).toEqual([]);
  });

  test('a server that does not move on ends the upload instead of looping', async () => {
    await expect(uploadTable(ports({ chunk: () => Promise.resolve(standing(0)) }).ports)).rejects.toThrow('chunk 0 was not taken');
  });

  test('time left follows the pace since this run began, in words', () => {
    const half = { rowsDone: 6000, rowsTotal: 10000 };
    expect(secondsLeft(half, 2000, 8000)).toBe(8);
    expect(secondsLeft(half, 6000, 8000)).toBeNull();
    const words = wordsOf('en');
    expect([0, 40, 200].map((seconds) => timeLeftText(seconds, words).replace(/\u00a0/g, ' '))).toEqual(['About 1 second left.', 'About 40 seconds left.', 'About 3 minutes left.']);
  });

  test('only the same file with the same titles and number of rows is offered to go on', () => {
    const unfinished = standing(2);
    const titles = ['a', 'b'];
    expect(continuesImport(unfinished, 'f', titles, 3)).toBe(true);
    expect(continuesImport(unfinished, 'other', titles, 3)).toBe(false);
    expect(continuesImport(unfinished, 'f', ['a', 'c'], 3)).toBe(false);
    expect(continuesImport(unfinished, 'f', titles, 4)).toBe(false);
    expect(continuesImport({ ...unfinished, finished: true }, 'f', titles, 3)).toBe(false);
    expect(continuesImport(standing(0), 'f', titles, 3)).toBe(false);
    expect(continuesImport(null, 'f', titles, 3)).toBe(false);
  });
});

describe('the undo', () => {
  test('takes back exactly the action of the import, in as many steps as the server needs', async () => {
    const asked: string[] = [];
    const undo = (actionId: string): Promise<UndoReport> => { asked.push(actionId); return Promise.resolve(undoReport(asked.length > 1)); };
    await expect(undoWhole('j2', undo)).resolves.toMatchObject({ finished: true });
    expect(asked).toEqual(['j2', 'j2']);
  });

  test('tells what the server says of an action that was taken back already', async () => {
    await expect(undoWhole('j2', () => Promise.reject(new Error('undone already')))).rejects.toThrow('undone already');
  });
});
