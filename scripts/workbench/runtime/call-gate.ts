/** May this execution call this member? Modes, the custom-function sandbox, scopes; refusals in the platform's words. */
import type { Execution } from './execution';
import { refusal, satisfies, scopesOf, serviceOfInterface } from './policy';
import { ServiceError, type MemberEntry, type ServiceClass } from './service';
import { displayName } from './signature';

/** Names of a member for texts and counts. */
export interface MemberName {
  readonly service: string;
  /** 'SpreadsheetApp.Range.setValue' */
  readonly display: string;
}

export function memberName(serviceClass: ServiceClass, member: string): MemberName {
  return { service: serviceOfInterface(serviceClass.interfaceName, serviceClass.service), display: `${displayName(serviceClass)}.${member}` };
}

/** Throws the refusal, if any. */
export function checkAllowed(execution: Execution, serviceClass: ServiceClass, member: string, entry: MemberEntry): void {
  const { service, display } = memberName(serviceClass, member);
  const policyName = display.replace(/^\w+\.(?=(?:Ui|Menu|User)\.)/, '');
  const needed = scopesOf(service, policyName, entry.scopes);
  const isWrite = entry.kind === 'write' || entry.kind === 'send';
  switch (refusal(execution.authMode, service, policyName, isWrite, entry.userData === true, entry.customFunction)) {
    case 'service':
      throw new ServiceError(`You do not have permission to call ${service || displayName(serviceClass)} service.`);
    case 'permission':
      throw new ServiceError(`You do not have permission to call ${shortName(execution, display, policyName, member)}${needed.length > 0 && execution.authMode !== 'CUSTOM_FUNCTION' ? `. Required permissions: ${list(needed)}` : ''}`);
    case null:
      break;
  }
  if (execution.authMode !== 'FULL') return;
  if (satisfies(execution.host.grantedScopes(execution.project.id, execution.effectiveUser.email), needed)) return;
  if (isAdvanced(serviceClass)) {
    throw new ServiceError(`API call to ${apiName(serviceClass)}.${member} failed with error: Request had insufficient authentication scopes.`, {}, 'GoogleJsonResponseException');
  }
  throw new ServiceError(`Specified permissions are not sufficient to call ${policyName}. Required permissions: ${list(needed)}`);
}

/** A custom function hears only the bare name of a method of an object. */
function shortName(execution: Execution, display: string, policyName: string, member: string): string {
  return execution.authMode === 'CUSTOM_FUNCTION' && display.split('.').length > 2 ? member : policyName;
}

function list(scopes: readonly string[]): string {
  return scopes.length > 1 ? `(${scopes.join(' || ')})` : scopes.join('');
}

function isAdvanced(serviceClass: ServiceClass): boolean {
  return serviceClass.interfaceName.includes('.Collection.') || !serviceClass.interfaceName.includes('.');
}

/** 'Gmail.Collection.Users.MessagesCollection' → 'gmail.users.messages'. */
function apiName(serviceClass: ServiceClass): string {
  return serviceClass.interfaceName.split('.').filter((part) => part !== 'Collection').map((part) => part.replace(/Collection$/, '').toLowerCase()).join('.');
}
