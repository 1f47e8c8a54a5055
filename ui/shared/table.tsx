/** A table with a head that stays in sight; a column may sort by a press on its title. */
import type { ComponentChildren, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';

export interface TableColumn<Item> {
  readonly key: string;
  readonly title: string;
  readonly number?: boolean;
  readonly cell: (item: Item) => ComponentChildren;
  /** Value to sort by; without it the column does not sort. */
  readonly sortBy?: (item: Item) => string | number;
}

export interface TableProps<Item> {
  readonly label: string;
  readonly columns: readonly TableColumn<Item>[];
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  readonly chosenKey?: string | null;
  readonly maxHeight?: number;
  /** Rows drawn at most; sorting sees them all. */
  readonly limit?: number;
  /** The first column stays in sight while the others scroll. */
  readonly held?: boolean;
  readonly sortLabel: (title: string) => string;
}

interface Order { readonly key: string; readonly falling: boolean }

/** The items in the order asked; equal ones keep their places, an unknown column changes nothing. */
export function sortedItems<Item>(items: readonly Item[], columns: readonly TableColumn<Item>[], order: Order | null): readonly Item[] {
  const sortBy = order === null ? undefined : columns.find((column) => column.key === order.key)?.sortBy;
  if (sortBy === undefined || order === null) return items;
  const sign = order.falling ? -1 : 1;
  return [...items].sort((left, right) => {
    const a = sortBy(left);
    const b = sortBy(right);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b));
  });
}

export function Table<Item>({ label, columns, items, itemKey, chosenKey = null, maxHeight, limit, held = false, sortLabel }: TableProps<Item>): JSX.Element {
  const [order, setOrder] = useState<Order | null>(null);
  const sorted = useMemo(() => sortedItems(items, columns, order), [items, columns, order]);
  const toggle = (key: string): void => setOrder((now) => (now?.key === key ? { key, falling: !now.falling } : { key, falling: false }));
  return (
    <div class={held ? 'table-frame table-held' : 'table-frame'} style={maxHeight === undefined ? undefined : { maxHeight: `${maxHeight}px` }} tabIndex={0} role="region" aria-label={label}>
      <table class="table">
        <thead>
          <tr>
            {columns.map((column) => {
              const sort = order?.key === column.key ? (order.falling ? 'descending' : 'ascending') : undefined;
              return (
                <th key={column.key} scope="col" class={column.number === true ? 'number' : undefined} aria-sort={sort}>
                  {column.sortBy === undefined ? column.title : (
                    <button type="button" class="button button-link" aria-label={sortLabel(column.title)} onClick={() => toggle(column.key)}>
                      {column.title}<span aria-hidden="true">{sort === undefined ? ' ↕' : sort === 'ascending' ? ' ↑' : ' ↓'}</span>
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {(limit === undefined ? sorted : sorted.slice(0, limit)).map((item) => (
            <tr key={itemKey(item)} aria-selected={chosenKey !== null && itemKey(item) === chosenKey ? true : undefined}>
              {columns.map((column, index) => (index === 0
                ? <th key={column.key} scope="row" class={column.number === true ? 'number' : undefined}>{column.cell(item)}</th>
                : <td key={column.key} class={column.number === true ? 'number' : undefined}>{column.cell(item)}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
