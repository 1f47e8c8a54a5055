/** What was typed about an automation while its audience is made in the builder: the way back finds it again. */
import type { TypedAutomation } from './draft';

let kept: { readonly key: string; readonly typed: TypedAutomation } | null = null;

/** Keeps what was typed. @param key the automation's key, '' for a new one */
export function keepTyped(key: string, typed: TypedAutomation): void {
  kept = { key, typed };
}

/** Gives the kept automation the rule that was made; the rule for everyone is none. */
export function giveAudience(expression: string): void {
  if (kept !== null) kept = { ...kept, typed: { ...kept.typed, audience: expression === 'all' ? '' : expression } };
}

/** What was kept of this automation, once; of another one it is dropped. */
export function takeTyped(key: string): TypedAutomation | null {
  const typed = kept?.key === key ? kept.typed : null;
  kept = null;
  return typed;
}
