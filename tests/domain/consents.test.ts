/** The ledger of consents: what an address says after all its lines, whatever the owner does to the tab; proof, words of the owner, double opt-in. */
import { openBase } from '../../src/domain/base';
import type { ConsentKind, LedgerLine } from '../../src/domain/mailing/consent-lines';
import { askForConsent, findConsents, proofOfConsent, recordColumn, recordConsent, switchOptInPages, viewConsents } from '../../src/domain/mailing/consent-desk';
import { addressHash, appendLedger, hasConsent, ledgerEntry, readLedger } from '../../src/domain/mailing/consents';
import { keepRequest } from '../../src/domain/mailing/requests';
import { applyWaiting, openToken, readWebapp } from '../../src/domain/mailing/unsubscribe';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, send, setCell } from './mailing-world';

const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);

/** Appends lines of one address and tells what it says then. */
function entryAfter(world: MemoryWorld, lines: readonly (readonly [kind: ConsentKind, reason?: string])[], change: () => void = () => undefined): ReturnType<typeof ledgerEntry> | null {
  world.run((ports) => {
    const base = openBase(ports).value;
    const place = base === null ? null : readLedger(base).value;
    if (base === null || place === null) throw new Error('no ledger');
    const hash = addressHash(base, 'c1@example.com');
    for (const [kind, reason = ''] of lines) appendLedger(base, place, [{ addressHash: hash, kind, reason, letterId: '' } satisfies LedgerLine]);
  });
  change();
  return world.run((ports) => {
    const base = openBase(ports).value;
    const place = base === null ? null : readLedger(base).value;
    return base === null || place === null ? null : ledgerEntry(place.ledger, addressHash(base, 'c1@example.com'));
  }).value;
}

describe('what an address says', () => {
  const cases: readonly [string, readonly (readonly [ConsentKind, string?])[], { readonly yes: boolean; readonly empty: boolean; readonly no: boolean }][] = [
    ['nothing in the ledger: the column decides', [], { yes: true, empty: false, no: false }],
    ['a recorded consent is enough where the column is empty, and loses to a refusal there', [['consented']], { yes: true, empty: true, no: false }],
    ['a withdrawal beats a yes in the column', [['consented'], ['withdrawn']], { yes: false, empty: false, no: false }],
    ['an unsubscription beats a yes in the column', [['consented'], ['unsubscribed']], { yes: false, empty: false, no: false }],
    ['a new subscription beats an earlier unsubscription', [['unsubscribed'], ['resubscribed']], { yes: true, empty: true, no: false }],
    ['a later consent beats an earlier unsubscription', [['unsubscribed'], ['consented']], { yes: true, empty: true, no: false }],
    ['nothing beats a full opt-out', [['optedOut'], ['resubscribed'], ['consented']], { yes: false, empty: false, no: false }],
    ['a question changes nothing', [['confirmAsked']], { yes: true, empty: false, no: false }],
  ];
  test.each(cases)('%s', (_title, lines, expected) => {
    const entry = entryAfter(readyWorld(1), lines);
    expect(entry === null ? null : { yes: hasConsent(entry, 'yes'), empty: hasConsent(entry, null), no: hasConsent(entry, 'нет') }).toEqual(expected);
  });

  test.each([
    ['2024-03-05', true], ['05.03.2024', true], ['05.03.2024 12:30', true], ['5.3.24 г.', true], ['05.03.2024 да', true], ['05.03.2024 taken back', false], ['2024-03-05 отозвано', false], ['05.03.2024 нет', false],
  ])('the cell "%s" of the column is a consent: %s', (text, expected) => {
    expect(hasConsent({ consented: null, unsubscribed: false, optedOut: false, pausedUntilDay: null, monthly: false }, text)).toBe(expected);
  });

  test('pause and "monthly" end with a new subscription', () => {
    expect(entryAfter(readyWorld(1), [['paused', '50000'], ['monthly']])).toMatchObject({ pausedUntilDay: 50_000, monthly: true, unsubscribed: false });
    expect(entryAfter(readyWorld(1), [['paused', '50000'], ['monthly'], ['resubscribed']])).toMatchObject({ pausedUntilDay: null, monthly: false });
  });

  test('sorting the tab and moving its columns change nothing', () => {
    const world = readyWorld(1);
    const entry = entryAfter(world, [['unsubscribed'], ['resubscribed'], ['unsubscribed'], ['consented']], () => {
      const ledger = world.tab('consents');
      ledger.rows = [ledger.rows[0] ?? [], ...ledger.rows.slice(1).reverse()];
      ledger.rows.forEach((row) => row.reverse());
      ledger.marks.reverse();
    });
    expect(entry).toMatchObject({ unsubscribed: false, consented: true });
  });

  test('lines of an earlier version, which had no number, count as the first', () => {
    const world = readyWorld(1);
    const entry = entryAfter(world, [['unsubscribed'], ['resubscribed']], () => {
      const ledger = world.tab('consents');
      const first = ledger.rows[1];
      if (first !== undefined) first[ledger.marks.indexOf('line')] = null;
      ledger.rows = [ledger.rows[0] ?? [], ...ledger.rows.slice(1).reverse()];
    });
    expect(entry).toMatchObject({ unsubscribed: false });
  });
});

