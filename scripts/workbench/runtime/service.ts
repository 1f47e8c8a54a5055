/** What a host-side service class is made of: its base class, its member table, enums, errors and answers that must be waited for. */
import type { Book, Engine } from '../engine/book';
import type { Execution } from './execution';

/**
 * What a member does, for counting, bans and the order of buffered writes.
 * - `navigate`: finds or describes an object or the grid's shape (getSheetByName, getRange, getDataRange, getName, getLastRow, canEdit, `SpreadsheetApp.getActive…`);
 *   reported, not counted; `drains: true` where the answer depends on buffered writes.
 * - `pure`: computes without the document (Utilities, builder setters, getters of values already read); reported, not counted.
 * - `read`: reads cells, formats, rules, properties, cache, mail …; counted; buffered writes are drained first.
 * - `write`: changes them; counted; forbidden in custom functions.
 * - `flush`: SpreadsheetApp.flush; counted; drains.
 * - `lock`: takes or frees a lock; counted.
 * - `send`: leaves the document (mail, fetch); counted; buffered writes stay buffered, as the platform does (a letter may be out and its mark lost).
 * - `ui`: menus, toasts, sidebars, dialogs; reported, not counted.
 * - `suspend`: alert and prompt: as `ui`, but the execution is suspended and loses its locks.
 * - `wait`: Utilities.sleep; reported, not counted.
 */
export type MemberKind = 'navigate' | 'pure' | 'read' | 'write' | 'flush' | 'lock' | 'send' | 'ui' | 'suspend' | 'wait';

/** The kinds that count as service calls in the sense of the call budget. */
export const COUNTED_KINDS: readonly MemberKind[] = ['read', 'write', 'flush', 'lock', 'send'];

/**
 * The kinds before which the dispatcher empties the queue of buffered writes and lets the engine settle: for members of Spreadsheet.* and Base.Ui only
 * (reading a property or sending a letter writes no cell). So a reading method finds recalculated cells and can be synchronous.
 */
export const DRAINING_KINDS: readonly MemberKind[] = ['read', 'flush', 'suspend'];

/** How far the member behaves as Google's: exactly, or with a difference said in words. */
export type Fidelity = 'exact' | { readonly partial: string };

export interface MemberEntry {
  readonly kind: MemberKind;
  readonly fidelity: Fidelity;
  /** Any one of these scopes is enough (full URLs or the part after `/auth/`); overrides the scopes of the service in policy.ts. `[]` = none needed. */
  readonly scopes?: readonly string[];
  /** The member reveals or uses personal data of the user: refused in AuthMode NONE, LIMITED and CUSTOM_FUNCTION. */
  readonly userData?: boolean;
  /** Overrides the rule of policy.ts for custom functions: may a custom function call this member? */
  readonly customFunction?: boolean;
  /** Overrides DRAINING_KINDS for this member. */
  readonly drains?: boolean;
  /** Virtual milliseconds one call takes; otherwise the host's latency of the kind. */
  readonly latencyMs?: number;
  /** The arguments are checked by the method itself, not by the signature table (for members Google checks loosely). */
  readonly looseArguments?: boolean;
}

/** Member name → entry. A member that is not listed throws `not emulated: Class.member`. */
export type MemberTable = Readonly<Record<string, MemberEntry>>;

/** Builds a member table: `members('read', 'exact', ['getValue', 'getValues'])`; join several with object spread. */
export function members(kind: MemberKind, fidelity: Fidelity, names: readonly string[], extra: Partial<MemberEntry> = {}): MemberTable {
  return Object.fromEntries(names.map((name) => [name, { kind, fidelity, ...extra }]));
}

/**
 * Base of every host-side service class. One instance belongs to one execution. Methods get real host values: Date, arrays, plain objects,
 * EnumValue for enums and ServiceObject for service objects; what they return is encoded and made again inside the script's realm.
 * `undefined` and `null` are kept apart; a method of Google's that returns void returns undefined here.
 * Subclasses must declare `static readonly interfaceName` and `static readonly members`.
 */
export abstract class ServiceObject {
  constructor(protected readonly execution: Execution) {}

