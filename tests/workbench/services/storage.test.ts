/** PropertiesService, CacheService and LockService as scripts see them. */
import { ANNA, BORIS, ScriptHost } from './script-host';

let host: ScriptHost;
beforeAll(() => {
  host = new ScriptHost();
});
afterEach(() => host.reset());
afterAll(() => host.dispose());

describe('PropertiesService (§8.6)', () => {
  test('texts are kept between executions, an absent key is null', async () => {
    await host.run("PropertiesService.getScriptProperties().setProperty('a', 'я').setProperties({ b: '2', c: '3' }).deleteProperty('c')");
    expect(await host.run(`
      var store = PropertiesService.getScriptProperties();
      return [store.getProperty('a'), store.getProperty('none'), store.getKeys(), store.getProperties()];
    `)).toEqual(['я', null, ['a', 'b'], { a: 'я', b: '2' }]);
  });

  test('numbers become texts, null and objects are refused', async () => {
    expect(await host.run("return PropertiesService.getUserProperties().setProperty('n', 1.5).setProperty('m', 2).getProperties()")).toEqual({ n: '1.5', m: '2.0' });
    await expect(host.run("PropertiesService.getUserProperties().setProperty('n', null)"))
      .rejects.toThrow("Exception: The parameters (String,null) don't match the method signature for PropertiesService.Properties.setProperty.");
  });

  test('setProperties may delete all others; deleteAllProperties empties the store', async () => {
    expect(await host.run(`
      var store = PropertiesService.getUserProperties().setProperties({ a: '1', b: '2' });
      store.setProperties({ c: '3' }, true);
      var kept = store.getProperties();
      return [kept, store.deleteAllProperties().getKeys()];
    `)).toEqual([{ c: '3' }, []]);
  });

  test('user stores belong to one user, script and document stores are shared', async () => {
    await host.run("PropertiesService.getUserProperties().setProperty('k', 'user'); PropertiesService.getScriptProperties().setProperty('k', 'script'); PropertiesService.getDocumentProperties().setProperty('k', 'document')");
    const read = "return [PropertiesService.getUserProperties().getProperty('k'), PropertiesService.getScriptProperties().getProperty('k'), PropertiesService.getDocumentProperties().getProperty('k')]";
    expect(await host.run(read, { user: BORIS })).toEqual([null, 'script', 'document']);
  });

  test('without a document there is no document store, cache or lock', async () => {
    expect(await host.run('return [PropertiesService.getDocumentProperties(), CacheService.getDocumentCache(), LockService.getDocumentLock()]', { bookId: null })).toEqual([null, null, null]);
  });

  test('a value above 9 KB and a store above 500 KB are refused, and nothing is written (§1.2, §1.3)', async () => {
    await expect(host.run("PropertiesService.getScriptProperties().setProperty('a', 'я'.repeat(4700))")).rejects.toThrow('Exception: Argument too large: value');
    await expect(host.run(`
      var store = PropertiesService.getScriptProperties(), many = {};
      for (var i = 0; i < 60; i++) many['k' + i] = 'x'.repeat(9000);
      store.setProperties(many);
    `)).rejects.toThrow('Exception: You have exceeded the property storage quota. Please remove some properties and try again.');
    expect(await host.run('return PropertiesService.getScriptProperties().getKeys()')).toEqual([]);
  });

  test('stores survive a snapshot', async () => {
    await host.run("PropertiesService.getScriptProperties().setProperty('a', '1'); CacheService.getScriptCache().put('b', '2')");
    const saved = JSON.parse(JSON.stringify(host.workbench.snapshot())) as ReturnType<typeof host.workbench.snapshot>;
    await host.run("PropertiesService.getScriptProperties().deleteAllProperties(); CacheService.getScriptCache().remove('b')");
    host.workbench.restore(saved);
    expect(await host.run("return [PropertiesService.getScriptProperties().getProperty('a'), CacheService.getScriptCache().get('b')]")).toEqual(['1', '2']);
  });

  test('reads and writes are counted calls, finding a store is not', async () => {
    host.push("function main() { var s = PropertiesService.getScriptProperties(); s.setProperty('a', '1'); s.getProperty('a'); s.getKeys(); }");
    const record = await host.workbench.run('main', [], { bookId: host.bookId });
    expect([record.counts.counted, record.counts.navigation]).toEqual([3, 1]);
  });
});

