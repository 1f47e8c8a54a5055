/** The append-only Send log: plans of mailings and every attempt at a letter; the only truth about what left. */
import type { MailingKind } from '../../contract/mailing-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { variantOf } from '../../core/mail/hold-out';
import type { OutboxLetter, SendLogEntry } from '../../core/mail/outbox';
import { inWrittenOrder } from '../../core/mail/outbox';
import type { Cell } from '../../core/table/cell';
import type { Base, Table } from '../base';
import { cellNumber, cellText } from '../cells';

/** What a mailing was planned with; kept whole, so that later edits of the template change nothing. */
export interface MailingPlan {
  readonly mailing: string;
  readonly title: string;
  readonly kind: MailingKind;
  readonly templateKey: string;
  readonly audience: string;
  /** Address of the person who planned: only he sends it. */
  readonly sender: string;
  readonly senderName: string;
  readonly replyTo: string;
  readonly createdMs: number;
  readonly subject: string;
  readonly body: string;
  /** The second subject; '' = everyone gets the first. */
  readonly subjectB: string;
  readonly preheader: string;
  readonly text: string;
  readonly html: string;
  /** Alias the letters come from; '' = the sender's own address. */
  readonly senderAddress: string;
  readonly attachments: string;
  /** Part of those who would have got a letter that got none, 0 … 1. */
  readonly holdOutShare: number;
  /** Key of the automation that planned it; '' = a person did. */
  readonly automation: string;
  /** What the automation answered to (a day, a segment …); '' for a person's mailing. */
  readonly occurrence: string;
}

/** What plans of bases made earlier lack. */
const LATER_FIELDS = { subjectB: '', preheader: '', text: '', html: '', senderAddress: '', attachments: '', holdOutShare: 0, automation: '', occurrence: '' };

/** Which of the two subjects a client gets: the same in pre-flight, sending and results. */
export function letterVariant(plan: Pick<MailingPlan, 'templateKey' | 'subjectB'>, clientKey: string): 'A' | 'B' {
  return plan.subjectB.trim() === '' ? 'A' : variantOf(plan.templateKey, clientKey);
}

const COLUMNS = ['mailing', 'letter', 'client', 'address_hash', 'attempt', 'state', 'time', 'leaves_on', 'message_id', 'reason', 'details'] as const;
type Column = (typeof COLUMNS)[number];
const ATTEMPT_STATES: readonly SendLogEntry['state'][] = ['sending', 'sent', 'failed', 'unknown', 'skipped', 'deferred', 'notSent'];
/** A mailing's plan is cut into cells of this length. */
const DETAIL_LENGTH = 40_000;

type Line = Readonly<Partial<Record<Column, Cell>>>;

/** The log as read, with lines waiting to be written. One writer at a time: the holder of the document lock. */
export class SendLog {
  private waiting: Line[] = [];
  private readonly lettersBy = new Map<string, OutboxLetter[]>();
  private readonly entriesBy = new Map<string, SendLogEntry[]>();
  private readonly letterIds = new Set<string>();

  constructor(
    private readonly base: Base,
    private readonly table: Table,
    private nextRowIndex: number,
    private readonly plansBy: Map<string, MailingPlan>,
    /** Letters of all mailings as planned, in order. */
    readonly planned: OutboxLetter[],
    readonly entries: SendLogEntry[],
  ) {
    planned.forEach((letter) => { this.index(letter); });
    entries.forEach((entry) => { listIn(this.entriesBy, entry.mailing).push(entry); });
  }

  /** Plans of all mailings by id. */
  get plans(): ReadonlyMap<string, MailingPlan> {
    return this.plansBy;
  }

  /** Every mailing that the log speaks of. */
  mailings(): string[] {
    return [...new Set([...this.plansBy.keys(), ...this.lettersBy.keys(), ...this.entriesBy.keys()])];
  }

  /** The tab and its rows, header included, as written by now: `12 340`. */
  get size(): string {
    return `${this.table.tab.sheetId} ${this.nextRowIndex}`;
  }

  /** Letters of one mailing as planned. */
  lettersOf(mailing: string): readonly OutboxLetter[] {
    return this.lettersBy.get(mailing) ?? [];
  }

  /** Attempts of one mailing. */
  entriesOf(mailing: string): readonly SendLogEntry[] {
    return this.entriesBy.get(mailing) ?? [];
  }

  /** True when a letter of this id was ever planned, in whatever mailing. */
  knows(letterId: string): boolean {
    return this.letterIds.has(letterId);
  }

  /** Makes room for so many further lines. At most 1 counted call. */
  reserve(lineCount: number): void {
    this.base.ports.book.ensureRows(this.table.tab.sheetId, this.nextRowIndex + lineCount + 1);
  }

  /** Takes an attempt line; it reaches the sheet with the next `write`. */
  add(entry: SendLogEntry, client: string): void {
    this.entries.push(entry);
    listIn(this.entriesBy, entry.mailing).push(entry);
    this.waiting.push({
      mailing: entry.mailing, letter: entry.letterId, client, address_hash: entry.addressHash, attempt: entry.attempt, state: entry.state,
      time: entry.timeMs, message_id: entry.messageId ?? null, reason: entry.reason ?? null,
    });
  }

