/** Clients whose data were kept long enough: no purchase and no letter for more months than the owner set. */
import type { DueList } from '../../contract/consent-views';
import { dayOf, daysInMonth, formatIsoDay, partsOf } from '../../core/calendar';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Base } from '../base';
import { cellDay, cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import type { SendLog } from '../mailing/send-log';
import type { Ports } from '../ports';
import { openPersonalBase } from './personal-base';

const MOST_ROWS = 200;

/** A client due and the day of his last purchase or letter. */
export interface Due {
  readonly record: ClientRecord;
  readonly lastDay: number;
}

/** Clients due, the longest silent first. Whoever has neither purchase nor letter nor a day of registration is of unknown age and not listed. Calls nothing. */
export function dueClients(base: Base, clients: ClientsRead, log: SendLog): Due[] {
  const months = base.settings['mailing.retentionMonths'];
  if (months === 0) return [];
  const { clock } = base.ports;
  const before = monthsBefore(clock.dayOf(clock.now()), months);
  const keyOf = new Map(log.planned.map(({ letterId, clientKey }) => [letterId, clientKey]));
  const written = new Map<string, number>();
  for (const { state, letterId, timeMs } of log.entries) {
    const key = keyOf.get(letterId) ?? '';
    if (state === 'sent') written.set(key, Math.max(written.get(key) ?? 0, clock.dayOf(timeMs)));
  }
  const due: Due[] = [];
  for (const record of clients.records) {
    const days = [cellDay(clientCell(clients, record, 'last_order')), cellDay(clientCell(clients, record, 'registered')), written.get(record.key) ?? null];
    const known = days.filter((day): day is number => day !== null && day > 0);
    if (known.length > 0 && Math.max(...known) < before) due.push({ record, lastDay: Math.max(...known) });
  }
  return due.sort((a, b) => a.lastDay - b.lastDay);
}

/** The same day so many months earlier, the last day of a shorter month. */
function monthsBefore(day: number, months: number): number {
  const parts = partsOf(day);
  const at = parts.year * 12 + parts.month - 1 - months;
  const [year, month] = [Math.floor(at / 12), (((at % 12) + 12) % 12) + 1];
  return dayOf(year, month, Math.min(parts.day, daysInMonth(year, month))) ?? day;
}

/** The list as the view shows it. 3 counted calls: Settings, Clients, Send log. */
export function listDue(ports: Ports): Outcome<DueList | null> {
  const { value: opened, issues } = openPersonalBase(ports);
  if (opened === null) return outcome(null, issues);
  const { base, clients: read, log } = opened;
  const today = ports.clock.dayOf(ports.clock.now());
  const due = dueClients(base, read, log);
  return outcome({
    months: base.settings['mailing.retentionMonths'],
    total: due.length,
    rows: due.slice(0, MOST_ROWS).map(({ record, lastDay }) => ({
      clientId: record.client, name: cellText(clientCell(read, record, 'name')), lastDay: formatIsoDay(lastDay), months: Math.floor((today - lastDay) / 30.44),
    })),
  });
}
