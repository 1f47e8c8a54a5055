/** Web apps: the event of doGet and doPost, and the answer Google would give for what they return. */
import { EnumValue, ServiceObject, type ServiceClass } from './service';
import type { ExecutionRecord, WebAnswer, WebRequest } from './workbench';

const HTML = 'text/html; charset=utf-8';
const RESERVED_PARAMETERS = ['c', 'sid'];

const MIME_TYPES: Readonly<Record<string, string>> = {
  ATOM: 'application/atom+xml', CSV: 'text/csv', ICAL: 'text/calendar', JAVASCRIPT: 'application/javascript', JSON: 'application/json',
  RSS: 'application/rss+xml', TEXT: 'text/plain', VCARD: 'text/x-vcard', XML: 'text/xml',
};

/** An answer that needs no script: HEAD and reserved parameter names. null = run the script. */
export function answerBeforeScript(request: WebRequest): WebAnswer | null {
  if (request.method === 'HEAD') return { status: 403, contentType: HTML, body: '' };
  const names = [...new URLSearchParams(request.queryString).keys()];
  if (names.some((name) => RESERVED_PARAMETERS.includes(name))) return { status: 405, contentType: HTML, body: 'Method Not Allowed' };
  return null;
}

/** The object doGet and doPost get. */
export function webEvent(request: WebRequest): Record<string, unknown> {
  const query = new URLSearchParams(request.queryString);
  const isPost = request.method === 'POST';
  const body = request.body ?? '';
  const type = request.contentType ?? 'application/octet-stream';
  const fields = isPost && type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : new URLSearchParams();
  const parameters: Record<string, string[]> = {};
  for (const [name, value] of [...query, ...fields]) {
    if (Object.hasOwn(parameters, name)) parameters[name]?.push(value);
    else Object.defineProperty(parameters, name, { value: [value], enumerable: true, writable: true, configurable: true });
  }
  const length = new TextEncoder().encode(body).length;
  return {
    queryString: request.queryString,
    parameter: Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, values[0] ?? ''])),
    parameters,
    contextPath: '',
    contentLength: isPost ? length : -1,
    ...(request.pathInfo === undefined ? {} : { pathInfo: request.pathInfo }),
    ...(isPost ? { postData: { length, type, contents: body, name: 'postData' } } : {}),
  };
}

/** What the visitor sees; `html` is filled when the page is an HtmlOutput, so that it can be opened as a page. */
export function answerOf(record: ExecutionRecord): { readonly answer: WebAnswer; readonly html: string | null; readonly title: string } {
  if (record.state !== 'finished') return { answer: errorAnswer(failureText(record)), html: null, title: '' };
  const { result } = record;
  if (result === undefined || result === null) return { answer: errorAnswer('The script completed but did not return anything.'), html: null, title: '' };
  const interfaceName = result instanceof ServiceObject ? (result.constructor as unknown as ServiceClass).interfaceName : '';
  if (interfaceName === 'HTML.HtmlOutput') {
    const output = result as unknown as GoogleAppsScript.HTML.HtmlOutput;
    return { answer: { status: 200, contentType: HTML, body: output.getContent() }, html: output.getContent(), title: (output.getTitle()) ?? '' };
  }
  if (interfaceName === 'Content.TextOutput') {
    const output = result as unknown as GoogleAppsScript.Content.TextOutput;
    const mimeType: unknown = output.getMimeType();
    const contentType = `${MIME_TYPES[mimeType instanceof EnumValue ? mimeType.name : ''] ?? 'text/plain'}; charset=utf-8`;
    return { answer: { status: 302, redirect: `/macros/echo?user_content_key=${record.id}`, contentType, body: output.getContent() }, html: null, title: '' };
  }
  return { answer: errorAnswer('The script completed but the returned value is not a supported return type.'), html: null, title: '' };
}

/** An exception still answers 200, with a page that tells it. */
function errorAnswer(message: string): WebAnswer {
  const escaped = message.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return { status: 200, contentType: HTML, body: `<!DOCTYPE html><html><head><title>Error</title></head><body><div style="font-family:monospace">${escaped}</div></body></html>` };
}

function failureText(record: ExecutionRecord): string {
  const { error } = record;
  if (!error) return 'The execution was stopped.';
  return error.name === '' || error.message.startsWith('Script function not found') ? error.message : `${error.name}: ${error.message}`;
}
