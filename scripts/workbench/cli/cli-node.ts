/** The command line of the workbench: finds the verb, runs it, turns bad use and bad input into one line. */
import { verb as cleanVerb } from './clean';
import { execVerb } from './exec-node';
import { formulaVerb } from './formula-node';
import { verb as mailVerb } from './mail';
import { verb as segmentVerb } from './segment';
import { verb as importVerb } from './import';
import { verb as undoVerb } from './undo';
import { ProjectError } from '../runtime/script-source';
import { InputError, UsageError, type Verb, type VerbContext } from './verb';

/** The verbs in the order of the overview. */
export const VERBS: readonly Verb[] = [segmentVerb, cleanVerb, importVerb, mailVerb, undoVerb, formulaVerb, execVerb];

/** Runs `args` (verb first). Returns the exit code: 0 done, 1 bad input or failure, 2 wrong use. */
export async function main(args: readonly string[], output: Partial<Omit<VerbContext, 'args'>> = {}, verbs: readonly Verb[] = VERBS): Promise<number> {
  const [name, ...rest] = args;
  const context: VerbContext = {
    args: rest,
    cwd: output.cwd ?? process.cwd(),
    write: output.write ?? ((text) => void process.stdout.write(text)),
    writeError: output.writeError ?? ((text) => void process.stderr.write(text)),
  };
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    context.write(overview(verbs));
    return name === undefined ? 2 : 0;
  }
  const verb = verbs.find((candidate) => candidate.name === name);
  if (!verb) {
    context.writeError(`Unknown verb "${name}". Verbs: ${verbs.map((candidate) => candidate.name).join(', ')}. See --help.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    context.write(`${verb.help.trimEnd()}\n`);
    return 0;
  }
  try {
    return await verb.run(context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.writeError(`${verb.name}: ${error.message} See ${verb.name} --help.\n`);
      return 2;
    }
    const message = error instanceof Error ? error.message : String(error);
    context.writeError(`${verb.name}: ${error instanceof InputError || error instanceof ProjectError ? message : `unexpected failure: ${message}`}\n`);
    return 1;
  }
}

function overview(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length));
  const lines = verbs.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`);
  return `Usage: npm run -s workbench -- VERB …\n\n${lines.join('\n')}\n\nVERB --help tells more.\n`;
}
