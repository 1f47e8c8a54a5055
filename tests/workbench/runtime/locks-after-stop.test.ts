/** However an execution is stopped, its locks are free and its buffered writes gone when its record is there. */
import type { ExecutionRecord } from '../../../scripts/workbench/node';
import { cells, resetFakes } from './fake-services';
import { Bench } from './fixture';

const CODE = `
function main(way) {
  var lock = LockService.getScriptLock();
  lock.waitLock(way === 'patient' ? 60000 : 1);                // counted call 1
  if (way === 'wait') SpreadsheetApp.wait();
  SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1);  // 2, buffered
  if (way === 'loop') for (;;) {}
  if (way === 'memory') { var hoard = []; for (;;) hoard.push(new Array(1e6).fill(way)); }
  if (way === 'long') Utilities.sleep(300000), Utilities.sleep(300000);
  PropertiesService.getScriptProperties().getProperty('x');    // 3
  lock.releaseLock();
}
function take() {
  return LockService.getScriptLock().tryLock(0);
}`;

let bench: Bench;
afterEach(() => bench.dispose());

function open(watchdogMs = 10_000): void {
  bench = Bench.create({ watchdogMs });
  bench.install(CODE);
}

async function expectFree(way: string): Promise<void> {
  expect({ way, taken: (await bench.run('take')).result }).toEqual({ way, taken: true });
  expect({ way, written: [...(cells.get(bench.book.id)?.keys() ?? [])] }).toEqual({ way, written: [] });
}

/** Starts `main` and returns when it makes the call. */
async function reached(way: string, member: RegExp): Promise<{ readonly id: string; readonly done: Promise<ExecutionRecord> }> {
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => { arrived = resolve; });
  const done = bench.run('main', [way], { onCall: (call) => { if (member.test(call.member)) arrived(); } });
  const id = bench.workbench.history.at(-1)?.id ?? '';
  await arrival;
  return { id, done };
}

test('two hundred executions killed one after another while they hold a lock leave it free at once', async () => {
  open();
  for (let turn = 0; turn < 200; turn += 1) {
    const moment = turn % 2 === 0 ? 'before' : 'after';
    expect((await bench.run('main', [], { killAt: 2 + (turn % 3 === 0 ? 1 : 0), moment })).state).toBe('killed');
    await expectFree(`turn ${turn}, ${moment}`);
  }
}, 60_000);

test('the time limit, the watchdog, a crash of the worker and a kill from outside free the lock too', async () => {
  open(1000);
  for (const way of ['long', 'loop', 'memory']) {
    resetFakes();
    expect({ way, state: (await bench.run('main', [way])).state }).toEqual({ way, state: 'failed' });
    await expectFree(way);
  }
  const waiting = await reached('wait', /wait$/);
  bench.workbench.kill(waiting.id);
  expect((await waiting.done).state).toBe('killed');
  await expectFree('kill');
}, 60_000);

test('an execution killed before its worker started never runs, one killed while a call waits takes no lock afterwards', async () => {
  open();
  const early = bench.run('main');
  bench.workbench.kill(bench.workbench.history.at(-1)?.id ?? '');
  expect((await early).state).toBe('killed');
  await expectFree('early');
  // The first one holds the lock and waits in a call; the second waits for the lock and is killed there; then the first one goes too.
  const first = await reached('wait', /wait$/);
  const second = await reached('patient', /waitLock$/);
  await new Promise((resolve) => setImmediate(resolve));
  bench.workbench.kill(second.id);
  expect((await second.done).state).toBe('killed');
  bench.workbench.kill(first.id);
  expect((await first.done).state).toBe('killed');
  await expectFree('both');
});
