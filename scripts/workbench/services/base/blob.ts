/** Blob: bytes with a content type and a name; also the class GmailAttachment and HTTP bodies are copied to. */
import signatures from 'workbench:signatures';
import { members, ServiceError, ServiceObject, type MemberTable, type ServiceClass } from '../../runtime/service';
import { isA } from '../../runtime/signature';
import type { Execution } from '../../runtime/execution';
import { canonicalCharset, decodeText, encodeText, fromSignedBytes, toSignedBytes } from '../utilities/bytes';
import { extensionOfType, typeOfFileName } from './mime-types';

type GoogleBlob = GoogleAppsScript.Base.Blob;

/** Conversions that Google performs and the host does not. */
const CONVERTED_BY_GOOGLE = /^(?:text\/(?:html|plain|csv)|image\/(?:png|jpeg|gif|bmp)|application\/(?:pdf|vnd\..*|msword))$/;

/** Any object that can be asked for a blob (BlobSource). */
export interface BlobSourceObject {
  getBlob(): GoogleBlob;
}

/** Whether a value of a script is a BlobSource of the host. */
export function isBlobSource(value: unknown): value is BlobSourceObject & ServiceObject {
  return value instanceof ServiceObject && typeof (value as { getBlob?: unknown }).getBlob === 'function';
}

/** The Blob of a BlobSource argument; throws Google's text when the value is none, and says so when the host cannot draw it (charts). */
export function blobOf(value: unknown, parameter: string): Blob {
  if (value instanceof Blob) return value;
  if (isBlobSource(value)) {
    const blob: unknown = value.getBlob();
    if (blob instanceof Blob) return blob;
  }
  if (value instanceof ServiceObject) {
    const { interfaceName } = value.constructor as unknown as ServiceClass;
    if (isA(signatures, interfaceName, 'Base.BlobSource')) throw new ServiceError(`not emulated: ${interfaceName.split('.').pop() ?? ''}.getBlob`);
  }
  throw new ServiceError(`Invalid argument: ${parameter}`);
}

const NAMES = [
  'copyBlob', 'getBlob', 'getBytes', 'getContentType', 'getDataAsString', 'getName', 'isGoogleType', 'setBytes', 'setContentType',
  'setContentTypeFromExtension', 'setDataFromString', 'setName', 'getAllBlobs',
] as const;

/** Member table of Blob and of the classes that behave as one. */
export const BLOB_MEMBERS: MemberTable = {
  ...members('pure', 'exact', NAMES),
  ...members('pure', { partial: 'only the type the blob already has; Google also converts documents and images' }, ['getAs']),
};

export class Blob extends ServiceObject implements Pick<GoogleBlob, (typeof NAMES)[number] | 'getAs'> {
  static readonly interfaceName: string = 'Base.Blob';
  static readonly service: string = '';
  static readonly members: MemberTable = BLOB_MEMBERS;

  constructor(
    execution: Execution,
    protected bytes: Uint8Array,
    protected contentType: string | null = null,
    protected name: string | null = null,
  ) {
    super(execution);
  }

  /** The bytes as the host keeps them, for other services. */
  static bytesOf(blob: Blob): Uint8Array {
    return blob.bytes;
  }

  copyBlob(): GoogleBlob {
    return new Blob(this.execution, this.bytes.slice(), this.contentType, this.name);
  }

  getBlob(): GoogleBlob {
    return this;
  }

  /** Deprecated by Google: the blob alone. */
  getAllBlobs(): GoogleBlob[] {
    return [this];
  }

  getAs(contentType: string): GoogleBlob {
    return convertBlob(this.execution, this.bytes, this.contentType, this.name, contentType);
  }

  getBytes(): number[] {
    return toSignedBytes(this.bytes);
  }

  getContentType(): string | null {
    return this.contentType;
  }

  getDataAsString(charset?: string): string {
    return decodeText(this.bytes, charsetArgument(charset));
  }

  getName(): string | null {
    return this.name;
  }

  isGoogleType(): boolean {
    return this.contentType?.startsWith('application/vnd.google-apps.') === true;
  }

  setBytes(data: number[]): GoogleBlob {
    this.bytes = bytesArgument(data, 'data');
    return this;
  }

  setContentType(contentType: string | null): GoogleBlob {
    this.contentType = contentType;
    return this;
  }

  setContentTypeFromExtension(): GoogleBlob {
    this.contentType = this.name === null ? null : typeOfFileName(this.name);
    return this;
  }

  setDataFromString(string: string, charset?: string): GoogleBlob {
    this.bytes = encodeText(string, charsetArgument(charset));
    return this;
  }

  setName(name: string): GoogleBlob {
    this.name = name;
    return this;
  }

  override toString(): string {
    return 'Blob';
  }
}

/** A copy of the data with the asked type; only an equal type is emulated. */
export function convertBlob(execution: Execution, bytes: Uint8Array, from: string | null, name: string | null, to: string): GoogleBlob {
  const bare = (type: string | null): string => (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (bare(from) === bare(to)) return new Blob(execution, bytes.slice(), to, name);
  if (CONVERTED_BY_GOOGLE.test(bare(from)) && /^(?:application\/pdf|image\/(?:png|jpeg|gif|bmp))$/.test(bare(to))) {
    throw new ServiceError(`not emulated: Blob.getAs('${to}') of ${bare(from)}`);
  }
  throw new ServiceError(`Converting from ${bare(from)} to ${bare(to)} is not supported.`);
}

/** A file name for a blob without one. */
export function fileNameOf(blob: Blob, fallback: string): string {
  const name = blob.getName();
  if (name !== null && name !== '') return name;
  const extension = extensionOfType(blob.getContentType() ?? '');
  return extension === '' ? fallback : `${fallback}.${extension}`;
}

/** Unsigned bytes of a Byte[] argument. */
export function bytesArgument(value: readonly unknown[], parameter: string): Uint8Array {
  const bytes = fromSignedBytes(value);
  if (bytes === null) throw new ServiceError(`Invalid argument: ${parameter}`);
  return bytes;
}

/** Canonical charset of an argument that may be left out (UTF-8). */
export function charsetArgument(charset: string | undefined | null): string {
  if (charset === undefined || charset === null) return 'utf-8';
  const name = canonicalCharset(charset);
  if (name === null) throw new ServiceError(`Charset not supported: ${charset}`);
  return name;
}
