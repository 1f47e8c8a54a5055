/** What reading an orders sheet gives, and how it may be read. */
import type { Day } from '../calendar';
import type { IssueCode } from '../issue';
import type { OrderRow } from '../orders/order-row';
import type { DateReading } from './dates';
import type { NumberReading } from './numbers';
import type { ClientProfile } from './profiles';

/** One usable row with everything the Orders tab shows. */
export interface ImportedRow extends OrderRow {
  /** The client as shown; '' for a sale without a client. */
  readonly client: string;
  readonly quantity?: number;
  readonly priceMinor?: number;
  readonly product?: string;
  readonly manager?: string;
  readonly channel?: string;
  readonly paidDay?: Day;
  /** Where the date was written with a time. */
  readonly secondOfDay?: number;
}

/** What reading gave. */
export interface OrderTable {
  readonly rows: readonly ImportedRow[];
  /** Sorted by client key. */
  readonly profiles: readonly ClientProfile[];
  readonly dateReading: DateReading;
  readonly numberReading: NumberReading;
  readonly numericKeys: boolean;
  /** False for a list of dates and clients only. */
  readonly hasAmounts: boolean;
  readonly counts: {
    /** Rows under the header that hold anything. */
    readonly read: number;
    readonly used: number;
    readonly rejected: number;
    readonly empty: number;
    /** Rejected rows by the code of the first reason. */
    readonly rejectedBy: Readonly<Partial<Record<IssueCode, number>>>;
  };
}

/** How to read. */
export interface OrderTableOptions {
  readonly sheet?: string;
  readonly preferredDateOrder?: 'dmy' | 'mdy';
  readonly preferredDecimal?: ',' | '.';
  /** A date order the user chose in the dialog, stronger than what the cells say. */
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly decimal?: ',' | '.';
  /** Row index of grid[0] in the sheet, for places (default 0). */
  readonly firstRowIndex?: number;
  /** Row indexes in the file of the rows under the header, where they do not follow each other. */
  readonly rowIndexes?: readonly number[];
  /** How the whole column was read, where the grid is a part of it. */
  readonly numericKeys?: boolean;
  readonly hasAmounts?: boolean;
}
