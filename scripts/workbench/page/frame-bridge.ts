/** The host's end of google.script in a frame: calls go to the host, outcomes come back, and only this frame is listened to. */
import type { ClientMessage, HostMessage } from '../runtime/client/protocol';
import type { Session } from './session';

/** Another size a dialog asked for. */
export interface AskedSize {
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** Connects the frame of an open page; returns the function that disconnects it. */
export function connectFrame(frame: HTMLIFrameElement, session: Session, pageId: string, resized: (size: AskedSize) => void): () => void {
  const answer = (message: HostMessage): void => frame.contentWindow?.postMessage(message, '*');

  const call = async (message: ClientMessage & { readonly type: 'google.script.run' }): Promise<void> => {
    const outcome = await session.workbench.rpc(pageId, message.functionName, message.args);
    answer({ type: 'google.script.outcome', pageId, callId: message.callId, ...outcome });
    session.changed();
  };

  const act = (message: ClientMessage & { readonly type: 'google.script.host' }): void => {
    switch (message.action) {
      case 'close':
        session.workbench.closePage(pageId);
        break;
      case 'editor.focus':
        session.grid.focus();
        break;
      case 'setWidth':
        resized({ widthPx: message.pixels });
        break;
      case 'setHeight':
        resized({ heightPx: message.pixels });
        break;
    }
  };

  const receive = (event: MessageEvent<ClientMessage | undefined>): void => {
    if (event.source === null || event.source !== frame.contentWindow || event.data?.pageId !== pageId) return;
    if (event.data.type === 'google.script.run') void call(event.data);
    else act(event.data);
  };
  window.addEventListener('message', receive);
  return () => window.removeEventListener('message', receive);
}