  /** Takes the lines of a new mailing; they reach the sheet with the next `write`. */
  addPlan(plan: MailingPlan, letters: readonly OutboxLetter[]): void {
    this.plansBy.set(plan.mailing, plan);
    const details = JSON.stringify(plan);
    for (let start = 0; start < details.length; start += DETAIL_LENGTH) {
      // The number of the part, so that a sorted log can still be read.
      this.waiting.push({ mailing: plan.mailing, attempt: start / DETAIL_LENGTH, state: 'mailing', time: plan.createdMs, details: details.slice(start, start + DETAIL_LENGTH) });
    }
    for (const letter of letters) {
      const line = { mailing: plan.mailing, letter: letter.letterId, client: letter.clientKey, address_hash: letter.addressHash, time: plan.createdMs };
      const { reason: _reason, ...planned } = { ...letter, state: 'planned' as const };
      this.planned.push(planned);
      this.index(planned);
      this.waiting.push({ ...line, state: 'planned', leaves_on: letter.leavesOnDay ?? null, details: letter.order === undefined ? null : JSON.stringify({ order: letter.order }) });
      if (letter.state !== 'skipped') continue;
      this.add({
        mailing: plan.mailing, letterId: letter.letterId, addressHash: letter.addressHash, attempt: 0, state: 'skipped', timeMs: plan.createdMs,
        ...(letter.reason === undefined ? {} : { reason: letter.reason }),
      }, letter.clientKey);
    }
  }

  private index(letter: OutboxLetter): void {
    listIn(this.lettersBy, letter.mailing).push(letter);
    this.letterIds.add(letter.letterId);
  }

  /** True when lines wait to be written. */
  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  /** Number of lines that wait. */
  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Writes the waiting lines below the last one. 1 counted call, 0 when none waits. */
  write(): void {
    if (this.waiting.length === 0) return;
    const keyAt = new Map(COLUMNS.map((key) => [this.table.columns.get(key), key] as const));
    const rows = this.waiting.map((line) => this.table.titles.map((_title, index) => {
      const key = keyAt.get(index);
      return key === undefined ? null : (line[key] ?? null);
    }));
    this.base.ports.book.write(this.table.tab.sheetId, this.nextRowIndex, 0, rows);
    this.nextRowIndex += rows.length;
    this.waiting = [];
  }
}

/** Reads the log. A deleted tab or a line nobody can read blocks sending. 1 counted call. */
export function readSendLog(base: Base): Outcome<SendLog | null> {
  if (base.tab('send_log').value === null) return outcome(null, [issue('sendLog.missing')]);
  const { value: table, issues } = base.table('send_log', COLUMNS);
  if (table === null) return outcome(null, issues);
  const details = new Map<string, { readonly part: number; readonly text: string; readonly rowIndex: number }[]>();
  const planned: OutboxLetter[] = [];
  const entries: SendLogEntry[] = [];
  const bad: Issue[] = [];
  for (let rowIndex = 1; rowIndex < table.rows.length; rowIndex += 1) {
    const row = table.rows[rowIndex] ?? [];
    const cell = (key: Column): Cell => row[table.columns.get(key) ?? -1] ?? null;
    const mailing = cellText(cell('mailing'));
    if (mailing === '' && cellText(cell('letter')) === '') continue;
    const state = cellText(cell('state'));
    if (state === 'mailing') {
      listIn(details, mailing).push({ part: cellNumber(cell('attempt')) ?? 0, text: cellText(cell('details')), rowIndex });
      continue;
    }
    const letterId = cellText(cell('letter'));
    const addressHash = cellText(cell('address_hash'));
    if (state === 'planned') {
      const leavesOnDay = cellNumber(cell('leaves_on'));
      const order = orderOf(cellText(cell('details')));
      planned.push({
        letterId, mailing, clientKey: cellText(cell('client')), address: '', addressHash, state: 'planned', attempt: 0,
        ...(leavesOnDay === null ? {} : { leavesOnDay }), ...(order === '' ? {} : { order }),
      });
      continue;
    }
    const attemptState = ATTEMPT_STATES.find((known) => known === state);
    const timeMs = cellNumber(cell('time'));
    if (attemptState === undefined || timeMs === null) {
      bad.push(issue('sendLog.rowBad', { row: rowIndex + 1 }, { sheet: table.tab.name, rowIndex }));
      continue;
    }
    const messageId = cellText(cell('message_id'));
    const reason = cellText(cell('reason'));
    entries.push({
      mailing, letterId, addressHash, attempt: cellNumber(cell('attempt')) ?? 0, state: attemptState, timeMs,
      ...(messageId === '' ? {} : { messageId }), ...(reason === '' ? {} : { reason }),
    });
  }
  const plans = new Map<string, MailingPlan>();
  details.forEach((parts, mailing) => {
    const plan = parsePlan(parts.sort((a, b) => a.part - b.part).map(({ text }) => text).join(''));
    const [{ rowIndex } = { rowIndex: 0 }] = parts;
    // A mailing that cannot be read would take its letters with it unseen.
    if (plan === null) bad.push(issue('sendLog.rowBad', { row: rowIndex + 1 }, { sheet: table.tab.name, rowIndex }));
    else plans.set(mailing, plan);
  });
  if (bad.length > 0) return outcome(null, bad);
  return outcome(new SendLog(base, table, Math.max(1, table.rows.length), plans, planned, inWrittenOrder(entries)), issues);
}

function parsePlan(text: string): MailingPlan | null {
  try {
    return { ...LATER_FIELDS, ...(JSON.parse(text) as MailingPlan) };
  } catch {
    return null;
  }
}

function orderOf(details: string): string {
  if (details === '') return '';
  try {
    return (JSON.parse(details) as { readonly order?: string }).order ?? '';
  } catch {
    return '';
  }
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made: T[] = [];
  lists.set(key, made);
  return made;
}
