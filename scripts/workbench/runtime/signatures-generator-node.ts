/** Makes the signature table from the declarations of @types/google-apps-script. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import type { InterfaceSignature, MethodSignature, Parameter, SignatureTable, TypeCode } from './signature';
import { DEPRECATED_MEMBERS, FURTHER_BLOB_SOURCES } from './signature-supplement';

/** The parts of the syntax tree that are looked at; everything else is ignored. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

type Scope = readonly string[];

interface Declared {
  readonly interfaces: Map<string, { readonly scope: Scope; readonly bodies: Node[]; readonly parents: Node[] }>;
  readonly enums: Map<string, string[]>;
  readonly aliases: Map<string, { readonly scope: Scope; readonly type: Node }>;
  readonly globals: Map<string, { readonly type: Node }>;
}

const ROOT = 'GoogleAppsScript';
/** Google's declarations describe the language's Date once more under this name; scripts give real Dates for it. */
const DATE = `${ROOT}.Base.Date`;
const BLOB_SOURCE = 'Base.BlobSource';

/** Reads the installed declarations and writes the table as JSON. */
export function generateSignatures(outFile: string): void {
  const table = buildSignatureTable();
  mkdirSync(path.dirname(outFile), { recursive: true });
  writeFileSync(outFile, JSON.stringify(table));
}

