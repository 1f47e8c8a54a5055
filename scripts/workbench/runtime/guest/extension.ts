/**
 * The registration point for code of services that must run inside the script's realm (HtmlTemplate evaluates scriptlets there).
 * The guest imports `guestExtensions: readonly GuestExtension[]` from scripts/workbench/services/guest-extensions.ts; that file and what it imports
 * is bundled into the guest, so it may use nothing of the host and no global but the language.
 */

/** What an extension gets from the guest runtime. */
export interface GuestTools {
  /** Calls a member of a service object of the host: `call(handleObject, 'getRawContent', [])`. */
  call(target: object, member: string, args: readonly unknown[]): unknown;
  /** Throws inside the script an `Exception` with this message. */
  fail(message: string): never;
  /** The script's global object, for evaluating generated code in global scope. */
  readonly global: object;
  /** Indirect eval of the script's realm. */
  evaluate(code: string): unknown;
}

export interface GuestExtension {
  /** Interface whose proxies are extended: 'HTML.HtmlTemplate'. */
  readonly interfaceName: string;
  /**
   * Own methods that replace the generated ones: name → function with the proxy as first argument.
   * They run inside the script's realm and cost no service call of their own.
   */
  readonly methods: Readonly<Record<string, (tools: GuestTools, self: object, args: readonly unknown[]) => unknown>>;
  /** true: scripts may set further properties on the object (`template.data = …`); they stay inside the realm, readable by Object.keys(self). */
  readonly open?: boolean;
}
