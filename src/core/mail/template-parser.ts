/** Reads the `{{…}}` of a template into nodes. Mistakes are data: a closed detail with the position of the character, from 1. */
import { decodeEntities } from './html';
import type { CompareSign, FieldFormat, FormatName } from './template-values';
import { foldFieldName, FORMAT_NAMES, isMeasurable, languageOfForms } from './template-values';

/** A piece of a template. `fallback` null: none was written. A condition without a sign asks whether the field is filled. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly format: FieldFormat | null; readonly fallback: string | null; readonly position: number }
  | IfNode;

/** `{{#if …}}`. */
export interface IfNode {
  readonly kind: 'if';
  readonly name: string;
  readonly sign: CompareSign | null;
  readonly written: string;
  readonly position: number;
  readonly then: TemplateNode[];
  readonly otherwise: TemplateNode[];
}

/** What can be wrong with the braces. */
export type SyntaxDetail =
  | 'braceOpen' | 'nameEmpty' | 'ifOpen' | 'ifDeep' | 'ifMissing' | 'elseTwice' | 'commandUnknown' | 'formatUnknown' | 'pluralForms' | 'compareEmpty' | 'compareSize';

/** A mistake; `position` counts UTF-16 units from 1. */
export interface SyntaxFault {
  readonly position: number;
  readonly detail: SyntaxDetail;
}

/** A template as read; with faults the nodes are of no use. */
export interface ParsedTemplate {
  readonly nodes: readonly TemplateNode[];
  readonly faults: readonly SyntaxFault[];
}

interface OpenBranch {
  readonly node: IfNode;
  inElse: boolean;
}

const SIGNS: Readonly<Record<string, CompareSign>> = { '=': '=', '==': '=', '!=': '!=', '<>': '!=', '≠': '!=', '<': '<', '<=': '<=', '≤': '<=', '>': '>', '>=': '>=', '≥': '>=' };
const SIGN = /<=|>=|!=|<>|==|[=<>≠≤≥]/g;
/** Conditions inside conditions: more than anybody reads, and few enough to be walked through anywhere. */
const DEEPEST_IF = 20;
/** Colons and signs that are tried as the end of a name. */
const MOST_SPLITS = 20;
const QUOTED = /^(?:"([^"]*)"|'([^']*)'|«([^»]*)»|“([^”]*)”)$/;

/** @param isKnown whether a folded name is a field: a name may hold colons and signs itself */
export function parseTemplate(text: string, isKnown: (foldedName: string) => boolean): ParsedTemplate {
  return new Parser(text, isKnown).parse();
}

/** Every name a template uses with the position of its braces, from 1, in order. */
export function* namesIn(nodes: readonly TemplateNode[]): Generator<{ readonly name: string; readonly position: number }> {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    yield { name: node.name, position: node.position };
    if (node.kind === 'if') {
      yield* namesIn(node.then);
      yield* namesIn(node.otherwise);
    }
  }
}

class Parser {
  private readonly root: TemplateNode[] = [];
  private readonly faults: SyntaxFault[] = [];
  private readonly open: OpenBranch[] = [];

  constructor(private readonly text: string, private readonly isKnown: (foldedName: string) => boolean) {}

  parse(): ParsedTemplate {
    const { text } = this;
    let from = 0;
    while (from < text.length) {
      const start = text.indexOf('{{', from);
      if (start < 0) break;
      if (start > from) this.add({ kind: 'text', text: text.slice(from, start) });
      const end = text.indexOf('}}', start);
      const inside = text.slice(start + 2, end);
      if (end < 0 || inside.includes('{{')) {
        this.fail(start + 1, 'braceOpen');
        return { nodes: this.root, faults: this.faults };
      }
      from = end + 2;
      // An editor may have put tags and entities between the braces.
      this.readTag(decodeEntities(inside.replace(/<\/?[a-z][^>]*>|&nbsp;/gi, ' ')).trim(), start + 1);
    }
    if (from < text.length) this.add({ kind: 'text', text: text.slice(from) });
    const unclosed = this.open[this.open.length - 1];
    if (unclosed !== undefined) this.fail(unclosed.node.position, 'ifOpen');
    return { nodes: this.root, faults: this.faults };
  }

  private add(node: TemplateNode): void {
    const branch = this.open[this.open.length - 1];
    (branch === undefined ? this.root : branch.inElse ? branch.node.otherwise : branch.node.then).push(node);
  }

  private fail(position: number, detail: SyntaxDetail): void {
    this.faults.push({ position, detail });
  }

  private readTag(tag: string, position: number): void {
    if (/^(?:else|иначе)$/i.test(tag)) this.readElse(position);
    else if (tag.startsWith('/')) {
      if (!/^\/\s*(?:if|если)$/i.test(tag)) this.fail(position, 'commandUnknown');
      else if (this.open.pop() === undefined) this.fail(position, 'ifMissing');
    } else if (tag.startsWith('#')) {
      const condition = /^#\s*(?:if|если)(?:\s+([\s\S]*))?$/i.exec(tag);
      if (condition === null) this.fail(position, 'commandUnknown');
      else this.readIf((condition[1] ?? '').trim(), position);
    } else this.readField(tag, position);
  }

