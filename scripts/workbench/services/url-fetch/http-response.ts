/** HTTPResponse: what a fetch answered. */
import type { Execution } from '../../runtime/execution';
import { members, ServiceObject, type MemberTable } from '../../runtime/service';
import { Blob, charsetArgument, convertBlob } from '../base/blob';
import { canonicalCharset, decodeText, toSignedBytes } from '../utilities/bytes';

type GoogleResponse = GoogleAppsScript.URL_Fetch.HTTPResponse;
type GoogleBlob = GoogleAppsScript.Base.Blob;

/** An answer as the network gave it; header names as sent, repeated headers as lists. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly bytes: Uint8Array;
}

/** `content-type` → `Content-Type`, as Google shows header names. */
export function headerCase(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

const NAMES = ['getAllHeaders', 'getBlob', 'getContent', 'getContentText', 'getHeaders', 'getResponseCode'] as const;

export class HTTPResponse extends ServiceObject implements Pick<GoogleResponse, (typeof NAMES)[number] | 'getAs'> {
  static readonly interfaceName = 'URL_Fetch.HTTPResponse';
  static readonly service = 'UrlFetchApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', [...NAMES, 'toString'], { scopes: [] }),
    ...members('pure', { partial: 'only the type the answer has' }, ['getAs'], { scopes: [] }),
  };

  constructor(
    execution: Execution,
    private readonly answer: Answer,
  ) {
    super(execution);
  }

  /** Repeated headers are arrays. */
  getAllHeaders(): object {
    return Object.fromEntries(Object.entries(this.answer.headers).map(([name, value]) => [headerCase(name), typeof value === 'string' ? value : [...value]]));
  }

  getAs(contentType: string): GoogleBlob {
    return convertBlob(this.execution, this.answer.bytes, this.contentType(), null, contentType);
  }

  getBlob(): GoogleBlob {
    return new Blob(this.execution, this.answer.bytes, this.contentType(), this.fileName());
  }

  getContent(): number[] {
    return toSignedBytes(this.answer.bytes);
  }

  /** Text in the charset asked for, else of the answer's header, else UTF-8. */
  getContentText(charset?: string): string {
    return decodeText(this.answer.bytes, charset === undefined ? this.declaredCharset() : charsetArgument(charset)).replace(/^\ufeff/, '');
  }

  getHeaders(): object {
    return Object.fromEntries(Object.entries(this.answer.headers).map(([name, value]) => [headerCase(name), typeof value === 'string' ? value : value[value.length - 1] ?? '']));
  }

  getResponseCode(): number {
    return this.answer.status;
  }

  override toString(): string {
    return this.getContentText();
  }

  private header(name: string): string {
    const found = Object.entries(this.answer.headers).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof found === 'string' ? found : found?.[0] ?? '';
  }

  private contentType(): string | null {
    return this.header('content-type').split(';')[0]?.trim() || null;
  }

  private declaredCharset(): string {
    const charset = /charset=["']?([^"';\s]+)/i.exec(this.header('content-type'))?.[1];
    return (charset === undefined ? null : canonicalCharset(charset)) ?? 'utf-8';
  }

  private fileName(): string | null {
    return /filename="?([^";]+)/i.exec(this.header('content-disposition'))?.[1] ?? null;
  }
}