describe('the desk', () => {
  test('counts clients by what they said, in at most nine calls, and writes nothing', () => {
    const world = readyWorld(5);
    setCell(world, 'clients', 'Client 2', 'consent', '');
    setCell(world, 'clients', 'Client 3', 'unsubscribed', 'yes');
    setCell(world, 'clients', 'Client 4', 'email', '');
    world.run((ports) => recordConsent(ports, { clientId: 'Client 5', kind: 'optedOut', source: 'hand', how: 'phone call', version: '' }));
    const { value, calls } = world.run((ports) => viewConsents(ports));
    expect(value?.value?.counts).toEqual({ withAddress: 4, consented: 1, columnOnly: 1, withoutConsent: 1, unsubscribed: 1, optedOut: 1, paused: 0, monthly: 0 });
    expect(calls.length).toBeLessThanOrEqual(9);
    expect(calls.filter((call) => /write|set|append/.test(call))).toEqual([]);
  });

  test('the proof of one client holds every line, its words and no line of another', () => {
    const world = readyWorld(2);
    world.run((ports) => recordConsent(ports, { clientId: 'Client 1', kind: 'consented', source: 'form', how: 'ticked box, paper 12', version: 'form of March' }));
    world.run((ports) => recordConsent(ports, { clientId: 'Client 2', kind: 'withdrawn', source: 'hand', how: 'letter', version: '' }));
    const proof = world.run((ports) => proofOfConsent(ports, 'Client 1')).value?.value;
    expect(proof).toMatchObject({ clientId: 'Client 1', email: 'c1@example.com', standing: 'Agreed to marketing letters.', column: 'yes' });
    expect(proof?.lines).toEqual([{ at: '2024-06-15 09:00:00', what: 'Agreed to letters', source: 'a form', how: 'ticked box, paper 12', version: 'form of March', words: '', letter: '' }]);
    expect(proof?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(world.tab('consents').rows)).not.toContain('@');
    expect(codes(world.run((ports) => proofOfConsent(ports, 'Nobody')).value)).toEqual(['consent.clientMissing']);
  });

  test('a withdrawal by hand keeps the next letter back although the column says yes', () => {
    const world = readyWorld(2);
    const { calls } = world.run((ports) => recordConsent(ports, { clientId: 'Client 1', kind: 'withdrawn', source: 'hand', how: '', version: '' }));
    expect(calls.length).toBeLessThanOrEqual(17);
    expect(send(world, plan(world, 1))).toMatchObject({ sent: 1, skipped: 1 });
    expect(world.sent.map(({ to }) => to)).toEqual(['c2@example.com']);
  });

  test('entries of the ledger stand in the Journal without a name and cannot be taken back', () => {
    const world = readyWorld(1);
    world.run((ports) => recordConsent(ports, { clientId: 'Client 1', kind: 'unsubscribed', source: 'hand', how: '', version: '' }));
    const journal = world.run((ports) => viewJournal(ports)).value?.value;
    const [entry] = journal?.entries ?? [];
    expect(entry).toMatchObject({ kind: 'personal', details: 'Entry in the ledger of consents: Unsubscribed' });
    expect(journal?.lastActionId).not.toBe(entry?.actionId);
    expect(codes(world.run((ports) => undoAction(ports, entry?.actionId ?? '')).value)).toEqual(['personal.notUndone']);
    expect(world.column('consents', 'state')).toEqual(['unsubscribed']);
  });

  test('the yes of the column goes into the ledger on the owner\'s word, with what stood there, and only the number he saw', () => {
    const world = readyWorld(3);
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    expect(codes(world.run((ports) => recordColumn(ports, 3)).value)).toEqual(['consent.changed']);
    expect(world.column('consents', 'state')).toEqual([]);
    expect(world.run((ports) => recordColumn(ports, 2)).value?.value).toEqual({ entered: 2 });
    expect(world.column('consents', 'source')).toEqual(['column', 'column']);
    expect(world.column('consents', 'how')[0]).toBe('stood in the column Consent to mailings: yes');
    expect(world.run((ports) => recordColumn(ports, 0)).value?.value).toEqual({ entered: 0 });
  });

  test('a protected ledger is refused whole, a busy base is told', () => {
    const world = readyWorld(1);
    const request = { clientId: 'Client 1', kind: 'unsubscribed', source: 'hand', how: '', version: '' } as const;
    world.protectedSheet = world.tab('consents').sheetId;
    expect(codes(world.run((ports) => recordConsent(ports, request)).value)).toEqual(['range.protected']);
    world.protectedSheet = null;
    world.locked = true;
    expect(codes(world.run((ports) => recordConsent(ports, request)).value)).toEqual(['lock.busy']);
  });

  test('clients are found by number, name and address', () => {
    const world = readyWorld(12);
    expect(world.run((ports) => findConsents(ports, 'C11@EX')).value?.value?.map(({ clientId }) => clientId)).toEqual(['Client 11']);
    expect(world.run((ports) => findConsents(ports, '  ')).value?.value).toEqual([]);
  });
});

