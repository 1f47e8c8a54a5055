/** Clients of an audience as a file: a table of them, or digests for an advertising platform. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { AdListCheck, AdListRequest, SegmentPart } from '../../src/contract/export-views';
import type { ServerApi } from '../../src/contract/server-api';
import { AD_PLATFORMS, adListForm, type AdIdentifier, type AdPlatform } from '../../src/core/ad-list';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { Progress } from '../shared/progress';
import { saveFile } from '../shared/save-file';
import { Segmented } from '../shared/segmented';
import { Select } from '../shared/select';
import type { ViewProps } from './sidebar';

type AskPart = (offset: number) => Promise<ReturnType<ServerApi['export.segment']>>;

/** Puts the parts of a segment together; null when the person stopped it. */
export async function wholeSegment(ask: AskPart, isStopped: () => boolean, tell: (part: SegmentPart) => void): Promise<{ readonly fileName: string; readonly text: string; readonly total: number } | null> {
  let text = '';
  for (let offset: number | null = 0; offset !== null;) {
    const part: SegmentPart = await ask(offset);
    text += part.text;
    offset = part.nextOffset;
    if (offset === null) return { fileName: part.fileName, text, total: part.total };
    if (isStopped()) return null;
    tell(part);
  }
  return null;
}

export function Download({ audience, tell }: ViewProps & { readonly audience: string }): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [part, setPart] = useState<SegmentPart | null>(null);
  const stopped = useRef(false);

  const save = (): void => {
    stopped.current = false;
    acting.act('segment', () => wholeSegment((offset) => server.call('export.segment', { audience, offset }), () => stopped.current, setPart), (file) => {
      setPart(null);
      if (file === null) return;
      saveFile(file.fileName, file.text);
      tell({ text: words.say('export.saved', { count: file.total }) });
    });
  };

  return (
    <>
      <section class="section" aria-labelledby="export-table">
        <h2 id="export-table">{words.say('export.table')}</h2>
        <p class="second">{words.say('export.tableWhat')}</p>
        <Issues issues={acting.issues} />
        {part !== null && acting.running === 'segment' ? (
          <Progress label={words.say('export.gathering')} done={part.total === 0 ? null : part.done / part.total} text={words.say('action.progress', { done: part.done, total: part.total })}
            cancelText={words.say('action.cancel')} onCancel={() => { stopped.current = true; }} />
        ) : <Button wide kind="primary" busy={acting.running === 'segment'} onPress={save}>{words.say('export.save')}</Button>}
      </section>
      <AdList audience={audience} tell={tell} />
    </>
  );
}

function AdList({ audience, tell }: Pick<ViewProps, 'tell'> & { readonly audience: string }): JSX.Element {
  const { server, words } = usePage();
  const [platform, setPlatform] = useState<AdPlatform>('google');
  const [only, setOnly] = useState<AdIdentifier>('phone');
  const request: AdListRequest = { audience, platform, only };
  const check = useLoaded(`${audience} ${platform} ${only}`, () => server.call('export.adCheck', request));
  const acting = useActing();
  const form = adListForm(platform);

  const save = (): void => acting.act('list', () => server.call('export.adList', request), (file) => {
    saveFile(file.fileName, file.text);
    tell({ text: words.say('export.savedList', { count: file.listed }) });
  });

  return (
    <section class="section" aria-labelledby="export-ads">
      <h2 id="export-ads">{words.say('export.ads')}</h2>
      <p class="second">{words.say('export.adsWhat')}</p>
      <Select label={words.say('export.platform')} value={platform} onChange={(value) => setPlatform(value as AdPlatform)}
        options={AD_PLATFORMS.map((one) => ({ value: one, label: words.say(`export.platform.${one}`) }))}
        hint={words.say('export.digest', { digest: form.digest })} />
      {form.header === null && (
        <Segmented label={words.say('export.only')} value={only} onChange={setOnly}
          options={[{ value: 'phone', label: words.say('export.phones') }, { value: 'email', label: words.say('export.emails') }]} />
      )}
      <LoadedView loaded={check} lines={3}>{(found) => <Checked found={found} />}</LoadedView>
      <Issues issues={acting.issues} />
      <Notice kind="warning" title={words.say('export.warning')}><p>{words.say('export.warningWhat')}</p></Notice>
      <Button wide disabled={check.value === null || check.value.listed === 0} busy={acting.running === 'list'} onPress={save}>
        {words.say('export.saveList', { count: check.value?.listed ?? 0 })}
      </Button>
    </section>
  );
}

function Checked({ found }: { readonly found: AdListCheck }): JSX.Element {
  const { words } = usePage();
  const left = ([['export.noConsent', found.noConsent], ['export.optedOut', found.optedOut], ['export.noContact', found.noContact]] as const).filter(([, count]) => count > 0);
  return (
    <>
      <Issues issues={found.issues} />
      <p role="status">{words.say('export.listed', { listed: found.listed, total: found.total })}</p>
      {left.length > 0 && <ul class="notice-list">{left.map(([key, count]) => <li key={key}>{words.say(key, { count, column: found.consentColumn })}</li>)}</ul>}
      {!found.hasConsentColumn && <p class="second">{words.say('export.makeColumn', { column: found.consentColumn })}</p>}
    </>
  );
}
