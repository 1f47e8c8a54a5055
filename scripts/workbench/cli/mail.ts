/** The verb `mail`: a mailing from a base or an orders file, each letter as an .eml file; it can be cut off at any service call and resumed. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { MailingProgress, MailingRequest, Preflight } from '../../../src/contract/mailing-views';
import { AddOnSession } from './add-on-session';
import { openBaseFile } from './base-session';
import { parseArguments, type ParsedArguments } from './arguments';
import { writeSummary } from './base-files';
import { readBytes } from './files-node';
import { writePreflight, writeResults } from './mail-files';
import { forgetMailing, holdsMailing, keepMailing, openMailing } from './mail-host';
import { importClients, importOrders, readTable, settingsOf } from './orders-import';
import { localeOf, settingsHelp } from './segment';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: mail BASE.xlsx|ORDERS.csv --template KEY --audience EXPR --out DIR [options]
       mail --resume --out DIR [--kill-at N] [--quota N]

Sends a template to an audience with the built add-on. DIR gets one .eml file per letter, preflight.csv, outbox.csv, mailings.csv, base.xlsx and
summary.json. Nothing leaves the machine; the host's own web app answers the unsubscribe check. Who has no consent (column consent) is skipped;
--set mailing.requireConsent=false waives it. Letters past the daily limit leave on the next virtual days. The exit code is 1 when a letter failed,
its outcome is unknown, or the mailing was cut off.

  --template KEY      a row of the Templates tab; a new base has come-back, thank-you, order-ready, win-back-1, win-back-2, birthday,
                      welcome-1 … welcome-6, after-purchase, news, useful, survey, price-list, holiday
  --audience EXPR     for example: dormant, all, at_risk, "dormancy in (dormant, lost) and revenue > 100"
  --out DIR           folder for the results (made when missing)
  --dry-run           only writes preflight.csv: who gets the letter, who does not and why, and on which day
  --holdout SHARE     part of those who would get the letter that gets none, 0 to 0.5, such as 0.1
  --quota N           at most so many letters in 24 hours (the setting mailing.dailyLimit)
  --kill-at N         cuts planning and sending off at their N-th counted service call; the host is kept in DIR
  --resume            goes on with the mailing that was cut off in DIR; letters of unknown outcome are never sent again by themselves
  --clients FILE      a file with the clients' names, e-mails, consent
  --map LIST          which column holds what, as in segment
  --as-of YYYY-MM-DD  the day figures are counted on (default today)
  --locale ru|en      language and formats (default en)
  --set KEY=VALUE     a setting; may be repeated
  --project DIR       the built add-on (default dist)

Settings with defaults:
${settingsHelp()}
`;

const DAY_MS = 86_400_000;
/** A mailing that needs longer is stopped: the daily limit is too small for it. */
const MOST_DAYS = 400;
const MOST_HELD_OUT = 0.5;
const OPTIONS = ['template', 'audience', 'out', 'clients', 'map', 'as-of', 'locale', 'set', 'project', 'kill-at', 'quota', 'holdout'];
const FLAGS = ['dry-run', 'resume'];

export const verb: Verb = { name: 'mail', summary: 'send a template to an audience and write the letters as .eml files', help: HELP, run };

/** The n-th counted call was reached. */
class CutOff extends Error {}

async function run(context: VerbContext): Promise<number> {
  const isResumed = context.args.includes('--resume');
  // What stands in the folder is resumed; naming the base once more does no harm.
  const words = isResumed && context.args.every((arg, index) => arg.startsWith('--') || OPTIONS.some((name) => context.args[index - 1] === `--${name}`)) ? [] : ['BASE'];
  const parsed = parseArguments(context.args, { words, options: OPTIONS, flags: FLAGS });
  const out = parsed.option('out');
  if (out === undefined) throw new UsageError('Option --out is missing.');
  const killAt = countOf(parsed, 'kill-at');
  const settings = settingsOf(parsed.options('set'), parsed.option('as-of'));
  const quota = countOf(parsed, 'quota');
  if (quota !== null) settings['mailing.dailyLimit'] = String(quota);
  const folder = path.resolve(context.cwd, out);
  return isResumed ? resume(context, parsed, { out, folder, killAt, settings }) : begin(context, parsed, { out, folder, killAt, settings });
}

