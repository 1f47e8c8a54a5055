/** What the views decide without a screen: ways, lists, drafts, confirmation, the run of a mailing. */
import type { IssueView } from '../../src/contract/issue-view';
import type { UndoReport } from '../../src/contract/journal-views';
import type { MailingProgress } from '../../src/contract/mailing-views';
import type { SettingView } from '../../src/contract/settings-views';
import { wordsOf } from '../../ui/language/words';
import { clientsChange, signed } from '../../ui/shared/change';
import { matchingOptions } from '../../ui/shared/combobox';
import { agreesToNumber } from '../../ui/shared/confirm';
import { heatShade } from '../../ui/shared/heat-table';
import { sharedBy } from '../../ui/shared/issues';
import { minutesLeft, runMailing, shareDone, type RunPorts } from '../../ui/shared/mailing/run';
import { recalculatedText } from '../../ui/shared/recalculated';
import { sortedItems } from '../../ui/shared/table';
import { joinedPages } from '../../ui/sidebar/clients';
import { asSentence, correlationText } from '../../ui/sidebar/forecast';
import { undoWhole } from '../../ui/shared/undo';
import { attentionRoute, figureRoute } from '../../ui/sidebar/home';
import { averageRow, cohortMonths, cohortRows } from '../../ui/sidebar/movement/cohort-rows';
import { migrationTable, movesOf } from '../../ui/sidebar/movement/migration-rows';
import { worthShowing } from '../../ui/sidebar/recalculation';
import { wayAfter, wayBack } from '../../ui/sidebar/route';
import { chosenColumns, columnsValue, draftWith, draftWithPreset, effectLines, presetDifferences, presetStands, refusedValues, settingGroups } from '../../ui/sidebar/settings/draft';
import { sampleReplies } from './sample-replies';

const replies = sampleReplies('en');
const words = wordsOf('en', 2026);

test('the way back leads through the places one came by, and home begins anew', () => {
  const way = wayAfter(wayAfter([{ view: 'home' }], { view: 'segments' }), { view: 'clients', audience: 'abc=A', title: 'A' });
  expect(way.map((route) => route.view)).toEqual(['home', 'segments', 'clients']);
  expect(wayAfter(way, { view: 'clients', audience: 'abc=A', title: 'A' })).toBe(way);
  expect(wayBack(way).map((route) => route.view)).toEqual(['home', 'segments']);
  expect(wayBack([{ view: 'help' }])).toEqual([{ view: 'home' }]);
  const composing = wayAfter([{ view: 'home' }, { view: 'mailing' }], { view: 'compose', audience: null });
  expect(wayAfter(composing, { view: 'sending', mailingId: 'm', start: true }).map((route) => route.view)).toEqual(['home', 'mailing', 'sending']);
  expect(wayAfter(way, { view: 'home' })).toEqual([{ view: 'home' }]);
});

test('numbers that stand for clients open those clients, others open nothing', () => {
  const figure = (key: string, value: number): Parameters<typeof figureRoute>[0] => ({ key, value, shown: String(value), unit: '' });
  expect(figureRoute(figure('clients', 5), 'All')).toEqual({ view: 'clients', audience: 'all', title: 'All' });
  expect(figureRoute(figure('dormant', 5), 'All')).toEqual({ view: 'dormant' });
  expect(figureRoute(figure('risk', 5), 'All')).toEqual({ view: 'dormant' });
  expect(figureRoute(figure('clients', 0), 'All')).toBeNull();
  expect(figureRoute(figure('money', 5), 'All')).toBeNull();
});

test('a sentence that asks for attention leads to its clients or to the view that deals with it', () => {
  const item = { key: 'late', text: '218 clients are late', count: 218, audience: 'dormancy = late', view: 'dormant' } as const;
  expect(attentionRoute(item)).toEqual({ view: 'clients', audience: 'dormancy = late', title: '218 clients are late' });
  expect(attentionRoute({ ...item, key: 'dormant' })).toEqual({ view: 'dormant' });
  expect(attentionRoute({ ...item, key: 'unknown', audience: null, view: 'mailing' })).toEqual({ view: 'mailing' });
});

