/** The verb `import`: a file of orders or clients goes into a base in a file, by the add-on's own preview and import. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportKind, ImportPreview } from '../../../src/contract/import-views';
import { FIELDS } from '../../../src/core/table/field';
import { parseArguments } from './arguments';
import { writeBaseXlsx, writeClientsCsv, writeSummary } from './base-files';
import { openBaseFile } from './base-session';
import { importFile, previewFile, sendFile } from './import-file';
import { issueView, oneLine, readTable } from './orders-import';
import { localeOf } from './segment';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: import FILE.csv|xlsx --into BASE.xlsx --out DIR [options]

Imports a file of orders or clients into a base with the built add-on. Orders are found again by their number, else by client, day, sum and
product; clients by number, e-mail or phone. What stands in the base already stays as it is: the same file imported again changes nothing.
Writes base.xlsx, clients.csv, preview.json (what the add-on shows before it writes anything: counts, examples, questions) and summary.json.

  --into BASE.xlsx    the base, such as base.xlsx that segment writes; it is not changed
  --out DIR           folder for the results (made when missing)
  --kind KIND         orders (default) or clients
  --map LIST          which column holds what: client=COL,date=COL,…; COL is a header, a letter or a number.
                      Fields: ${FIELDS.join(', ')}
  --sheet NAME        sheet of a workbook (default: the one that looks most like orders; for clients the first)
  --preview           only preview.json: nothing is imported
  --locale ru|en      language of messages (default en)
  --project DIR       the built add-on (default dist)
`;

export const verb: Verb = { name: 'import', summary: 'import a file of orders or clients into a base', help: HELP, run };

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, { words: ['FILE'], options: ['into', 'out', 'kind', 'map', 'sheet', 'locale', 'project'], flags: ['preview'] });
  const into = parsed.option('into');
  const out = parsed.option('out');
  if (into === undefined) throw new UsageError('Option --into is missing.');
  if (out === undefined) throw new UsageError('Option --out is missing.');
  if (!/\.xlsx$/i.test(into)) throw new InputError(`${into}: a base is an .xlsx file, such as base.xlsx that segment writes.`);
  const locale = localeOf(parsed.option('locale'));
  const kind = kindOf(parsed.option('kind'));
  const sheet = parsed.option('sheet') ?? (kind === 'orders' ? '' : undefined);
  const table = readTable(context.cwd, parsed.words[0] ?? '', parsed.option('map'), locale, { kind, ...(sheet === undefined ? {} : { sheet }) });
  const file = importFile(table, kind, locale, (issues) => oneLine(issues, locale));
  const session = await openBaseFile({ cwd: context.cwd, locale, project: parsed.option('project') }, into);
  if (session === null) throw new InputError(`${into} is no client base.`);
  try {
    const preview = await session.phase('preview', () => previewFile(session, file));
    const folder = path.resolve(context.cwd, out);
    mkdirSync(folder, { recursive: true });
    const issues = [...table.issues, ...file.issues].map((found) => issueView(found, locale));
    writeFileSync(path.join(folder, 'preview.json'), `${JSON.stringify({ ...preview, issues: [...issues, ...preview.issues] }, null, 2)}\n`);
    const counts = `${preview.rowsNew} new, ${preview.rowsChanged} changed, ${preview.rowsUnchanged} unchanged, ${preview.rowsRefused} left out`;
    if (parsed.flag('preview')) {
      context.write(`${table.name}: ${preview.rowsRead} rows: ${counts}. Written to ${out}.\n`);
      return 0;
    }
    const report = await session.phase('import', () => sendFile(session, file));
    await session.phase('write', async () => {
      writeClientsCsv(session, folder);
      await writeBaseXlsx(session, folder);
    });
    writeSummary(folder, {
      file: table.name,
      kind,
      mapping: Object.fromEntries(Object.entries(table.mapping).map(([field, index]) => [field, table.header.names[index] ?? ''])),
      preview: countsOf(preview),
      report: { ...report, issues: undefined },
      serviceCalls: session.serviceCalls,
      seconds: session.seconds,
      issues: [...issues, ...report.issues],
    });
    context.write(`${table.name}: ${report.rowsRead} rows: ${report.rowsNew} new, ${report.rowsChanged} changed, ${report.rowsUnchanged} unchanged, ${report.rowsRejected} left out; ${report.clientsNew} new clients. Written to ${out}.\n`);
    return 0;
  } finally {
    await session.close();
  }
}

function kindOf(text: string | undefined): ImportKind {
  if (text === undefined || text === 'orders') return 'orders';
  if (text === 'clients') return 'clients';
  throw new InputError(`--kind ${text}: choose orders or clients.`);
}

function countsOf({ rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsRefused, clientsNew, clientsChanged, questions }: ImportPreview): Record<string, number> {
  return { rowsRead, rowsNew, rowsChanged, rowsUnchanged, rowsRefused, clientsNew: clientsNew.length, clientsChanged: clientsChanged.length, questions: questions.length };
}
