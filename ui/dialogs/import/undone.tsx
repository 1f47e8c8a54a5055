/** What taking an import back did, and what stays because it was changed by hand since. */
import type { JSX } from 'preact';
import type { UndoReport } from '../../../src/contract/journal-views';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';

export function Undone({ report }: { readonly report: UndoReport }): JSX.Element {
  const { words } = usePage();
  return (
    <>
      <Issues issues={report.issues} />
      <Notice kind="good" title={words.say('import.undone')}>
        <p>{report.text}</p>
        {report.keptPlaces.length > 0 && (
          <ul class="notice-list">
            {report.keptPlaces.map((place) => (
              <li key={`${place.sheet} ${place.rowNumber} ${place.column ?? ''}`}>
                {words.say(place.column === null ? 'journal.keptRow' : 'journal.keptCell', { sheet: place.sheet, row: String(place.rowNumber), column: place.column ?? '' })}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </>
  );
}
