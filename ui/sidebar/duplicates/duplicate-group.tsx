/** One group side by side: which row stays, which value of each field, and the three answers: one client, different people, not this one. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { DuplicateField, DuplicateGroupView, DuplicateMember } from '../../../src/contract/duplicates-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Progress } from '../../shared/progress';
import type { ViewProps } from '../sidebar';
import type { Choices } from './steps';
import { chosenPosition, mergeRequest, mergeWhole } from './steps';

export function DuplicateGroup({ id: givenId, back, tell, takeBack }: ViewProps & { readonly id: string }): JSX.Element {
  const { server, words } = usePage();
  const [id, setId] = useState(givenId);
  const group = useLoaded(id, () => server.call('duplicates.group', id));
  const acting = useActing();
  const [survivor, setSurvivor] = useState<number | null>(null);
  const [choices, setChoices] = useState<Choices>(new Map());
  const [moved, setMoved] = useState(0);
  const [stopping, setStopping] = useState(false);
  const cancelled = useRef(false);

  const merge = (view: DuplicateGroupView): void => {
    cancelled.current = false;
    setStopping(false);
    setMoved(0);
    const request = mergeRequest(view, survivor ?? view.survivor, choices);
    acting.act('merge', () => mergeWhole(request, (asked) => server.call('duplicates.merge', asked), setMoved, () => cancelled.current), ({ report, ordersMoved, stopped }) => {
      tell({ text: stopped ? words.say('duplicates.groupStopped', { count: ordersMoved }) : report.text, undo: () => takeBack([report.actionId], stopped ? group.again : () => undefined) });
      if (!stopped) back();
    });
  };
  const apart = (view: DuplicateGroupView): void => acting.act('apart', () => server.call('duplicates.apart', view.members.map(({ member }) => member)), ({ text }) => {
    tell({ text });
    back();
  });
  const leaveOut = (view: DuplicateGroupView, member: string): void => {
    setSurvivor(null);
    setChoices(new Map());
    setId(view.members.map((one) => one.member).filter((name) => name !== member).join('\n'));
  };
  const choose = (field: string, position: number): void => setChoices((now) => new Map(now).set(field, position));

  return (
    <LoadedView key={id} loaded={group} lines={10}>
      {(view) => acting.running === 'merge' ? (
        <Progress label={words.say('duplicates.merging')} done={null} text={words.say('duplicates.mergingOrders', { count: moved })} now={words.say(stopping ? 'action.stopping' : 'duplicates.mergingWhat')}
          cancelText={words.say('action.cancel')} onCancel={() => { cancelled.current = true; setStopping(true); }} cancelBusy={stopping} />
      ) : (
        <>
          <Issues issues={acting.issues} action={<Button onPress={() => { acting.clear(); group.again(); }}>{words.say('duplicates.show')}</Button>} />
          <Issues issues={view.issues} />
          <p>{view.gradeText}</p>
          <Members view={view} survivor={survivor ?? view.survivor} onSurvivor={setSurvivor} onLeaveOut={(member) => leaveOut(view, member)} />
          <Fields view={view} survivor={survivor ?? view.survivor} choices={choices} onChoose={choose} />
          <section class="section" aria-labelledby="decide">
            <h2 id="decide">{words.say('duplicates.decide')}</h2>
            <p class="second">{words.say('duplicates.after', { orders: view.ordersAfter })}{view.moneyAfter === '' ? '' : `, ${view.moneyAfter}`}. {words.say('duplicates.lost')}</p>
            <Button kind="primary" wide disabled={acting.running !== null || group.loading} onPress={() => merge(view)}>{words.say('duplicates.merge', { count: view.members.length })}</Button>
            <Button wide busy={acting.running === 'apart'} disabled={acting.running !== null || group.loading} onPress={() => apart(view)}>{words.say('duplicates.different')}</Button>
            <p class="second">{words.say('duplicates.undoable')}</p>
          </section>
        </>
      )}
    </LoadedView>
  );
}

interface MembersProps {
  readonly view: DuplicateGroupView;
  readonly survivor: number;
  readonly onSurvivor: (position: number) => void;
  readonly onLeaveOut: (member: string) => void;
}

function Members({ view, survivor, onSurvivor, onLeaveOut }: MembersProps): JSX.Element {
  const { words } = usePage();
  return (
    <fieldset class="field choice">
      <legend class="field-label">{words.say('duplicates.stays')}</legend>
      {view.members.map((member, position) => (
        <div key={member.member} class="choice-member">
          <label class="checkbox">
            <input type="radio" name="survivor" checked={position === survivor} onChange={() => onSurvivor(position)} />
            <span class="checkbox-text">
              <span class="choice-value">{member.name}</span>
              <span class="second duplicate-line">{describe(member, (row) => words.say('duplicates.row', { row: String(row) }), (count) => words.say('duplicates.orders', { count }))}</span>
              {position === view.survivor && <span class="second duplicate-line">{words.say('duplicates.proposed', { why: inside(view.survivorWhy) })}</span>}
              {member.link.map((line) => <span key={line} class="second duplicate-line">{line}</span>)}
            </span>
          </label>
          {view.members.length > 2 && <div class="choice-out"><Button kind="link" label={words.say('duplicates.leaveOutName', { name: member.name })} onPress={() => onLeaveOut(member.member)}>{words.say('duplicates.leaveOut')}</Button></div>}
        </div>
      ))}
    </fieldset>
  );
}

/** "Row 12 · K-1 · 3 orders · 410 ₽ · 5 March 2023". */
function describe(member: DuplicateMember, row: (rowNumber: number) => string, orders: (count: number) => string): string {
  return [row(member.rowNumber), member.client === member.name ? '' : member.client, orders(member.orders), member.money, member.lastOrder].filter((part) => part !== '').join(' · ');
}

