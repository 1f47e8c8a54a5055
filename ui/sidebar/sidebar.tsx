/** The sidebar: one view at a time with a way back, and short messages at the bottom. */
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SidebarView } from '../../src/contract/base-views';
import type { UndoReport } from '../../src/contract/journal-views';
import type { RecalculateReport } from '../../src/contract/segment-views';
import type { SettingsChange } from '../../src/contract/settings-views';
import type { WordKey } from '../language/ru';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Toast } from '../shared/toast';
import { useUndoing } from '../shared/undoing';
import { Archive } from './archive';
import { Automations } from './automations/automations';
import { AutomationEdit } from './automations/edit';
import { AutomationToday } from './automations/today';
import { Cleaning } from './cleaning/cleaning';
import { Findings } from './cleaning/findings';
import { Clients } from './clients';
import { ConsentClientView } from './consents/client';
import { Consents } from './consents/consents';
import { ConsentsDue } from './consents/due';
import { ConsentsLaw } from './consents/law';
import { Dormant } from './dormant';
import { Download } from './download';
import { DuplicateGroup } from './duplicates/duplicate-group';
import { Duplicates } from './duplicates/duplicates';
import { Forecast } from './forecast';
import { Help } from './help';
import { Home } from './home';
import { Journal } from './journal';
import { Audience } from './mailing/audience';
import { Check } from './mailing/check';
import { Compose } from './mailing/compose';
import { Letters } from './mailing/letters';
import { Mailing } from './mailing/mailing';
import { Sending } from './mailing/sending';
import { Templates } from './mailing/templates';
import { Unsubscribe } from './mailing/unsubscribe';
import { Movement } from './movement/movement';
import type { RecalculationProps } from './recalculation';
import { wayAfter, wayBack, type Route, type Travel } from './route';
import { Repair } from './repair';
import { MailingResults } from './results/mailing-results';
import { Results } from './results/results';
import { Segments } from './segments';
import { Settings } from './settings/settings';

/** A short message with a way to take back what it tells of. */
export interface Message { readonly text: string; readonly undoText?: string; readonly undo?: () => void }

/** What each view is given. */
export interface ViewProps extends Travel {
  readonly tell: (message: Message) => void;
  /**
   * Takes actions back one after the other; the progress stands in place of the view, whichever it is by then.
   * @param again is called when cells have changed: at the end, and where it was stopped
   * @param show shows what it did; by default it is told
   */
  readonly takeBack: (actionIds: readonly string[], again: () => void, show?: (report: UndoReport) => void) => void;
}

const headings: Readonly<Record<Exclude<Route['view'], 'clients'>, WordKey>> = {
  home: 'home.heading',
  segments: 'segments.heading',
  movement: 'movement.heading',
  forecast: 'forecast.heading',
  journal: 'journal.heading',
  repair: 'repair.heading',
  cleaning: 'cleaning.heading',
  findings: 'cleaning.findings',
  archive: 'archive.heading',
  dormant: 'dormant.heading',
  download: 'export.heading',
  duplicates: 'duplicates.heading',
  duplicateGroup: 'duplicates.groupHeading',
  automations: 'automations.heading',
  automationEdit: 'automations.editHeading',
  automationToday: 'automations.todayHeading',
  mailing: 'mailing.heading',
  settings: 'settings.heading',
  help: 'help.heading',
  audience: 'audience.heading',
  compose: 'compose.heading',
  check: 'check.heading',
  sending: 'sending.heading',
  letters: 'letters.heading',
  results: 'results.heading',
  result: 'results.resultHeading',
  templates: 'templates.heading',
  unsubscribe: 'unsubscribe.heading',
  consents: 'consents.heading',
  consentClient: 'consents.clientHeading',
  consentsDue: 'consents.dueHeading',
  consentsLaw: 'consents.lawHeading',
};

