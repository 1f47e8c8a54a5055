/** The letter editor: what to begin with, then the letter with its preview, saving, and what was not saved the last time. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TemplateDraft, TemplateList } from '../../../src/contract/template-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Row, Rows } from '../../shared/row';
import { Toast } from '../../shared/toast';
import { differences, emptyDraft, forgetDraft, keptDraft, tabStorage, type KeptDraft } from './draft';
import { LetterDesk } from './letter-desk';

/** A letter that is open: how it stands in the tab (null: not yet there) and the text to edit. */
interface Opened { readonly saved: TemplateDraft | null; readonly fingerprint: string; readonly draft: TemplateDraft; readonly turn: number }

export function TemplateDialog({ templateKey }: { readonly templateKey: string }): JSX.Element {
  const { server, words } = usePage();
  const loaded = useLoaded('templates', async () => ({
    list: await server.call('templates.list'),
    letter: templateKey === '' ? null : await server.call('templates.get', templateKey),
  }));
  return (
    <div class="dialog template">
      <LoadedView loaded={loaded} lines={12}>
        {({ list, letter }) => (
          <Letters list={list} first={letter === null ? null : { saved: letter.draft, fingerprint: letter.fingerprint, draft: letter.draft, turn: 0 }} onList={(next) => loaded.replace({ list: next, letter: null })} />
        )}
      </LoadedView>
      {loaded.value === null && loaded.issues.length > 0 && <h1 class="unseen">{words.say('template.heading')}</h1>}
    </div>
  );
}

function Letters({ list, first, onList }: { readonly list: TemplateList; readonly first: Opened | null; readonly onList: (list: TemplateList) => void }): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [opened, setOpened] = useState<Opened | null>(first);
  const [removed, setRemoved] = useState<TemplateDraft | null>(null);
  const key = opened?.saved?.key ?? '';
  const [kept, setKept] = useState<KeptDraft | null>(() => offered(key, first?.saved ?? null));

  const open = (next: Opened): void => {
    setOpened(next);
    setKept(offered(next.saved?.key ?? '', next.saved));
    window.scrollTo(0, 0);
  };
  const openKey = (wanted: string, list?: TemplateList): void => {
    if (list !== undefined) onList(list);
    acting.act('open', () => server.call('templates.get', wanted), (letter) => open({ saved: letter.draft, fingerprint: letter.fingerprint, draft: letter.draft, turn: 0 }));
  };
  const begin = (): void => {
    setOpened({ saved: null, fingerprint: '', draft: emptyDraft, turn: 0 });
  };
  const fromStarter = (starter: string): void => acting.act('starter', async () => {
    const next = await server.call('templates.addStarters', [starter]);
    return { next, letter: await server.call('templates.get', starter) };
  }, ({ next, letter }) => {
    onList(next);
    open({ saved: letter.draft, fingerprint: letter.fingerprint, draft: letter.draft, turn: 0 });
  });
  const putBack = (draft: TemplateDraft): void => acting.act('back', () => server.call('templates.save', draft, ''), (saved) => {
    setRemoved(null);
    openKey(saved.key);
  });
  const takeKept = (found: KeptDraft): void => {
    setKept(null);
    setOpened({ saved: opened?.saved ?? null, fingerprint: found.fingerprint, draft: found.draft, turn: (opened?.turn ?? 0) + 1 });
  };
  const keptNotice = kept !== null && (
    <Notice kind="info" title={words.say('template.kept')} action={<>
      <Button onPress={() => takeKept(kept)}>{words.say('template.keptTake')}</Button>
      <Button onPress={() => { forgetDraft(tabStorage(), kept.draft.key); setKept(null); }}>{words.say('template.keptDrop')}</Button>
    </>}>
      <p>{words.say('template.keptWhat', { title: kept.draft.title === '' ? words.say('template.untitled') : kept.draft.title })}</p>
    </Notice>
  );
  return (
    <>
      {opened === null
        ? <Beginning list={list} notice={keptNotice} busy={acting.running} issues={<Issues issues={acting.issues} />} onEmpty={begin} onStarter={fromStarter} onOpen={(wanted) => openKey(wanted)} />
        : <LetterDesk key={`${opened.saved?.key ?? ''} ${opened.turn}`} list={list} notice={<>{keptNotice}<Issues issues={acting.issues} /></>} saved={opened.saved} fingerprint={opened.fingerprint} draft={opened.draft}
            onList={() => { setOpened(null); setKept(offered('', null)); acting.act('list', () => server.call('templates.list'), onList); }}
            onReplace={(saved, fingerprint, draft) => setOpened({ saved, fingerprint, draft, turn: opened.turn + 1 })}
            onRemoved={(draft) => { setOpened(null); setKept(offered('', null)); setRemoved(draft); acting.act('list', () => server.call('templates.list'), onList); }} />}
      {removed !== null && (
        <Toast text={words.say('template.removed', { title: removed.title })} undoText={words.say('toast.undo')} onUndo={() => putBack(removed)} closeText={words.say('action.close')} onClose={() => setRemoved(null)} />
      )}
    </>
  );
}

/** What was typed and not saved, unless the tab holds the same by now. */
function offered(key: string, saved: TemplateDraft | null): KeptDraft | null {
  const kept = keptDraft(tabStorage(), key);
  return kept !== null && differences(kept.draft, saved ?? emptyDraft).length > 0 ? kept : null;
}

interface BeginningProps {
  readonly list: TemplateList;
  readonly notice: JSX.Element | false;
  readonly issues: JSX.Element;
  readonly busy: string | null;
  readonly onEmpty: () => void;
  readonly onStarter: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** What to begin with: an empty letter, one of the starter set, or a letter of one's own. */
function Beginning({ list, notice, issues, busy, onEmpty, onStarter, onOpen }: BeginningProps): JSX.Element {
  const { words, close } = usePage();
  return (
    <>
      <h1>{words.say('template.heading')}</h1>
      {notice}
      <Issues issues={list.issues} />
      {issues}
      <div><Button kind="primary" onPress={onEmpty} disabled={busy !== null}>{words.say('template.empty')}</Button></div>
      <div class="beginning">
        {list.starters.length > 0 && (
          <section class="section" aria-labelledby="starters">
            <h2 id="starters">{words.say('template.starters')}</h2>
            <p class="second">{words.say('template.startersWhat')}</p>
            <Rows>{list.starters.map((starter) => <Row key={starter.key} title={starter.title} meta={starter.subject} onOpen={() => onStarter(starter.key)} />)}</Rows>
          </section>
        )}
        {list.templates.length > 0 && (
          <section class="section" aria-labelledby="own">
            <h2 id="own">{words.say('template.own')}</h2>
            <Rows>{list.templates.map((one) => <Row key={one.key} title={one.title} meta={one.ok ? one.subject : words.say('template.faulty', { subject: one.subject })} onOpen={() => onOpen(one.key)} />)}</Rows>
          </section>
        )}
      </div>
      <div class="dialog-foot"><Button onPress={close}>{words.say('action.close')}</Button></div>
    </>
  );
}
