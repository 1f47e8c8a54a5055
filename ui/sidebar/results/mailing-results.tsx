/** One mailing's results: groups side by side, the verdict in words, and the letters with what followed. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MailingResultsView, ResultGroup, ResultRow } from '../../../src/contract/result-views';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Row, Rows } from '../../shared/row';
import { Stat } from '../../shared/stat';
import type { ViewProps } from '../sidebar';

export function MailingResults({ mailingId, go }: ViewProps & { readonly mailingId: string }): JSX.Element {
  const { server } = usePage();
  const loaded = useLoaded(`result ${mailingId}`, () => server.call('results.view', mailingId, 0));
  return <LoadedView loaded={loaded} lines={9}>{(view) => <Found first={view} go={go} />}</LoadedView>;
}

function Found({ first, go }: { readonly first: MailingResultsView; readonly go: ViewProps['go'] }): JSX.Element {
  const { server, words } = usePage();
  const [view, setView] = useState(first);
  const [rows, setRows] = useState<readonly ResultRow[]>(first.rows);
  const [nextOffset, setNextOffset] = useState(first.nextOffset);
  const acting = useActing();
  const mark = ({ letterId, replied }: ResultRow): void => acting.act(letterId, () => server.call('results.reply', { mailingId: first.mailingId, letterId, replied: !replied }), (seen) => {
    setView(seen);
    setRows((shown) => shown.map((row) => (row.letterId === letterId ? { ...row, replied: !replied } : row)));
  });
  const more = (offset: number): void => acting.act('more', () => server.call('results.view', first.mailingId, offset), (seen) => {
    setRows((shown) => [...shown, ...seen.rows]);
    setNextOffset(seen.nextOffset);
  });
  return (
    <>
      <div>
        <p class="row-title">{view.title}</p>
        <p class="second">{view.counting ? words.say('results.until', { day: words.day(view.lastDay) }) : words.say('results.over', { days: view.windowDays })}</p>
      </div>
      <Issues issues={[...view.issues, ...acting.issues]} />
      <Stat figure={view.letters.moneyText} unit={words.say('results.money', { count: view.letters.buyers, share: view.letters.buyersShare })} />
      {view.effect !== '' && <Notice kind="info" title={words.say('results.effectTitle')}><p>{view.effect}</p></Notice>}
      {view.heldOut === null && <p class="second">{words.say('results.noHoldOut')}</p>}
      {view.subjects !== '' && <Notice kind="info" title={words.say('results.subjectsTitle')}><p>{view.subjects}</p></Notice>}
      <Groups view={view} />
      <dl class="counts">
        <div class="count"><dt>{words.say('sending.sent')}</dt><dd class="figure">{words.number(view.sent)}</dd></div>
        {view.failed > 0 && <div class="count"><dt>{words.say('sending.failed')}</dt><dd class="figure">{words.number(view.failed)}</dd></div>}
        {view.unknown > 0 && <div class="count"><dt>{words.say('sending.unknown')}</dt><dd class="figure">{words.number(view.unknown)}</dd></div>}
      </dl>
      <section class="section" aria-labelledby="result-letters">
        <h2 id="result-letters">{words.say('results.letters', { count: view.rowsTotal })}</h2>
        <Rows>
          {rows.map((row) => (
            <Row key={row.letterId} title={row.name === '' ? row.clientId : row.name}
              meta={(
                <>
                  <span>{[row.variant === '' ? '' : words.say(row.variant === 'A' ? 'results.subjectA' : 'results.subjectB'), row.orders === 0 ? words.say('results.noOrders') : words.say('results.bought', { count: row.orders, money: row.moneyText })].filter(Boolean).join(' · ')}</span>
                  {(row.replied || row.unsubscribed) && (
                    <span>
                      {row.replied && <Badge word={words.say('results.replied')} tone="good" />}
                      {row.unsubscribed && <Badge word={words.say('results.unsubscribed')} tone="danger" />}
                    </span>
                  )}
                </>
              )}
              side={(
                <Button kind="link" busy={acting.running === row.letterId} label={words.say(row.replied ? 'results.notRepliedOf' : 'results.repliedOf', { client: row.name === '' ? row.clientId : row.name })} onPress={() => mark(row)}>
                  {words.say(row.replied ? 'results.notReplied' : 'results.markReplied')}
                </Button>
              )} />
          ))}
        </Rows>
        {nextOffset !== null && <Button wide busy={acting.running === 'more'} onPress={() => more(nextOffset)}>{words.say('check.more', { left: view.rowsTotal - nextOffset })}</Button>}
      </section>
      <Button kind="link" onPress={() => go({ view: 'letters', mailingId: view.mailingId })}>{words.say('results.allLetters')}</Button>
    </>
  );
}

/** Groups beside one another, where there is more than one. */
function Groups({ view }: { readonly view: MailingResultsView }): JSX.Element | null {
  const { words } = usePage();
  const groups: { readonly name: string; readonly group: ResultGroup }[] = [
    ...(view.heldOut === null ? [] : [{ name: words.say('results.withLetter'), group: view.letters }, { name: words.say('results.heldOut'), group: view.heldOut }]),
    ...(view.a === null || view.b === null ? [] : [{ name: `${words.say('results.subjectA')}: ${view.subjectA}`, group: view.a }, { name: `${words.say('results.subjectB')}: ${view.subjectB}`, group: view.b }]),
  ];
  if (groups.length === 0) return null;
  return (
    <Rows label={words.say('results.groups')}>
      {groups.map(({ name, group }) => (
        <Row key={name} title={name}
          meta={(
            <>
              <span>{words.say('results.group', { people: group.people, buyers: group.buyers, orders: group.orders })}</span>
              <span>{words.say('results.groupMore', { replied: group.replied, unsubscribed: group.unsubscribed })}</span>
            </>
          )}
          side={<span class="figure">{group.buyersShare}</span>} />
      ))}
    </Rows>
  );
}
