/** The verb `mail`: a mailing from a base or an orders file, each letter as an .eml file. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeCsv } from '../../../src/core/file/csv-writer';
import { AddOnSession } from './add-on-session';
import { openBaseFile } from './base-session';
import { parseArguments } from './arguments';
import { writeSummary } from './base-files';
import { readBytes } from './files-node';
import { importClients, importOrders, readTable, settingsOf } from './orders-import';
import { localeOf, settingsHelp } from './segment';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: mail BASE.xlsx|ORDERS.csv --template KEY --audience EXPR --out DIR [options]

Sends a template to an audience with the built add-on and writes one .eml file per letter and outbox.csv into DIR. Nothing leaves the machine.
Who has no consent (column consent) is skipped; --set mailing.requireConsent=false waives it. Letters past the daily limit leave on the next
virtual days.

  --template KEY      a row of the Templates tab; a new base has come-back, thank-you and order-ready
  --audience EXPR     for example: dormant, all, at_risk, "dormancy in (dormant, lost) and revenue > 100"
  --out DIR           folder for the results (made when missing)
  --clients FILE      a file with the clients' names, e-mails, consent
  --map LIST          which column holds what, as in segment
  --as-of YYYY-MM-DD  the day figures are counted on (default today)
  --locale ru|en      language and formats (default en)
  --set KEY=VALUE     a setting; may be repeated
  --project DIR       the built add-on (default dist)

Settings with defaults:
${settingsHelp()}
`;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A mailing that needs longer is stopped: the daily limit is too small for it. */
const MOST_DAYS = 400;

export const verb: Verb = { name: 'mail', summary: 'send a template to an audience and write the letters as .eml files', help: HELP, run };

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, { words: ['BASE'], options: ['template', 'audience', 'out', 'clients', 'map', 'as-of', 'locale', 'set', 'project'] });
  const [templateKey, audience, out] = [parsed.option('template'), parsed.option('audience'), parsed.option('out')];
  if (templateKey === undefined || audience === undefined || out === undefined) throw new UsageError('--template, --audience and --out are needed.');
  const locale = localeOf(parsed.option('locale'));
  const change = settingsOf(parsed.options('set'), parsed.option('as-of'));
  const session = await openBase(context, parsed.words[0] ?? '', locale, parsed.option('project'));
  try {
    if (Object.keys(change).length > 0) await session.call('settings.save', change);
    const base = (await session.call('home.view')).stage;
    if (base === 'empty') {
      await session.phase('import', async () => {
        await importOrders(session, readTable(context.cwd, parsed.words[0] ?? '', parsed.option('map'), locale));
        const clients = parsed.option('clients');
        if (clients !== undefined) await importClients(session, readTable(context.cwd, clients, undefined, locale));
      });
    }
    await session.phase('recalculate', () => session.call('segments.recalculate'));
    await publishWebApp(session);
    const request = { templateKey, audience };
    const preflight = await session.phase('preflight', () => session.call('mailing.preflight', request));
    const error = preflight.issues.find(({ level }) => level === 'error');
    if (error !== undefined) throw new InputError(error.text);
    const folder = path.resolve(context.cwd, out);
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).some((file) => file.endsWith('.eml'))) throw new InputError(`${out} holds letters already; choose an empty folder.`);
    if (preflight.go === 0) throw new InputError(`Nobody would get this letter: ${preflight.skippedBy.map(({ text, count }) => `${text} (${count})`).join(', ') || 'the audience is empty'}.`);
    const mailingId = await session.phase('send', () => sendAll(session, request, preflight.go));
    await writeResults(session, mailingId, folder);
    const { progress } = await session.call('mailing.detail', mailingId);
    writeSummary(folder, { mailing: mailingId, audience, template: templateKey, progress, skippedBy: preflight.skippedBy, serviceCalls: session.serviceCalls, seconds: session.seconds });
    context.write(`${progress.sent} sent, ${progress.skipped} skipped, ${progress.failed} failed, ${progress.unknown} unknown. Written to ${out}.\n`);
    return progress.failed + progress.unknown > 0 ? 1 : 0;
  } finally {
    await session.close();
  }
}

/** Opens a base of an XLSX file, or an empty one for an orders file. */
async function openBase(context: VerbContext, file: string, locale: 'ru' | 'en', project: string | undefined): Promise<AddOnSession> {
  const options = { cwd: context.cwd, locale, project };
  readBytes(context.cwd, file);
  const known = /\.xlsx$/i.test(file) ? await openBaseFile(options, file) : null;
  if (known !== null) return known;
  const session = await AddOnSession.open(options);
  await session.call('base.setUp', locale);
  return session;
}

/** Deploys the web app on the host and opens the check link once, as the owner would. */
async function publishWebApp(session: AddOnSession): Promise<void> {
  const view = await session.call('webapp.save', session.workbench.deployWebApp(session.projectId));
  await session.visit(view.checkUrl.slice(view.checkUrl.indexOf('?') + 1));
}

async function sendAll(session: AddOnSession, request: { readonly templateKey: string; readonly audience: string }, go: number): Promise<string> {
  const { clock } = session.workbench;
  let progress = await session.call('mailing.plan', request, go);
  const endMs = clock.now() + MOST_DAYS * DAY_MS;
  while (progress.left > 0 && clock.now() < endMs) {
    progress = await session.call('mailing.sendChunk', progress.mailingId);
    if (progress.state === 'stopped') throw new InputError(progress.issues.map(({ text }) => text).join(' ') || progress.stateLabel);
    if (progress.left > 0) clock.set(clock.now() + (progress.canContinue ? progress.waitMs : 60 * MINUTE_MS));
  }
  return progress.mailingId;
}

async function writeResults(session: AddOnSession, mailingId: string, folder: string): Promise<void> {
  session.workbench.mail.sent.forEach((letter, index) => writeFileSync(path.join(folder, `${String(index + 1).padStart(4, '0')}.eml`), letter.raw));
  const { letters } = await session.call('mailing.detail', mailingId);
  const header = ['mailing', 'letter', 'client_id', 'name', 'email', 'subject', 'state', 'reason', 'time'];
  const rows = letters.map((letter) => [mailingId, letter.letterId, letter.clientId, letter.name, letter.email, letter.subject, letter.state, letter.reason, letter.at ?? '']);
  writeFileSync(path.join(folder, 'outbox.csv'), writeCsv([header, ...rows]));
}
