/** ScriptApp's trigger builders and Trigger: they fill a NewTrigger for the host's registry, which enforces the limits (PLATFORM-FACTS §1.3, §4.4). */
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import type { ClockSchedule, InstalledTrigger } from '../../runtime/triggers';
import { instantOf } from '../utilities/zone';

type GoogleTrigger = GoogleAppsScript.Script.Trigger;
type GoogleClockBuilder = GoogleAppsScript.Script.ClockTriggerBuilder;
type GoogleSheetBuilder = GoogleAppsScript.Script.SpreadsheetTriggerBuilder;

const MINUTE_STEPS = [1, 5, 10, 15, 30];

export class Trigger extends ServiceObject implements GoogleTrigger {
  static readonly interfaceName = 'Script.Trigger';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = members(
    'pure', 'exact', ['getEventType', 'getHandlerFunction', 'getTriggerSource', 'getTriggerSourceId', 'getUniqueId'],
  );

  constructor(
    execution: Execution,
    private readonly trigger: InstalledTrigger,
  ) {
    super(execution);
  }

  getEventType(): GoogleAppsScript.Script.EventType {
    return enumMember('Script.EventType', this.trigger.eventType);
  }

  getHandlerFunction(): string {
    return this.trigger.functionName;
  }

  getTriggerSource(): GoogleAppsScript.Script.TriggerSource {
    return enumMember('Script.TriggerSource', this.trigger.source);
  }

  /** Id of the document, null for clock triggers. */
  getTriggerSourceId(): string {
    return (this.trigger.source === 'CLOCK' ? null : this.trigger.bookId) as string;
  }

  getUniqueId(): string {
    return this.trigger.id;
  }
}

function install(
  execution: Execution,
  trigger: Pick<InstalledTrigger, 'functionName' | 'eventType' | 'source' | 'bookId' | 'schedule' | 'timeZone'>,
): GoogleTrigger {
  const { host, project, effectiveUser } = execution;
  const installed = host.triggers.add(
    { projectId: project.id, userEmail: effectiveUser.email, ...trigger },
    execution.now(), host.newId(), project.form === 'addon',
  );
  return new Trigger(execution, installed);
}

export class TriggerBuilder
  extends ServiceObject
  implements Pick<GoogleAppsScript.Script.TriggerBuilder, 'forSpreadsheet' | 'timeBased'>
{
  static readonly interfaceName = 'Script.TriggerBuilder';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = members('pure', 'exact', ['forSpreadsheet', 'timeBased']);

  constructor(
    execution: Execution,
    private readonly functionName: string,
  ) {
    super(execution);
  }

  forSpreadsheet(sheet: GoogleAppsScript.Spreadsheet.Spreadsheet | string): GoogleSheetBuilder {
    return new SpreadsheetTriggerBuilder(this.execution, this.functionName, typeof sheet === 'string' ? sheet : sheet.getId()) as unknown as GoogleSheetBuilder;
  }

  timeBased(): GoogleClockBuilder {
    return new ClockTriggerBuilder(this.execution, this.functionName);
  }
}

export class SpreadsheetTriggerBuilder
  extends ServiceObject
  implements Pick<GoogleSheetBuilder, 'create' | 'onChange' | 'onEdit' | 'onOpen'>
{
  static readonly interfaceName = 'Script.SpreadsheetTriggerBuilder';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['onChange', 'onEdit', 'onOpen']),
    ...members('write', 'exact', ['create'], { drains: false }),
  };

  private eventType: string | null = null;

  constructor(
    execution: Execution,
    private readonly functionName: string,
    private readonly bookId: string,
  ) {
    super(execution);
  }

  onChange(): GoogleSheetBuilder {
    return this.on('ON_CHANGE');
  }

  onEdit(): GoogleSheetBuilder {
    return this.on('ON_EDIT');
  }

  onOpen(): GoogleSheetBuilder {
    return this.on('ON_OPEN');
  }

  create(): GoogleTrigger {
    if (this.eventType === null) throw new ServiceError('The event type must be set before the trigger can be created.');
    return install(this.execution, {
      functionName: this.functionName, eventType: this.eventType, source: 'SPREADSHEETS', bookId: this.bookId, schedule: null,
      timeZone: this.execution.project.manifest.timeZone,
    });
  }

  private on(eventType: string): GoogleSheetBuilder {
    this.eventType = eventType;
    return this as unknown as GoogleSheetBuilder;
  }
}

