/** Settings as sentences with values in them; before saving one sees how many clients each change would move. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SettingView, SettingsChange } from '../../../src/contract/settings-views';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { useInSight } from '../../shared/in-sight';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import type { ViewProps } from '../sidebar';
import { draftWith, refusedValues, settingGroups } from './draft';
import { Effect, useEffectOf } from './effect';
import { SettingField } from './field';
import { Presets } from './presets';

export interface SettingsProps extends ViewProps {
  readonly draft: SettingsChange;
  readonly setDraft: (draft: SettingsChange) => void;
}

export function Settings({ draft, setDraft, tell }: SettingsProps): JSX.Element {
  const { server, words } = usePage();
  const settings = useLoaded('settings', () => server.call('settings.view'));
  const acting = useActing();
  const effect = useEffectOf(draft);
  // Groups with values typed before stand open when one comes back; later only the reader opens and closes them.
  const [typedBefore] = useState(() => Object.keys(draft));
  const changed = Object.keys(draft).length;
  const foot = useInSight(`${effect.state} ${changed} ${acting.issues.length}`);

  const save = (): void => acting.act('save', () => server.call('settings.save', draft), (saved) => {
    settings.replace(saved);
    setDraft({});
    tell({ text: words.say('settings.saved') });
  });
  const change = (setting: SettingView, value: string): void => {
    acting.clear();
    setDraft(draftWith(draft, setting, value));
  };

  return (
    <LoadedView loaded={settings} lines={12}>
      {(view) => {
        const refused = refusedValues(acting.issues.length > 0 ? acting.issues : effect.state === 'failed' ? effect.issues : [], view, draft);
        const refusedTitles = view.settings.filter((setting) => refused.bySetting[setting.key] !== undefined).map((setting) => setting.title);
        const anyRefused = refusedTitles.length > 0;
        return (
          <>
            <p class="second">{words.say('settings.what')}</p>
            <Issues issues={view.issues} />
            <Presets view={view} draft={draft} setDraft={(next) => { acting.clear(); setDraft(next); }} />
            <section class="section" aria-labelledby="all-settings">
              <h2 id="all-settings">{words.say('settings.all')}</h2>
              <div class="folds">
                {settingGroups(view).map((group) => {
                  const drafted = group.settings.filter((setting) => draft[setting.key] !== undefined).length;
                  return (
                    <details key={group.key} open={group.settings.some((setting) => typedBefore.includes(setting.key))}>
                      <summary>
                        {group.title}
                        {drafted > 0 && <span class="summary-mark"><Badge word={words.say('settings.drafted', { count: drafted })} tone="accent" /></span>}
                      </summary>
                      <div class="column details-body">
                        {group.settings.map((setting) => (
                          <SettingField key={setting.key} setting={setting} value={draft[setting.key] ?? setting.value} refused={refused.bySetting[setting.key] !== undefined}
                            columns={view.columns} onChange={(value) => change(setting, value)} />
                        ))}
                      </div>
                    </details>
                  );
                })}
              </div>
            </section>
            {(changed > 0 || acting.issues.length > 0) && (
              <div ref={foot} class="bottom column column-tight">
                <Issues issues={acting.issues.length > 0 || anyRefused ? refused.others : []} />
                {anyRefused && <Notice kind="warning" title={words.say('settings.correct')}><ul class="notice-list">{refusedTitles.map((title) => <li key={title}>{title}</li>)}</ul></Notice>}
                <Effect effect={effect} refused={anyRefused} />
                <div class="line">
                  <Button kind="primary" busy={acting.running === 'save'} disabled={anyRefused} onPress={save}>{words.say('settings.save', { count: changed })}</Button>
                  <Button disabled={acting.running !== null} onPress={() => { setDraft({}); acting.clear(); }}>{words.say('action.discard')}</Button>
                </div>
              </div>
            )}
          </>
        );
      }}
    </LoadedView>
  );
}
