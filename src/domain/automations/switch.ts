/** Whether the automation of a planned mailing is still on: what is switched off, in its cell or on the page, keeps its letters from leaving. */
import type { AutomationKind } from '../../core/automations/automation';
import type { Base } from '../base';
import type { MailingPlan } from '../mailing/send-log';
import type { AutomationsRead } from './automations-tab';
import { readAutomations } from './automations-tab';

/** An automation as its row stands. */
export interface AutomationSwitch {
  readonly on: boolean;
  /** Null where the row is gone or cannot be read. */
  readonly kind: AutomationKind | null;
}

/** What was read once for an open base is not read again: an execution sees one state of the switches. */
const READ = new WeakMap<Base, { readonly read: AutomationsRead | null }>();

/**
 * The switch of the automation that planned a mailing; null for a person's mailing. Of a row that is gone, or of which a cell cannot be read, nothing
 * leaves either: the dispatcher treats it so. 0 counted calls for a person's mailing, else 1 the first time for an open base.
 */
export function automationSwitch(base: Base, plan: Pick<MailingPlan, 'automation'>): AutomationSwitch | null {
  if (plan.automation === '') return null;
  const known = READ.get(base) ?? { read: readAutomations(base) };
  READ.set(base, known);
  const automation = known.read?.rows.find(({ key }) => key === plan.automation)?.automation ?? null;
  return { on: automation?.on === true, kind: automation?.kind ?? null };
}
