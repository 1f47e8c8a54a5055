/** A set-up that was left before its end: to be gone on with, or taken back. */
import type { JSX } from 'preact';
import type { IssueView } from '../../../src/contract/issue-view';
import type { SetUpRequest, UnfinishedSetUp } from '../../../src/contract/set-up-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';

export interface UnfinishedStepProps {
  readonly unfinished: UnfinishedSetUp;
  readonly issues: readonly IssueView[];
  readonly takingBack: boolean;
  readonly onGoOn: (request: SetUpRequest) => void;
  readonly onBack: () => void;
}

export function UnfinishedStep({ unfinished, issues, takingBack, onGoOn, onBack }: UnfinishedStepProps): JSX.Element {
  const { words } = usePage();
  const { request } = unfinished;
  return (
    <>
      <Issues issues={issues} />
      <Notice kind="info" title={words.say(request === null ? 'setUp.backUnfinished' : 'setUp.unfinished')}>
        {request !== null && <p>{words.say('setUp.unfinishedWhat')}</p>}
      </Notice>
      <div class="dialog-foot">
        <Button apart={request !== null} kind={request === null ? 'primary' : 'plain'} busy={takingBack} onPress={onBack}>{words.say('setUp.undo')}</Button>
        {request !== null && <Button kind="primary" disabled={takingBack} onPress={() => onGoOn(request)}>{words.say('setUp.goOn')}</Button>}
      </div>
    </>
  );
}
