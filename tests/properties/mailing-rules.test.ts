// Whatever the base, the history and the settings: no letter breaks a rule, and whoever no rule forbids gets one.
import fc from 'fast-check';
import { openBase } from '../../src/domain/base';
import { addressHash, appendLedger, soundLedger } from '../../src/domain/mailing/consents';
import type { ConsentKind } from '../../src/domain/mailing/consents';
import { viewDetail } from '../../src/domain/mailing/mailing-home';
import { planNewMailing, preflightMailing } from '../../src/domain/mailing/plan-mailing';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import type { MemoryWorld } from '../domain/in-memory-ports';
import { readyWorld, setCell } from '../domain/mailing-world';
import { RUNS } from './runs';

const CLIENTS = 6;
const DAY_MS = 86_400_000;
/** A letter's whole life in the in-memory world costs some milliseconds, so that fewer lives are lived than figures are counted. */
const LIVES = RUNS.seed === undefined ? RUNS : { ...RUNS, numRuns: 220 };

// What the owner typed as an address, and the mailbox it means; null where no letter can go.
const ADDRESSES: readonly (readonly [typed: string, mailbox: string | null])[] = [
  ['ann@example.com', 'ann@example.com'], [' ANN@Example.com ', 'ann@example.com'], ['bob@example.com', 'bob@example.com'], ['Eva <eva@example.com>', 'eva@example.com'],
  ['dan@example.com', 'dan@example.com'], ['no address', null], ['two@example.com three@example.com', null], ['', null],
];
const MAILBOXES = ['ann', 'bob', 'eva', 'dan'].map((name) => `${name}@example.com`);
// Audiences that are different texts and the same clients: a second mailing of one text would be taken for the first.
const AUDIENCES = ['all', 'orders >= 0', 'orders >= 1', 'buyers'];

/** Days around the borders of cap, pause and month. */
const WAITS = [0, 0, 1, 4, 5, 9, 10, 28, 29, 30];

type Said = Exclude<ConsentKind, 'confirmAsked'>;
interface Word { readonly mailbox: string; readonly kind: Said; readonly pauseDays: number }
interface Step {
  /** Days that pass before. */
  readonly wait: number;
  readonly isService: boolean;
  readonly share: number;
  /** Said, and typed by the owner, after the mailing was planned and before it is sent. */
  readonly between: readonly Word[];
  readonly consentOff: number | null;
}
interface Life {
  readonly settings: { readonly requireConsent: boolean; readonly capLetters: number; readonly capDays: number; readonly dailyLimit: number };
  readonly clients: readonly { readonly address: number; readonly consent: string; readonly unsubscribed: string }[];
  readonly before: readonly Word[];
  readonly steps: readonly Step[];
}

const word: fc.Arbitrary<Word> = fc.record({
  mailbox: fc.constantFrom(...MAILBOXES), pauseDays: fc.constantFrom(0, 0, 1, 5, 12),
  kind: fc.constantFrom<Said>('consented', 'withdrawn', 'unsubscribed', 'resubscribed', 'optedOut', 'paused', 'paused', 'monthly', 'monthly'),
});
const life: fc.Arbitrary<Life> = fc.record({
  settings: fc.record({ requireConsent: fc.boolean(), capLetters: fc.integer({ min: 1, max: 3 }), capDays: fc.constantFrom(1, 2, 5, 10, 30), dailyLimit: fc.constantFrom(1, 2, 4, 300) }),
  clients: fc.array(fc.record({ address: fc.integer({ min: 0, max: ADDRESSES.length - 1 }), consent: fc.constantFrom('yes', 'yes', 'yes', 'no', ''), unsubscribed: fc.constantFrom('', '', '', 'yes', 'no') }), { minLength: CLIENTS, maxLength: CLIENTS }),
  before: fc.array(word, { maxLength: 4 }),
  steps: fc.array(fc.record({
    wait: fc.constantFrom(...WAITS), isService: fc.constantFrom(false, false, false, true), share: fc.constantFrom(0, 0, 0.2, 0.5), between: fc.array(word, { maxLength: 2 }),
    consentOff: fc.option(fc.integer({ min: 0, max: CLIENTS - 1 }), { nil: null, freq: 3 }),
  }), { minLength: 1, maxLength: 3 }),
});

