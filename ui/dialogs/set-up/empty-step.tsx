/** An empty spreadsheet: a blank base, or an invented shop to try everything on. */
import type { JSX } from 'preact';
import type { IssueView } from '../../../src/contract/issue-view';
import { Button } from '../../shared/button';
import { Card } from '../../shared/card';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';

export function EmptyStep({ issues, onBlank, onDemo }: { readonly issues: readonly IssueView[]; readonly onBlank: () => void; readonly onDemo: () => void }): JSX.Element {
  const { words, close } = usePage();
  return (
    <>
      <p>{words.say('setUp.emptyWhat')}</p>
      <Issues issues={issues} />
      <div class="fields">
        <Card titleId="blank">
          <h2 id="blank">{words.say('setUp.blank')}</h2>
          <p>{words.say('setUp.blankWhat')}</p>
          <div><Button kind="primary" onPress={onBlank}>{words.say('setUp.beginBlank')}</Button></div>
        </Card>
        <section class="result section" aria-labelledby="demo">
          <h2 id="demo">{words.say('setUp.demo')}</h2>
          <p>{words.say('setUp.demoWhat')}</p>
          <div><Button onPress={onDemo}>{words.say('setUp.beginDemo')}</Button></div>
        </section>
      </div>
      <div class="dialog-foot"><Button onPress={close}>{words.say('action.close')}</Button></div>
    </>
  );
}
