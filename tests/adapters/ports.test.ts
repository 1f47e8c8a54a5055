/** The ports kept twice: in memory, as the use cases are tested, and by the adapters on the workbench; and what each call of the adapters costs. */
import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { createNodeWorkbench, disposeNodeWorkbench, type Book, type ExecutionRecord, type RunOptions, type Workbench } from '../../scripts/workbench/node';
import { MemoryWorld } from '../domain/in-memory-ports';
import type { Contents } from '../../src/domain/ports';
import { CONTENTS, DOCUMENTED, LETTER, RULE_MARK, SCENARIOS, STUBBORN_TEXTS, TYPED_CELLS, type ScenarioName } from './port-scenarios';

const NOW_MS = Date.UTC(2024, 5, 15, 9);
const FUNCTIONS = ['scenario', 'documented', 'hold', 'letGo', 'other', 'ownerRule', 'ruleFormulas'];
/** The manifest that is pushed: its scopes and services are all the adapters may use. */
const MANIFEST = readFileSync(path.resolve(__dirname, '../../appsscript.json'), 'utf8');

/** The adapters and the scenarios as one script file. */
function scriptCode(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, 'ports-script.ts')], bundle: true, write: false, format: 'iife', globalName: 'adapters', platform: 'neutral', target: 'es2019',
    footer: { js: FUNCTIONS.map((name) => `function ${name}(value) { return adapters.${name}(value); }`).join('\n') },
  });
  return outputFiles[0]?.text ?? '';
}

/** A spreadsheet on which the scenarios run, and what people do there by hand. */
interface World {
  run(name: ScenarioName, options?: Pick<RunOptions, 'killAt' | 'moment'>): Promise<unknown>;
  /** Answer of `take` while another execution holds the lock. */
  takeWhileHeld(): Promise<unknown>;
  insertColumn(columnIndex: number): Promise<void>;
  moveColumn(columnIndex: number, targetIndex: number): Promise<void>;
  addOwnerRule(formula: string): Promise<void>;
  ruleFormulas(): Promise<unknown[]>;
  sentTo(): unknown[];
  end(): Promise<void>;
}

class MemoryPorts implements World {
  private readonly world = new MemoryWorld();

  async run(name: ScenarioName, { killAt, moment }: Pick<RunOptions, 'killAt' | 'moment'> = {}): Promise<unknown> {
    const { value } = this.world.run<unknown>((ports) => SCENARIOS[name](ports), killAt, moment);
    return Promise.resolve(value ?? null);
  }

  async takeWhileHeld(): Promise<unknown> {
    this.world.locked = true;
    const taken = await this.run('take');
    this.world.locked = false;
    return taken;
  }

  insertColumn(columnIndex: number): Promise<void> {
    const tab = this.world.tab('tried');
    tab.marks.splice(columnIndex, 0, null);
    tab.rows.forEach((row) => row.splice(columnIndex, 0, ''));
    return Promise.resolve();
  }

  moveColumn(columnIndex: number, targetIndex: number): Promise<void> {
    const tab = this.world.tab('tried');
    tab.marks.splice(targetIndex, 0, ...tab.marks.splice(columnIndex, 1));
    tab.rows.forEach((row) => row.splice(targetIndex, 0, ...row.splice(columnIndex, 1)));
    return Promise.resolve();
  }

  addOwnerRule(formula: string): Promise<void> {
    this.world.tabs[0]?.rules.push({ formula, background: '#000000', areas: [] });
    return Promise.resolve();
  }

  ruleFormulas(): Promise<unknown[]> {
    return Promise.resolve(this.world.tabs[0]?.rules.map(({ formula }) => formula) ?? []);
  }

  sentTo(): unknown[] {
    return this.world.sent.map(({ to }) => to);
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}

class AdapterPorts implements World {
  private readonly workbench: Workbench;
  private readonly book: Book;

  constructor(code: string) {
    this.workbench = createNodeWorkbench({ clock: new Date(NOW_MS).toISOString(), users: [{ email: 'owner@example.com' }] });
    this.book = this.workbench.createBook({ name: 'Base', timeZone: 'Etc/GMT', locale: 'en_US' });
    this.workbench.install([{ path: 'appsscript.json', source: MANIFEST }, { path: 'Code.js', source: code }], { bookId: this.book.id });
  }

  async call(functionName: string, argument?: unknown, options: RunOptions = {}): Promise<ExecutionRecord> {
    const record = await this.workbench.run(functionName, argument === undefined ? [] : [argument], { kind: 'menu', ...options });
    if (record.error !== null) throw new Error(`${functionName} ${String(argument)}: ${record.error.message}`);
    return record;
  }

