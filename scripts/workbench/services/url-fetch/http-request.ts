/** The request a script describes: method, headers and body as UrlFetchApp sends them, within the limits of PLATFORM-FACTS §1.2. */
import { ServiceError } from '../../runtime/service';
import { Blob, isBlobSource, blobOf } from '../base/blob';
import { textOf } from '../base/text-value';
import { encodeText, toBinaryString, fromBinaryString } from '../utilities/bytes';

export interface HttpRequest {
  readonly url: string;
  /** Lower case. */
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  readonly body: Uint8Array | null;
  readonly followRedirects: boolean;
  readonly muteHttpExceptions: boolean;
}

const URL_CHARACTERS = 2082;
const POST_BYTES = 50 * 1024 * 1024;
const HEADER_COUNT = 100;
const HEADER_BYTES = 8 * 1024;
const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
const FORM = 'application/x-www-form-urlencoded';

interface Body {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** `application/x-www-form-urlencoded` text. */
function formText(fields: Readonly<Record<string, unknown>>): string {
  const encode = (text: string): string => encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return Object.entries(fields).map(([name, value]) => `${encode(name)}=${encode(textOf(value))}`).join('&');
}

function multipart(fields: Readonly<Record<string, unknown>>, boundary: string): Body {
  let text = '';
  for (const [name, value] of Object.entries(fields)) {
    const blob = isBlobSource(value) ? blobOf(value, name) : null;
    const fileName = blob === null ? '' : `; filename="${(blob.getName() ?? '').replace(/"/g, '%22')}"`;
    text += toBinaryString(encodeText(`--${boundary}\r\nContent-Disposition: form-data; name="${name.replace(/"/g, '%22')}"${fileName}\r\n`));
    if (blob !== null) text += `Content-Type: ${blob.getContentType() ?? 'application/octet-stream'}\r\n`;
    text += `\r\n${toBinaryString(blob === null ? encodeText(textOf(value)) : Blob.bytesOf(blob))}\r\n`;
  }
  return { bytes: fromBinaryString(`${text}--${boundary}--\r\n`), contentType: `multipart/form-data; boundary=${boundary}` };
}

function bodyOf(payload: unknown, boundary: string): Body | null {
  if (payload === undefined || payload === null) return null;
  if (isBlobSource(payload)) {
    const blob = blobOf(payload, 'payload');
    return { bytes: Blob.bytesOf(blob), contentType: blob.getContentType() ?? 'application/octet-stream' };
  }
  if (Array.isArray(payload)) return { bytes: Uint8Array.from(payload.map((byte) => Number(byte) & 0xff)), contentType: FORM };
  if (typeof payload !== 'object') return { bytes: encodeText(textOf(payload)), contentType: FORM };
  const fields = payload as Record<string, unknown>;
  if (Object.values(fields).some(isBlobSource)) return multipart(fields, boundary);
  return { bytes: encodeText(formText(fields)), contentType: FORM };
}

/** The address as it will be fetched; a missing scheme is http. */
function addressOf(value: unknown): string {
  const url = textOf(value).trim();
  if (url === '') throw new ServiceError('Attribute provided with no value: url');
  if (url.length > URL_CHARACTERS) throw new ServiceError('Limit Exceeded: URLFetch URL Length.');
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  if (!/^https?:/i.test(full) || !URL.canParse(full)) throw new ServiceError(`Invalid argument: ${url}`);
  return full;
}

/** Reads the parameters of fetch, fetchAll and getRequest; throws Google's texts for what they refuse. */
export function requestOf(url: unknown, parameters: Readonly<Record<string, unknown>>, boundary: string): HttpRequest {
  const body = bodyOf(parameters['payload'], boundary);
  const method = (textOf(parameters['method']) || (body === null ? 'get' : 'post')).toLowerCase();
  if (!METHODS.includes(method)) throw new ServiceError(`Attribute provided with invalid value: method`);
  if ((body?.bytes.length ?? 0) > POST_BYTES) throw new ServiceError('Limit Exceeded: URLFetch POST Size.');
  const given = parameters['headers'];
  if (given !== undefined && given !== null && typeof given !== 'object') throw new ServiceError('Attribute provided with invalid value: headers');
  const headers = Object.fromEntries(Object.entries((given ?? {}) as Record<string, unknown>).map(([name, value]) => [name, textOf(value)]));
  const size = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (Object.keys(headers).length > HEADER_COUNT || size > HEADER_BYTES) throw new ServiceError('Limit Exceeded: URLFetch Header Size.');
  const declared = parameters['contentType'];
  return {
    url: addressOf(url),
    method,
    headers,
    contentType: typeof declared === 'string' ? declared : body?.contentType ?? null,
    body: body?.bytes ?? null,
    followRedirects: parameters['followRedirects'] !== false,
    muteHttpExceptions: parameters['muteHttpExceptions'] === true,
  };
}
