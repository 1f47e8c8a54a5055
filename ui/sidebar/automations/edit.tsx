/** One automation: what it answers to, its letters, to whom, when and how often. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AutomationsView, ClassChange } from '../../../src/contract/automation-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Segmented } from '../../shared/segmented';
import { Select } from '../../shared/select';
import { ruleInWords } from '../mailing/audience-model';
import type { ViewProps } from '../sidebar';
import { CLASS_WORDS, KIND_WORDS, REPEAT_WORDS, SILENCE_WORDS, START_WORDS } from './choice-words';
import type { TypedAutomation } from './draft';
import { draftOfTyped, KINDS, LIMITS, newAutomation, repeatsOf, typedOf, wholeNumber } from './draft';
import { keepTyped, takeTyped } from './kept-draft';
import { AutomationLetters } from './letters';

export function AutomationEdit(props: ViewProps & { readonly automationKey: string }): JSX.Element {
  const { server } = usePage();
  const loaded = useLoaded(props.automationKey, () => server.call('automations.view'));
  return <LoadedView loaded={loaded} lines={9}>{(view) => <EditForm {...props} view={view} />}</LoadedView>;
}

interface PartProps {
  readonly view: AutomationsView;
  readonly typed: TypedAutomation;
  readonly change: (change: Partial<TypedAutomation>) => void;
}

function EditForm({ view, automationKey, go, back, tell }: ViewProps & { readonly automationKey: string; readonly view: AutomationsView }): JSX.Element {
  const { server, words } = usePage();
  const row = view.rows.find(({ key }) => key === automationKey);
  const [typed, setTyped] = useState<TypedAutomation>(() => takeTyped(automationKey) ?? (row === undefined || row.draft === null ? newAutomation('win_back') : typedOf(row.draft)));
  const acting = useActing();
  const change = (part: Partial<TypedAutomation>): void => setTyped((now) => ({ ...now, ...part }));
  const draft = draftOfTyped(typed);
  const save = (): void => {
    if (draft === null) return;
    acting.act('save', () => server.call('automations.save', draft), () => {
      tell({ text: words.say(row?.on === true ? 'automations.saved' : 'automations.savedOff', { title: typed.title || words.say(KIND_WORDS[typed.kind]) }) });
      back();
    });
  };
  const part: PartProps = { view, typed, change };
  return (
    <>
      {row !== undefined && row.draft === null && <Issues issues={row.issues} />}
      <Select label={words.say('automations.kind')} value={typed.kind} options={KINDS.map((value) => ({ value, label: words.say(KIND_WORDS[value]) }))}
        onChange={(value) => { const kind = KINDS.find((known) => known === value); if (kind !== undefined) setTyped((now) => ({ ...newAutomation(kind, now), key: now.key })); }} />
      <EventFields {...part} />
      <AutomationLetters view={view} typed={typed} onChange={(steps) => change({ steps })} />
      <Audience {...part} onBuild={() => {
        keepTyped(automationKey, typed);
        go({ view: 'audience', expression: typed.audience.trim() || 'all', automation: automationKey });
      }} />
      <Select label={words.say('automations.hour')} value={typed.hour} onChange={(hour) => change({ hour })}
        options={Array.from({ length: 24 }, (_unused, hour) => ({ value: String(hour), label: `${hour}:00` }))} />
      <Repeat {...part} />
      <Input kind="number" label={words.say('automations.holdOut')} hint={words.say('automations.holdOutHint')} value={typed.holdOutPercent} onChange={(holdOutPercent) => change({ holdOutPercent })}
        error={wholeNumber(typed.holdOutPercent, 0, LIMITS.percent) === null ? words.say('automations.badNumber', { least: 0, most: LIMITS.percent }) : null} />
      <Input label={words.say('automations.title')} value={typed.title} onChange={(title) => change({ title })} />
      <Issues issues={acting.issues} />
      <Button kind="primary" wide busy={acting.running === 'save'} disabled={draft === null} onPress={save}>{words.say('automations.save')}</Button>
    </>
  );
}

function EventFields({ view, typed, change }: PartProps): JSX.Element | null {
  const { words } = usePage();
  if (typed.kind === 'welcome') {
    return (
      <Select label={words.say('automations.start')} value={typed.start} onChange={(start) => change({ start: start === 'registered' ? 'registered' : 'first_order' })}
        options={(['first_order', 'registered'] as const).map((value) => ({ value, label: words.say(START_WORDS[value]) }))} />
    );
  }
  if (typed.kind === 'class_changed') return <ClassFields view={view} value={typed.change} onChange={(next) => change({ change: next })} />;
  if (typed.kind !== 'date') return null;
  if (view.dateColumns.length === 0) return <Notice kind="warning"><p>{words.say('automations.columnNone')}</p></Notice>;
  const known = view.dateColumns.some(({ value }) => value === typed.column);
  return <Select label={words.say('automations.column')} value={typed.column} options={known ? view.dateColumns : [{ value: typed.column, label: typed.column || '—' }, ...view.dateColumns]} onChange={(column) => change({ column })} />;
}

const CLASSES: readonly ClassChange['by'][] = ['segment', 'abc', 'xyz', 'lifecycle'];

function ClassFields({ view, value, onChange }: { readonly view: AutomationsView; readonly value: ClassChange; readonly onChange: (change: ClassChange) => void }): JSX.Element {
  const { words } = usePage();
  const options = [{ value: '', label: words.say('automations.any') }, ...view.classes[value.by]];
  return (
    <>
      <Select label={words.say('automations.by')} value={value.by} options={CLASSES.map((by) => ({ value: by, label: words.say(CLASS_WORDS[by]) }))}
        onChange={(next) => { const by = CLASSES.find((one) => one === next); if (by !== undefined) onChange({ by, from: '', to: view.classes[by][0]?.value ?? '' }); }} />
      <Select label={words.say('automations.from')} value={value.from} options={options} onChange={(from) => onChange({ ...value, from })} />
      <Select label={words.say('automations.to')} value={value.to} options={options} onChange={(to) => onChange({ ...value, to })} />
    </>
  );
}

/** The name of a saved audience as an expression holds it. */
function quoted(name: string): string {
  return `"${name}"`;
}