/** What an address has said, kept as plainly as can be. */
interface Wish { consented: boolean | null; unsubscribed: boolean; optedOut: boolean; pausedUntil: number; monthly: boolean }

/** The naive judge: a list of what was said and of what left, and the rules as sentences. */
class Judge {
  readonly wishes = new Map<string, Wish>();
  readonly left: { readonly mailbox: string; readonly day: number; readonly isService: boolean }[] = [];
  consents: string[];

  constructor(readonly life: Life) {
    this.consents = life.clients.map(({ consent }) => consent);
  }

  hear({ mailbox, kind, pauseDays }: Word, today: number): void {
    const wish = this.wishOf(mailbox);
    if (kind === 'consented') Object.assign(wish, { consented: true, unsubscribed: false });
    if (kind === 'resubscribed') Object.assign(wish, { consented: true, unsubscribed: false, pausedUntil: 0, monthly: false });
    if (kind === 'withdrawn') Object.assign(wish, { consented: false, unsubscribed: true });
    if (kind === 'unsubscribed') wish.unsubscribed = true;
    if (kind === 'optedOut') wish.optedOut = true;
    if (kind === 'monthly') wish.monthly = true;
    if (kind === 'paused') wish.pausedUntil = Math.max(wish.pausedUntil, today + pauseDays);
    this.wishes.set(mailbox, wish);
  }

  wishOf(mailbox: string): Wish {
    return this.wishes.get(mailbox) ?? { consented: null, unsubscribed: false, optedOut: false, pausedUntil: 0, monthly: false };
  }

  mailboxOf(client: number): string | null {
    return ADDRESSES[this.life.clients[client]?.address ?? -1]?.[1] ?? null;
  }

  /** Why no letter may leave to a client on a day, in a word; null when it may. @param others days on which further letters are to leave */
  forbids(client: number, day: number, isService: boolean, others: readonly number[] = []): string | null {
    const mailbox = this.mailboxOf(client);
    if (mailbox === null) return 'address';
    const wish = this.wishOf(mailbox);
    if (wish.optedOut) return 'opted out';
    if (isService) return null;
    if (wish.unsubscribed || this.life.clients[client]?.unsubscribed === 'yes') return 'unsubscribed';
    const { requireConsent, capLetters, capDays } = this.life.settings;
    const agreed = wish.consented !== false && this.consents[client] !== 'no' && (wish.consented === true || this.consents[client] === 'yes');
    if (requireConsent && !agreed) return 'consent';
    if (wish.pausedUntil >= day) return 'paused';
    const days = [...this.left.filter((letter) => letter.mailbox === mailbox && !letter.isService).map((letter) => letter.day), ...others];
    if (wish.monthly && days.some((other) => Math.abs(other - day) < 30)) return 'monthly';
    for (let first = day - capDays + 1; first <= day; first += 1) {
      if (days.filter((other) => other >= first && other < first + capDays).length + 1 > capLetters) return 'cap';
    }
    return null;
  }
}

const begin = readyWorld(CLIENTS);
const clientName = (client: number): string => `Client ${client + 1}`;

function say(world: MemoryWorld, words: readonly Word[], today: number): void {
  if (words.length === 0) return;
  world.run((ports) => {
    const base = openBase(ports).value;
    const place = base === null ? null : soundLedger(base).value;
    if (base === null || place === null) throw new Error('there is no ledger');
    appendLedger(base, place, words.map(({ mailbox, kind, pauseDays }) => ({ addressHash: addressHash(base, mailbox), kind, reason: kind === 'paused' ? String(today + pauseDays) : '', letterId: '' })));
    base.saveState();
    ports.book.flush();
  });
}

/** Types a setting as the owner would. */
function type(world: MemoryWorld, key: string, value: string): void {
  const { rows } = world.tab('settings');
  const row = rows.find((cells) => cells.includes(key));
  if (row === undefined) throw new Error(`no setting ${key}`);
  row[rows[0]?.indexOf('Value') ?? 1] = value;
}

interface Mailing { readonly id: string; readonly isService: boolean; readonly got: string[]; readonly mayGo: readonly number[]; readonly leaving: ReadonlyMap<number, number>; readonly leftOut: Set<number>; left: number }

