/** Automations: what leaves today, why nothing does, and each one with its switch; switching on asks first, with names. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AutomationPreview, AutomationRow, AutomationsRun, AutomationsView, StandstillReason } from '../../../src/contract/automation-views';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Notice } from '../../shared/notice';
import { Stat } from '../../shared/stat';
import type { ViewProps } from '../sidebar';
import { SwitchQuestion } from './switch-question';
import { Weekly } from './weekly';

export function Automations({ go, tell }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const list = useLoaded('automations', () => server.call('automations.view'));
  const acting = useActing();
  const [asked, setAsked] = useState<AutomationPreview | null>(null);
  const [run, setRun] = useState<AutomationsRun | null>(null);

  const ask = (key: string): void => acting.act(`ask ${key}`, () => server.call('automations.preview', key), setAsked);
  const turn = (key: string, on: boolean): void => acting.act(`turn ${key}`, () => server.call('automations.switch', key, on), (view) => {
    setAsked(null);
    list.replace(view);
    tell({ text: words.say(on ? 'automations.turnedOn' : 'automations.turnedOff') });
  });
  const runNow = (): void => acting.act('run', () => server.call('automations.runNow'), (done) => {
    setRun(done);
    list.again();
  });
  const takeOver = (): void => acting.act('take', () => server.call('automations.takeOver'), (view) => {
    list.replace(view);
    tell({ text: words.say('automations.tookOver') });
  });

  return (
    <>
      <p class="second">{words.say('automations.what')}</p>
      <Issues issues={acting.issues} />
      {run !== null && (
        <Notice kind={run.planned > 0 ? 'good' : 'info'} action={<ToLetters mailingIds={run.mailingIds} go={go} />}>
          <p>{run.text}</p>
        </Notice>
      )}
      {run !== null && <Issues issues={run.issues} />}
      <LoadedView loaded={list} lines={9}>
        {(view) => (
          <>
            <Issues issues={view.issues} />
            <Standstill reasons={view.standstill} busy={acting.running === 'take'} onTakeOver={takeOver} onCheckPage={() => go({ view: 'unsubscribe' })} />
            <Today view={view} busy={acting.running === 'run'} onRun={runNow} />
            <section class="section" aria-labelledby="automations">
              <h2 id="automations">{words.say('automations.list')}</h2>
              {view.rows.length === 0 && <Empty title={words.say('automations.none')} text={words.say('automations.noneWhat')} />}
              <ul>
                {view.rows.map((row) => (
                  <li key={row.key} class="class">
                    <AutomationItem row={row} running={acting.running} onAsk={() => ask(row.key)} onOff={() => turn(row.key, false)}
                      onToday={() => go({ view: 'automationToday', key: row.key })} onEdit={() => go({ view: 'automationEdit', key: row.key })} />
                  </li>
                ))}
              </ul>
            </section>
            <Button wide onPress={() => go({ view: 'automationEdit', key: '' })}>{words.say('automations.new')}</Button>
            <p class="second">{words.say('automations.inSheet')}</p>
          </>
        )}
      </LoadedView>
      <Weekly tell={tell} />
      {asked !== null && <SwitchQuestion preview={asked} busy={acting.running !== null} issues={acting.issues} onYes={() => turn(asked.key, true)} onNo={() => { acting.clear(); setAsked(null); }} />}
    </>
  );
}

/** Where the letters just planned wait: one mailing opens by itself. */
function ToLetters({ mailingIds, go }: { readonly mailingIds: readonly string[]; readonly go: ViewProps['go'] }): JSX.Element | null {
  const { words } = usePage();
  const [first, ...others] = mailingIds;
  if (first === undefined) return null;
  return others.length === 0
    ? <Button onPress={() => go({ view: 'sending', mailingId: first, start: false })}>{words.say('automations.toSending')}</Button>
    : <Button onPress={() => go({ view: 'mailing' })}>{words.say('automations.toMailings')}</Button>;
}

function Today({ view, busy, onRun }: { readonly view: AutomationsView; readonly busy: boolean; readonly onRun: () => void }): JSX.Element | null {
  const { words } = usePage();
  if (!view.rows.some(({ on }) => on)) return null;
  return (
    <div class="column column-tight">
      <Stat figure={words.number(view.today)} unit={words.say('automations.today', { count: view.today })} />
      <p class="second">{[view.owner === '' ? '' : words.say('automations.byOwner', { owner: view.owner }), view.lastRunText].filter(Boolean).join(' ')}</p>
      {view.isMine && <Button kind="primary" wide busy={busy} onPress={onRun}>{words.say(busy ? 'automations.running' : 'automations.runNow')}</Button>}
    </div>
  );
}

interface StandstillProps { readonly reasons: readonly StandstillReason[]; readonly busy: boolean; readonly onTakeOver: () => void; readonly onCheckPage: () => void }

function Standstill({ reasons, busy, onTakeOver, onCheckPage }: StandstillProps): JSX.Element | null {
  const { words } = usePage();
  if (reasons.length === 0) return null;
  const canTakeOver = reasons.some(({ doable }) => doable === 'take-over');
  const canCheck = reasons.some(({ doable }) => doable === 'check-page');
  return (
    <Notice kind="warning" title={words.say('automations.stand')} action={(canTakeOver || canCheck) && (
      <>
        {canCheck && <Button onPress={onCheckPage}>{words.say('automations.checkPage')}</Button>}
        {canTakeOver && <Button busy={busy} onPress={onTakeOver}>{words.say('automations.takeOver')}</Button>}
      </>
    )}>
      <ul class="notice-list">{reasons.map(({ code, text }) => <li key={code}>{text}</li>)}</ul>
    </Notice>
  );
}

interface ItemProps {
  readonly row: AutomationRow;
  readonly running: string | null;
  readonly onAsk: () => void;
  readonly onOff: () => void;
  readonly onToday: () => void;
  readonly onEdit: () => void;
}

function AutomationItem({ row, running, onAsk, onOff, onToday, onEdit }: ItemProps): JSX.Element {
  const { words } = usePage();
  const { title, on, draft } = row;
  const busy = running === `ask ${row.key}` || running === `turn ${row.key}`;
  const state = draft === null ? 'automations.faulty' : on ? 'automations.on' : 'automations.off';
  return (
    <>
      <strong class="class-name">{title}</strong>
      <div class="line line-apart class-line">
        <Badge word={words.say(state)} tone={draft === null ? 'danger' : on ? 'good' : 'plain'} />
        {draft !== null && <Button kind="link" label={words.say('automations.editNamed', { title })} onPress={onEdit}>{words.say('automations.edit')}</Button>}
      </div>
      {[row.whenText, row.nextText, row.lastText, row.resultText].filter(Boolean).map((text) => <p key={text} class="second">{text}</p>)}
      <Issues issues={row.issues} />
      {draft !== null && (
        <div class="line">
          {on
            ? <Button busy={busy} label={words.say('automations.turnOffNamed', { title })} onPress={onOff}>{words.say('automations.turnOff')}</Button>
            : <Button busy={busy} label={words.say('automations.turnOnNamed', { title })} onPress={onAsk}>{words.say('automations.turnOn')}</Button>}
          <Button kind="link" label={words.say('automations.whoTodayNamed', { title })} onPress={onToday}>{words.say('automations.whoToday')}</Button>
        </div>
      )}
    </>
  );
}
