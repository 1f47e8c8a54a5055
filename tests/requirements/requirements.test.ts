/** Every promise is held by tests that are there, and the table in tests/README.md says so. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SECTIONS } from './requirements';
import { renderTable } from './table';

const root = path.resolve(__dirname, '../..');
const requirements = SECTIONS.flatMap((section) => section.requirements);
const sources = new Map<string, string>();

/** The source of a test file without the marks that escape quotes. */
function sourceOf(file: string): string {
  const known = sources.get(file) ?? readFileSync(path.join(root, file), 'utf8').replace(/\\(['"`])/g, '$1');
  sources.set(file, known);
  return known;
}

test.each(requirements.map((requirement) => [requirement.id, requirement] as const))('%s: each names tests that are there', (_id, { tests }) => {
  expect(tests.length).toBeGreaterThan(0);
  const missing = tests.filter(({ file, title }) => title.length < 5 || !existsSync(path.join(root, file)) || !sourceOf(file).includes(title));
  expect(missing).toEqual([]);
});

test('ids are given once, and every section of the promises is there', () => {
  const ids = requirements.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const first of ['A1', 'B1', 'C1', 'D1', 'E1', 'F1', 'G1', 'H1', 'bad-01', 'bad-21', 'done-1', 'done-7']) expect(ids).toContain(first);
});

test('tests/README.md is the rendered table (WRITE_TABLE=yes writes it)', () => {
  const file = path.join(root, 'tests', 'README.md');
  const rendered = renderTable(SECTIONS);
  if (process.env['WRITE_TABLE'] === 'yes') writeFileSync(file, rendered);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(rendered);
});