export function Sidebar({ firstView }: { readonly firstView: SidebarView }): JSX.Element {
  const { words } = usePage();
  const [way, setWay] = useState<readonly Route[]>(firstView === 'home' ? [{ view: 'home' }] : [{ view: 'home' }, { view: firstView }]);
  const [message, setMessage] = useState<Message | null>(null);
  // What was typed in the settings outlives a visit to another view.
  const [settingsDraft, setSettingsDraft] = useState<SettingsChange>({});
  // What the last recalculation moved stays until it is put away, also over visits to other views.
  const [recalculated, setRecalculated] = useState<RecalculateReport | null>(null);
  const route = way[way.length - 1] ?? { view: 'home' };
  const heading = useRef<HTMLHeadingElement>(null);
  const travelled = useRef(false);

  // Only the place that is shown leads on: an answer that comes after one has gone elsewhere takes nobody away.
  const travel = useCallback((onward: (way: readonly Route[]) => readonly Route[]) => {
    travelled.current = true;
    setWay((now) => (now[now.length - 1] === route ? onward(now) : now));
  }, [route]);
  const go = useCallback((next: Route) => travel((now) => wayAfter(now, next)), [travel]);
  const back = useCallback(() => travel(wayBack), [travel]);
  const tell = useCallback((next: Message) => setMessage(next), []);
  const undoing = useUndoing(heading);
  const { begin } = undoing;
  const takeBack = useCallback<ViewProps['takeBack']>((actionIds, again, show = ({ text }) => tell({ text })) => begin({
    actionIds,
    then: (report) => {
      if (report.finished) show(report);
      again();
    },
  }), [begin, tell]);
  const props = useMemo<ViewProps>(() => ({ go, back, tell, takeBack }), [go, back, tell, takeBack]);

  useEffect(() => {
    window.scrollTo(0, 0);
    // The reader of the screen hears where he is; at the first opening the focus stays with the browser.
    if (travelled.current) heading.current?.focus();
  }, [route]);

  const previous = way[way.length - 2];
  const title = route.view === 'clients' ? route.title : words.say(headings[route.view]);
  return (
    <div class="sidebar">
      <header class="sidebar-head">
        {previous !== undefined && (
          <div><Button kind="link" onPress={back}>‹ {previous.view === 'clients' ? previous.title : words.say(headings[previous.view])}</Button></div>
        )}
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
      </header>
      {undoing.panel}
      <div class="contents" hidden={undoing.running}>
        <View route={route} {...props} settingsDraft={settingsDraft} setSettingsDraft={setSettingsDraft} recalculated={recalculated} setRecalculated={setRecalculated} />
      </div>
      {message !== null && (
        <Toast text={message.text} closeText={words.say('action.close')} onClose={() => setMessage(null)}
          {...(message.undo === undefined ? {} : { undoText: message.undoText ?? words.say('toast.undo'), onUndo: () => { setMessage(null); message.undo?.(); } })} />
      )}
    </div>
  );
}

interface ChosenViewProps extends RecalculationProps {
  readonly route: Route;
  readonly settingsDraft: SettingsChange;
  readonly setSettingsDraft: (draft: SettingsChange) => void;
}

function View({ route, settingsDraft, setSettingsDraft, recalculated, setRecalculated, ...props }: ChosenViewProps): JSX.Element {
  switch (route.view) {
    case 'home': return <Home {...props} recalculated={recalculated} setRecalculated={setRecalculated} />;
    case 'segments': return <Segments {...props} recalculated={recalculated} setRecalculated={setRecalculated} />;
    case 'movement': return <Movement {...props} part={route.part} />;
    case 'forecast': return <Forecast {...props} />;
    case 'journal': return <Journal {...props} />;
    case 'repair': return <Repair {...props} />;
    case 'cleaning': return <Cleaning {...props} />;
    case 'findings': return <Findings key={route.code} {...props} part={{ kind: route.kind, code: route.code }} title={route.title} ids={route.ids} />;
    case 'archive': return <Archive {...props} />;
    case 'duplicates': return <Duplicates {...props} />;
    case 'duplicateGroup': return <DuplicateGroup key={route.id} {...props} id={route.id} />;
    case 'dormant': return <Dormant {...props} />;
    case 'automations': return <Automations {...props} />;
    case 'automationEdit': return <AutomationEdit key={route.key} {...props} automationKey={route.key} />;
    case 'automationToday': return <AutomationToday key={route.key} {...props} automationKey={route.key} />;
    case 'mailing': return <Mailing {...props} />;
    case 'settings': return <Settings {...props} draft={settingsDraft} setDraft={setSettingsDraft} />;
    case 'help': return <Help {...props} />;
    case 'download': return <Download key={route.audience} {...props} audience={route.audience} />;
    case 'clients': return <Clients key={route.audience} {...props} audience={route.audience} />;
    case 'audience': return <Audience key={route.expression} {...props} expression={route.expression} automation={route.automation ?? null} />;
    case 'compose': return <Compose {...props} audience={route.audience} />;
    case 'check': return <Check {...props} request={route.request} />;
    case 'sending': return <Sending key={route.mailingId} {...props} mailingId={route.mailingId} start={route.start} />;
    case 'letters': return <Letters key={route.mailingId} {...props} mailingId={route.mailingId} />;
    case 'results': return <Results {...props} />;
    case 'result': return <MailingResults {...props} mailingId={route.mailingId} />;
    case 'templates': return <Templates {...props} />;
    case 'unsubscribe': return <Unsubscribe {...props} />;
    case 'consents': return <Consents {...props} />;
    case 'consentClient': return <ConsentClientView key={route.clientId} {...props} clientId={route.clientId} />;
    case 'consentsDue': return <ConsentsDue {...props} />;
    case 'consentsLaw': return <ConsentsLaw />;
  }
}
