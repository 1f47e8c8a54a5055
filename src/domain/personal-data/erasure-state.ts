/** Which erasure is under way: kept in the document's properties without a word of the person, so that one cut off goes on under the same mark. */
import type { ErasurePlace } from '../../contract/consent-views';
import type { Base } from '../base';
import type { ClientsRead } from '../clients-table';

const KEY = 'erasure';

/** An erasure that was begun. */
export interface ErasureState {
  /** What stands in place of the client's number from now on; random, says nothing about him. */
  readonly mark: string;
  /** HMAC of his key: tells him again without naming him. */
  readonly hash: string;
  /** Steps that are done. */
  readonly step: number;
  /** Rows and cells changed so far. */
  readonly places: number;
  /** Places that the owner is to look at himself; null until they were looked for. No word of the person stands there. */
  readonly left: readonly ErasurePlace[] | null;
  /** Such places beyond those of `left`. */
  readonly moreLeft: number;
}

/** The erasure under way, or null. 1 counted call. */
export function readErasure(base: Base): ErasureState | null {
  const text = base.ports.documentStore.get(KEY);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<ErasureState>;
    return typeof value.mark === 'string' && typeof value.hash === 'string' ? { mark: value.mark, hash: value.hash, step: value.step ?? 0, places: value.places ?? 0, left: value.left ?? null, moreLeft: value.moreLeft ?? 0 } : null;
  } catch {
    return null;
  }
}

/** Keeps how far it is; null when it is over. 1 counted call. */
export function keepErasure(base: Base, state: ErasureState | null): void {
  const { documentStore } = base.ports;
  if (state === null) documentStore.remove(KEY);
  else documentStore.set(KEY, JSON.stringify(state));
}

/** How a client's key is told without naming it. */
export function clientHash(base: Base, clientKey: string): string {
  return base.ports.keys.hmac(base.state.addressKey, `erasure\n${clientKey}`);
}

/** The client whose erasure is under way as Clients shows him: '' when his row is gone already, null when there is none. 1 counted call. */
export function erasingClient(base: Base, clients: ClientsRead): string | null {
  const state = readErasure(base);
  if (state === null) return null;
  return clients.records.find(({ key }) => clientHash(base, key) === state.hash)?.client ?? '';
}
