/** Contextual escaping of printing scriptlets `<?= ?>` and of appendUntrusted (PLATFORM-FACTS §3.4). Runs in the script's realm too. */
import { textOf } from '../base/text-value';
import { ContextReader, type Context } from './html-context';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** What stands for a value that a context must not show. */
const REFUSED_URL = 'about:invalid#zSoyz';
const REFUSED_CSS = 'zSoyz';

/** Text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

function escapeUnquoted(text: string): string {
  return escapeHtml(text).replace(/[\s`=]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Content of a JavaScript string literal of any quoting, safe inside script elements and attributes. */
export function escapeScriptString(text: string): string {
  return text.replace(/[\\'"`$<>&=\x00-\x1f\u2028\u2029]/g, (character) => {
    switch (character) {
      case '\\': return '\\\\';
      case '\n': return '\\n';
      case '\r': return '\\r';
      case '\t': return '\\t';
      default: {
        const code = character.charCodeAt(0);
        return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
      }
    }
  });
}

/** A value as a JavaScript expression: numbers and booleans as they are, everything else a string literal. */
function scriptValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return ` ${String(value)} `;
  return `'${escapeScriptString(textOf(value))}'`;
}

function percentUnsafe(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~:/?#[\]@!$&()*+,;=%]/gu, (character) => encodeURIComponent(character).replace(/'/g, '%27'));
}

function escapeUrl(text: string, part: 'start' | 'path' | 'query'): string {
  if (part === 'query') return encodeURIComponent(text).replace(/'/g, '%27');
  const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*)\s*:/.exec(text)?.[1]?.toLowerCase();
  const unknownScheme = scheme === undefined ? /^[^/?#]*:/.test(text) : !/^(?:https?|mailto|ftp|tel|sms)$/.test(scheme);
  if (part === 'start' && unknownScheme) return REFUSED_URL;
  return percentUnsafe(text);
}

function escapeCss(text: string): string {
  return /^(?!-*(?:expression|(?:moz-)?binding))(?:[.#]?-?(?:[_a-z0-9-]+)(?:-[_a-z0-9-]+)*-?|-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[a-z]{1,4}|%)?|!important| )*$/i.test(text) ? text : REFUSED_CSS;
}

/** The printed form of a value in a context. */
export function escapeFor(context: Context, value: unknown): string {
  const text = String(value);
  switch (context.kind) {
    case 'text':
    case 'rcdata': return escapeHtml(text);
    case 'comment': return '';
    case 'tag': return /^[A-Za-z][A-Za-z0-9-]*$/.test(text) && !/^(?:on|style$|src|href)/i.test(text) ? text : 'zSoyz';
    case 'style': return escapeCss(text);
    case 'attribute': {
      const safe = context.content === 'style' ? escapeCss(text) : text;
      return context.quote === '' ? escapeUnquoted(safe) : escapeHtml(safe);
    }
    case 'url': {
      const url = escapeUrl(text, context.part);
      return context.quote === '' ? escapeUnquoted(url) : escapeHtml(url);
    }
    default: {
      if (context.place === 'lineComment' || context.place === 'blockComment') return '';
      const code = context.place === 'code' ? scriptValue(value) : escapeScriptString(text);
      return context.quote === null ? code : context.quote === '' ? escapeUnquoted(code) : escapeHtml(code);
    }
  }
}

/** Collects the output of a template: literal HTML, escaped values, raw values. */
export class TemplatePrinter {
  private readonly reader = new ContextReader();
  private output = '';

  /** HTML of the template itself, and the trusted output of `<?!= ?>`. */
  raw(value: unknown): void {
    const text = String(value);
    this.output += text;
    this.reader.read(text);
  }

  /** Output of `<?= ?>`. */
  escaped(value: unknown): void {
    const context = this.reader.context();
    this.reader.beginValue();
    this.raw(escapeFor(context, value));
  }

  content(): string {
    return this.output;
  }
}
