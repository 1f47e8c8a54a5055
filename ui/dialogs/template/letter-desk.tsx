/** One letter at work: its form, its preview, and the foot with saving. Nothing typed is lost: it is kept in the browser until it is saved. */
import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TemplateDraft, TemplateLetter, TemplateList } from '../../../src/contract/template-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { Button } from '../../shared/button';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { useActing } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { RpcError } from '../../shared/rpc';
import { cleanBody } from './clean-html';
import { Conflict } from './conflict';
import { bodyAsHtml, differences, emptyDraft, forgetDraft, hasOwnLayout, keepDraft, tabStorage } from './draft';
import { finishedHtml, mjml } from './finished-html';
import { LetterForm } from './letter-form';
import { Preview } from './preview';

export interface LetterDeskProps {
  readonly list: TemplateList;
  readonly notice: ComponentChildren;
  /** The letter as it stands in the tab; null when it is not there yet. */
  readonly saved: TemplateDraft | null;
  readonly fingerprint: string;
  readonly draft: TemplateDraft;
  readonly onList: () => void;
  /** Another letter, or another state of this one, takes the place of what is edited. */
  readonly onReplace: (saved: TemplateDraft | null, fingerprint: string, draft: TemplateDraft) => void;
  readonly onRemoved: (draft: TemplateDraft) => void;
}

export function LetterDesk({ list, notice, saved: firstSaved, fingerprint: firstFingerprint, draft: firstDraft, onList, onReplace, onRemoved }: LetterDeskProps): JSX.Element {
  const { server, words, close } = usePage();
  const acting = useActing();
  const [saved, setSaved] = useState(firstSaved);
  const [fingerprint, setFingerprint] = useState(firstFingerprint);
  const [draft, setDraft] = useState(firstDraft);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<readonly IssueView[] | null>(null);
  const [conflict, setConflict] = useState<TemplateLetter | null>(null);
  const isChanged = differences(draft, saved ?? emptyDraft).length > 0;
  const untouchedLayout = saved !== null && saved.body === draft.body && hasOwnLayout(saved.body);

  useEffect(() => {
    if (isChanged) keepDraft(tabStorage(), { draft, fingerprint });
    else forgetDraft(tabStorage(), draft.key);
  }, [draft, fingerprint, isChanged]);
  // The letter maker begins to run when the browser has nothing else to do, so that neither the first sight nor typing waits for it.
  useEffect(() => {
    const begin = (): void => { void mjml(); };
    const timer = setTimeout(begin, 300);
    return () => clearTimeout(timer);
  }, []);

  const change = useCallback((part: Partial<TemplateDraft>): void => {
    setDone(null);
    setDraft((now) => ({ ...now, ...part }));
  }, []);
  const finish = useCallback(async (letter: TemplateDraft): Promise<TemplateDraft> => {
    const body = letter.body.trim();
    // A body with a layout of its own goes out as its owner made it, until it is edited here.
    if (saved !== null && saved.body === letter.body && hasOwnLayout(body)) return letter;
    return { ...letter, body, html: await finishedHtml(body, cleanBody(bodyAsHtml(body)), words.language, await mjml()) };
  }, [saved, words.language]);

  const store = (letter: TemplateDraft, known: string): void => acting.act('save', async () => {
    const finished = await finish(letter);
    try {
      return { finished, result: await server.call('templates.save', finished, known) };
    } catch (error) {
      if (!(error instanceof RpcError) || !error.issues.some((issue) => issue.code === 'template.changed')) throw error;
      return { finished, theirs: await server.call('templates.get', finished.key) };
    }
  }, (outcome) => {
    if (outcome.result === undefined) { setConflict(outcome.theirs); return; }
    const { key, fingerprint: next, issues } = outcome.result;
    // Also after saving as new: the text went there, nothing of it waits for the letter it was begun from.
    for (const stored of [letter.key, draft.key]) forgetDraft(tabStorage(), stored);
    const now = { ...outcome.finished, key };
    setConflict(null);
    setSaved(now);
    setDraft(now);
    setFingerprint(next);
    setDone(issues);
  });
  const title = draft.title === '' ? words.say(saved === null ? 'template.new' : 'template.untitled') : draft.title;
  const busy = acting.running !== null;
  if (conflict !== null) {
    return (
      <Conflict mine={draft} theirs={conflict.draft} busy={busy} issues={acting.issues}
        onMine={() => store(draft, conflict.fingerprint)}
        onTheirs={() => { forgetDraft(tabStorage(), draft.key); onReplace(conflict.draft, conflict.fingerprint, conflict.draft); }}
        onBoth={() => store({ ...draft, key: '', title: words.say('template.copyOf', { title: draft.title }) }, '')}
        onBack={() => { acting.clear(); setConflict(null); }} />
    );
  }
  return (
    <>
      <header class="line line-apart">
        <h1>{title}</h1>
        <Button kind="link" onPress={onList}>{words.say('template.all')}</Button>
      </header>
      {notice}
      {hasOwnLayout(draft.body) && <Notice kind="info" title={words.say('template.layout')}><p>{words.say(untouchedLayout ? 'template.layoutKept' : 'template.layoutSimple')}</p></Notice>}
      <div class="desk-frame"><div class="desk">
        <LetterForm draft={draft} list={list} onChange={change} />
        <Preview draft={draft} finish={finish} />
      </div></div>
      <div class="dialog-foot">
        <div class="apart line">
          {saved !== null && <Button kind="danger" disabled={busy} onPress={() => setAsking(true)}>{words.say('template.remove')}</Button>}
          <span class="second" role="status">{done !== null ? words.say('template.saved') : isChanged ? words.say('template.unsaved') : ''}</span>
        </div>
        {done !== null && done.length > 0 && <div class="whole"><Issues issues={done} /></div>}
        {acting.issues.length > 0 && <div class="whole"><Issues issues={acting.issues} /></div>}
        <Button onPress={close}>{words.say('action.close')}</Button>
        {saved !== null && <Button disabled={busy} onPress={() => store({ ...draft, key: '', title: words.say('template.copyOf', { title: draft.title }) }, '')}>{words.say('template.saveNew')}</Button>}
        <Button kind="primary" busy={acting.running === 'save'} disabled={(!isChanged && saved !== null) || (busy && acting.running !== 'save')} onPress={() => store(draft, fingerprint)}>{words.say('template.save')}</Button>
      </div>
      {asking && (
        <Confirm title={words.say('template.removeTitle', { title: saved?.title ?? '' })} count={1} typeLabel="" yesText={words.say('template.remove')} noText={words.say('action.cancel')} danger busy={acting.running === 'remove'}
          onYes={() => acting.act('remove', () => server.call('templates.remove', draft.key), (report) => { forgetDraft(tabStorage(), draft.key); onRemoved(report.draft); })} onNo={() => setAsking(false)}>
          <p>{words.say('template.removeWhat')}</p>
        </Confirm>
      )}
    </>
  );
}
