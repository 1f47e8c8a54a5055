/** The rule of an audience as the builder holds it: which ways of asking a field has, how an expression is read into it, and its sentence. */
import type { AudienceChoice, AudienceCondition, AudienceFieldKind, AudienceFieldView, AudienceRules, ConditionGroup, ConditionSign, RulePart } from '../../../src/contract/audience-views';
import { expressionOf, isCondition, partsOf, rulesOf } from '../../../src/core/mail/audience-rules';
import type { WordKey } from '../../language/ru';
import type { Words } from '../../language/words';

/** A way to ask a field. `never` stands for the field's one word for nothing. */
export type AskedHow = ConditionSign | 'never';

const OF_KIND: Readonly<Record<AudienceFieldKind, readonly AskedHow[]>> = {
  class: ['in', 'not in'],
  number: ['>=', '<=', '=', '!=', '>', '<'],
  money: ['>=', '<=', '>', '<'],
  days: ['>=', '<=', '=', '>', '<'],
  date: ['>=', '<=', '=', '>', '<'],
  text: ['in', 'not in', 'contains', 'not contains'],
  tags: ['in', 'not in'],
  yesno: ['='],
  segment: ['member', 'not member'],
};

/** Ways to ask this field, the usual one first. */
export function waysToAsk({ kind, choices }: Pick<AudienceFieldView, 'kind' | 'choices'>): readonly AskedHow[] {
  return kind === 'days' && choices.length > 0 ? [...OF_KIND[kind], 'never'] : OF_KIND[kind];
}

/** The words of a way to ask a field. */
export function wayWords(kind: AudienceFieldKind, how: AskedHow): WordKey {
  if (kind === 'date' && (how === '>=' || how === '<=' || how === '>' || how === '<')) {
    return ({ '>=': 'audience.date.from', '<=': 'audience.date.to', '>': 'audience.date.after', '<': 'audience.date.before' } as const)[how];
  }
  const words: Readonly<Record<AskedHow, WordKey>> = {
    '=': 'audience.is', '!=': 'audience.isNot', '<': 'audience.below', '<=': 'audience.most', '>': 'audience.above', '>=': 'audience.least',
    in: kind === 'tags' ? 'audience.has' : 'audience.oneOf', 'not in': kind === 'tags' ? 'audience.hasNot' : 'audience.noneOf',
    contains: 'audience.contains', 'not contains': 'audience.containsNot', member: 'audience.member', 'not member': 'audience.memberNot', never: 'audience.never',
  };
  return words[how];
}

/** How a condition is asked now. */
export function askedHow(field: AudienceFieldView, { is, values }: AudienceCondition): AskedHow {
  return field.kind === 'days' && is === '=' && field.choices.some(({ value }) => value === values[0]) ? 'never' : is;
}

/** The condition asked another way; values stay where they still fit. */
export function askedAnotherWay(field: AudienceFieldView, condition: AudienceCondition, how: AskedHow): AudienceCondition {
  if (how === 'never') return { ...condition, is: '=', values: field.choices.slice(0, 1).map(({ value }) => value) };
  const kept = askedHow(field, condition) === 'never' ? [] : condition.values;
  return { ...condition, is: how, values: how === 'in' || how === 'not in' ? kept : kept.slice(0, 1) };
}

/** A condition about a field that asks nothing yet. */
export function newCondition(field: AudienceFieldView): AudienceCondition {
  const [how = '='] = waysToAsk(field);
  return { field: field.key, is: how === 'never' ? '=' : how, values: field.kind === 'yesno' ? ['yes'] : field.kind === 'segment' ? field.choices.slice(0, 1).map(({ value }) => value) : [] };
}

const folded = (text: string): string => text.replace(/[\s\u00a0_]+/g, ' ').trim().toLowerCase().replace(/ё/g, 'е');
const named = <Named extends { readonly names: readonly string[] }>(all: readonly Named[], name: string): Named | undefined => all.find(({ names }) => names.some((one) => folded(one) === folded(name)));

