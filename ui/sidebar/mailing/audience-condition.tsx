/** One condition of an audience: the field, how it is asked, and its value by what the field holds. */
import type { JSX } from 'preact';
import type { AudienceCondition, AudienceFieldView } from '../../../src/contract/audience-views';
import { Button } from '../../shared/button';
import { Checkbox } from '../../shared/checkbox';
import { Combobox } from '../../shared/combobox';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Select } from '../../shared/select';
import { askedAnotherWay, askedHow, fieldOf, newCondition, valueWords, waysToAsk, wayWords, type AskedHow } from './audience-model';

export interface ConditionProps {
  readonly condition: AudienceCondition;
  readonly fields: readonly AudienceFieldView[];
  /** "1", or "2.1" within a group. */
  readonly number: string;
  readonly onChange: (condition: AudienceCondition | null) => void;
}

/** A field in the combobox is told by its place: the field of saved segments has no key. */
const placeOf = (fields: readonly AudienceFieldView[], field: AudienceFieldView): string => String(fields.indexOf(field));

export function Condition({ condition, fields, number, onChange }: ConditionProps): JSX.Element {
  const { words } = usePage();
  const field = fieldOf(fields, condition);
  const options = fields.map((one, index) => ({ value: String(index), label: one.label }));
  return (
    <div class="rule column column-tight" role="group" aria-label={words.say('audience.condition', { number })}>
      <Combobox label={words.say('audience.field')} options={options} noneText={words.say('audience.fieldNone')} placeholder={words.say('audience.fieldPlaceholder')}
        chosen={field === undefined ? null : { value: placeOf(fields, field), label: field.label }}
        onChoose={({ value }) => { const chosen = fields[Number(value)]; if (chosen !== undefined && chosen !== field) onChange(newCondition(chosen)); }} />
      {field !== undefined && <Asked field={field} condition={condition} onChange={onChange} />}
      <div><Button kind="link" label={words.say('audience.removeCondition', { number })} onPress={() => onChange(null)}>{words.say('audience.remove')}</Button></div>
    </div>
  );
}

interface AskedProps { readonly field: AudienceFieldView; readonly condition: AudienceCondition; readonly onChange: (condition: AudienceCondition) => void }

function Asked({ field, condition, onChange }: AskedProps): JSX.Element {
  const { words } = usePage();
  const ways = waysToAsk(field);
  const how = askedHow(field, condition);
  return (
    <>
      {ways.length > 1 && (
        <Select label={words.say('audience.way')} value={how} onChange={(next) => onChange(askedAnotherWay(field, condition, next as AskedHow))}
          options={ways.map((way) => ({ value: way, label: words.say(wayWords(field.kind, way)) }))} />
      )}
      {how !== 'never' && <Value field={field} condition={condition} onChange={onChange} />}
    </>
  );
}

function Value({ field, condition, onChange }: AskedProps): JSX.Element {
  const { words } = usePage();
  const [first = ''] = condition.values;
  const single = (value: string): void => onChange({ ...condition, values: [value] });
  switch (field.kind) {
    case 'class': return <Classes field={field} condition={condition} onChange={onChange} />;
    case 'number': return <Input kind="number" label={words.say('audience.value')} value={first} onChange={single} />;
    case 'money': return <Input kind="number" label={words.say('audience.amount')} value={first} onChange={single} />;
    case 'days': return <Input kind="number" label={words.say('audience.days')} value={first} onChange={single} />;
    case 'date': return <Input kind="date" label={words.say('audience.day')} value={first} onChange={single} />;
    case 'yesno':
    case 'segment': return <Select label={words.say('audience.value')} value={first} onChange={single} options={field.choices.map(({ value, label }) => ({ value, label }))} />;
    case 'text':
    case 'tags': return condition.is === 'in' || condition.is === 'not in'
      ? <Listed field={field} condition={condition} onChange={onChange} />
      : <Input label={words.say('audience.value')} value={first} onChange={single} />;
  }
}

/** Few classes: a checkbox for each. */
function Classes({ field, condition, onChange }: AskedProps): JSX.Element {
  const { words } = usePage();
  const choose = (value: string, on: boolean): void => onChange({ ...condition, values: field.choices.map((choice) => choice.value).filter((one) => (one === value ? on : condition.values.includes(one))) });
  return (
    <div class={field.choices.every(({ label }) => label.length <= 3) ? 'choices' : 'column column-tight'} role="group" aria-label={words.say('audience.values')}>
      {field.choices.map(({ value, label }) => <Checkbox key={value} checked={condition.values.includes(value)} onChange={(on) => choose(value, on)}>{label}</Checkbox>)}
    </div>
  );
}

/** More values than this are told by their number. */
const shownValues = 12;

/** Values of the base one by one, or typed where it offers none. */
function Listed({ field, condition, onChange }: AskedProps): JSX.Element {
  const { words } = usePage();
  const set = (values: readonly string[]): void => onChange({ ...condition, values });
  if (field.choices.length === 0 && condition.values.length <= shownValues) {
    return <Input label={words.say('audience.values')} hint={words.say('audience.typedValues')} value={condition.values.join(';')} onChange={(typed) => set(typed === '' ? [] : typed.split(';'))} />;
  }
  const left = field.choices.filter(({ value }) => !condition.values.includes(value));
  return (
    <>
      {condition.values.length > 0 && (
        <ul class="line" aria-label={words.say('audience.values')}>
          {condition.values.slice(0, shownValues).map((value) => (
            <li key={value} class="badge">
              {valueWords(field, value, words)}
              <Button kind="link" label={words.say('audience.removeValue', { value: valueWords(field, value, words) })} onPress={() => set(condition.values.filter((one) => one !== value))}>×</Button>
            </li>
          ))}
          {condition.values.length > shownValues && <li class="second">{words.say('audience.more', { count: condition.values.length - shownValues })}</li>}
        </ul>
      )}
      {field.choices.length > 0 && (
        <Combobox label={words.say('audience.addValue')} chosen={null} options={left.map(({ value, label }) => ({ value, label }))} noneText={words.say('audience.valueNone')}
          onChoose={({ value }) => set([...condition.values, value])} />
      )}
    </>
  );
}
