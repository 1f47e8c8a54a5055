/** Session (PLATFORM-FACTS §8.7). */
import { members, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { User } from '../base/user';
import { encodeBase64 } from '../utilities/base64';
import { encodeText } from '../utilities/bytes';
import { digest } from '../utilities/digest';

const KEY_LIFE_MS = 30 * 86_400_000;

export class Session extends ServiceObject implements GoogleAppsScript.Base.Session {
  static readonly interfaceName = 'Base.Session';
  static readonly service = 'Session';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['getActiveUser', 'getEffectiveUser', 'getUser'], { scopes: ['userinfo.email'] }),
    ...members('pure', 'exact', ['getActiveUserLocale', 'getScriptTimeZone', 'getTemporaryActiveUserKey', 'getTimeZone'], { scopes: [] }),
  };

  getActiveUser(): GoogleAppsScript.Base.User {
    return new User(this.execution, this.execution.activeUser?.email ?? '');
  }

  getActiveUserLocale(): string {
    return (this.execution.activeUser ?? this.execution.effectiveUser).language;
  }

  getEffectiveUser(): GoogleAppsScript.Base.User {
    return new User(this.execution, this.execution.effectiveUser.email);
  }

  getScriptTimeZone(): string {
    return this.execution.project.manifest.timeZone;
  }

  /** Deprecated by Google. */
  getTimeZone(): string {
    return this.getScriptTimeZone();
  }

  /** Deprecated by Google. */
  getUser(): GoogleAppsScript.Base.User {
    return this.getActiveUser();
  }

  /** The same text for one user and script during 30 days; tells nothing about the address. */
  getTemporaryActiveUserKey(): string {
    const { activeUser, effectiveUser, project } = this.execution;
    const period = Math.floor(this.execution.now() / KEY_LIFE_MS);
    return encodeBase64(digest('SHA_256', encodeText(`${project.id}|${(activeUser ?? effectiveUser).email}|${period}`)).subarray(0, 30), true);
  }
}

export const sessionModule: ServiceModule = { globals: { Session }, classes: [Session, User] };
