// The builder of audiences: what it can show of an expression, and the sentence it says.
import { expressionOf } from '../../src/core/mail/audience-rules';
import type { AudienceFieldView } from '../../src/contract/audience-views';
import { askedAnotherWay, askedHow, isWhole, newCondition, ruleSentence, shownRules, waysToAsk, withPart } from '../../ui/sidebar/mailing/audience-model';
import { wordsOf } from '../../ui/language/words';
import { audienceReplies } from './sample-audience';

const { fields } = audienceReplies('en')['audience.fields'];
const fieldOf = (key: string): AudienceFieldView => {
  const field = fields.find((one) => one.key === key);
  if (field === undefined) throw new Error(`no field ${key}`);
  return field;
};
const shown = (expression: string): string | null => {
  const rules = shownRules(expression, fields);
  return rules === null ? null : expressionOf(rules);
};

test.each([
  ['dormant', 'dormancy in (dormant, lost)'], ['not late', 'dormancy != late'], ['buyers', null], ['at_risk', 'segment = at_risk'], ['segment = "At risk" and ABC = a', 'segment = at_risk and abc = A'],
  ['"Birthday soon" or not "whom to call"', '"Birthday soon" or not "Whom to call"'], ['tags contains retail', 'tags = retail'], ['City != London', 'city != London'], ['last_letter = никогда', 'last_letter = never'],
  ['"Days since the last letter" > 30', 'last_letter > 30'], ['revenue > "2 500,50"', 'revenue > 2500.50'], ['consent = да', 'consent = yes'], ['last_order >= 2024-03-05', 'last_order >= 2024-03-05'],
])('%s stands in the builder as %s', (expression, expected) => {
  expect(shown(expression)).toBe(expected);
});

test.each([['colour = red'], ['segment = asleep'], ['revenue = much'], ['last_order >= 05.03.2024'], ['consent = "by phone"'], ['"unknown segment"'], ['abc = A and (xyz'], ['abc > A'], ['revenue contains 5']])('%s stays text', (expression) => {
  expect(shown(expression)).toBeNull();
});

test('every field begins with a condition that can be filled, and what is offered goes through the expression and back', () => {
  for (const field of fields) {
    for (const how of waysToAsk(field)) {
      const asked = askedAnotherWay(field, newCondition(field), how);
      const value = { class: field.choices[0]?.value ?? '', number: '5', money: '5', days: '5', date: '2024-03-05', text: 'two words', tags: 'retail', yesno: 'yes', segment: field.choices[0]?.value ?? '' }[field.kind];
      const filled = askedHow(field, asked) === 'never' ? asked : { ...asked, values: [value] };
      const again = shownRules(expressionOf({ all: [filled] }), fields);
      expect([field.label, how, again]).toEqual([field.label, how, { all: [filled] }]);
    }
  }
});

test('going from "never" to a number asks for the number anew', () => {
  const never = askedAnotherWay(fieldOf('last_letter'), newCondition(fieldOf('last_letter')), 'never');
  expect(never).toEqual({ field: 'last_letter', is: '=', values: ['never'] });
  expect(askedAnotherWay(fieldOf('last_letter'), never, '>=')).toEqual({ field: 'last_letter', is: '>=', values: [] });
});

test('a group that loses its last condition goes, an empty value is noticed', () => {
  const rules = shownRules('abc = A and (city = London or tags = retail)', fields) ?? { all: [] };
  expect(isWhole(rules)).toBe(true);
  expect(isWhole({ all: [newCondition(fieldOf('abc'))] })).toBe(false);
  expect(withPart(rules, 1, { any: [] })).toEqual({ all: [{ field: 'abc', is: 'in', values: ['A'] }] });
});

test.each([
  ['en', 'all', 'All clients'],
  ['en', 'segment in (champions, loyal) and not city = London and last_letter = never', 'Clients: Segment is Champions or Loyal and City is not London and Days since the last letter never yet'],
  ['en', 'abc not in (A, B) or (revenue >= 1000 and tags = retail)', 'Clients: ABC is none of A, B or (Revenue at least 1,000 and Tags has any of retail)'],
  ['en', `client in (${Array.from({ length: 7 }, (_unused, index) => `c${index}`).join(', ')})`, 'Clients: Client is “c0” or “c1” or “c2” or “c3” or 3 more'],
] as const)('in %s %s reads: %s', (language, expression, sentence) => {
  const rules = shownRules(expression, fields);
  expect(rules === null ? null : ruleSentence(rules, fields, wordsOf(language))).toBe(sentence);
});
