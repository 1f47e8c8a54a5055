/** Parser of the query language of QUERY (common subset). Pure. */

/** An expression: a column, a literal, a call of an aggregate or scalar function, or an operator. */
export type Expression =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: number | string | boolean | null; readonly isDate: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'isNull'; readonly inner: Expression; readonly negated: boolean };

export interface ParsedQuery {
  /** null = all columns. */
  readonly select: readonly Expression[] | null;
  readonly where: Expression | null;
  readonly groupBy: readonly Expression[];
  readonly orderBy: readonly { readonly expression: Expression; readonly ascending: boolean }[];
  readonly limit: number | null;
  readonly offset: number;
  readonly labels: readonly { readonly expression: Expression; readonly text: string }[];
}

/** A mistake in the query, with a text for the cell's note. */
export class QueryError extends Error {}

export const AGGREGATES: ReadonlySet<string> = new Set(['sum', 'avg', 'count', 'max', 'min']);
const SCALARS: ReadonlySet<string> = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'quarter', 'dayofweek', 'upper', 'lower', 'todate', 'datediff', 'now']);
const UNSUPPORTED: ReadonlySet<string> = new Set(['pivot', 'format', 'options', 'skipping']);

interface Token { readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol'; readonly text: string }

const TOKEN = /\s*(?:(`[^`]+`)|("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|!=|<>|[=<>(),*+\-/]))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const position = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: unexpected text at ${text.slice(position).trim().slice(0, 20)}`);
    const [, name, string, number, word, symbol] = match;
    if (name) tokens.push({ kind: 'name', text: name.slice(1, -1) });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1) });
    else if (number) tokens.push({ kind: 'number', text: number });
    else if (word) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'symbol', text: symbol ?? '' });
  }
  return tokens;
}

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  private peek(): Token | undefined {
    return this.tokens[this.position];
  }

  private isWord(...words: readonly string[]): boolean {
    return words.every((word, offset) => {
      const token = this.tokens[this.position + offset];
      return token?.kind === 'word' && token.text.toLowerCase() === word;
    });
  }

  private takeWords(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.position += words.length;
    return true;
  }

  private takeSymbol(symbol: string): boolean {
    const token = this.peek();
    if (token?.kind !== 'symbol' || token.text !== symbol) return false;
    this.position += 1;
    return true;
  }

  private fail(wanted: string): never {
    throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: expected ${wanted}${this.peek() ? ` at ${this.peek()?.text ?? ''}` : ''}`);
  }

  query(): ParsedQuery {
    let select: Expression[] | null = null;
    if (this.takeWords('select') && !this.takeSymbol('*')) select = this.list(() => this.sum());
    const where = this.takeWords('where') ? this.or() : null;
    const groupBy = this.takeWords('group', 'by') ? this.list(() => this.sum()) : [];
    this.refuse();
    const orderBy = this.takeWords('order', 'by') ? this.list(() => this.ordering()) : [];
    let limit: number | null = null;
    let offset = 0;
    for (;;) {
      if (this.takeWords('limit')) limit = this.count();
      else if (this.takeWords('offset')) offset = this.count();
      else break;
    }
    const labels = this.takeWords('label') ? this.list(() => ({ expression: this.sum(), text: this.string() })) : [];
    this.refuse();
    if (this.peek()) this.fail('the end');
    return { select, where, groupBy, orderBy, limit, offset, labels };
  }

  private refuse(): void {
    const token = this.peek();
    if (token?.kind === 'word' && UNSUPPORTED.has(token.text.toLowerCase())) throw new QueryError(`QUERY: the clause "${token.text}" is not emulated here.`);
  }

  private list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takeSymbol(',')) items.push(item());
    return items;
  }

  private ordering(): { expression: Expression; ascending: boolean } {
    const expression = this.sum();
    if (this.takeWords('desc')) return { expression, ascending: false };
    this.takeWords('asc');
    return { expression, ascending: true };
  }

  private count(): number {
    const token = this.peek();
    if (token?.kind !== 'number') this.fail('a number');
    this.position += 1;
    return Number(token.text);
  }

  private string(): string {
    const token = this.peek();
    if (token?.kind !== 'string') this.fail('a text in quotes');
    this.position += 1;
    return token.text;
  }

  private or(): Expression {
    let left = this.and();
    while (this.takeWords('or')) left = { kind: 'binary', operator: 'or', left, right: this.and() };
    return left;
  }

  private and(): Expression {
    let left = this.not();
    while (this.takeWords('and')) left = { kind: 'binary', operator: 'and', left, right: this.not() };
    return left;
  }

  private not(): Expression {
    return this.takeWords('not') ? { kind: 'not', inner: this.not() } : this.comparison();
  }

  private comparison(): Expression {
    // A bracket may hold a condition or an arithmetic expression.
    const start = this.position;
    if (this.takeSymbol('(')) {
      const inner = this.or();
      const next = this.peek();
      const isValue = !this.takeSymbol(')') || (this.peek()?.kind === 'symbol' && /^(?:<=|>=|!=|<>|[=<>*+\-/])$/.test(this.peek()?.text ?? ''));
      if (!isValue && next) return inner;
      this.position = start;
    }
    const left = this.sum();
    if (this.takeWords('is', 'not', 'null')) return { kind: 'isNull', inner: left, negated: true };
    if (this.takeWords('is', 'null')) return { kind: 'isNull', inner: left, negated: false };
    for (const words of [['starts', 'with'], ['ends', 'with'], ['contains'], ['matches'], ['like']] as const) {
      if (this.takeWords(...words)) return { kind: 'binary', operator: words.join(' '), left, right: this.sum() };
    }
    const token = this.peek();
    if (token?.kind === 'symbol' && /^(?:<=|>=|!=|<>|[=<>])$/.test(token.text)) {
      this.position += 1;
      return { kind: 'binary', operator: token.text === '<>' ? '!=' : token.text, left, right: this.sum() };
    }
    return left;
  }

  private sum(): Expression {
    let left = this.product();
    for (;;) {
      if (this.takeSymbol('+')) left = { kind: 'binary', operator: '+', left, right: this.product() };
      else if (this.takeSymbol('-')) left = { kind: 'binary', operator: '-', left, right: this.product() };
      else return left;
    }
  }

  private product(): Expression {
    let left = this.atom();
    for (;;) {
      if (this.takeSymbol('*')) left = { kind: 'binary', operator: '*', left, right: this.atom() };
      else if (this.takeSymbol('/')) left = { kind: 'binary', operator: '/', left, right: this.atom() };
      else return left;
    }
  }

  private atom(): Expression {
    if (this.takeSymbol('(')) {
      const inner = this.sum();
      if (!this.takeSymbol(')')) this.fail(')');
      return inner;
    }
    if (this.takeSymbol('-')) return { kind: 'binary', operator: '-', left: { kind: 'literal', value: 0, isDate: false }, right: this.atom() };
    const token = this.peek();
    if (!token || token.kind === 'symbol') return this.fail('a column or a value');
    this.position += 1;
    if (token.kind === 'name') return { kind: 'column', name: token.text };
    if (token.kind === 'string') return { kind: 'literal', value: token.text, isDate: false };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text), isDate: false };
    return this.word(token.text);
  }

  private word(text: string): Expression {
    const lower = text.toLowerCase();
    if (lower === 'true' || lower === 'false') return { kind: 'literal', value: lower === 'true', isDate: false };
    if ((lower === 'date' || lower === 'datetime' || lower === 'timestamp') && this.peek()?.kind === 'string') {
      return { kind: 'literal', value: this.dateLiteral(this.string()), isDate: true };
    }
    if ((AGGREGATES.has(lower) || SCALARS.has(lower)) && this.takeSymbol('(')) {
      const args = this.takeSymbol(')') ? [] : this.list(() => this.sum());
      if (args.length && !this.takeSymbol(')')) this.fail(')');
      return { kind: 'call', name: lower, args };
    }
    if (!/^(?:[A-Z]{1,3}|Col\d+)$/.test(text)) throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: NO_COLUMN: ${text}`);
    return { kind: 'column', name: text };
  }

  private dateLiteral(text: string): number {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(text);
    if (!match) throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: Invalid date literal [${text}]. Date literals should be of form yyyy-MM-dd.`);
    const [year, month, day, hours, minutes, seconds] = match.slice(1).map((part) => Number(part || 0));
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hours, minutes, seconds) / 86_400_000 + 25_569;
  }
}

/** Throws QueryError. */
export function parseQuery(text: string): ParsedQuery {
  return new Parser(tokenize(text)).query();
}
