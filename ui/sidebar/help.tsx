/** Help: what is switched on here and how to allow the rest, formulas to try, how the product works and what it does with data. */
import type { JSX } from 'preact';
import { Badge } from '../shared/badge';
import { usePage } from '../shared/context';
import { LoadedView } from '../shared/loaded-view';
import { useLoaded } from '../shared/loading';
import { Rows } from '../shared/row';
import type { ViewProps } from './sidebar';

export function Help(_: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const help = useLoaded('help', () => server.call('help.view'));
  return (
    <LoadedView loaded={help} lines={10}>
      {(view) => (
        <>
          <section class="section" aria-labelledby="topics">
            <h2 id="topics">{words.say('help.topics')}</h2>
            <div class="folds">
              {view.topics.map((topic) => (
                <details key={topic.title}>
                  <summary>{topic.title}</summary>
                  <p class="details-body">{topic.text}</p>
                </details>
              ))}
            </div>
          </section>
          <section class="section" aria-labelledby="checks">
            <h2 id="checks">{words.say('help.checks')}</h2>
            <Rows>
              {view.checks.map((check) => (
                <li key={check.key} class="check">
                  <div class="line line-apart">
                    <span class="row-title">{check.title}</span>
                    <Badge word={words.say(check.ok ? 'help.works' : 'help.off')} tone={check.ok ? 'good' : 'waiting'} />
                  </div>
                  {check.text !== '' && <p class="second">{check.text}</p>}
                </li>
              ))}
            </Rows>
          </section>
          <section class="section" aria-labelledby="formulas">
            <h2 id="formulas">{words.say('help.formulas')}</h2>
            <p class="second">{words.say('help.formulasWhat')}</p>
            <Rows>
              {view.formulas.map((formula) => (
                <li key={formula.formula} class="check">
                  <code>{formula.formula}</code>
                  <p class="second">{formula.text}</p>
                </li>
              ))}
            </Rows>
          </section>
          <p class="second">{words.say('help.version', { version: view.version })}</p>
        </>
      )}
    </LoadedView>
  );
}
