/** Collects what order rows or a clients sheet say about each client; the newest text of a field wins, whatever the row order. */
import { formatIsoDay } from '../calendar';
import type { Day } from '../calendar';
import type { Cell } from './cell';
import { cellText } from './client-key';
import { PROFILE_FIELDS } from './field';
import type { Mapping, ProfileField } from './field';

/** Fields of a profile. */
export type ClientField = ProfileField | 'manager';

/** What is known of a client from order rows or a clients sheet. */
export interface ClientProfile {
  readonly clientKey: string;
  /** The key as the owner writes it. */
  readonly client: string;
  /** Newest non-empty text of each field. */
  readonly fields: Readonly<Partial<Record<ClientField, string>>>;
}

interface Entry {
  readonly text: string;
  readonly age: number;
}

/** Gathers fields row by row. */
export class ProfileCollector {
  private readonly columns: readonly (readonly [ClientField, number])[];
  private readonly clients = new Map<string, { spelling: Entry; fields: Map<ClientField, Entry> }>();

  constructor(mapping: Mapping) {
    const columns: [ClientField, number][] = [];
    for (const field of [...PROFILE_FIELDS, 'manager'] as const) {
      const columnIndex = mapping[field];
      if (columnIndex !== undefined) columns.push([field, columnIndex]);
    }
    this.columns = columns;
  }

  /**
   * Adds the fields of one row. @param age the day of an order or the row of a clients sheet: larger is newer
   * @returns the spelling known before, when this row writes the client differently (for a report), else undefined
   */
  add(clientKey: string, spelling: string, row: readonly Cell[], age: Day): string | undefined {
    let client = this.clients.get(clientKey);
    const before = client?.spelling.text;
    if (client === undefined) {
      client = { spelling: { text: spelling, age }, fields: new Map() };
      this.clients.set(clientKey, client);
    } else if (isNewer(spelling, age, client.spelling)) client.spelling = { text: spelling, age };
    for (const [field, columnIndex] of this.columns) {
      const text = fieldText(row[columnIndex]);
      const known = client.fields.get(field);
      if (text !== '' && (known === undefined || isNewer(text, age, known))) client.fields.set(field, { text, age });
    }
    return before === undefined || before === spelling ? undefined : before;
  }

  /** All profiles, sorted by client key; a missing name is put together from first and last name. */
  list(): ClientProfile[] {
    const profiles: ClientProfile[] = [];
    this.clients.forEach(({ spelling, fields }, clientKey) => {
      const texts: Partial<Record<ClientField, string>> = {};
      fields.forEach((entry, field) => {
        texts[field] = entry.text;
      });
      const fullName = `${texts.firstName ?? ''} ${texts.lastName ?? ''}`.trim();
      if (texts.name === undefined && fullName !== '') texts.name = fullName;
      profiles.push({ clientKey, client: spelling.text, fields: texts });
    });
    return profiles.sort((left, right) => (left.clientKey < right.clientKey ? -1 : 1));
  }
}

/** Newer wins; on the same day the text that sorts first, so that row order decides nothing. */
function isNewer(text: string, age: number, known: Entry): boolean {
  return age > known.age || (age === known.age && text < known.text);
}

function fieldText(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell !== null ? formatIsoDay(cell.day) : cellText(cell);
}
