/** PropertiesService and Properties. */
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { looseText, requireArguments } from '../base/argument-check';
import { PROPERTIES_SLOT, writeProperties } from './store';

type GoogleProperties = GoogleAppsScript.Properties.Properties;

export class Properties extends ServiceObject implements GoogleProperties {
  static readonly interfaceName = 'Properties.Properties';
  static readonly service = 'PropertiesService';
  static readonly members: MemberTable = {
    ...members('read', 'exact', ['getKeys', 'getProperties', 'getProperty']),
    ...members('write', 'exact', ['deleteAllProperties', 'deleteProperty', 'setProperties'], { customFunction: true }),
    ...members('write', { partial: 'a number is written as "1.0"; Google writes "1" in some cases' }, ['setProperty'], { customFunction: true, looseArguments: true }),
  };

  constructor(
    execution: Execution,
    private readonly storeKey: string,
    private readonly writable: boolean,
  ) {
    super(execution);
  }

  deleteAllProperties(): GoogleProperties {
    this.change((store) => store.clear());
    return this;
  }

  deleteProperty(key: string): GoogleProperties {
    this.change((store) => store.delete(key));
    return this;
  }

  getKeys(): string[] {
    return [...this.read().keys()];
  }

  getProperties(): Record<string, string> {
    return Object.fromEntries(this.read());
  }

  getProperty(key: string): string | null {
    return this.read().get(key) ?? null;
  }

  setProperties(properties: Record<string, unknown>, deleteAllOthers = false): GoogleProperties {
    const entries = Object.entries(properties).map(([key, value]) => [key, looseText(value) ?? String(value)] as const);
    this.change((store) => writeProperties(store, entries, deleteAllOthers));
    return this;
  }

  setProperty(key: string, value: string): GoogleProperties {
    const text = looseText(value);
    requireArguments(typeof key === 'string' && text !== null, [key, value], 'PropertiesService.Properties.setProperty');
    this.change((store) => writeProperties(store, [[key, text ?? '']], false));
    return this;
  }

  private charge(): Map<string, string> {
    const { host, effectiveUser } = this.execution;
    host.chargeQuota('properties', effectiveUser.email, 1);
    const stores = host.state(PROPERTIES_SLOT);
    let store = stores.get(this.storeKey);
    if (store === undefined) {
      store = new Map();
      stores.set(this.storeKey, store);
    }
    return store;
  }

  private read(): ReadonlyMap<string, string> {
    return this.charge();
  }

  private change(action: (store: Map<string, string>) => void): void {
    if (!this.writable) throw new ServiceError('You do not have permission to perform that action.');
    action(this.charge());
  }
}

export class PropertiesService extends ServiceObject implements Pick<GoogleAppsScript.Properties.PropertiesService, 'getScriptProperties' | 'getUserProperties'> {
  static readonly interfaceName = 'Properties.PropertiesService';
  static readonly service = 'PropertiesService';
  static readonly members: MemberTable = members('navigate', 'exact', ['getDocumentProperties', 'getScriptProperties', 'getUserProperties']);

  /** null where no document contains the script (PLATFORM-FACTS §8.6). */
  getDocumentProperties(): GoogleProperties | null {
    const { active, project } = this.execution;
    if (active === null || project.form === 'standalone') return null;
    return new Properties(this.execution, `${project.id}|document|${active.bookId}`, true);
  }

  getScriptProperties(): GoogleProperties {
    return new Properties(this.execution, `${this.execution.project.id}|script`, true);
  }

  /** In a custom function the store of the document's owner, which only he may write (PLATFORM-FACTS §2.5). */
  getUserProperties(): GoogleProperties {
    const { kind, project, effectiveUser } = this.execution;
    const email = kind === 'customFunction' ? project.ownerEmail : effectiveUser.email;
    return new Properties(this.execution, `${project.id}|user|${email}`, email === effectiveUser.email);
  }
}

export const propertiesModule: ServiceModule = { globals: { PropertiesService }, classes: [PropertiesService, Properties] };
