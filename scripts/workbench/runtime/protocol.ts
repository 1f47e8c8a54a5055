/** The messages between the guest in a script's realm and the host. */

/** What the guest must know of a class to make its proxies. */
export interface ClassDescription {
  /** Short name for String(object) and error texts: 'Range'. */
  readonly name: string;
  readonly methods: readonly string[];
  /** Property → qualified enum. */
  readonly enums: Readonly<Record<string, string>>;
  /** Properties read from the host: sub-collections of advanced services, constants. */
  readonly properties: readonly string[];
}

/** Classes and enums by qualified name that the guest has not seen yet. */
export interface Descriptions {
  readonly classes?: Readonly<Record<string, ClassDescription>>;
  readonly enums?: Readonly<Record<string, readonly string[]>>;
}

export interface BootData {
  /** Function to call; null = only evaluate the files. */
  readonly functionName: string | null;
  /** Packed arguments. */
  readonly args: readonly unknown[];
  readonly timeZone: string;
  readonly nowMs: number;
  readonly seed: number;
  /** Global symbol → qualified class. */
  readonly globals: Readonly<Record<string, string>>;
  readonly descriptions: Descriptions;
  /** Function names a page may call; null = any function may be called. */
  readonly callable: readonly string[] | null;
}

/** Service objects are numbered; roots go by their global symbol. */
export type HandleId = number | string;

export interface CallMessage {
  readonly target: HandleId;
  readonly member: string;
  /** Packed arguments; absent for reading a property. */
  readonly args?: readonly unknown[];
  /** Virtual milliseconds the script spent since the last call (reading the clock takes a microsecond). */
  readonly spentMs: number;
}

export interface FailureMessage {
  readonly name: string;
  readonly message: string;
  /** Packed further properties of the error. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AnswerMessage {
  /** Packed value; absent when the call failed. */
  readonly value?: unknown;
  readonly failure?: FailureMessage;
  readonly descriptions?: Descriptions;
  readonly nowMs: number;
}

/** How the execution ended by itself. */
export interface DoneMessage {
  /** Packed result. */
  readonly value?: unknown;
  readonly failure?: { readonly name: string; readonly message: string; readonly stack: string };
  readonly spentMs: number;
}

export interface LogMessage {
  readonly severity: 'debug' | 'info' | 'warning' | 'error';
  readonly text: string;
}

/** What the worker gives the guest. Functions of the worker's own realm: the guest never hands them on. */
export interface GuestBridge {
  /** Synchronous call: CallMessage text → AnswerMessage text. */
  call(text: string): string;
  /** LogMessage text, not answered. */
  log(text: string): void;
  /** DoneMessage text. */
  done(text: string): void;
}

/** What the guest gives the worker. */
export interface Guest {
  /** Calls the function after the script files were evaluated. */
  run(): void;
  /** Ends the execution because a file failed to compile or run. */
  fail(error: unknown): void;
}
