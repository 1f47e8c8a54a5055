/** The verb `segment`: an orders file becomes a client base, by the add-on's own import and recalculation. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { allowedValues, settingText } from '../../../src/core/setting-text';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../../../src/core/settings';
import { FIELDS } from '../../../src/core/table/field';
import { AddOnSession } from './add-on-session';
import { parseArguments } from './arguments';
import { writeBaseXlsx, writeClientsCsv, writeSummary } from './base-files';
import { importClients, importOrders, readTable, settingsOf } from './orders-import';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

/** The list of settings for --help. */
export function settingsHelp(): string {
  return SETTING_KEYS.map((key) => `  ${key.padEnd(30)} ${settingText(key, DEFAULT_SETTINGS[key])}   (${allowedValues(key)})`).join('\n');
}

const HELP = `
Usage: segment ORDERS.csv|xlsx --out DIR [options]

Makes a client base of an orders file with the built add-on and writes clients.csv, base.xlsx and summary.json into DIR.

  --out DIR           folder for the results (made when missing)
  --clients FILE      a file with the clients' names, e-mails, phones, consent
  --map LIST          which column holds what: client=COL,date=COL,amount=COL,order=COL,…; COL is a header, a letter or a number.
                      Fields: ${FIELDS.join(', ')}
  --as-of YYYY-MM-DD  the day figures are counted on (default today)
  --locale ru|en      language and formats (default en)
  --set KEY=VALUE     a setting; may be repeated
  --project DIR       the built add-on (default dist)

Settings with defaults:
${settingsHelp()}
`;

/** The locale of an option. */
export function localeOf(text: string | undefined): 'ru' | 'en' {
  if (text === undefined || text === 'en') return 'en';
  if (text === 'ru') return 'ru';
  throw new InputError(`--locale ${text}: choose ru or en.`);
}

export const verb: Verb = { name: 'segment', summary: 'make a client base of an orders file and write its figures', help: HELP, run };

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, { words: ['ORDERS'], options: ['out', 'clients', 'map', 'as-of', 'locale', 'set', 'project'] });
  const out = parsed.option('out');
  if (out === undefined) throw new UsageError('Option --out is missing.');
  const locale = localeOf(parsed.option('locale'));
  const change = settingsOf(parsed.options('set'), parsed.option('as-of'));
  const table = readTable(context.cwd, parsed.words[0] ?? '', parsed.option('map'), locale);
  const clientsFile = parsed.option('clients');
  const clients = clientsFile === undefined ? null : readTable(context.cwd, clientsFile, undefined, locale);
  const session = await AddOnSession.open({ cwd: context.cwd, locale, project: parsed.option('project') });
  try {
    await session.phase('setUp', async () => {
      await session.call('base.setUp', locale);
      if (Object.keys(change).length > 0) await session.call('settings.save', change);
    });
    const imported = await session.phase('import', async () => {
      const report = await importOrders(session, table);
      if (clients !== null) await importClients(session, clients);
      return report;
    });
    if (imported.rowsUsed === 0) throw new InputError(imported.rejected[0]?.text ?? imported.issues[0]?.text ?? `${table.name}: no row can be used.`);
    const figures = await session.phase('recalculate', () => session.call('segments.recalculate'));
    const folder = path.resolve(context.cwd, out);
    mkdirSync(folder, { recursive: true });
    await session.phase('write', async () => {
      writeClientsCsv(session, folder);
      await writeBaseXlsx(session, folder);
    });
    const recalculation = session.workbench.history.at(-1)?.counts;
    writeSummary(folder, {
      file: table.name,
      mapping: Object.fromEntries(Object.entries(table.mapping).map(([field, index]) => [field, table.header.names[index] ?? ''])),
      asOf: figures.asOf,
      rows: { read: imported.rowsRead, used: imported.rowsUsed, skipped: imported.rowsSkipped, rejected: imported.rowsRejected, rejectedBy: imported.rejected },
      clients: figures.clients,
      dormant: figures.dormant,
      thresholds: figures.thresholds,
      serviceCalls: { ...session.serviceCalls, recalculation: { counted: recalculation?.counted ?? 0, services: recalculation?.services ?? {} } },
      seconds: session.seconds,
      issues: [...imported.issues, ...figures.issues],
    });
    context.write(`${table.name}: ${imported.rowsRead} rows read, ${imported.rowsUsed} used, ${imported.rowsRejected} rejected; ${figures.clients} clients, ${figures.dormant} dormant. Written to ${out}.\n`);
    return 0;
  } finally {
    await session.close();
  }
}
