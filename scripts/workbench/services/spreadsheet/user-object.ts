/** E-mails of arguments that are a User or a text, and the User objects that the spreadsheet's sharing answers with. */
import { ServiceError, ServiceObject } from '../../runtime/service';

/** The e-mail of a `User` or of a text argument. */
export function emailOf(user: unknown): string {
  if (typeof user === 'string') {
    if (!/^[^\s@]+@[^\s@]+$/.test(user)) throw new ServiceError(`Invalid email: ${user}`);
    return user.toLowerCase();
  }
  if (user instanceof ServiceObject && typeof (user as { getEmail?: unknown }).getEmail === 'function') {
    return (user as ServiceObject & { getEmail(): string }).getEmail();
  }
  throw new ServiceError('Invalid argument: user');
}