describe('double opt-in', () => {
  /** The consent of Client 1 is not known; the pages are on. */
  function openWorld(): MemoryWorld {
    const world = readyWorld(1);
    setCell(world, 'clients', 'Client 1', 'consent', '');
    world.run((ports) => switchOptInPages(ports, true));
    return world;
  }

  test('the pages are off until the owner switches them on, and then no letter asks', () => {
    const world = readyWorld(1);
    setCell(world, 'clients', 'Client 1', 'consent', '');
    expect(codes(world.run((ports) => askForConsent(ports, 'Client 1')).value)).toEqual(['consent.pagesOff']);
    expect(world.sent).toHaveLength(0);
    expect(world.run((ports) => switchOptInPages(ports, true)).value?.value?.optInSince).toMatch(/^15\sJune\s2024$/);
    expect(world.run((ports) => switchOptInPages(ports, false)).value?.value?.optInSince).toBeNull();
  });

  test('the letter\'s link, confirmed, records the consent with words, time and "double opt-in"', () => {
    const world = openWorld();
    expect(world.run((ports) => askForConsent(ports, 'Client 1')).value?.value?.standing).toBe('No consent is recorded.');
    expect(world.sent.map(({ to }) => to)).toEqual(['c1@example.com']);
    const token = /\?u=([\w.-]+)/.exec(world.sent[0]?.text ?? '')?.[1] ?? '';
    const opened = world.run((ports) => openToken(readWebapp(ports.scriptStore).secret, ports.keys, token)).value;
    expect(opened?.language).toBe('en');
    world.nowMs += 3_600_000;
    world.run((ports) => keepRequest(ports.scriptStore, ports.scriptLock, ports.keys, { letterId: opened?.letterId ?? '', kind: 'confirm', reason: '', oneClick: false, language: 'en', timeMs: world.nowMs }));
    expect(world.run((ports) => applyWaiting(ports)).value).toBe(1);
    const proof = world.run((ports) => proofOfConsent(ports, 'Client 1')).value?.value;
    expect(proof?.standing).toBe('Agreed to marketing letters.');
    expect(proof?.lines[1]).toMatchObject({ at: '2024-06-15 10:00:00', what: 'Agreed to letters', how: 'double opt-in: a letter and the link in it', version: 'confirm-1-en' });
    expect(proof?.lines[1]?.words).toContain('I agree to receive letters');
  });

  test('an address is asked once in seven days, also when the execution was cut off after the question was written', () => {
    const world = openWorld();
    const whole = world.clone().run((ports) => askForConsent(ports, 'Client 1')).calls;
    // The question is in the sheet before the letter leaves.
    expect(whole.slice(whole.indexOf('send') - 2, whole.indexOf('send'))).toEqual(['write', 'flush']);
    for (let killAt = 1; killAt <= whole.length; killAt += 1) {
      const cut = world.clone();
      cut.run((ports) => askForConsent(ports, 'Client 1'), killAt);
      cut.run((ports) => askForConsent(ports, 'Client 1'));
      expect({ killAt, letters: cut.sent.length <= 1 }).toEqual({ killAt, letters: true });
    }
    world.run((ports) => askForConsent(ports, 'Client 1'));
    expect(codes(world.run((ports) => askForConsent(ports, 'Client 1')).value)).toEqual(['consent.askedAlready']);
    world.nowMs += 8 * 86_400_000;
    expect(codes(world.run((ports) => askForConsent(ports, 'Client 1')).value)).toEqual([]);
    expect(world.sent).toHaveLength(2);
  });

  test('a letter that surely did not leave does not count as asked', () => {
    const world = openWorld();
    world.answers.set('c1@example.com', { kind: 'failed', text: 'bad' });
    expect(codes(world.run((ports) => askForConsent(ports, 'Client 1')).value)).toEqual(['mailing.letterFailed']);
    world.answers.clear();
    expect(codes(world.run((ports) => askForConsent(ports, 'Client 1')).value)).toEqual([]);
    expect(world.sent).toHaveLength(1);
  });

  test.each(['unsubscribed', 'withdrawn', 'optedOut'] as const)('nobody who is %s is asked', (kind) => {
    const world = openWorld();
    world.run((ports) => recordConsent(ports, { clientId: 'Client 1', kind, source: 'hand', how: '', version: '' }));
    expect(codes(world.run((ports) => askForConsent(ports, 'Client 1')).value)).toEqual(['consent.refused']);
    expect(world.sent).toHaveLength(0);
  });
});
