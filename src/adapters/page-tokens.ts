/** Tokens of opened pages: issued when a menu opens a page, kept in the user's cache, bound to the person. */
import { equalTexts } from './constant-time';

const PREFIX = 'page.';
/** The longest life the cache allows. */
const LIFE_SECONDS = 21_600;

/** Why a token is refused: `refused` was never given out, `expired` is no longer kept. */
export type TokenVerdict = 'good' | 'refused' | 'expired';

/** Gives out a token for the person at the keyboard. 1 counted call. */
export function issueToken(email: string): string {
  const id = randomText();
  const secret = randomText() + randomText();
  CacheService.getUserCache().put(PREFIX + id, `${digest(secret)} ${email}`, LIFE_SECONDS);
  return `${id}.${secret}`;
}

/** Judges a token. A text of another shape costs no call; else 1 counted call. */
export function judgeToken(token: string, email: string): TokenVerdict {
  const match = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(token);
  const id = match?.[1];
  const secret = match?.[2];
  if (id === undefined || secret === undefined) return 'refused';
  const kept = CacheService.getUserCache().get(PREFIX + id);
  if (kept === null) return 'expired';
  return equalTexts(kept, `${digest(secret)} ${email}`) ? 'good' : 'refused';
}

function randomText(): string {
  return Utilities.getUuid().replace(/-/g, '').toLowerCase();
}

function digest(text: string): string {
  const bytes = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8);
  return Utilities.base64Encode(bytes);
}
