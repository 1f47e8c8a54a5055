/** What the weekly letter tells: whom to call and why, who fell silent, money at risk, birthdays, results, what waits. */
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import { formatDay, formatDays, formatMoney, formatNumber } from '../../core/language/format';
import { dayOf, partsOf } from '../../core/calendar';
import type { Day } from '../../core/calendar';
import { MINOR_PER_MAJOR } from '../../core/money';
import { readBirthday } from '../../core/contacts/birthday';
import { archiveRecords } from '../archive';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ListedClient } from '../client-list';
import { clientCell } from '../clients-table';
import type { MailingData } from '../mailing/mailing-data';
import { openMailing } from '../mailing/mailing-data';
import { lettersNow } from '../mailing/outbox-view';
import { resultsOfMailings } from '../mailing/results';
import type { Ports } from '../ports';
import { laterTable } from '../sound-tab';
import { say } from '../words';
import { automationsStandStill } from './automations-view';
import { dormantFrom } from './client-events';

/** A line of a list; `url` opens the row in the spreadsheet, '' where there is none. */
export interface WeeklyLine {
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

/** A part of the letter; `more` says how many lines were left out. */
export interface WeeklyPart {
  readonly heading: string;
  readonly lines: readonly WeeklyLine[];
  readonly more: string;
}

/** The whole letter before it is written as HTML and text. */
export interface WeeklyContent {
  readonly language: 'ru' | 'en';
  readonly subject: string;
  readonly intro: string;
  readonly parts: readonly WeeklyPart[];
  readonly spreadsheetUrl: string;
}

const CALLS = 5;
const LISTED = 10;
const WEEK_DAYS = 7;
/** Results of this long are news. */
const RESULT_DAYS = 28;

/** Gathers the letter. Reads only. Counted calls: those of `openMailing`, of the results (Orders, ledger, Outbox), Archive where there is one, 3 of the stores. */
export function weeklyContent(ports: Ports): Outcome<WeeklyContent | null> {
  const { value: mailing, issues } = openMailing(ports, false);
  if (mailing === null) return outcome(null, issues);
  const { base, data } = mailing;
  const { language, settings } = base;
  const today = ports.clock.dayOf(ports.clock.now());
  const atRisk = data.listed.reduce((sum, { figures }) => sum + (isLate(figures.dormancy) ? (figures.moneyAtRiskMinor ?? 0) : 0), 0);
  const recalculated = base.state.recalculated;
  const parts = [
    callsPart(mailing), quietPart(mailing, today), birthdaysPart(mailing, today), resultsPart(ports, mailing, today), waitingPart(mailing, today),
  ].filter(({ lines }) => lines.length > 0);
  return outcome({
    language,
    subject: say(language, 'weekly.subject', { name: ports.book.name(), day: formatDay(today, language) }),
    intro: [
      atRisk > 0 ? say(language, 'weekly.atRisk', { money: aboutMoney(atRisk, base), days: settings['dormancy.riskDays'] }) : say(language, 'weekly.noRisk'),
      recalculated === null ? say(language, 'weekly.noFigures') : recalculated.asOfDay < today - WEEK_DAYS ? say(language, 'weekly.oldFigures', { day: formatDay(recalculated.asOfDay, language) }) : '',
    ].filter((sentence) => sentence !== '').join(' '),
    parts,
    spreadsheetUrl: spreadsheetUrl(base),
  });
}

function spreadsheetUrl(base: Base): string {
  return `https://docs.google.com/spreadsheets/d/${base.ports.book.spreadsheetId()}/edit`;
}

/** Late and worse: the bands in which money is at risk. */
function isLate(band: string | null): boolean {
  return band === 'late' || band === 'dormant' || band === 'lost';
}

function lineOf({ base, data }: MailingData, { record }: ListedClient, text: string): WeeklyLine {
  const { table } = data.clients;
  const name = cellText(clientCell(data.clients, record, 'name'));
  const phone = cellText(clientCell(data.clients, record, 'phone'));
  const row = table.headerRowIndex + record.rowIndex + 1;
  return { title: [name === '' ? record.client : name, phone].filter((part) => part !== '').join(', '), text, url: `${spreadsheetUrl(base)}#gid=${table.tab.sheetId}&range=A${row}:C${row}` };
}

function partOf(base: Base, heading: string, lines: readonly WeeklyLine[], most: number): WeeklyPart {
  const left = lines.length - most;
  return { heading, lines: lines.slice(0, most), more: left > 0 ? say(base.language, 'weekly.more', { count: left }) : '' };
}

/** The five whose silence costs most and who are not lost yet. */
/** An estimate in whole units of money: hundredths would feign a precision it does not have. */
function aboutMoney(minor: number, { settings, language }: Base): string {
  return formatMoney(Math.round(minor / MINOR_PER_MAJOR) * MINOR_PER_MAJOR, settings.currency, language);
}

function callsPart(mailing: MailingData): WeeklyPart {
  const { base, data } = mailing;
  const { language } = base;
  const found = data.listed.filter(({ figures }) => (figures.dormancy === 'late' || figures.dormancy === 'dormant') && (figures.moneyAtRiskMinor ?? 0) > 0);
  found.sort((one, other) => (other.figures.moneyAtRiskMinor ?? 0) - (one.figures.moneyAtRiskMinor ?? 0));
  const lines = found.slice(0, CALLS).map((client) => {
    const { daysSilent, rhythmDays, moneyAtRiskMinor } = client.figures;
    return lineOf(mailing, client, say(language, 'weekly.callWhy', {
      silent: formatDays(daysSilent ?? 0, language), rhythm: formatDays(Math.round(rhythmDays ?? 0), language), money: aboutMoney(moneyAtRiskMinor ?? 0, base),
    }));
  });
  return partOf(base, say(language, 'weekly.calls'), lines, CALLS);
}

/** Who became dormant within the last seven days. */
function quietPart(mailing: MailingData, today: Day): WeeklyPart {
  const { base, data } = mailing;
  const { language } = base;
  const lines = data.listed.flatMap((client): { readonly day: Day; readonly line: WeeklyLine }[] => {
    const { lastDay, rhythmDays, dormancy } = client.figures;
    const day = dormancy === 'dormant' ? dormantFrom(lastDay, rhythmDays, base.settings) : null;
    if (day === null || lastDay === null || day > today || day <= today - WEEK_DAYS) return [];
    return [{ day, line: lineOf(mailing, client, say(language, 'weekly.quietWhy', { day: formatDay(lastDay, language) })) }];
  });
  lines.sort((one, other) => other.day - one.day);
  return partOf(base, say(language, 'weekly.quiet', { count: lines.length }), lines.map(({ line }) => line), LISTED);
}

function birthdaysPart(mailing: MailingData, today: Day): WeeklyPart {
  const { base, data } = mailing;
  const { language } = base;
  const lines = data.listed.flatMap((client): { readonly day: Day; readonly line: WeeklyLine }[] => {
    const birthday = readBirthday(clientCell(data.clients, client.record, 'birthday'));
    if (birthday.state !== 'ok') return [];
    const { year } = partsOf(today);
    // Who was born on 29 February has his day on the 28th in other years.
    const days = [year, year + 1].map((candidate) => dayOf(candidate, birthday.month, birthday.dayOfMonth) ?? dayOf(candidate, birthday.month, birthday.dayOfMonth - 1) ?? 0);
    const day = days.find((candidate) => candidate >= today && candidate < today + WEEK_DAYS);
    return day === undefined ? [] : [{ day, line: lineOf(mailing, client, formatDay(day, language, today)) }];
  });
  lines.sort((one, other) => one.day - other.day);
  return partOf(base, say(language, 'weekly.birthdays'), lines.map(({ line }) => line), LISTED);
}

function resultsPart(ports: Ports, mailing: MailingData, today: Day): WeeklyPart {
  const { base } = mailing;
  const { language } = base;
  const mailings = resultsOfMailings(ports, mailing).value ?? [];
  const lines = mailings.filter(({ firstDay }) => firstDay > today - RESULT_DAYS).map(({ summary }): WeeklyLine => ({
    title: summary.title,
    text: [say(language, 'weekly.result', { sent: summary.sent, buyers: summary.buyers, money: summary.moneyText }), summary.verdict, summary.counting ? say(language, 'weekly.counting') : ''].filter((part) => part !== '').join(' '),
    url: '',
  }));
  return partOf(base, say(language, 'weekly.results'), lines, LISTED);
}

/** What waits for somebody: letters in question, letters left behind, clients to check again, automations that stand still. */
function waitingPart(mailing: MailingData, today: Day): WeeklyPart {
  const { base, log, data } = mailing;
  const { language } = base;
  let unknown = 0;
  let overdue = 0;
  for (const { mailing: id } of log.plans.values()) {
    for (const letter of lettersNow(mailing, id)) {
      if (letter.state === 'unknown') unknown += 1;
      if (letter.state === 'planned' && (letter.leavesOnDay ?? today) < today) overdue += 1;
    }
  }
  const archive = laterTable(base, 'archive');
  const recheck = archive === null ? 0 : archiveRecords(archive, data.clients.numericKeys).filter(({ key, recheckDay, mergedInto }) => mergedInto === '' && recheckDay !== null && recheckDay <= today && !data.clients.recordOf.has(key)).length;
  const lines: WeeklyLine[] = [];
  const add = (text: string): void => { lines.push({ title: text, text: '', url: '' }); };
  if (unknown > 0) add(say(language, 'weekly.unknown', { count: unknown }));
  if (overdue > 0) add(say(language, 'weekly.overdue', { count: overdue }));
  if (recheck > 0) add(say(language, 'weekly.recheck', { count: recheck, shown: formatNumber(recheck, language) }));
  if (automationsStandStill(base)) add(say(language, 'weekly.standStill'));
  return partOf(base, say(language, 'weekly.waiting'), lines, LISTED);
}
