/** The mailing view, stop, the owner's word on unknown letters, and a copy's planned letters. */
import type { AudienceOption, MailingDetail, MailingHome, MailingProgress, UnknownDecision } from '../../contract/mailing-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { dormancyName, segmentName } from '../../core/language/names';
import { audienceOption } from '../client-list';
import { openBase } from '../base';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { adoptCopy } from '../set-up';
import { underLock } from '../under-lock';
import { say } from '../words';
import type { MailingData } from './mailing-data';
import { allowanceNow, openMailing } from './mailing-data';
import { lettersNow, mailingDetail, mailingRows, progressOf, writeViews } from './outbox-view';
import { isShort, stopAll } from './log-guard';
import { readMarks, RESUMED_KEY, STOP_KEY } from './mailing-keys';
import { readSendLog } from './send-log';
import { mergeFields, templateView } from './templates';
import { forgetWebapp, isChecked, readWebapp } from './unsubscribe';
import { savedAudiences } from './segments-desk';
import { nextState } from '../../core/mail/outbox';

/** Everything a mailing can be made of. */
export function viewMailing(ports: Ports): Outcome<MailingHome | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const { base, data } = mailing;
  const { language } = base;
  const marks = readMarks(ports);
  const allowance = allowanceNow(mailing, marks);
  return outcome({
    templates: mailing.templates.map((template) => templateView(template, data.clients, language)),
    audiences: audiences(mailing),
    fields: mergeFields(base, data.clients),
    senderEmail: ports.person.email(),
    senderName: mailing.templates.find(({ senderName }) => senderName !== '')?.senderName ?? '',
    allowanceToday: allowance,
    allowanceText: say(language, 'mailing.allowance', { count: allowance, limit: base.settings['mailing.dailyLimit'] }),
    webappChecked: isChecked(readWebapp(ports.scriptStore)),
    requireConsent: base.settings['mailing.requireConsent'],
    mailings: mailingRows(mailing, marks, allowance),
    issues: issueViews(base.copied ? [...mailing.issues, issue('base.copied')] : mailing.issues, language),
  });
}

function audiences({ base, data }: MailingData): AudienceOption[] {
  const { language } = base;
  const present = [...new Set(data.listed.map(({ figures }) => figures.segment))].filter((key) => key !== '');
  const choices: [expression: string, label: string][] = [
    ['dormant', say(language, 'audience.dormant')],
    ['late', dormancyName('late', language)],
    ['all', say(language, 'audience.all')],
    ['buyers', say(language, 'audience.buyers')],
    ...present.map((key): [string, string] => [`segment = "${segmentName(key, 'en')}"`, segmentName(key, language)]),
  ];
  const usual = choices.flatMap(([expression, label]) => {
    const option = audienceOption(data, expression, label).value;
    return option === null ? [] : [option];
  });
  return [...usual, ...savedAudiences(data)];
}

/** Counts a typed audience. */
export function countAudience(ports: Ports, expression: string): Outcome<AudienceOption | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  return audienceOption(opened.value.data, expression, expression);
}

/** How a mailing stands. 4 counted calls: no client is read. */
export function mailingProgress(ports: Ports, mailingId: string): Outcome<MailingProgress | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const log = readSendLog(base);
  if (log.value === null) return outcome(null, log.issues);
  if (!log.value.plans.has(mailingId)) return outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
  return outcome(progressOf({ base, log: log.value, issues: base.settingIssues }, mailingId));
}

/** A mailing with its letters. */
export function viewDetail(ports: Ports, mailingId: string): Outcome<MailingDetail | null> {
  const opened = openExisting(ports, mailingId);
  return opened.value === null ? outcome(null, opened.issues) : outcome(mailingDetail(opened.value, mailingId));
}

