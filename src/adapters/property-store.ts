/** Stores of small texts over PropertiesService. */
import type { Store } from '../domain/ports';

/** Each method is 1 counted call. */
export class PropertyStore implements Store {
  constructor(private readonly scope: 'document' | 'script' | 'user') {}

  get(key: string): string | null {
    return this.properties().getProperty(key);
  }

  set(key: string, value: string): void {
    this.properties().setProperty(key, value);
  }

  setAll(entries: Readonly<Record<string, string>>): void {
    this.properties().setProperties({ ...entries }, false);
  }

  remove(key: string): void {
    this.properties().deleteProperty(key);
  }

  all(prefix: string): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const [key, value] of Object.entries(this.properties().getProperties())) if (key.startsWith(prefix)) found[key] = value;
    return found;
  }

  private properties(): GoogleAppsScript.Properties.Properties {
    if (this.scope === 'script') return PropertiesService.getScriptProperties();
    if (this.scope === 'user') return PropertiesService.getUserProperties();
    const properties = PropertiesService.getDocumentProperties();
    if (properties === null) throw new Error('There is no document here.');
    return properties;
  }
}
