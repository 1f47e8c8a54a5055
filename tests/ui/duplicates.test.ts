// What the duplicates desk asks of the server: every choice is named, large merges go on until they end or are stopped.
import type { ExactMergeProgress, MergeReport } from '../../src/contract/duplicates-views';
import { mergeExactWhole, mergeRequest, mergeWhole } from '../../ui/sidebar/duplicates/steps';
import { duplicatesReplies } from './sample-duplicates';

const view = duplicatesReplies('en')['duplicates.group'];
const report: MergeReport = { ...duplicatesReplies('en')['duplicates.merge'], ordersMoved: 100 };
const progress: ExactMergeProgress = { ...duplicatesReplies('en')['duplicates.mergeExact'] };

test('a merge names every row as it was shown and the value of every field that can be chosen', () => {
  const request = mergeRequest(view, 1, new Map([['name', 2]]));
  expect(request).toEqual({
    members: [{ member: 'k-1', fingerprint: 'K-1' }, { member: 'k-2', fingerprint: 'K-2' }, { member: 'k-17', fingerprint: 'K-17' }],
    survivor: 'k-2', choices: { name: 'k-17', email: 'k-2', '=Street': 'k-17', phone: 'k-1' },
  });
});

test('a large merge is asked again with the same request until it is finished, and its orders are summed', async () => {
  const request = mergeRequest(view, 0, new Map());
  const asked: unknown[] = [];
  const seen: number[] = [];
  const done = await mergeWhole(request, (again) => { asked.push(again); return Promise.resolve({ ...report, finished: asked.length === 3 }); }, (count) => seen.push(count), () => false);
  expect(asked).toEqual([request, request, request]);
  expect([done.ordersMoved, done.stopped, seen]).toEqual([300, false, [100, 200, 300]]);
});

test('a merge that is stopped ends after the step under way', async () => {
  let asked = 0;
  const done = await mergeWhole(mergeRequest(view, 0, new Map()), () => { asked += 1; return Promise.resolve({ ...report, finished: false }); }, () => undefined, () => asked === 2);
  expect([asked, done.stopped]).toEqual([2, true]);
  const exact = await mergeExactWhole(34, () => Promise.resolve({ ...progress, finished: false, done: 10 }), () => undefined, () => true);
  expect([exact.stopped, exact.progress.done]).toEqual([true, 10]);
});

test('steps of exact merges go on under the action of the first one', async () => {
  const steps: unknown[] = [];
  const seen: number[] = [];
  await mergeExactWhole(34, (step) => { steps.push(step); return Promise.resolve({ ...progress, done: steps.length * 17, finished: steps.length === 2 }); }, ({ done }) => seen.push(done), () => false);
  expect(steps).toEqual([{ rows: 34, actionId: '' }, { rows: 34, actionId: 'A000008-abc' }]);
  expect(seen).toEqual([17, 34]);
});