/** Asks a running mailing to stop after the letter it is at, whoever runs it. Needs no lock: the running chunk holds it. */
export function stopMailing(ports: Ports, mailingId: string): Outcome<MailingProgress | null> {
  // The mark comes first: letters would leave while the log is read. A mailing that the log does not know leaves none behind.
  ports.documentStore.set(STOP_KEY + mailingId, 'owner');
  const progress = mailingProgress(ports, mailingId);
  if (isUnknown(progress)) ports.documentStore.remove(STOP_KEY + mailingId);
  return progress;
}

/** Lets a stopped mailing go on; failures until now do not count again. Sends nothing. Needs no lock, like the stop. */
export function resumeMailing(ports: Ports, mailingId: string): Outcome<MailingProgress | null> {
  ports.documentStore.set(RESUMED_KEY + mailingId, String(ports.clock.now()));
  ports.documentStore.remove(STOP_KEY + mailingId);
  const progress = mailingProgress(ports, mailingId);
  if (isUnknown(progress)) ports.documentStore.remove(RESUMED_KEY + mailingId);
  return progress;
}

function isUnknown({ issues }: Outcome<MailingProgress | null>): boolean {
  return issues.some(({ code }) => code === 'mailing.missing');
}

function openExisting(ports: Ports, mailingId: string): Outcome<MailingData | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return opened;
  return opened.value.log.plans.has(mailingId) ? opened : outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
}

/** The owner's word on one unknown letter or on all of the mailing: a line in the log for each; "not sent" plans the letter again. */
export function decideUnknown(ports: Ports, decision: UnknownDecision): Outcome<MailingProgress | null> {
  return underLock(ports, () => {
    const opened = openExisting(ports, decision.mailingId);
    if (opened.value === null) return outcome(null, opened.issues);
    const { log, base } = opened.value;
    if (base.copied) return outcome(null, [issue('base.copied')]);
    // New lines would hide that others are gone.
    if (isShort(opened.value, readMarks(ports).lines)) {
      stopAll(opened.value);
      return outcome(null, [issue('sendLog.short')]);
    }
    const event = decision.outcome === 'sent' ? 'confirmSent' : 'confirmNotSent';
    const letters = lettersNow(opened.value, decision.mailingId)
      .filter(({ letterId, state }) => (decision.letterId === '' || letterId === decision.letterId) && nextState(state, event) !== null);
    if (letters.length === 0) return outcome(null, [issue('request.bad', { detail: decision.letterId })]);
    for (const letter of letters) {
      log.add({
        mailing: decision.mailingId, letterId: letter.letterId, addressHash: letter.addressHash, attempt: letter.attempt,
        state: decision.outcome === 'sent' ? 'sent' : 'notSent', timeMs: ports.clock.now(), reason: 'owner',
      }, letter.clientKey);
    }
    log.reserve(log.waitingCount);
    log.write();
    ports.book.flush();
    const progress = writeViews(opened.value, decision.mailingId);
    base.saveState();
    return outcome(progress);
  });
}

/** Makes a copy a base of its own: letters planned in the original are skipped, secret and web-app address are forgotten. */
export function freeCopy(ports: Ports): Outcome<{ readonly skipped: number } | null> {
  return underLock(ports, () => {
    const opened = openMailing(ports, false);
    if (opened.value === null) return outcome(null, opened.issues);
    const { log, base } = opened.value;
    if (!base.copied) return outcome({ skipped: 0 });
    let skipped = 0;
    const changed = new Set<string>();
    for (const mailingId of log.plans.keys()) {
      for (const letter of lettersNow(opened.value, mailingId)) {
        if (letter.state !== 'planned') continue;
        log.add({ mailing: mailingId, letterId: letter.letterId, addressHash: letter.addressHash, attempt: letter.attempt, state: 'skipped', timeMs: ports.clock.now(), reason: 'copy' }, letter.clientKey);
        changed.add(mailingId);
        skipped += 1;
      }
    }
    log.reserve(log.waitingCount);
    log.write();
    ports.book.flush();
    forgetWebapp(ports.scriptStore);
    adoptCopy(base);
    for (const mailingId of changed) writeViews(opened.value, mailingId);
    return outcome({ skipped });
  });
}