/** The table of the installed declarations. */
export function buildSignatureTable(): SignatureTable {
  const folder = path.dirname(createRequire(path.join(process.cwd(), 'package.json')).resolve('@types/google-apps-script/package.json'));
  const declared: Declared = { interfaces: new Map(), enums: new Map(), aliases: new Map(), globals: new Map() };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.d.ts')) continue;
    const parsed = parseSync(file, readFileSync(path.join(folder, file), 'utf8'));
    if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message ?? 'does not parse'}`);
    for (const statement of parsed.program.body as unknown as Node[]) collect(statement, [], declared);
  }
  return tableOf(declared);
}

function collect(statement: Node, scope: Scope, declared: Declared): void {
  const node = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Node | null) : statement;
  if (!node) return;
  switch (node.type) {
    case 'TSModuleDeclaration': {
      const inner = [...scope, ...entityName(node['id'] as Node)];
      const body = node['body'] as Node | null;
      for (const child of (body?.['body'] as Node[] | undefined) ?? []) collect(child, inner, declared);
      return;
    }
    case 'TSInterfaceDeclaration': {
      const name = qualified(scope, identifier(node['id']));
      const entry = declared.interfaces.get(name) ?? { scope, bodies: [], parents: [] };
      entry.bodies.push(...((node['body'] as Node)['body'] as Node[]));
      for (const heritage of (node['extends'] as Node[] | undefined) ?? []) entry.parents.push(heritage['expression'] as Node);
      declared.interfaces.set(name, entry);
      return;
    }
    case 'TSEnumDeclaration': {
      const members = (node['body'] as Node)['members'] as Node[];
      declared.enums.set(qualified(scope, identifier(node['id'])), members.map((member) => identifier(member['id'])));
      return;
    }
    case 'TSTypeAliasDeclaration':
      declared.aliases.set(qualified(scope, identifier(node['id'])), { scope, type: node['typeAnnotation'] as Node });
      return;
    case 'VariableDeclaration':
      for (const declarator of node['declarations'] as Node[]) {
        const id = declarator['id'] as Node;
        const annotation = id['typeAnnotation'] as Node | null;
        if (scope.length === 0 && annotation) declared.globals.set(identifier(id), { type: annotation['typeAnnotation'] as Node });
      }
      return;
    default:
  }
}

function tableOf(declared: Declared): SignatureTable {
  const globals: Record<string, string> = {};
  const advanced: Record<string, string> = {};
  for (const [symbol, { type }] of declared.globals) {
    const parts = type.type === 'TSUnionType' ? (type['types'] as Node[]) : [type];
    const reference = parts.find((part) => part.type === 'TSTypeReference');
    if (!reference) continue;
    const name = resolve(entityName(reference['typeName'] as Node), [], declared.interfaces);
    if (!name?.startsWith(`${ROOT}.`)) continue;
    (parts.length > 1 ? advanced : globals)[symbol] = short(name);
  }
  const roots = new Set([...Object.values(globals), ...Object.values(advanced)]);
  const interfaces: Record<string, InterfaceSignature> = {};
  for (const [name, entry] of declared.interfaces) {
    if (!name.startsWith(`${ROOT}.`) || !(roots.has(short(name)) || isService(name, declared) || holdsMembers(name, declared))) continue;
    interfaces[short(name)] = interfaceOf(name, entry.bodies, entry.parents, [...entry.scope], declared);
  }
  const enums = Object.fromEntries([...declared.enums].filter(([name]) => name.startsWith(`${ROOT}.`)).map(([name, members]) => [short(name), members]));
  addBlobSources(interfaces);
  addDeprecatedMembers(interfaces);
  return { interfaces, enums, globals, advanced };
}

/** Google takes every object with BlobSource's methods for one; the declarations leave that to TypeScript's structural types. */
function addBlobSources(interfaces: Record<string, InterfaceSignature>): void {
  const asked = Object.keys(interfaces[BLOB_SOURCE]?.methods ?? {});
  if (asked.length === 0) throw new Error(`${BLOB_SOURCE} is not declared any more.`);
  for (const [name, one] of Object.entries(interfaces)) {
    if (name === BLOB_SOURCE || one.parents.includes(BLOB_SOURCE)) continue;
    if (!FURTHER_BLOB_SOURCES.includes(name) && !asked.every((method) => Object.hasOwn(one.methods, method))) continue;
    interfaces[name] = { ...one, parents: [...one.parents, BLOB_SOURCE] };
  }
}

function addDeprecatedMembers(interfaces: Record<string, InterfaceSignature>): void {
  for (const [name, aliases] of Object.entries(DEPRECATED_MEMBERS)) {
    const one = interfaces[name];
    if (!one) throw new Error(`The supplement names ${name}, which is not declared.`);
    const methods = { ...one.methods };
    for (const [alias, today] of Object.entries(aliases)) {
      const signature = methods[today];
      if (!signature) throw new Error(`The supplement names ${name}.${today}, which is not declared.`);
      methods[alias] ??= signature;
    }
    interfaces[name] = { ...one, methods };
  }
}

function interfaceOf(name: string, bodies: readonly Node[], parents: readonly Node[], scope: Scope, declared: Declared): InterfaceSignature {
  const overloads: Record<string, Parameter[][]> = {};
  const enums: Record<string, string> = {};
  const properties: Record<string, TypeCode> = {};
  for (const member of bodies) {
    if (member['computed'] === true) continue;
    if (member.type === 'TSMethodSignature') {
      const key = identifier(member['key']);
      const list = Object.hasOwn(overloads, key) ? (overloads[key] ?? []) : [];
      list.push((member['params'] as Node[]).map((parameter) => parameterOf(parameter, scope, declared)));
      overloads[key] = list;
    } else if (member.type === 'TSPropertySignature') {
      const key = identifier(member['key']);
      const annotation = (member['typeAnnotation'] as Node | null)?.['typeAnnotation'] as Node | undefined;
      if (!annotation) continue;
      if (annotation.type === 'TSTypeQuery') {
        const enumName = resolve(entityName(annotation['exprName'] as Node), scope, declared.enums);
        if (enumName) enums[key] = short(enumName);
      } else {
        properties[key] = typeCode(annotation, scope, declared).type;
      }
    }
  }
  const methods: Record<string, MethodSignature> = Object.fromEntries(Object.entries(overloads).map(([key, list]) => [key, { overloads: list }]));
  const parentNames = parents.map((parent) => resolve(entityName(parent), scope, declared.interfaces)).filter((parent) => parent !== null && parent !== name);
  return { parents: parentNames.map((parent) => short(parent as string)), methods, enums, properties };
}

function parameterOf(node: Node, scope: Scope, declared: Declared): Parameter {
  const rest = node.type === 'RestElement';
  const target = rest ? (node['argument'] as Node) : node;
  const annotation = ((node['typeAnnotation'] ?? target['typeAnnotation']) as Node | null)?.['typeAnnotation'] as Node | undefined;
  const code = annotation ? typeCode(annotation, scope, declared) : { type: 'a', nullable: true };
  return {
    name: identifier(target),
    type: code.type,
    ...(target['optional'] === true ? { optional: true as const } : {}),
    ...(code.nullable ? { nullable: true as const } : {}),
    ...(rest ? { rest: true as const } : {}),
  };
}

function typeCode(node: Node, scope: Scope, declared: Declared): { readonly type: TypeCode; readonly nullable: boolean } {
  switch (node.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return { type: 's', nullable: false };
    case 'TSNumberKeyword':
      return { type: 'n', nullable: false };
    case 'TSBooleanKeyword':
      return { type: 'b', nullable: false };
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return { type: '', nullable: true };
    case 'TSLiteralType': {
      const value = (node['literal'] as Node)['value'];
      return { type: typeof value === 'number' ? 'n' : typeof value === 'boolean' ? 'b' : 's', nullable: false };
    }
    case 'TSArrayType':
      return { type: arrayOf(typeCode(node['elementType'] as Node, scope, declared).type), nullable: false };
    case 'TSTupleType':
      return { type: 'a[]', nullable: false };
    case 'TSTypeLiteral':
    case 'TSMappedType':
    case 'TSObjectKeyword':
      return { type: 'o', nullable: false };
    case 'TSFunctionType':
      return { type: 'f', nullable: false };
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
      return typeCode(node['typeAnnotation'] as Node, scope, declared);
    case 'TSUnionType': {
      const parts = (node['types'] as Node[]).map((part) => typeCode(part, scope, declared));
      const types = [...new Set(parts.map((part) => part.type).filter((type) => type !== ''))];
      return { type: types.includes('a') ? 'a' : types.join('|'), nullable: parts.some((part) => part.nullable) };
    }
    case 'TSTypeReference':
      return referenceCode(node, scope, declared);
    default:
      return { type: 'a', nullable: true };
  }
}

function referenceCode(node: Node, scope: Scope, declared: Declared): { readonly type: TypeCode; readonly nullable: boolean } {
  const name = entityName(node['typeName'] as Node);
  const plain = name.join('.');
  if (plain === 'Date' || resolve(name, scope, declared.interfaces) === DATE) return { type: 'd', nullable: false };
  if (plain === 'Array' || plain === 'ReadonlyArray') {
    const element = ((node['typeArguments'] as Node | null)?.['params'] as Node[] | undefined)?.[0];
    return { type: arrayOf(element ? typeCode(element, scope, declared).type : 'a'), nullable: false };
  }
  const enumName = resolve(name, scope, declared.enums);
  if (enumName) return { type: `e:${short(enumName)}`, nullable: false };
  const alias = resolve(name, scope, declared.aliases);
  const interfaceName = resolve(name, scope, declared.interfaces);
  if (interfaceName) return { type: isService(interfaceName, declared) ? `c:${short(interfaceName)}` : 'o', nullable: false };
  const target = alias ? declared.aliases.get(alias) : undefined;
  return target ? typeCode(target.type, target.scope, declared) : { type: 'a', nullable: true };
}

/** Roots and collections of advanced services hold their sub-collections as properties; plain data (schemas, options) is left out of the table. */
function holdsMembers(name: string, declared: Declared): boolean {
  if (name.includes('.Schema.')) return false;
  const bodies = declared.interfaces.get(name)?.bodies ?? [];
  return name.includes('.Collection.') || bodies.some((member) => ((member['typeAnnotation'] as Node | null)?.['typeAnnotation'] as Node | undefined)?.type === 'TSTypeQuery');
}

/** An interface with methods is an object of the services, one with fields only is plain data. */
function isService(name: string, declared: Declared): boolean {
  const entry = declared.interfaces.get(name);
  if (!entry) return false;
  if (entry.bodies.some((member) => member.type === 'TSMethodSignature')) return true;
  return entry.parents.some((parent) => {
    const parentName = resolve(entityName(parent), entry.scope, declared.interfaces);
    return parentName !== null && parentName !== name && isService(parentName, declared);
  });
}

function arrayOf(element: TypeCode): TypeCode {
  return element.includes('|') ? `(${element})[]` : `${element}[]`;
}

/** Finds the declaration a name means, innermost scope first. */
function resolve(name: readonly string[], scope: Scope, among: ReadonlyMap<string, unknown>): string | null {
  for (let depth = scope.length; depth >= 0; depth -= 1) {
    const candidate = [...scope.slice(0, depth), ...name].join('.');
    if (among.has(candidate)) return candidate;
  }
  return null;
}

function entityName(node: Node): string[] {
  if (node.type === 'TSQualifiedName') return [...entityName(node['left'] as Node), ...entityName(node['right'] as Node)];
  if (node.type === 'MemberExpression') return [...entityName(node['object'] as Node), ...entityName(node['property'] as Node)];
  return [identifier(node)];
}

function identifier(node: unknown): string {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? String(value);
}

function qualified(scope: Scope, name: string): string {
  return [...scope, name].join('.');
}

function short(name: string): string {
  return name.slice(ROOT.length + 1);
}
