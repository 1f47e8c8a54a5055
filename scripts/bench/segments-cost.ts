/** RFM, ABC and XYZ by the engine from arrays in memory against DuckDB from a table in memory; every class of every client must be equal. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { ABC_CLASSES } from '../../src/core/abc';
import { figureColumns, type FigureColumns } from '../../src/core/figure-columns';
import { indexClientKeys, type OrderColumns } from '../../src/core/orders/order-book';
import { openBook, segmentClients, type ClientFigures } from '../../src/core/segmentation';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { XYZ_CLASSES } from '../../src/core/xyz';
import type { DuckDb, DuckDbConnection } from './duckdb';
import { medianOf, seconds, seededRandom, table, timed } from './measure';

interface Size {
  readonly orders: number;
  readonly clients: number;
  /** Runs of each way, one after the other in turn. */
  readonly runs: number;
}

const usual: Size = { orders: 1_000_000, clients: 100_000, runs: 7 };
/** 1 January 2022 and two years later, as serial days. */
const firstDay = 44_562;
const asOfDay = firstDay + 730;
const returnShare = 0.02;
/** So many orders have one of a few usual prices, so that clients with equal money come up. */
const usualPriceShare = 0.3;
const usualPrices = 20;

/** Seeded orders in columns; every client is named at least once, two orders in a hundred are returns, three in ten have a usual price. */
interface Orders {
  readonly client: Int32Array;
  readonly day: Int32Array;
  readonly amountMinor: Float64Array;
}

export function orderArrays(orders: number, clients: number): Orders {
  const next = seededRandom(20_240_229);
  const client = new Int32Array(orders);
  const day = new Int32Array(orders);
  const amountMinor = new Float64Array(orders);
  for (let row = 0; row < orders; row += 1) {
    client[row] = row < clients ? row : Math.floor(next() * next() * clients);
    day[row] = firstDay + Math.floor(next() * 730);
    const price = next() < usualPriceShare ? Math.ceil(next() * usualPrices) * 25_000 : Math.round(500 + next() * 500_000);
    amountMinor[row] = next() < returnShare ? -price : price;
  }
  return { client, day, amountMinor };
}

const keyOf = (client: number): string => `c${String(client).padStart(6, '0')}`;

/** One text object a row, as rows of a sheet give them: no two rows share one. */
function keyTexts(client: Int32Array): string[] {
  return Array.from(client, keyOf);
}

type Keys = 'numbers' | 'texts';

/** Measures both ways and prints medians and ratios. `duckDb` null = only the engine. */
export async function benchSegments(root: string, duckDb: DuckDb | null, size: Size = usual): Promise<string> {
  const orders = orderArrays(size.orders, size.clients);
  const columns: OrderColumns = { clientKeys: Array.from({ length: size.clients }, (_unused, client) => keyOf(client)), ...orders, costMinor: null, order: null, paid: null, rowIndex: null };
  const memory = [await memoryOf('RFM + ABC + XYZ', () => segment(columns)), await memoryOf('every figure as objects', () => segmentClients({ columns }, DEFAULT_SETTINGS, asOfDay))];
  const sql = readFileSync(path.join(root, 'scripts', 'bench', 'segments.sql'), 'utf8').replaceAll('$as_of', String(asOfDay));
  const base = duckDb === null ? null : await openBase(duckDb, orders);
  const times = new Map<string, number[]>();
  const note = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const { value, ms } = await timed(work);
    times.set(name, [...(times.get(name) ?? []), ms]);
    return value;
  };
  let compared = 0;
  try {
    for (let run = 0; run < size.runs; run += 1) {
      const texts = keyTexts(orders.client);
      const engine = classesOfColumns(await note('engine numbers', () => segment(columns)));
      compare('the engine from texts', classesOfColumns(await note('engine texts', () => segment({ ...columns, ...indexClientKeys(texts) }))), engine);
      compare('the whole base', classesOfClients(await note('whole base', () => segmentClients({ columns }, DEFAULT_SETTINGS, asOfDay).value.clients)), engine);
      if (base === null) continue;
      for (const keys of ['numbers', 'texts'] as const) {
        await base.run(`CREATE OR REPLACE VIEW orders AS SELECT * FROM orders_by_${keys}`);
        for (const threads of ['default', 'one'] as const) {
          await base.run(threads === 'one' ? 'SET threads = 1' : 'RESET threads');
          await note(`duckdb ${keys} ${threads}`, () => base.run(sql));
        }
        compared = compare('DuckDB', await segmentsOf(base, keys), engine);
      }
    }
  } finally {
    base?.closeSync();
  }

  const median = (name: string): number => medianOf(times.get(name) ?? []);
  const row = (title: string, engine: string, keys: Keys): string[] => [
    title, seconds(median(engine)),
    ...(base === null ? [] : ['default', 'one'].flatMap((threads) => [seconds(median(`duckdb ${keys} ${threads}`)), `${(median(engine) / median(`duckdb ${keys} ${threads}`)).toFixed(2)} ×`])),
  ];
  return [
    table([
      [`${size.orders} orders, ${size.clients} clients`, 'engine', ...(base === null ? [] : [`DuckDB, ${base.threads} threads`, 'ratio', 'DuckDB, 1 thread', 'ratio'])],
      row('  RFM + ABC + XYZ, client keys as numbers', 'engine numbers', 'numbers'),
      row('  RFM + ABC + XYZ, client keys as texts', 'engine texts', 'texts'),
      row('  every figure of the base as objects, numbers', 'whole base', 'numbers'),
    ]),
    base === null
      ? '  DuckDB is not installed in scripts/bench: npm run bench -- duckdb installs it and compares.'
      : `  Medians of ${size.runs} runs in turn in one process, from arrays and from a table in memory; DuckDB ${duckDb?.version() ?? ''} writes its classes into a table of its own.
  The last line counts dormancy, lifecycle, rating and LTV as well, against the same SQL. All ${compared} clients equal in r, f, m, segment, abc and xyz.`,
    `  Memory (heap and array buffers) beside the ${megabytes(orders.client.byteLength + orders.day.byteLength + orders.amountMinor.byteLength)} of the orders: ${memory.join('; ')}.`,
  ].join('\n');
}

