/** Limits of a spreadsheet that an import must respect. */

/** Longest text of one cell. */
export const GREATEST_CELL_LENGTH = 50_000;