interface Task {
  readonly out: string;
  readonly folder: string;
  readonly killAt: number | null;
  readonly settings: Readonly<Record<string, string>>;
}

async function begin(context: VerbContext, parsed: ParsedArguments, task: Task): Promise<number> {
  const [templateKey, audience] = [parsed.option('template'), parsed.option('audience')];
  if (templateKey === undefined || audience === undefined) throw new UsageError('--template, --audience and --out are needed.');
  const { folder, out } = task;
  if (holdsMailing(folder)) throw new InputError(`${out} holds a mailing that was cut off: go on with it by --resume, or choose another folder.`);
  const dryRun = parsed.flag('dry-run');
  if (!dryRun && existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.eml'))) throw new InputError(`${out} holds letters already; choose an empty folder.`);
  const holdOutShare = shareOf(parsed);
  const session = await openBase(context, parsed, localeOf(parsed.option('locale')), task.settings);
  try {
    const request: MailingRequest = { templateKey, audience, ...(holdOutShare === 0 ? {} : { holdOutShare }) };
    const preflight = await session.phase('preflight', () => session.call('mailing.preflight', request));
    const error = preflight.issues.find(({ level }) => level === 'error');
    if (error !== undefined) throw new InputError(error.text);
    if (dryRun) {
      writePreflight(preflight, folder);
      writeSummary(folder, { template: templateKey, audience, go: preflight.go, skip: preflight.skip, lastDay: preflight.lastDay, days: preflight.days, skippedBy: preflight.skippedBy, serviceCalls: session.serviceCalls, seconds: session.seconds });
      context.write(`${preflight.go} would get the letter, ${preflight.skip} would not. Written to ${out}.\n`);
      return 0;
    }
    if (preflight.go === 0) throw new InputError(`Nobody would get this letter: ${preflight.skippedBy.map(({ text, count }) => `${text} (${count})`).join(', ') || 'the audience is empty'}.`);
    writePreflight(preflight, folder);
    return await sendAndWrite(context, session, task, { request: preflight.request, go: preflight.go, mailingId: null, skippedBy: preflight.skippedBy });
  } finally {
    await session.close();
  }
}

async function resume(context: VerbContext, parsed: ParsedArguments, task: Task): Promise<number> {
  const { session, kept } = await openMailing({ cwd: context.cwd, project: parsed.option('project') }, task.folder, task.out);
  try {
    if (Object.keys(task.settings).length > 0) await session.call('settings.save', task.settings);
    return await sendAndWrite(context, session, task, kept);
  } finally {
    await session.close();
  }
}

interface Mailing {
  readonly request: MailingRequest;
  readonly go: number;
  readonly mailingId: string | null;
  readonly skippedBy: Preflight['skippedBy'];
}

/** Plans what is not planned yet, sends until nothing is left or the kill, and writes what became of it. */
async function sendAndWrite(context: VerbContext, session: AddOnSession, { out, folder, killAt }: Task, mailing: Mailing): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const mailingsNow = async (): Promise<string[]> => (await session.call('mailing.home')).mailings.map(({ mailingId }) => mailingId);
  const known = mailing.mailingId === null ? await mailingsNow() : [];
  let { mailingId } = mailing;
  let isCutOff = false;
  try {
    await session.phase('send', () => sendAll(session, mailing, killAt, (id) => { mailingId = id; }));
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    isCutOff = true;
  }
  session.runOptions = {};
  // Planning may have been cut off after the mailing stood in the log.
  if (isCutOff) mailingId ??= (await mailingsNow()).find((id) => !known.includes(id)) ?? null;
  if (isCutOff) await keepMailing(session, folder, { ...mailing, mailingId });
  const progress = await writeResults(session, mailingId, folder);
  if (!isCutOff) forgetMailing(folder);
  const { templateKey: template, audience } = mailing.request;
  writeSummary(folder, { mailing: mailingId, audience, template, progress, skippedBy: mailing.skippedBy, serviceCalls: session.serviceCalls, seconds: session.seconds });
  const counts = progress === null ? 'Nothing was planned' : `${progress.sent} sent, ${progress.left} left, ${progress.skipped} skipped, ${progress.failed} failed, ${progress.unknown} unknown`;
  context.write(`${counts}. ${isCutOff ? `Cut off at call ${killAt ?? 0}; --resume goes on. ` : ''}Written to ${out}.\n`);
  if (!isCutOff && progress?.stopReason !== '') throw new InputError(progress?.stopText ?? 'The mailing was stopped.');
  return isCutOff || progress === null || progress.failed + progress.unknown > 0 ? 1 : 0;
}

