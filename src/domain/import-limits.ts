/** Limits of a spreadsheet that an import must respect. */

/** Longest text of one cell. */
export const GREATEST_CELL_LENGTH = 50_000;

/** Most cells of one spreadsheet. */
export const GREATEST_CELL_COUNT = 10_000_000;
