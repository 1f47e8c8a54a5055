/** Adds up the previews of the chunks of one file. */
import type { ImportExample, ImportPreview, RejectedRows } from './import-views';

/** Examples of each outcome kept of all chunks. */
export const EXAMPLES_SHOWN = 5;
const ROW_NUMBERS_SHOWN = 10;

/** Both previews as one. Clients that come in several chunks count once, as do equal issues and questions. */
export function joinPreviews(former: ImportPreview, more: ImportPreview): ImportPreview {
  const clientsNew = [...new Set([...former.clientsNew, ...more.clientsNew])];
  return {
    rowsRead: former.rowsRead + more.rowsRead,
    rowsNew: former.rowsNew + more.rowsNew,
    rowsChanged: former.rowsChanged + more.rowsChanged,
    rowsUnchanged: former.rowsUnchanged + more.rowsUnchanged,
    rowsRefused: former.rowsRefused + more.rowsRefused,
    refused: joinRefused(former.refused, more.refused),
    clientsNew,
    clientsChanged: [...new Set([...former.clientsChanged, ...more.clientsChanged])],
    examples: joinExamples(former.examples, more.examples),
    questions: firstOf([...former.questions, ...more.questions], ({ client }) => client),
    issues: firstOf([...former.issues, ...more.issues], ({ text }) => text),
  };
}

/** Reasons joined by code: counts are added, the first text and the first row numbers are kept. */
export function joinRefused<Row extends RejectedRows>(former: readonly Row[], more: readonly Row[]): Row[] {
  const result = new Map(former.map((entry) => [entry.code, entry]));
  for (const entry of more) {
    const known = result.get(entry.code);
    result.set(entry.code, known === undefined ? entry : { ...known, count: known.count + entry.count, rowNumbers: [...known.rowNumbers, ...entry.rowNumbers].slice(0, ROW_NUMBERS_SHOWN) });
  }
  return [...result.values()];
}

function joinExamples(former: readonly ImportExample[], more: readonly ImportExample[]): ImportExample[] {
  const counts = new Map<string, number>();
  return [...former, ...more].filter(({ outcome }) => {
    const count = (counts.get(outcome) ?? 0) + 1;
    counts.set(outcome, count);
    return count <= EXAMPLES_SHOWN;
  });
}

function firstOf<T>(list: readonly T[], keyOf: (entry: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((entry) => {
    const key = keyOf(entry);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
