import type { Session } from './session';
export function connectFrame(_e: HTMLIFrameElement, _s: Session, _p: string, _r: (s: object) => void): () => void { return () => undefined; }
