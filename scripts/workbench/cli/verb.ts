/** What a verb of the command line is. */

export interface VerbContext {
  /** Arguments after the verb. */
  readonly args: readonly string[];
  /** Folder the caller stands in; paths are relative to it. */
  readonly cwd: string;
  write(text: string): void;
  writeError(text: string): void;
}

export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** Full text of `VERB --help`. */
  readonly help: string;
  /** Returns the exit code. A UsageError becomes one clear line and exit code 2, an InputError the same with exit code 1. */
  run(context: VerbContext): Promise<number>;
}

/** The command was written wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the command was given is unusable (file missing, empty, not what it claims). */
export class InputError extends Error {
  override readonly name = 'InputError';
}
