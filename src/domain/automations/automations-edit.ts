/** What the owner does with automations on the page: edits one, switches it, becomes the one for whom they run. */
import type { AutomationDraft, AutomationsView } from '../../contract/automation-views';
import type { Automation } from '../../core/automations/automation';
import { automationCells, readAutomation } from '../../core/automations/automation-cells';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import { selectClients } from '../client-list';
import type { MailingData } from '../mailing/mailing-data';
import { readWebapp } from '../mailing/unsubscribe';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import type { OpenedAutomations } from './automations-view';
import { openAutomations, viewOf } from './automations-view';
import type { AutomationsRead, StoredAutomation } from './automations-tab';
import { readAutomations, writeRows, writeSwitch } from './automations-tab';
import { keepDispatcher, readDispatcher } from './dispatcher-state';
import { readiness } from './due-letters';

/** Writes an automation into its row, or a new one below the last; nothing is written when it makes no sense. A new one is off. Not limited where the tab is made; else the list's calls, 3 for the lock and 4. */
export function saveAutomation(ports: Ports, draft: AutomationDraft): Outcome<AutomationsView | null> {
  return changed(ports, ({ mailing, read }) => {
    const { base } = mailing;
    const row = draft.key === '' ? undefined : read.rows.find(({ key }) => key === draft.key);
    if (draft.key !== '' && row === undefined) return [issue('automation.missing', { key: draft.key })];
    const automation = automationOf(draft, draft.key === '' ? freeKey(draft, read) : draft.key, row?.automation?.on === true);
    const issues = draftIssues(mailing, automation);
    if (hasError(issues)) return issues;
    const rowIndex = row?.rowIndex ?? Math.max(1, read.table.rows.length);
    const refusal = protectedIssue(mailing, read, rowIndex);
    if (refusal !== null) return [refusal];
    writeRows(base, read.table, [{ rowIndex, automation }]);
    return [];
  });
}

/**
 * Switches an automation. Who switches on the first one becomes the dispatcher's owner, with an hourly trigger of his; where there is one already, it
 * runs for him. While it is off, what it planned does not leave (see `automationSwitch`). Counted calls: as saving, 1 for the cell, 1 for the dispatcher,
 * those of the trigger.
 */
export function switchAutomation(ports: Ports, key: string, on: boolean): Outcome<AutomationsView | null> {
  return changed(ports, ({ mailing, read, state }) => {
    const row = read.rows.find((one) => one.key === key);
    if (row === undefined) return [issue('automation.missing', { key })];
    if (row.automation === null) return row.issues;
    const refusal = protectedIssue(mailing, read, row.rowIndex) ?? (on ? cannotRun(mailing, row) : null);
    if (refusal !== null) return [refusal];
    const { [key]: _former, ...others } = state.days;
    if (!on) {
      writeSwitch(mailing.base, read.table, row.rowIndex, { ...row.automation, on });
      keepDispatcher(ports.documentStore, { days: others });
      return [];
    }
    const email = ports.person.email();
    const owner = state.owner === '' ? email : state.owner;
    if (owner === email) ports.triggers.ensureHourly();
    // The first one switched on begins with the log as it stands.
    const fresh = Object.keys(others).length === 0 ? { logSize: mailing.log.size, fault: '' } : {};
    keepDispatcher(ports.documentStore, { owner, days: { ...others, [key]: { since: mailing.data.todayDay, ran: 0 } }, ...fresh });
    // The cell comes last: nothing runs before it is known since when and for whom.
    writeSwitch(mailing.base, read.table, row.rowIndex, { ...row.automation, on });
    return [];
  });
}

/** The person at the keyboard becomes the dispatcher's owner; the former one's trigger does nothing from then on. */
export function takeOverAutomations(ports: Ports): Outcome<AutomationsView | null> {
  return changed(ports, ({ mailing }) => {
    const email = ports.person.email();
    if (mailing.base.copied) return [issue('base.copied')];
    if (email === '') return [issue('scope.missing', { scope: 'userinfo.email' })];
    ports.triggers.ensureHourly();
    keepDispatcher(ports.documentStore, { owner: email, fault: '' });
    return [];
  });
}

/** Opens, works under the lock, and shows what stands afterwards; errors leave everything as it was. */
function changed(ports: Ports, work: (opened: OpenedAutomations) => readonly Issue[]): Outcome<AutomationsView | null> {
  const before = openAutomations(ports);
  if (before.value === null) return outcome(null, before.issues);
  const { mailing } = before.value;
  return underLock(ports, () => {
    const read = readAutomations(mailing.base);
    if (read === null) return outcome(null, [issue('tab.missing', { tab: 'automations' })]);
    const issues = work({ mailing, read, state: readDispatcher(ports.documentStore) });
    if (hasError(issues)) return outcome(null, issues);
    ports.book.flush();
    const after = readAutomations(mailing.base) ?? read;
    return outcome(viewOf({ mailing, read: after, state: readDispatcher(ports.documentStore) }));
  });
}

function automationOf(draft: AutomationDraft, key: string, on: boolean): Automation {
  const { kind, title, audience, steps, start, change, column, hour, repeat, repeatDays, sunset, holdOutPercent } = draft;
  return {
    key, kind, title: title.trim() === '' ? key : title.trim(), audience: audience.trim(), start, change, column: column.trim(), hour,
    steps: [...steps].filter(({ templateKey }) => templateKey !== '').sort((a, b) => a.days - b.days),
    repeat: repeat === 'days' ? repeatDays : repeat, sunset, holdOutShare: holdOutPercent / 100, on,
  };
}

/** What the row would say wrong, and what the base does not have. The same reading as of a typed row. */
function draftIssues(mailing: MailingData, automation: Automation): readonly Issue[] {
  const { base } = mailing;
  const read = readAutomation(automationCells(automation, base.language), base.language);
  if (read.value === null) return read.issues.map(({ place: _place, ...rest }) => rest);
  const ready = readiness(mailing, readWebapp(base.ports.scriptStore), automation).issues.filter(({ code }) => code !== 'mailing.unsubscribeAddressMissing');
  return [...ready.map(({ place: _place, ...rest }) => rest), ...selectClients(mailing.data, automation.audience).issues];
}

function freeKey({ kind }: AutomationDraft, { rows }: AutomationsRead): string {
  const base = kind.replace(/_/g, '-');
  let key = base;
  for (let number = 2; rows.some((row) => row.key === key); number += 1) key = `${base}-${number}`;
  return key;
}

function cannotRun(mailing: MailingData, row: StoredAutomation): Issue | null {
  const { base } = mailing;
  if (base.copied) return issue('base.copied');
  if (base.ports.person.email() === '') return issue('scope.missing', { scope: 'userinfo.email' });
  return row.automation === null ? null : (readiness(mailing, readWebapp(base.ports.scriptStore), row.automation).issues[0] ?? null);
}

function protectedIssue({ base }: MailingData, { table }: AutomationsRead, rowIndex: number): Issue | null {
  const { book } = base.ports;
  const area = { rowIndex, columnIndex: 0, rowCount: 1, columnCount: Math.max(1, table.titles.length) };
  return book.canEdit(table.tab.sheetId, [area]) ? null : issue('range.protected', { range: table.tab.name });
}
