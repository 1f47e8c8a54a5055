/** The second step: in words what will be made of which sheet, what is added beside, and what stays untouched. */
import type { JSX } from 'preact';
import type { IssueView } from '../../../src/contract/issue-view';
import type { WordKey } from '../../language/ru';
import type { SetUpLook, TakenKind } from '../../../src/contract/set-up-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { takenSheets, type SheetDraft } from './draft';

const becomes: Readonly<Record<TakenKind, WordKey>> = { orders: 'setUp.becomesOrders', clients: 'setUp.becomesClients', wide: 'setUp.becomesWide' };

export interface CheckStepProps {
  readonly look: SetUpLook;
  readonly drafts: readonly SheetDraft[];
  readonly issues: readonly IssueView[];
  readonly onBack: () => void;
  readonly onBegin: () => void;
}

export function CheckStep({ look, drafts, issues, onBack, onBegin }: CheckStepProps): JSX.Element {
  const { words } = usePage();
  const taken = takenSheets(drafts);
  const alone = drafts.filter(({ kind }) => kind === 'other').map(({ proposal }) => proposal.name);
  const hasOrders = taken.some(({ kind }) => kind === 'orders');
  const hasClients = taken.some(({ kind }) => kind !== 'orders');
  const made = [...(hasClients ? [] : [words.say('setUp.tabClients')]), ...(hasOrders ? [] : [words.say('setUp.tabOrders')]), words.say('setUp.tabsAlways')];
  return (
    <>
      <Issues issues={issues} action={<Button onPress={onBegin}>{words.say('action.again')}</Button>} />
      <section class="section" aria-labelledby="will">
        <h2 id="will">{words.say('setUp.will')}</h2>
        {taken.map((draft) => (
          <div key={draft.proposal.sheetId} class="result column column-tight">
            <p class="row-title">{words.say(becomes[draft.kind], { name: draft.proposal.name, count: draft.proposal.rowCount })}</p>
            <KnownColumns draft={draft} look={look} />
          </div>
        ))}
        <ul class="points">
          <li>{words.say('setUp.newTabs', { names: made.join(', ') })}</li>
          <li>{words.say(hasClients ? 'setUp.figuresRight' : 'setUp.figuresNew')}</li>
        </ul>
      </section>
      <Notice kind="good" title={words.say('setUp.safe')}>
        <ul class="notice-list">
          <li>{words.say(taken.length === 0 ? 'setUp.safeAll' : 'setUp.safeCells')}</li>
          {taken.length > 0 && alone.length > 0 && <li>{words.say('setUp.safeSheets', { names: alone.map((name) => words.say('setUp.quoted', { name })).join(', ') })}</li>}
          {taken.length > 0 && <li>{words.say('setUp.safeUndo')}</li>}
        </ul>
      </Notice>
      <div class="dialog-foot">
        <Button apart onPress={onBack}>{words.say('action.back')}</Button>
        <Button kind="primary" onPress={onBegin}>{words.say(taken.length === 0 ? 'setUp.beginBlank' : 'setUp.begin')}</Button>
      </div>
    </>
  );
}

function KnownColumns({ draft, look }: { readonly draft: SheetDraft & { readonly kind: TakenKind }; readonly look: SetUpLook }): JSX.Element {
  const { words } = usePage();
  const known = look.fields[draft.kind].flatMap(({ key, title }) => {
    const column = draft.proposal.columns.find(({ columnIndex }) => columnIndex === draft.columns[key]);
    return column === undefined ? [] : [{ key, title, column: column.title === '' ? words.say('setUp.unnamed', { letter: column.letter }) : column.title }];
  });
  const own = draft.proposal.columns.length - known.length;
  return (
    <>
      <ul class="pairs">
        {known.map(({ key, title, column }) => <li key={key}><span>{column}</span><span class="second">{words.say('setUp.meaning', { field: title })}</span></li>)}
      </ul>
      {own > 0 && <p class="second">{words.say('setUp.ownColumns', { count: own })}</p>}
    </>
  );
}