  /** The execution this object was made for. */
  static executionOf(object: ServiceObject): Execution {
    return object.execution;
  }
}

/** A service class as the registry needs it. */
export interface ServiceClass {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each class has its own further constructor parameters
  new (execution: Execution, ...rest: any[]): ServiceObject;
  /** Qualified name inside namespace GoogleAppsScript: 'Spreadsheet.Range', 'Base.Blob', 'Gmail.Collection.Users.MessagesCollection'. */
  readonly interfaceName: string;
  readonly members: MemberTable;
  /**
   * The global symbol of the service the class belongs to ('SpreadsheetApp', 'GmailApp', 'Utilities' …), used in error texts, scopes and counts.
   * When absent it follows from the namespace of interfaceName (see policy.ts SERVICE_OF_NAMESPACE).
   */
  readonly service?: string;
}

/**
 * Fixed places (node.ts and the page's entry import them):
 * - scripts/workbench/services/spreadsheet/module.ts exports `spreadsheetModule: ServiceModule`;
 * - scripts/workbench/services/module.ts exports `serviceModule: ServiceModule` (all other services);
 * - scripts/workbench/services/guest-extensions.ts exports `guestExtensions: readonly GuestExtension[]` (guest/extension.ts).
 *
 * What a folder of services offers: the roots by global symbol (constructed with only the execution) and every other class, for the member table. */
export interface ServiceModule {
  /** Called once for each workbench made with the module. */
  readonly started?: (engine: Engine) => void;
  /** Called when a person made a copy of a spreadsheet: what the services keep with it now belongs to him. */
  readonly bookCopied?: (book: Book, userEmail: string) => void;
  readonly globals: Readonly<Record<string, ServiceClass>>;
  readonly classes: readonly ServiceClass[];
  /** Advanced services ('Gmail'): visible only when the manifest enables them under this symbol or another. serviceId → root class. */
  readonly advanced?: Readonly<Record<string, ServiceClass>>;
}

/** A value of a Google enum on the host. Inside the script it is the member object itself: String(e) and JSON give the name. */
export class EnumValue {
  private static readonly interned = new Map<string, EnumValue>();

  private constructor(
    /** Qualified enum: 'Spreadsheet.BorderStyle'. */
    readonly enumName: string,
    /** Member: 'SOLID'. */
    readonly name: string,
  ) {}

  /** The one value of that name: values may be compared with ===. */
  static of(enumName: string, name: string): EnumValue {
    const key = `${enumName}.${name}`;
    let value = EnumValue.interned.get(key);
    if (!value) {
      value = new EnumValue(enumName, name);
      EnumValue.interned.set(key, value);
    }
    return value;
  }

  toString(): string {
    return this.name;
  }

  toJSON(): string {
    return this.name;
  }
}

/**
 * An enum member typed as Google types it: `enumMember<GoogleAppsScript.Spreadsheet.WrapStrategy>('Spreadsheet.WrapStrategy', 'CLIP')`.
 * Google's declarations are ambient, so the value at run time is an EnumValue.
 */
export function enumMember<T>(enumName: string, name: string): T {
  return EnumValue.of(enumName, name) as unknown as T;
}

/** The member name of an enum argument ('SOLID'); null for null, undefined and anything that is no enum. */
export function enumNameOf(value: unknown): string | null {
  return value instanceof EnumValue ? value.name : null;
}

/** An error of a service: inside the script an Error of its own realm named `Exception` with exactly this message. */
export class ServiceError extends Error {
  override readonly name = 'Exception';

  constructor(
    message: string,
    /** Further properties the script sees on the error (GoogleJsonResponseException: `details`). */
    readonly details: Readonly<Record<string, unknown>> = {},
    /** The name the script sees, where it is not `Exception`. */
    readonly scriptName: string = 'Exception',
  ) {
    super(message);
  }
}

/**
 * The answer of a method that has to wait: typed as the value, really the promise. The dispatcher awaits every thenable a method returns.
 * A ServiceError the promise rejects with reaches the script like one thrown.
 */
export function pending<T>(promise: Promise<T>): T {
  return promise as unknown as T;
}