/** The field of a condition. */
export function fieldOf(fields: readonly AudienceFieldView[], condition: AudienceCondition): AudienceFieldView | undefined {
  if (condition.is === 'member' || condition.is === 'not member') return fields.find(({ kind }) => kind === 'segment');
  return fields.find(({ key }) => key === condition.field && key !== '');
}

/** The rule of an expression in the builder's terms, or null where the builder cannot show it: then it stays text. */
export function shownRules(expression: string, fields: readonly AudienceFieldView[]): AudienceRules | null {
  const rules = rulesOf(expression);
  if (rules === null) return null;
  const parts: RulePart[] = [];
  for (const part of partsOf<RulePart>(rules)) {
    const shown = isCondition(part) ? shownCondition(part, fields) : shownGroup(part, fields);
    if (shown === null) return null;
    parts.push(shown);
  }
  return 'all' in rules ? { all: parts } : { any: parts };
}

function shownGroup(group: ConditionGroup, fields: readonly AudienceFieldView[]): ConditionGroup | null {
  const shown = partsOf(group).map((condition) => shownCondition(condition, fields));
  const known = shown.filter((condition): condition is AudienceCondition => condition !== null);
  if (known.length < shown.length) return null;
  return 'all' in group ? { all: known } : { any: known };
}

function shownCondition({ field: name, is, values }: AudienceCondition, fields: readonly AudienceFieldView[]): AudienceCondition | null {
  if (is === 'member' || is === 'not member') return shownMember(is, values[0] ?? '', fields);
  const field = named(fields.filter(({ kind }) => kind !== 'segment'), name);
  if (field === undefined) return null;
  const chosen = values.map((value) => named(field.choices, value)?.value ?? value);
  if (field.kind === 'days' && is === '=' && field.choices.some(({ value }) => value === chosen[0])) return { field: field.key, is, values: chosen };
  const how = shownSign(field, is);
  if (how === null || ((field.kind === 'class' || field.kind === 'yesno') && chosen.some((value) => named(field.choices, value) === undefined))) return null;
  if (field.kind === 'number' || field.kind === 'money' || field.kind === 'days') {
    const figures = chosen.map((value) => value.replace(/[\s\u00a0]/g, '').replace(',', '.'));
    return figures.every((figure) => /^-?\d+(\.\d+)?$/.test(figure)) ? { field: field.key, is: how, values: figures } : null;
  }
  if (field.kind === 'date' && !chosen.every((value) => /^\d{4}-\d{2}-\d{2}$/.test(value))) return null;
  return { field: field.key, is: how, values: chosen };
}

/** A short name as the builder shows it: a saved segment, or the class it stands for. */
function shownMember(is: 'member' | 'not member', name: string, fields: readonly AudienceFieldView[]): AudienceCondition | null {
  const bands: Readonly<Record<string, readonly string[]>> = { dormant: ['dormant', 'lost'], late: ['late'], due: ['due'] };
  const [segment, dormancy, saved] = [fields.find(({ key }) => key === 'segment'), fields.find(({ key }) => key === 'dormancy'), fields.find(({ kind }) => kind === 'segment')];
  const sign = is === 'member' ? 'in' : 'not in';
  const band = Object.prototype.hasOwnProperty.call(bands, folded(name)) ? bands[folded(name)] : undefined;
  if (band !== undefined) return dormancy === undefined ? null : { field: dormancy.key, is: sign, values: band };
  if (folded(name) === 'buyers' || folded(name) === 'покупатели') return fields.some(({ key }) => key === 'orders') ? { field: 'orders', is: is === 'member' ? '>=' : '<', values: ['1'] } : null;
  // A class goes by its key alone here: its name in words is none.
  const ofClass = segment?.choices.find(({ value }) => folded(value) === folded(name));
  if (segment !== undefined && ofClass !== undefined) return { field: segment.key, is: sign, values: [ofClass.value] };
  const choice = saved === undefined ? undefined : named(saved.choices, name);
  return choice === undefined ? null : { field: '', is, values: [choice.value] };
}

function shownSign(field: AudienceFieldView, is: ConditionSign): ConditionSign | null {
  const ways = waysToAsk(field);
  if (ways.includes(is)) return is;
  if (is === '=' && ways.includes('in')) return 'in';
  if (is === '!=' && ways.includes('not in')) return 'not in';
  if (field.kind === 'tags') return is === 'contains' ? 'in' : is === 'not contains' ? 'not in' : null;
  return null;
}

