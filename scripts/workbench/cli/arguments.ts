/** Arguments of a verb: positional words and options with or without a value. */
import { UsageError } from './verb';

export interface ParsedArguments {
  readonly words: readonly string[];
  /** Last value of an option, undefined when it is absent. */
  option(name: string): string | undefined;
  /** All values of an option that may be repeated. */
  options(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Parses; throws UsageError for an unknown option, a missing value, or a wrong number of words. */
export function parseArguments(
  args: readonly string[], rules: { readonly words: readonly string[]; readonly options?: readonly string[]; readonly flags?: readonly string[] },
): ParsedArguments {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const [, name, inline] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    if (name === undefined) words.push(arg);
    else if (rules.flags?.includes(name) === true) flags.add(name);
    else if (rules.options?.includes(name) === true) {
      const value = inline ?? args[(index += 1)];
      if (value === undefined) throw new UsageError(`Option --${name} needs a value.`);
      values.set(name, [...(values.get(name) ?? []), value]);
    } else throw new UsageError(`Unknown option --${name}.`);
  }
  if (words.length < rules.words.length) throw new UsageError(`${rules.words[words.length] ?? ''} is missing.`);
  if (words.length > rules.words.length) throw new UsageError(`"${words[rules.words.length] ?? ''}" is one argument too many.`);
  return { words, option: (name) => values.get(name)?.at(-1), options: (name) => values.get(name) ?? [], flag: (name) => flags.has(name) };
}
