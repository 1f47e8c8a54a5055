/** The verb `undo`: takes the last action of a base back, or the one that is named, by the add-on's own journal. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { UndoReport } from '../../../src/contract/journal-views';
import { parseArguments } from './arguments';
import { writeBaseXlsx, writeClientsCsv, writeSummary } from './base-files';
import { openBaseFile } from './base-session';
import { localeOf } from './segment';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: undo BASE.xlsx --out DIR [--action ID] [--locale ru|en] [--project DIR]
       undo BASE.xlsx --list

Takes the last import or change of settings of a base back with the built add-on and writes base.xlsx, clients.csv and summary.json into DIR.
Rows and cells that were changed since stay and are named in summary.json. Letters, opt-outs and consents are never touched.

  --out DIR         folder for the results (made when missing)
  --action ID       the action to take back (default: the last one)
  --list            only print the last actions: id, time, state, what it was
  --locale ru|en    language of messages (default en)
  --project DIR     the built add-on (default dist)
`;

export const verb: Verb = { name: 'undo', summary: 'take the last action of a base back', help: HELP, run };

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, { words: ['BASE'], options: ['out', 'action', 'locale', 'project'], flags: ['list'] });
  const file = parsed.words[0] ?? '';
  const out = parsed.option('out');
  const listOnly = parsed.flag('list');
  if (out === undefined && !listOnly) throw new UsageError('Option --out is missing.');
  if (!/\.xlsx$/i.test(file)) throw new InputError(`${file}: a base is an .xlsx file, such as base.xlsx that segment writes.`);
  const session = await openBaseFile({ cwd: context.cwd, locale: localeOf(parsed.option('locale')), project: parsed.option('project') }, file);
  if (session === null) throw new InputError(`${file} is no client base.`);
  try {
    const { entries, lastActionId } = await session.call('journal.list');
    if (listOnly || out === undefined) {
      for (const { actionId, time, stateText, title, details, what } of entries) context.write(`${[actionId, time, stateText, title, details, what].join('\t')}\n`);
      return 0;
    }
    const actionId = parsed.option('action') ?? lastActionId;
    if (actionId === null) throw new InputError(`${file}: there is nothing to take back.`);
    const report = await session.phase('undo', async () => {
      let done: UndoReport;
      do done = await session.call('journal.undo', actionId); while (!done.finished);
      return done;
    });
    const folder = path.resolve(context.cwd, out);
    mkdirSync(folder, { recursive: true });
    await session.phase('write', async () => {
      writeClientsCsv(session, folder);
      await writeBaseXlsx(session, folder);
    });
    writeSummary(folder, { file: path.basename(file), action: entries.find((entry) => entry.actionId === actionId) ?? null, undo: report, serviceCalls: session.serviceCalls, seconds: session.seconds });
    context.write(`${report.text} Written to ${out}.\n`);
    return 0;
  } finally {
    await session.close();
  }
}
