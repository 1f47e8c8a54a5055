/** Keyed digests and random text over Utilities. */
import type { Keys } from '../domain/ports';

/** No counted calls. */
export class UtilityKeys implements Keys {
  hmac(key: string, text: string): string {
    const bytes = Utilities.computeHmacSha256Signature(text, key, Utilities.Charset.UTF_8);
    // Bytes come signed (−128…127).
    return bytes.map((byte) => ((byte + 256) % 256).toString(16).padStart(2, '0')).join('');
  }

  randomText(): string {
    return Utilities.getUuid().replace(/-/g, '');
  }
}
