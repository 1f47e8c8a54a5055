/** The weekly letter to the owner: when it leaves, how it is written, and that it leaves once. */
import type { WeeklyView } from '../../contract/weekly-views';
import type { Day } from '../../core/calendar';
import { formatIsoDay, weekdayOf } from '../../core/calendar';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { escapeHtml } from '../../core/mail/html';
import { buildMime } from '../../core/mail/mime';
import { openBase } from '../base';
import type { OutgoingLetter, Ports, Store } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import type { WeeklyContent, WeeklyPart } from './weekly-content';
import { weeklyContent } from './weekly-content';

const KEY = 'weekly';
/** It leaves from this hour on. */
const FIRST_HOUR = 8;
/** A letter the trigger missed is sent up to so many days late, then left out: the next one tells the same. */
const LATE_DAYS = 2;

interface WeeklyState {
  readonly owner: string;
  readonly weekday: number;
  readonly sentDay: Day;
}

/** 1 counted call. A copy of the spreadsheet has no such state: nothing leaves from it. */
function readState(store: Store): WeeklyState {
  const [owner = '', weekday = '', sentDay = ''] = (store.get(KEY) ?? '').split('\n');
  return { owner, weekday: Number(weekday) || 0, sentDay: Number(sentDay) || 0 };
}

function keepState(store: Store, { owner, weekday, sentDay }: WeeklyState): void {
  store.set(KEY, [owner, weekday, sentDay].join('\n'));
}

/** How it would read now, and when it leaves. Reads only. */
export function viewWeekly(ports: Ports): Outcome<WeeklyView | null> {
  const { value: content, issues } = weeklyContent(ports);
  if (content === null) return outcome(null, issues);
  const state = readState(ports.documentStore);
  const email = ports.person.email();
  return outcome({
    weekday: state.weekday, owner: state.owner, isMine: state.owner !== '' && state.owner === email, email,
    lastSentOn: state.sentDay === 0 ? '' : formatIsoDay(state.sentDay), subject: content.subject, html: htmlOf(content), text: textOf(content),
  });
}

/** Lets it leave on a day of the week for the person at the keyboard, with the hourly trigger of this person; 0 = no more. */
export function switchWeekly(ports: Ports, weekday: number): Outcome<WeeklyView | null> {
  const email = ports.person.email();
  if (email === '') return outcome(null, [issue('scope.missing', { scope: 'userinfo.email' })]);
  const base = openBase(ports);
  if (base.value === null) return outcome(null, base.issues);
  if (base.value.copied) return outcome(null, [issue('base.copied')]);
  if (weekday > 0) ports.triggers.ensureHourly();
  // The letter of today's weekday has not left yet, so it may leave today.
  keepState(ports.documentStore, { owner: email, weekday, sentDay: readState(ports.documentStore).sentDay });
  return viewWeekly(ports);
}

/** Sends it now to the person at the keyboard; returns the address. */
export function sendWeeklyNow(ports: Ports): Outcome<string | null> {
  const base = openBase(ports);
  if (base.value === null) return outcome(null, base.issues);
  if (base.value.copied) return outcome(null, [issue('base.copied')]);
  return sendLetter(ports);
}

/**
 * The hourly job: the letter of the last due day leaves once, up to two days late. The day is kept before the letter is handed over, so that a run
 * that is cut off never makes two of it; a letter that surely did not leave is tried again in the next hour. 1 counted call while it is off or another person's.
 */
