/** Forecast: what the purchase models expect of all clients, in plain words, or why there is no estimate and what to do. */
import type { JSX } from 'preact';
import type { ModelView, ModelsView } from '../../src/contract/movement-views';
import type { Words } from '../language/words';
import { Button } from '../shared/button';
import { usePage } from '../shared/context';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { Stat } from '../shared/stat';
import type { ViewProps } from './sidebar';

/** Above this correlation those who buy more often have another average bill, and the spend model takes the two as independent. */
const notableCorrelation = 0.3;

/** How far the average bill goes with the number of purchases, as a sentence; empty where it is not known. */
export function correlationText(correlation: number | null, words: Words): string {
  if (correlation === null) return '';
  if (Math.abs(correlation) <= notableCorrelation) return words.say('forecast.correlationLow');
  return words.say(correlation > 0 ? 'forecast.correlationUp' : 'forecast.correlationDown');
}

/** The server's reason also stands in cells, where it has no full stop. */
export function asSentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

export function Forecast({ go }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const models = useLoaded('models', () => server.call('models.view'));
  return (
    <LoadedView loaded={models} lines={10}>
      {(view) => (
        <>
          <p class="second">{words.say('home.asOf', { day: words.day(view.asOf) })}</p>
          {/* What the models themselves refuse or doubt is said in their own sections. */}
          <Issues issues={view.issues.filter((issue) => !issue.code.startsWith('model.'))} />
          <Expected view={view} />
          {view.text !== '' && <p>{view.text}</p>}
          {view.models.map((model) => <Model key={model.key} model={model} view={view} />)}
          <section class="section" aria-labelledby="means">
            <h2 id="means">{words.say('forecast.means')}</h2>
            <p class="second">{words.say('forecast.meansWhat')}</p>
            <p class="second">{words.say('forecast.columns')}</p>
            <div><Button onPress={() => go({ view: 'settings' })}>{words.say('settings.heading')}</Button></div>
          </section>
        </>
      )}
    </LoadedView>
  );
}

function Expected({ view }: { readonly view: ModelsView }): JSX.Element | null {
  const { words } = usePage();
  if (view.expectedPurchases === null && view.clvMoney === null) return null;
  return (
    <div class="column">
      {view.expectedPurchases !== null && (
        <Stat figure={words.say('forecast.about', { figure: words.number(Math.round(view.expectedPurchases)) })}
          unit={words.say('forecast.purchases', { count: Math.round(view.expectedPurchases), days: view.horizonDays })} />
      )}
      {view.clvMoney !== null && (
        <Stat figure={words.say('forecast.about', { figure: view.clvMoneyShown })} unit={words.say('forecast.clv', { months: view.clvMonths })} />
      )}
    </div>
  );
}

function Model({ model, view }: { readonly model: ModelView; readonly view: ModelsView }): JSX.Element {
  const { words } = usePage();
  const id = `model-${model.key}`;
  const correlation = model.key === 'spend' ? correlationText(view.correlation, words) : '';
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{model.title}</h2>
      {model.fitted ? (
        <>
          <p>{model.text}</p>
          {correlation !== '' && <p class="second">{correlation}</p>}
          {!model.converged && <Notice kind="warning" title={words.say('forecast.notConverged')}><p>{words.say('forecast.notConvergedWhat')}</p></Notice>}
          <details>
            <summary>{words.say('forecast.parameters')}</summary>
            <div class="column column-tight details-body">
              <p class="second">{words.say(model.key === 'purchases' ? 'forecast.purchasesParameters' : 'forecast.spendParameters', { unit: view.unitLabel })}</p>
              <ul class="counts">
                {model.parameters.map((parameter) => <li key={parameter.name} class="count"><span>{parameter.name}</span><span class="figure">{parameter.shown}</span></li>)}
                {model.logLikelihood !== null && <li class="count"><span>{words.say('forecast.logLikelihood')}</span><span class="figure">{words.number(model.logLikelihood)}</span></li>}
                <li class="count"><span>{words.say('forecast.clients')}</span><span class="figure">{words.number(model.clients)}</span></li>
              </ul>
            </div>
          </details>
        </>
      ) : <Notice kind="info" title={words.say('forecast.refused')}><p>{asSentence(model.text)} {words.say('forecast.refusedWhat')}</p></Notice>}
    </section>
  );
}
