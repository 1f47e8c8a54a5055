/** The verb `exec`: runs any Apps Script code on the host and prints its result and its service calls as JSON. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '../engine/engine';
import { ServiceObject, EnumValue, type ServiceClass } from '../runtime/service';
import { createNodeTransport } from '../runtime/transport-node';
import { createWorkbench, type Workbench } from '../runtime/workbench';
import { rawBytes } from '../services/mail/mailbox';
import { readLetter } from '../services/mail/mime-read';
import { SERVICES } from '../services/services';
import { parseArguments } from './arguments';
import { bookFromFile, parseJson, readInput, saveBook, scriptFiles } from './files-node';
import { InputError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: exec SCRIPT.js|DIR --call FUNCTION [options]

Runs Apps Script code, unmodified, on the local host and prints JSON: the result, the log, the error if any, and the counts of service calls.
A folder is read as a pushed project (.js, .gs, .html, appsscript.json). Without a manifest every scope found in the code is granted
and the Gmail advanced service is on. The script is bound to the book, which is open in a window, so menus, alerts and sidebars work.

  --call FUNCTION     the function to run; "object.method" works too
  --args JSON         its arguments as a JSON array (default [])
  --book FILE         .csv or .xlsx to open as the bound spreadsheet (default: an empty one)
  --save FILE         write the spreadsheet afterwards (.xlsx with formats, or .csv of the first sheet)
  --user EMAIL        who runs it (default owner@example.com)
  --mail DIR          write sent letters as .eml files into this folder
  --drafts FILE|DIR   .eml files that lie in the user's Gmail drafts
  --answer TEXT       answer to the next alert or prompt: the text of a prompt, or one of OK, CANCEL, YES, NO, CLOSE; may be repeated
  --locale LOCALE     ru, en or a name such as de_DE: the spreadsheet's locale (default en)
  --time-zone ZONE    the spreadsheet's zone, and the script's when it has no manifest (default Etc/GMT)
  --clock TIME        virtual time at the start, ISO text (default: now)

Exit code 0 when the function finished, 1 when it failed or the input is unusable, 2 for wrong use.
`;

const LOCALES: Readonly<Record<string, string>> = { ru: 'ru_RU', en: 'en_US' };

export const execVerb: Verb = {
  name: 'exec',
  summary: 'run any Apps Script code and print its result and service calls',
  help: HELP,
  run,
};

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, {
    words: ['SCRIPT'], options: ['call', 'args', 'book', 'save', 'user', 'mail', 'drafts', 'answer', 'locale', 'time-zone', 'clock'],
  });
  const functionName = parsed.option('call');
  if (functionName === undefined) throw new InputError('which function? Give --call FUNCTION.');
  const args = parseJson(parsed.option('args') ?? '[]', '--args');
  if (!Array.isArray(args)) throw new InputError('--args must be a JSON array, such as [1,"text"].');
  const files = scriptFiles(context.cwd, parsed.words[0] ?? '');
  const user = parsed.option('user') ?? 'owner@example.com';
  const locale = parsed.option('locale') ?? 'en';
  const clock = parsed.option('clock');
  if (clock !== undefined && Number.isNaN(Date.parse(clock))) throw new InputError(`--clock ${clock} is not a time.`);
  const answers = [...parsed.options('answer')];

  const workbench = createWorkbench({
    engine: createEngine(), transport: createNodeTransport({ warm: 1 }), services: SERVICES, users: [{ email: user, language: locale.slice(0, 2) }],
    locale: LOCALES[locale] ?? locale, timeZone: parsed.option('time-zone') ?? 'Etc/GMT', clock: clock ?? Date.now(), fetch: (url, init) => fetch(url, init),
  });
  try {
    workbench.events.respond = (question) => {
      const text = answers.shift();
      if (text === undefined) return { button: 'CLOSE', text: '' };
      const isButton = ['OK', 'CANCEL', 'YES', 'NO', 'CLOSE'].includes(text);
      return question.kind === 'prompt' && !isButton ? { button: 'OK', text } : { button: isButton ? text : 'OK', text: '' };
    };
    const bookFile = parsed.option('book');
    const book = bookFile === undefined ? workbench.createBook() : await bookFromFile(workbench, context.cwd, bookFile, LOCALES[locale] ?? locale);
    const manifest = files.some((file) => /(^|\/)appsscript\.json$/.test(file.path)) ? [] : [openManifest(parsed.option('time-zone') ?? 'Etc/GMT')];
    workbench.install([...manifest, ...files], { bookId: book.id });
    const drafts = parsed.option('drafts');
    if (drafts !== undefined) addDrafts(workbench, user, context.cwd, drafts);
    const opened = await workbench.openBook(book.id, user);
    const record = await workbench.run(functionName, args, { user, kind: 'menu' });
    const save = parsed.option('save');
    if (save !== undefined) await saveBook(book, context.cwd, save);
    const mail = parsed.option('mail');
    if (mail !== undefined) writeLetters(workbench, context.cwd, mail);
    context.write(`${JSON.stringify({
      state: record.state,
      result: plain(record.result),
      error: record.error === null ? null : { name: record.error.name, message: record.error.message, stack: record.error.stack },
      log: record.log.map((line) => line.text),
      onOpen: opened.filter((open) => open.error !== null).map((open) => open.error?.message),
      durationMs: record.durationMs,
      lettersSent: workbench.mail.sent.length,
      calls: record.counts,
    }, null, 2)}\n`);
    return record.state === 'finished' ? 0 : 1;
  } finally {
    await workbench.dispose();
    workbench.engine.dispose();
  }
}

/** The manifest of a script that has none: scopes are detected from the code. */
function openManifest(timeZone: string): { readonly path: string; readonly source: string } {
  const manifest = { timeZone, runtimeVersion: 'V8', dependencies: { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] } };
  return { path: 'appsscript.json', source: JSON.stringify(manifest) };
}

function addDrafts(workbench: Workbench, user: string, cwd: string, name: string): void {
  const place = path.resolve(cwd, name);
  const files = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
    ? readdirSync(place).filter((file) => file.endsWith('.eml')).sort().map((file) => path.join(name, file))
    : [name];
  if (files.length === 0) throw new InputError(`${name} holds no .eml file.`);
  files.forEach((file, index) => {
    const raw = new TextDecoder().decode(readInput(cwd, file)).replace(/\r?\n/g, '\r\n');
    const read = readLetter(rawBytes(raw));
    const id = `draft-message-${index + 1}`;
    workbench.mail.putDraft({
      id: `draft-${index + 1}`,
      letter: {
        id, threadId: id, ownerEmail: user, timeMs: workbench.clock.now(), via: 'GmailApp', from: read.from[0]?.address ?? user,
        to: read.to.map((each) => each.address), cc: read.cc.map((each) => each.address), bcc: read.bcc.map((each) => each.address),
        subject: read.subject, raw, labelIds: ['DRAFT'],
      },
    });
  });
}

function writeLetters(workbench: Workbench, cwd: string, name: string): void {
  const folder = path.resolve(cwd, name);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).some((file) => !file.endsWith('.eml'))) throw new InputError(`${name} holds other files than letters; give an own folder for --mail.`);
  workbench.mail.sent.forEach((letter, index) => {
    writeFileSync(path.join(folder, `${String(index + 1).padStart(4, '0')}.eml`), letter.raw);
  });
}

/** The result as JSON shows it: service objects by their class. */
function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (value instanceof ServiceObject) return `[${(value.constructor as unknown as ServiceClass).interfaceName}]`;
  if (value instanceof EnumValue || value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
}
