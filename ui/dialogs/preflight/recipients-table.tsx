/** Everyone of the audience in three tabs: who gets a letter and on which day, who is left out and why, who is held out to measure the mailing. */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PreflightRow } from '../../../src/contract/mailing-views';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Input } from '../../shared/input';
import { foundRecipients, recipientKey, recipientsOf, type Which } from '../../shared/mailing/recipients';
import { Segmented } from '../../shared/segmented';
import { Table, type TableColumn } from '../../shared/table';
import type { Words } from '../../language/words';

/** Rows drawn at once; the rest come with a press, so that 5,000 recipients do not slow the page. Sorting and finding see them all. */
const pageSize = 100;

export interface RecipientsTableProps {
  readonly rows: readonly PreflightRow[];
  /** There are two subjects, so that each row names its own. */
  readonly hasB: boolean;
  readonly chosen: PreflightRow | undefined;
  /** Shows a recipient's letter. */
  readonly onShow: (row: PreflightRow) => void;
}

export function RecipientsTable({ rows, hasB, chosen, onShow }: RecipientsTableProps): JSX.Element {
  const { words } = usePage();
  const groups = useMemo(() => recipientsOf(rows), [rows]);
  const [which, setWhich] = useState<Which>(groups.go.length > 0 ? 'go' : 'skip');
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const shown = useMemo(() => foundRecipients(groups[which], typed), [groups, which, typed]);
  const columns = useMemo(() => columnsOf(which, hasB, words, onShow), [which, hasB, words, onShow]);
  return (
    <div class="column">
      <div class="preflight-tools">
        <Segmented label={words.say('preflight.which')} value={which} onChange={(next) => { setWhich(next); setLimit(pageSize); }} options={[
          { value: 'go', label: words.say('check.goTab', { count: groups.go.length }) },
          { value: 'skip', label: words.say('check.skipTab', { count: groups.skip.length }) },
          { value: 'held', label: words.say('check.heldTab', { count: groups.held.length }) },
        ]} />
        <Input label={words.say('preflight.find')} value={typed} onChange={(text) => { setTyped(text); setLimit(pageSize); }} />
      </div>
      {which === 'held' && groups.held.length > 0 && <p class="second">{words.say('preflight.heldWhat')}</p>}
      {shown.length === 0 ? <p class="second" role="status">{words.say(typed === '' ? emptyWords[which] : 'preflight.noneFound')}</p> : (
        <Table key={which} label={words.say('check.recipients')} columns={columns} items={shown} limit={limit} itemKey={recipientKey}
          chosenKey={chosen === undefined ? null : recipientKey(chosen)} maxHeight={380} sortLabel={(column) => words.say('preflight.sort', { column })} />
      )}
      {shown.length > limit && <Button onPress={() => setLimit(limit + pageSize)}>{words.say('check.more', { left: Math.min(pageSize, shown.length - limit) })}</Button>}
    </div>
  );
}

const emptyWords = { go: 'check.nobodyGoes', skip: 'check.nobodySkipped', held: 'check.nobodyHeld' } as const;

function columnsOf(which: Which, hasB: boolean, words: Words, onShow: (row: PreflightRow) => void): readonly TableColumn<PreflightRow>[] {
  const nameOf = (row: PreflightRow): string => (row.name === '' ? row.email : row.name);
  const client: TableColumn<PreflightRow> = {
    key: 'name', title: words.say('preflight.client'), sortBy: nameOf,
    cell: (row) => <Button kind="link" onPress={() => onShow(row)} label={words.say('preflight.show', { name: nameOf(row) })}>{nameOf(row)}</Button>,
  };
  const email: TableColumn<PreflightRow> = { key: 'email', title: words.say('preflight.email'), sortBy: (row) => row.email, cell: (row) => <span class="cell-text">{row.email}</span> };
  const subject: TableColumn<PreflightRow> = {
    key: 'subject', title: words.say('preflight.subject'), sortBy: (row) => (hasB ? row.variant : '') + row.subject,
    cell: (row) => <>{hasB && <><Badge letter={row.variant} word="" /> </>}{row.subject}</>,
  };
  if (which === 'go') {
    return [client, email, subject, { key: 'day', title: words.say('preflight.day'), sortBy: (row) => row.day ?? '', cell: (row) => <span class="cell-whole">{row.day === null ? words.say('preflight.goes') : words.day(row.day)}</span> }];
  }
  if (which === 'held') return [client, email, subject];
  return [client, email, { key: 'reason', title: words.say('preflight.reason'), sortBy: (row) => row.reason, cell: (row) => row.reason }];
}
