/** Names of the measurements of `npm run bench`, in the order they run. */
export const MEASUREMENTS = ['start', 'recalculate', 'formula', 'desks', 'mailing', 'duckdb', 'models'] as const;

export type Measurement = (typeof MEASUREMENTS)[number];