interface FieldsProps {
  readonly view: DuplicateGroupView;
  readonly survivor: number;
  readonly choices: Choices;
  readonly onChoose: (field: string, position: number) => void;
}

function Fields({ view, survivor, choices, onChoose }: FieldsProps): JSX.Element {
  const { words } = usePage();
  const open = view.fields.filter(({ differs, fixed }) => differs && !fixed);
  const settled = view.fields.filter(({ differs, fixed }) => !differs || fixed);
  return (
    <>
      {open.map((field, index) => <FieldChoice key={field.field} field={field} name={`field-${index}`} view={view} chosen={chosenPosition(field, choices)} onChoose={(position) => onChoose(field.field, position)} />)}
      {settled.length > 0 && (
        <div class="folds">
          <details open={open.length === 0}>
            <summary>{words.say('duplicates.settled', { count: settled.length })}</summary>
            <dl class="details-body settled">
              {settled.map((field) => (
                <div key={field.field}>
                  <dt class="second">{titleOf(field, words.say('duplicates.untitled'))}</dt>
                  <dd class="settled-value">{field.reason === 'number' ? field.values[survivor] : field.result}</dd>
                  <dd class="second">{field.why}</dd>
                </div>
              ))}
            </dl>
          </details>
        </div>
      )}
    </>
  );
}

interface FieldChoiceProps {
  readonly field: DuplicateField;
  readonly name: string;
  readonly view: DuplicateGroupView;
  readonly chosen: number;
  readonly onChoose: (position: number) => void;
}

function FieldChoice({ field, name, view, chosen, onChoose }: FieldChoiceProps): JSX.Element {
  const { words } = usePage();
  return (
    <fieldset class="field choice">
      <legend class="field-label">{titleOf(field, words.say('duplicates.untitled'))}</legend>
      {field.values.map((value, position) => (
        <label key={view.members[position]?.member ?? position} class="checkbox">
          <input type="radio" name={name} checked={position === chosen} onChange={() => onChoose(position)} />
          <span class="checkbox-text">
            <span class="choice-value">{value === '' ? words.say('duplicates.noValue') : value}</span>
            <span class="second duplicate-line">{[words.say('duplicates.row', { row: String(view.members[position]?.rowNumber ?? '') }), position === field.chosen ? words.say('duplicates.proposed', { why: inside(field.why) }) : ''].filter(Boolean).join(' · ')}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A sentence as the end of another one. */
function inside(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function titleOf({ title }: DuplicateField, untitled: string): string {
  return title === '' ? untitled : title;
}