  async run(name: ScenarioName, options: Pick<RunOptions, 'killAt' | 'moment'> = {}): Promise<unknown> {
    return (await this.call('scenario', name, options)).result ?? null;
  }

  async takeWhileHeld(): Promise<unknown> {
    let holding: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { holding = resolve; });
    const holder = this.call('hold', undefined, { onCall: ({ member }) => { if (member.endsWith('getProperty')) holding(); } });
    await held;
    const { result } = await this.call('letGo');
    await holder;
    return result;
  }

  insertColumn(columnIndex: number): Promise<void> {
    this.tried.insertColumns(columnIndex, 1);
    return this.workbench.engine.settle();
  }

  moveColumn(columnIndex: number, targetIndex: number): Promise<void> {
    this.tried.moveColumns(columnIndex, 1, targetIndex > columnIndex ? targetIndex + 1 : targetIndex);
    return this.workbench.engine.settle();
  }

  async addOwnerRule(formula: string): Promise<void> {
    await this.call('ownerRule', formula);
  }

  async ruleFormulas(): Promise<unknown[]> {
    return (await this.call('ruleFormulas')).result as unknown[];
  }

  sentTo(): unknown[] {
    return this.workbench.mail.sent.map(({ to }) => to.join());
  }

  /** Source of the last letter. */
  lastRaw(): string {
    return this.workbench.mail.sent[this.workbench.mail.sent.length - 1]?.raw ?? '';
  }

  end(): Promise<void> {
    return disposeNodeWorkbench(this.workbench);
  }

  private get tried(): ReturnType<Book['activeSheet']> {
    const sheet = this.book.sheetByName('Tried');
    if (sheet === null) throw new Error('no tab Tried');
    return sheet;
  }
}

let code = '';
beforeAll(() => {
  code = scriptCode();
});

