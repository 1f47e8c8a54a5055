/** The menu bar: menus that open below their names, submenus beside, worked by mouse or arrow keys as in any desktop program. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

/** A line of a menu. */
export type MenuLine =
  | { readonly kind: 'action'; readonly caption: string; readonly run: () => void; readonly disabled?: boolean }
  | { readonly kind: 'submenu'; readonly caption: string; readonly lines: readonly MenuLine[] }
  | { readonly kind: 'note'; readonly caption: string }
  | { readonly kind: 'separator' };

/** A menu of the bar. */
export interface BarMenu {
  readonly caption: string;
  readonly lines: readonly MenuLine[];
}

/** The bar with its menus. */
export function MenuBar({ label, menus }: { readonly label: string; readonly menus: readonly BarMenu[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (open === null) return undefined;
    const outside = (event: Event): void => {
      if (!(event.target instanceof Node) || bar.current?.contains(event.target) !== true) setOpen(null);
    };
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('blur', outside);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('blur', outside);
    };
  }, [open]);

  const tops = (): HTMLElement[] => [...(bar.current?.querySelectorAll<HTMLElement>(':scope > div > .menu-top') ?? [])];
  const step = (from: EventTarget | null, by: number): void => {
    const all = tops();
    const index = all.findIndex((top) => top === from || top.parentElement?.contains(from as Node) === true);
    const next = all[(index + by + all.length) % all.length];
    next?.focus();
    if (open !== null && next !== undefined) setOpen(next.dataset['caption'] ?? null);
  };

  return (
    <div
      class="menu-bar"
      role="menubar"
      aria-label={label}
      ref={bar}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(event.target, 1);
        else if (event.key === 'ArrowLeft') step(event.target, -1);
        else if (event.key === 'Escape' && open !== null) {
          const caption = open;
          setOpen(null);
          tops().find((top) => top.dataset['caption'] === caption)?.focus();
        } else if (event.key === 'Tab') setOpen(null);
        else return;
        if (event.key !== 'Tab') event.preventDefault();
      }}
    >
      {menus.map((menu, index) => (
        <div key={menu.caption} role="none">
          <button
            type="button"
            class="menu-top"
            role="menuitem"
            aria-haspopup="menu"
            aria-expanded={open === menu.caption}
            tabIndex={index === 0 ? 0 : -1}
            data-caption={menu.caption}
            onClick={() => setOpen(open === menu.caption ? null : menu.caption)}
            onPointerEnter={() => open !== null && setOpen(menu.caption)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              setOpen(menu.caption);
            }}
          >
            {menu.caption}
          </button>
          {open === menu.caption && <MenuList label={menu.caption} lines={menu.lines} done={() => setOpen(null)} />}
        </div>
      ))}
    </div>
  );
}

interface MenuListProps {
  readonly label: string;
  readonly lines: readonly MenuLine[];
  /** Closes the whole menu. */
  readonly done: () => void;
  readonly beside?: boolean;
}

function MenuList({ label, lines, done, beside = false }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [openSubmenu, setOpenSubmenu] = useState<number | null>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>(':scope > .menu-line, :scope > div > .menu-line') ?? [])];
  useLayoutEffect(() => items()[0]?.focus(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const index = all.indexOf(document.activeElement as HTMLElement);
    if (index < 0) return;
    if (event.key === 'ArrowDown') all[(index + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all[(index - 1 + all.length) % all.length]?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else if (event.key === 'ArrowRight' && all[index]?.getAttribute('aria-haspopup') === 'menu') all[index]?.click();
    else if (event.key === 'ArrowLeft' && beside) {
      const parent = list.current?.parentElement?.querySelector<HTMLElement>('.menu-line');
      parent?.focus();
      parent?.click();
    } else if (event.key.length === 1 && /\p{L}/u.test(event.key)) {
      const rest = [...all.slice(index + 1), ...all.slice(0, index + 1)];
      rest.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class={beside ? 'menu-list menu-list-beside' : 'menu-list'} role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {lines.map((line, index) => {
        switch (line.kind) {
          case 'separator':
            return <div key={index} class="menu-separator" role="separator" />;
          case 'note':
            return <MenuItem key={index} caption={line.caption} disabled />;
          case 'action':
            return (
              <MenuItem
                key={index}
                caption={line.caption}
                disabled={line.disabled ?? false}
                onEnter={() => setOpenSubmenu(null)}
                run={() => {
                  done();
                  line.run();
                }}
              />
            );
          case 'submenu':
            return (
              <div key={index} role="none" class="menu-branch">
                <MenuItem
                  caption={line.caption}
                  expanded={openSubmenu === index}
                  run={() => setOpenSubmenu(openSubmenu === index ? null : index)}
                  onEnter={() => setOpenSubmenu(index)}
                >
                  <span class="menu-arrow" aria-hidden="true">›</span>
                </MenuItem>
                {openSubmenu === index && <MenuList label={line.caption} lines={line.lines} done={done} beside />}
              </div>
            );
        }
      })}
    </div>
  );
}

interface MenuItemProps {
  readonly caption: string;
  readonly disabled?: boolean;
  /** Given for items that open a submenu. */
  readonly expanded?: boolean;
  readonly run?: () => void;
  readonly onEnter?: () => void;
  readonly children?: ComponentChildren;
}

function MenuItem({ caption, disabled = false, expanded, run, onEnter, children }: MenuItemProps) {
  return (
    <button
      type="button"
      class="menu-line"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={disabled}
      {...(expanded === undefined ? {} : { 'aria-haspopup': 'menu' as const, 'aria-expanded': expanded })}
      onClick={() => !disabled && run?.()}
      onPointerEnter={() => onEnter?.()}
    >
      <span>{caption}</span>
      {children}
    </button>
  );
}
