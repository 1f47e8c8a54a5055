/** The strip at the bottom with the workbench's own sections, and the panel that opens above it. */
import { useEffect, useRef } from 'preact/hooks';
import { ClockPanel } from './clock';
import { ExecutionsPanel } from './executions';
import { CloseIcon } from './icons';
import { useSpeech } from './language';
import { MailboxPanel } from './mailbox';
import type { Section, Session } from './session';
import { SettingsPanel } from './settings';
import { useSession } from './view';

const SECTIONS: readonly Section[] = ['mailbox', 'executions', 'clock', 'settings'];
const LEAST_HEIGHT_PX = 160;

export function Panel({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts, moment } = useSpeech();
  const { section } = session;
  const height = Math.min(session.settings.panelHeightPx, Math.round(window.innerHeight * 0.7));
  useEffect(() => session.grid.resized(), [section === null, height]);

  const badges: Readonly<Record<Section, string>> = {
    mailbox: session.unreadCount === 0 ? '' : String(session.unreadCount),
    executions: session.failedCount === 0 ? '' : String(session.failedCount),
    clock: moment(session.workbench.clock.now(), session.book?.timeZone ?? 'Etc/GMT'),
    settings: '',
  };

  return (
    <section class="panel" aria-label={texts.panels}>
      {section !== null && (
        <>
          <HeightHandle session={session} height={height} />
          <div class="panel-content" id="panel-content" role="region" aria-label={texts[section]} style={{ height: `${height}px` }}>
            {section === 'mailbox' && <MailboxPanel session={session} />}
            {section === 'executions' && <ExecutionsPanel session={session} />}
            {section === 'clock' && <ClockPanel session={session} />}
            {section === 'settings' && <SettingsPanel session={session} />}
          </div>
        </>
      )}
      <nav class="panel-strip" aria-label={texts.workbench}>
        {SECTIONS.map((name) => (
          <button
            key={name}
            type="button"
            class="panel-tab"
            aria-expanded={section === name}
            {...(section === name ? { 'aria-controls': 'panel-content' } : {})}
            onClick={() => session.open(section === name ? null : name)}
          >
            {texts[name]}
            {badges[name] !== '' && <span class={`panel-badge panel-badge-${name}`}>{badges[name]}</span>}
          </button>
        ))}
        <span class="panel-space" />
        {session.superseded && (
          <span class="panel-warning" role="alert">
            {texts.superseded}{' '}
            <button type="button" class="link" onClick={() => location.reload()}>
              {texts.useHere}
            </button>
          </span>
        )}
        {!session.connected && <span class="panel-warning" role="alert">{texts.serverLost}</span>}
        {section !== null && (
          <button type="button" class="icon-button" aria-label={texts.closeNamed(texts[section])} onClick={() => session.open(null)}>
            <CloseIcon />
          </button>
        )}
      </nav>
    </section>
  );
}

/** The upper edge: dragged by mouse, moved by the arrow keys. */
function HeightHandle({ session, height }: { readonly session: Session; readonly height: number }) {
  const { texts } = useSpeech();
  const drag = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const most = Math.round(window.innerHeight * 0.7);
  const set = (next: number): void => session.set({ panelHeightPx: Math.max(LEAST_HEIGHT_PX, Math.min(most, Math.round(next))) });
  return (
    <div
      class="panel-handle"
      role="separator"
      aria-orientation="horizontal"
      aria-label={texts.panelHeight}
      aria-valuenow={height}
      aria-valuemin={LEAST_HEIGHT_PX}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => {
        drag.current = { y: event.clientY, height };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => drag.current !== null && set(drag.current.height + drag.current.y - event.clientY)}
      onPointerUp={() => (drag.current = null)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp') set(height + 24);
        else if (event.key === 'ArrowDown') set(height - 24);
        else return;
        event.preventDefault();
      }}
    />
  );
}
