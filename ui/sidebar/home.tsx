/** Home: what state the base is in, what deserves attention today, and the next sensible step. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AttentionView, FigureView, HomeView, NextStep } from '../../src/contract/base-views';
import type { WordKey } from '../language/ru';
import { Button } from '../shared/button';
import { Card } from '../shared/card';
import { Confirm } from '../shared/confirm';
import { usePage } from '../shared/context';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { useReturn } from '../shared/return';
import { Row, Rows } from '../shared/row';
import { Stat, Stats } from '../shared/stat';
import { openImport, openSetUp } from '../shared/opening';
import { Recalculated, useRecalculation, type RecalculationProps } from './recalculation';
import type { Route } from './route';

interface StepWords { readonly button: WordKey; readonly text: WordKey }

const steps: Readonly<Record<Exclude<NextStep, 'none'>, StepWords>> = {
  'set-up': { button: 'step.setUp', text: 'step.setUpWhat' },
  import: { button: 'step.import', text: 'step.importWhat' },
  recalculate: { button: 'step.recalculate', text: 'step.recalculateWhat' },
  'mail-dormant': { button: 'step.mailDormant', text: 'step.mailDormantWhat' },
  'continue-mailing': { button: 'step.continueMailing', text: 'step.continueMailingWhat' },
  'decide-unknown': { button: 'step.decideUnknown', text: 'step.decideUnknownWhat' },
  'unfreeze-copy': { button: 'step.unfreezeCopy', text: 'step.unfreezeCopyWhat' },
};

/** Views that keep the data in order; some are of use only where there are orders. */
const dataPlaces: readonly { readonly title: WordKey; readonly route: Route; readonly always: boolean }[] = [
  { title: 'cleaning.heading', route: { view: 'cleaning' }, always: false },
  { title: 'duplicates.heading', route: { view: 'duplicates' }, always: false },
  { title: 'archive.heading', route: { view: 'archive' }, always: false },
  { title: 'consents.heading', route: { view: 'consents' }, always: true },
  { title: 'journal.heading', route: { view: 'journal' }, always: true },
  { title: 'repair.heading', route: { view: 'repair' }, always: true },
];

/** A base that lacks tabs is repaired; a spreadsheet that is none is set up. */
export function stepWords(step: Exclude<NextStep, 'none'>, stage: HomeView['stage']): StepWords {
  return step === 'set-up' && stage !== 'none' ? { button: 'step.repair', text: 'step.repairWhat' } : steps[step];
}

/** Where a figure of the base opens what it counts; null for figures that count no clients. */
export function figureRoute(figure: FigureView, title: string): Route | null {
  if (figure.value === 0) return null;
  if (figure.key === 'clients') return { view: 'clients', audience: 'all', title };
  if (figure.key === 'dormant' || figure.key === 'risk') return { view: 'dormant' };
  return null;
}

/** Where a sentence that asks for attention leads: to its clients; the dormant ones have a view of their own. */
export function attentionRoute(item: AttentionView): Route {
  if (item.audience === null || item.key === 'dormant') return { view: item.view };
  return { view: 'clients', audience: item.audience, title: item.text };
}

