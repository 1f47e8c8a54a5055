/** User: what Session tells of an account. */
import type { Execution } from '../../runtime/execution';
import { members, ServiceObject, type MemberTable } from '../../runtime/service';

export class User extends ServiceObject implements GoogleAppsScript.Base.User {
  static readonly interfaceName = 'Base.User';
  static readonly service = '';
  static readonly members: MemberTable = members('pure', 'exact', ['getEmail', 'getUserLoginId', 'toString'], { scopes: [] });

  constructor(
    execution: Execution,
    private readonly email: string,
  ) {
    super(execution);
  }

  /** '' where Google does not tell. */
  getEmail(): string {
    return this.email;
  }

  /** Deprecated by Google: the address. */
  getUserLoginId(): string {
    return this.email;
  }

  override toString(): string {
    return this.email;
  }
}
