/**
 * Whose orders the lines of a file are. A line that stands in the base keeps the client it stands under as long as he can be the one the file
 * means; a client of the file is looked for by his contacts only where a line of his is new or stands under somebody he cannot be. So the
 * file that was taken in once finds every line where it put it, whoever has got which contact since.
 */
import { clientKeyOf } from '../core/table/client-key';
import type { ClientProfile } from '../core/table/profiles';
import type { ClientIndex } from './client-match';
import { phoneIn } from './client-likeness';
import type { ClientQuestion, UpsertOptions } from './client-upsert';
import { planClientUpsert } from './client-upsert';
import { joinedEdits } from './joined-edits';
import type { CellEdit } from './journal/bulk-edit';
import type { RowBlock } from './row-block';

/** A line as far as its client is concerned: whose it is in the file, and under whom it stands; null = it is new. */
export interface StandingLine {
  /** As in `ImportedRow`; null = nobody. */
  readonly clientKey: string | null;
  /** What the client column of its row holds. */
  readonly standing: string | null;
}

/** What the orders of a chunk change in Clients, and whom each client of the file is in the base. */
export interface PeoplePlan {
  readonly added: readonly ClientProfile[];
  readonly appended: RowBlock | null;
  readonly changed: readonly string[];
  readonly questions: readonly ClientQuestion[];
  readonly cells: readonly CellEdit[];
  /** The text of the client column for each `clientKey` that was looked for. */
  readonly clientOf: ReadonlyMap<string, string>;
}

/** Filling a contact may show that a new client is a known one; each turn finds one more at least. */
const MOST_TURNS = 10;

/** The clients of a chunk of orders beside the clients of the base. */
export class ImportPeople {
  private readonly keys = new Map<string, string>();
  private readonly fitting = new Map<string, boolean>();
  private readonly found = new Map<string, string>();

  /** @param profiles of the chunk's clients by the key of its rows, `withContact` */
  constructor(
    private readonly clients: ClientIndex,
    private readonly profiles: ReadonlyMap<string, ClientProfile>,
  ) {}

  /** The key of the client in the base that a text of a client column names. */
  keyOf(text: string): string {
    let key = this.keys.get(text);
    if (key === undefined) {
      const own = clientKeyOf(text, this.clients.clients.numericKeys) ?? '';
      const match = own === '' ? null : this.clients.match(withContact({ clientKey: own, client: text, fields: {} }));
      key = match?.kind === 'found' ? match.record.key : own;
      this.keys.set(text, key);
    }
    return key;
  }

  /** The same for a client of the file; his own key where nobody is known. */
  keyOfClient(clientKey: string): string {
    let key = this.found.get(clientKey);
    if (key === undefined) {
      const profile = this.profiles.get(clientKey);
      const match = profile === undefined ? null : this.clients.match(profile);
      key = match?.kind === 'found' ? match.record.key : clientKey;
      this.found.set(clientKey, key);
    }
    return key;
  }

  /** True where a line of a client may go on standing under the client that a text names. */
  fits(clientKey: string, text: string): boolean {
    const asked = `${clientKey}\n${text}`;
    let fits = this.fitting.get(asked);
    if (fits === undefined) {
      const profile = this.profiles.get(clientKey);
      const key = this.namedBy(text);
      fits = profile !== undefined && key !== '' && (this.clients.mayBe(profile, key) || (this.clients.numbered(profile) === null && this.keyOf(text) === this.keyOfClient(clientKey)));
      this.fitting.set(asked, fits);
    }
    return fits;
  }

  /** Works out the clients once it is known which lines stand in the base. @param kept clients that are left as they are, by `clientKey` */
  plan(lines: readonly StandingLine[], kept: ReadonlySet<string>, options: UpsertOptions): PeoplePlan {
    const settled = this.settled(lines);
    const [numbered, others]: [ClientProfile[], ClientProfile[]] = [[], []];
    for (const clientKey of new Set(lines.map((line) => line.clientKey))) {
      const profile = clientKey === null || kept.has(clientKey) ? undefined : this.profiles.get(clientKey);
      if (profile === undefined) continue;
      const isNumbered = this.clients.clients.recordOf.has(profile.clientKey) && this.clients.numbered(profile) !== null;
      const isOpen = lines.some((line) => line.clientKey === clientKey && (line.standing === null || !this.fits(profile.clientKey, line.standing)));
      if (isNumbered) numbered.push(profile);
      else if (isOpen) others.push(profile);
    }
    return this.filled(numbered, others, { ...options, settled });
  }

  /** Who is no number of the base and stands under one client alone is that client in his new lines too. */
  private settled(lines: readonly StandingLine[]): Map<string, string> {
    const standing = new Map<string, Set<string>>();
    for (const { clientKey, standing: text } of lines) {
      if (clientKey === null || text === null || !this.fits(clientKey, text)) continue;
      const keys = standing.get(clientKey) ?? new Set();
      standing.set(clientKey, keys.add(this.namedBy(text)));
    }
    const settled = new Map<string, string>();
    standing.forEach((keys, clientKey) => {
      const profile = this.profiles.get(clientKey);
      const [only] = keys;
      if (keys.size === 1 && only !== undefined && profile !== undefined && this.clients.numbered(profile) === null) settled.set(clientKey, only);
    });
    return settled;
  }

  /**
   * First those whose number is known, then the others among what these brought, so that nothing depends on which of them comes first, and a
   * chunk that was cut off between two cells goes on to the same.
   */
  private filled(numbered: readonly ClientProfile[], others: readonly ClientProfile[], options: UpsertOptions): PeoplePlan {
    const first = planClientUpsert(this.clients, numbered, options);
    const settled = new Map(options.settled);
    const changed = new Set(first.changed.map(({ record }) => record.key));
    let cells = first.cells;
    let index = this.clients.after(cells, null);
    let plan = planClientUpsert(index, others, { ...options, settled });
    for (let turn = 1; ; turn += 1) {
      plan.changed.forEach(({ record }) => changed.add(record.key));
      cells = joinedEdits(cells, plan.cells);
      index = index.after(plan.cells, null);
      const known = plan.added.flatMap((profile) => {
        const match = index.match(profile);
        return match.kind === 'found' ? [[profile.clientKey, match.record.key] as const] : [];
      });
      if (plan.cells.length === 0 || known.length === 0 || turn === MOST_TURNS) break;
      known.forEach(([clientKey, key]) => settled.set(clientKey, key));
      plan = planClientUpsert(index, others, { ...options, settled });
    }
    return { added: plan.added, appended: plan.appended, changed: [...changed], questions: plan.questions, cells, clientOf: new Map([...first.clientOf, ...plan.clientOf]) };
  }

  /** The key of the client that a text names by itself, or of the one he was merged into. */
  namedBy(text: string): string {
    const key = clientKeyOf(text, this.clients.clients.numericKeys) ?? '';
    return key === '' ? '' : (this.clients.numbered({ clientKey: key, client: text, fields: {} })?.key ?? key);
  }
}

/** The client column itself may hold an e-mail or a phone. */
export function withContact(profile: ClientProfile): ClientProfile {
  const { client, fields } = profile;
  if (client.includes('@')) return fields.email === undefined ? { ...profile, fields: { ...fields, email: client } } : profile;
  return fields.phone === undefined && phoneIn(client) !== '' ? { ...profile, fields: { ...fields, phone: client } } : profile;
}
