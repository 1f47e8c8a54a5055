/** What is typed about an automation, and the automation it stands for. */
import type { AutomationDraft, AutomationKind } from '../../../src/contract/automation-views';

/** Numbers stay as typed until they are saved. */
export interface TypedAutomation extends Omit<AutomationDraft, 'steps' | 'hour' | 'repeatDays' | 'sunset' | 'holdOutPercent'> {
  readonly steps: readonly { readonly templateKey: string; readonly days: string }[];
  readonly hour: string;
  readonly repeatDays: string;
  readonly sunset: string;
  readonly holdOutPercent: string;
}

/** Kinds in the order in which they are offered. */
export const KINDS: readonly AutomationKind[] = ['win_back', 'birthday', 'welcome', 'after_order', 'survey', 'class_changed', 'date'];

const USUAL_DAYS: Readonly<Record<AutomationKind, string>> = { birthday: '0', welcome: '0', after_order: '3', win_back: '0', class_changed: '0', survey: '30', date: '-3' };

/** A new automation of a kind; what was typed already stays. */
export function newAutomation(kind: AutomationKind, typed?: TypedAutomation): TypedAutomation {
  const steps = (typed?.steps ?? [{ templateKey: '', days: '' }]).map(({ templateKey }, index) => ({ templateKey, days: index === 0 ? USUAL_DAYS[kind] : String(index * 5) }));
  return {
    key: '', kind, title: typed?.title ?? '', audience: typed?.audience ?? '', steps, start: 'first_order', change: { by: 'segment', from: '', to: 'at_risk' }, column: typed?.column ?? '',
    hour: '10', repeat: kind === 'survey' ? 'days' : kind === 'welcome' ? 'once' : 'each', repeatDays: kind === 'survey' ? '180' : '90', sunset: '2', holdOutPercent: '0',
  };
}

/** An automation as it is edited. */
export function typedOf(draft: AutomationDraft): TypedAutomation {
  return {
    ...draft,
    steps: draft.steps.map(({ templateKey, days }) => ({ templateKey, days: String(days) })),
    hour: String(draft.hour), repeatDays: String(draft.repeatDays === 0 ? 90 : draft.repeatDays), sunset: String(draft.sunset), holdOutPercent: String(draft.holdOutPercent),
  };
}

/** Whether a kind may write before its event. */
export const canBeEarly = (kind: AutomationKind): boolean => kind === 'birthday' || kind === 'date';

/** The ways of repeating that mean something for a kind. */
export function repeatsOf(kind: AutomationKind): readonly AutomationDraft['repeat'][] {
  if (kind === 'welcome') return [];
  if (kind === 'win_back') return ['each', 'days'];
  return canBeEarly(kind) ? ['each', 'once'] : ['each', 'once', 'days'];
}

/** A whole number within limits, or null. A minus may be typed as a dash. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const cleaned = text.trim().replace(/[−–]/g, '-');
  if (!/^-?\d+$/.test(cleaned)) return null;
  const value = Number(cleaned);
  return value >= least && value <= most ? value : null;
}

/** Limits of what is typed. */
export const LIMITS = { days: 3_650, attempts: 100, percent: 100 } as const;

/** The automation that was typed, or null while a number is wrong. */
export function draftOfTyped(typed: TypedAutomation): AutomationDraft | null {
  const least = canBeEarly(typed.kind) ? -LIMITS.days : 0;
  const steps = typed.steps.map(({ templateKey, days }) => ({ templateKey, days: wholeNumber(days, least, LIMITS.days) }));
  const hour = wholeNumber(typed.hour, 0, 23);
  const repeatDays = typed.repeat === 'days' ? wholeNumber(typed.repeatDays, 1, LIMITS.days) : 0;
  const sunset = typed.kind === 'win_back' && typed.repeat === 'days' ? wholeNumber(typed.sunset, 1, LIMITS.attempts) : 2;
  const holdOutPercent = wholeNumber(typed.holdOutPercent, 0, LIMITS.percent);
  if (hour === null || repeatDays === null || sunset === null || holdOutPercent === null) return null;
  const whole = steps.flatMap(({ templateKey, days }) => (days === null ? [] : [{ templateKey, days }]));
  return whole.length < steps.length ? null : { ...typed, steps: whole, hour, repeatDays, sunset, holdOutPercent };
}
