/** The hourly trigger of this person: made once, from a click, and told from a forged call by its unique id. */
import type { Triggers } from '../domain/ports';
import { PropertyStore } from './property-store';

const ID_KEY = 'trigger.id';

/** A person's store is one for all his spreadsheets, a trigger belongs to one of them. */
function idKey(): string {
  return `${ID_KEY}.${SpreadsheetApp.getActiveSpreadsheet().getId()}`;
}

/** Counted calls: triggers and 1 property each. */
export class HourlyTrigger implements Triggers {
  private readonly store = new PropertyStore('user');

  constructor(private readonly functionName: string) {}

  ensureHourly(): string {
    const present = this.find();
    const trigger = present ?? ScriptApp.newTrigger(this.functionName).timeBased().everyHours(1).create();
    const id = trigger.getUniqueId();
    this.store.set(idKey(), id);
    return id;
  }

  removeHourly(): void {
    const present = this.find();
    if (present !== undefined) ScriptApp.deleteTrigger(present);
    this.store.remove(idKey());
  }

  isGone(): boolean {
    return this.expectedId() !== null && this.find() === undefined;
  }

  /** The id given out at creation, or null. */
  expectedId(): string | null {
    return this.store.get(idKey());
  }

  private find(): GoogleAppsScript.Script.Trigger | undefined {
    return ScriptApp.getProjectTriggers().find((trigger) => trigger.getHandlerFunction() === this.functionName);
  }
}
