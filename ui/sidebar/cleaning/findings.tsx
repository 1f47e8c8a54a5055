/** The findings of one code: the cell now and as proposed, why, and what to do with it; all of them at once. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CleaningFinding, CleaningPart } from '../../../src/contract/cleaning-views';
import { Button } from '../../shared/button';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';
import { useAccepting } from './accepting';
import { Difference } from './difference';

export interface FindingsProps extends ViewProps {
  readonly part: CleaningPart;
  readonly title: string;
  /** Every proposal of the code as the desk showed it. */
  readonly ids: readonly string[];
}

export function Findings({ part, title, ids, tell, takeBack }: FindingsProps): JSX.Element {
  const { server, words } = usePage();
  const first = useLoaded(`${part.kind} ${part.code}`, () => server.call('clean.page', part, 0));
  const acting = useActing();
  const [more, setMore] = useState<readonly CleaningFinding[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [asksIgnore, setAsksIgnore] = useState(false);
  const [dealtWith, setDealtWith] = useState<ReadonlySet<string>>(new Set());
  const accepting = useAccepting(acting, { tell, takeBack }, (accepted) => {
    setMore([]);
    setDealtWith(new Set(accepted.length === 0 ? [] : [...dealtWith, ...accepted]));
    first.again();
  });

  const ignore = (finding: CleaningFinding): void => acting.act(`ignore ${finding.findingId}`, () => server.call('clean.ignore', { part, ids: [finding.findingId] }), () => {
    setGone(new Set([...gone, finding.findingId]));
    tell({ text: words.say('cleaning.ignoredOne') });
  });
  const ignoreCode = (): void => acting.act('ignore', () => server.call('clean.ignore', { part, ids: [] }), () => {
    setAsksIgnore(false);
    tell({ text: words.say('cleaning.ignoredCode') });
    first.again();
  });
  const showMore = (offset: number): void => acting.act('more', () => server.call('clean.page', part, offset), ({ findings }) => setMore([...more, ...findings]));

  return (
    <>
      <h2>{title}</h2>
      {accepting.panel}
      <LoadedView loaded={first} lines={9}>
        {(page) => {
          const findings = [...page.findings, ...more];
          const shown = findings.filter(({ findingId }) => !gone.has(findingId));
          const open = ids.filter((id) => !gone.has(id) && !dealtWith.has(id));
          const left = page.total - findings.length;
          return (
            <>
              <Issues issues={page.issues} />
              {shown.length === 0 && left === 0 ? <Empty title={words.say('cleaning.none')} text={words.say('cleaning.noneWhat')} /> : (
                <>
                  {open.length > 1 && shown.some(({ proposed }) => proposed !== null) && (
                    <Button kind="primary" wide disabled={accepting.running} onPress={() => accepting.ask({ part, title, ids: open })}>{words.say('cleaning.acceptKind', { count: open.length })}</Button>
                  )}
                  <Rows label={words.say('cleaning.list', { what: title })}>
                    {shown.map((finding) => (
                      <Item key={finding.findingId} finding={finding} running={acting.running} onIgnore={() => ignore(finding)}
                        onAccept={() => accepting.now({ part, title, ids: [finding.findingId] })} />
                    ))}
                  </Rows>
                  {left > 0 && <div><Button busy={acting.running === 'more'} disabled={acting.running !== null && acting.running !== 'more'} onPress={() => showMore(findings.length)}>{words.say('cleaning.more', { count: left })}</Button></div>}
                  <div><Button kind="link" disabled={acting.running !== null} onPress={() => setAsksIgnore(true)}>{words.say('cleaning.ignoreCode')}</Button></div>
                </>
              )}
              {asksIgnore && (
                <Confirm title={words.say('cleaning.askIgnore', { what: title })} count={1} typeLabel="" yesText={words.say('cleaning.ignore')} noText={words.say('action.cancel')}
                  busy={acting.running === 'ignore'} onYes={ignoreCode} onNo={() => setAsksIgnore(false)}>
                  <p>{words.say('cleaning.askIgnoreWhat', { count: page.total })}</p>
                </Confirm>
              )}
            </>
          );
        }}
      </LoadedView>
    </>
  );
}

interface ItemProps {
  readonly finding: CleaningFinding;
  readonly running: string | null;
  readonly onAccept: () => void;
  readonly onIgnore: () => void;
}

function Item({ finding, running, onAccept, onIgnore }: ItemProps): JSX.Element {
  const { words } = usePage();
  const { findingId, client, sheet, rowNumber, column, before, proposed, why } = finding;
  return (
    <li>
      <div class="row">
        <span class="row-body">
          <span class="row-title" dir="auto">{client === '' ? words.say('cleaning.place', { sheet, row: String(rowNumber), column }) : client}</span>
          {client !== '' && <span class="second">{words.say('cleaning.place', { sheet, row: String(rowNumber), column })}</span>}
          <Difference before={before} proposed={proposed} />
          <span class="second">{why}</span>
          <span class="line">
            {proposed !== null && <Button disabled={running !== null} label={words.say('cleaning.acceptOf', { value: proposed })} onPress={onAccept}>{words.say('cleaning.accept')}</Button>}
            <Button kind="link" busy={running === `ignore ${findingId}`} disabled={running !== null && running !== `ignore ${findingId}`} label={words.say('cleaning.ignoreOf', { value: before })} onPress={onIgnore}>{words.say('cleaning.ignore')}</Button>
          </span>
        </span>
      </div>
    </li>
  );
}