  private readElse(position: number): void {
    const branch = this.open[this.open.length - 1];
    if (branch === undefined) this.fail(position, 'ifMissing');
    else if (branch.inElse) this.fail(position, 'elseTwice');
    else branch.inElse = true;
  }

  private readIf(condition: string, position: number): void {
    const { name, sign, written } = this.splitCondition(condition);
    if (this.open.length === DEEPEST_IF) this.fail(position, 'ifDeep');
    if (name === '') this.fail(position, 'nameEmpty');
    else if (sign !== null && written === '') this.fail(position, 'compareEmpty');
    else if (sign !== null && sign !== '=' && sign !== '!=' && !isMeasurable(written)) this.fail(position, 'compareSize');
    const quoted = QUOTED.exec(written);
    const value = quoted === null ? written : (quoted[1] ?? quoted[2] ?? quoted[3] ?? quoted[4] ?? '');
    const node: IfNode = { kind: 'if', name, sign, written: value, position, then: [], otherwise: [] };
    // Deeper ones are balanced against their ends but kept out of the tree.
    if (this.open.length < DEEPEST_IF) this.add(node);
    this.open.push({ node, inElse: false });
  }

  /** Parts a condition at the sign before which a known field stands, else at the first one. */
  private splitCondition(condition: string): { readonly name: string; readonly sign: CompareSign | null; readonly written: string } {
    const whole = { name: condition, sign: null, written: '' };
    if (this.isKnown(foldFieldName(condition))) return whole;
    const splits = [...condition.matchAll(SIGN)].slice(0, MOST_SPLITS).map((match) => {
      const at = match.index ?? 0;
      return { name: condition.slice(0, at).trim(), sign: SIGNS[match[0]] ?? null, written: condition.slice(at + match[0].length).trim() };
    });
    return splits.find(({ name }) => this.isKnown(foldFieldName(name))) ?? splits[0] ?? whole;
  }

  private readField(tag: string, position: number): void {
    const bar = tag.indexOf('|');
    const head = (bar < 0 ? tag : tag.slice(0, bar)).trim();
    const rest = bar < 0 ? [] : tag.slice(bar + 1).split('|').map((part) => part.trim());
    if (head === '') {
      this.fail(position, 'nameEmpty');
      return;
    }
    const { name, formatText } = this.splitFormat(head);
    if (name === '') this.fail(position, 'nameEmpty');
    else if (formatText === null) this.add({ kind: 'field', name, format: null, fallback: fallbackOf(rest), position });
    else this.addFormatted(name, formatText, rest, position);
  }

  /** Parts a field from its format at the last colon before which a known field stands, else at the first one after which a format does. */
  private splitFormat(head: string): { readonly name: string; readonly formatText: string | null } {
    if (this.isKnown(foldFieldName(head))) return { name: head, formatText: null };
    const splits = [...head.matchAll(/:/g)].slice(0, MOST_SPLITS).map(({ index = 0 }) => ({ name: head.slice(0, index).trim(), formatText: head.slice(index + 1).trim() }));
    return [...splits].reverse().find(({ name }) => this.isKnown(foldFieldName(name)))
      ?? splits.find(({ formatText }) => formatNamed(formatText) !== undefined)
      ?? { name: head, formatText: null };
  }

  private addFormatted(name: string, formatText: string, rest: readonly string[], position: number): void {
    const format = formatNamed(formatText);
    if (format === undefined) {
      this.fail(position, 'formatUnknown');
      return;
    }
    if (format !== 'plural') {
      this.add({ kind: 'field', name, format: { name: format, forms: [] }, fallback: fallbackOf(rest), position });
      return;
    }
    const colon = formatText.indexOf(':');
    const parts = colon < 0 ? [] : [formatText.slice(colon + 1).trim(), ...rest];
    const wanted = languageOfForms(parts.slice(0, 2)) === 'ru' ? 3 : 2;
    const forms = parts.slice(0, wanted);
    if (forms.length < wanted || forms.includes('')) this.fail(position, 'pluralForms');
    else this.add({ kind: 'field', name, format: { name: 'plural', forms }, fallback: fallbackOf(parts.slice(wanted)), position });
  }
}

/** A fallback may hold bars itself. */
function fallbackOf(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join('|');
}

function formatNamed(text: string): FormatName | undefined {
  const written = foldFieldName(text.split(':')[0] ?? '');
  const isOnlyName = !text.includes(':');
  const found = (Object.keys(FORMAT_NAMES) as FormatName[]).find((key) => FORMAT_NAMES[key].some((name) => name === written));
  // Only the plural has something after a second colon.
  return found === undefined || isOnlyName || found === 'plural' ? found : undefined;
}
