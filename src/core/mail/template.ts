/** Letter templates: `{{Имя|друг}}`, `{{#if Поле}}…{{else}}…{{/if}}`, escaped for HTML by default. */
import type { Outcome } from '../issue';

/** A template as written by the owner. The body may be plain text or simple HTML. */
export interface TemplateSource {
  readonly subject: string;
  readonly body: string;
}

/** Field values of one client by name; names are compared trimmed, case-folded, with ё = е and `_` = space. Empty = ''. */
export type MergeFields = Readonly<Record<string, string>>;

/** A compiled template. */
export interface Template {
  /** Field names used, as first written. */
  readonly fields: readonly string[];
  /** Finished subject (one line), HTML and plain text for one client. */
  readonly render: (fields: MergeFields) => RenderedLetter;
}

/** A finished letter. */
export interface RenderedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Compiles a template. The value is null on errors: bad syntax (with position) or a field that is none of `knownFields` (blocks sending).
 */
export declare function compileTemplate(source: TemplateSource, knownFields: readonly string[]): Outcome<Template | null>;
/** Escapes text for HTML content and quoted attributes. */
export declare function escapeHtml(text: string): string;
/** Plain text of simple HTML: paragraphs, lists, links as `text (address)`, entities decoded. */
export declare function htmlToText(html: string): string;
/** Simple HTML of plain text: paragraphs, line breaks, http(s) links. */
export declare function textToHtml(text: string): string;
