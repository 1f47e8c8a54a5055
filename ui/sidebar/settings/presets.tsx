/** Ready sets of values for a kind of business: what each would change from now, and a button that puts it into the draft. */
import type { JSX } from 'preact';
import type { PresetView, SettingsChange, SettingsView } from '../../../src/contract/settings-views';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { draftWithPreset, presetDifferences, presetStands } from './draft';

export interface PresetsProps { readonly view: SettingsView; readonly draft: SettingsChange; readonly setDraft: (draft: SettingsChange) => void }

export function Presets({ view, draft, setDraft }: PresetsProps): JSX.Element | null {
  const { words } = usePage();
  if (view.presets.length === 0) return null;
  return (
    <section class="section" aria-labelledby="presets">
      <h2 id="presets">{words.say('settings.presets')}</h2>
      <p class="second">{words.say('settings.presetsWhat')}</p>
      <div class="folds">
        {view.presets.map((preset) => <Preset key={preset.key} preset={preset} view={view} draft={draft} setDraft={setDraft} />)}
      </div>
    </section>
  );
}

function Preset({ preset, view, draft, setDraft }: PresetsProps & { readonly preset: PresetView }): JSX.Element {
  const { words } = usePage();
  const differences = presetDifferences(view, preset, words);
  const chosen = !preset.fits && presetStands(draft, view, preset);
  return (
    <details>
      <summary>
        {preset.title}
        {(preset.fits || chosen) && <span class="summary-mark"><Badge word={words.say(preset.fits ? 'settings.presetFits' : 'settings.presetChosen')} tone={preset.fits ? 'good' : 'accent'} /></span>}
      </summary>
      <div class="column details-body">
        <p>{preset.what}</p>
        {differences.length > 0 && (
          <>
            <p class="second">{words.say('settings.presetDiffers', { count: differences.length })}</p>
            <ul class="counts">
              {differences.map((one) => (
                <li key={one.key} class="difference">
                  <span>{one.title}</span>
                  <span class="difference-values">{words.say('settings.fromTo', { from: one.from, to: one.to })}</span>
                  {one.why !== '' && <span class="second">{one.why}</span>}
                </li>
              ))}
            </ul>
            <Button wide disabled={chosen} onPress={() => setDraft(draftWithPreset(draft, view, preset))}
              label={words.say('settings.presetTakeNamed', { name: preset.title })}>
              {words.say('settings.presetTake')}
            </Button>
          </>
        )}
      </div>
    </details>
  );
}
