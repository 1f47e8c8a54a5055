/** Which letters of an automation are due to one client: a pure reckoning from his dates, the same whenever and however often it is made. */
import type { Day } from '../calendar';
import { dayOf, daysInMonth, formatIsoDay, partsOf } from '../calendar';
import type { Automation, AutomationClient } from './automation';

/** One letter that is due. */
export interface Occurrence {
  /** The same for the same event and step for ever: `birthday-2026`, `order-1001-step2`. */
  readonly id: string;
  readonly stepIndex: number;
  readonly templateKey: string;
  readonly dueDay: Day;
  /** The event it answers to, for people: its day, the number of the order, and for a silence the day of the last order. */
  readonly event: { readonly day: Day; readonly order: string; readonly lastOrderDay?: Day };
  /** What the plan of its mailing keeps as `occurrence`: with `*` where the letter falls away once the client buys (see still-due). */
  readonly plan: string;
}

interface Event {
  readonly id: string;
  readonly day: Day;
  readonly order: string;
  readonly lastOrderDay?: Day;
  /** The id as a plan keeps it; absent = steps alone. */
  readonly pattern?: string;
}

/**
 * Letters due from one day to another, both included, by day and step. Events before `sinceDay`, the day the automation was switched on,
 * do not count: nobody enters a series in its middle, and no letter is caught up on that was due before. Occurrences of one stretch of days
 * are those of its days taken one by one.
 */
export function dueOccurrences(automation: Automation & { readonly sinceDay: Day }, client: AutomationClient, fromDay: Day, toDay: Day): Occurrence[] {
  const firstStep = Math.min(...automation.steps.map(({ days }) => days));
  const lastStep = Math.max(...automation.steps.map(({ days }) => days));
  if (automation.steps.length === 0 || toDay < fromDay) return [];
  const events = repeated(automation, eventsOf(automation, client, fromDay - lastStep, toDay - firstStep).filter(({ day }) => day + firstStep >= automation.sinceDay));
  const due: Occurrence[] = [];
  const known = new Set<string>();
  for (const event of events) {
    automation.steps.forEach(({ days, templateKey }, stepIndex) => {
      const dueDay = event.day + days;
      const suffix = stepIndex === 0 ? '' : `-step${stepIndex + 1}`;
      const id = event.id + suffix;
      if (dueDay < fromDay || dueDay > toDay || known.has(id)) return;
      known.add(id);
      due.push({ id, stepIndex, templateKey, dueDay, event: { day: event.day, order: event.order, ...(event.lastOrderDay === undefined ? {} : { lastOrderDay: event.lastOrderDay }) }, plan: event.pattern === undefined ? `step${stepIndex + 1}` : event.pattern + suffix });
    });
  }
  return due.sort((a, b) => a.dueDay - b.dueDay || a.stepIndex - b.stepIndex || (a.id < b.id ? -1 : 1));
}

/** The first day after `afterDay` on which something is due to the client, within so many days; null when nothing is. */
export function nextDueDay(automation: Automation & { readonly sinceDay: Day }, client: AutomationClient, afterDay: Day, days: number): Day | null {
  return dueOccurrences(automation, client, afterDay + 1, afterDay + days)[0]?.dueDay ?? null;
}

/** Events by day, at least all that `repeated` and the given stretch of event days need. */
function eventsOf(automation: Automation & { readonly sinceDay: Day }, client: AutomationClient, fromDay: Day, toDay: Day): Event[] {
  switch (automation.kind) {
    case 'birthday': return client.birthday === null ? [] : yearly('birthday', client.birthday, automation, fromDay, toDay);
    case 'date': return dateEvents(automation, client.date, fromDay, toDay);
    case 'welcome': return welcomeEvents(automation, client);
    case 'after_order': return orderEvents('order', client, automation.repeat === 'once');
    case 'survey': return orderEvents('survey', client, automation.repeat === 'once');
    case 'win_back': return silenceEvents(automation, client, toDay);
    case 'class_changed': return moveEvents(automation, client);
  }
}

/** `once` = the first event only; n days = those at least so many days after the last one that counted. */
function repeated({ kind, repeat }: Automation, events: readonly Event[]): readonly Event[] {
  if (repeat === 'each' || kind === 'win_back' || kind === 'date') return events;
  const byDay = [...events].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  if (repeat === 'once') {
    const first = byDay[0];
    if (first === undefined) return [];
    return kind === 'birthday' || kind === 'class_changed' ? [{ ...first, id: `${kind}-once` }] : [first];
  }
  const counted: Event[] = [];
  for (const event of byDay) {
    const last = counted[counted.length - 1];
    if (last === undefined || event.day - last.day >= repeat) counted.push(event);
  }
  return counted;
}

