/** Event objects of triggers, made inside the execution that gets them. */
import type { Rect } from '../engine/values';
import type { RunningExecution } from './running-execution';
import { EnumValue } from './service';
import { timeZone } from './time-zone';
import type { InstalledTrigger } from './triggers';

type SpreadsheetApp = GoogleAppsScript.Spreadsheet.SpreadsheetApp;

export interface EditDetails {
  readonly sheetId: number;
  readonly rect: Rect;
  readonly oldValues?: readonly (readonly unknown[])[];
  readonly newValues?: readonly (readonly unknown[])[];
}

/** Fields every event has: mode, and for installed triggers their id. */
function common(execution: RunningExecution, trigger: InstalledTrigger | null): Record<string, unknown> {
  return { authMode: EnumValue.of('Script.AuthMode', execution.authMode), ...(trigger ? { triggerUid: trigger.id } : {}) };
}

async function source(execution: RunningExecution): Promise<Record<string, unknown>> {
  const app = execution.root('SpreadsheetApp') as unknown as SpreadsheetApp | undefined;
  if (!app || execution.authMode === 'NONE') return {};
  return { source: await settled(app.getActiveSpreadsheet()) };
}

async function person(execution: RunningExecution): Promise<Record<string, unknown>> {
  const session = execution.root('Session') as unknown as GoogleAppsScript.Base.Session | undefined;
  return session ? { user: await settled(session.getActiveUser()) } : {};
}

/** Event of onOpen and open triggers. */
export async function openEvent(execution: RunningExecution, trigger: InstalledTrigger | null): Promise<readonly unknown[]> {
  return [{ ...common(execution, trigger), ...(await source(execution)), ...(await person(execution)) }];
}

/** Event of onEdit and edit triggers: `value` and `oldValue` only for one cell. */
export async function editEvent(execution: RunningExecution, trigger: InstalledTrigger | null, edit: EditDetails): Promise<readonly unknown[]> {
  const app = execution.root('SpreadsheetApp') as unknown as SpreadsheetApp | undefined;
  const spreadsheet = app ? await settled(app.getActiveSpreadsheet()) : null;
  const { row, column, rowCount, columnCount } = edit.rect;
  const sheets = spreadsheet ? await settled(spreadsheet.getSheets()) : [];
  const sheet = sheets.find((candidate) => candidate.getSheetId() === edit.sheetId);
  const range: unknown = sheet ? await settled(sheet.getRange(row + 1, column + 1, rowCount, columnCount)) : undefined;
  const single = rowCount === 1 && columnCount === 1;
  const value = edit.newValues?.[0]?.[0];
  const oldValue = edit.oldValues?.[0]?.[0];
  return [{
    ...common(execution, trigger),
    ...(spreadsheet ? { source: spreadsheet } : {}),
    ...(range === undefined ? {} : { range }),
    ...(await person(execution)),
    ...(single && value !== null && value !== undefined && value !== '' ? { value: textOf(value) } : {}),
    ...(single && oldValue !== null && oldValue !== undefined && oldValue !== '' ? { oldValue: textOf(oldValue) } : {}),
  }];
}

/** Event of onSelectionChange: what is selected when it runs. */
export async function selectionEvent(execution: RunningExecution): Promise<readonly unknown[]> {
  const app = execution.root('SpreadsheetApp') as unknown as SpreadsheetApp | undefined;
  const range: unknown = app ? await settled(app.getActiveRange()) : undefined;
  return [{ ...common(execution, null), ...(await source(execution)), ...(range === undefined ? {} : { range }), ...(await person(execution)) }];
}

/** Event of change triggers. */
export async function changeEvent(execution: RunningExecution, trigger: InstalledTrigger, changeType: string): Promise<readonly unknown[]> {
  return [{ ...common(execution, trigger), changeType, ...(await source(execution)), ...(await person(execution)) }];
}

/** Event of clock triggers: fields in the trigger's zone. */
export function clockEvent(execution: RunningExecution, trigger: InstalledTrigger): Promise<readonly unknown[]> {
  const local = new Date(timeZone(trigger.timeZone).toLocal(execution.now()));
  const yearStart = Date.UTC(local.getUTCFullYear(), 0, 1);
  const dayOfYear = Math.floor((local.getTime() - yearStart) / 86_400_000);
  return Promise.resolve([{
    ...common(execution, trigger),
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    'day-of-month': local.getUTCDate(),
    'day-of-week': ((local.getUTCDay() + 6) % 7) + 1,
    'week-of-year': Math.floor((dayOfYear + new Date(yearStart).getUTCDay()) / 7) + 1,
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    timezone: trigger.timeZone,
  }]);
}

/** The value of a service method that may be pending. */
function settled<T>(value: T): Promise<T> {
  return Promise.resolve(value);
}

function textOf(value: unknown): string {
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}
