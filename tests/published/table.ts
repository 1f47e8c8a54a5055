/** Renders tests/published/README.md: every published figure beside ours. */
import type { PublishedCheck, PublishedValue } from './published';
import { differences, setFolder } from './published';

const INTRODUCTION = `# Results published by others

Each row is a test of \`published.test.ts\`: the value that others published, ours, and the largest distance allowed. A set is looked for in
\`tests/fixtures\`, then in the folder that the variable \`CLIENTURA_DATA\` names, then in \`../shared/data\` beside the repository; the licence of
some sets does not allow a copy here. Rows of sets that are absent are neither compared nor written anew.

This file is rendered; \`WRITE_TABLE=yes npm test -- tests/published\` writes it.

| set | source | figure | published | ours | tolerance |
|---|---|---|---|---|---|
`;

const MOST_SHOWN = 13;

/** The whole text; rows of absent sets are taken over from the text as it is now. */
export function renderPublished(checks: readonly PublishedCheck[], textNow: string): string {
  const lines = checks.map((check) => {
    if (setFolder(check.set) !== null) return rowOf(check);
    return textNow.split('\n').find((line) => line.startsWith(rowStart(check))) ?? null;
  });
  return `${INTRODUCTION}${lines.filter((line) => line !== null).join('\n')}\n`;
}

function rowStart({ set, source, figure }: PublishedCheck): string {
  return `| ${set} | ${cell(`${source.author}: ${source.work}, ${source.table}`)} | ${cell(figure)} |`;
}

function rowOf(check: PublishedCheck): string {
  const { tolerance, note } = check;
  const expected = check.expected();
  const ours = check.ours();
  const published = check.printed ?? expected;
  const sizes = sizeOf(expected);
  const isShown = sizes <= MOST_SHOWN;
  const left = differences(expected, ours, tolerance).length;
  const oursText = isShown ? shown(ours, tolerance) : left === 0 ? `all ${sizes} ${tolerance === 0 ? 'equal' : 'within the tolerance'}` : `${left} of ${sizes} differ`;
  const publishedText = isShown || check.printed !== undefined ? shown(published, tolerance) : `${sizes} values`;
  const noted = note === undefined ? '' : ` (${note})`;
  return `${rowStart(check)} ${cell(publishedText)}${cell(noted)} | ${cell(oursText)} | ${tolerance} |`;
}

function sizeOf(value: PublishedValue): number {
  return Array.isArray(value) ? value.reduce<number>((sum, part: PublishedValue) => sum + sizeOf(part), 0) : 1;
}

/** One decimal more than the tolerance has, so that a reader sees how close it is. */
function shown(value: PublishedValue, tolerance: number): string {
  if (Array.isArray(value)) return value.map((part: PublishedValue) => shown(part, tolerance)).join(' ');
  if (typeof value !== 'number') return String(value);
  const decimals = tolerance > 0 ? Math.min(12, Math.ceil(-Math.log10(tolerance) - 1e-9) + 1) : 10;
  return String(Number(value.toFixed(Math.max(0, decimals))));
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}
