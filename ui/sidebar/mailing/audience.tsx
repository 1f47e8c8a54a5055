/** Who gets a letter: a rule of conditions with its live count, rows picked by hand, saved segments. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AudienceFields, AudienceRules, SavedSegments } from '../../../src/contract/audience-views';
import { expressionOf } from '../../../src/core/mail/audience-rules';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Field } from '../../shared/field';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { giveAudience } from '../automations/kept-draft';
import { useSheetActions } from '../sheet-actions';
import type { ViewProps } from '../sidebar';
import { CountView, useCount } from './audience-count';
import { isWhole, ruleSentence, shownRules } from './audience-model';
import { Rules } from './audience-rules';
import { Saved } from './audience-saved';

/** What is being made: conditions, or with null a text that no conditions can show. */
interface Draft { readonly rules: AudienceRules | null; readonly text: string }

/** What was made last, by the expression and the automation the view was opened with: the way back finds it again. */
let kept: { readonly openedWith: string; readonly automation: string | null; readonly draft: Draft } | null = null;

/** @param automation key of the automation the rule is made for ('' for a new one), or null */
export function Audience({ expression, ...props }: ViewProps & { readonly expression: string; readonly automation: string | null }): JSX.Element {
  const { server } = usePage();
  const loaded = useLoaded('audience', async () => {
    const [fields, saved] = await Promise.all([server.call('audience.fields'), server.call('audience.saved')]);
    return { fields, saved };
  });
  return (
    <LoadedView loaded={loaded} lines={9}>
      {({ fields, saved }) => <Builder fields={fields} saved={saved} openedWith={expression} onSaved={(next) => {
        loaded.replace({ fields, saved: next });
        // A new segment may stand in rules at once.
        loaded.again();
      }} {...props} />}
    </LoadedView>
  );
}

interface BuilderProps extends ViewProps { readonly fields: AudienceFields; readonly saved: SavedSegments; readonly openedWith: string; readonly automation: string | null; readonly onSaved: (saved: SavedSegments) => void }

function Builder({ fields: { fields, issues }, saved, openedWith, automation, onSaved, go, back, tell }: BuilderProps): JSX.Element {
  const { server, words } = usePage();
  const draftOf = (expression: string): Draft => ({ rules: shownRules(expression, fields), text: expression });
  const [draft, setDraftNow] = useState<Draft>(() => (kept?.openedWith === openedWith && kept.automation === automation ? kept.draft : draftOf(openedWith)));
  const setDraft = (next: Draft): void => {
    kept = { openedWith, automation, draft: next };
    setDraftNow(next);
  };
  const acting = useActing();
  const sheet = useSheetActions(tell);
  const expression = draft.rules === null ? draft.text : expressionOf(draft.rules);
  const counted = useCount(expression);
  const sentence = draft.rules === null ? draft.text : ruleSentence(draft.rules, fields, words);
  const pick = (): void => acting.act('pick', () => server.call('audience.selection'), (selection) => {
    const former = draft;
    setDraft(draftOf(selection.expression));
    tell({ text: selection.text, undo: () => setDraft(former) });
  });
  const anew = (): void => {
    const former = draft;
    setDraft({ rules: { all: [] }, text: 'all' });
    tell({ text: words.say('audience.cleared'), undo: () => setDraft(former) });
  };
  const take = (): void => {
    giveAudience(expression);
    kept = null;
    back();
  };
  const isNobody = counted.count === null || counted.count.clients === 0;
  return (
    <>
      <Issues issues={issues} />
      <CountView counted={counted} sentence={sentence} onOpen={() => go({ view: 'clients', audience: expression, title: words.say('audience.heading') })} />
      <Issues issues={[...acting.issues, ...sheet.issues]} />
      {automation === null
        ? <Button kind="primary" wide disabled={isNobody} onPress={() => go({ view: 'compose', audience: expression })}>{words.say('audience.write')}</Button>
        : <Button kind="primary" wide disabled={counted.count === null} onPress={take}>{words.say('audience.take')}</Button>}
      <div class="line">
        <Button disabled={isNobody} busy={sheet.running === 'show'} onPress={() => sheet.show(expression)}>{words.say('audience.show')}</Button>
        {expression !== 'all' && <Button kind="link" onPress={anew}>{words.say('audience.anew')}</Button>}
      </div>
      {draft.rules === null
        ? counted.issues.length === 0 && <Notice kind="info" title={words.say('audience.typedOnly')}><p>{words.say('audience.typedOnlyWhat')}</p></Notice>
        : <Rules rules={draft.rules} fields={fields} onChange={(rules) => setDraft({ rules, text: expressionOf(rules) })} />}
      {draft.rules !== null && !isWhole(draft.rules) && <p class="second" role="status">{words.say('audience.unfinished')}</p>}
      <div class="column column-tight">
        <div><Button busy={acting.running === 'pick'} onPress={pick}>{words.say('audience.picked')}</Button></div>
        <p class="second">{words.say('audience.pickedWhat')}</p>
      </div>
      <Typed key={expression} expression={expression} isOpen={draft.rules === null} onApply={(text) => setDraft(draftOf(text.trim() === '' ? 'all' : text.trim()))} />
      <Saved saved={saved} expression={expression} onChange={onSaved} tell={tell} onOpen={(segment) => {
        const former = draft;
        setDraft(draftOf(segment.expression));
        tell({ text: words.say('audience.opened', { name: segment.name }), undo: () => setDraft(former) });
      }} />
    </>
  );
}

/** The same rule as text, for those who rather type it. */
function Typed({ expression, isOpen, onApply }: { readonly expression: string; readonly isOpen: boolean; readonly onApply: (text: string) => void }): JSX.Element {
  const { words } = usePage();
  const [text, setText] = useState(expression);
  return (
    <details open={isOpen}>
      <summary>{words.say('audience.typed')}</summary>
      <div class="column column-tight details-body">
        <Field label={words.say('audience.typed')} hint={words.say('audience.typedWhat')}>
          {(links) => <textarea {...links} class="control" rows={4} value={text} onInput={(event) => setText(event.currentTarget.value)} />}
        </Field>
        <div><Button disabled={text.trim() === expression} onPress={() => onApply(text)}>{words.say('audience.typedApply')}</Button></div>
      </div>
    </details>
  );
}
