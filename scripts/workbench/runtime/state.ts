/** State that services keep on the host between executions and that snapshots carry. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Describes one service's state: how it is made, saved to JSON and loaded again. Keys are unique names ('properties', 'cache'). */
export interface StateSlot<T> {
  readonly key: string;
  create(): T;
  /** The result must not change with the state afterwards: a snapshot is kept. */
  save(state: T): Json;
  /** The state must not change what it was loaded from. */
  load(saved: Json): T;
}
