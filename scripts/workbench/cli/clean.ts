/** The verb `clean`: what cleaning proposes for a file of clients, and which of its rows are one client. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { formatIsoDay, parseIsoDay, type Day } from '../../../src/core/calendar';
import { FINDING_CODES, FINDING_KINDS } from '../../../src/core/contacts/finding';
import { cleanColumnsOf } from '../../../src/core/contacts/clean-columns';
import { cleanTable } from '../../../src/core/contacts/findings';
import { duplicateRecordOf } from '../../../src/core/contacts/findings-record';
import type { PhoneCountry } from '../../../src/core/contacts/phone';
import { defaultCountryOf } from '../../../src/core/contacts/phone';
import { phoneCountryOf } from '../../../src/core/contacts/phone-country';
import { findDuplicates } from '../../../src/core/duplicates/duplicates';
import { issueText } from '../../../src/core/language/text';
import { parseArguments } from './arguments';
import { CLEAN_CSV_COLUMNS, writeCleanCsv, writeDuplicatesCsv, writeFindingsCsv } from './clean-files';
import { writeSummary } from './base-files';
import { readTable } from './orders-import';
import { localeOf } from './segment';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: clean CLIENTS.csv|xlsx --out DIR [options]

Proposes clean values for a file of clients and finds the rows that are one client. Writes into DIR:

  clients_clean.csv   ${CLEAN_CSV_COLUMNS.join(', ')},
                      then the columns of the file. Values as proposed: two phones of a cell are joined by ", ", email_status is valid, suggested
                      (email holds the suggestion) or invalid (email is empty, or what is left without a line break or a final dot),
                      days as YYYY-MM-DD, money with a point
  findings.csv        row, column, kind, code, before, proposed, why: one row a finding; proposed is empty where a person has to look
  duplicates.csv      row_a, row_b, score, reasons: every pair of rows of one client
  summary.json        counts of findings by kind and by code, pairs and groups of duplicates, how dates and numbers were read, seconds

Rows are data rows counted from 1 under the header; blank rows keep their number and are left out. A cell that a spreadsheet would run as a formula is
written with an apostrophe before it. The file itself is not changed, and no row is dropped or merged.
Works without the built add-on and without a network: the add-on's engine runs by itself.

  --out DIR           folder for the results (made when missing)
  --locale ru|en      language of the reasons; order of dates and decimal mark where the column does not tell (default en)
  --map LIST          which column holds what: name=COL,phone=COL,email=COL,city=COL,birthday=COL,date=COL,amount=COL, also lastName, firstName;
                      COL is a header, a letter or a number
  --country CODE      country of phones without a country code, two letters such as RU (default: that of the locale, RU or US)
  --as-of YYYY-MM-DD  days after this one are in the future (default today)

Kinds: ${FINDING_KINDS.join(', ')}.
Codes:
${FINDING_KINDS.map((kind) => `  ${FINDING_CODES.filter((code) => code.startsWith(`${kind}.`)).join(', ')}`).join('\n')}
`;

export const verb: Verb = { name: 'clean', summary: 'propose clean values for a file of clients and find duplicates', help: HELP, run };

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, { words: ['CLIENTS'], options: ['out', 'locale', 'map', 'country', 'as-of'] });
  const out = parsed.option('out');
  if (out === undefined) throw new UsageError('Option --out is missing.');
  const locale = localeOf(parsed.option('locale'));
  const country = countryOf(parsed.option('country'), locale);
  const todayDay = dayIn(parsed.option('as-of'));
  const watch = new Stopwatch();
  const table = readTable(context.cwd, parsed.words[0] ?? '', parsed.option('map'), locale);
  const columns = cleanColumnsOf(table.grid, table.header, table.mapping);
  if (Object.keys(columns).length === 0) throw new InputError(`${table.name}: no column holds names, phones, e-mails, cities, dates or amounts; name them with --map.`);
  watch.lap('read');
  const cleaned = cleanTable(table.grid, table.header, columns, { country, todayDay, preferredDateOrder: locale === 'en' ? 'mdy' : 'dmy', preferredDecimal: locale === 'ru' ? ',' : '.' });
  watch.lap('clean');
  const duplicates = findDuplicates(cleaned.rows.map(duplicateRecordOf));
  watch.lap('duplicates');
  const folder = path.resolve(context.cwd, out);
  mkdirSync(folder, { recursive: true });
  writeCleanCsv(folder, table, cleaned);
  writeFindingsCsv(folder, table, cleaned.findings, locale);
  writeDuplicatesCsv(folder, table, cleaned, duplicates, locale);
  watch.lap('write');
  const countBy = (keys: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  writeSummary(folder, {
    file: table.name,
    columns: Object.fromEntries(Object.entries(columns).map(([kind, index]) => [kind, table.header.names[index] ?? ''])),
    country,
    asOf: formatIsoDay(todayDay),
    rows: cleaned.rows.length,
    findings: { total: cleaned.findings.length, byKind: countBy(cleaned.findings.map(({ kind }) => kind)), byCode: countBy(cleaned.findings.map(({ code }) => code)) },
    emails: countBy(cleaned.rows.map(({ email }) => email?.status ?? 'none')),
    duplicates: { pairs: duplicates.pairs.length, groups: duplicates.groups.length },
    dates: cleaned.dateReading === null ? null : { order: cleaned.dateReading.order, decidedBy: cleaned.dateReading.decidedBy },
    amounts: cleaned.numberReading === null ? null : { decimal: cleaned.numberReading.decimal, decidedBy: cleaned.numberReading.decidedBy },
    seconds: watch.seconds,
    issues: table.issues.filter(({ code }) => code !== 'table.columnMissing' && code !== 'orders.amountsMissing').map((found) => ({ code: found.code, level: found.severity, text: issueText(found, locale) })),
  });
  context.write(`${table.name}: ${cleaned.rows.length} rows, ${cleaned.findings.length} findings, ${duplicates.pairs.length} pairs of duplicates in ${duplicates.groups.length} groups. Written to ${out}.\n`);
  return 0;
}

/** Seconds by phase, rounded to milliseconds. */
class Stopwatch {
  readonly seconds: Record<string, number> = {};
  private startMs = performance.now();

  lap(phase: string): void {
    const nowMs = performance.now();
    this.seconds[phase] = Math.round(nowMs - this.startMs) / 1000;
    this.startMs = nowMs;
  }
}

function countryOf(code: string | undefined, locale: string): PhoneCountry {
  if (code === undefined) return defaultCountryOf(locale);
  const country = phoneCountryOf(code);
  if (country === null) throw new InputError(`--country ${code}: write two letters of a country with phones, such as RU.`);
  return country;
}

/** The day given, or today by the machine's clock. */
function dayIn(text: string | undefined): Day {
  const today = new Date();
  const written = text ?? [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const day = parseIsoDay(written);
  if (day === undefined) throw new InputError(`--as-of ${written}: write the day as YYYY-MM-DD.`);
  return day;
}
