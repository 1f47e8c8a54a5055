/** Message digests and HMACs by their Apps Script enum names. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const HASHES = { MD5: md5, SHA_1: sha1, SHA_256: sha256, SHA_384: sha384, SHA_512: sha512 } as const;

export type DigestName = keyof typeof HASHES;

/** Whether a digest of this enum name is implemented (MD2 is not). */
export function isDigestName(name: string): name is DigestName {
  return Object.prototype.hasOwnProperty.call(HASHES, name);
}

/** Digest of bytes (RFC 1321, FIPS 180-4). */
export function digest(name: DigestName, data: Uint8Array): Uint8Array {
  return HASHES[name](data);
}

/** HMAC of bytes (RFC 2104); a zero-length key is allowed. */
export function hmacDigest(name: DigestName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return hmac(HASHES[name], key, data);
}