test('a further page of clients never shows one twice', () => {
  const page = replies['clients.list'];
  const joined = joinedPages(page, { ...page, total: 99, rows: [...page.rows.slice(2), { ...page.rows[0]!, clientId: 'new' }] });
  expect(joined.rows.map((row) => row.clientId)).toEqual([...page.rows.map((row) => row.clientId), 'new']);
  expect(joined.total).toBe(99);
});

test('a setting put back to its saved value leaves the draft', () => {
  const setting = replies['settings.view'].settings[1] as SettingView;
  const draft = draftWith({}, setting, '2');
  expect(draft).toEqual({ [setting.key]: '2' });
  expect(draftWith(draft, setting, setting.value)).toEqual({});
});

test('settings keep the server’s order within their groups', () => {
  expect(settingGroups(replies['settings.view']).map((group) => [group.title, group.settings.length])).toEqual([['When a client is silent', 3], ['ABC classes', 1], ['Mailings', 2], ['Further columns', 1]]);
});

test('the effect of a change names only what changes, and says when nothing does', () => {
  const none = { clients: 10, abc: 0, xyz: 0, rfm: 0, segment: 0, lifecycle: 0, dormancy: 0, issues: [] };
  expect(effectLines(none, words)).toEqual([words.say('settings.effectNone')]);
  expect(effectLines({ ...none, abc: 3, dormancy: 1 }, words)).toEqual([
    words.say('settings.effectDormancy', { count: 1, of: 10 }), words.say('settings.effectAbc', { count: 3, of: 10 }),
  ]);
});

describe('presets, columns and refused values of the settings', () => {
  const view = replies['settings.view'];
  const [shop, services, wholesale] = view.presets;
  if (shop === undefined || services === undefined || wholesale === undefined) throw new Error('three presets');

  test('a preset puts only what differs into the draft and says what it was', () => {
    expect(draftWithPreset({}, view, services)).toEqual({ 'dormancy.late': '1.25', 'dormancy.minimumDays': '14' });
    expect(presetDifferences(view, services, words).map(({ from, to }) => `${from} → ${to}`)).toEqual(['1.5 → 1.25', '30 → 14']);
    expect(presetDifferences(view, wholesale, words)[0]).toMatchObject({ from: 'by the client’s rhythm', to: 'by a number of days' });
    expect(presetDifferences(view, shop, words)).toEqual([]);
    const columns = { ...shop, reasons: [{ key: 'columns', title: 'Columns', value: 'lifecycle,clv', shown: '', why: '' }] };
    expect(presetDifferences(view, columns, words)[0]).toMatchObject({ from: 'Stage, Temperature', to: 'Stage, Expected money over the time' });
  });

  test('another preset takes the first one’s place and leaves what was typed by hand', () => {
    const first = draftWithPreset({ 'base.asOf': '2026-01-31' }, view, services);
    expect(draftWithPreset(first, view, wholesale)).toEqual({ 'base.asOf': '2026-01-31', 'dormancy.mode': 'days', 'abc.limits': '70;90' });
    expect(draftWithPreset(first, view, shop)).toEqual({ 'base.asOf': '2026-01-31' });
  });

  test('a preset stands when every value of it is saved or in the draft', () => {
    expect(presetStands({}, view, shop)).toBe(true);
    expect(presetStands({ 'dormancy.late': '1.25' }, view, services)).toBe(false);
    expect(presetStands({ 'dormancy.late': '1.25', 'dormancy.minimumDays': '14' }, view, services)).toBe(true);
    expect(presetStands({ 'dormancy.minimumDays': '7' }, view, shop)).toBe(false);
  });

  test('columns are a list, all or none, and the same ones give the saved text back', () => {
    expect(chosenColumns('all', view.columns)).toHaveLength(4);
    expect(chosenColumns('none', view.columns)).toEqual([]);
    expect(chosenColumns(' clv; lifecycle', view.columns)).toEqual(['lifecycle', 'clv']);
    expect(columnsValue(['temperature', 'lifecycle'], view.columns, 'lifecycle, temperature')).toBe('lifecycle, temperature');
    expect(columnsValue(['clv', 'lifecycle'], view.columns, 'none')).toBe('lifecycle,clv');
    expect(columnsValue([], view.columns, 'lifecycle')).toBe('none');
    expect(columnsValue(view.columns.map((column) => column.key), view.columns, 'none')).toBe('all');
  });

  test('a refused value is told in its own field, other issues stand by themselves', () => {
    const issue = (code: string, text: string): IssueView => ({ code, level: 'error', text, sheet: null, rowNumber: null, column: null, count: 1 });
    const bad = issue('setting.badValue', 'Settings: dormancy.minimumDays cannot be “-1”. Allowed: 0…3650.');
    const busy = issue('lock.busy', 'Somebody else is working: dormancy.minimumDays.');
    const draft = { 'dormancy.minimumDays': '-1', 'dormancy.late': '2' };
    expect(refusedValues([bad, busy], view, draft)).toEqual({ bySetting: { 'dormancy.minimumDays': bad }, others: [busy] });
    const byTitle = issue('setting.badValue', '“Late after so many rhythms” cannot be “-2”.');
    expect(Object.keys(refusedValues([byTitle], view, draft).bySetting)).toEqual(['dormancy.late']);
    expect(refusedValues([bad], view, {}).others).toEqual([bad]);
  });
});