/** One event a year; who was born on 29 February has his day on the 28th in other years. From the year the automation was switched on. */
function yearly(name: string, { month, dayOfMonth }: { readonly month: number; readonly dayOfMonth: number }, automation: Automation & { readonly sinceDay: Day }, fromDay: Day, toDay: Day): Event[] {
  // "Once" is decided by the first year, so it must be among the events.
  const firstYear = automation.repeat === 'once' ? partsOf(automation.sinceDay).year : partsOf(fromDay).year;
  const events: Event[] = [];
  for (let year = firstYear; year <= partsOf(toDay).year + 1; year += 1) {
    const day = dayOf(year, month, Math.min(dayOfMonth, daysInMonth(year, month)));
    if (day !== undefined) events.push({ id: `${name}-${year}`, day, order: '' });
  }
  return events;
}

function dateEvents(automation: Automation & { readonly sinceDay: Day }, date: Day | null, fromDay: Day, toDay: Day): Event[] {
  if (date === null) return [];
  if (automation.repeat === 'once') return [{ id: `date-${formatIsoDay(date)}`, day: date, order: '' }];
  const { month, day, year } = partsOf(date);
  return yearly('date', { month, dayOfMonth: day }, automation, Math.max(fromDay, dayOf(year, 1, 1) ?? fromDay), toDay).filter((event) => event.day >= date);
}

function welcomeEvents({ start }: Automation, { orders, registeredDay }: AutomationClient): Event[] {
  if (start === 'registered') return registeredDay === null ? [] : [{ id: 'welcome', day: registeredDay, order: '' }];
  const first = firstOrder(orders);
  return first === null ? [] : [{ id: 'welcome', day: first.day, order: first.number }];
}

function orderEvents(name: string, { orders }: AutomationClient, isFirstOnly: boolean): Event[] {
  if (isFirstOnly) {
    const first = firstOrder(orders);
    return first === null ? [] : [{ id: `${name}-first`, day: first.day, order: first.number }];
  }
  return orders.map(({ number, day }) => ({ id: number === '' ? `${name}-on-${formatIsoDay(day)}` : `${name}-${number}`, day, order: number }));
}

function firstOrder(orders: AutomationClient['orders']): AutomationClient['orders'][number] | null {
  let first: AutomationClient['orders'][number] | null = null;
  for (const order of orders) if (first === null || order.day < first.day || (order.day === first.day && order.number < first.number)) first = order;
  return first;
}

/**
 * A silence begins when the client counts as dormant, or, for those dormant already, when the automation was switched on. Rounds follow each other by
 * `repeat` days, at most `sunset` of them: a purchase ends the silence, the next one begins with the next last order.
 */
function silenceEvents({ repeat, sunset, sinceDay }: Automation & { readonly sinceDay: Day }, { dormantFromDay, orders }: AutomationClient, toDay: Day): Event[] {
  let lastOrder: AutomationClient['orders'][number] | null = null;
  for (const order of orders) if (lastOrder === null || order.day > lastOrder.day) lastOrder = order;
  if (lastOrder === null || dormantFromDay === null) return [];
  const begin = Math.max(dormantFromDay, sinceDay);
  const rounds = typeof repeat === 'number' ? Math.max(1, sunset) : 1;
  const gap = typeof repeat === 'number' ? Math.max(1, repeat) : 1;
  const events: Event[] = [];
  for (let round = 0; round < rounds && begin + round * gap <= toDay; round += 1) {
    const suffix = round === 0 ? '' : `-round${round + 1}`;
    events.push({ id: `silent-${formatIsoDay(lastOrder.day)}${suffix}`, day: begin + round * gap, order: lastOrder.number, lastOrderDay: lastOrder.day, pattern: `silent-*${suffix}` });
  }
  return events;
}

/** Who was not in the base before did not change a class; who left it gets no letter. */
function moveEvents({ change }: Automation, { moves }: AutomationClient): Event[] {
  return moves
    .filter(({ by, from, to }) => by === change.by && from !== '' && to !== '' && from !== to && (change.from === '' || from === change.from) && (change.to === '' || to === change.to))
    .map(({ day }) => ({ id: `moved-${formatIsoDay(day)}`, day, order: '' }));
}
