/** A base ready to send, and the steps of a mailing on it, for tests of sending. */
import type { LetterRow, MailingProgress, MailingRequest } from '../../src/contract/mailing-views';
import type { Outcome } from '../../src/core/issue';
import { viewDetail } from '../../src/domain/mailing/mailing-home';
import { planNewMailing } from '../../src/domain/mailing/plan-mailing';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import { answerCheck, saveWebapp } from '../../src/domain/mailing/unsubscribe';
import type { Ports } from '../../src/domain/ports';
import { saveSettings } from '../../src/domain/settings-tab';
import type { MemoryWorld } from './in-memory-ports';
import { dormantBase } from './sample-base';

export const REQUEST: MailingRequest = { templateKey: 'come-back', audience: 'dormant' };

/** A base of dormant clients c1@example.com … whose unsubscribe page has answered its check. */
export function readyWorld(clients: number, settings: Readonly<Record<string, string>> = {}): MemoryWorld {
  const world = dormantBase(clients);
  world.run((ports) => saveWebapp(ports, 'https://example.com/exec'));
  const check = world.scriptStore.get('webapp.check') ?? '';
  world.run((ports) => answerCheck(ports.scriptStore, check, ports.clock.now()));
  if (Object.keys(settings).length > 0) world.run((ports) => saveSettings(ports, settings));
  return world;
}

/** Plans the request; the id of the mailing. */
export function plan(world: MemoryWorld, go: number, request: MailingRequest = REQUEST): string {
  const planned = world.run((ports) => planNewMailing(ports, request, go)).value;
  expect(planned?.issues).toEqual([]);
  return planned?.value?.mailingId ?? '';
}

/** Sends one chunk. */
export function send(world: MemoryWorld, mailingId: string): MailingProgress | null {
  return world.run((ports) => sendChunk(ports, mailingId)).value?.value ?? null;
}

/** Writes into the row of a client, or of whatever stands in it. */
export function setCell(world: MemoryWorld, tab: string, client: string, key: string, value: string): void {
  const target = world.tab(tab);
  const index = target.marks.indexOf(key);
  const row = target.rows.find((cells) => cells.includes(client));
  if (row !== undefined) row[index] = value;
}

/** Letters of a mailing as the detail view shows them. */
export function lettersOf(world: MemoryWorld, mailingId: string): readonly LetterRow[] {
  return world.run((ports) => viewDetail(ports, mailingId)).value?.value?.letters ?? [];
}

/** Waits for what the reply says, or a day where nothing may leave yet. */
export function waitFor(world: MemoryWorld, progress: MailingProgress): void {
  if (progress.waitMs > 0) world.nowMs += progress.waitMs;
  else if (!progress.canContinue) world.nowMs += 86_400_000;
}

/** Presses "continue" until nothing is left, waiting as told. @param chunk one execution; the usual one when absent */
export function sendAll(world: MemoryWorld, mailingId: string, chunk: (work: (ports: Ports) => Outcome<MailingProgress | null>) => MailingProgress | null = (work) => world.run(work).value?.value ?? null): MailingProgress | null {
  for (let step = 0; step < 400; step += 1) {
    const progress = chunk((ports) => sendChunk(ports, mailingId));
    if (progress === null) continue;
    if (progress.left === 0 || progress.stopReason !== '') return progress;
    waitFor(world, progress);
  }
  throw new Error('the mailing does not come to an end');
}

/**
 * What must hold whatever happened: no address got two letters; a letter that is not known to have left or to have been refused is shown as unknown,
 * in the view and in the Outbox; nobody is lost; what is said to be sent was sent.
 */
export function expectNobodyTwiceNobodyLost(world: MemoryWorld, mailingId: string, letters: number, about: unknown): void {
  const got = world.sent.map(({ to }) => to);
  const rows = lettersOf(world, mailingId);
  const wrong = {
    about,
    twice: got.filter((to, index) => got.indexOf(to) !== index),
    lost: rows.filter(({ state }) => state === 'planned' || state === 'sending').map(({ email }) => email),
    saidSent: rows.filter(({ email, state }) => state === 'sent' && !got.includes(email)).map(({ email }) => email),
    gotUnsaid: rows.filter(({ email, state }) => got.includes(email) && state !== 'sent' && state !== 'unknown').map(({ email }) => email),
    rows: rows.length,
  };
  expect(wrong).toEqual({ about, twice: [], lost: [], saidSent: [], gotUnsaid: [], rows: letters });
  const states = world.column('outbox', 'state');
  const shown = new Map(world.column('outbox', 'letter').map((letter, index) => [letter, states[index]]));
  expect({ about, shown: rows.filter(({ letterId, stateLabel }) => shown.get(letterId) !== stateLabel).map(({ letterId }) => [letterId, shown.get(letterId)]) }).toEqual({ about, shown: [] });
}
