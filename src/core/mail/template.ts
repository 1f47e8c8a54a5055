/** Letter templates: `{{Имя|друг}}`, `{{#if Поле}}…{{else}}…{{/if}}`, escaped for HTML by default. */
import { issue, outcome } from '../issue';
import type { Issue, Outcome } from '../issue';
import { escapeHtml, htmlToText, looksLikeHtml, textToHtml } from './html';

export { escapeHtml, htmlToText, textToHtml } from './html';

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
  readonly isHtml: boolean;
  /** Finished subject (one line), HTML and plain text for one client. */
  readonly render: (fields: MergeFields) => RenderedLetter;
}

/** A finished letter. */
export interface RenderedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly fallback: string; readonly position: number }
  | { readonly kind: 'if'; readonly name: string; readonly position: number; readonly then: Node[]; readonly otherwise: Node[] };

interface Parsed {
  readonly nodes: readonly Node[];
  readonly issues: readonly Issue[];
}

const LONGEST_HANDY_SUBJECT = 50;

/**
 * Compiles a template. The value is null on errors: bad syntax (with the position of the character, from 1) or a field that is
 * none of `knownFields` (blocks sending).
 */
export function compileTemplate(source: TemplateSource, knownFields: readonly string[]): Outcome<Template | null> {
  const subject = parse(source.subject, 'subject');
  const body = parse(source.body, 'body');
  const issues: Issue[] = [...subject.issues, ...body.issues];
  if (source.subject.trim() === '') issues.push(issue('template.subjectEmpty'));
  if (source.body.trim() === '') issues.push(issue('template.bodyEmpty'));

  const known = new Set(knownFields.map(foldFieldName));
  const fields = new Map<string, string>();
  for (const { name } of [...namesIn(subject.nodes), ...namesIn(body.nodes)]) {
    const folded = foldFieldName(name);
    if (!fields.has(folded) && !known.has(folded)) issues.push(issue('template.fieldUnknown', { field: name, fields: knownFields.join(', ') }));
    if (!fields.has(folded)) fields.set(folded, name);
  }
  if (issues.length > 0) return outcome(null, issues);

  const hints = source.subject.length > LONGEST_HANDY_SUBJECT ? [issue('template.subjectLong', { length: source.subject.length })] : [];
  const isHtml = looksLikeHtml(source.body);
  const render = (values: MergeFields): RenderedLetter => {
    const lookup = lookupOf(values);
    const line = renderNodes(subject.nodes, lookup, (value) => value);
    const finished = renderNodes(body.nodes, lookup, isHtml ? escapeHtml : (value) => value);
    return isHtml
      ? { subject: oneLine(line), html: finished, text: htmlToText(finished) }
      : { subject: oneLine(line), html: textToHtml(finished), text: finished.replace(/\r\n?/g, '\n').trim() };
  };
  return outcome({ fields: Array.from(fields.values()), isHtml, render }, hints);
}

/** The form in which field names are compared. */
export function foldFieldName(name: string): string {
  return name.replace(/[\s\u00a0_]+/g, ' ').trim().toLowerCase().replace(/ё/g, 'е');
}

type Lookup = (name: string) => string;

function lookupOf(values: MergeFields): Lookup {
  const folded = new Map<string, string>();
  for (const name of Object.keys(values)) folded.set(foldFieldName(name), values[name] ?? '');
  return (name) => (folded.get(foldFieldName(name)) ?? '').trim();
}

function renderNodes(nodes: readonly Node[], lookup: Lookup, written: (value: string) => string): string {
  let output = '';
  for (const node of nodes) {
    if (node.kind === 'text') output += node.text;
    else if (node.kind === 'field') output += written(lookup(node.name) || node.fallback);
    else output += renderNodes(isFilled(lookup(node.name)) ? node.then : node.otherwise, lookup, written);
  }
  return output;
}

/** An unticked checkbox reads FALSE and counts as empty. */
function isFilled(value: string): boolean {
  return value !== '' && !/^(?:false|ложь)$/i.test(value);
}

/** A subject stays one line whatever a cell holds: a line break in it would start a new header. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/ {2,}/g, ' ').trim();
}

function* namesIn(nodes: readonly Node[]): Generator<{ name: string }> {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    yield { name: node.name };
    if (node.kind === 'if') {
      yield* namesIn(node.then);
      yield* namesIn(node.otherwise);
    }
  }
}

interface OpenBranch {
  readonly node: Extract<Node, { kind: 'if' }>;
  inElse: boolean;
}

function parse(text: string, part: 'subject' | 'body'): Parsed {
  const root: Node[] = [];
  const issues: Issue[] = [];
  const open: OpenBranch[] = [];
  const fail = (position: number, detail: string): void => {
    issues.push(issue('template.syntax', { part, position: position + 1, detail }));
  };
  const add = (node: Node): void => {
    const branch = open[open.length - 1];
    (branch === undefined ? root : branch.inElse ? branch.node.otherwise : branch.node.then).push(node);
  };
  let from = 0;
  while (from < text.length) {
    const start = text.indexOf('{{', from);
    if (start < 0) break;
    if (start > from) add({ kind: 'text', text: text.slice(from, start) });
    const end = text.indexOf('}}', start);
    const inside = text.slice(start + 2, end);
    if (end < 0 || inside.includes('{{')) {
      fail(start, 'braceOpen');
      return { nodes: root, issues };
    }
    from = end + 2;
    readTag(inside.replace(/<[^>]*>|&nbsp;/gi, ' ').trim(), start, open, add, fail);
  }
  if (from < text.length) add({ kind: 'text', text: text.slice(from) });
  const unclosed = open[open.length - 1];
  if (unclosed !== undefined) fail(unclosed.node.position, 'ifOpen');
  return { nodes: root, issues };
}

function readTag(
  tag: string,
  position: number,
  open: OpenBranch[],
  add: (node: Node) => void,
  fail: (position: number, detail: string) => void,
): void {
  const branch = open[open.length - 1];
  if (/^(?:else|иначе)$/i.test(tag)) {
    if (branch === undefined) fail(position, 'ifMissing');
    else if (branch.inElse) fail(position, 'elseTwice');
    else branch.inElse = true;
    return;
  }
  if (tag.startsWith('/')) {
    if (!/^\/\s*(?:if|если)$/i.test(tag)) fail(position, 'commandUnknown');
    else if (open.pop() === undefined) fail(position, 'ifMissing');
    return;
  }
  if (tag.startsWith('#')) {
    const name = /^#\s*(?:if|если)(?:\s+(.*))?$/i.exec(tag);
    if (name === null) fail(position, 'commandUnknown');
    else if ((name[1] ?? '').trim() === '') fail(position, 'nameEmpty');
    else {
      const node: OpenBranch['node'] = { kind: 'if', name: (name[1] ?? '').trim(), position, then: [], otherwise: [] };
      add(node);
      open.push({ node, inElse: false });
    }
    return;
  }
  const bar = tag.indexOf('|');
  const name = (bar < 0 ? tag : tag.slice(0, bar)).trim();
  if (name === '') fail(position, 'nameEmpty');
  else add({ kind: 'field', name, fallback: bar < 0 ? '' : tag.slice(bar + 1).trim(), position });
}
