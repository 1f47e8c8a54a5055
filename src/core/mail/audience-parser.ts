/** Reads an audience expression into a test over clients: `or`, `and`, `not`, brackets, comparisons, lists. */
import { issue } from '../issue';
import type { Issue, IssueCode, IssueParams } from '../issue';
import { audienceFields, audienceKeyOf } from './audience-fields';
import type { AudienceField, AudienceValue } from './audience-fields';
import type { AudienceClient } from './audience';
import { foldFieldName } from './template';

/** Stops the reading at the first mistake. */
export class AudienceError extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}

type Test = (client: AudienceClient) => boolean;
type Sign = '=' | '!=' | '<' | '<=' | '>' | '>=';

interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'open' | 'close' | 'comma' | 'end';
  readonly text: string;
  /** 0-based character where the token starts. */
  readonly position: number;
}

/** Quoted names, signs, brackets, and words of anything else. */
const TOKEN = /\s*(?:"([^"]*)"|'([^']*)'|«([^»]*)»|(<=|>=|<>|!=|==|=|<|>)|([()])|([,;])|([^\s()=<>!,;"'«»]+))/y;
const SIGNS: Readonly<Record<string, Sign>> = { '=': '=', '==': '=', '!=': '!=', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };
const WORDS = { and: ['and', 'и'], or: ['or', 'или'], not: ['not', 'не'], in: ['in', 'из', 'среди'] } as const;

/** One parser for one expression. */
export class AudienceParser {
  /** Own columns the expression uses. */
  readonly usedColumns: string[] = [];
  private readonly tokens: readonly Token[];
  private readonly fields: ReturnType<typeof audienceFields>;
  private at = 0;

  constructor(
    text: string,
    private readonly knownColumns: readonly string[],
    ownSegments: readonly string[],
  ) {
    this.tokens = tokensOf(text);
    this.fields = audienceFields(ownSegments);
  }

  /** The test of the whole text. Throws AudienceError. */
  parse(): Test {
    const test = this.either();
    if (!this.is('end')) this.fail();
    return test;
  }

  private either(): Test {
    let test = this.both();
    while (this.takeWord('or')) {
      const left = test;
      const right = this.both();
      test = (client) => left(client) || right(client);
    }
    return test;
  }

  private both(): Test {
    let test = this.single();
    while (this.takeWord('and')) {
      const left = test;
      const right = this.single();
      test = (client) => left(client) && right(client);
    }
    return test;
  }

  private single(): Test {
    if (this.takeWord('not')) {
      const test = this.single();
      return (client) => !test(client);
    }
    if (this.is('open')) {
      this.at += 1;
      const test = this.either();
      if (!this.is('close')) this.fail();
      this.at += 1;
      return test;
    }
    return this.comparison();
  }

  private comparison(): Test {
    const token = this.token;
    if (token.kind !== 'word' && token.kind !== 'quoted') this.fail();
    this.at += 1;
    const source = this.sourceOf(token);
    const isNot = this.takeWord('not');
    if (isNot || isWord(this.token, 'in')) {
      if (!this.takeWord('in')) this.fail();
      const values = this.list(source, token.text);
      return (client) => values.includes(source.get(client)) !== isNot;
    }
    const sign = this.token.kind === 'sign' ? SIGNS[this.token.text] : undefined;
    if (sign === undefined) this.fail();
    if (!source.isOrdered && sign !== '=' && sign !== '!=') this.fail();
    this.at += 1;
    const value = this.value(source, token.text);
    return (client) => compare(source.get(client), sign, value);
  }

  private list(source: Source, name: string): AudienceValue[] {
    if (!this.is('open')) this.fail();
    const values: AudienceValue[] = [];
    do {
      this.at += 1;
      values.push(this.value(source, name));
    } while (this.is('comma'));
    if (!this.is('close')) this.fail();
    this.at += 1;
    return values;
  }

  private value(source: Source, name: string): AudienceValue {
    const token = this.token;
    if (token.kind !== 'word' && token.kind !== 'quoted') this.fail();
    this.at += 1;
    const value = source.read(token.text);
    if (value === undefined) {
      throw failure('audience.valueBad', { field: name, value: token.text, allowed: source.allowed, position: token.position + 1 });
    }
    return value;
  }

  /** A figure by its column key or name, otherwise an own column. */
  private sourceOf(token: Token): Source {
    const key = audienceKeyOf(token.text);
    const figure = key === undefined ? undefined : this.fields[key];
    if (figure !== undefined) return { ...figure, get: (client) => figure.get(client.figures) };
    const folded = foldFieldName(token.text);
    const column = this.knownColumns.find((known) => known === key || foldFieldName(known) === folded);
    if (column === undefined) {
      const fields = [...Object.keys(this.fields), ...this.knownColumns].join(', ');
      throw failure('audience.fieldUnknown', { field: token.text, fields, position: token.position + 1 });
    }
    if (!this.usedColumns.includes(column)) this.usedColumns.push(column);
    return { get: (client) => columnValue(client.columns?.[column] ?? ''), read: columnValue, allowed: '', isOrdered: true };
  }

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', position: 0 };
  }

  private is(kind: Token['kind']): boolean {
    return this.token.kind === kind;
  }

  private takeWord(word: keyof typeof WORDS): boolean {
    if (!isWord(this.token, word)) return false;
    this.at += 1;
    return true;
  }

  private fail(): never {
    throw failure('audience.syntax', { position: this.token.position + 1, found: this.token.text === '' ? '…' : this.token.text });
  }
}

interface Source extends Omit<AudienceField, 'get'> {
  readonly get: (client: AudienceClient) => AudienceValue;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let position = 0;
  while (text.slice(position).trim() !== '') {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    const start = position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
    if (match === null) throw failure('audience.syntax', { position: start + 1, found: text.slice(start, start + 10) });
    const [, double, single, angled, sign, bracket, comma, word] = match;
    const quoted = double ?? single ?? angled;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, position: start });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, position: start });
    else if (bracket !== undefined) tokens.push({ kind: bracket === '(' ? 'open' : 'close', text: bracket, position: start });
    else if (comma !== undefined) tokens.push({ kind: 'comma', text: comma, position: start });
    else tokens.push({ kind: 'word', text: word ?? '', position: start });
    position = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

function isWord(token: Token, word: keyof typeof WORDS): boolean {
  return token.kind === 'word' && WORDS[word].some((known) => known === token.text.toLowerCase());
}

/** Own columns compare as numbers where both sides are numbers, else as folded text. */
function columnValue(text: string): AudienceValue {
  const folded = foldFieldName(text);
  const figure = folded.replace(/ /g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(figure) ? Number(figure) : folded;
}

/** A missing figure equals nothing and lies on no side of anything. */
function compare(left: AudienceValue, sign: Sign, right: AudienceValue): boolean {
  if (sign === '=') return left === right;
  if (sign === '!=') return left !== right;
  if (left === null || right === null || typeof left !== typeof right) return false;
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

function failure(code: IssueCode, params: IssueParams): AudienceError {
  return new AudienceError(issue(code, params));
}
