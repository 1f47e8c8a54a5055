/** What a client said, entered into the ledger by hand. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsentProof, ConsentRecord, RecordableKind, RecordableSource } from '../../../src/contract/consent-views';
import type { WordKey } from '../../language/ru';
import { Button } from '../../shared/button';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import type { Acting } from '../../shared/loading';
import { Select } from '../../shared/select';

const kinds: readonly (readonly [kind: RecordableKind, words: WordKey])[] = [
  ['consented', 'consents.kind.consented'], ['withdrawn', 'consents.kind.withdrawn'], ['unsubscribed', 'consents.kind.unsubscribed'], ['resubscribed', 'consents.kind.resubscribed'],
  ['optedOut', 'consents.kind.optedOut'],
];
const sources: readonly (readonly [source: RecordableSource, words: WordKey])[] = [
  ['hand', 'consents.source.hand'], ['form', 'consents.source.form'], ['shop', 'consents.source.shop'], ['letter', 'consents.source.letter'], ['import', 'consents.source.import'],
];

interface RecordWordProps {
  readonly clientId: string;
  readonly acting: Acting;
  readonly onRecorded: (proof: ConsentProof) => void;
}

export function RecordWord({ clientId, acting, onRecorded }: RecordWordProps): JSX.Element {
  const { server, words } = usePage();
  const [kind, setKind] = useState<RecordableKind>('consented');
  const [source, setSource] = useState<RecordableSource>('hand');
  const [how, setHow] = useState('');
  const [version, setVersion] = useState('');
  const [asking, setAsking] = useState(false);
  const isConsent = kind === 'consented' || kind === 'resubscribed';
  const save = (): void => {
    const record: ConsentRecord = { clientId, kind, source, how, version: isConsent ? version : '' };
    acting.act('record', () => server.call('consents.record', record), (proof) => {
      setAsking(false);
      setHow('');
      setVersion('');
      onRecorded(proof);
    });
  };
  return (
    <div class="folds">
      <details>
        <summary>{words.say('consents.record')}</summary>
        <div class="column details-body">
          <Select label={words.say('consents.recordKind')} value={kind} options={kinds.map(([value, key]) => ({ value, label: words.say(key) }))}
            onChange={(value) => setKind(kinds.find(([known]) => known === value)?.[0] ?? 'consented')} />
          <Select label={words.say('consents.recordSource')} value={source} options={sources.map(([value, key]) => ({ value, label: words.say(key) }))}
            onChange={(value) => setSource(sources.find(([known]) => known === value)?.[0] ?? 'hand')} />
          <Input label={words.say('consents.recordHow')} hint={words.say('consents.recordHowWhat')} value={how} onChange={setHow} />
          {isConsent && <Input label={words.say('consents.recordVersion')} hint={words.say('consents.recordVersionWhat')} value={version} onChange={setVersion} />}
          <p class="second">{words.say('consents.recordForever')}</p>
          {/* A consent has to be proved later: without a word on how it was given there is nothing to show. */}
          <div><Button busy={acting.running === 'record'} disabled={(isConsent && how.trim() === '') || (acting.running !== null && acting.running !== 'record')} onPress={() => { if (kind === 'optedOut') setAsking(true); else save(); }}>{words.say('consents.recordSave')}</Button></div>
        </div>
      </details>
      {asking && (
        <Confirm title={words.say('consents.optedOutAsk')} count={1} typeLabel="" yesText={words.say('consents.recordSave')} noText={words.say('action.cancel')} danger
          busy={acting.running === 'record'} onYes={save} onNo={() => setAsking(false)}>
          <p>{words.say('consents.optedOutWhat')}</p>
        </Confirm>
      )}
    </div>
  );
}