export class ClockTriggerBuilder extends ServiceObject implements GoogleClockBuilder {
  static readonly interfaceName = 'Script.ClockTriggerBuilder';
  static readonly service = 'ScriptApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', [
      'after', 'at', 'atDate', 'atHour', 'everyDays', 'everyHours', 'everyMinutes', 'everyWeeks', 'inTimezone', 'nearMinute', 'onMonthDay', 'onWeekDay',
    ]),
    ...members('write', 'exact', ['create'], { drains: false }),
  };

  private frequency: { readonly every: 'minutes' | 'hours' | 'days' | 'weeks'; readonly count: number } | null = null;
  private onceMs: number | null = null;
  private onceDate: { readonly year: number; readonly month: number; readonly day: number } | null = null;
  private weekDay: string | null = null;
  private monthDay: number | null = null;
  private hour: number | null = null;
  private minute: number | null = null;
  private timeZone: string;

  constructor(
    execution: Execution,
    private readonly functionName: string,
  ) {
    super(execution);
    this.timeZone = execution.project.manifest.timeZone;
  }

  after(durationMilliseconds: number): GoogleClockBuilder {
    this.onceMs = this.execution.now() + durationMilliseconds;
    return this;
  }

  at(date: GoogleAppsScript.Base.Date): GoogleClockBuilder {
    this.onceMs = date.getTime();
    return this;
  }

  atDate(year: number, month: number, day: number): GoogleClockBuilder {
    this.onceDate = { year, month, day };
    return this;
  }

  atHour(hour: number): GoogleClockBuilder {
    inRange(hour, 0, 23, 'hour');
    this.hour = hour;
    return this;
  }

  everyDays(n: number): GoogleClockBuilder {
    return this.every('days', n);
  }

  everyHours(n: number): GoogleClockBuilder {
    return this.every('hours', n);
  }

  everyMinutes(n: number): GoogleClockBuilder {
    if (!MINUTE_STEPS.includes(n)) throw new ServiceError('The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.');
    return this.every('minutes', n);
  }

  everyWeeks(n: number): GoogleClockBuilder {
    return this.every('weeks', n);
  }

  inTimezone(timezone: string): GoogleClockBuilder {
    this.timeZone = timezone;
    return this;
  }

  nearMinute(minute: number): GoogleClockBuilder {
    inRange(minute, 0, 59, 'minute');
    this.minute = minute;
    return this;
  }

  onMonthDay(day: number): GoogleClockBuilder {
    inRange(day, 1, 31, 'day');
    this.monthDay = day;
    return this;
  }

  onWeekDay(day: GoogleAppsScript.Base.Weekday): GoogleClockBuilder {
    this.weekDay = enumNameOf(day);
    return this;
  }

  create(): GoogleTrigger {
    return install(this.execution, {
      functionName: this.functionName, eventType: 'CLOCK', source: 'CLOCK', bookId: this.execution.active?.bookId ?? null,
      schedule: this.schedule(), timeZone: this.timeZone,
    });
  }

  private every(every: 'minutes' | 'hours' | 'days' | 'weeks', count: number): GoogleClockBuilder {
    if (!Number.isInteger(count) || count < 1) throw new ServiceError('Invalid argument: n');
    this.frequency = { every, count };
    return this;
  }

  private schedule(): ClockSchedule {
    const { hour, minute } = this;
    if (this.onceMs !== null) return { every: 'once', atMs: this.onceMs };
    if (this.onceDate !== null) {
      const wall = { ...this.onceDate, hour: hour ?? 0, minute: minute ?? 0, second: 0, millisecond: 0 };
      return { every: 'once', atMs: instantOf(this.timeZone, wall) };
    }
    if (this.monthDay !== null) return { every: 'month', monthDay: this.monthDay, hour, minute };
    const count = this.frequency?.count ?? 1;
    if (this.weekDay !== null) return { every: 'weeks', count: this.frequency?.every === 'weeks' ? count : 1, weekDay: this.weekDay, hour, minute };
    switch (this.frequency?.every) {
      case 'minutes': return { every: 'minutes', count };
      case 'hours': return { every: 'hours', count };
      case 'weeks': return { every: 'weeks', count, weekDay: 'MONDAY', hour, minute };
      case 'days': return { every: 'days', count, hour, minute };
      default:
        if (hour !== null) return { every: 'days', count: 1, hour, minute };
        throw new ServiceError('Please select the trigger frequency before creating the trigger.');
    }
  }
}

function inRange(value: number, from: number, to: number, parameter: string): void {
  if (!Number.isInteger(value) || value < from || value > to) throw new ServiceError(`Invalid argument: ${parameter}. Should be between ${from} and ${to}.`);
}
