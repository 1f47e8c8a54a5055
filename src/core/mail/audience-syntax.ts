/** The grammar of audience expressions: `or`, `and`, `not`, brackets, comparisons, lists and bare names, without knowledge of any column. */
import { issue } from '../issue';
import type { Issue, IssueCode, IssueParams } from '../issue';
import type { Sign } from './audience-columns';

/** Stops the reading at the first mistake; one that lies in a saved segment names the segment first. */
export class AudienceError extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ code }) => code).join(', '));
  }
}

export interface AudienceToken {
  readonly kind: 'word' | 'quoted' | 'sign' | 'open' | 'close' | 'comma' | 'end';
  readonly text: string;
  /** 0-based character where the token starts. */
  readonly position: number;
  /** 0-based character after it. */
  readonly end: number;
}

/** An expression as it is built. `end` is the token after the node: where a mistake is told. */
export type AudienceNode =
  | { readonly kind: 'either' | 'both'; readonly parts: readonly AudienceNode[] }
  | { readonly kind: 'not'; readonly part: AudienceNode }
  | { readonly kind: 'compare'; readonly field: AudienceToken; readonly sign: Sign; readonly signToken: AudienceToken; readonly value: AudienceToken }
  | { readonly kind: 'in'; readonly field: AudienceToken; readonly isNot: boolean; readonly values: readonly AudienceToken[] }
  | { readonly kind: 'contains'; readonly field: AudienceToken; readonly isNot: boolean; readonly signToken: AudienceToken; readonly value: AudienceToken }
  | { readonly kind: 'name'; readonly name: AudienceToken; readonly end: AudienceToken };

/** Quoted names (a quotation mark inside is doubled), signs, brackets, and words of anything else. */
const TOKEN = /\s*(?:"((?:[^"]|"")*)"|'([^']*)'|«([^»]*)»|(<=|>=|<>|!=|==|=|<|>)|([()])|([,;])|([^\s()=<>!,;"'«»]+))/y;
const SIGNS: Readonly<Record<string, Sign>> = { '=': '=', '==': '=', '!=': '!=', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };
const WORDS = { and: ['and', 'и'], or: ['or', 'или'], not: ['not', 'не'], in: ['in', 'из', 'среди'], contains: ['contains', 'содержит', 'содержат'] } as const;
const PLAIN = /^[\p{L}\p{N}_.+-]+$/u;

/** The tree of an expression. Throws AudienceError with the position of the mistake. */
export function parseAudience(text: string): AudienceNode {
  return new Reader(tokensOf(text)).whole();
}

/**
 * The expression with some of the values that whole cells are compared with exchanged; everything else stays as it was typed. Null when it cannot be read.
 * @param exchange the new value, or null to leave the one that stands there
 */
export function withValues(text: string, exchange: (field: string, value: string) => string | null): string | null {
  const found: { readonly token: AudienceToken; readonly value: string }[] = [];
  const look = (field: AudienceToken, token: AudienceToken): void => {
    const value = exchange(field.text, token.text);
    if (value !== null) found.push({ token, value });
  };
  const visit = (node: AudienceNode): void => {
    if ('parts' in node) node.parts.forEach(visit);
    else if (node.kind === 'not') visit(node.part);
    else if (node.kind === 'in') node.values.forEach((value) => { look(node.field, value); });
    else if (node.kind === 'compare') look(node.field, node.value);
  };
  try {
    visit(parseAudience(text));
  } catch (error) {
    if (error instanceof AudienceError) return null;
    throw error;
  }
  return found.sort((a, b) => b.token.position - a.token.position)
    .reduce((result, { token, value }) => result.slice(0, token.position) + quoted(value) + result.slice(token.end), text);
}