function Audience({ typed, change, onBuild }: PartProps & { readonly onBuild: () => void }): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [counted, setCounted] = useState('');
  const saved = useLoaded('audience.saved', () => server.call('audience.saved'));
  const names = saved.value?.segments.map(({ name }) => name) ?? [];
  const chosen = names.find((name) => quoted(name) === typed.audience) ?? '';
  const count = (): void => acting.act('count', () => server.call('mailing.audience', typed.audience.trim() === '' ? 'all' : typed.audience), ({ clients, withEmail }) => {
    setCounted(words.say('automations.counted', { clients, withEmail: words.number(withEmail) }));
  });
  return (
    <div class="column column-tight">
      {names.length > 0 && (
        <Select label={words.say('automations.saved.audience')} value={chosen} options={[{ value: '', label: words.say('automations.saved.own') }, ...names.map((name) => ({ value: name, label: name }))]}
          onChange={(name) => { setCounted(''); change({ audience: name === '' ? '' : quoted(name) }); }} />
      )}
      <Input label={words.say('automations.audience')} hint={<><AudienceWords expression={typed.audience.trim()} />{words.say('automations.audienceHint')}</>} value={typed.audience}
        onChange={(audience) => { setCounted(''); change({ audience }); }} />
      <div><Button kind="link" onPress={onBuild}>{words.say('compose.build')}</Button></div>
      <div class="line">
        <Button busy={acting.running === 'count'} onPress={count}>{words.say('automations.count')}</Button>
        <span class="second grow" role="status">{counted}</span>
      </div>
      <Issues issues={acting.issues} />
    </div>
  );
}

/** The rule in words; a saved audience goes by its name and needs none. */
function AudienceWords({ expression }: { readonly expression: string }): JSX.Element | null {
  const { server, words } = usePage();
  const fields = useLoaded('audience.fields', () => server.call('audience.fields'));
  const inWords = expression === '' || fields.value === null ? null : ruleInWords(expression, fields.value.fields, words);
  return inWords === null ? null : <p class="second" role="status">{inWords}</p>;
}

function Repeat({ typed, change }: PartProps): JSX.Element | null {
  const { words } = usePage();
  const repeats = repeatsOf(typed.kind);
  if (repeats.length === 0) return null;
  const badNumber = (text: string, most: number): string | null => (wholeNumber(text, 1, most) === null ? words.say('automations.badNumber', { least: 1, most: words.number(most) }) : null);
  const isSilence = typed.kind === 'win_back';
  return (
    <div class="column column-tight">
      <p class="field-label">{words.say('automations.repeat')}</p>
      <Segmented label={words.say('automations.repeat')} value={typed.repeat} onChange={(repeat) => change({ repeat })}
        options={repeats.map((value) => ({ value, label: words.say((isSilence ? SILENCE_WORDS : REPEAT_WORDS)[value]) }))} />
      {typed.repeat === 'days' && (
        <Input kind="number" label={words.say(isSilence ? 'automations.repeatSilence' : 'automations.repeatDays')} value={typed.repeatDays} onChange={(repeatDays) => change({ repeatDays })} error={badNumber(typed.repeatDays, LIMITS.days)} />
      )}
      {typed.repeat === 'days' && isSilence && (
        <Input kind="number" label={words.say('automations.sunset')} hint={words.say('automations.sunsetHint')} value={typed.sunset} onChange={(sunset) => change({ sunset })} error={badNumber(typed.sunset, LIMITS.attempts)} />
      )}
    </div>
  );
}
