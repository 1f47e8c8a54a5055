/** What is chosen for a new mailing when the view opens, from what there is and what was asked for. */
import type { AudienceOption, MailingHome, MailingRequest } from '../../../src/contract/mailing-views';

/** Template and audience of the mailing being made. */
export type Choice = MailingRequest;

/** The first good template and the audience asked for; otherwise the first audience that can be written to. */
export function composeChoices(view: Pick<MailingHome, 'templates'>, audiences: readonly AudienceOption[], asked: string | null): Choice {
  const template = view.templates.find((one) => one.ok) ?? view.templates[0];
  const audience = audiences.find((one) => one.expression === asked) ?? audiences.find((one) => one.withEmail > 0) ?? audiences[0];
  return { templateKey: template?.key ?? '', audience: audience?.expression ?? '' };
}
