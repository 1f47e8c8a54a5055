/** A notice: what happened and what to do. Errors are read out at once, the rest when the reader pauses. */
import type { ComponentChildren, JSX } from 'preact';

export interface NoticeProps {
  readonly kind: 'info' | 'good' | 'warning' | 'error';
  readonly title?: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}

export function Notice({ kind, title, children, action }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {title !== undefined && title !== '' && <p class="notice-title">{title}</p>}
      {children}
      {action !== undefined && action !== null && action !== false && <div class="notice-action line">{action}</div>}
    </div>
  );
}