const serialDay = (isoDay: string): number => Math.floor(Date.parse(isoDay) / DAY_MS) + 25_569;

/** Lives a life and tells every breach of a rule in words. */
function breaches(drawn: Life): string[] {
  const found: string[] = [];
  const world = begin.clone();
  const judge = new Judge(drawn);
  const dayNow = (): number => Math.floor(world.nowMs / DAY_MS) + 25_569;
  drawn.clients.forEach(({ address, consent, unsubscribed }, client) => {
    setCell(world, 'clients', clientName(client), 'email', ADDRESSES[address]?.[0] ?? '');
    setCell(world, 'clients', clientName(client), 'consent', consent);
    setCell(world, 'clients', clientName(client), 'unsubscribed', unsubscribed);
  });
  type(world, 'mailing.requireConsent', String(drawn.settings.requireConsent));
  type(world, 'mailing.capLetters', String(drawn.settings.capLetters));
  type(world, 'mailing.capDays', String(drawn.settings.capDays));
  type(world, 'mailing.dailyLimit', String(drawn.settings.dailyLimit));
  say(world, drawn.before, dayNow());
  drawn.before.forEach((said) => judge.hear(said, dayNow()));
  const mailings: Mailing[] = [];

  const sendToday = (mailing: Mailing): void => {
    const before = world.sent.length;
    const leftBefore = mailing.left;
    const progress = world.run((ports) => sendChunk(ports, mailing.id)).value?.value;
    mailing.left = progress?.left ?? mailing.left;
    for (const { to } of world.sent.slice(before)) {
      const clients = drawn.clients.map((_client, client) => client).filter((client) => judge.mailboxOf(client) === to);
      const reasons = clients.map((client) => judge.forbids(client, dayNow(), mailing.isService));
      if (clients.length === 0) found.push(`a letter to ${to}, who is nobody's address`);
      else if (!reasons.includes(null)) found.push(`a letter to ${to} in spite of: ${reasons.join()}`);
      if (mailing.got.includes(to)) found.push(`a second letter of one mailing to ${to}`);
      mailing.got.push(to);
      judge.left.push({ mailbox: to, day: dayNow(), isService: mailing.isService });
    }
    if (leftBefore - mailing.left > world.sent.length - before) judgeLeftOut(mailing);
  };
  // A rule that hangs on the day, or a wish taken back later, is over by the end: what is left out is judged on its day.
  const judgeLeftOut = (mailing: Mailing): void => {
    const letters = world.run((ports) => viewDetail(ports, mailing.id)).value?.value?.letters ?? [];
    const skipped = new Set(letters.filter(({ state }) => state === 'skipped').map(({ clientId }) => clientId));
    for (const client of mailing.mayGo) {
      if (mailing.leftOut.has(client) || !skipped.has(clientName(client))) continue;
      mailing.leftOut.add(client);
      if (judge.forbids(client, dayNow(), mailing.isService) === null) found.push(`${clientName(client)} is left out of ${mailing.id}, and no rule forbids the letter`);
    }
  };
  const oneDay = (): void => {
    mailings.filter(({ left }) => left > 0).forEach(sendToday);
    world.nowMs += DAY_MS;
  };

  drawn.steps.forEach((step, at) => {
    for (let passed = 0; passed < step.wait; passed += 1) oneDay();
    const asked = { templateKey: step.isService ? 'order-ready' : 'come-back', audience: AUDIENCES[at] ?? 'all', holdOutShare: step.isService ? 0 : step.share };
    const rows = world.run((ports) => preflightMailing(ports, asked)).value?.value?.rows ?? [];
    const going = rows.filter(({ go }) => go);
    const held = rows.filter(({ reasonCode }) => reasonCode === 'held_out');
    if (rows.length !== CLIENTS) found.push(`${rows.length} of ${CLIENTS} clients in the list`);
    const clientOf = (name: string): number => drawn.clients.findIndex((_client, client) => clientName(client) === name);
    // A rule that hangs on the day may strike on one day and not on another: only who may get a letter on each of these days must go.
    const planned = (mailbox: string | null): number[] => mailings.filter((mailing) => !mailing.isService && mailbox !== null && !mailing.got.includes(mailbox))
      .flatMap((mailing) => mailing.mayGo.some((client) => judge.mailboxOf(client) === mailbox) ? Array.from({ length: 40 }, (_unused, ahead) => dayNow() + ahead) : []);
    // Letters of earlier mailings that are still to leave, by the day they were planned for.
    const waiting = mailings.filter(({ isService, left }) => !isService && left > 0).flatMap(({ id, leaving }) => {
      const open = (world.run((ports) => viewDetail(ports, id)).value?.value?.letters ?? []).filter(({ state }) => state === 'planned').map(({ clientId }) => clientOf(clientId));
      return open.map((client) => ({ mailbox: judge.mailboxOf(client), day: Math.max(dayNow(), leaving.get(client) ?? 0) }));
    });
    const days = Array.from({ length: CLIENTS + 1 + mailings.length * CLIENTS }, (_unused, ahead) => dayNow() + ahead);
    rows.forEach(({ clientId, go, reasonCode, day }) => {
      const client = clientOf(clientId);
      const mailbox = judge.mailboxOf(client);
      const isTaken = rows.slice(0, rows.findIndex((row) => row.clientId === clientId)).some((row) => (row.go || row.reasonCode === 'held_out') && judge.mailboxOf(clientOf(row.clientId)) === mailbox);
      const forbidden = days.map((one) => judge.forbids(client, one, step.isService));
      const others = waiting.filter((letter) => letter.mailbox === mailbox).map((letter) => letter.day);
      const against = day === null ? null : judge.forbids(client, serialDay(day), step.isService, others);
      if (go && against !== null) found.push(`${clientId} is to get a letter in spite of: ${against}`);
      if (go && isTaken) found.push(`${clientId} is to get a letter to an address that has one`);
      if (reasonCode === 'held_out' && !forbidden.includes(null)) found.push(`${clientId} is held out and would get no letter`);
      if (!go && reasonCode !== 'held_out' && !isTaken && forbidden.every((reason) => reason === null) && (step.isService || planned(mailbox).length === 0)) found.push(`${clientId} gets no letter (${reasonCode}), and no rule forbids it`);
    });
    const wanted = Math.round((step.isService ? 0 : step.share) * (going.length + held.length));
    // The days of those who remain are decided anew without the held-out ones, which may strike one more.
    if (drawn.settings.dailyLimit === 300 && held.length !== wanted) found.push(`${held.length} held out of ${going.length + held.length} at ${step.share}`);
    if (going.length === 0) return;
    const mailing = world.run((ports) => planNewMailing(ports, asked, going.length)).value;
    if (mailing === null || mailing.value === null) {
      found.push(`not planned: ${(mailing?.issues ?? []).map(({ code }) => code).join()}`);
      return;
    }
    mailings.push({ id: mailing.value.mailingId, isService: step.isService, left: going.length, got: [], leftOut: new Set(), mayGo: going.map(({ clientId }) => clientOf(clientId)), leaving: new Map(going.map(({ clientId, day }) => [clientOf(clientId), serialDay(day ?? '')])) });
    say(world, step.between, dayNow());
    step.between.forEach((said) => judge.hear(said, dayNow()));
    if (step.consentOff !== null) {
      setCell(world, 'clients', clientName(step.consentOff), 'consent', 'no');
      judge.consents = judge.consents.map((consent, client) => (client === step.consentOff ? 'no' : consent));
    }
  });
  for (let passed = 0; passed < CLIENTS * mailings.length + 2; passed += 1) oneDay();
  mailings.filter(({ left }) => left > 0).forEach(({ id, left }) => found.push(`${left} letters of ${id} never leave`));

  mailings.forEach(({ got, mayGo, leftOut }) => {
    for (const client of mayGo) {
      const mailbox = judge.mailboxOf(client);
      if (mailbox !== null && !got.includes(mailbox) && !leftOut.has(client)) found.push(`${clientName(client)} was to get a letter, no rule forbade it, and none came`);
    }
  });
  return found;
}

test('no letter breaks cap, consent, unsubscription, opt-out, pause, the monthly limit, hold-out or an address, and whoever may get a letter gets it', () => {
  fc.assert(fc.property(life, (drawn) => {
    expect(breaches(drawn)).toEqual([]);
  }), LIVES);
});
