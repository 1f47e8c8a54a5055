/** The toolbar of the editor: one stop for Tab, arrow keys move inside it, as screen readers expect of a toolbar. */
import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** A button of the toolbar. `pressed` undefined: it does something once; else it is a state. */
export interface Tool {
  readonly name: string;
  readonly label: string;
  readonly show: ComponentChildren;
  readonly pressed?: boolean;
  /** Opens a form under the toolbar. */
  readonly expanded?: boolean;
  readonly wide?: boolean;
  readonly run: () => void;
}

export function Toolbar({ label, controls, groups, onEscape }: { readonly label: string; readonly controls: string; readonly groups: readonly (readonly Tool[])[]; readonly onEscape: () => void }): JSX.Element {
  const [current, setCurrent] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = event.key === 'ArrowRight' ? (current + 1) % count : event.key === 'ArrowLeft' ? (current + count - 1) % count : event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : -1;
    if (event.key === 'Escape') { event.preventDefault(); onEscape(); }
    if (next < 0) return;
    event.preventDefault();
    setCurrent(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  let index = -1;
  return (
    <div ref={bar} class="tools" role="toolbar" aria-label={label} aria-controls={controls} onKeyDown={onKeyDown}>
      {groups.map((group) => (
        <div key={group[0]?.name} class="tool-group" role="group">
          {group.map((tool) => {
            index += 1;
            const own = index;
            return (
              <button key={tool.name} type="button" class={tool.wide === true ? 'tool tool-wide' : 'tool'} data-tool={tool.name} aria-label={tool.wide === true ? undefined : tool.label} title={tool.label}
                aria-pressed={tool.pressed} aria-expanded={tool.expanded} tabIndex={own === current ? 0 : -1}
                onMouseDown={(event) => event.preventDefault()} onFocus={() => setCurrent(own)} onClick={tool.run}>
                {tool.show}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
