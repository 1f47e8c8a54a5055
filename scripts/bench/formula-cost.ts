/** `=RFM()` once against the template way: MAXIFS, COUNTIFS and SUMIFS for each client, in the same spreadsheet engine, and how each grows. */
import type { Host } from '../build/host-bundle';
import { seconds, syntheticOrders, table, timed } from './measure';

interface Size {
  readonly orders: number;
  readonly clients: number;
}

/** Ten times the orders and the clients: work that follows the orders grows tenfold, work that follows orders × clients a hundredfold. */
const usual: readonly Size[] = [
  { orders: 1_000, clients: 150 },
  { orders: 10_000, clients: 1_500 },
];
const firstDay = 44_562;
const asOfDay = firstDay + 730;

/** Prints both times, their ratio at each size and how each way grows; throws when the two ways disagree about any client. */
export async function benchFormula(host: Host, distFiles: readonly { path: string; source: string }[], sizes: readonly Size[] = usual): Promise<string> {
  const times: { readonly one: number; readonly template: number }[] = [];
  for (const size of sizes) times.push(await measureSize(host, distFiles, size));
  const head = sizes.map(({ orders, clients }) => `${orders} orders, ${clients} clients`);
  const [first, last] = [times[0], times[times.length - 1]];
  const growth = (way: 'one' | 'template'): string => (first === undefined || last === undefined ? '' : `${(last[way] / first[way]).toFixed(1)} ×`);
  return table([
    ['=RFM() against formulas for each client', ...head, 'grows'],
    ['  one =RFM(), scores and segment too', ...times.map(({ one }) => seconds(one)), growth('one')],
    ['  MAXIFS, COUNTIFS, SUMIFS a client, no scores', ...times.map(({ template }) => seconds(template)), growth('template')],
    ['  ratio template / =RFM()', ...times.map(({ one, template }) => `${(template / one).toFixed(1)} ×`)],
  ]);
}

/** Both ways over one sheet, in milliseconds. */
async function measureSize(host: Host, distFiles: readonly { path: string; source: string }[], { orders: orderCount, clients: clientCount }: Size): Promise<{ one: number; template: number }> {
  const orders = syntheticOrders(orderCount, clientCount, firstDay);
  const clients = [...new Set(orders.map(({ client }) => client))].sort();
  const workbench = host.createNodeWorkbench();
  try {
    const book = workbench.createBook({ rowCount: orderCount + 10, columnCount: 20 });
    workbench.install(distFiles, { bookId: book.id });
    await workbench.openBook(book.id);
    const sheet = book.sheets()[0];
    if (!sheet) throw new Error('the new spreadsheet has no sheet');
    sheet.write({ row: 0, column: 0, rowCount: 1, columnCount: 3 }, [[{ value: 'client' }, { value: 'date' }, { value: 'amount' }]]);
    sheet.write(
      { row: 1, column: 0, rowCount: orders.length, columnCount: 3 },
      orders.map(({ client, day, amount }) => [{ value: client }, { value: day }, { value: amount }]),
    );
    sheet.write({ row: 1, column: 4, rowCount: clients.length, columnCount: 1 }, clients.map((client) => [{ value: client }]));
    await workbench.engine.settle();

    const one = await timed(async () => {
      sheet.type(1, 9, `=RFM(A2:A${orderCount + 1},B2:B${orderCount + 1},C2:C${orderCount + 1},${asOfDay})`);
      await workbench.engine.settle();
    });
    const rows = orderCount + 1;
    const template = await timed(async () => {
      sheet.write(
        { row: 1, column: 5, rowCount: clients.length, columnCount: 3 },
        clients.map((_client, index) => [
          { formula: `=MAXIFS($B$2:$B$${rows},$A$2:$A$${rows},E${index + 2})` },
          { formula: `=COUNTIFS($A$2:$A$${rows},E${index + 2})` },
          { formula: `=SUMIFS($C$2:$C$${rows},$A$2:$A$${rows},E${index + 2})` },
        ]),
      );
      await workbench.engine.settle();
    });

    const spilled = sheet.spillRect(1, 9);
    if (!spilled) throw new Error(`=RFM() did not spill: ${sheet.errorMessage(1, 9) ?? 'no message'}`);
    const [header = [], ...answers] = sheet.read(spilled).map((row) => row.map(({ value }) => value));
    const expected = sheet.read({ row: 1, column: 4, rowCount: clients.length, columnCount: 4 }).map((row) => row.map(({ value }) => value));
    compare(header.map(String), answers, expected);
    return { one: one.ms, template: template.ms };
  } finally {
    await host.disposeNodeWorkbench(workbench);
  }
}

/** Limits of the default method: recency in days for scores 5 to 2, purchases for scores 2 to 5. */
const recencyLimits = [30, 90, 180, 365];
const frequencyLimits = [2, 3, 5, 10];

/** Scores from `=RFM()` against those the three formulas lead to; throws at the first client that differs. */
function compare(header: readonly string[], answers: readonly (readonly unknown[])[], expected: readonly (readonly unknown[])[]): void {
  const [r, f, m] = ['R', 'F', 'M'].map((title) => header.indexOf(title)) as [number, number, number];
  if (r < 0 || f < 0 || m < 0) throw new Error(`=RFM() gives the columns ${header.join(', ')}`);
  const byClient = new Map(answers.map((row) => [String(row[0]).toLowerCase(), row]));
  if (byClient.size !== expected.length) throw new Error(`=RFM() gives ${byClient.size} clients, the formulas ${expected.length}`);
  const moneyAndScore: [number, number][] = [];
  for (const [key, lastDay, count, sum] of expected) {
    const row = byClient.get(String(key).toLowerCase()) ?? [];
    const recency = 5 - recencyLimits.filter((limit) => asOfDay - Number(lastDay) > limit).length;
    const frequency = 1 + frequencyLimits.filter((limit) => Number(count) >= limit).length;
    if (row[r] !== recency || row[f] !== frequency) throw new Error(`${String(key)}: =RFM() says ${JSON.stringify(row)}, the formulas R ${recency}, F ${frequency}`);
    moneyAndScore.push([Number(sum), Number(row[m])]);
  }
  moneyAndScore.sort(([one], [other]) => one - other);
  const disorder = moneyAndScore.findIndex(([, score], index) => index > 0 && score < (moneyAndScore[index - 1]?.[1] ?? 0));
  if (disorder >= 0) throw new Error(`the money score falls while money grows at ${JSON.stringify(moneyAndScore[disorder])}`);
}
