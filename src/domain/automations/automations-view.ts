/** The automations view: the list, why nothing goes out, what one automation would send today, and its edits. */
import type { AutomationChoice, AutomationDraft, AutomationPreview, AutomationPreviewRow, AutomationRow, AutomationsRun, AutomationsView, StandstillReason } from '../../contract/automation-views';
import type { Automation } from '../../core/automations/automation';
import { parseIsoDay } from '../../core/calendar';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { formatDay } from '../../core/language/format';
import type { Language } from '../../core/language/language';
import { isSegmentKey, lifecycleName, segmentName, SEGMENT_KEYS } from '../../core/language/names';
import { LIFECYCLE_STAGES } from '../../core/lifecycle';
import { isDateCell } from '../../core/table/cell';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import type { MailingData } from '../mailing/mailing-data';
import { openMailing } from '../mailing/mailing-data';
import { reasonText } from '../mailing/preflight-draft';
import { compile, fieldValues } from '../mailing/templates';
import { isChecked, readWebapp } from '../mailing/unsubscribe';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import { causeText, whenText } from './automation-words';
import type { AutomationsRead, StoredAutomation } from './automations-tab';
import { placed, readAutomations, soundAutomations } from './automations-tab';
import { ClientEvents } from './client-events';
import type { DispatchReport } from './dispatch';
import { dispatch } from './dispatch';
import type { DispatcherState } from './dispatcher-state';
import { readDispatcher } from './dispatcher-state';
import type { DueLetters, RunningAutomation } from './due-letters';
import { dueLetters, readiness } from './due-letters';

/** Longest list of clients in what would go out today. */
const MOST_ROWS = 100;
const HOUR_MS = 3_600_000;
/** The hourly run may be late, but not for so long. */
const SILENT_RUN_MS = 26 * HOUR_MS;

/** The view opened: what mailings are made of, the tab, the dispatcher. */
export interface OpenedAutomations {
  readonly mailing: MailingData;
  readonly read: AutomationsRead;
  readonly state: DispatcherState;
}

/**
 * The list. A base made earlier gets its tab with the starters now. 9 to 16 counted calls beside the making of the tab.
 * @param hasTrigger whether the hourly run of the person at the keyboard is switched on
 */
export function viewAutomations(ports: Ports, hasTrigger = true): Outcome<AutomationsView | null> {
  const opened = openAutomations(ports);
  return opened.value === null ? outcome(null, opened.issues) : outcome(viewOf(opened.value, hasTrigger));
}

/** Opens everything; a missing tab is made under the lock. */
export function openAutomations(ports: Ports): Outcome<OpenedAutomations | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const state = readDispatcher(ports.documentStore);
  const read = readAutomations(mailing.base);
  if (read !== null) return outcome({ mailing, read, state });
  const made = underLock(ports, () => {
    const sound = soundAutomations(mailing.base, mailing.templates.map(({ key }) => key));
    mailing.base.saveState();
    return outcome(sound);
  });
  return made.value === null ? outcome(null, made.issues) : outcome({ mailing, read: made.value, state });
}

/** The view of what was opened. */
export function viewOf({ mailing, read, state }: OpenedAutomations, hasTrigger = true): AutomationsView {
  const { base, data, templates } = mailing;
  const { ports, language } = base;
  const todayDay = data.todayDay;
  const webapp = readWebapp(ports.scriptStore);
  const events = new ClientEvents(base, data);
  const rows = read.rows.map((row) => rowOf(mailing, read, row, row.automation?.on === true ? dueLetters(mailing, webapp, events, running(row.automation, state, todayDay), todayDay, null) : null));
  const email = ports.person.email();
  return {
    rows,
    today: rows.reduce((sum, row) => sum + row.today, 0),
    owner: state.owner,
    isMine: state.owner !== '' && state.owner === email,
    lastRunText: state.lastRunMs === 0 ? say(language, 'automation.notRan') : say(language, 'automation.ran', { time: momentText(ports.clock.timestamp(state.lastRunMs), language, todayDay) }),
    standstill: standstill(base, state, isChecked(webapp), rows.some(({ on }) => on), hasTrigger),
    templates: templates.map(({ key, title }) => ({ value: key, label: title })),
    dateColumns: dateColumns(data.clients),
    classes: classChoices(mailing, language),
    issues: issueViews([...mailing.issues, ...(state.fault === '' ? [] : [issue('automation.fault', { detail: state.fault })])], language),
  };
}

