/** Who of a mailing is held out to measure it, and which of two subjects a client gets: by a hash, never by chance. */
import { hashText } from './hash';

/**
 * The clients that get no letter so that the mailing can be measured against them: round(share × clients) of them, those whose hash with the
 * salt is smallest, i.e. every n-th on average. The order of the keys given means nothing. A client who comes or goes changes at most one
 * other's lot (the one at the border), and a larger share holds out everyone whom a smaller one did.
 * @param share part of the clients, 0 … 1; anything else is moved to the nearer end
 * @param salt the key of the template or automation: another mailing holds out others
 */
export function heldOut(clientKeys: readonly string[], share: number, salt: string): ReadonlySet<string> {
  const keys = [...new Set(clientKeys)];
  const count = Math.round(Math.min(1, Math.max(0, share)) * keys.length);
  if (count === 0) return new Set();
  const drawn = keys.map((key) => ({ key, draw: drawOf('hold-out', salt, key) }));
  drawn.sort((a, b) => a.draw - b.draw || (a.key < b.key ? -1 : 1));
  return new Set(drawn.slice(0, count).map(({ key }) => key));
}

/** The subject a client gets: about half each, the same at every call, and independent of who is held out. */
export function variantOf(salt: string, clientKey: string): 'A' | 'B' {
  return drawOf('variant', salt, clientKey) % 2 === 0 ? 'A' : 'B';
}

/** 0 … 2³² − 1. Neighbouring keys (client 1001, client 1002) must not be neighbours here, so the bits of the hash are mixed once more. */
function drawOf(purpose: string, salt: string, key: string): number {
  const hash = hashText(`${purpose}\n${salt}\n${key}`);
  let bits = (parseInt(hash.slice(0, 8), 16) ^ parseInt(hash.slice(8), 16)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
