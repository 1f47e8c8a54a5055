/** Turns the tree of an audience expression into a test over clients: fields to figures and columns, names to segments. */
import type { AudienceColumn, AudienceTest, Sign } from './audience-columns';
import { columnAmong, columnContains, columnTest, compare } from './audience-columns';
import { audienceFields, audienceKeyOf } from './audience-fields';
import type { AudienceField } from './audience-fields';
import type { AudienceNode, AudienceToken } from './audience-syntax';
import { audienceError, AudienceError, parseAudience, syntaxError } from './audience-syntax';
import { SEGMENT_KEYS } from '../language/names';
import { issue } from '../issue';
import { foldFieldName } from './template';

/** An expression that was saved under a name. */
export interface SavedAudience {
  readonly name: string;
  readonly expression: string;
}

/** Short names that stand for a whole expression; segment keys are short names too. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  all: 'orders >= 0',
  все: 'orders >= 0',
  buyers: 'orders >= 1',
  покупатели: 'orders >= 1',
  dormant: 'dormancy in (dormant, lost)',
  late: 'dormancy = late',
  due: 'dormancy = due',
};

/** True for a name that means something without being saved. */
export function isShortName(name: string, ownSegments: readonly string[]): boolean {
  const folded = foldFieldName(name);
  return Object.prototype.hasOwnProperty.call(SHORT_NAMES, folded) || [...SEGMENT_KEYS, ...ownSegments].some((segment) => foldFieldName(segment) === folded);
}

/** Binds expressions over one set of columns, own segments and saved ones. */
export class AudienceBinder {
  /** Names of the columns that what was bound uses. */
  readonly usedColumns: string[] = [];
  /** Names of the saved segments that what was bound uses. */
  readonly usedSaved: string[] = [];
  private readonly fields: ReturnType<typeof audienceFields>;
  private readonly segmentOf = new Map<string, string>();
  private readonly savedOf = new Map<string, SavedAudience>();
  /** Saved segments being read, for a segment that would contain itself. */
  private readonly open: string[] = [];

  constructor(private readonly columns: readonly AudienceColumn[], ownSegments: readonly string[], saved: readonly SavedAudience[]) {
    this.fields = audienceFields(ownSegments);
    [...ownSegments, ...SEGMENT_KEYS].forEach((segment) => this.segmentOf.set(foldFieldName(segment), segment));
    saved.forEach((segment) => this.savedOf.set(foldFieldName(segment.name), segment));
  }

  /** The test of a whole expression, or of a short name with or without quotation marks. Throws AudienceError. */
  whole(text: string): AudienceTest {
    return this.named(text) ?? this.test(parseAudience(text));
  }

  /** What a short name stands for; undefined for any other text. */
  private named(name: string): AudienceTest | undefined {
    const folded = foldFieldName(name);
    const short = Object.prototype.hasOwnProperty.call(SHORT_NAMES, folded) ? SHORT_NAMES[folded] : undefined;
    if (short !== undefined) return this.test(parseAudience(short));
    const segment = this.segmentOf.get(folded);
    if (segment !== undefined) return (client) => client.figures.segment.toLowerCase() === segment.toLowerCase();
    const saved = this.savedOf.get(folded);
    return saved === undefined ? undefined : this.inSaved(saved);
  }

  private inSaved({ name, expression }: SavedAudience): AudienceTest {
    if (this.open.includes(name)) throw audienceError('audience.cycle', { name });
    if (!this.usedSaved.includes(name)) this.usedSaved.push(name);
    this.open.push(name);
    try {
      return this.whole(expression);
    } catch (error) {
      if (error instanceof AudienceError && !error.issues.some(({ code }) => code === 'audience.cycle' || code === 'audience.savedBroken')) {
        throw new AudienceError([issue('audience.savedBroken', { name }), ...error.issues]);
      }
      throw error;
    } finally {
      this.open.pop();
    }
  }

  private test(node: AudienceNode): AudienceTest {
    switch (node.kind) {
      case 'either': {
        const tests = node.parts.map((part) => this.test(part));
        return (client) => tests.some((test) => test(client));
      }
      case 'both': {
        const tests = node.parts.map((part) => this.test(part));
        return (client) => tests.every((test) => test(client));
      }
      case 'not': {
        const test = this.test(node.part);
        return (client) => !test(client);
      }
      case 'name': {
        const test = isEnd(node.end) ? this.named(node.name.text) : undefined;
        if (test !== undefined) return test;
        this.sourceOf(node.name);
        throw syntaxError(node.end);
      }
      case 'in': {
        const among = this.sourceOf(node.field).among(node.values);
        return (client) => among(client) !== node.isNot;
      }
      case 'contains': {
        const source = this.sourceOf(node.field);
        if (source.contains === undefined) throw syntaxError(node.signToken);
        const contains = source.contains(node.value);
        return (client) => contains(client) !== node.isNot;
      }
      case 'compare': {
        const source = this.sourceOf(node.field);
        if (!source.isOrdered && node.sign !== '=' && node.sign !== '!=') throw syntaxError(node.signToken);
        return source.compare(node.sign, node.value);
      }
    }
  }

  /** A figure by its column key or name, otherwise an own column, or a figure under the name the owner gave its column. */
  private sourceOf(token: AudienceToken): Source {
    const key = audienceKeyOf(token.text);
    const figure = key === undefined ? undefined : this.fields[key];
    if (figure !== undefined) return figureSource(figure, token.text);
    const folded = foldFieldName(token.text);
    const column = this.columns.find(({ name }) => name === key || foldFieldName(name) === folded);
    const renamed = column?.figure === undefined ? undefined : this.fields[column.figure];
    if (renamed !== undefined) return figureSource(renamed, token.text);
    if (column === undefined) {
      const fields = [...Object.keys(this.fields), ...this.columns.map(({ name }) => name)].join(', ');
      throw audienceError('audience.fieldUnknown', { field: token.text, fields, position: token.position + 1 });
    }
    if (!this.usedColumns.includes(column.name)) this.usedColumns.push(column.name);
    return {
      isOrdered: column.isList !== true && column.isClient !== true,
      compare: (sign, written) => columnTest(column, sign, written.text),
      among: (values) => columnAmong(column, values.map(({ text }) => text)),
      contains: (written) => columnContains(column, written.text),
    };
  }
}

function isEnd(token: AudienceToken): boolean {
  return token.kind === 'end' || token.kind === 'close' || (token.kind === 'word' && /^(and|or|и|или)$/i.test(token.text));
}

/** What can be asked of a field. */
interface Source {
  readonly isOrdered: boolean;
  readonly compare: (sign: Sign, written: AudienceToken) => AudienceTest;
  readonly among: (values: readonly AudienceToken[]) => AudienceTest;
  /** Only columns of text can contain something. */
  readonly contains?: (written: AudienceToken) => AudienceTest;
}

function figureSource(figure: AudienceField, name: string): Source {
  const compared = (sign: Sign, { text, position }: AudienceToken): AudienceTest => {
    const value = figure.read(text);
    if (value === undefined) throw audienceError('audience.valueBad', { field: name, value: text, allowed: figure.allowed, position: position + 1 });
    return (client) => compare(figure.get(client.figures), sign, value);
  };
  return {
    isOrdered: figure.isOrdered,
    compare: compared,
    among: (values) => {
      const tests = values.map((value) => compared('=', value));
      return (client) => tests.some((test) => test(client));
    },
  };
}
