/** Keyed digests and random text over Utilities. */
import type { Keys } from '../domain/ports';

/** No counted calls. */
export class UtilityKeys implements Keys {
  hmac(key: string, text: string): string {
    const bytes = Utilities.computeHmacSha256Signature(text, key, Utilities.Charset.UTF_8);
    return hex(bytes);
  }

  digest(algorithm: 'SHA-256' | 'MD5', text: string): string {
    const name = algorithm === 'MD5' ? Utilities.DigestAlgorithm.MD5 : Utilities.DigestAlgorithm.SHA_256;
    return hex(Utilities.computeDigest(name, text, Utilities.Charset.UTF_8));
  }

  randomText(): string {
    return Utilities.getUuid().replace(/-/g, '');
  }
}

/** Bytes come signed (−128…127). */
function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => ((byte + 256) % 256).toString(16).padStart(2, '0')).join('');
}
