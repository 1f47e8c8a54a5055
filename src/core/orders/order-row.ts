/** One line of an orders sheet that could be read (METHODS §0). */
import type { Day } from '../calendar';

/** A typed order row. */
export interface OrderRow {
  /** 0-based row in the sheet or range, for messages. */
  readonly rowIndex: number;
  /** Normalised client key (table/client-key), null for sales without a client. */
  readonly clientKey: string | null;
  readonly day: Day;
  /** Minor units; null only where no row of the list has an amount. */
  readonly amountMinor: number | null;
  readonly order?: string;
  readonly costMinor?: number;
  /** false = not paid yet; absent = no paid column, counts as paid. */
  readonly paid?: boolean;
}
