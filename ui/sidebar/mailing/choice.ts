/** What is chosen for a new mailing: when the view opens, and as the request that goes to the server. */
import type { AudienceOption, MailingHome, MailingRequest } from '../../../src/contract/mailing-views';

/** How many get no letter, so that the mailing can be measured against them. */
export type HoldOut = 'none' | 'tenth' | 'own';

/** Template, audience and hold-out of the mailing being made. `ownPercent` is as typed. */
export interface Choice {
  readonly templateKey: string;
  readonly audience: string;
  readonly holdOut: HoldOut;
  readonly ownPercent: string;
}

const NOTHING_HELD = { holdOut: 'none', ownPercent: '20' } as const;
/** Above half there would be fewer letters than clients without one. */
const MOST_PERCENT = 50;

/** The first good template and the audience asked for; otherwise what was chosen before; otherwise the first audience that can be written to. */
export function composeChoices(view: Pick<MailingHome, 'templates'>, audiences: readonly AudienceOption[], asked: string | null, before: Choice | null = null): Choice {
  const kept = view.templates.find((one) => one.key === before?.templateKey);
  const template = kept ?? view.templates.find((one) => one.ok) ?? view.templates[0];
  const audience = audiences.find((one) => one.expression === (asked ?? before?.audience)) ?? audiences.find((one) => one.withEmail > 0) ?? audiences[0];
  const { holdOut, ownPercent } = before ?? NOTHING_HELD;
  return { templateKey: template?.key ?? '', audience: audience?.expression ?? '', holdOut, ownPercent };
}

/** The share held out, 0 … 0.5, or null when what was typed is none. A service letter is held back from nobody. */
export function holdOutShare({ holdOut, ownPercent }: Pick<Choice, 'holdOut' | 'ownPercent'>): number | null {
  if (holdOut === 'none') return 0;
  if (holdOut === 'tenth') return 0.1;
  const typed = ownPercent.trim().replace(',', '.').replace(/\s*%$/, '');
  const percent = /^\d{1,2}(\.\d+)?$/.test(typed) ? Number(typed) : NaN;
  return percent > 0 && percent <= MOST_PERCENT ? percent / 100 : null;
}

/** The request of a choice, or null while its share cannot be read. */
export function requestOf(choice: Choice, isMarketing: boolean): MailingRequest | null {
  const share = isMarketing ? holdOutShare(choice) : 0;
  const { templateKey, audience } = choice;
  if (share === null) return null;
  return share === 0 ? { templateKey, audience } : { templateKey, audience, holdOutShare: share };
}

let remembered: Choice | null = null;

/** Keeps a choice while the page lives, so that the way to the check and back loses nothing. */
export function rememberChoice(choice: Choice): void {
  remembered = choice;
}

/** The choice kept, or null. */
export function rememberedChoice(): Choice | null {
  return remembered;
}