describe('movement', () => {
  const view = replies['migration.view'];

  test('moves are pairs of different classes, the most clients first, with the words of both', () => {
    expect(movesOf(view).map((move) => `${move.fromLabel} → ${move.toLabel}: ${move.clients}`)).toEqual([
      'Potential loyalists → Loyal: 28', 'Loyal → Champions: 14', 'Loyal → At risk: 12', 'Not clients yet → Potential loyalists: 12', 'Champions → Can’t lose: 6', 'Lost → Not in the base: 2',
    ]);
  });

  test('the table of moves holds every client once, and shades are shares of the row', () => {
    const rows = migrationTable(view, words);
    const counts = rows.flatMap((row) => row.cells.map((cell) => Number(cell?.shown)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(view.clients);
    for (const row of rows) {
      const strengths = row.cells.map((cell) => cell?.strength ?? 0).reduce((sum, one) => sum + one, 0);
      expect(strengths === 0 || Math.abs(strengths - 1) < 1e-12).toBe(true);
    }
    expect(rows.find((row) => row.key === 'loyal')?.cells.map((cell) => cell?.shown)).toEqual(['14', '0', '402', '12', '0', '0', '0']);
  });

  test('cohorts stand the latest first, months to come are empty, and shades are measured without the first month', () => {
    const cohorts = replies['cohorts.view'];
    const counts = cohortRows(cohorts, 'count', words);
    expect(counts.map((row) => row.key)).toEqual([...cohorts.rows].reverse().map((row) => row.month));
    expect(counts[0]?.cells).toEqual(Array.from({ length: 11 }, () => null));
    expect([counts[11]?.size.replace(/\u00a0/g, ' '), counts[11]?.cells[0]?.shown]).toEqual(['90 clients', '36']);
    expect(Math.max(...counts.flatMap((row) => row.cells.map((cell) => cell?.strength ?? 0)))).toBe(1);
    expect(cohortRows(cohorts, 'share', words)[11]?.cells[0]?.shown).toBe('40%');
    expect(cohortRows(cohorts, 'money', words)[11]?.cells.slice(0, 2).map((cell) => cell?.shown)).toEqual(['£280,800', '£112,320']);
    expect(cohortMonths({ ...cohorts, months: 0 }, 'share')).toEqual([0]);
    expect(averageRow(cohorts, words).cells[0]?.shown).toBe('34%');
    expect(cohortRows({ ...cohorts, rows: [] }, 'count', words)).toEqual([]);
  });

  test('a change has its sign and its noun, none has no text', () => {
    const plain = (text: string): string => text.replace(/\u00a0/g, ' ');
    expect(plain(clientsChange(12, words))).toBe('+12 clients');
    expect(plain(clientsChange(-1, wordsOf('ru', 2026)))).toBe('−1 клиент');
    expect([clientsChange(0, words), clientsChange(null, words), signed(0, words)]).toEqual(['', '', '']);
  });

  test('a zero has no shade and a full cell never the strength that would hide its number', () => {
    expect(heatShade(0)).toBeUndefined();
    expect(heatShade(Number.NaN)).toBeUndefined();
    expect(heatShade(0.001)).toBe('rgba(11, 107, 114, 0.050)');
    expect(heatShade(7)).toBe('rgba(11, 107, 114, 0.420)');
  });

  test('the average bill is called tied to the number of purchases above a correlation of 0.3', () => {
    expect(correlationText(0.3, words)).toBe(words.say('forecast.correlationLow'));
    expect(correlationText(0.31, words)).toBe(words.say('forecast.correlationUp'));
    expect(correlationText(-0.4, words)).toBe(words.say('forecast.correlationDown'));
    expect(correlationText(null, words)).toBe('');
  });

  test('a reason taken from a cell ends as a sentence', () => {
    expect(['No estimate', 'No estimate.', ''].map(asSentence)).toEqual(['No estimate.', 'No estimate.', '']);
  });

  test('a recalculation is kept in sight only when it moved somebody or followed new settings', () => {
    const report = replies['segments.recalculate'];
    expect(worthShowing(report)).toBe(true);
    expect(worthShowing({ ...report, moves: [] })).toBe(true);
    expect(worthShowing({ ...report, moves: [], settingsChanged: [] })).toBe(false);
  });
});

test('above 50 recipients the number is typed, with or without thousands spaces', () => {
  expect(agreesToNumber('', 50)).toBe(true);
  expect(agreesToNumber('', 51)).toBe(false);
  expect(agreesToNumber('1 204', 1204)).toBe(true);
  expect(agreesToNumber('1204', 1204)).toBe(true);
  expect(agreesToNumber('12', 1204)).toBe(false);
  expect(agreesToNumber('1204 yes', 1204)).toBe(false);
});

test('a search finds parts of words, whatever their case and ё', () => {
  const options = ['Пётр Кузнецов', 'Мария Иванова'].map((label, index) => ({ value: String(index), label }));
  expect(matchingOptions(options, 'петр').map((option) => option.value)).toEqual(['0']);
  expect(matchingOptions(options, 'ВАНО').map((option) => option.value)).toEqual(['1']);
  expect(matchingOptions(options, '', 1)).toHaveLength(1);
});

test('a table sorts numbers as numbers and keeps equal rows in place', () => {
  const items = [{ n: 10, t: 'b' }, { n: 9, t: 'b' }, { n: 100, t: 'a' }];
  const columns = [{ key: 'n', title: 'n', cell: () => '', sortBy: (item: { n: number }) => item.n }, { key: 't', title: 't', cell: () => '', sortBy: (item: { t: string }) => item.t }];
  expect(sortedItems(items, columns, { key: 'n', falling: false }).map((item) => item.n)).toEqual([9, 10, 100]);
  expect(sortedItems(items, columns, { key: 't', falling: true }).map((item) => item.n)).toEqual([10, 9, 100]);
  expect(sortedItems(items, columns, null)).toBe(items);
});

test('an issue that many rows share tells how many; its sentence names the place', () => {
  expect(sharedBy({ code: 'x', level: 'warning', text: 'Orders, row 1205: …', sheet: 'Orders', rowNumber: 1205, column: 'Date', count: 3 }, words).replace(/\u00a0/g, ' ')).toBe('3 rows in all');
  expect(sharedBy({ code: 'x', level: 'error', text: '', sheet: null, rowNumber: null, column: null, count: 1 }, words)).toBe('');
});

test('a recalculation is told with what moved and what was left out', () => {
  expect(recalculatedText(replies['segments.recalculate'], words).replace(/\u00a0/g, ' ')).toBe('Recalculated: 1,805 clients, 4,295 order rows. 46 clients changed segment. 44 rows were not used.');
});

test('an undo is asked again until the server has finished it', async () => {
  const asked: string[] = [];
  const report = { actionId: 'j1', finished: false, rowsRemoved: 0, rowsRestored: 0, columnsRemoved: 0, cellsRestored: 0, keptRows: 0, keptCells: 0, keptColumns: 0, keptPlaces: [], text: '', issues: [] };
  const done = await undoWhole('j1', (actionId) => {
    asked.push(actionId);
    return Promise.resolve({ ...report, finished: asked.length === 3, rowsRemoved: asked.length });
  });
  expect(asked).toEqual(['j1', 'j1', 'j1']);
  expect(done.rowsRemoved).toBe(3);
});

test('an undo tells after each step how far it is, and stops behind the step that was under way', async () => {
  const report = { actionId: 'j1', finished: false, rowsRemoved: 0, rowsRestored: 0, columnsRemoved: 0, cellsRestored: 0, keptRows: 0, keptCells: 0, keptColumns: 0, keptPlaces: [], text: '', issues: [] };
  const shown: (number | undefined)[] = [];
  let asked = 0;
  const ask = (): Promise<UndoReport> => Promise.resolve({ ...report, finished: asked === 3, progress: { done: (asked += 1) * 10, total: 40 } });
  const stopped = await undoWhole('j1', ask, ({ progress }) => shown.push(progress?.done), () => asked === 2);
  expect([stopped.finished, stopped.progress, shown, asked]).toEqual([false, { done: 20, total: 40 }, [10, 20], 2]);
  expect((await undoWhole('j1', ask, ({ progress }) => shown.push(progress?.done), () => false)).finished).toBe(true);
  // The last one is the end, not a step on the way.
  expect([shown, asked]).toEqual([[10, 20, 30], 4]);
});

describe('the run of a mailing', () => {
  const at = (left: number, canContinue = left > 0, waitMs = 0): MailingProgress => ({ ...replies['mailing.progress'], total: 80, left, canContinue, waitMs });
  function ports(chunks: readonly MailingProgress[], change: Partial<RunPorts> = {}): { log: string[]; ports: RunPorts } {
    const log: string[] = [];
    let next = 0;
    const never = new Promise<void>(() => undefined);
    return {
      log,
      ports: {
        sendChunk: () => { log.push('send'); const chunk = chunks[next] ?? at(0); next += 1; return Promise.resolve(chunk); },
        progress: () => Promise.resolve(at(1)),
        // The glance at the counts waits for ever here; the waiting between chunks ends at once.
        wait: (milliseconds) => { if (milliseconds === 4_000) return never; log.push(`wait ${milliseconds}`); return Promise.resolve(); },
        show: (progress) => { log.push(`left ${progress.left}`); },
        stopped: () => false, ...change,
      },
    };
  }

  test('it sends chunk after chunk, waits as the server asks, and ends when nothing can leave now', async () => {
    const { log, ports: all } = ports([at(40, true, 60_000), at(5, false)]);
    await expect(runMailing(at(80), all)).resolves.toMatchObject({ left: 5 });
    expect(log).toEqual(['send', 'left 40', 'wait 60000', 'send', 'left 5']);
  });

  test('a mailing that cannot go on sends nothing', async () => {
    const { log, ports: none } = ports([]);
    await runMailing(at(7, false), none);
    expect(log).toEqual([]);
  });

  test('stop is heard before the next chunk, also while waiting', async () => {
    let stopped = false;
    const { log, ports: some } = ports([at(40, true, 60_000)], { stopped: () => stopped });
    const waiting = { ...some, wait: (milliseconds: number) => { if (milliseconds === 60_000) stopped = true; return some.wait(milliseconds); } };
    await runMailing(at(80), waiting);
    expect(log.filter((line) => line === 'send')).toHaveLength(1);
  });

  test('a chunk that fails ends the run and is not sent again', async () => {
    let sent = 0;
    const { ports: failing } = ports([], { sendChunk: () => { sent += 1; return Promise.reject(new Error('no answer')); } });
    await expect(runMailing(at(80), failing)).rejects.toThrow('no answer');
    expect(sent).toBe(1);
  });

  test('counts move while a chunk is under way, and not after it', async () => {
    let over: (() => void) | undefined;
    let glance: (() => void) | undefined;
    const { log, ports: slow } = ports([], {
      sendChunk: () => new Promise((resolve) => { over = () => resolve(at(0)); }),
      progress: () => Promise.resolve(at(33)),
      wait: () => new Promise((resolve) => { glance = resolve; }),
    });
    const run = runMailing(at(80), slow);
    glance?.();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(log).toEqual(['left 33']);
    over?.();
    await run;
    glance?.();
    await Promise.resolve();
    expect(log).toEqual(['left 33', 'left 0']);
  });

  test('time left and share come from the letters left', () => {
    expect(minutesLeft(at(81))).toBe(3);
    expect(minutesLeft(at(0))).toBe(1);
    expect(shareDone(at(20))).toBe(0.75);
    expect(shareDone({ ...at(0), total: 0 })).toBe(1);
  });
});
