// Every published figure against ours, and the table that shows them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKS } from './checks';
import { differences, setFolder, titleOf } from './published';
import { renderPublished } from './table';

const README = path.join(__dirname, 'README.md');

const sets = Array.from(new Set(CHECKS.map(({ set }) => set)));
const absent = sets.filter((set) => setFolder(set) === null);
if (absent.length > 0) process.stderr.write(`published results of ${absent.join(', ')} are not here; they were not compared\n`);

describe.each(sets.filter((set) => !absent.includes(set)))('published results of %s', (set) => {
  it.each(CHECKS.filter((check) => check.set === set).map((check) => [titleOf(check), check] as const))('%s', (_title, check) => {
    expect(differences(check.expected(), check.ours(), check.tolerance).slice(0, 10)).toEqual([]);
  });
});

describe('the framework of published results', () => {
  it('sees a wrong value, text, missing row and a distance past the tolerance', () => {
    expect(differences([1, ['a', 2.004]], [1, ['a', 2]], 0.005)).toEqual([]);
    expect(differences(2.01, 2, 0.01)).toEqual([]);
    expect(differences([1, ['a', 2.006]], [1, ['b', 2]], 0.005)).toEqual(['[1][0]: "a" | "b"', '[1][1]: 2.006 | 2']);
    expect(differences([1, 2], [1], 0)).toEqual([': 2 values | 1 values', '[1]: 2 | undefined']);
    expect(differences(1, NaN, 5)).toEqual([': 1 | NaN']);
    expect(differences(1, null, 0)).toEqual([': 1 | null']);
  });

  it('names every figure of a set once', () => {
    const names = CHECKS.map(({ set, figure, source }) => `${set}: ${source.work}: ${figure}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('README.md is the rendered table (WRITE_TABLE=yes writes it)', () => {
    const textNow = existsSync(README) ? readFileSync(README, 'utf8') : '';
    const rendered = renderPublished(CHECKS, textNow);
    if (process.env['WRITE_TABLE'] === 'yes') writeFileSync(README, rendered);
    expect(existsSync(README) ? readFileSync(README, 'utf8') : '').toBe(rendered);
  });
});
