/** Consents at a glance: the unsubscribe page, who may be written to, a search, the rules with what the law asks, how long data are kept. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsentCounts, ConsentHome } from '../../../src/contract/consent-views';
import { Button } from '../../shared/button';
import { Checkbox } from '../../shared/checkbox';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { type Acting, useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Stat, Stats } from '../../shared/stat';
import type { ViewProps } from '../sidebar';
import { Erasure } from './erasure';
import { FindClient } from './find-client';

export function Consents(props: ViewProps): JSX.Element {
  const { go, tell } = props;
  const { server, words } = usePage();
  const home = useLoaded('consents', () => server.call('consents.view'));
  const acting = useActing();
  const record = (count: number): void => acting.act('column', () => server.call('consents.recordColumn', count), ({ entered }) => {
    tell({ text: words.say('consents.columnDone', { count: entered }) });
    home.again();
  });
  return (
    <LoadedView loaded={home} lines={9}>
      {(view) => (
        <>
          <Issues issues={[...acting.issues, ...view.issues]} />
          {view.erasing !== null && <Erasure clientId={view.erasing} tell={tell} onDone={home.again} />}
          {view.pageChecked ? <Notice kind="good" title={words.say('consents.pageWorks')} /> : (
            <Notice kind="warning" title={words.say('consents.pageOff')} action={<Button onPress={() => go({ view: 'unsubscribe' })}>{words.say('consents.pageOpen')}</Button>}>
              <p>{words.say('consents.pageOffWhat')}</p>
            </Notice>
          )}
          {view.waiting > 0 && <Notice kind="info"><p>{words.say('consents.waiting', { count: view.waiting })}</p>{view.unknown > 0 && <p>{words.say('consents.unknown', { count: view.unknown })}</p>}</Notice>}
          <Counts counts={view.counts} />
          {view.counts.columnOnly > 0 && (
            <div class="folds">
              <details>
                <summary>{words.say('consents.columnOnly', { count: view.counts.columnOnly })}</summary>
                <div class="column details-body">
                  <p>{words.say('consents.columnOnlyWhat')}</p>
                  <div><Button busy={acting.running === 'column'} disabled={acting.running !== null && acting.running !== 'column'} onPress={() => record(view.counts.columnOnly)}>{words.say('consents.columnRecord', { count: view.counts.columnOnly })}</Button></div>
                </div>
              </details>
            </div>
          )}
          <FindClient {...props} />
          <Rules {...props} view={view} acting={acting} onChange={home.again} onView={home.replace} />
          <Retention {...props} view={view} acting={acting} onChange={home.again} />
        </>
      )}
    </LoadedView>
  );
}

function Counts({ counts }: { readonly counts: ConsentCounts }): JSX.Element {
  const { words } = usePage();
  const some = ([['consents.paused', counts.paused], ['consents.monthly', counts.monthly], ['consents.optedOut', counts.optedOut]] as const).filter(([, count]) => count > 0);
  return (
    <section class="section" aria-labelledby="consent-counts">
      <h2 id="consent-counts">{words.say('consents.counts')}</h2>
      <Stats>
        <Stat figure={words.number(counts.withAddress)} unit={words.say('consents.withAddress')} />
        <Stat figure={words.number(counts.consented)} unit={words.say('consents.consented')} />
        <Stat figure={words.number(counts.withoutConsent)} unit={words.say('consents.without')} />
        <Stat figure={words.number(counts.unsubscribed)} unit={words.say('consents.unsubscribed')} />
        {some.map(([key, count]) => <Stat key={key} figure={words.number(count)} unit={words.say(key)} />)}
      </Stats>
    </section>
  );
}

interface PartProps extends ViewProps {
  readonly view: ConsentHome;
  readonly acting: Acting;
  readonly onChange: () => void;
}

/** The two switches, each beside what the law asks. */
function Rules({ go, view, acting, onChange, onView }: PartProps & { readonly onView: (view: ConsentHome) => void }): JSX.Element {
  const { server, words } = usePage();
  const [asking, setAsking] = useState(false);
  const [hasRead, setRead] = useState(false);
  const require = (on: boolean): void => acting.act('require', () => server.call('settings.save', { 'mailing.requireConsent': String(on) }), () => {
    setAsking(false);
    onChange();
  });
  const optIn = (on: boolean): void => acting.act('optIn', () => server.call('consents.optIn', on), onView);
  const busy = acting.running !== null;
  return (
    <section class="section" aria-labelledby="consent-rules">
      <h2 id="consent-rules">{words.say('consents.switches')}</h2>
      <Checkbox checked={view.requireConsent} disabled={busy} hint={words.say(view.requireConsent ? 'consents.requireOn' : 'consents.requireOff')}
        onChange={(on) => { if (on) require(true); else setAsking(true); }}>{words.say('consents.require')}</Checkbox>
      <div><Button kind="link" onPress={() => go({ view: 'consentsLaw' })}>{words.say('consents.law')}</Button></div>
      <div class="column column-tight">
        <p>{words.say('consents.optIn')}</p>
        <p class="second">{view.optInSince === null ? words.say('consents.optInOff') : words.say('consents.optInSince', { day: view.optInSince })}</p>
        {view.optInSince === null
          ? (
            <>
              <Checkbox checked={hasRead} onChange={setRead}>{words.say('consents.optInRead')}</Checkbox>
              <div><Button busy={acting.running === 'optIn'} disabled={!hasRead || (busy && acting.running !== 'optIn')} onPress={() => optIn(true)}>{words.say('consents.optInOn')}</Button></div>
            </>
          )
          : <div><Button busy={acting.running === 'optIn'} disabled={busy && acting.running !== 'optIn'} onPress={() => optIn(false)}>{words.say('consents.optInStop')}</Button></div>}
      </div>
      {asking && (
        <Confirm title={words.say('consents.requireAsk')} count={1} typeLabel="" yesText={words.say('consents.requireYes')} noText={words.say('action.cancel')} danger
          busy={acting.running === 'require'} onYes={() => require(false)} onNo={() => setAsking(false)}>
          <p>{words.say('consents.requireOff')}</p>
          <p>{words.say('consents.lawAdWhat')}</p>
          <p>{words.say('consents.lawEuWhat')}</p>
        </Confirm>
      )}
    </section>
  );
}

function Retention({ go, tell, view, acting, onChange }: PartProps): JSX.Element {
  const { server, words } = usePage();
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? String(view.retentionMonths);
  const save = (): void => acting.act('retention', () => server.call('settings.save', { 'mailing.retentionMonths': value.trim() }), () => {
    setTyped(null);
    tell({ text: words.say('consents.retentionSaved') });
    onChange();
  });
  return (
    <section class="section" aria-labelledby="consent-retention">
      <h2 id="consent-retention">{words.say('consents.retention')}</h2>
      <Input kind="number" label={words.say('consents.retentionMonths')} hint={words.say('consents.retentionWhat')} value={value} onChange={setTyped} />
      <div><Button busy={acting.running === 'retention'} disabled={value.trim() === String(view.retentionMonths) || (acting.running !== null && acting.running !== 'retention')} onPress={save}>{words.say('consents.retentionSave')}</Button></div>
      {view.due > 0 && (
        <Notice kind="warning" title={words.say('consents.due', { count: view.due })} action={<Button onPress={() => go({ view: 'consentsDue' })}>{words.say('consents.dueOpen')}</Button>} />
      )}
    </section>
  );
}
