/** "Turn this sheet into a client base" and "Check and repair": what the pages show and what they send back. */
import type { Language } from './base-views';
import type { IssueView } from './issue-view';

/**
 * What a sheet holds: `orders` – one row an order (or an order line); `clients` – one row a client; `wide` – one row a client with the day of his
 * last order and his sums; `other` – nothing of these, the sheet stays as it is.
 */
export type SheetKind = 'orders' | 'clients' | 'wide' | 'other';

/** A kind that a sheet can be taken as. */
export type TakenKind = Exclude<SheetKind, 'other'>;

/** A field a column may be given. `key` goes back in the request, `title` is shown; a column may stand for one field, a field in one column. */
export type FieldChoice = { readonly key: string; readonly title: string; readonly needed: boolean };

/** A row offered as the header: its number as the owner sees it and its first texts. */
export type HeaderChoice = { readonly rowNumber: number; readonly texts: readonly string[] };

/**
 * One column of a sheet. `title` is the header's text ('' where it has none; two header rows are joined), `letter` is the column's letter.
 * `field` is the proposed field or null; `confidence` 0…1: 0.9 and more = header and content agree, 0.5…0.9 = one of them, below = a guess.
 * `samples` are up to three different values as people read them (dates in the reader's language).
 */
export type ColumnProposal = {
  readonly columnIndex: number;
  readonly letter: string;
  readonly title: string;
  readonly field: string | null;
  readonly confidence: number;
  readonly samples: readonly string[];
};

/**
 * What a sheet is taken for. `confidence` 0…1 is that of the kind. `headerRowNumber` is the number of the (lower) header row, null when none was
 * found; `headerRows` is 2 when the row above belongs to the header. `rowCount` counts filled rows under the header without totals, `totalRows` the
 * totals rows that are left out. `missing` are fields the kind cannot do without that no column was found for. `suggested` = tick it at first.
 */
export type SheetProposal = {
  readonly sheetId: number;
  readonly name: string;
  readonly kind: SheetKind;
  readonly confidence: number;
  readonly headerRowNumber: number | null;
  readonly headerRows: 1 | 2;
  readonly headerChoices: readonly HeaderChoice[];
  readonly rowCount: number;
  readonly totalRows: number;
  readonly columns: readonly ColumnProposal[];
  readonly missing: readonly FieldChoice[];
  readonly suggested: boolean;
  readonly issues: readonly IssueView[];
};

/**
 * The spreadsheet before set-up. `isBase`: it is a client base already (set-up would only repair it). `empty`: nothing stands in any sheet.
 * `unfinished`: a set-up was left before its end. `fields` are the lists to choose from by kind; `other` has none.
 */
export type SetUpLook = {
  readonly isBase: boolean;
  readonly unfinished: UnfinishedSetUp | null;
  readonly empty: boolean;
  readonly spreadsheetName: string;
  readonly sheets: readonly SheetProposal[];
  readonly fields: { readonly [Kind in SheetKind]: readonly FieldChoice[] };
};

/** A set-up that was left: sent again, `request` goes on with it; null where it was being taken back. `journal.undo` with `actionId` takes it back. */
export type UnfinishedSetUp = { readonly actionId: string; readonly request: SetUpRequest | null };

/** A sheet as the owner decided: `columns` gives the 0-based column of each field key. At most one sheet is orders, at most one clients or wide. */
export type ChosenSheet = {
  readonly sheetId: number;
  readonly kind: TakenKind;
  readonly headerRowNumber: number;
  readonly headerRows: 1 | 2;
  readonly columns: { readonly [field: string]: number };
};

/** The order to set up; no sheets = a blank base. Sent again, it goes on with what was begun. */
export type SetUpRequest = { readonly language: Language; readonly sheets: readonly ChosenSheet[] };

/** A sheet that became a tab of the base in place. */
export type TakenSheet = {
  readonly name: string;
  readonly kind: TakenKind;
  readonly rows: number;
  /** Titles of the owner's columns that are known now. */
  readonly columnsKnown: readonly string[];
  /** Titles of columns that were added to the right. */
  readonly columnsAdded: readonly string[];
};

/**
 * What set-up did. `created` are names of tabs made beside the owner's; `remarks` are sentences worth reading (by what clients are known, what a wide
 * sheet cannot tell). `actionId` names the action in the journal (null for a base that stood before). The next step is `segments.recalculate`,
 * which derives clients from orders; `recalculate` says whether there is anything to count.
 */
export type SetUpDone = {
  readonly language: Language;
  readonly taken: readonly TakenSheet[];
  readonly created: readonly string[];
  readonly remarks: readonly string[];
  readonly actionId: string | null;
  readonly recalculate: boolean;
  readonly issues: readonly IssueView[];
};

/**
 * How far a set-up is: `done` of `all` tabs and sheets, then comes `next` (`isOwn`: a sheet of the owner). Without a `report` the same request is to be
 * sent again. `journal.undo` with `actionId` takes back what was made so far, also before there is a base; null for a base that stood before.
 */
export type SetUpStep = {
  readonly actionId: string | null;
  readonly done: number;
  readonly all: number;
  readonly next: { readonly name: string; readonly isOwn: boolean } | null;
  readonly report: SetUpDone | null;
};

/** What can be wrong with a base. */
export type FindingKind = 'tab' | 'column' | 'mark' | 'setting' | 'validation' | 'protection' | 'format' | 'rules' | 'trigger';

/** One finding in words; `sheet` is the tab it speaks of, null when it speaks of the whole base. `canRepair` false: the text says what to do by hand. */
export type RepairFinding = { readonly kind: FindingKind; readonly text: string; readonly sheet: string | null; readonly canRepair: boolean };

/** What a check found; no findings = everything is in order, and `checked` says in words what was looked at. */
export type RepairLook = { readonly findings: readonly RepairFinding[]; readonly checked: readonly string[]; readonly issues: readonly IssueView[] };

/** What a repair put back, and what is left for the owner. `actionId` names the action in the journal, null when nothing had to be done. */
export type RepairReport = {
  readonly repaired: readonly RepairFinding[];
  readonly left: readonly RepairFinding[];
  readonly actionId: string | null;
  readonly text: string;
  readonly issues: readonly IssueView[];
};
