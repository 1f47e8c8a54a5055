/** The mailing view, test letters, stop, the owner's word on unknown letters, and a copy's planned letters. */
import type { AudienceOption, MailingDetail, MailingHome, MailingProgress, MailingRequest, UnknownDecision } from '../../contract/mailing-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { dormancyName, segmentName } from '../../core/language/names';
import { audienceOption } from '../client-list';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { LOCK_WAIT_MS } from '../lock-wait';
import { adoptCopy } from '../set-up';
import { say } from '../words';
import { finishedLetter } from './finished-letter';
import type { MailingData } from './mailing-data';
import { allowanceNow, draftMailing, openMailing } from './mailing-data';
import { lettersNow, mailingDetail, mailingRows, progressOf, STOP_KEY, writeViews } from './outbox-view';
import { compile, mergeFields, templateView } from './templates';
import { forgetWebapp, isChecked, readWebapp } from './unsubscribe';
import { nextState } from '../../core/mail/outbox';

/** Everything a mailing can be made of. */
export function viewMailing(ports: Ports): Outcome<MailingHome | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const { base, data } = mailing;
  const { language } = base;
  const allowance = allowanceNow(mailing);
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
    mailings: mailingRows(mailing),
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
  return choices.flatMap(([expression, label]) => {
    const option = audienceOption(data, expression, label).value;
    return option === null ? [] : [option];
  });
}

/** Counts a typed audience. */
export function countAudience(ports: Ports, expression: string): Outcome<AudienceOption | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  return audienceOption(opened.value.data, expression, expression);
}

/** Sends one client's letter to the person at the keyboard. It is no letter of the mailing and stands in no log. */
export function sendTest(ports: Ports, request: MailingRequest, clientId: string): Outcome<string | null> {
  const opened = openMailing(ports, true);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const draft = draftMailing(mailing, request);
  if (draft.value === null) return outcome(null, draft.issues);
  const { template, chosen, orderOf } = draft.value;
  const client = chosen.find(({ record }) => record.client === clientId) ?? chosen[0] ?? mailing.data.listed[0];
  const email = ports.person.email();
  if (client === undefined) return outcome(null, [issue('mail.nobody')]);
  if (email === '') return outcome(null, [issue('scope.missing', { scope: 'userinfo.email' })]);
  const compiled = compile(template, mailing.data.clients);
  if (compiled.value === null) return outcome(null, compiled.issues);
  const letter = finishedLetter(mailing, { ...template, sender: email }, compiled.value, readWebapp(ports.scriptStore), client.record, 'test', orderOf.get(client.record.key) ?? '', {
    to: email,
    subjectPrefix: `${say(mailing.base.language, 'mail.testPrefix')} `,
  });
  if (letter.value === null) return outcome(null, letter.issues);
  const result = ports.mailer.send(letter.value);
  return result.kind === 'sent' ? outcome(email) : outcome(null, [issue('mailing.letterFailed', { address: email, detail: result.text })]);
}

/** How a mailing stands. */
export function mailingProgress(ports: Ports, mailingId: string): Outcome<MailingProgress | null> {
  const opened = openExisting(ports, mailingId);
  return opened.value === null ? outcome(null, opened.issues) : outcome(progressOf(opened.value, mailingId));
}

/** A mailing with its letters. */
export function viewDetail(ports: Ports, mailingId: string): Outcome<MailingDetail | null> {
  const opened = openExisting(ports, mailingId);
  return opened.value === null ? outcome(null, opened.issues) : outcome(mailingDetail(opened.value, mailingId));
}

/** Asks a running mailing to stop after the letter it is at. Needs no lock: the running chunk holds it. */
export function stopMailing(ports: Ports, mailingId: string): Outcome<MailingProgress | null> {
  ports.documentStore.set(STOP_KEY + mailingId, 'owner');
  return mailingProgress(ports, mailingId);
}

function openExisting(ports: Ports, mailingId: string): Outcome<MailingData | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return opened;
  return opened.value.log.plans.has(mailingId) ? opened : outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
}

/** The owner's word on an unknown letter: a line in the log; "not sent" plans the letter again. */
export function decideUnknown(ports: Ports, decision: UnknownDecision): Outcome<MailingProgress | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openExisting(ports, decision.mailingId);
  if (opened.value === null) return outcome(null, opened.issues);
  const { log, base } = opened.value;
  const letter = lettersNow(opened.value, decision.mailingId).find(({ letterId }) => letterId === decision.letterId);
  const event = decision.outcome === 'sent' ? 'confirmSent' : 'confirmNotSent';
  if (letter === undefined || nextState(letter.state, event) === null) return outcome(null, [issue('request.bad', { detail: decision.letterId })]);
  log.add({
    mailing: decision.mailingId, letterId: letter.letterId, addressHash: letter.addressHash, attempt: letter.attempt,
    state: decision.outcome === 'sent' ? 'sent' : 'notSent', timeMs: ports.clock.now(), reason: 'owner',
  }, letter.clientKey);
  log.reserve(log.waitingCount);
  log.write();
  ports.book.flush();
  writeViews(opened.value, decision.mailingId);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome(progressOf(opened.value, decision.mailingId));
}

/** Makes a copy a base of its own: letters planned in the original are skipped, secret and web-app address are forgotten. */
export function freeCopy(ports: Ports): Outcome<{ readonly skipped: number } | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const { log, base } = opened.value;
  if (!base.copied) return outcome({ skipped: 0 });
  let skipped = 0;
  for (const mailingId of log.plans.keys()) {
    for (const letter of lettersNow(opened.value, mailingId)) {
      if (letter.state !== 'planned') continue;
      log.add({ mailing: mailingId, letterId: letter.letterId, addressHash: letter.addressHash, attempt: letter.attempt, state: 'skipped', timeMs: ports.clock.now(), reason: 'copy' }, letter.clientKey);
      skipped += 1;
    }
  }
  log.reserve(log.waitingCount);
  log.write();
  ports.book.flush();
  forgetWebapp(ports.scriptStore);
  adoptCopy(base);
  for (const mailingId of log.plans.keys()) writeViews(opened.value, mailingId);
  ports.book.flush();
  ports.lock.release();
  return outcome({ skipped });
}
