/** Custom functions: cell values to arguments, results to cell values, failures to the texts of error cells. */
import type { CustomFunctionArgument, CustomFunctionOutput, CustomFunctionResult, CustomFunctionValue } from '../engine/values';
import { timeZone, type TimeZone } from './time-zone';
import type { ExecutionRecord, ScriptFailure } from './workbench';

const DAY_MS = 86_400_000;
/** Serial day of 1970-01-01. */
const EPOCH_SERIAL = 25_569;

/** Dates become instants of the spreadsheet's zone. */
export function argumentsOf(args: readonly CustomFunctionArgument[], zoneName: string): unknown[] {
  const zone = timeZone(zoneName);
  const one = (value: CustomFunctionValue): unknown => (typeof value === 'object' ? new Date(instantOf(value.dateSerial, zone)) : value);
  return args.map((arg) => (Array.isArray(arg) ? (arg as readonly (readonly CustomFunctionValue[])[]).map((row) => row.map(one)) : arg === undefined ? undefined : one(arg as CustomFunctionValue)));
}

function instantOf(serial: number, zone: TimeZone): number {
  return zone.toInstant(Math.round((serial - EPOCH_SERIAL) * DAY_MS));
}

/** Outcome of the execution as the engine takes it. */
export function resultOf(record: ExecutionRecord, zoneName: string, scriptNames: readonly string[]): CustomFunctionResult {
  if (record.error) return { error: errorText(record.error, scriptNames) };
  if (record.state !== 'finished') return { error: 'Internal error executing the custom function.' };
  const zone = timeZone(zoneName);
  const { result } = record;
  if (!Array.isArray(result)) return { value: outputOf(result, zone) };
  return { value: result.map((row: unknown) => (Array.isArray(row) ? row.map((cell) => outputOf(cell, zone)) : [outputOf(row, zone)])) };
}

function outputOf(value: unknown, zone: TimeZone): CustomFunctionOutput {
  if (value === null || value === undefined) return null;
  // The engine shows a number that is none as #NUM!.
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return { dateSerial: zone.toLocal(value.getTime()) / DAY_MS + EPOCH_SERIAL };
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- an object in a cell is shown as its text
  return String(value);
}

/** `Error: msg (line N).` */
function errorText(error: ScriptFailure, scriptNames: readonly string[]): string {
  if (error.message === 'Exceeded maximum execution time') return `${error.message} (line 0).`;
  const prefix = error.name === '' ? '' : `${error.name}: `;
  const line = lineOf(error.stack, scriptNames);
  return `${prefix}${error.message}${line === null ? '' : ` (line ${line}).`}`;
}

/** First line of the stack that lies in a file of the script. */
function lineOf(stack: string, scriptNames: readonly string[]): number | null {
  for (const frame of stack.split('\n')) {
    const match = /(?:\(|at |@)([^()\s]+):(\d+):\d+\)?$/.exec(frame.trim());
    if (match?.[1] !== undefined && scriptNames.includes(match[1])) return Number(match[2]);
  }
  return null;
}