describe('CacheService (§1.2, §8.6)', () => {
  test('an entry lives 600 seconds by default, as long as asked otherwise, six hours at most', async () => {
    await host.run("var c = CacheService.getUserCache(); c.put('short', '1'); c.put('long', '2', 3600); c.put('longest', '3', 999999)");
    const read = "return CacheService.getUserCache().getAll(['short', 'long', 'longest', 'none'])";
    expect(await host.run(read)).toEqual({ short: '1', long: '2', longest: '3' });
    await host.workbench.clock.advance(600_000);
    expect(await host.run(read)).toEqual({ long: '2', longest: '3' });
    await host.workbench.clock.advance(21_000_000);
    expect(await host.run(read)).toEqual({});
  });

  test('putAll, removeAll and the sizes', async () => {
    expect(await host.run("var c = CacheService.getScriptCache(); c.putAll({ a: '1', b: '2', c: '3' }); c.removeAll(['a', 'b']); return [c.get('a'), c.get('c')]")).toEqual([null, '3']);
    await expect(host.run("CacheService.getScriptCache().put('k'.repeat(251), 'v')")).rejects.toThrow('Exception: Argument too large: key');
    await expect(host.run("CacheService.getScriptCache().put('k', 'я'.repeat(51201))")).rejects.toThrow('Exception: Argument too large: value');
    expect(await host.run("var c = CacheService.getScriptCache(); c.put('k'.repeat(250), 'x'.repeat(102400)); return c.get('k'.repeat(250)).length")).toBe(102_400);
  });

  test('more than 1,000 entries leave the 900 that live longest', async () => {
    expect(await host.run(`
      var cache = CacheService.getScriptCache(), keys = [], first = {}, second = {};
      for (var i = 0; i < 500; i++) first['a' + i] = '1';
      for (var j = 0; j < 501; j++) second['b' + j] = '2';
      cache.putAll(first, 100);
      cache.putAll(second, 200);
      return [Object.keys(cache.getAll(Object.keys(first))).length, Object.keys(cache.getAll(Object.keys(second))).length];
    `)).toEqual([399, 501]);
  });
});

describe('LockService between executions (§8.6)', () => {
  test('two executions exclude each other: the second waits for the end of the first', async () => {
    host.push(`
      function main() {
        LockService.getDocumentLock().waitLock(60000);
        var store = PropertiesService.getScriptProperties(), seen = Number(store.getProperty('n'));
        Utilities.sleep(5000);
        store.setProperty('n', String(seen + 1));
        LockService.getDocumentLock().releaseLock();
      }
      function read() { return PropertiesService.getScriptProperties().getProperty('n'); }
    `);
    await Promise.all([host.call('main'), host.call('main', { user: BORIS }), host.call('main')]);
    expect(await host.call('read')).toBe('3');
  });

  test('waitLock throws and tryLock gives false when the holder works longer', async () => {
    host.push(`
      function holdForever() { LockService.getDocumentLock().waitLock(1000); PropertiesService.getScriptProperties().setProperty('held', 'yes'); while (PropertiesService.getScriptProperties().getProperty('done') === null) Utilities.sleep(5); return LockService.getDocumentLock().hasLock(); }
      function untilHeld() { while (PropertiesService.getScriptProperties().getProperty('held') === null) {} }
      function waits() { untilHeld(); LockService.getDocumentLock().waitLock(100); }
      function tries() { untilHeld(); return [LockService.getDocumentLock().tryLock(100), LockService.getDocumentLock().hasLock()]; }
      function other() { untilHeld(); return [LockService.getScriptLock().tryLock(0), LockService.getUserLock().tryLock(0)]; }
      function done() { PropertiesService.getScriptProperties().setProperty('done', 'yes'); }
    `);
    const holder = host.call('holdForever');
    await expect(host.call('waits', { user: BORIS })).rejects.toThrow('Exception: Lock timeout: another process was holding the lock for too long.');
    expect(await host.call('tries', { user: BORIS })).toEqual([false, false]);
    expect(await host.call('other', { user: BORIS })).toEqual([true, true]);
    await host.call('done');
    expect(await holder).toBe(true);
  });

  test('a lock is freed when its holder ends, fails or is killed', async () => {
    host.push("function fails() { LockService.getScriptLock().waitLock(10); throw new Error('x'); } function ends() { return LockService.getScriptLock().tryLock(10); } function tries() { return LockService.getScriptLock().tryLock(0); }");
    await expect(host.call('fails')).rejects.toThrow('Error: x');
    expect(await host.call('ends')).toBe(true);
    await expect(host.call('fails', { killAt: 1, moment: 'after' })).rejects.toThrow('killed');
    expect(await host.call('tries')).toBe(true);
  });

  test('a second tryLock does nothing, and one releaseLock frees the lock', async () => {
    expect(await host.run(`
      var lock = LockService.getUserLock(), again = LockService.getUserLock();
      return [lock.tryLock(0), again.tryLock(0), again.hasLock(), lock.releaseLock(), again.hasLock()];
    `)).toEqual([true, true, true, undefined, false]);
  });

  test('an alert takes the lock away (§3.3)', async () => {
    host.workbench.events.respond = () => ({ button: 'OK', text: '' });
    await host.workbench.openBook(host.bookId as string, ANNA);
    expect(await host.run(`
      var lock = LockService.getDocumentLock(); lock.waitLock(10);
      var before = lock.hasLock(); Browser.msgBox('Hi'); return [before, lock.hasLock()];
    `, { kind: 'menu' })).toEqual([true, false]);
  });
});
