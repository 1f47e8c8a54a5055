/**
 * Letter templates. The grammar:
 * `{{Имя|друг}}` a field with a fallback for an empty cell · `{{Выручка:деньги|пока нет}}` with a format (names in template-values) ·
 * `{{#if Имя}}…{{else}}…{{/if}}` filled or not, nested at will · `{{#if Сегмент = Чемпионы}}`, `{{#if Заказов > 3}}`,
 * `{{#if Последний заказ < 2024-03-05}}` compared with a text, number or day (=, !=, <, <=, >, >=; quotes allowed).
 * Russian words work as well: `{{#если …}}…{{иначе}}…{{/если}}`. A value is never read as a tag or as HTML.
 */
import { damerauLevenshtein } from '../duplicates/distances';
import type { Issue, Outcome } from '../issue';
import { issue, outcome } from '../issue';
import { htmlToText, looksLikeHtml, textToHtml } from './html';
import { finishedBody, valueInHtml, withPreheader } from './template-body';
import type { ParsedTemplate, TemplateNode } from './template-parser';
import { namesIn, parseTemplate } from './template-parser';
import type { FieldLookup, MergeFields } from './template-values';
import { compareValue, foldFieldName, isFilled, lookupOf, valueText } from './template-values';

export { escapeHtml, htmlToText, textToHtml } from './html';
export { foldFieldName } from './template-values';
export type { ClassValue, DayValue, FieldLookup, FigureValue, LetterLocale, MergeFields, MergeValue } from './template-values';

/** A template as written by the owner; '' is as good as absent. The body may be plain text or simple HTML. */
export interface TemplateSource {
  readonly subject: string;
  readonly body: string;
  /** The subject of variant B. */
  readonly subjectB?: string;
  /** The line that mail programs show beside the subject. */
  readonly preheader?: string;
  /** The plain-text part; absent = made from the body. */
  readonly text?: string;
  /** The finished HTML made of `body`; used while it begins with `bodyMark(body)`. */
  readonly html?: string;
}

/** Which subject a client gets. */
export type Variant = 'A' | 'B';

/** A compiled template. */
export interface Template {
  /** Field names used, as first written. */
  readonly fields: readonly string[];
  readonly isHtml: boolean;
  /** True when a second subject is written; without one both variants have the same. */
  readonly hasB: boolean;
  /** The finished letter of one client; `variant` chooses the subject, A where it is not given. */
  readonly render: (fields: MergeFields | FieldLookup, variant?: Variant) => RenderedLetter;
  /** Names of the fields of which nothing would be written for this client: empty, and no fallback (not even an empty one) was given. */
  readonly emptyFields: (fields: MergeFields | FieldLookup) => readonly string[];
}

