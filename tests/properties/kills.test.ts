// Bulk actions of any kind in any order on any workbook, killed anywhere: asked again they end as undisturbed ones, and undone everything is as it was.
import fc from 'fast-check';
import type { Language } from '../../src/core/language/language';
import { setUpBase } from '../../src/domain/set-up';
import { MemoryWorld } from '../domain/in-memory-ports';
import type { Kill, Step, Wish } from './kill-steps';
import { demoWish, lastAction, runKilled, runWhole, undoStep, wishes } from './kill-steps';
import { bases, ownersBooks, picture, setUpWish } from './kill-worlds';
import { RUNS } from './runs';

/** A run takes several actions dozens of calls long, three times over each. */
const fewer = (numRuns: number): typeof RUNS => (RUNS.seed === undefined ? RUNS : { ...RUNS, numRuns });

/** Where a step is cut off, as parts of its length: 0 … 999 of a thousand. */
const cut = fc.record({ part: fc.nat(999), moment: fc.constantFrom('before' as const, 'after' as const) });
type Cut = typeof cut extends fc.Arbitrary<infer T> ? T : never;

/** A step with its kills (none, one, or one more while it is asked again), how it goes on, and kills of its undo. */
const turn = fc.record({ wish: wishes, cuts: fc.array(cut, { maxLength: 2 }), then: fc.constantFrom('go on' as const, 'go on' as const, 'undo' as const, 'undo and do again' as const), undoCuts: fc.array(cut, { maxLength: 2 }) });
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

const killsOf = (cuts: readonly Cut[], calls: number): Kill[] => cuts.map(({ part, moment }) => ({ at: 1 + Math.floor((part * calls) / 1000), moment }));

/** What was done so far, for the report of a failure. */
type Log = string[];

function same(log: Log, what: string, found: unknown, wanted: unknown): void {
  try {
    expect(found).toEqual(wanted);
  } catch (error) {
    throw new Error(`${[...log, what].join('; ')}\n${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Takes back everything begun after an action, the newest first, with kills. */
function undoSince(world: MemoryWorld, former: string | null, cuts: readonly Cut[], log: Log): void {
  for (let action = lastAction(world), rounds = 0; action !== null && action !== former; action = lastAction(world), rounds += 1) {
    if (rounds > 30) throw new Error('no end of what can be undone');
    const step = undoStep(action);
    const calls = runWhole(world.clone(), step);
    if (calls === null) throw new Error(`${log.join('; ')}; the undo was refused`);
    const kills = killsOf(cuts, calls);
    log.push(`undo of ${action} killed ${JSON.stringify(kills)}`);
    runKilled(world, step, kills, true);
  }
}

/** Who asked for no letters, row by row: a wish that came into a row stays there when its action is undone, so that the row is not as the page showed it. */
const optOutsOf = (world: MemoryWorld): unknown => world.tabs.filter(({ key }) => key === 'clients').map(({ rows, marks }) => rows.map((row) => row[marks.indexOf('unsubscribed')] ?? ''));

/** Takes a step with its kills and checks what it leaves. */
function take(world: MemoryWorld, step: Step, { cuts, then, undoCuts }: Omit<Turn, 'wish'>, canBeLeft: boolean, log: Log): void {
  const former = lastAction(world);
  const before = picture(world);
  const optOuts = JSON.stringify(optOutsOf(world));
  const whole = world.clone();
  const calls = runWhole(whole, step);
  const after = picture(whole);
  if (calls === null) {
    same(log, `${step.name} refused`, after, before);
    return;
  }
  const kills = killsOf(cuts, calls);
  log.push(`${step.name} killed ${JSON.stringify(kills)} of ${calls}`);
  if (!runKilled(world, step, kills, then === 'go on' || !canBeLeft)) {
    log.push(then);
    undoSince(world, former, undoCuts, log);
    same(log, 'is as before', picture(world), before);
    if (then === 'undo') return;
    // A row that kept such a wish has to be looked at anew: nothing is done, or all of it.
    const refused = world.clone();
    if (JSON.stringify(optOutsOf(world)) !== optOuts && runWhole(refused, step) === null) {
      same(log, 'asked again of changed rows', picture(refused), before);
      return;
    }
    runKilled(world, step, [], true);
  }
  same(log, 'is whole', picture(world), after);
}

function walk(world: MemoryWorld, language: Language, first: Wish | null, turns: readonly Turn[], cuts: readonly Cut[]): void {
  const start = picture(world);
  const former = lastAction(world);
  const log: Log = [];
  turns.forEach(({ wish, ...how }, index) => {
    world.nowMs += 60_000;
    const step = (index === 0 && first !== null ? first : wish).plan(world, language);
    // Before there is a base nothing can be undone: a set-up is asked for again.
    if (step !== null) take(world, step, how, step.name !== 'set-up', log);
  });
  undoSince(world, former, cuts, log);
  same(log, 'is as at the start', picture(world), start);
}

const turns = fc.array(turn, { minLength: 1, maxLength: 4, size: 'max' });
const cutsOf = fc.array(cut, { maxLength: 2 });

describe('bulk actions killed anywhere', () => {
  test('on a base with clients and orders', () => {
    fc.assert(fc.property(bases, turns, cutsOf, (base, actions, cuts) => walk(base.make(), 'ru', null, actions, cuts)), fewer(40));
  });

  test('on sheets of the owner that a set-up in place made a base', () => {
    fc.assert(fc.property(ownersBooks, turns, cutsOf, (book, actions, cuts) => walk(book.make(), book.language, setUpWish, actions, cuts)), fewer(15));
  });

  test('on the demo, made, worked with and deleted', () => {
    const demoTurn = fc.tuple(turn, fc.boolean()).map(([drawn, isDemo]): Turn => (isDemo ? { ...drawn, wish: demoWish } : drawn));
    fc.assert(
      fc.property(fc.constantFrom('ru' as const, 'en' as const), fc.array(demoTurn, { minLength: 1, maxLength: 3, size: 'max' }), cutsOf, (language, actions, cuts) => {
        const world = new MemoryWorld();
        world.run((ports) => setUpBase(ports, language));
        walk(world, language, demoWish, actions, cuts);
      }),
      fewer(5),
    );
  });
});
