/** Settings as sentences with values in them; before saving one sees how many clients each change would move. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SettingView, SettingsChange, SettingsEffect } from '../../src/contract/settings-views';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { usePage } from '../shared/context';
import { Input } from '../shared/input';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { Select } from '../shared/select';
import { draftWith, effectLines, settingGroups } from './settings-draft';
import type { ViewProps } from './sidebar';

/** How long typing must rest before the server is asked what the change would do. */
const restMs = 700;

export interface SettingsProps extends ViewProps {
  readonly draft: SettingsChange;
  readonly setDraft: (draft: SettingsChange) => void;
}

export function Settings({ draft, setDraft, tell }: SettingsProps): JSX.Element {
  const { server, words } = usePage();
  const settings = useLoaded('settings', () => server.call('settings.view'));
  const acting = useActing();
  const effect = useEffectOf(draft);
  const changed = Object.keys(draft).length;

  const save = (): void => acting.act('save', () => server.call('settings.save', draft), (saved) => {
    settings.replace(saved);
    setDraft({});
    tell({ text: words.say('settings.saved') });
  });
  const change = (setting: SettingView, value: string): void => setDraft(draftWith(draft, setting, value));

  return (
    <LoadedView loaded={settings} lines={12}>
      {(view) => (
        <>
          <p class="second">{words.say('settings.what')}</p>
          <Issues issues={view.issues} />
          <div class="folds">
            {settingGroups(view).map((group, index) => (
              <details key={group.key} open={index === 0 || group.settings.some((setting) => draft[setting.key] !== undefined)}>
                <summary>{group.title}</summary>
                <div class="column details-body">
                  {group.settings.map((setting) => <Setting key={setting.key} setting={setting} value={draft[setting.key] ?? setting.value} onChange={(value) => change(setting, value)} />)}
                </div>
              </details>
            ))}
          </div>
          {(changed > 0 || acting.issues.length > 0) && (
            <div class="bottom column column-tight">
              <Issues issues={acting.issues} />
              <Effect effect={effect} />
              <div class="line">
                <Button kind="primary" busy={acting.running === 'save'} onPress={save}>{words.say('settings.save', { count: changed })}</Button>
                <Button disabled={acting.running !== null} onPress={() => { setDraft({}); acting.clear(); }}>{words.say('action.discard')}</Button>
              </div>
            </div>
          )}
        </>
      )}
    </LoadedView>
  );
}

function Setting({ setting, value, onChange }: { readonly setting: SettingView; readonly value: string; readonly onChange: (value: string) => void }): JSX.Element {
  const { words } = usePage();
  const usual = setting.kind === 'boolean'
    ? words.say(setting.defaultValue === 'true' ? 'settings.yes' : 'settings.no')
    : setting.options.find((option) => option.value === setting.defaultValue)?.label ?? setting.defaultValue;
  const hint = [setting.hint, value === setting.defaultValue || usual === '' ? '' : words.say('settings.usual', { value: usual })].filter(Boolean).join(' ');
  switch (setting.kind) {
    case 'choice': return <Select label={setting.title} hint={hint} value={value} options={setting.options} onChange={onChange} />;
    case 'boolean': return <Checkbox checked={value === 'true'} hint={hint} onChange={(checked) => onChange(String(checked))}>{setting.title}</Checkbox>;
    case 'number': return <Input kind="number" label={setting.title} hint={hint} value={value} onChange={onChange} />;
    case 'date': return <Input kind="date" label={setting.title} hint={hint} value={value} onChange={onChange} />;
    case 'text':
    case 'list': return <Input label={setting.title} hint={hint} value={value} onChange={onChange} />;
  }
}

type EffectState = { readonly state: 'none' | 'asking' } | { readonly state: 'known'; readonly effect: SettingsEffect } | { readonly state: 'failed' };

/** Asks what a draft would do, once typing rests; an answer to an older draft is dropped. */
function useEffectOf(draft: SettingsChange): EffectState {
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
        () => { if (!stale) setState({ state: 'failed' }); },
      );
    }, restMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, server]);
  return state;
}

function Effect({ effect }: { readonly effect: EffectState }): JSX.Element | null {
  const { words } = usePage();
  switch (effect.state) {
    case 'none': return null;
    case 'asking': return <Notice kind="info"><p>{words.say('settings.counting')}</p></Notice>;
    case 'failed': return <Notice kind="warning"><p>{words.say('settings.notCounted')}</p></Notice>;
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

