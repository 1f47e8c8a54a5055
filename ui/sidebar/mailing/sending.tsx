/** The sending of one mailing in the sidebar. */
import type { JSX } from 'preact';
import { SendingPanel } from '../../shared/mailing/sending';
import type { ViewProps } from '../sidebar';

export function Sending({ mailingId, start, go }: ViewProps & { readonly mailingId: string; readonly start: boolean }): JSX.Element {
  return <SendingPanel mailingId={mailingId} start={start} onLetters={() => go({ view: 'letters', mailingId })} onResults={() => go({ view: 'result', mailingId })} />;
}
