/** One client: what holds, the proof that can be printed, his words for the ledger, his data as files, and their erasure. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsentProof } from '../../../src/contract/consent-views';
import { wordsOf } from '../../language/words';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { saveFile } from '../../shared/save-file';
import type { ViewProps } from '../sidebar';
import { Erasure } from './erasure';
import { RecordWord } from './record-word';

/** On paper only the proof stands, on the whole width. */
const PRINT = '@media print { body * { visibility: hidden; } .consent-proof, .consent-proof * { visibility: visible; } .consent-proof { position: absolute; inset: 0 auto auto 0; width: 100%; } }';

export function ConsentClientView({ back, tell, clientId }: ViewProps & { readonly clientId: string }): JSX.Element {
  const { server, words } = usePage();
  const proof = useLoaded(`consent ${clientId}`, () => server.call('consents.proof', clientId));
  const acting = useActing();
  const [erasing, setErasing] = useState(false);
  const ask = (): void => acting.act('ask', () => server.call('consents.ask', clientId), (next) => {
    tell({ text: words.say('consents.asked') });
    proof.replace(next);
  });
  const download = (): void => acting.act('export', () => server.call('personal.export', clientId), ({ fileName, json, csv, places }) => {
    saveFile(`${fileName}.csv`, csv);
    saveFile(`${fileName}.json`, json, 'application/json');
    tell({ text: words.say('consents.exported', { count: places }) });
  });
  const isBusy = (name: string): { readonly busy: boolean; readonly disabled: boolean } => ({ busy: acting.running === name, disabled: acting.running !== null && acting.running !== name });
  return (
    <LoadedView loaded={proof} lines={8}>
      {(view) => (
        <>
          <style>{PRINT}</style>
          <Proof proof={view} />
          <div><Button onPress={() => window.print()}>{words.say('consents.print')}</Button></div>
          <Issues issues={acting.issues} />
          <div class="column column-tight">
            <div><Button busy={acting.running === 'ask'} disabled={!view.canAsk || (acting.running !== null && acting.running !== 'ask')} onPress={ask}>{words.say('consents.ask')}</Button></div>
            {!view.canAsk && <p class="second">{view.askWhy}</p>}
          </div>
          <RecordWord clientId={clientId} acting={acting} onRecorded={(next) => { tell({ text: words.say('consents.recorded') }); proof.replace(next); }} />
          <section class="section" aria-labelledby="consent-data">
            <h2 id="consent-data">{words.say('consents.data')}</h2>
            <div><Button {...isBusy('export')} onPress={download}>{words.say('consents.export')}</Button></div>
            <p class="second">{words.say('consents.exportWhat')}</p>
            <div><Button kind="danger" disabled={acting.running !== null} onPress={() => setErasing(true)}>{words.say('consents.erase')}</Button></div>
          </section>
          {erasing && <Erasure clientId={clientId} name={view.name === '' ? clientId : view.name} tell={tell} onDone={back} onCancel={() => setErasing(false)} />}
        </>
      )}
    </LoadedView>
  );
}

function Proof({ proof }: { readonly proof: ConsentProof }): JSX.Element {
  const { words } = usePage();
  // A proof names the year always.
  const dated = (at: string): string => `${wordsOf(words.language, 0).day(at.slice(0, 10))}, ${at.slice(11)}`;
  const { name, clientId, email, fingerprint, standing, column, lines, baseName, madeAt } = proof;
  return (
    <section class="section consent-proof" aria-labelledby="consent-proof">
      <h2 id="consent-proof">{words.say('consents.proofOf')}</h2>
      <div class="column column-tight">
        <p>{name === '' || name === clientId ? clientId : `${name} (${clientId})`}</p>
        <p>{email}</p>
        <p><strong>{standing}</strong></p>
        {column !== '' && <p class="second">{words.say('consents.column', { value: column })}</p>}
      </div>
      <h2>{words.say('consents.lines')}</h2>
      {lines.length === 0 ? <p class="second">{words.say('consents.linesNone')}</p> : (
        <ol class="rows">
          {lines.map((line, index) => (
            <li key={index} class="row">
              <span class="row-body">
                <span class="row-title">{line.what}</span>
                <span class="second">{dated(line.at)}</span>
                {line.source !== '' && <span class="second">{words.say('consents.lineSource', { source: line.source })}</span>}
                {line.how !== '' && <span class="second">{words.say('consents.lineHow', { how: line.how })}</span>}
                {line.version !== '' && <span class="second">{words.say('consents.lineVersion', { version: line.version })}</span>}
                {line.words !== '' && <span class="second">{words.say('consents.lineWords', { words: line.words })}</span>}
                {line.letter !== '' && <span class="second">{words.say('consents.lineLetter', { letter: line.letter })}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      <p class="second">{words.say('consents.proofMade', { base: baseName, moment: dated(madeAt) })}</p>
      {fingerprint !== '' && <p class="second">{words.say('consents.fingerprint', { fingerprint })}</p>}
    </section>
  );
}
