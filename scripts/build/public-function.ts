/** Reads the entry sources and lists the functions the script will expose, with the JSDoc that Sheets shows. */
import { parseSync } from 'oxc-parser';

/** One function that becomes a top-level declaration of `dist/Code.js`. */
export interface PublicFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The text between the comment's opening and closing marks, as written. */
  readonly documentation: string;
  readonly custom: boolean;
  readonly place: SourcePlace;
}

export interface SourcePlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** A fault in the entry sources; its text begins with file and line, as compilers print it. */
export class EntryError extends Error {
  constructor(place: SourcePlace, problem: string) {
    super(`${place.file}:${place.line}: ${problem}`);
    this.name = 'EntryError';
  }
}

/** Names of functions that Sheets owns already: a custom function of the same name is never called. */
export type BuiltInNames = ReadonlySet<string>;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

interface Comment {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Lists the functions that `index.ts` re-exports, in its order.
 *
 * @param indexFile path of the export list, for messages
 * @param read gives the source of a file next to the index by its module path (`./menu`), with the file name for messages
 * @param builtIns upper-case names Sheets owns
 * @throws EntryError at the first fault
 */
export function readPublicFunctions(
  indexFile: string,
  read: (modulePath: string) => { file: string; source: string },
  builtIns: BuiltInNames,
): PublicFunction[] {
  const index = read('./index');
  const functions: PublicFunction[] = [];
  for (const statement of parse(indexFile, index.source).body) {
    const place = placeOf(indexFile, index.source, statement.start);
    const from = statement['source'] as { value: string } | null | undefined;
    if (statement.type !== 'ExportNamedDeclaration' || !from) {
      throw new EntryError(place, 'the export list may only hold lines of the form export { name } from "./file"');
    }
    const { file, source } = read(from.value);
    const declared = declaredFunctions(file, source, builtIns, isCustomFunctionFile(from.value));
    for (const specifier of statement['specifiers'] as Node[]) {
      const local = (specifier['local'] as { name: string }).name;
      const exported = (specifier['exported'] as { name: string }).name;
      if (local !== exported) throw new EntryError(place, `"${local}" is exported under another name; Sheets calls functions by their own name`);
      const found = declared.get(local);
      if (!found) throw new EntryError(place, `"${local}" is not a function declared in ${file}`);
      functions.push(found);
    }
    for (const name of declared.keys()) {
      if (!functions.some((f) => f.name === name)) throw new EntryError(declared.get(name)?.place ?? place, `"${name}" is missing from the export list`);
    }
  }
  return functions;
}

function isCustomFunctionFile(modulePath: string): boolean {
  return modulePath.endsWith('/functions');
}

/** All exported functions of one entry file; anything else that is exported there is a fault. */
function declaredFunctions(file: string, source: string, builtIns: BuiltInNames, custom: boolean): Map<string, PublicFunction> {
  const program = parse(file, source);
  const found = new Map<string, PublicFunction>();
  for (const statement of program.body) {
    if (!statement.type.startsWith('Export')) continue;
    const place = placeOf(file, source, statement.start);
    const declaration = statement['declaration'] as Node | null | undefined;
    if (declaration?.type !== 'FunctionDeclaration') throw new EntryError(place, 'an entry file may export nothing but function declarations');
    const name = (declaration['id'] as { name: string }).name;
    const parameters = (declaration['params'] as Node[]).map((parameter) => parameterName(parameter, place, name));
    const documentation = documentationBefore(program.comments, source, statement.start);
    if (documentation === null) throw new EntryError(place, `"${name}" has no JSDoc comment directly above it`);
    checkName(name, custom, builtIns, place);
    checkDocumentation(name, parameters, documentation, custom, place);
    found.set(name, { name, parameters, documentation, custom, place });
  }
  return found;
}

function parameterName(parameter: Node, place: SourcePlace, functionName: string): string {
  const target = parameter.type === 'AssignmentPattern' ? (parameter['left'] as Node) : parameter;
  if (target.type === 'RestElement') throw new EntryError(place, `"${functionName}" has a rest parameter; Sheets shows parameters by name`);
  if (target.type !== 'Identifier') throw new EntryError(place, `"${functionName}" has a destructured parameter; Sheets shows parameters by name`);
  return target['name'] as string;
}

function checkName(name: string, custom: boolean, builtIns: BuiltInNames, place: SourcePlace): void {
  if (name.endsWith('_')) throw new EntryError(place, `"${name}" ends with "_": Apps Script hides such functions`);
  if (custom && name !== name.toUpperCase()) throw new EntryError(place, `custom function "${name}" must be in capitals`);
  if (custom && builtIns.has(name)) throw new EntryError(place, `"${name}" is a function of Sheets itself; choose another name`);
}

function checkDocumentation(name: string, parameters: readonly string[], documentation: string, custom: boolean, place: SourcePlace): void {
  const tagged = /^\s*\*?\s*@customfunction\b/m.test(documentation);
  if (custom && !tagged) throw new EntryError(place, `custom function "${name}" lacks @customfunction`);
  if (!custom && tagged) throw new EntryError(place, `"${name}" is not a custom function but carries @customfunction`);
  const tags = [...documentation.matchAll(/@param\s+(?:\{([^}]*)\}\s*)?(\[[^\]]*\]|\S+)/g)];
  for (const [, type, tagName] of tags) {
    if (tagName?.startsWith('[') || type?.endsWith('=') || type?.startsWith('...')) {
      throw new EntryError(place, `"${name}": ${tagName ?? ''} uses optional syntax, which Sheets prints literally; write the word "optional" in the description`);
    }
  }
  const names = tags.map(([, , tagName]) => tagName);
  if (names.join(' ') !== parameters.join(' ')) {
    throw new EntryError(place, `"${name}" has the parameters (${parameters.join(', ')}) but documents (${names.join(', ')})`);
  }
  if (custom && /<[a-z/][^>]*>/i.test(documentation.replace(/\{[^}]*\}/g, ''))) throw new EntryError(place, `"${name}": Sheets does not render HTML in descriptions`);
}

/** The JSDoc block that ends right above the given offset, or null. */
function documentationBefore(comments: readonly Comment[], source: string, offset: number): string | null {
  for (let i = comments.length - 1; i >= 0; i -= 1) {
    const comment = comments[i];
    if (!comment || comment.end > offset) continue;
    const isDocumentation = comment.type === 'Block' && comment.value.startsWith('*');
    return isDocumentation && source.slice(comment.end, offset).trim() === '' ? comment.value : null;
  }
  return null;
}

function parse(file: string, source: string): { body: Node[]; comments: readonly Comment[] } {
  const result = parseSync(file, source);
  const error = result.errors[0];
  if (error) throw new EntryError(placeOf(file, source, error.labels[0]?.start ?? 0), error.message);
  return { body: result.program.body as unknown as Node[], comments: result.comments };
}

function placeOf(file: string, source: string, offset: number): SourcePlace {
  return { file, line: source.slice(0, offset).split('\n').length };
}
