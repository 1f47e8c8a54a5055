/** The cleaning desk: what was found by kind, the way to each list, accepting a whole kind, what is ignored, and the way to the archive. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CleaningCodeView, CleaningKindView } from '../../../src/contract/cleaning-views';
import type { Words } from '../../language/words';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';
import { useAccepting } from './accepting';
import { Ignored } from './ignored';
import { withVisibleSpaces } from './text-difference';

export function Cleaning({ go, tell, takeBack }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const scan = useLoaded('cleaning', () => server.call('clean.scan'));
  const acting = useActing();
  const accepting = useAccepting(acting, { tell, takeBack }, scan.again);
  const [isListOpen, setListOpen] = useState(false);

  return (
    <>
      <p class="second">{words.say('cleaning.what')}</p>
      {accepting.panel}
      <LoadedView loaded={scan} lines={9}>
        {(view) => (
          <>
            <Issues issues={view.issues} />
            {view.kinds.length === 0 && <Empty title={words.say('cleaning.clean')} text={words.say('cleaning.cleanWhat')} />}
            {view.kinds.map((kind) => (
              <section key={kind.kind} class="section" aria-labelledby={`kind-${kind.kind}`}>
                <div class="line line-apart">
                  <h2 id={`kind-${kind.kind}`}>{kind.title}</h2>
                  <span class="second">{words.say('cleaning.count', { count: kind.findings })}</span>
                </div>
                <Rows label={kind.title}>
                  {kind.codes.map((code) => (
                    <Row key={code.code} title={code.title} meta={<CodeMeta code={code} words={words} />} side={words.number(code.findings)}
                      onOpen={() => go({ view: 'findings', kind: kind.kind, code: code.code, title: `${kind.title}: ${code.title}`, ids: code.ids })} />
                  ))}
                </Rows>
                {kind.proposals > 1 && (
                  <div><Button disabled={accepting.running} label={words.say('cleaning.acceptKindOf', { kind: kind.title, count: kind.proposals })}
                    onPress={() => accepting.ask({ part: { kind: kind.kind, code: '' }, title: kind.title, ids: idsOf(kind) })}>{words.say('cleaning.acceptKind', { count: kind.proposals })}</Button></div>
                )}
              </section>
            ))}
            <p class="second">{words.say('cleaning.looked', { clients: view.clients, orders: view.orders })}</p>
            <Rows label={words.say('cleaning.heading')}>
              <Row title={words.say('archive.open')} meta={words.say('archive.openWhat')} onOpen={() => go({ view: 'archive' })} />
            </Rows>
            <div class="line">
              <Button busy={scan.loading} disabled={accepting.running} onPress={scan.again}>{words.say('cleaning.again')}</Button>
              {view.ignored > 0 && <Button kind="link" onPress={() => setListOpen(!isListOpen)}>{words.say('cleaning.ignored', { count: view.ignored })}</Button>}
            </div>
            {isListOpen && <Ignored onChange={scan.again} />}
          </>
        )}
      </LoadedView>
    </>
  );
}

function idsOf({ codes }: CleaningKindView): readonly string[] {
  return codes.flatMap(({ ids }) => ids);
}

/** An example, and whether there is something to accept. */
function CodeMeta({ code, words }: { readonly code: CleaningCodeView; readonly words: Words }): JSX.Element {
  const [example] = code.examples;
  return (
    <>
      {example !== undefined && <span dir="auto">{[example.before, example.proposed].filter((text) => text !== null && text !== '').map((text) => withVisibleSpaces(text ?? '')).join(' → ')}</span>}
      {code.proposals < code.findings && <span>{code.proposals > 0 ? words.say('cleaning.proposals', { count: code.proposals }) : words.say(code.mark ? 'cleaning.mark' : 'cleaning.byHand')}</span>}
    </>
  );
}
