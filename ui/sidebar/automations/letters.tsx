/** The letters of an automation: a template and a number of days for each. */
import type { JSX } from 'preact';
import type { AutomationsView } from '../../../src/contract/automation-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Select } from '../../shared/select';
import type { TypedAutomation } from './draft';
import { canBeEarly, LIMITS, wholeNumber } from './draft';

const MOST_LETTERS = 12;

export interface AutomationLettersProps {
  readonly view: AutomationsView;
  readonly typed: TypedAutomation;
  readonly onChange: (steps: TypedAutomation['steps']) => void;
}

export function AutomationLetters({ view, typed, onChange }: AutomationLettersProps): JSX.Element {
  const { words } = usePage();
  const { steps, kind } = typed;
  const isEarly = canBeEarly(kind);
  const least = isEarly ? -LIMITS.days : 0;
  const put = (index: number, change: Partial<TypedAutomation['steps'][number]>): void => onChange(steps.map((step, at) => (at === index ? { ...step, ...change } : step)));
  const add = (): void => onChange([...steps, { templateKey: '', days: String((wholeNumber(steps[steps.length - 1]?.days ?? '', least, LIMITS.days) ?? 0) + 5) }]);
  return (
    <section class="section" aria-labelledby="automation-letters">
      <h2 id="automation-letters">{words.say('automations.letters')}</h2>
      {steps.map((step, index) => {
        const known = view.templates.some(({ value }) => value === step.templateKey);
        const options = known ? view.templates : [{ value: step.templateKey, label: step.templateKey || words.say('automations.chooseTemplate') }, ...view.templates];
        return (
          <fieldset key={index} class="field">
            <legend class="unseen">{words.say('automations.letter', { number: index + 1 })}</legend>
            <div class="column column-tight">
            <Select label={steps.length > 1 ? words.say('automations.letter', { number: index + 1 }) : words.say('automations.template')} value={step.templateKey} options={options} onChange={(templateKey) => put(index, { templateKey })} />
            <Input kind="number" label={words.say(isEarly ? 'automations.daysEarly' : 'automations.days')} {...(isEarly ? { hint: words.say('automations.daysEarlyHint') } : {})} value={step.days} onChange={(days) => put(index, { days })}
              error={wholeNumber(step.days, least, LIMITS.days) === null ? words.say('automations.badNumber', { least: words.number(least), most: words.number(LIMITS.days) }) : null} />
            {steps.length > 1 && <div><Button kind="link" onPress={() => onChange(steps.filter((_step, at) => at !== index))}>{words.say('automations.removeLetter', { number: index + 1 })}</Button></div>}
            </div>
          </fieldset>
        );
      })}
      {steps.length < MOST_LETTERS && <div><Button onPress={add}>{words.say('automations.addLetter')}</Button></div>}
    </section>
  );
}