export function Home(props: RecalculationProps): JSX.Element {
  const { go, tell, takeBack } = props;
  const { server, words } = usePage();
  const home = useLoaded('home', () => server.call('home.view'));
  const acting = useActing();
  const [asking, setAsking] = useState(false);
  useReturn(home.again);

  const recalculate = useRecalculation(acting, props, home.again);

  const take = (step: NextStep, view: HomeView): void => {
    switch (step) {
      case 'set-up':
        if (view.stage === 'none') acting.act(step, () => openSetUp(server));
        else go({ view: 'repair' });
        return;
      case 'import':
        acting.act(step, () => openImport(server));
        return;
      case 'recalculate':
        recalculate();
        return;
      case 'mail-dormant':
        go({ view: 'dormant' });
        return;
      case 'continue-mailing':
        go(view.openMailingId === null ? { view: 'mailing' } : { view: 'sending', mailingId: view.openMailingId, start: false });
        return;
      case 'decide-unknown':
        go(view.openMailingId === null ? { view: 'mailing' } : { view: 'letters', mailingId: view.openMailingId });
        return;
      case 'unfreeze-copy':
        setAsking(true);
        return;
      case 'none':
    }
  };

  const makeBlank = (): void => acting.act('blank', () => openSetUp(server, 'blank'));

  const deleteDemo = (): void => acting.act('demo', () => server.call('demo.delete'), ({ text, actionId }) => {
    const undo = actionId === null ? {} : { undo: () => takeBack([actionId], home.again) };
    tell({ text, ...undo });
    home.again();
  });

  const adopt = (): void => acting.act('unfreeze-copy', () => server.call('base.adoptCopy'), () => {
    setAsking(false);
    home.again();
  });

  return (
    <LoadedView loaded={home} lines={9}>
      {(view) => (
        <>
          <section class="section" aria-label={words.say('home.state')}>
            <p class="second">{stateText(view, words)}</p>
            {view.figures.length > 0 && (
              <Stats>
                {view.figures.map((figure) => {
                  const route = figureRoute(figure, words.say('clients.all'));
                  return (
                    <Stat key={figure.key} figure={figure.shown} unit={figure.unit}
                      {...(route === null ? {} : { onOpen: () => go(route), openLabel: words.say('home.openFigure', { figure: figure.shown, unit: figure.unit }) })} />
                  );
                })}
              </Stats>
            )}
          </section>
          <Issues issues={[...acting.issues, ...view.issues]} />
          {view.demo && (
            <Notice kind="info" title={words.say('home.demo')} action={<Button busy={acting.running === 'demo'} disabled={acting.running !== null && acting.running !== 'demo'} onPress={deleteDemo}>{words.say('demo.delete')}</Button>}>
              <p>{words.say('home.demoWhat')}</p>
            </Notice>
          )}
          <Recalculated {...props} />
          {view.nextStep !== 'none' && (
            <Card titleId="next-step">
              <h2 id="next-step">{words.say('home.next')}</h2>
              <p>{words.say(stepWords(view.nextStep, view.stage).text)}</p>
              <Button kind="primary" wide busy={acting.running === view.nextStep} disabled={acting.running !== null && acting.running !== view.nextStep}
                onPress={() => take(view.nextStep, view)}>
                {words.say(acting.running === 'recalculate' && view.nextStep === 'recalculate' ? 'step.recalculating' : stepWords(view.nextStep, view.stage).button)}
              </Button>
              {view.empty && <Button wide busy={acting.running === 'blank'} disabled={acting.running !== null && acting.running !== 'blank'} onPress={makeBlank}>{words.say('step.blank')}</Button>}
            </Card>
          )}
          {view.stage !== 'none' && (
            <section class="section" aria-labelledby="attention">
              <h2 id="attention">{words.say('home.attention')}</h2>
              {view.attention.length === 0 ? <p class="second">{words.say(view.stage === 'empty' ? 'home.attentionEmpty' : 'home.attentionNone')}</p> : (
                <Rows>
                  {view.attention.map((item) => (
                    <Row key={item.key} title={item.text}
                      onOpen={() => go(attentionRoute(item))} />
                  ))}
                </Rows>
              )}
            </section>
          )}
          {(view.stage === 'ready' || view.stage === 'stale' || view.stage === 'copy') && (
            <nav class="section" aria-labelledby="places">
              <h2 id="places">{words.say('home.places')}</h2>
              <Rows>
                <Row title={words.say('segments.heading')} meta={words.say('home.segmentsWhat')} onOpen={() => go({ view: 'segments' })} />
                <Row title={words.say('movement.heading')} meta={words.say('home.movementWhat')} onOpen={() => go({ view: 'movement', part: 'moves' })} />
                <Row title={words.say('forecast.heading')} meta={words.say('home.forecastWhat')} onOpen={() => go({ view: 'forecast' })} />
                <Row title={words.say('dormant.heading')} meta={words.say('home.dormantWhat')} onOpen={() => go({ view: 'dormant' })} />
                <Row title={words.say('mailing.heading')} meta={words.say('home.mailingWhat')} onOpen={() => go({ view: 'mailing' })} />
                <Row title={words.say('automations.heading')} meta={words.say('automations.place')} onOpen={() => go({ view: 'automations' })} />
              </Rows>
            </nav>
          )}
          {view.stage !== 'none' && (
            <nav class="section" aria-labelledby="data">
              <h2 id="data">{words.say('home.data')}</h2>
              <Rows>
                {dataPlaces.filter(({ always }) => always || view.stage !== 'empty').map(({ title, route }) => <Row key={title} title={words.say(title)} onOpen={() => go(route)} />)}
              </Rows>
            </nav>
          )}
          <footer class="foot">
            {view.stage !== 'none' && view.nextStep !== 'import' && (
              <Button kind="link" onPress={() => take('import', view)}>{words.say('step.import')}</Button>
            )}
            {(view.stage === 'ready' || view.stage === 'stale') && view.nextStep !== 'recalculate' && (
              <Button kind="link" busy={acting.running === 'recalculate'} onPress={recalculate}>{words.say(acting.running === 'recalculate' ? 'step.recalculating' : 'step.recalculate')}</Button>
            )}
            {view.stage !== 'none' && <Button kind="link" onPress={() => go({ view: 'settings' })}>{words.say('settings.heading')}</Button>}
            <Button kind="link" onPress={() => go({ view: 'help' })}>{words.say('help.heading')}</Button>
          </footer>
          {asking && (
            <Confirm title={words.say('copy.title')} count={1} typeLabel="" yesText={words.say('step.unfreezeCopy')} noText={words.say('action.cancel')}
              busy={acting.running === 'unfreeze-copy'} onYes={adopt} onNo={() => setAsking(false)}>
              <p>{words.say('copy.text', { name: view.spreadsheetName })}</p>
              <Notice kind="warning" title={words.say('copy.cannotUndo')} />
            </Confirm>
          )}
        </>
      )}
    </LoadedView>
  );
}

function stateText(view: HomeView, words: ReturnType<typeof usePage>['words']): string {
  switch (view.stage) {
    case 'none': return words.say('home.stageNone');
    case 'empty': return words.say('home.stageEmpty');
    case 'copy': return words.say('home.stageCopy');
    case 'stale': return words.say('home.stageStale');
    case 'ready': {
      const day = view.asOf === null ? '' : words.say('home.asOf', { day: words.day(view.asOf) });
      const moment = view.recalculatedAt === null ? '' : words.say('home.recalculatedAt', { moment: words.moment(view.recalculatedAt) });
      return [day, moment].filter(Boolean).join(' ');
    }
  }
}
