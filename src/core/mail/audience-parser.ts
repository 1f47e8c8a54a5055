/** Reads an audience expression into a test over clients: `or`, `and`, `not`, brackets, comparisons, lists. */
import { issue } from '../issue';
import type { Issue, IssueCode, IssueParams } from '../issue';
import type { AudienceColumn, AudienceTest, Sign } from './audience-columns';
import { columnContains, columnTest, compare } from './audience-columns';
import { audienceFields, audienceKeyOf } from './audience-fields';
import type { AudienceField } from './audience-fields';
import { foldFieldName } from './template';

/** Stops the reading at the first mistake. */
export class AudienceError extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}


interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'open' | 'close' | 'comma' | 'end';
  readonly text: string;
  /** 0-based character where the token starts. */
  readonly position: number;
}

/** Quoted names, signs, brackets, and words of anything else. */
const TOKEN = /\s*(?:"([^"]*)"|'([^']*)'|«([^»]*)»|(<=|>=|<>|!=|==|=|<|>)|([()])|([,;])|([^\s()=<>!,;"'«»]+))/y;
const SIGNS: Readonly<Record<string, Sign>> = { '=': '=', '==': '=', '!=': '!=', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };
const WORDS = { and: ['and', 'и'], or: ['or', 'или'], not: ['not', 'не'], in: ['in', 'из', 'среди'], contains: ['contains', 'содержит', 'содержат'] } as const;

/** One parser for one expression. */
export class AudienceParser {
  /** Own columns the expression uses. */
  readonly usedColumns: string[] = [];
  private readonly tokens: readonly Token[];
  private readonly fields: ReturnType<typeof audienceFields>;
  private at = 0;

  constructor(
    text: string,
    private readonly knownColumns: readonly AudienceColumn[],
    ownSegments: readonly string[],
  ) {
    this.tokens = tokensOf(text);
    this.fields = audienceFields(ownSegments);
  }

  /** The test of the whole text. Throws AudienceError. */
  parse(): AudienceTest {
    const test = this.either();
    if (!this.is('end')) this.fail();
    return test;
  }

  private either(): AudienceTest {
    let test = this.both();
    while (this.takeWord('or')) {
      const left = test;
      const right = this.both();
      test = (client) => left(client) || right(client);
    }
    return test;
  }

  private both(): AudienceTest {
    let test = this.single();
    while (this.takeWord('and')) {
      const left = test;
      const right = this.single();
      test = (client) => left(client) && right(client);
    }
    return test;
  }

  private single(): AudienceTest {
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

  private comparison(): AudienceTest {
    const token = this.token;
    if (token.kind !== 'word' && token.kind !== 'quoted') this.fail();
    this.at += 1;
    const source = this.sourceOf(token);
    const isNot = this.takeWord('not');
    if (isWord(this.token, 'in')) {
      this.at += 1;
      const tests = this.list(source);
      return (client) => tests.some((test) => test(client)) !== isNot;
    }
    if (source.contains !== undefined && this.takeWord('contains')) {
      const test = source.contains(this.written());
      return (client) => test(client) !== isNot;
    }
    if (isNot) this.fail();
    const sign = this.token.kind === 'sign' ? SIGNS[this.token.text] : undefined;
    if (sign === undefined) this.fail();
    if (!source.isOrdered && sign !== '=' && sign !== '!=') this.fail();
    this.at += 1;
    return source.compare(sign, this.written());
  }

  private list(source: Source): AudienceTest[] {
    if (!this.is('open')) this.fail();
    const tests: AudienceTest[] = [];
    do {
      this.at += 1;
      tests.push(source.compare('=', this.written()));
    } while (this.is('comma'));
    if (!this.is('close')) this.fail();
    this.at += 1;
    return tests;
  }

  /** The value that stands here. */
  private written(): Token {
    const token = this.token;
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.text.trim() === '') this.fail();
    this.at += 1;
    return token;
  }

  /** A figure by its column key or name, otherwise an own column, or a figure under the name the owner gave its column. */
  private sourceOf(token: Token): Source {
    const key = audienceKeyOf(token.text);
    const figure = key === undefined ? undefined : this.fields[key];
    if (figure !== undefined) return figureSource(figure, token.text);
    const folded = foldFieldName(token.text);
    const column = this.knownColumns.find(({ name }) => name === key || foldFieldName(name) === folded);
    const renamed = column?.figure === undefined ? undefined : this.fields[column.figure];
    if (renamed !== undefined) return figureSource(renamed, token.text);
    if (column === undefined) {
      const fields = [...Object.keys(this.fields), ...this.knownColumns.map(({ name }) => name)].join(', ');
      throw failure('audience.fieldUnknown', { field: token.text, fields, position: token.position + 1 });
    }
    if (!this.usedColumns.includes(column.name)) this.usedColumns.push(column.name);
    return {
      isOrdered: column.isList !== true,
      compare: (sign, written) => columnTest(column, sign, written.text),
      contains: (written) => columnContains(column, written.text),
    };
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

/** What can be asked of a field. */
interface Source {
  readonly isOrdered: boolean;
  readonly compare: (sign: Sign, written: Token) => AudienceTest;
  /** Only columns of text can contain something. */
  readonly contains?: (written: Token) => AudienceTest;
}

function figureSource(figure: AudienceField, name: string): Source {
  return {
    isOrdered: figure.isOrdered,
    compare: (sign, { text, position }) => {
      const value = figure.read(text);
      if (value === undefined) throw failure('audience.valueBad', { field: name, value: text, allowed: figure.allowed, position: position + 1 });
      return (client) => compare(figure.get(client.figures), sign, value);
    },
  };
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

function failure(code: IssueCode, params: IssueParams): AudienceError {
  return new AudienceError(issue(code, params));
}
