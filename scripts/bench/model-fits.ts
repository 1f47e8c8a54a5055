/** BG/NBD and Gamma-Gamma fitted on the CDNOW sample and on simulated clients: parameters, log-likelihood, and how the time grows. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fitBgNbd } from '../../src/core/btyd/bg-nbd';
import { summariseCustomers } from '../../src/core/btyd/customer-summary';
import { fitGammaGamma } from '../../src/core/btyd/gamma-gamma';
import { parseIsoDay } from '../../src/core/calendar';
import { readCsv } from '../../src/core/file/csv-reader';
import { buildOrderBook, indexClientKeys, type OrderColumns } from '../../src/core/orders/order-book';
import { medianOf, seconds, table, timed } from './measure';
import { CDNOW_PARAMETERS, simulatedOrders } from './simulation';

interface Size {
  readonly clients: number;
  readonly runs: number;
}

const usual: Size = { clients: 100_000, runs: 5 };
/** Simulated clients come within a year and are watched for another: serial days. */
const simulatedDays = { firstDay: 44_562, startDays: 365, lastDay: 44_562 + 729 };
/** CDNOW is fitted on its first 39 weeks, as published. */
const cdnowEnd = '1997-09-30';
/** Places of published data, as the tests know them. */
const dataFolders = (): string[] => ['tests/fixtures', process.env['CLIENTURA_DATA'] ?? '', '../shared/data'].filter((folder) => folder !== '');

/** A base with what was known or published of it beforehand. */
interface Sample {
  readonly title: string;
  readonly columns: OrderColumns;
  readonly endDay: number;
  readonly expected: string;
}

/** Prints one row a base; the published sample is left out, with a line that says so, where it is not at hand. */
export async function benchModels(root: string, { clients, runs }: Size = usual): Promise<string> {
  const cdnow = cdnowSample(root);
  const { r, alpha, a, b, p, q, v } = CDNOW_PARAMETERS;
  const simulated: Sample = {
    title: `${clients} simulated clients`, columns: simulatedOrders(clients, CDNOW_PARAMETERS, simulatedDays), endDay: simulatedDays.lastDay,
    expected: `true: ${shown({ r, alpha, a, b })}; ${shown({ p, q, v })}`,
  };
  const rows: string[][] = [['Model fits', 'fits', 'book and summary']];
  const remarks: string[] = cdnow === null ? ['  The CDNOW sample is not at hand here: only simulated clients were fitted.'] : [];
  const fitTimes: number[] = [];
  for (const sample of cdnow === null ? [simulated] : [cdnow, simulated]) {
    const prepared = await timed(() => summariseCustomers(buildOrderBook(sample.columns, { returns: 'net' }).value, { unit: 'day', calibrationEndDay: sample.endDay }));
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const fitted = await timed(() => ({ purchases: fitBgNbd(prepared.value), spend: fitGammaGamma(prepared.value) }));
      times.push(fitted.ms);
      if (run > 0) continue;
      const { purchases, spend } = fitted.value;
      if (purchases.refused !== null || spend.refused !== null) throw new Error(`${sample.title}: no model (${purchases.refused ?? 'BG/NBD fitted'}, ${spend.refused ?? 'Gamma-Gamma fitted'})`);
      remarks.push(
        `  ${sample.title}: ${shown(purchases.parameters)}, log-likelihood ${purchases.logLikelihood.toFixed(4)}; ${shown(spend.parameters)}, log-likelihood ${spend.logLikelihood.toFixed(4)}`,
        `    ${sample.expected}`,
      );
    }
    fitTimes.push(medianOf(times));
    rows.push([`  ${sample.title}`, seconds(medianOf(times)), seconds(prepared.ms)]);
  }
  const [small, large] = fitTimes;
  if (small !== undefined && large !== undefined) rows.push(['  ratio simulated / CDNOW', `${(large / small).toFixed(1)} ×`]);
  return [table(rows), ...remarks].join('\n');
}

function shown(parameters: object): string {
  return Object.entries(parameters).map(([name, value]) => `${name} ${Number(value).toPrecision(5)}`).join(', ');
}

function cdnowSample(root: string): Sample | null {
  const file = dataFolders().map((folder) => path.resolve(root, folder, 'cdnow_sample', 'transactions.csv')).find((name) => existsSync(name));
  if (file === undefined) return null;
  const [header = [], ...rows] = readCsv(readFileSync(file, 'utf8'), ',').value;
  const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? '');
  return {
    title: 'CDNOW sample, days',
    columns: {
      ...indexClientKeys(column('customer_id')),
      day: Int32Array.from(column('date'), (text) => parseIsoDay(text) ?? 0),
      amountMinor: Float64Array.from(column('value'), (text) => Math.round(Number(text) * 100)),
      costMinor: null, order: null, paid: null, rowIndex: null,
    },
    endDay: parseIsoDay(cdnowEnd) ?? 0,
    expected: 'published (Fader, Hardie, Lee 2005; Fader, Hardie 2013), in weeks: r 0.243, alpha 4.414 (30.90 days), a 0.793, b 2.426, log-likelihood -9582.4; p 6.25, q 3.74, v 15.44',
  };
}
