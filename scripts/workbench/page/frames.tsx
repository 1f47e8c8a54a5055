/** Frames for the pages a script shows: no rights of the workbench, their google.script calls bridged to the host. */
import { useEffect, useRef } from 'preact/hooks';
import type { OpenPage } from '../runtime/window';
import type { Session } from './session';
import { connectFrame, type AskedSize } from './frame-bridge';

/** As Google's own frames, but without the origin of the page around: a script's page never touches the workbench. */
const SANDBOX = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';

export interface PageFrameProps {
  readonly session: Session;
  readonly page: OpenPage;
  /** Name for screen readers. */
  readonly label: string;
  /** The page asked for another size (dialogs only). */
  readonly onResize?: (size: AskedSize) => void;
}

/** Shows one page; made anew when another page takes its place. */
export function PageFrame({ session, page, label, onResize }: PageFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const disconnect = connectFrame(element, session, page.id, onResize ?? (() => undefined));
    // An address of its own, as in Google: the half megabyte as an attribute would be copied by whatever reads the element.
    const address = URL.createObjectURL(new Blob([session.workbench.pageHtml(page.id)], { type: 'text/html;charset=utf-8' }));
    element.src = address;
    return () => {
      disconnect();
      URL.revokeObjectURL(address);
    };
  }, [page.id]);
  return <iframe ref={frame} class="page-frame" title={label} sandbox={SANDBOX} data-page={page.id} />;
}
