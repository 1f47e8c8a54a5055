/** Utilities (PLATFORM-FACTS §8.7). */
import { gunzipSync, gzipSync, unzipSync, zipSync, type Zippable } from 'fflate';
import { enumNameOf, members, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { Blob, blobOf, bytesArgument, fileNameOf } from '../base/blob';
import { decodeBase64, encodeBase64 } from './base64';
import { canonicalCharset, encodeText, toSignedBytes } from './bytes';
import { parseCsvRows } from './csv';
import { formatInstant, parseInstant, PatternError } from './date-pattern';
import { digest, hmacDigest, isDigestName } from './digest';
import { DirectiveError, formatTemplate } from './format-string';

type GoogleUtilities = GoogleAppsScript.Utilities.Utilities;
type Charset = GoogleAppsScript.Utilities.Charset;
type GoogleBlob = GoogleAppsScript.Base.Blob;
type Data = string | number[];

const MAXIMUM_SLEEP_MS = 300_000;

const EXACT = [
  'base64Decode', 'base64DecodeWebSafe', 'base64Encode', 'base64EncodeWebSafe', 'computeHmacSha256Signature', 'computeHmacSignature',
  'getUuid', 'gzip', 'newBlob', 'parseCsv', 'ungzip', 'unzip', 'zip',
] as const;

export class Utilities
  extends ServiceObject
  implements Pick<GoogleUtilities, (typeof EXACT)[number] | 'computeDigest' | 'formatDate' | 'formatString' | 'parseDate' | 'sleep'>
{
  static readonly interfaceName = 'Utilities.Utilities';
  static readonly service = 'Utilities';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', EXACT),
    ...members('pure', { partial: 'MD2 is absent' }, ['computeDigest']),
    ...members('pure', { partial: 'names of months and days are English; a few zone abbreviations of Java are missing' }, ['formatDate', 'parseDate']),
    ...members('pure', { partial: 'a value that is missing prints as undefined' }, ['formatString']),
    ...members('wait', 'exact', ['sleep']),
  };

  base64Decode(encoded: string, _charset?: Charset): number[] {
    return decoded(encoded, false);
  }

  base64DecodeWebSafe(encoded: string, _charset?: Charset): number[] {
    return decoded(encoded, true);
  }

  base64Encode(data: Data, charset?: Charset): string {
    return encodeBase64(bytesOf(data, charset, 'data'));
  }

  base64EncodeWebSafe(data: Data, charset?: Charset): string {
    return encodeBase64(bytesOf(data, charset, 'data'), true);
  }

  computeDigest(algorithm: GoogleAppsScript.Utilities.DigestAlgorithm, value: Data, charset?: Charset): number[] {
    const name = enumNameOf(algorithm) ?? '';
    if (!isDigestName(name)) throw new ServiceError(`not emulated: Utilities.DigestAlgorithm.${name}`);
    return toSignedBytes(digest(name, bytesOf(value, charset, 'value')));
  }

  computeHmacSha256Signature(value: Data, key: Data, charset?: Charset): number[] {
    return toSignedBytes(hmacDigest('SHA_256', bytesOf(key, charset, 'key'), bytesOf(value, charset, 'value')));
  }

  computeHmacSignature(algorithm: GoogleAppsScript.Utilities.MacAlgorithm, value: Data, key: Data, charset?: Charset): number[] {
    const name = (enumNameOf(algorithm) ?? '').replace(/^HMAC_/, '');
    if (!isDigestName(name)) throw new ServiceError('Invalid argument: algorithm');
    return toSignedBytes(hmacDigest(name, bytesOf(key, charset, 'key'), bytesOf(value, charset, 'value')));
  }

  formatDate(date: GoogleAppsScript.Base.Date, timeZone: string, format: string): string {
    const instant = date.getTime();
    if (Number.isNaN(instant)) throw new ServiceError('Invalid argument: date');
    return withPattern(() => formatInstant(instant, timeZone, format));
  }

  formatString(template: string, ...args: unknown[]): string {
    try {
      return formatTemplate(template, args);
    } catch (error) {
      if (error instanceof DirectiveError) throw new ServiceError(`Invalid format specifier: ${error.message}`);
      throw error;
    }
  }

  /** A version 4 UUID from the host's seeded source. */
  getUuid(): string {
    const digits = (count: number, choices = '0123456789abcdef'): string => Array.from(
      { length: count }, () => choices.charAt(Math.floor(this.execution.host.random() * choices.length)),
    ).join('');
    return `${digits(8)}-${digits(4)}-4${digits(3)}-${digits(1, '89ab')}${digits(3)}-${digits(12)}`;
  }

  gzip(blob: GoogleAppsScript.Base.BlobSource, name?: string): GoogleBlob {
    const source = blobOf(blob, 'blob');
    const seconds = Math.floor(this.execution.now() / 1000);
    const packed = gzipSync(Blob.bytesOf(source), { mtime: seconds * 1000 });
    return new Blob(this.execution, packed, 'application/x-gzip', name ?? `${fileNameOf(source, 'archive')}.gz`);
  }

  newBlob(data: Data, contentType?: string | null, name?: string | null): GoogleBlob {
    const bytes = typeof data === 'string' ? encodeText(data) : bytesArgument(data, 'data');
    return new Blob(this.execution, bytes, contentType ?? (typeof data === 'string' ? 'text/plain' : null), name ?? null);
  }

  parseCsv(csv: string, delimiter: string | number = ','): string[][] {
    const rows = parseCsvRows(csv, typeof delimiter === 'number' ? String.fromCharCode(delimiter) : delimiter);
    if (rows === null) throw new ServiceError('Could not parse text.');
    return rows;
  }

  parseDate(date: string, timeZone: string, format: string): Date {
    const instant = withPattern(() => parseInstant(date, timeZone, format, this.execution.now()));
    if (instant === null) throw new ServiceError(`Unparseable date: "${date}"`);
    return new Date(instant);
  }

  sleep(milliseconds: number): void {
    if (milliseconds < 0 || milliseconds > MAXIMUM_SLEEP_MS) throw new ServiceError('Invalid argument: milliseconds. Should be between 0 and 300000.');
    this.execution.elapse(Math.trunc(milliseconds));
  }

  ungzip(blob: GoogleAppsScript.Base.BlobSource): GoogleBlob {
    const source = blobOf(blob, 'blob');
    const bytes = unpacked(() => gunzipSync(Blob.bytesOf(source)));
    return new Blob(this.execution, bytes, null, source.getName()?.replace(/\.gz$/i, '') ?? null).setContentTypeFromExtension();
  }

  unzip(blob: GoogleAppsScript.Base.BlobSource): GoogleBlob[] {
    const entries = unpacked(() => unzipSync(Blob.bytesOf(blobOf(blob, 'blob'))));
    return Object.entries(entries)
      .filter(([name]) => !name.endsWith('/'))
      .map(([name, bytes]) => new Blob(this.execution, bytes, null, name).setContentTypeFromExtension());
  }

  zip(blobs: GoogleAppsScript.Base.BlobSource[], name = 'archive.zip'): GoogleBlob {
    const files: Zippable = {};
    const mtime = new Date(this.execution.now());
    blobs.forEach((source, index) => {
      const blob = blobOf(source, 'blobs');
      const entry = fileNameOf(blob, `Untitled ${index + 1}`);
      if (Object.prototype.hasOwnProperty.call(files, entry)) throw new ServiceError(`duplicate entry: ${entry}`);
      files[entry] = [Blob.bytesOf(blob), { mtime }];
    });
    return new Blob(this.execution, zipSync(files), 'application/zip', name);
  }
}

/** Bytes of an argument; a text without a charset is US-ASCII, other characters become `?` (PLATFORM-FACTS §8.7). */
function bytesOf(data: Data, charset: Charset | undefined, parameter: string): Uint8Array {
  if (typeof data !== 'string') return bytesArgument(data, parameter);
  return encodeText(data, canonicalCharset(enumNameOf(charset) ?? 'US_ASCII') ?? 'us-ascii');
}

function decoded(encoded: string, webSafe: boolean): number[] {
  const bytes = decodeBase64(encoded, webSafe);
  if (bytes === null) throw new ServiceError('Could not decode string.');
  return toSignedBytes(bytes);
}

function withPattern<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof PatternError) throw new ServiceError(`Invalid argument: ${error.message}`);
    throw error;
  }
}

/** fflate throws its own errors for damaged archives. */
function unpacked<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new ServiceError(`Invalid argument: ${error instanceof Error ? error.message : 'blob'}`);
  }
}

export const utilitiesModule: ServiceModule = { globals: { Utilities }, classes: [Utilities] };
