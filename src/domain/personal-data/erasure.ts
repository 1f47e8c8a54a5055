/** Erases one person from the whole base, in steps that may be cut off anywhere. Only the keyed hash of his address stays, among those nobody may write to. */
import type { ErasureProgress } from '../../contract/consent-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { ServerWordKey } from '../../core/language/en-server';
import type { Base } from '../base';
import type { ClientRecord } from '../clients-table';
import { beginAction, endAction, Journal } from '../journal/journal-tab';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import type { ErasureState } from './erasure-state';
import { clientHash, keepErasure, readErasure } from './erasure-state';
import type { ErasureStep } from './erasure-steps';
import { eraseArchive, eraseBackups, eraseClient, eraseHistory, eraseJournal, eraseLedger, eraseLetters, eraseOrders, eraseOthers } from './erasure-steps';
import { findPerson } from './person';
import { openPersonalBase } from './personal-base';
import { placesLeft } from './places-left';

/** What comes last tells who he is: as long as it stands, everything else can be found again. */
const STEPS: readonly (readonly [words: ServerWordKey, run: ErasureStep])[] = [
  ['personal.step.letters', eraseLetters], ['personal.step.journal', eraseJournal], ['personal.step.history', eraseHistory], ['personal.step.others', eraseOthers],
  ['personal.step.backups', eraseBackups], ['personal.step.ledger', eraseLedger], ['personal.step.orders', eraseOrders], ['personal.step.archive', eraseArchive],
  ['personal.step.client', eraseClient],
];

/** A call ends after this time; the page calls again. */
const CALL_MS = 18_000;

/**
 * Begins or goes on with the erasure of a client; it cannot be undone. Each call does as many steps as fit. Counted calls: lock, Settings, Clients,
 * Send log, archive, the state 1 and after each step 2 (flush, state), those of the steps, before the last one each tab and the state once more, at the end the
 * Journal 2, Settings, flush, lock.
 * @param typed the client's number as the owner typed it to confirm; not asked again where the erasure was begun
 */
export function erasePerson(ports: Ports, clientId: string, typed: string): Outcome<ErasureProgress | null> {
  return underLock(ports, () => {
    const { value: opened, issues } = openPersonalBase(ports);
    if (opened === null) return outcome(null, issues);
    const { base, clients, log } = opened;
    const { records, numericKeys } = clients;
    const begun = readErasure(base);
    const record = begun === null ? records.find(({ client }) => client === clientId) : records.find(({ key }) => clientHash(base, key) === begun.hash);
    if (begun === null) {
      if (record === undefined) return outcome(null, [issue('consent.clientMissing', { client: clientId })]);
      if (typed.trim() !== record.client) return outcome(null, [issue('personal.confirmMissing')]);
      const locked = firstLocked(base);
      if (locked !== null) return outcome(null, [issue('range.protected', { range: locked })]);
    } else if (record !== undefined && record.client !== clientId) return outcome(null, [issue('personal.otherErasing')]);
    const state = begun ?? { mark: newMark(ports, numericKeys), hash: clientHash(base, record?.key ?? ''), step: 0, places: 0, left: null, moreLeft: 0 };
    if (begun === null) keepErasure(base, state);
    const erasing = { base, person: findPerson(base, clients, log, record ?? null), mark: state.mark };
    return outcome(runSteps(base, erasing, state, record ?? null));
  });
}

function runSteps(base: Base, erasing: Parameters<ErasureStep>[0], begun: ErasureState, record: ClientRecord | null): ErasureProgress {
  const { ports } = base;
  const startedMs = ports.clock.now();
  let state = begun;
  while (state.step < STEPS.length && ports.clock.now() - startedMs < CALL_MS) {
    const [, run] = STEPS[state.step] ?? STEPS[0] ?? ['personal.step.client', eraseClient];
    // What no rule can tell is looked for while his row still says who he is.
    if (run === eraseClient && state.left === null) {
      const { places: left, more: moreLeft } = placesLeft(erasing);
      state = { ...state, left, moreLeft };
      keepErasure(base, state);
    }
    const places = run(erasing);
    ports.book.flush();
    state = { ...state, step: state.step + 1, places: state.places + places };
    keepErasure(base, state);
  }
  const done = state.step >= STEPS.length;
  if (done) {
    const action = beginAction(base, 'personal', `erase ${state.mark}`, say(base.language, 'personal.erased', { count: state.places }));
    new Journal(base).write(action, 'done', []);
    endAction(base, action.id);
  }
  base.saveState();
  ports.book.flush();
  if (done) keepErasure(base, null);
  const words = STEPS[Math.min(state.step, STEPS.length - 1)]?.[0] ?? 'personal.step.client';
  return { clientId: record?.client ?? '', done, step: state.step, steps: STEPS.length, what: say(base.language, words), places: state.places, left: state.left ?? [], moreLeft: state.moreLeft };
}

/** A number where clients have numbers, so that they go on being read as such. */
function newMark(ports: Ports, numericKeys: boolean): string {
  const random = ports.keys.digest('SHA-256', ports.keys.randomText());
  return numericKeys ? `9${parseInt(random.slice(0, 10), 16) % 100_000_000_000}` : `x-${random.slice(0, 10)}`;
}

/** The name of the first tab that the person at the keyboard may not edit. */
function firstLocked(base: Base): string | null {
  const { book } = base.ports;
  for (const { sheetId, key } of base.marks().tabs) {
    const { rowCount, columnCount } = book.gridSize(sheetId);
    if (key !== 'settings' && key !== 'templates' && !book.canEdit(sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount, columnCount }])) return book.tabs().find((tab) => tab.sheetId === sheetId)?.name ?? key;
  }
  return null;
}
