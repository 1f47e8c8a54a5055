/** ScriptApp: triggers, authorisation, the web app's address (PLATFORM-FACTS §4, §5, §7). */
import type { Execution } from '../../runtime/execution';
import { enumMember, members, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { scopeUrl } from '../../runtime/policy';
import type { InstalledTrigger } from '../../runtime/triggers';
import { ClockTriggerBuilder, SpreadsheetTriggerBuilder, Trigger, TriggerBuilder } from './trigger-builders';

type GoogleScriptApp = GoogleAppsScript.Script.ScriptApp;
type AuthMode = GoogleAppsScript.Script.AuthMode;
type GoogleTrigger = GoogleAppsScript.Script.Trigger;

export class AuthorizationInfo extends ServiceObject implements GoogleAppsScript.Script.AuthorizationInfo {
  static readonly interfaceName = 'Script.AuthorizationInfo';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['getAuthorizationStatus']),
    ...members('pure', { partial: 'a made-up address' }, ['getAuthorizationUrl']),
  };

  constructor(
    execution: Execution,
    private readonly missing: readonly string[],
  ) {
    super(execution);
  }

  getAuthorizationStatus(): GoogleAppsScript.Script.AuthorizationStatus {
    return enumMember('Script.AuthorizationStatus', this.missing.length > 0 ? 'REQUIRED' : 'NOT_REQUIRED');
  }

  /** null when nothing is missing. */
  getAuthorizationUrl(): string {
    if (this.missing.length === 0) return null as unknown as string;
    return `https://script.google.com/macros/d/${this.execution.project.id}/authorize?scope=${encodeURIComponent(this.missing.join(' '))}`;
  }
}

export class Service extends ServiceObject implements Pick<GoogleAppsScript.Script.Service, 'getUrl' | 'isEnabled'> {
  static readonly interfaceName = 'Script.Service';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = members('pure', 'exact', ['getUrl', 'isEnabled']);

  /** The /exec address; '' while nothing is deployed. */
  getUrl(): string {
    return this.execution.project.webAppUrl ?? '';
  }

  isEnabled(): boolean {
    return this.execution.project.webAppUrl !== null;
  }
}

type Emulated =
  | 'deleteTrigger' | 'getAuthorizationInfo' | 'getInstallationSource' | 'getProjectTriggers' | 'getScriptId' | 'getService' | 'getUserTriggers' | 'newTrigger'
  | 'requireAllScopes' | 'requireScopes';

export class ScriptApp extends ServiceObject implements Pick<GoogleScriptApp, Emulated> {
  static readonly interfaceName = 'Script.ScriptApp';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['getAuthorizationInfo'], { looseArguments: true }),
    ...members('pure', 'exact', ['getScriptId', 'getService', 'newTrigger']),
    ...members('pure', { partial: 'always NONE: the host has no marketplace' }, ['getInstallationSource']),
    ...members('pure', { partial: 'a missing permission throws; Google shows its consent page instead and ends the execution' }, ['requireAllScopes', 'requireScopes']),
    ...members('read', 'exact', ['getProjectTriggers', 'getUserTriggers'], { drains: false }),
    ...members('write', 'exact', ['deleteTrigger']),
  };

  deleteTrigger(trigger: GoogleTrigger): void {
    this.execution.host.triggers.remove(trigger.getUniqueId());
  }

  /** Looks at all scopes of the manifest, or at the listed ones (second argument). */
  getAuthorizationInfo(_authMode: AuthMode, oAuthScopes?: readonly string[]): GoogleAppsScript.Script.AuthorizationInfo {
    return new AuthorizationInfo(this.execution, this.missingScopes(oAuthScopes ?? null));
  }

  getInstallationSource(): GoogleAppsScript.Script.InstallationSource {
    return enumMember('Script.InstallationSource', 'NONE');
  }

  /** Triggers of this user and project. */
  getProjectTriggers(): GoogleTrigger[] {
    return this.triggers(() => true);
  }

  getScriptId(): string {
    return this.execution.project.id;
  }

  getService(): GoogleAppsScript.Script.Service {
    return new Service(this.execution) as unknown as GoogleAppsScript.Script.Service;
  }

  /** Triggers of this user in the document. */
  getUserTriggers(document: unknown): GoogleTrigger[] {
    const bookId = (document as GoogleAppsScript.Spreadsheet.Spreadsheet).getId();
    return this.triggers((trigger) => trigger.bookId === bookId);
  }

  newTrigger(functionName: string): GoogleAppsScript.Script.TriggerBuilder {
    return new TriggerBuilder(this.execution, functionName) as unknown as GoogleAppsScript.Script.TriggerBuilder;
  }

  requireAllScopes(_authMode: AuthMode): void {
    this.requireNone(this.missingScopes(null));
  }

  requireScopes(_authMode: AuthMode, oAuthScopes: string[]): void {
    this.requireNone(this.missingScopes(oAuthScopes));
  }

  private requireNone(missing: readonly string[]): void {
    if (missing.length > 0) throw new ServiceError('Authorization is required to perform that action. Please run the script again to authorize it.');
  }

  private missingScopes(asked: readonly string[] | null): string[] {
    const { host, project, effectiveUser } = this.execution;
    const granted = host.grantedScopes(project.id, effectiveUser.email);
    return (asked ?? project.manifest.oauthScopes ?? []).map(scopeUrl).filter((scope) => !granted.includes(scope));
  }

  private triggers(wanted: (trigger: InstalledTrigger) => boolean): GoogleTrigger[] {
    const { host, project, effectiveUser } = this.execution;
    return host.triggers.all
      .filter((trigger) => trigger.projectId === project.id && trigger.userEmail === effectiveUser.email && wanted(trigger))
      .map((trigger) => new Trigger(this.execution, trigger));
  }
}

export const scriptModule: ServiceModule = {
  globals: { ScriptApp },
  classes: [ScriptApp, AuthorizationInfo, Service, Trigger, TriggerBuilder, SpreadsheetTriggerBuilder, ClockTriggerBuilder],
};
