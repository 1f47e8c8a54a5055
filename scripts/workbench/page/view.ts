/** Redraws a component when the session has changed. */
import { useEffect, useState } from 'preact/hooks';
import type { Session } from './session';

/** Subscribes the component to the session. */
export function useSession(session: Session): void {
  const [, redraw] = useState(0);
  useEffect(() => session.subscribe(() => redraw((count) => count + 1)), [session]);
}
