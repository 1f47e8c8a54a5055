/** The first step: every sheet with what it is taken for; under it the columns of those that become part of the base. */
import type { JSX } from 'preact';
import type { SetUpLook, SheetKind } from '../../../src/contract/set-up-views';
import type { WordKey } from '../../language/ru';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Placeholder } from '../../shared/placeholder';
import { isComplete, missingFields, takenSheets, type FieldLists, type SheetDraft } from './draft';
import { SheetColumns } from './sheet-columns';
import { Sureness } from './sureness';

/** What may be done with a sheet, in words. */
const kindWords: Readonly<Record<SheetKind, WordKey>> = { orders: 'setUp.orders', clients: 'setUp.clients', wide: 'setUp.wide', other: 'setUp.other' };
const kinds: readonly SheetKind[] = ['orders', 'clients', 'wide', 'other'];

export interface SheetsStepProps {
  readonly look: SetUpLook;
  readonly drafts: readonly SheetDraft[];
  /** The sheet that is being read again. */
  readonly reading: number | null;
  readonly onKind: (draft: SheetDraft, kind: SheetKind) => void;
  readonly onHeader: (draft: SheetDraft, rowNumber: number) => void;
  readonly onField: (draft: SheetDraft, columnIndex: number, field: string) => void;
  readonly onNext: () => void;
}

export function SheetsStep({ look, drafts, reading, onKind, onHeader, onField, onNext }: SheetsStepProps): JSX.Element {
  const { words, close } = usePage();
  const taken = takenSheets(drafts);
  return (
    <>
      <section class="section" aria-labelledby="sheets">
        <h2 id="sheets">{words.say('setUp.sheets')}</h2>
        <p class="second">{words.say('setUp.sheetsWhat')}</p>
        <div class="table-frame" tabIndex={0} role="group" aria-label={words.say('setUp.sheets')}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.say('setUp.sheet')}</th>
                <th scope="col" class="number">{words.say('setUp.rows')}</th>
                <th scope="col">{words.say('setUp.isWhat')}</th>
                <th scope="col">{words.say('setUp.sure')}</th>
              </tr>
            </thead>
            <tbody>
              {drafts.map((draft) => (
                <tr key={draft.proposal.sheetId}>
                  <th scope="row" class="column-name">{draft.proposal.name}</th>
                  <td class="number">{words.number(draft.proposal.rowCount)}</td>
                  <td class="column-use">
                    <select class="control" aria-label={words.say('setUp.kindOf', { name: draft.proposal.name })} value={draft.kind} disabled={reading !== null}
                      onChange={(event) => onKind(draft, event.currentTarget.value as SheetKind)}>
                      {kinds.map((kind) => <option key={kind} value={kind}>{words.say(kindWords[kind])}</option>)}
                    </select>
                  </td>
                  <td class="column-sure">{draft.kind !== 'other' && <Sureness corrected={draft.byOwner} confidence={draft.proposal.confidence} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {taken.length === 0 && <Notice kind="info" title={words.say('setUp.noneTaken')}><p>{words.say('setUp.noneTakenWhat')}</p></Notice>}
      {taken.map((draft) => (
        <section key={draft.proposal.sheetId} class="section" aria-labelledby={`sheet-${draft.proposal.sheetId}`}>
          <h2 id={`sheet-${draft.proposal.sheetId}`}>{words.say('setUp.columnsOf', { name: draft.proposal.name })}</h2>
          {reading === draft.proposal.sheetId ? <Placeholder lines={6} label={words.say('page.loading')} /> : (
            <>
              <SheetColumns draft={draft} fields={look.fields[draft.kind]} disabled={reading !== null} onHeader={onHeader} onField={onField} />
              <Missing draft={draft} fields={look.fields} />
              <Issues issues={draft.proposal.issues} />
            </>
          )}
        </section>
      ))}
      <div class="dialog-foot">
        <Button apart onPress={close}>{words.say('action.close')}</Button>
        <Button kind="primary" disabled={reading !== null || !isComplete(drafts, look.fields)} onPress={onNext}>{words.say('setUp.next')}</Button>
      </div>
    </>
  );
}

function Missing({ draft, fields }: { readonly draft: SheetDraft; readonly fields: FieldLists }): JSX.Element | null {
  const { words } = usePage();
  const missing = missingFields(draft, fields);
  if (missing.length === 0) return null;
  return (
    <Notice kind="warning" title={words.say('setUp.missing', { fields: missing.map(({ title }) => title).join(', ') })}>
      <p>{words.say('setUp.missingWhat')}</p>
      {missing.some(({ key }) => key === 'client') && <p>{words.say('setUp.missingWho')}</p>}
    </Notice>
  );
}
