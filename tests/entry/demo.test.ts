/** The demo base in a real spreadsheet of either locale: every cell stands as it was made, counts, and goes again. */
import type { Book } from '../../scripts/workbench/node';
import { createNodeWorkbench, disposeNodeWorkbench } from '../../scripts/workbench/node';
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import type { Language } from '../../src/contract/base-views';
import { tabName } from '../../src/core/language/names';
import { builtFiles } from './add-on';

const BOOKS = [['ru', 'ru_RU', 'Europe/Moscow'], ['en', 'en_US', 'America/New_York']] as const;

test.each(BOOKS)('in %s with the locale %s it is made, counted, deleted and brought back within the time of a call', async (language, locale, timeZone) => {
  const workbench = createNodeWorkbench({ clock: '2024-06-15T09:00:00Z' });
  try {
    const book = workbench.createBook({ name: 'Shop', locale, timeZone });
    workbench.install(builtFiles(), { bookId: book.id });
    await workbench.openBook(book.id);
    await workbench.run('openHome', [], { kind: 'menu' });
    const page = workbench.pages.at(-1);
    const token = /"token":"([^"]+)"/.exec(page?.html ?? '')?.[1] ?? '';
    const call = async <Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<ReturnType<ServerApi[Name]>> => {
      const answer = await workbench.rpc(page?.id ?? '', 'rpc', [JSON.stringify({ token, method, args })]);
      if (!answer.ok) throw new Error(answer.error.message);
      const reply = JSON.parse(answer.value as string) as RpcReply<ReturnType<ServerApi[Name]>>;
      if (!reply.ok) throw new Error(reply.issues.map(({ text }) => text).join(' '));
      return reply.value;
    };
    expect(await call('home.view')).toMatchObject({ stage: 'none', empty: true, demo: false });
    expect(await call('setUp.look', language)).toMatchObject({ empty: true, isBase: false });
    expect(await call('setUp.begin', { language, sheets: [] })).toMatchObject({ next: null, report: { recalculate: false } });
    const made = await call('demo.make', language);
    expect(made).toMatchObject({ clients: 60, rowsKept: 0, issues: [] });
    expect(workbench.history.at(-1)?.counts.counted).toBeLessThanOrEqual(50);
    expect(await call('segments.recalculate')).toMatchObject({ clients: 60, clientsNew: 0, orderRows: made.orders });
    expect(await call('home.view')).toMatchObject({ stage: 'ready', demo: true });
    const deleted = await call('demo.delete');
    expect(deleted).toMatchObject({ clients: 60, orders: made.orders, rowsKept: 0 });
    expect(workbench.history.at(-1)?.counts.counted).toBeLessThanOrEqual(30);
    expect([rowsIn(book, 'clients', language), rowsIn(book, 'orders', language)]).toEqual([0, 0]);
    expect(await call('home.view')).toMatchObject({ stage: 'empty', demo: false });
    expect(await call('journal.undo', deleted.actionId ?? '')).toMatchObject({ finished: true, keptRows: 0 });
    expect([rowsIn(book, 'clients', language), rowsIn(book, 'orders', language)]).toEqual([60, made.orders]);
    expect(await call('home.view')).toMatchObject({ demo: true });
  } finally {
    await disposeNodeWorkbench(workbench);
  }
});

/** Rows with content under the header. */
function rowsIn(book: Book, key: 'clients' | 'orders', language: Language): number {
  const sheet = book.sheetByName(tabName(key, language));
  if (sheet === null) throw new Error(`no tab ${key}`);
  const rows = sheet.display({ row: 1, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) });
  return rows.filter((row) => row.some((cell) => cell !== '')).length;
}
