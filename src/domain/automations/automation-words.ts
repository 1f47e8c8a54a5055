/** Automations in sentences: when their letters leave, and why a client is due. */
import type { Automation } from '../../core/automations/automation';
import { EARLY_KINDS } from '../../core/automations/automation';
import { classText } from '../../core/automations/automation-cells';
import type { Occurrence } from '../../core/automations/occurrences';
import { formatDay } from '../../core/language/format';
import type { Language } from '../../core/language/language';
import { text } from '../../core/language/text';
import { say } from '../words';

/** "Went quiet: at once, after 10 days, from 10:00". */
export function whenText(automation: Automation, language: Language): string {
  const isDated = EARLY_KINDS.includes(automation.kind);
  const days = automation.steps.map(({ days: count }) => dayText(count, isDated, language)).join(', ');
  const event = eventText(automation, language);
  return say(language, 'automation.when', { event: event.charAt(0).toUpperCase() + event.slice(1), days, hour: String(automation.hour) });
}

/** "order 1001 of 5 March". */
export function causeText(automation: Automation, { event }: Occurrence, language: Language, todayDay: number): string {
  const day = formatDay(event.day, language, todayDay);
  switch (automation.kind) {
    case 'birthday': return say(language, 'automation.cause.birthday', { day });
    case 'welcome': return say(language, 'automation.cause.welcome', { day });
    case 'after_order':
    case 'survey': return event.order === '' ? say(language, 'automation.cause.orderNoNumber', { day }) : say(language, 'automation.cause.order', { order: event.order, day });
    case 'win_back': return say(language, 'automation.cause.silence', { day: formatDay(event.lastOrderDay ?? event.day, language, todayDay) });
    case 'class_changed': return say(language, 'automation.cause.moved', { day });
    case 'date': return say(language, 'automation.cause.date', { day });
  }
}

function dayText(days: number, isDated: boolean, language: Language): string {
  if (days === 0) return say(language, isDated ? 'automation.day.on' : 'automation.day.atOnce');
  return days > 0 ? say(language, 'automation.day.after', { days }) : say(language, 'automation.day.before', { days: -days });
}

function eventText({ kind, start, repeat, sunset, change, column }: Automation, language: Language): string {
  switch (kind) {
    case 'birthday': return say(language, 'automation.when.birthday');
    case 'welcome': return say(language, start === 'registered' ? 'automation.when.welcomeRegistered' : 'automation.when.welcomeFirst');
    case 'after_order':
    case 'survey':
      if (typeof repeat === 'number') return say(language, 'automation.when.orderDays', { days: repeat });
      return say(language, repeat === 'once' ? 'automation.when.orderFirst' : 'automation.when.order');
    case 'win_back': return typeof repeat === 'number' ? say(language, 'automation.when.silenceDays', { count: sunset, days: repeat }) : say(language, 'automation.when.silence');
    case 'class_changed':
      return say(language, 'automation.when.moved', { by: text(language, `automationBy.${change.by}`), from: classText(change.by, change.from, language), to: classText(change.by, change.to, language) });
    case 'date': return say(language, repeat === 'each' ? 'automation.when.dateYearly' : 'automation.when.date', { column });
  }
}
