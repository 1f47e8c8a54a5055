/** However an execution is stopped, its locks are free and its buffered writes gone when its record is there. */
import { cells, resetFakes } from './fake-services';
import { Bench } from './fixture';

const CODE = `
function main(way) {
  var lock = LockService.getScriptLock();
  lock.waitLock(1);                                            // counted call 1
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
  const done = bench.run('main', ['wait'], { onCall: ({ member }) => void (/wait$/.test(member) && setImmediate(() => bench.workbench.kill(bench.workbench.history.at(-1)?.id ?? ''))) });
  expect((await done).state).toBe('killed');
  await expectFree('kill');
}, 60_000);

test('an execution killed before its worker started never runs, one killed while a call waits takes no lock afterwards', async () => {
  open();
  const early = bench.run('main');
  bench.workbench.kill(bench.workbench.history.at(-1)?.id ?? '');
  expect((await early).state).toBe('killed');
  await expectFree('early');
  // The first one holds the lock and waits in a call; the second waits for the lock and is killed there; then the first one goes too.
  const kill = (id: string | undefined): void => bench.workbench.kill(id ?? '');
  const ids: string[] = [];
  let reached = 0;
  const started = (): Promise<void> => new Promise((resolve) => {
    const look = (): void => void (reached > 0 ? resolve() : setImmediate(look));
    look();
  });
  const first = bench.run('main', ['wait'], { onCall: ({ member }) => { if (/wait$/.test(member)) reached += 1; } });
  ids.push(bench.workbench.history.at(-1)?.id ?? '');
  await started();
  reached = 0;
  bench.install(CODE.replace('waitLock(1)', 'waitLock(60000)'));
  const second = bench.run('main', [], { onCall: ({ member }) => { if (/waitLock$/.test(member)) reached += 1; } });
  ids.push(bench.workbench.history.at(-1)?.id ?? '');
  await started();
  await new Promise((resolve) => setImmediate(resolve));
  kill(ids[1]);
  expect((await second).state).toBe('killed');
  kill(ids[0]);
  expect((await first).state).toBe('killed');
  await expectFree('both');
});
