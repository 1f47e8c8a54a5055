/**
 * The check of a script when it is saved (PLATFORM-FACTS §9.2). Google's save path parses with an older parser than its engine: class fields,
 * static blocks, `#private`, logical assignments, numeric separators and BigInt literals are refused; `?.`, `??`, spread and async pass.
 */
import { parse, tokenizer, tokTypes, type Comment, type Program } from 'acorn';

/** The last edition whose grammar has none of the refused forms but BigInt literals. */
const EDITION = 2020;

/** A file that Google would refuse to save. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}

/** A file as the parser sees it. */
export interface ParsedFile {
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** Parses a script file; throws ProjectError with Google's text, line and file when it would not be saved. */
export function parseScript(source: string, path: string): ParsedFile {
  const comments: Comment[] = [];
  let bigIntAt: number | null = null;
  try {
    const program = parse(source, {
      ecmaVersion: EDITION, sourceType: 'script', onComment: comments,
      onToken: (token) => {
        if (bigIntAt === null && token.type === tokTypes.num && source[token.end - 1] === 'n') bigIntAt = token.start;
      },
    });
    if (bigIntAt !== null) throw refused('ParseError: Unexpected token ILLEGAL', source, bigIntAt, path);
    return { program, comments };
  } catch (error) {
    if (error instanceof ProjectError || !isParserError(error)) throw error;
    // A BigInt literal before the fault is what Google's parser would have met first.
    if (bigIntAt !== null) throw refused('ParseError: Unexpected token ILLEGAL', source, bigIntAt, path);
    throw refused(textOf(error, source), source, error.pos, path);
  }
}

interface ParserError extends SyntaxError {
  /** Offset of the fault. */
  readonly pos: number;
}

function isParserError(error: unknown): error is ParserError {
  return error instanceof SyntaxError && typeof (error as { pos?: unknown }).pos === 'number';
}

function textOf(error: ParserError, source: string): string {
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  if (/^(?:Unexpected character|Identifier directly after number|Invalid number|Unterminated)/.test(message)) return 'ParseError: Unexpected token ILLEGAL';
  return message === 'Unexpected token' ? `ParseError: Unexpected token ${tokenAt(source, error.pos)}` : `SyntaxError: ${message}`;
}

/** The token that stands at the offset, as Google's texts name it. */
function tokenAt(source: string, offset: number): string {
  const rest = source.slice(offset);
  if (rest.trim() === '') return 'end of input';
  try {
    const token = tokenizer(rest, { ecmaVersion: EDITION }).getToken();
    if (token.type === tokTypes.string) return 'string';
    if (token.type === tokTypes.num) return 'number';
    return rest.slice(token.start, token.end);
  } catch {
    return 'ILLEGAL';
  }
}

function refused(text: string, source: string, offset: number, path: string): ProjectError {
  const line = source.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/).length;
  return new ProjectError(`Syntax error: ${text} line: ${line} file: ${path}`);
}