/** What an automation would send today if it were on. Reads only. Counted calls as the list. */
export function previewAutomation(ports: Ports, key: string): Outcome<AutomationPreview | null> {
  const opened = openAutomations(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const { mailing, read, state } = opened.value;
  const row = read.rows.find((one) => one.key === key);
  if (row === undefined) return outcome(null, [issue('automation.missing', { key })]);
  if (row.automation === null) return outcome(null, row.issues);
  const { base, data } = mailing;
  const automation = running(row.automation, state, data.todayDay);
  const due = dueLetters(mailing, readWebapp(ports.scriptStore), new ClientEvents(base, data), automation, data.todayDay, null);
  const rows = previewRows(mailing, automation, due);
  return outcome({
    key,
    title: row.title,
    go: rows.filter(({ go }) => go).length,
    skip: rows.filter(({ go }) => !go).length,
    rows: [...rows.filter(({ go }) => go), ...rows.filter(({ go }) => !go)].slice(0, MOST_ROWS),
    issues: issueViews(due.issues.map((one) => placed(base, read.table, row.rowIndex, one)), base.language),
  });
}

/** A run by a click: the same as the hourly one. The letters planned leave with the next run of mailings. */
export function runAutomations(ports: Ports): Outcome<AutomationsRun | null> {
  const report = dispatch(ports);
  const language = languageOf(ports);
  const refusal = refusalIssue(report, ports);
  if (refusal !== null) return outcome(null, [refusal]);
  const parts = [report.planned === 0 ? say(language, 'automation.run.nothing') : say(language, 'automation.run.planned', { count: report.planned })];
  if (report.missed > 0) parts.push(say(language, 'automation.run.missed', { count: report.missed }));
  return outcome({ planned: report.planned, missed: report.missed, mailingIds: report.mailingIds, text: parts.join(' '), issues: issueViews(report.issues, language) });
}

/** True when automations that are on do not run as they should: the home view says so. 1 counted call, 3 for the dispatcher's owner. */
export function automationsStandStill(base: Base): boolean {
  const { ports } = base;
  const state = readDispatcher(ports.documentStore);
  if (state.owner === '' || base.copied || Object.keys(state.days).length === 0) return false;
  const isSilent = state.lastRunMs > 0 && ports.clock.now() - state.lastRunMs > SILENT_RUN_MS;
  return state.fault !== '' || isSilent || (state.owner === ports.person.email() && ports.triggers.isGone());
}

function languageOf(ports: Ports): Language {
  return openMailing(ports, false).value?.base.language ?? 'en';
}

function refusalIssue({ refused, issues }: DispatchReport, ports: Ports): Issue | null {
  switch (refused) {
    case 'copy': return issue('base.copied');
    case 'other-owner': return issue('automation.otherOwner', { owner: readDispatcher(ports.documentStore).owner });
    case 'no-email': return issue('scope.missing', { scope: 'userinfo.email' });
    case 'no-base': return issues[0] ?? issue('base.missing');
    case 'lock': return issue('lock.busy');
    case 'no-owner':
    case 'nothing-on':
    case null: return null;
  }
}

/** An automation with its first day: that of its switch, or today for one that is off. */
export function running(automation: Automation, { days }: DispatcherState, todayDay: number): RunningAutomation {
  return { ...automation, sinceDay: automation.on ? (days[automation.key]?.since ?? todayDay) : todayDay };
}

function rowOf(mailing: MailingData, { table }: AutomationsRead, row: StoredAutomation, due: DueLetters | null): AutomationRow {
  const { base, data } = mailing;
  const { language } = base;
  const { automation, result } = row;
  const today = due === null ? 0 : goingToday(due, data.todayDay);
  const found = automation === null ? row.issues : [...row.issues, ...[...(due?.issues ?? notReady(mailing, automation)), ...seriesOverCap(mailing, automation)].map((one) => placed(base, table, row.rowIndex, one))];
  return {
    key: row.key,
    title: row.title,
    on: automation?.on === true,
    whenText: automation === null ? '' : whenText(automation, language),
    nextText: automation?.on === true ? nextText(result.next_run, today, data.todayDay, language) : '',
    lastText: result.last_run === '' ? '' : say(language, 'automation.last', { time: momentText(result.last_run, language, data.todayDay) }),
    resultText: result.last_result,
    today,
    draft: automation === null ? null : draftOf(automation),
    issues: issueViews(found, language),
  };
}

/** A series of which the cap on letters would swallow the last ones. */
function seriesOverCap({ base, templates }: MailingData, { steps }: Automation): readonly Issue[] {
  const { 'mailing.capLetters': cap, 'mailing.capDays': days } = base.settings;
  const marketing = steps.filter(({ templateKey }) => templates.find(({ key }) => key === templateKey)?.kind === 'marketing');
  const letters = Math.max(0, ...marketing.map((first) => marketing.filter((step) => step.days >= first.days && step.days < first.days + days).length));
  return letters > cap ? [issue('automation.capShort', { letters, days, cap }, { columnName: 'template' })] : [];
}

/** What would keep an automation that is off from sending, but for the page, which is told above the list. */
function notReady(mailing: MailingData, automation: Automation): readonly Issue[] {
  return readiness(mailing, readWebapp(mailing.base.ports.scriptStore), automation).issues.filter(({ code }) => code !== 'mailing.unsubscribeAddressMissing');
}

/** `2026-03-05 10:04` as people write it: "5 March, 10:04"; anything else comes back as it stands. */
function momentText(timestamp: string, language: Language, todayDay: number): string {
  const day = parseIsoDay(timestamp.slice(0, 10));
  return day === undefined ? timestamp : `${formatDay(day, language, todayDay)}, ${timestamp.slice(11, 16)}`;
}

function nextText(next: string, today: number, todayDay: number, language: Language): string {
  if (today > 0) return say(language, 'automation.next.today');
  const day = parseIsoDay(next);
  if (next === '' || (day !== undefined && day <= todayDay)) return '';
  return day === undefined ? say(language, 'automation.next.none') : say(language, 'automation.next.day', { day: formatDay(day, language, todayDay) });
}

/** Letters that would leave today, also those that wait for their hour. */
export function goingToday({ steps }: DueLetters, todayDay: number): number {
  return steps.reduce((sum, { letters }) => sum + letters.filter(({ goes, isLate, leavesOnDay }) => goes && !isLate && (leavesOnDay ?? todayDay) <= todayDay).length, 0);
}

function previewRows(mailing: MailingData, automation: RunningAutomation, due: DueLetters): AutomationPreviewRow[] {
  const { base, data } = mailing;
  const { language } = base;
  const line = (one: DueLetters['waiting'][number]): Omit<AutomationPreviewRow, 'subject' | 'go' | 'reason'> => ({
    clientId: one.client.record.client,
    name: cellText(clientCell(data.clients, one.client.record, 'name')),
    email: cellText(clientCell(data.clients, one.client.record, 'email')),
    cause: causeText(automation, one.occurrence, language, data.todayDay),
  });
  const rows = due.steps.flatMap(({ template, letters, due: clients }) => {
    const compiled = compile(template, data.clients).value;
    return letters.flatMap((letter, index): AutomationPreviewRow[] => {
      const one = clients[index];
      if (one === undefined) return [];
      const subject = compiled === null ? '' : compiled.render(fieldValues(base, data.clients, one.client.record, letter.order ?? '')).subject;
      const reason = letter.isLate ? say(language, 'automation.reason.late') : letter.reason === undefined ? '' : reasonText(letter.reason, language);
      return [{ ...line(one), subject, go: letter.goes && !letter.isLate, reason }];
    });
  });
  return [...rows, ...due.waiting.map((one): AutomationPreviewRow => ({ ...line(one), subject: '', go: false, reason: say(language, 'automation.reason.sameDay') }))];
}

function standstill(base: Base, state: DispatcherState, isPageChecked: boolean, isAnyOn: boolean, hasTrigger: boolean): StandstillReason[] {
  const { ports, language } = base;
  const email = ports.person.email();
  const reason = (code: StandstillReason['code'], doable: StandstillReason['doable'], values: Readonly<Record<string, string>> = {}): StandstillReason => ({ code, doable, text: say(language, `automation.stand.${code}`, values) });
  if (base.copied) return [reason('copy', 'none')];
  const reasons: StandstillReason[] = [];
  if (email === '') reasons.push(reason('no-email', 'none'));
  if (!isPageChecked) reasons.push(reason('page-unchecked', 'check-page'));
  if (!isAnyOn) return reasons;
  if (state.owner === '') reasons.push(reason('no-owner', 'take-over'));
  else if (state.owner !== email) reasons.push(reason('other-owner', 'take-over', { owner: state.owner }));
  else if (!hasTrigger) reasons.push(reason('trigger-off', 'take-over'));
  else if (ports.triggers.isGone()) reasons.push(reason('trigger-gone', 'take-over'));
  const isSilent = state.lastRunMs > 0 && ports.clock.now() - state.lastRunMs > SILENT_RUN_MS;
  if (isSilent) reasons.push(reason('not-run-lately', 'none', { time: momentText(ports.clock.timestamp(state.lastRunMs), language, ports.clock.dayOf(ports.clock.now())) }));
  return reasons;
}

/** The automation as the page edits it. */
export function draftOf(automation: Automation): AutomationDraft {
  const { key, kind, title, audience, steps, start, change, column, hour, repeat, sunset, holdOutShare } = automation;
  return {
    key, kind, title, audience, start, change, column, hour, sunset,
    steps: steps.map(({ templateKey, days }) => ({ templateKey, days })),
    repeat: typeof repeat === 'number' ? 'days' : repeat,
    repeatDays: typeof repeat === 'number' ? repeat : 0,
    holdOutPercent: Math.round(holdOutShare * 100),
  };
}

/** Columns of Clients that hold a date in one of the first rows; the birthday has a kind of its own. */
function dateColumns({ table }: ClientsRead): AutomationChoice[] {
  const birthday = table.columns.get('birthday');
  return table.titles.flatMap((title, index): AutomationChoice[] => {
    const hasDate = title !== '' && index !== birthday && table.rows.slice(1, 1_001).some((row) => isDateCell(row[index]));
    return hasDate ? [{ value: title, label: title }] : [];
  });
}

function classChoices({ data }: MailingData, language: Language): AutomationsView['classes'] {
  const letters = (all: readonly string[]): AutomationChoice[] => all.map((value) => ({ value, label: value }));
  const own = [...new Set(data.listed.map(({ figures }) => figures.segment))].filter((segment) => segment !== '' && !isSegmentKey(segment));
  return {
    segment: [...SEGMENT_KEYS.map((value) => ({ value, label: segmentName(value, language) })), ...letters(own)],
    abc: letters(['A', 'B', 'C']),
    xyz: letters(['X', 'Y', 'Z', 'N']),
    lifecycle: LIFECYCLE_STAGES.map((value) => ({ value, label: lifecycleName(value, language) })),
  };
}