/** A finished letter. Subject and preheader are one line each; `html` begins with the hidden preheader, `text` has none. */
export interface RenderedLetter {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** Parts of a template, as issues name them. */
export type TemplatePart = 'subject' | 'subjectB' | 'preheader' | 'body' | 'text';

const PARTS: readonly TemplatePart[] = ['subject', 'subjectB', 'preheader', 'body', 'text'];
const LONGEST_HANDY_SUBJECT = 50;
/** Longest value in a subject or preheader: mail programs show less, and a header must not grow with a cell. */
const LONGEST_LINE_VALUE = 150;
const MOST_FIELDS_NAMED = 12;
/** As much of an unknown name is told. */
const LONGEST_NAME = 100;

/**
 * Compiles a template. The value is null on errors: bad syntax (with the position of the character, from 1) or a field that is
 * none of `knownFields` (blocks sending); a misspelt one is told with the nearest known name.
 */
export function compileTemplate(source: TemplateSource, knownFields: readonly string[]): Outcome<Template | null> {
  const known = new Set(knownFields.map(foldFieldName));
  const isKnown = (name: string): boolean => known.has(name);
  const parsed = Object.fromEntries(PARTS.map((part) => [part, parseTemplate(source[part] ?? '', isKnown)])) as Readonly<Record<TemplatePart, ParsedTemplate>>;
  const issues: Issue[] = PARTS.flatMap((part) => parsed[part].faults.map(({ position, detail }) => issue('template.syntax', { part, position, detail })));
  if (source.subject.trim() === '') issues.push(issue('template.subjectEmpty'));
  if (source.body.trim() === '') issues.push(issue('template.bodyEmpty'));

  const fields = new Map<string, string>();
  for (const part of PARTS) {
    for (const { name, position } of namesIn(parsed[part].nodes)) {
      const folded = foldFieldName(name);
      if (!fields.has(folded) && !known.has(folded)) issues.push(unknownField(name.slice(0, LONGEST_NAME), part, position, knownFields));
      if (!fields.has(folded)) fields.set(folded, name);
    }
  }
  if (issues.length > 0) return outcome(null, issues);

  const hints = source.subject.length > LONGEST_HANDY_SUBJECT ? [issue('template.subjectLong', { length: source.subject.length })] : [];
  const isHtml = looksLikeHtml(source.body);
  const made = madeBody(source, isKnown);
  const hasB = (source.subjectB ?? '').trim() !== '';
  const hasText = (source.text ?? '').trim() !== '';

  const bodyOf = (lookup: FieldLookup): { readonly html: string; readonly text: string } => {
    const body = renderNodes(parsed.body.nodes, lookup, isHtml ? valueInHtml : printable);
    const html = made === null ? (isHtml ? body : textToHtml(body)) : renderNodes(made, lookup, (value, before) => valueInHtml(value, before));
    const text = hasText ? renderNodes(parsed.text.nodes, lookup, printable) : isHtml ? htmlToText(body) : body;
    return { html, text: text.replace(/\r\n?/g, '\n').trim() };
  };
  const render = (values: MergeFields | FieldLookup, variant: Variant = 'A'): RenderedLetter => {
    const lookup = lookupOf(values);
    const line = (part: TemplatePart): string => oneLine(renderNodes(parsed[part].nodes, lookup, shortened));
    const preheader = line('preheader');
    const { html, text } = bodyOf(lookup);
    return { subject: line(variant === 'B' && hasB ? 'subjectB' : 'subject'), preheader, html: withPreheader(html, preheader), text };
  };
  const emptyFields = (values: MergeFields | FieldLookup): readonly string[] => {
    const empty = new Map<string, string>();
    for (const part of PARTS) collectEmpty(parsed[part].nodes, lookupOf(values), empty);
    return [...empty.values()];
  };
  return outcome({ fields: [...fields.values()], isHtml, hasB, render, emptyFields }, hints);
}

/** The finished HTML as nodes, or null where it does not belong to the body or cannot be read: the body itself is used then. */
function madeBody(source: TemplateSource, isKnown: (name: string) => boolean): readonly TemplateNode[] | null {
  const html = finishedBody(source.html ?? '', source.body);
  if (html === null) return null;
  const { nodes, faults } = parseTemplate(html, isKnown);
  const isSound = faults.length === 0 && [...namesIn(nodes)].every(({ name }) => isKnown(foldFieldName(name)));
  return isSound ? nodes : null;
}

/** The nearest known name is named where so little is different that a slip of the finger is likely. */
function unknownField(name: string, part: TemplatePart, position: number, knownFields: readonly string[]): Issue {
  const folded = foldFieldName(name);
  const limit = Math.max(1, Math.floor(folded.length / 4));
  let nearest = '';
  let least = limit + 1;
  for (const candidate of knownFields) {
    const distance = damerauLevenshtein(folded, foldFieldName(candidate), limit);
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  if (nearest !== '') return issue('template.fieldMisspelt', { field: name, nearest, part, position });
  const more = knownFields.length > MOST_FIELDS_NAMED ? ' …' : '';
  return issue('template.fieldUnknown', { field: name, fields: knownFields.slice(0, MOST_FIELDS_NAMED).join(', ') + more, part, position });
}

function renderNodes(nodes: readonly TemplateNode[], lookup: FieldLookup, written: (value: string, before: string) => string): string {
  let output = '';
  const add = (list: readonly TemplateNode[]): void => {
    for (const node of list) {
      if (node.kind === 'text') output += node.text;
      else if (node.kind === 'if') add(branchOf(node, lookup));
      else output += written(valueText(lookup.find(foldFieldName(node.name)), node.format, lookup.locale) || (node.fallback ?? ''), output);
    }
  };
  add(nodes);
  return output;
}

function collectEmpty(nodes: readonly TemplateNode[], lookup: FieldLookup, empty: Map<string, string>): void {
  for (const node of nodes) {
    if (node.kind === 'if') collectEmpty(branchOf(node, lookup), lookup, empty);
    else if (node.kind === 'field' && node.fallback === null && valueText(lookup.find(foldFieldName(node.name)), node.format, lookup.locale) === '') {
      if (!empty.has(foldFieldName(node.name))) empty.set(foldFieldName(node.name), node.name);
    }
  }
}

function branchOf(node: Extract<TemplateNode, { kind: 'if' }>, lookup: FieldLookup): readonly TemplateNode[] {
  const value = lookup.find(foldFieldName(node.name));
  return (node.sign === null ? isFilled(value) : compareValue(value, node.sign, node.written)) ? node.then : node.otherwise;
}

/** A value in plain text: control signs other than line breaks and tabs would spoil the letter. */
function printable(value: string): string {
  return value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '');
}

function shortened(value: string): string {
  if (value.length <= LONGEST_LINE_VALUE) return value;
  return `${Array.from(value).slice(0, LONGEST_LINE_VALUE - 1).join('')}…`;
}

/** A subject stays one line whatever a cell holds: a line break in it would start a new header. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/ {2,}/g, ' ').trim();
}
