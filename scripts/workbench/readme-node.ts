/** Renders scripts/workbench/README.md: what the workbench is, its limits, its verbs, and the generated tables of what is emulated. */
import { ALL_IMPLEMENTED_FUNCTIONS_SET, type BaseFunction, type IFunctionService } from '@univerjs/engine-formula';
import { VERBS } from './cli/cli-node';
import { settingsHelp } from './cli/segment';
import { registerSheetsFunctions } from './engine/functions/register';
import { BUILT_IN_FUNCTIONS } from './runtime/built-in-functions';
import { memberTableMarkdown } from './runtime/member-table';
import { SERVICES } from './services/services';

const ABOUT = `# The workbench

A local host for Google Apps Script projects that work on Google Sheets. It runs the built files that would be pushed to Google – not their sources –
on a real spreadsheet engine, without a network and without a Google account. It knows nothing of the product of this repository: any Sheets script
can run on it. One code base serves three places: tests and command line (Node), and the page of \`npm start\` (browser).

Run \`npm run -s workbench -- --help\` for the command line. This file is generated: after a change write it again with \`npm run docs\`.

## How an execution runs

- The **host** keeps the spreadsheets, users, clock, quotas, mailbox, properties, locks and triggers. Each **execution** is a worker with a bare
  context: the language and the services, nothing else – no \`setTimeout\`, no \`fetch\`, no \`URL\`. Globals are fresh each time and every script file
  is evaluated before the function is called. Executions run at the same time and can be killed.
- A service call is one synchronous message from the worker to the host. Values are made again inside the script's context, so \`instanceof Date\`
  and \`instanceof Array\` hold, and errors of services are errors of that context, named \`Exception\`.
- Writes to cells are queued and carried out before the next read, at \`flush()\` and at the end; an execution that is killed loses its queue.
  A read after a write always sees recalculated formulas, spilled values and custom functions included.
- The clock is virtual. \`Utilities.sleep\`, waiting for a lock and the settable latency of service calls move it; the script's \`Date\` shows it in the
  script's time zone. Clock triggers fire when the clock is moved past them.
- Custom functions run in executions of their own, with the services Google allows there.

## How strict it is

- **Scopes and advanced services** come from the pushed manifest; each scope can be denied to a user. A missing one ends in Google's text.
  Without a manifest list they are detected from the code, as Google does.
- **Arguments** are checked against the declarations of \`@types/google-apps-script\`, with Google's text for a mismatch. A few members of the first
  years that old scripts still call are added (\`runtime/signature-supplement.ts\`).
- **AuthMode** of each entry: NONE, LIMITED, FULL, CUSTOM_FUNCTION, with what each forbids.
- **Saving**: a file with syntax that Google refuses to save (class fields, static blocks, \`#private\`, \`??=\`, BigInt literals, numeric separators)
  is refused here with the same text.
- **Quotas and limits** of consumer and Workspace accounts: letters, properties, fetches, trigger time, 6 minutes (30 seconds for simple triggers
  and custom functions), 30 executions at once, sizes of properties and cache entries. They can be switched off for long runs.
- **google.script.run**: the type rules in both directions, ten calls at once, only public functions; on web-app pages as well.
- **An unknown member** throws \`not emulated: Range.x\`; an unknown service throws at its first call. Nothing answers with an invented value.
- **Kill switch**: an execution can be stopped at its n-th service call, with no \`finally\` and no \`catch\` run.

## Limits and known differences

- Nothing leaves the machine. Letters stay in the mailbox of the host, \`UrlFetchApp\` reaches addresses of this machine only, and formulas that ask
  Google's servers (GOOGLEFINANCE, IMPORTRANGE and their like) end in an error.
- What Google has not documented follows reports of users and may differ: the locale of formulas given to \`setFormula\` (both notations are taken,
  en-US is given back), the syntax check of the save path, number formats of cells without a format of their own.
- Charts are kept with their ranges and options, but not drawn by scripts: a chart cannot be turned into an image.
- Blobs are not converted: \`getAs\` gives the type a blob already has.
- Drive, Calendar, Documents, Slides, Forms, Maps, Jdbc and libraries are not emulated.
- The mailbox has no inbox: nobody answers, nothing bounces. Addresses are checked by their form only.
- A simple or installable trigger that Google would delay or drop under load runs at once here. Selections fire \`onSelectionChange\` from the start;
  Google begins after a reload of the document.
- An add-on is installed in one step, without the store's pages; consent is given or denied by the host's user list, without Google's screens.
- XLSX files carry cells, formulas, formats, links, notes, names, validations, conditional formats and the range of a filter; not its criteria,
  protections, metadata, charts, pivot tables, images and macros.
- A service call costs less than a thousandth of a second here. Set a latency to see what a script costs on Google's servers.
`;

/** The names the engine knows: those of the package and those the workbench adds. */
function engineFunctions(): ReadonlySet<string> {
  const names = new Set<string>([...ALL_IMPLEMENTED_FUNCTIONS_SET].map(String));
  // The registry of the engine is asked for nothing but to take what the workbench adds.
  const collector: Partial<IFunctionService> = {
    hasExecutor: () => false,
    getExecutor: () => undefined,
    registerExecutors: (...added: BaseFunction[]) => added.forEach((each) => names.add(String(each.name))),
    registerDescriptions: () => ({ dispose: () => undefined }),
  };
  registerSheetsFunctions(collector as IFunctionService, { now: () => new Date(0), timeZone: () => 'Etc/GMT' });
  return names;
}

function absentFunctions(): string {
  const known = engineFunctions();
  const absent = [...BUILT_IN_FUNCTIONS].filter((name) => !known.has(name)).sort();
  return [
    '## Functions of formulas', '',
    `Of the ${BUILT_IN_FUNCTIONS.size} functions of Google Sheets the engine knows ${BUILT_IN_FUNCTIONS.size - absent.length}. The others end in \`#NAME?\`:`, '',
    absent.map((name) => `\`${name}\``).join(', '),
  ].join('\n');
}

function verbs(): string {
  const settingsTitle = '\nSettings with defaults:';
  const sections = VERBS.map(({ name, help }) => {
    const [usage = ''] = help.trim().split(settingsTitle);
    return [`### ${name}`, '', '```text', usage.trimEnd(), '```', ...(help.includes(settingsTitle) ? ['', 'Settings: see the list below.'] : [])].join('\n');
  });
  return [
    '## Verbs', '', 'Each is called as `npm run -s workbench -- VERB …`; `VERB --help` prints the same text.', '', sections.join('\n\n'), '',
    '## Settings keys', '', 'For `--set KEY=VALUE`, with defaults and allowed values.', '', '```text', settingsHelp(), '```',
  ].join('\n');
}

/** The text of scripts/workbench/README.md. */
export function renderWorkbenchReadme(): string {
  return [
    ABOUT.trimEnd(), '', absentFunctions(), '', verbs(), '',
    '## What is emulated', '',
    'Members of each class: **exact** behave as Google\'s as far as it is known; **partial** differ as the table says; **absent** throw `not emulated`.', '',
    memberTableMarkdown(SERVICES), '',
  ].join('\n');
}
