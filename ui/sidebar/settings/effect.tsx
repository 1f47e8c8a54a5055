/** What a draft of settings would do, asked from the server once typing rests, and shown before saving. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { IssueView } from '../../../src/contract/issue-view';
import type { SettingsChange, SettingsEffect } from '../../../src/contract/settings-views';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { issuesOf } from '../../shared/rpc';
import { effectLines } from './draft';

/** How long typing must rest before the server is asked what the change would do. */
const restMs = 700;

/** `failed` carries why: values refused, or what kept the server from counting. */
export type EffectState =
  | { readonly state: 'none' | 'asking' }
  | { readonly state: 'known'; readonly effect: SettingsEffect }
  | { readonly state: 'failed'; readonly issues: readonly IssueView[] };

/** Asks what a draft would do; an answer to an older draft is dropped. */
export function useEffectOf(draft: SettingsChange): EffectState {
  const { server } = usePage();
  const [state, setState] = useState<EffectState>({ state: 'none' });
  const text = JSON.stringify(draft);
  useEffect(() => {
    if (text === '{}') { setState({ state: 'none' }); return undefined; }
    setState({ state: 'asking' });
    let stale = false;
    const timer = setTimeout(() => {
      server.call('settings.effect', JSON.parse(text) as SettingsChange).then(
        (effect) => { if (!stale) setState({ state: 'known', effect }); },
        (error: unknown) => { if (!stale) setState({ state: 'failed', issues: issuesOf(error) }); },
      );
    }, restMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, server]);
  return state;
}

/** `refused` is true when the values themselves are wrong: the fields say it, so nothing is said here. */
export function Effect({ effect, refused }: { readonly effect: EffectState; readonly refused: boolean }): JSX.Element | null {
  const { words } = usePage();
  switch (effect.state) {
    case 'none': return null;
    case 'asking': return <Notice kind="info"><p>{words.say('settings.counting')}</p></Notice>;
    case 'failed': return refused ? null : <Notice kind="warning"><p>{words.say('settings.notCounted')}</p></Notice>;
    case 'known': {
      const lines = effectLines(effect.effect, words);
      return (
        <>
          <Issues issues={effect.effect.issues} />
          <Notice kind="info" title={words.say('settings.effect')}>
            <ul class="notice-list">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
          </Notice>
        </>
      );
    }
  }
}