describe.each<readonly [string, () => World]>([['in memory', () => new MemoryPorts()], ['on the adapters', () => new AdapterPorts(code)]])('the ports %s', (_name, make) => {
  let world: World;
  beforeEach(() => {
    world = make();
  });
  afterEach(() => world.end());

  test('stores keep texts by key, list them by prefix and forget them', async () => {
    const left = { 'a.2': '', 'b.1': 'other' };
    const outcome = { missing: null, whole: '=1 "quoted" ё', found: { 'a.1': '=1 "quoted" ё', 'a.2': '' }, left, removed: null };
    expect(await world.run('stores')).toEqual([outcome, outcome]);
    expect(await world.run('kept')).toEqual([left, left]);
  });

  test('a lock held by another execution is not taken, a freed one is', async () => {
    expect(await world.takeWhileHeld()).toBe(false);
    expect(await world.run('take')).toBe(true);
    expect(await world.run('takeAgain')).toEqual([true, true]);
  });

  test('texts that look like formulas, phones, numbers and dates come back as they were written', async () => {
    expect(await world.run('texts')).toEqual([STUBBORN_TEXTS, STUBBORN_TEXTS]);
  });

  test('rows put between others take nothing along, and what stands below goes down with its notes and colours', async () => {
    expect(await world.run('inserted')).toEqual({
      firsts: ['one', '', '', 'two', ''], notes: ['', '', '', '', 'below'], backgrounds: ['#ffffff', '#ffffff', '#ffffff', '#ffffff', '#ffee00'],
    });
  });

  test('contents come back whole, with formulas, formats, notes and colours, and go where their row goes', async () => {
    const { whole, ...rest } = await world.run('contents') as { readonly whole: Contents };
    expect(whole).toEqual({ ...CONTENTS, formulas: CONTENTS.values.map((row) => row.map(() => '')) });
    expect(rest).toEqual({
      formulas: [['=1+1', '=2+2', '', '']], formats: ['0.00', '0.00'],
      // The automatic format is not named by the pattern that shows 4 as "4.".
      automatic: [['General']],
      bound: [[false, false], [true, true], [true, true]],
      moved: [['second', '', 'first'], ['', '', 'a note'], ['#00ffee', '#ffffff', '#ffee00']],
    });
  });

  test('a copied tab holds the same cells, stands at the end and is no tab of the base', async () => {
    await world.run('contents');
    const tabs = ['Sheet1', 'Tried'];
    expect(await world.run('copies')).toEqual({ same: true, marks: 0, more: true, tabs: [...tabs, 'Tried 2024-06-15 09.00'], left: tabs });
  });

  test('numbers, booleans, dates and times come back as they were written; an empty tab is empty', async () => {
    expect(await world.run('empty')).toEqual([]);
    expect(await world.run('typed')).toEqual([[TYPED_CELLS.map(([, cell]) => cell)], 3]);
  });

  test('marks follow their columns when columns are inserted and moved', async () => {
    await world.run('marked');
    expect(await world.run('append')).toBe(4);
    await world.run('mark');
    expect(await world.run('marks')).toEqual({ tab: 'tried', columns: [[0, 'alpha'], [1, 'own'], [2, 'beta'], [3, 'gamma'], [4, 'delta']] });
    await world.insertColumn(1);
    expect(await world.run('marks')).toEqual({ tab: 'tried', columns: [[0, 'alpha'], [2, 'own'], [3, 'beta'], [4, 'gamma'], [5, 'delta']] });
    await world.moveColumn(0, 3);
    expect(await world.run('marks')).toEqual({ tab: 'tried', columns: [[1, 'own'], [2, 'beta'], [3, 'alpha'], [4, 'gamma'], [5, 'delta']] });
  });

  test('our rules are replaced, the owner\'s stay in their order', async () => {
    const owners = async (): Promise<unknown[]> => (await world.ruleFormulas()).filter((formula) => !String(formula).includes(RULE_MARK));
    const ours = async (): Promise<unknown[]> => (await world.ruleFormulas()).filter((formula) => String(formula).includes(RULE_MARK));
    await world.addOwnerRule('=B1>1');
    await world.run('rules');
    await world.addOwnerRule('=B1>2');
    expect(await ours()).toEqual([`=AND($A2>1,${RULE_MARK}=0)`, `=AND($A2>2,${RULE_MARK}=0)`]);
    await world.run('otherRules');
    expect(await ours()).toEqual([`=AND($A2>3,${RULE_MARK}=0)`]);
    expect(await owners()).toEqual(['=B1>1', '=B1>2']);
  });

  test('what was written before a kill is lost until it was flushed', async () => {
    await world.run('writeAndFlush', { killAt: 2, moment: 'before' });
    expect(await world.run('readFirst')).toEqual([]);
    await world.run('writeAndFlush', { killAt: 2, moment: 'after' });
    expect(await world.run('readFirst')).toEqual(['kept?']);
  });

  test('person, digests, random texts, days and times', async () => {
    expect(await world.run('words')).toEqual({
      email: 'owner@example.com', hmac: 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8', random: [true, true], day: 45_458,
      timestamp: '2024-06-15 23:59:58', remaining: null,
    });
  });

  test('a letter leaves to its recipient', async () => {
    expect(await world.run('send')).toBe('sent');
    expect(world.sentTo()).toEqual([LETTER.to]);
  });
});

describe('counted calls of the adapters', () => {
  let adapters: AdapterPorts;
  beforeAll(() => {
    adapters = new AdapterPorts(code);
  });
  afterAll(() => adapters.end());

  test.each(DOCUMENTED.map(([name, counted], index) => ({ name, counted, index })))('$name: $counted', async ({ index, counted }) => {
    expect((await adapters.call('documented', index)).counts.counted).toBe(counted);
  });

  test.each([
    ['mailAppRemaining', 1, 1495], ['mailAppSend', 1, 'sent'], ['issueToken', 1, expect.stringMatching(/^[0-9a-f]{32}\.[0-9a-f]{64}$/)], ['issueAndJudge', 2, 'good'], ['judgeMalformed', 0, 'refused'],
    // Listed, made, its id kept; listed, kept; read. Then: listed, deleted, forgotten; listed, read.
    ['hourlyTwice', 6, true], ['hourlyRemoved', 5, [0, null]],
  ])('%s: %d', async (name, counted, result) => {
    const record = await adapters.call('other', name);
    expect([record.counts.counted, record.result]).toEqual([counted, result]);
  });

  test('pictures of a letter through MailApp stand beside its HTML, byte by byte', async () => {
    const record = await adapters.call('other', 'mailAppPictures');
    expect([record.counts.counted, record.result]).toEqual([1, 'sent']);
    const email = await PostalMime.parse(adapters.lastRaw());
    expect(email.html?.trim()).toBe('<p>Hello</p><img src="cid:picture1" alt="a">');
    expect(email.attachments.map(({ contentId, mimeType, disposition, content }) => [contentId, mimeType, disposition, [...new Uint8Array(content as ArrayBuffer)]])).toEqual([
      ['<picture1>', 'image/png', 'inline', [0, 127, 128, 255]],
    ]);
  });
});
