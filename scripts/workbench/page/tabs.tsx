/** A row of tabs: arrow keys move, the chosen one is underlined. */

export interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly caption: string; readonly count?: number }[];
  readonly active: Key;
  readonly onChange: (key: Key) => void;
  /** Id of the element the tabs fill. */
  readonly controls: string;
}

export function Tabs<Key extends string>({ label, tabs, active, onChange, controls }: TabsProps<Key>) {
  const step = (element: HTMLElement, by: number): void => {
    const index = tabs.findIndex((tab) => tab.key === active);
    const nextIndex = (index + by + tabs.length) % tabs.length;
    const next = tabs[nextIndex];
    if (next === undefined) return;
    onChange(next.key);
    (element.children[nextIndex] as HTMLElement | undefined)?.focus();
  };
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(event.currentTarget, 1);
        else if (event.key === 'ArrowLeft') step(event.currentTarget, -1);
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab.key === active}
          aria-controls={controls}
          tabIndex={tab.key === active ? 0 : -1}
          onClick={() => onChange(tab.key)}
        >
          {tab.caption}
          {tab.count !== undefined && tab.count > 0 && <span class="tab-count">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
