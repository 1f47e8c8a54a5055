/** Rules as data, as a builder shows them, and the audience expressions they stand for; both ways. */
import type { AudienceNode } from './audience-syntax';
import { AudienceError, parseAudience, quoted } from './audience-syntax';

/** How a field is asked. `member`: the client belongs to the segment of that short name; such a condition has no field. */
export const CONDITION_SIGNS = ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'contains', 'not contains', 'member', 'not member'] as const;
export type ConditionSign = (typeof CONDITION_SIGNS)[number];

/** One condition. `in` and `not in` have any number of values, the others one. */
export type AudienceCondition = { readonly field: string; readonly is: ConditionSign; readonly values: readonly string[] };

/** All or any of some conditions. */
export type ConditionGroup = { readonly all: readonly AudienceCondition[] } | { readonly any: readonly AudienceCondition[] };

/** The whole rule: conditions and groups of conditions, one level deep. No condition at all means everyone. */
export type AudienceRules = { readonly all: readonly RulePart[] } | { readonly any: readonly RulePart[] };
export type RulePart = AudienceCondition | ConditionGroup;

/** True for a condition, false for a group. */
export function isCondition(part: RulePart): part is AudienceCondition {
  return 'field' in part;
}

/** The parts of a rule or a group. */
export function partsOf<Part>(rules: { readonly all: readonly Part[] } | { readonly any: readonly Part[] }): readonly Part[] {
  return 'all' in rules ? rules.all : rules.any;
}

/** The expression of a rule. Conditions without a value, and groups of none, ask nothing and are left out; a rule of none is `all`. */
export function expressionOf(rules: AudienceRules): string {
  const texts = partsOf(rules).map((part) => {
    if (isCondition(part)) return conditionText(part);
    const inner = partsOf(part).map(conditionText).filter((text) => text !== '');
    return inner.length > 1 ? `(${inner.join('all' in part ? ' and ' : ' or ')})` : (inner[0] ?? '');
  }).filter((text) => text !== '');
  return texts.length === 0 ? 'all' : texts.join('all' in rules ? ' and ' : ' or ');
}

function conditionText({ field, is, values }: AudienceCondition): string {
  const filled = values.filter((value) => value.trim() !== '').map(quoted);
  const [first] = filled;
  if (first === undefined) return '';
  if (is === 'member' || is === 'not member') return is === 'member' ? first : `not ${first}`;
  if (field.trim() === '') return '';
  const name = quoted(field);
  if (is === 'in' || is === 'not in') return filled.length === 1 ? `${name} ${is === 'in' ? '=' : '!='} ${first}` : `${name} ${is} (${filled.join(', ')})`;
  return `${name} ${is} ${first}`;
}

/** The rule of an expression; null where a builder of conditions in groups cannot show it, or where it is no expression. */
export function rulesOf(expression: string): AudienceRules | null {
  const text = expression.trim();
  if (text === '' || text.toLowerCase() === 'all' || text.toLowerCase() === 'все') return { all: [] };
  try {
    return rulesOfNode(parseAudience(text));
  } catch (error) {
    if (error instanceof AudienceError) return null;
    throw error;
  }
}

function rulesOfNode(node: AudienceNode): AudienceRules | null {
  const kind = node.kind === 'either' ? 'any' : 'all';
  const parts = node.kind === 'either' || node.kind === 'both' ? flattened(node, node.kind).map(partOfNode) : [partOfNode(node)];
  const known = parts.filter((part): part is RulePart => part !== null);
  if (known.length < parts.length) return null;
  return kind === 'any' ? { any: known } : { all: known };
}

/** The parts of a node with those of parts of the same kind: brackets around `a and (b and c)` mean nothing. */
function flattened(node: AudienceNode, kind: 'either' | 'both'): AudienceNode[] {
  return node.kind === kind ? node.parts.reduce<AudienceNode[]>((all, part) => [...all, ...flattened(part, kind)], []) : [node];
}

function partOfNode(node: AudienceNode): RulePart | null {
  if (node.kind !== 'either' && node.kind !== 'both') return conditionOf(node, false);
  const inner = flattened(node, node.kind).map((part) => conditionOf(part, false));
  const known = inner.filter((condition): condition is AudienceCondition => condition !== null);
  if (known.length < inner.length) return null;
  return node.kind === 'either' ? { any: known } : { all: known };
}

/** @param turned the condition stands behind an odd number of `not` */
function conditionOf(node: AudienceNode, turned: boolean): AudienceCondition | null {
  switch (node.kind) {
    case 'not': return conditionOf(node.part, !turned);
    case 'name':
      // Nothing else may follow a name.
      return node.end.kind === 'sign' || node.end.kind === 'quoted' || node.end.kind === 'comma' || node.end.kind === 'open' ? null : { field: '', is: turned ? 'not member' : 'member', values: [node.name.text] };
    case 'in': return { field: node.field.text, is: node.isNot === turned ? 'in' : 'not in', values: node.values.map(({ text }) => text) };
    case 'contains': return { field: node.field.text, is: node.isNot === turned ? 'contains' : 'not contains', values: [node.value.text] };
    case 'compare': {
      if (!turned) return { field: node.field.text, is: node.sign, values: [node.value.text] };
      // Not below something is not above it: the value may be missing.
      if (node.sign !== '=' && node.sign !== '!=') return null;
      return { field: node.field.text, is: node.sign === '=' ? '!=' : '=', values: [node.value.text] };
    }
    case 'either':
    case 'both': return null;
  }
}
