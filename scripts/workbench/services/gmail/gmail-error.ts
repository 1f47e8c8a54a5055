/** Errors of the Gmail advanced service: GoogleJsonResponseException with Google's JSON in `details`. */
import { ServiceError } from '../../runtime/service';

/** What the service answers when it refuses. */
export type Refusal =
  | { readonly code: 400; readonly reason: 'invalidArgument' | 'failedPrecondition'; readonly text: string }
  | { readonly code: 403; readonly reason: 'delegationDenied' | 'insufficientPermissions'; readonly text: string }
  | { readonly code: 404; readonly reason: 'notFound'; readonly text: string }
  | { readonly code: 429; readonly reason: 'rateLimitExceeded'; readonly text: string };

/** The exception for a method such as `gmail.users.messages.send`. */
export function gmailError(method: string, refusal: Refusal): ServiceError {
  const details = {
    code: refusal.code,
    message: refusal.text,
    errors: [{ domain: refusal.code === 429 ? 'usageLimits' : 'global', reason: refusal.reason, message: refusal.text }],
  };
  return new ServiceError(`API call to ${method} failed with error: ${refusal.text}`, { details }, 'GoogleJsonResponseException');
}