/** A name or value as it stands in an expression: in quotation marks unless it is one plain word. */
export function quoted(text: string): string {
  const isReserved = Object.values(WORDS).some((words) => words.some((word) => word === text.toLowerCase()));
  return PLAIN.test(text) && !isReserved ? text : `"${text.replace(/"/g, '""')}"`;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly AudienceToken[]) {}

  whole(): AudienceNode {
    const node = this.either();
    if (!this.is('end')) throw syntaxError(this.token);
    return node;
  }

  private either(): AudienceNode {
    const parts = [this.both()];
    while (this.takeWord('or')) parts.push(this.both());
    return only(parts) ?? { kind: 'either', parts };
  }

  private both(): AudienceNode {
    const parts = [this.single()];
    while (this.takeWord('and')) parts.push(this.single());
    return only(parts) ?? { kind: 'both', parts };
  }

  private single(): AudienceNode {
    if (this.takeWord('not')) return { kind: 'not', part: this.single() };
    if (this.is('open')) {
      this.at += 1;
      const node = this.either();
      if (!this.is('close')) throw syntaxError(this.token);
      this.at += 1;
      return node;
    }
    return this.comparison();
  }

  private comparison(): AudienceNode {
    const field = this.token;
    if (field.kind !== 'word' && field.kind !== 'quoted') throw syntaxError(field);
    this.at += 1;
    if (this.is('end') || this.is('close') || isWord(this.token, 'and') || isWord(this.token, 'or')) return { kind: 'name', name: field, end: this.token };
    const isNot = this.takeWord('not');
    if (this.takeWord('in')) return { kind: 'in', field, isNot, values: this.list() };
    const signToken = this.token;
    if (this.takeWord('contains')) return { kind: 'contains', field, isNot, signToken, value: this.written() };
    const sign = signToken.kind === 'sign' && !isNot ? SIGNS[signToken.text] : undefined;
    // A word that no sign follows may be the beginning of a name without its quotation marks: whether it is one is told first.
    if (sign === undefined) return { kind: 'name', name: field, end: signToken };
    this.at += 1;
    return { kind: 'compare', field, sign, signToken, value: this.written() };
  }

  private list(): AudienceToken[] {
    if (!this.is('open')) throw syntaxError(this.token);
    const values: AudienceToken[] = [];
    do {
      this.at += 1;
      values.push(this.written());
    } while (this.is('comma'));
    if (!this.is('close')) throw syntaxError(this.token);
    this.at += 1;
    return values;
  }

  /** The value that stands here. */
  private written(): AudienceToken {
    const token = this.token;
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.text.trim() === '') throw syntaxError(token);
    this.at += 1;
    return token;
  }

  private get token(): AudienceToken {
    return this.tokens[this.at] ?? { kind: 'end', text: '', position: 0, end: 0 };
  }

  private is(kind: AudienceToken['kind']): boolean {
    return this.token.kind === kind;
  }

  private takeWord(word: keyof typeof WORDS): boolean {
    if (!isWord(this.token, word)) return false;
    this.at += 1;
    return true;
  }
}

function only(parts: readonly AudienceNode[]): AudienceNode | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}

function tokensOf(text: string): AudienceToken[] {
  const tokens: AudienceToken[] = [];
  let position = 0;
  const end = text.replace(/\s+$/, '').length;
  while (position < end) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (match === null) {
      const start = position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
      throw audienceError('audience.syntax', { position: start + 1, found: text.slice(start, start + 10) });
    }
    const start = position + match[0].search(/\S/);
    const [, double, single, angled, sign, bracket, comma, word] = match;
    const inside = double?.replace(/""/g, '"') ?? single ?? angled;
    const place = { position: start, end: TOKEN.lastIndex };
    if (inside !== undefined) tokens.push({ kind: 'quoted', text: inside, ...place });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, ...place });
    else if (bracket !== undefined) tokens.push({ kind: bracket === '(' ? 'open' : 'close', text: bracket, ...place });
    else if (comma !== undefined) tokens.push({ kind: 'comma', text: comma, ...place });
    else tokens.push({ kind: 'word', text: word ?? '', ...place });
    position = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', position: text.length, end: text.length });
  return tokens;
}

function isWord(token: AudienceToken, word: keyof typeof WORDS): boolean {
  return token.kind === 'word' && WORDS[word].some((known) => known === token.text.toLowerCase());
}

/** A token that does not fit where it stands. */
export function syntaxError(token: AudienceToken): AudienceError {
  return audienceError('audience.syntax', { position: token.position + 1, found: token.text === '' ? '…' : token.text });
}

export function audienceError(code: IssueCode, params: IssueParams): AudienceError {
  return new AudienceError([issue(code, params)]);
}
