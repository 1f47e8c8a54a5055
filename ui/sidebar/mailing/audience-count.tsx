/** The live count of an audience: asked shortly after the last change; an answer that was overtaken is dropped, the former one stays until then. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AudienceCount } from '../../../src/contract/audience-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Placeholder } from '../../shared/placeholder';
import { issuesOf } from '../../shared/rpc';
import { Stat, Stats } from '../../shared/stat';

/** Someone who types a number is not asked about each of its digits. */
const pauseMs = 250;

/** The count of what is asked now; `counting` while an answer is on its way. */
export interface Counted { readonly count: AudienceCount | null; readonly issues: readonly IssueView[]; readonly counting: boolean }

export function useCount(expression: string): Counted {
  const { server } = usePage();
  const [state, setState] = useState<Counted>({ count: null, issues: [], counting: true });
  const isFirst = useRef(true);
  useEffect(() => {
    let stale = false;
    setState((now) => ({ ...now, counting: true }));
    const timer = setTimeout(() => {
      server.call('audience.count', expression).then(
        (count) => { if (!stale) setState({ count, issues: count.issues, counting: false }); },
        (error: unknown) => { if (!stale) setState({ count: null, issues: issuesOf(error), counting: false }); },
      );
    }, isFirst.current ? 0 : pauseMs);
    isFirst.current = false;
    return () => { stale = true; clearTimeout(timer); };
  }, [server, expression]);
  return state;
}

export function CountView({ counted, sentence, onOpen }: { readonly counted: Counted; readonly sentence: string; readonly onOpen: () => void }): JSX.Element {
  const { words } = usePage();
  const { count, issues, counting } = counted;
  return (
    <section class="section" aria-label={sentence} aria-busy={counting}>
      <p class="rule-sentence">{sentence}</p>
      <Issues issues={issues} />
      {count === null ? counting && <Placeholder lines={3} label={words.say('audience.counting')} /> : (
        <>
          <Stats>
            <Stat figure={words.number(count.clients)} unit={words.say('count.clientsOnly', { count: count.clients })} onOpen={onOpen} openLabel={words.say('audience.open', { count: count.clients })} />
            <Stat figure={count.moneyShown} unit={words.say('audience.money')} />
          </Stats>
          <p role="status">
            {count.moneyAtRisk > 0 && <>{count.moneyAtRiskShown} {words.say('audience.atRisk')}. </>}
            {words.say('audience.withEmail', { count: count.withEmail })} {count.goNow !== null && words.say('audience.goNow', { count: count.goNow })}
          </p>
          {count.skippedBy.length > 0 && (
            <details>
              <summary>{words.say('audience.skipped')}</summary>
              <div class="counts details-body">
                {count.skippedBy.map((reason) => <div key={reason.code} class="count"><span>{reason.text}</span><span class="figure">{words.number(reason.count)}</span></div>)}
              </div>
            </details>
          )}
        </>
      )}
    </section>
  );
}