/** True when every condition has what it needs; a condition without a value asks nothing and is left out. */
export function isWhole(rules: AudienceRules): boolean {
  const filled = ({ values }: AudienceCondition): boolean => values.some((value) => value.trim() !== '');
  return partsOf<RulePart>(rules).every((part) => (isCondition(part) ? filled(part) : partsOf(part).length > 0 && partsOf(part).every(filled)));
}

/** The rule with one part changed, or with null removed; a group that lost its last condition goes too. */
export function withPart(rules: AudienceRules, index: number, part: RulePart | null): AudienceRules {
  const gone = part === null || (!isCondition(part) && partsOf(part).length === 0);
  const parts = partsOf<RulePart>(rules).map((one, at) => (at === index ? part : one)).filter((one): one is RulePart => one !== null && !(gone && one === part));
  return 'all' in rules ? { all: parts } : { any: parts };
}

/** The whole rule in one sentence. */
export function ruleSentence(rules: AudienceRules, fields: readonly AudienceFieldView[], words: Words): string {
  if (expressionOf(rules) === 'all') return words.say('audience.everyone');
  const join = (texts: readonly string[], all: boolean): string => texts.filter((text) => text !== '').join(words.say(all ? 'audience.joinAll' : 'audience.joinAny'));
  const texts = partsOf<RulePart>(rules).map((part) => {
    if (isCondition(part)) return conditionSentence(part, fields, words);
    const inner = partsOf(part).map((condition) => conditionSentence(condition, fields, words)).filter((text) => text !== '');
    return inner.length > 1 ? `(${join(inner, 'all' in part)})` : (inner[0] ?? '');
  });
  return words.say('audience.sentence', { rule: join(texts, 'all' in rules) });
}

/** An expression in one sentence, or null where no conditions can show it. */
export function ruleInWords(expression: string, fields: readonly AudienceFieldView[], words: Words): string | null {
  const rules = shownRules(expression, fields);
  return rules === null || !isWhole(rules) ? null : ruleSentence(rules, fields, words);
}

/** An expression as the builder writes it, so that two of one rule can be told to be the same. */
export function shownExpression(expression: string, fields: readonly AudienceFieldView[]): string {
  const rules = shownRules(expression, fields);
  return rules === null ? expression : expressionOf(rules);
}

/** Values named one by one in a sentence. */
const NAMED_LIMIT = 4;

function conditionSentence(condition: AudienceCondition, fields: readonly AudienceFieldView[], words: Words): string {
  const field = fieldOf(fields, condition);
  const values = condition.values.filter((value) => value.trim() !== '');
  if (field === undefined || values.length === 0) return '';
  const how = askedHow(field, condition);
  const shown = values.slice(0, NAMED_LIMIT).map((value) => valueWords(field, value, words));
  const more = values.length > NAMED_LIMIT ? [words.say('audience.more', { count: values.length - NAMED_LIMIT })] : [];
  const isNoneOf = how === 'not in' && field.kind !== 'tags' && values.length > 1;
  const list = [...shown, ...more].join(isNoneOf ? ', ' : words.say('audience.joinAny'));
  // "Segment is Champions or Loyal" reads better than the name of the comparison.
  const way = words.say(field.kind === 'tags' || isNoneOf || (how !== 'in' && how !== 'not in') ? wayWords(field.kind, how) : how === 'in' ? 'audience.is' : 'audience.isNot');
  return [field.kind === 'segment' ? '' : field.label, way, how === 'never' ? '' : list].filter((text) => text !== '').join(' ');
}

/** A value as people read it. */
export function valueWords(field: AudienceFieldView, value: string, words: Words): string {
  const choice = named<AudienceChoice>(field.choices, value);
  if (choice !== undefined) return choice.label;
  if (field.kind === 'date') return words.day(value);
  if ((field.kind === 'number' || field.kind === 'money' || field.kind === 'days') && Number.isFinite(Number(value))) return words.number(Number(value));
  return words.say('audience.quoted', { value });
}
