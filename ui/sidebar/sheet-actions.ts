/** What a list can do in the sheet: filter it to an audience, go to a client's row; each answered with a short message. */
import { useCallback } from 'preact/hooks';
import type { IssueView } from '../../src/contract/issue-view';
import type { ClientRow } from '../../src/contract/segment-views';
import { usePage } from '../shared/context';
import { useActing } from '../shared/loading';
import type { Message } from './sidebar';

export interface SheetActions {
  readonly running: string | null;
  readonly issues: readonly IssueView[];
  /** Filters the Clients tab; the message offers to take the filter off again. */
  readonly show: (audience: string) => void;
  readonly locate: (client: Pick<ClientRow, 'clientId' | 'name'>) => void;
}

export function useSheetActions(tell: (message: Message) => void): SheetActions {
  const { server, words } = usePage();
  const { act, running, issues } = useActing();
  const show = useCallback((audience: string) => act('show', () => server.call('clients.show', audience), (count) => {
    tell({ text: words.say('clients.shown', { count }), undoText: words.say('clients.showAll'), undo: () => act('show', () => server.call('clients.show', 'all')) });
  }), [act, server, tell, words]);
  const locate = useCallback((client: Pick<ClientRow, 'clientId' | 'name'>) => act('locate', () => server.call('clients.locate', client.clientId), (found) => {
    if (!found) tell({ text: words.say('client.gone', { name: client.name }) });
  }), [act, server, tell, words]);
  return { running, issues, show, locate };
}
