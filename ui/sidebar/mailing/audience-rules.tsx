/** The rule of an audience at the width of the sidebar: conditions and groups of conditions, one under the other. */
import type { JSX } from 'preact';
import type { AudienceCondition, AudienceFieldView, AudienceRules, ConditionGroup, RulePart } from '../../../src/contract/audience-views';
import { isCondition, partsOf } from '../../../src/core/mail/audience-rules';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Segmented } from '../../shared/segmented';
import { Condition } from './audience-condition';
import { newCondition, withPart } from './audience-model';

export interface RulesProps { readonly rules: AudienceRules; readonly fields: readonly AudienceFieldView[]; readonly onChange: (rules: AudienceRules) => void }

type Join = 'all' | 'any';

export function Rules({ rules, fields, onChange }: RulesProps): JSX.Element {
  const { words } = usePage();
  const parts = partsOf<RulePart>(rules);
  const join: Join = 'all' in rules ? 'all' : 'any';
  const set = (next: Join, changed: readonly RulePart[]): void => onChange(next === 'all' ? { all: changed } : { any: changed });
  const first = fields.find(({ kind }) => kind === 'class') ?? fields[0];
  return (
    <section class="section" aria-labelledby="conditions">
      <h2 id="conditions">{words.say('audience.conditions')}</h2>
      {parts.length > 1 && <Joined label={words.say('audience.match')} join={join} onChange={(next) => set(next, parts)} />}
      {parts.length === 0 && <p class="second">{words.say('audience.noConditions')}</p>}
      {parts.map((part, index) => (isCondition(part)
        ? <Condition key={index} condition={part} fields={fields} number={String(index + 1)} onChange={(next) => onChange(withPart(rules, index, next))} />
        : <Group key={index} group={part} fields={fields} number={String(index + 1)} onChange={(next) => onChange(withPart(rules, index, next))} />))}
      {first !== undefined && (
        <div class="line">
          <Button onPress={() => set(join, [...parts, newCondition(first)])}>{words.say('audience.addCondition')}</Button>
          {parts.length > 0 && <Button onPress={() => set(join, [...parts, join === 'all' ? { any: [newCondition(first)] } : { all: [newCondition(first)] }])}>{words.say('audience.addGroup')}</Button>}
        </div>
      )}
    </section>
  );
}

interface GroupProps { readonly group: ConditionGroup; readonly fields: readonly AudienceFieldView[]; readonly number: string; readonly onChange: (group: ConditionGroup | null) => void }

function Group({ group, fields, number, onChange }: GroupProps): JSX.Element {
  const { words } = usePage();
  const conditions = partsOf(group);
  const join: Join = 'all' in group ? 'all' : 'any';
  const set = (next: Join, changed: readonly AudienceCondition[]): void => onChange(next === 'all' ? { all: changed } : { any: changed });
  const first = fields.find(({ kind }) => kind === 'class') ?? fields[0];
  const change = (at: number, condition: AudienceCondition | null): void => set(join, conditions.flatMap((one, index) => (index !== at ? [one] : condition === null ? [] : [condition])));
  return (
    <div class="rule-group column column-tight" role="group" aria-label={words.say('audience.group', { number })}>
      <div class="line line-apart">
        <h3>{words.say('audience.group', { number })}</h3>
        <Button kind="link" label={words.say('audience.removeGroup', { number })} onPress={() => onChange(null)}>{words.say('audience.remove')}</Button>
      </div>
      <Joined label={words.say('audience.groupMatch')} join={join} onChange={(next) => set(next, conditions)} />
      {conditions.map((condition, index) => (
        <Condition key={index} condition={condition} fields={fields} number={`${number}.${index + 1}`} onChange={(next) => change(index, next)} />
      ))}
      {first !== undefined && <div><Button onPress={() => set(join, [...conditions, newCondition(first)])}>{words.say('audience.addCondition')}</Button></div>}
    </div>
  );
}

function Joined({ label, join, onChange }: { readonly label: string; readonly join: Join; readonly onChange: (join: Join) => void }): JSX.Element {
  const { words } = usePage();
  return <Segmented label={label} value={join} onChange={onChange} options={[{ value: 'all', label: words.say('audience.all') }, { value: 'any', label: words.say('audience.any') }]} />;
}