export function weeklyJob(ports: Ports): void {
  const state = readState(ports.documentStore);
  if (state.weekday === 0 || state.owner === '' || state.owner !== ports.person.email()) return;
  const { clock, documentStore } = ports;
  const nowMs = clock.now();
  const today = clock.dayOf(nowMs);
  const hour = Number(clock.timestamp(nowMs).slice(11, 13));
  const latest = hour >= FIRST_HOUR ? today : today - 1;
  const due = latest - ((weekdayOf(latest) - state.weekday + 7) % 7);
  if (state.sentDay >= due || today - due > LATE_DAYS) return;
  underLock(ports, () => {
    const base = openBase(ports);
    if (base.value === null || base.value.copied) return outcome(null, base.issues);
    const fresh = readState(documentStore);
    if (fresh.sentDay >= due || fresh.weekday === 0) return outcome(null);
    const written = ownLetter(ports);
    if (written.value === null) return outcome(null, written.issues);
    keepState(documentStore, { ...fresh, sentDay: today });
    const sent = ports.mailer.send(written.value);
    if (sent.kind !== 'sent' && sent.kind !== 'unknown') keepState(documentStore, fresh);
    return outcome(null);
  });
}

function sendLetter(ports: Ports): Outcome<string | null> {
  const { value: letter, issues } = ownLetter(ports);
  if (letter === null) return outcome(null, issues);
  const sent = ports.mailer.send(letter);
  return sent.kind === 'sent' ? outcome(letter.to) : outcome(null, [issue('mailing.letterFailed', { address: letter.to, detail: sent.text })]);
}

/** The letter to the person at the keyboard. Counted calls of `weeklyContent`. */
function ownLetter(ports: Ports): Outcome<OutgoingLetter | null> {
  const email = ports.person.email();
  if (email === '') return outcome(null, [issue('scope.missing', { scope: 'userinfo.email' })]);
  const { value: content, issues } = weeklyContent(ports);
  return content === null ? outcome(null, issues) : letterOf(content, email);
}

function letterOf(content: WeeklyContent, email: string): Outcome<OutgoingLetter | null> {
  const { subject } = content;
  const [html, text] = [htmlOf(content), textOf(content)];
  const built = buildMime({ from: { name: 'Clientura', address: email }, to: { name: '', address: email }, subject, text, html, headers: { 'Auto-Submitted': 'auto-generated' }, seed: `weekly ${subject}` });
  if (built.value === null) return outcome(null, built.issues);
  return outcome({ to: email, subject, html, text, senderName: 'Clientura', replyTo: '', raw: built.value }, built.issues);
}

function htmlOf({ language, subject, intro, parts, spreadsheetUrl }: WeeklyContent): string {
  const link = (url: string, label: string): string => (url === '' ? escapeHtml(label) : `<a href="${escapeHtml(url)}" style="color:#0b6e6e">${escapeHtml(label)}</a>`);
  const part = ({ heading, lines, more }: WeeklyPart): string => [
    `<h2 style="font-size:16px;margin:24px 0 8px">${escapeHtml(heading)}</h2>`,
    `<ul style="margin:0;padding-left:20px">${lines.map(({ title, text, url }) => `<li style="margin:0 0 6px">${link(url, title)}${text === '' ? '' : `<br>${escapeHtml(text)}`}</li>`).join('')}</ul>`,
    more === '' ? '' : `<p style="margin:4px 0 0">${escapeHtml(more)}</p>`,
  ].join('');
  return `<div lang="${language}" style="font:14px/1.5 Roboto,Arial,sans-serif;max-width:600px"><h1 style="font-size:20px">${escapeHtml(subject)}</h1><p>${escapeHtml(intro)}</p>`
    + `${parts.map(part).join('')}<p style="margin-top:24px">${link(spreadsheetUrl, say(language, 'weekly.open'))}. ${escapeHtml(say(language, 'weekly.off'))}</p></div>`;
}

function textOf({ language, subject, intro, parts, spreadsheetUrl }: WeeklyContent): string {
  const lines = parts.flatMap(({ heading, lines: items, more }) => [
    '', heading, ...items.map(({ title, text, url }) => `• ${[title, text, url].filter((part) => part !== '').join('\n  ')}`), ...(more === '' ? [] : [more]),
  ]);
  return [subject, '', intro, ...lines, '', `${say(language, 'weekly.open')}: ${spreadsheetUrl}`, say(language, 'weekly.off')].join('\n');
}
