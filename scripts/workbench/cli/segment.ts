/** The verb `segment`: an orders file becomes a client base, by the add-on's own import and recalculation. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DORMANCY_BANDS } from '../../../src/core/dormancy';
import { SEGMENT_KEYS } from '../../../src/core/language/names';
import { LIFECYCLE_STAGES, TEMPERATURES } from '../../../src/core/lifecycle';
import { MARKERS } from '../../../src/core/marker';
import { RATING_LETTERS } from '../../../src/core/rating';
import { allowedValues, settingText } from '../../../src/core/setting-text';
import { DEFAULT_SETTINGS, MIGRATION_DIMENSIONS, OPTIONAL_COLUMNS, SETTING_KEYS } from '../../../src/core/settings';
import { FIELDS } from '../../../src/core/table/field';
import { AddOnSession } from './add-on-session';
import { parseArguments } from './arguments';
import { CLIENTS_CSV_COLUMNS, writeBaseXlsx, writeClientsCsv, writeSummary } from './base-files';
import { readFormerClients, writeCohorts, writeMigration, writeModels, writeMovement } from './movement-files';
import { importClients, importOrders, readTable, settingsOf } from './orders-import';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

/** The list of settings for --help. */
export function settingsHelp(): string {
  return SETTING_KEYS.map((key) => `  ${key.padEnd(30)} ${settingText(key, DEFAULT_SETTINGS[key])}   (${allowedValues(key)})`).join('\n');
}

const HELP_WIDTH = 140;

/** Keys of the columns of clients.csv, in their order, and the keys of classes. */
function columnsHelp(): string {
  const lines = [''];
  for (const key of CLIENTS_CSV_COLUMNS) {
    const line = lines[lines.length - 1] ?? '';
    if (line.length + key.length + 3 > HELP_WIDTH) lines.push(key);
    else lines[lines.length - 1] = line === '' ? key : `${line}, ${key}`;
  }
  const classes: readonly (readonly [string, readonly string[]])[] = [
    ['segment', SEGMENT_KEYS], ['dormancy', DORMANCY_BANDS], ['lifecycle', LIFECYCLE_STAGES], ['temperature', TEMPERATURES], ['marker_suggested', MARKERS], ['rating', RATING_LETTERS],
  ];
  const columns = lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line));
  return [...columns, ...classes.map(([key, values]) => `${key}: ${values.join(', ')}`)].map((line) => `  ${line}`).join('\n');
}

const HELP = `
Usage: segment ORDERS.csv|xlsx --out DIR [options]

Makes a client base of an orders file with the built add-on and writes clients.csv, base.xlsx and summary.json into DIR.
A file with nothing but clients and dates is enough: the columns of money then stay empty, and summary.json says so.

  --out DIR           folder for the results (made when missing)
  --clients FILE      a file with the clients' names, e-mails, phones, consent
  --map LIST          which column holds what: client=COL,date=COL,amount=COL,order=COL,…; COL is a header, a letter or a number.
                      Fields: ${FIELDS.join(', ')}
  --as-of YYYY-MM-DD  the day figures are counted on (default today)
  --locale ru|en      language and formats (default en)
  --set KEY=VALUE     a setting; may be repeated
  --models            also models.json: parameters of BG/NBD (r, alpha, a, b; times in days, or in weeks by model.unit) and of Gamma-Gamma
                      (p, q, v; money in major units), log-likelihood, convergence, number of clients, or why there is no model
  --cohorts           also cohorts.csv: clients by month of the first purchase and months since; cohorts.value chooses count,
                      share or money, cohorts.activity what counts as active
  --movement          also movement.csv: new, retained, returned and lost clients and their money by month
  --migration FILE    also migration.csv: who went from which class to which since FILE, a clients.csv written earlier; migration.by chooses
                      the class. (new) and (gone): the client is not in one of the files, or has no such class there
  --project DIR       the built add-on (default dist)

Columns of clients.csv. Classes are written by their English keys in every locale, days as YYYY-MM-DD, money in major units:
${columnsHelp()}
The columns from ${OPTIONAL_COLUMNS[0] ?? ''} on are switched on unless --set columns says otherwise. Those that end in _why hold a sentence in the base's language.
abc_share, ros, p_alive, plan_done and wallet_share are fractions; xyz_value is a coefficient of variation (a share of periods with xyz.basis=frequency);
lateness counts rhythms; expected_purchases looks model.horizonDays ahead, clv looks clv.months ahead.

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
  const parsed = parseArguments(context.args, { words: ['ORDERS'], options: ['out', 'clients', 'map', 'as-of', 'locale', 'set', 'migration', 'project'], flags: ['models', 'cohorts', 'movement'] });
  const out = parsed.option('out');
  if (out === undefined) throw new UsageError('Option --out is missing.');
  const locale = localeOf(parsed.option('locale'));
  const change = { columns: 'all', ...settingsOf(parsed.options('set'), parsed.option('as-of')) };
  const table = readTable(context.cwd, parsed.words[0] ?? '', parsed.option('map'), locale);
  const clientsFile = parsed.option('clients');
  const clients = clientsFile === undefined ? null : readTable(context.cwd, clientsFile, undefined, locale);
  const migrationFile = parsed.option('migration');
  const by = migrationOf(change);
  const former = migrationFile === undefined ? null : readFormerClients(context.cwd, migrationFile, by);
  const session = await AddOnSession.open({ cwd: context.cwd, locale, project: parsed.option('project') });
  try {
    await session.phase('setUp', async () => {
      await session.call('base.setUp', locale);
      await session.call('settings.save', change);
    });
    const imported = await session.phase('import', async () => {
      const report = await importOrders(session, table);
      if (clients !== null) await importClients(session, clients);
      return report;
    });
    if (imported.rowsUsed === 0) throw new InputError(imported.rejected[0]?.text ?? imported.issues[0]?.text ?? `${table.name}: no row can be used.`);
    const figures = await session.phase('recalculate', () => session.call('segments.recalculate'));
    const recalculation = session.workbench.history.at(-1)?.counts;
    const folder = path.resolve(context.cwd, out);
    mkdirSync(folder, { recursive: true });
    await session.phase('write', async () => {
      writeClientsCsv(session, folder);
      await writeBaseXlsx(session, folder);
    });
    if (parsed.flag('models')) await session.phase('models', () => writeModels(session, folder));
    if (parsed.flag('cohorts')) await session.phase('cohorts', () => writeCohorts(session, folder));
    if (parsed.flag('movement')) await session.phase('movement', () => writeMovement(session, folder));
    if (former !== null) writeMigration(former, folder, by);
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

/** The class that --migration follows; a wrong one is refused by the settings themselves. */
function migrationOf(change: Readonly<Record<string, string>>): (typeof MIGRATION_DIMENSIONS)[number] {
  return MIGRATION_DIMENSIONS.find((dimension) => dimension === change['migration.by']) ?? DEFAULT_SETTINGS['migration.by'];
}