/** RFM, ABC, XYZ and the dormancy they share their gaps with, in columns as DuckDB gives them. */
function segment(columns: OrderColumns): SegmentedColumns {
  const { book } = openBook({ columns }, DEFAULT_SETTINGS, asOfDay).value;
  return { clientKeys: book.clientKeys, figures: figureColumns(book, asOfDay, DEFAULT_SETTINGS).value };
}

interface SegmentedColumns {
  readonly clientKeys: readonly string[];
  readonly figures: FigureColumns;
}

/** Classes by client key, as one text a client. Clients without a purchase have none. */
function classesOfColumns({ clientKeys, figures }: SegmentedColumns): Map<string, string> {
  const { orders, rfm, segment: position, segments, abc, xyz } = figures;
  const classes = new Map<string, string>();
  clientKeys.forEach((key, client) => {
    if (orders[client] === 0) return;
    classes.set(key, [rfm.r[client], rfm.f[client], rfm.m[client], segments[position[client] ?? 0], ABC_CLASSES[abc[client] ?? 0], XYZ_CLASSES[xyz[client] ?? 0]].join(' '));
  });
  return classes;
}

function classesOfClients(clients: readonly ClientFigures[]): Map<string, string> {
  return new Map(clients.filter(({ orders }) => orders > 0).map(({ clientKey, r, f, m, segment: name, abc, xyz }) => [clientKey, [r, f, m, name, abc, xyz].join(' ')]));
}

/** How much more memory is in use right after the work, and how much of it stays with the result. */
async function memoryOf(name: string, work: () => object): Promise<string> {
  await collectGarbage();
  const before = bytesInUse();
  const result = work();
  const after = bytesInUse();
  await collectGarbage();
  const kept = bytesInUse();
  if (Object.keys(result).length === 0) throw new Error('the engine gave nothing');
  return `${name} ${megabytes(after - before)} more right after the call, ${megabytes(kept - before)} kept`;
}

const megabytes = (bytes: number): string => `${Math.max(0, Math.round(bytes / 2 ** 20))} MB`;

/** Throws at the first client whose classes differ; returns how many clients were compared. */
function compare(name: string, given: ReadonlyMap<string, string>, engine: ReadonlyMap<string, string>): number {
  if (given.size !== engine.size) throw new Error(`${name} gives ${given.size} clients, the engine ${engine.size}`);
  for (const [key, classes] of engine) {
    if (given.get(key) !== classes) throw new Error(`${key}: ${name} says ${given.get(key) ?? 'nothing'}, the engine ${classes}`);
  }
  return engine.size;
}

type Base = DuckDbConnection & { readonly threads: number };

/** A base in memory with the orders in two tables: client keys as integers and as texts. */
async function openBase(duckDb: DuckDb, orders: Orders): Promise<Base> {
  const instance = await duckDb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE TABLE orders_by_numbers (client INTEGER, day INTEGER, amount_minor BIGINT)');
  await connection.run('CREATE TABLE orders_by_texts (client VARCHAR, day INTEGER, amount_minor BIGINT)');
  const numbers = await connection.createAppender('orders_by_numbers');
  const texts = await connection.createAppender('orders_by_texts');
  for (let row = 0; row < orders.client.length; row += 1) {
    const client = orders.client[row] ?? 0;
    numbers.appendInteger(client);
    texts.appendVarchar(keyOf(client));
    for (const appender of [numbers, texts]) {
      appender.appendInteger(orders.day[row] ?? 0);
      appender.appendBigInt(BigInt(orders.amountMinor[row] ?? 0));
      appender.endRow();
    }
  }
  numbers.closeSync();
  texts.closeSync();
  const [[threads] = []] = (await connection.runAndReadAll("SELECT current_setting('threads')::INTEGER")).getColumnsJS();
  const closeSync = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return { threads: Number(threads), closeSync, run: (text) => connection.run(text), runAndReadAll: (text) => connection.runAndReadAll(text), createAppender: (name) => connection.createAppender(name) };
}

async function segmentsOf(base: Base, keys: Keys): Promise<Map<string, string>> {
  const [clients = [], ...classes] = (await base.runAndReadAll('SELECT client, r, f, m, segment, abc, xyz FROM segments')).getColumnsJS();
  return new Map(clients.map((client, row) => [keys === 'texts' ? String(client) : keyOf(Number(client)), classes.map((column) => String(column[row])).join(' ')]));
}

function bytesInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Runs V8's collector, which Node shows only on demand; array buffers are given back between turns of the event loop. */
async function collectGarbage(): Promise<void> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
