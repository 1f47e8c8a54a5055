/** What an audience asks the mailing part of the base about a client: days since his last marketing letter, and whether he agreed to letters. */
import type { Issue, Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import { normaliseAddress, parseMailbox } from '../../core/mail/address';
import { historiesOf, mayHaveReached } from '../../core/mail/outbox';
import type { LetterFacts } from '../audience-columns';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import { addressHash, hasConsent, ledgerEntry, readLedger } from './consents';
import type { ConsentLedger } from './consents';
import { readSendLog } from './send-log';

/** Facts that are read when the first client is asked for, and why they could not be read. */
export interface LazyLetterFacts extends LetterFacts {
  readonly issues: () => readonly Issue[];
}

/** The facts of a base. 1 counted call for the Send log and 1 for Consents, each at the first question about it. */
export function letterFacts(base: Base, clients: ClientsRead): LazyLetterFacts {
  const hashes = new Map<string, string>();
  const found: Issue[] = [];
  let days: ReadonlyMap<string, number> | null = null;
  let ledger: ConsentLedger | null = null;
  const taken = <T>(read: Outcome<T | null>, otherwise: T): T => {
    if (read.value === null) found.push(...read.issues);
    return read.value ?? otherwise;
  };
  const hashOf = (record: ClientRecord): string => {
    const typed = cellText(clientCell(clients, record, 'email'));
    const mailbox = parseMailbox(typed);
    const address = mailbox === null ? '' : normaliseAddress(mailbox.address);
    const known = hashes.get(address);
    if (address === '' || known !== undefined) return known ?? '';
    const hash = addressHash(base, address);
    hashes.set(address, hash);
    return hash;
  };
  return {
    daysSinceLetter: (record) => {
      days ??= taken(lastLetterDays(base), new Map<string, number>());
      const { clock } = base.ports;
      const day = days.get(hashOf(record));
      return day === undefined ? null : Math.max(0, clock.dayOf(clock.now()) - day);
    },
    hasConsent: (record) => {
      if (ledger === null) {
        const place = readLedger(base);
        ledger = taken(outcome(place.value?.ledger ?? null, place.issues), new Map());
      }
      return hasConsent(ledgerEntry(ledger, hashOf(record)), clientCell(clients, record, 'consent'));
    },
    issues: () => found,
  };
}

/** The day of the last marketing letter that left or may have left, by hash of the address. 1 counted call. */
function lastLetterDays(base: Base): Outcome<ReadonlyMap<string, number> | null> {
  const { value: log, issues } = readSendLog(base);
  if (log === null) return outcome(null, issues);
  const days = new Map<string, number>();
  for (const mailing of log.mailings()) {
    if (log.plans.get(mailing)?.kind === 'service') continue;
    historiesOf(log.entriesOf(mailing)).forEach(({ state, last, sendingMs }) => {
      if (mayHaveReached(state)) days.set(last.addressHash, Math.max(days.get(last.addressHash) ?? 0, base.ports.clock.dayOf(sendingMs ?? last.timeMs)));
    });
  }
  return outcome(days);
}