async function sendAll(session: AddOnSession, { request, go, mailingId }: Mailing, killAt: number | null, planned: (mailingId: string) => void): Promise<void> {
  const { clock, history } = session.workbench;
  let left = killAt;
  const counted = async (work: () => Promise<MailingProgress>): Promise<MailingProgress> => {
    session.runOptions = left === null ? {} : { killAt: left };
    const from = history.length;
    try {
      return await work();
    } catch (error) {
      throw history.slice(from).some(({ state }) => state === 'killed') ? new CutOff() : error;
    } finally {
      session.runOptions = {};
      if (left !== null) left -= history.slice(from).filter(({ functionName }) => functionName === 'rpc').reduce((sum, { counts }) => sum + counts.counted, 0);
    }
  };
  let progress = await counted(() => (mailingId === null ? session.call('mailing.plan', request, go) : session.call('mailing.progress', mailingId)));
  planned(progress.mailingId);
  const endMs = clock.now() + MOST_DAYS * DAY_MS;
  while (progress.left > 0 && progress.stopReason === '' && clock.now() < endMs) {
    progress = await counted(() => session.call('mailing.sendChunk', progress.mailingId));
    if (progress.left > 0) clock.set(clock.now() + (progress.canContinue ? progress.waitMs : DAY_MS));
  }
}

/** Opens a base of an XLSX file, or makes one of an orders file; figures are counted and the web app answers. */
async function openBase(context: VerbContext, parsed: ParsedArguments, locale: 'ru' | 'en', settings: Readonly<Record<string, string>>): Promise<AddOnSession> {
  const options = { cwd: context.cwd, locale, project: parsed.option('project') };
  const file = parsed.words[0] ?? '';
  readBytes(context.cwd, file);
  const known = /\.xlsx$/i.test(file) ? await openBaseFile(options, file) : null;
  const session = known ?? await AddOnSession.open(options);
  try {
    if (known === null) await session.call('base.setUp', locale);
    if (Object.keys(settings).length > 0) await session.call('settings.save', settings);
    if ((await session.call('home.view')).stage === 'empty') {
      await session.phase('import', async () => {
        await importOrders(session, readTable(context.cwd, file, parsed.option('map'), locale));
        const clients = parsed.option('clients');
        if (clients !== undefined) await importClients(session, readTable(context.cwd, clients, undefined, locale));
      });
    }
    await session.phase('recalculate', () => session.call('segments.recalculate'));
    await publishWebApp(session);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Deploys the web app on the host and opens the check link once, as the owner would. */
async function publishWebApp(session: AddOnSession): Promise<void> {
  const view = await session.call('webapp.save', session.workbench.deployWebApp(session.projectId));
  await session.visit(view.checkUrl.slice(view.checkUrl.indexOf('?') + 1));
}

/** A whole number from 1 on, or null when the option is absent. */
function countOf(parsed: ParsedArguments, name: string): number | null {
  const text = parsed.option(name);
  if (text === undefined) return null;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--${name} must be a whole number from 1 on, not "${text}".`);
  return count;
}

function shareOf(parsed: ParsedArguments): number {
  const text = parsed.option('holdout') ?? '0';
  const share = Number(text.replace(',', '.'));
  if (!(share >= 0 && share <= MOST_HELD_OUT) || text.trim() === '') throw new UsageError(`--holdout must be between 0 and ${MOST_HELD_OUT}, not "${text}".`);
  return share;
}
