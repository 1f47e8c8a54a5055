/** Accepting many findings in steps, stopped in between, and the marked difference of two texts. */
import type { AcceptReport, CleaningAccept } from '../../src/contract/cleaning-views';
import { acceptAll } from '../../ui/sidebar/cleaning/accept-run';
import { textDifference, withVisibleSpaces } from '../../ui/sidebar/cleaning/text-difference';

const PART = { kind: 'phone', code: '' } as const;
const ids = Array.from({ length: 1000 }, (_unused, index) => `id${index}`);

/** A server that does at most 150 cells a call and keeps every hundredth. */
function server(): { readonly asked: CleaningAccept[]; readonly ask: (request: CleaningAccept) => Promise<AcceptReport> } {
  const asked: CleaningAccept[] = [];
  const ask = (request: CleaningAccept): Promise<AcceptReport> => {
    asked.push(request);
    const taken = request.ids.slice(0, 150);
    const kept = taken.filter((id) => id.endsWith('00')).map((findingId) => ({ findingId }));
    return Promise.resolve({ actionId: 'A1', finished: taken.length === request.ids.length, dealtWith: taken.length, accepted: taken.length - kept.length, kept, text: '', issues: [] });
  };
  return { asked, ask };
}

test('every id is dealt with once, in steps of one action, and only the last step closes it', async () => {
  const { asked, ask } = server();
  const seen: number[] = [];
  const result = await acceptAll(PART, ids, ask, ({ done, total }) => { seen.push(done / total); }, () => false);
  expect(result).toMatchObject({ actionId: 'A1', accepted: 991, issues: [] });
  expect(result.kept).toHaveLength(9);
  expect(asked.map(({ actionId }) => actionId)).toEqual(['', ...asked.slice(1).map(() => 'A1')]);
  expect(asked.flatMap((request) => request.ids.slice(0, 150))).toEqual(ids);
  expect(asked[asked.length - 1]?.last).toBe(true);
  expect([...seen].sort((one, other) => one - other)).toEqual(seen);
  expect(seen[seen.length - 1]).toBe(1);
});

test('a person who stops keeps what is done as one closed action', async () => {
  const { asked, ask } = server();
  let steps = 0;
  const result = await acceptAll(PART, ids, ask, () => { steps += 1; }, () => steps === 2);
  expect(result.accepted).toBe(298);
  expect(asked[2]).toEqual({ part: PART, ids: [], actionId: 'A1', last: true });
  expect(asked).toHaveLength(3);
});

test.each([
  ['8 916', '+7916', '', '8 ', '+7', '916'],
  ['anna@gmial.com', 'anna@gmail.com', 'anna@gm', 'ia', 'ai', 'l.com'],
  ['🌷🌹', '🌷', '🌷', '🌹', '', ''],
  ['', 'Anna', '', '', 'Anna', ''],
  ['aa', 'a', 'a', 'a', '', ''],
])('the difference of %j and %j stands between what they share', (before, after, head, removed, added, tail) => {
  expect(textDifference(before, after)).toEqual({ head, removed, added, tail });
});

test('spaces that may be what is wrong are seen', () => {
  expect(withVisibleSpaces('  Anna   Maria\nBell ')).toBe('␣␣Anna␣␣␣Maria⏎Bell␣');
  expect(withVisibleSpaces('Anna Bell')).toBe('Anna Bell');
});
