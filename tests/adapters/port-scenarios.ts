/** What is tried on the ports: the same code runs on the ports in memory and, bundled into a script, on the adapters. Results are JSON. */
import type { Cell } from '../../src/core/table/cell';
import type { Area, ColumnFormat, ColumnSpec, Contents, HighlightRule, OutgoingLetter, Ports } from '../../src/domain/ports';

/** Texts that a sheet would parse, were they not written as text. */
export const STUBBORN_TEXTS = ['=1+1', '+7 900', '00123', '1/2/2024', 'TRUE', '1e5', "'quoted", '@home', '12-05'] as const;

/** Cells that must come back as they were written, each under its format. */
export const TYPED_CELLS: readonly (readonly [format: ColumnFormat, cell: Cell])[] = [
  ['decimal', 1234.5], ['integer', -7], ['plain', 0], ['plain', true], ['plain', false], ['date', { day: 45_356 }], ['date', { day: 36_526 }],
  ['time', { day: 45_356, secondOfDay: 45_296 }], ['plain', 'две строки\nтекста'], ['money', 0.1], ['plain', ''],
];

/** Two rows with all that may stand in cells. */
export const CONTENTS: Omit<Contents, 'formulas'> = {
  values: [['00123', 7.5, 'first', ''], ['=1+1', { day: 45_356 }, 'second', true]],
  notes: [['a note', '', '', ''], ['', '', '', 'another']],
  backgrounds: [['#ffffff', '#ffee00', '#ffffff', '#ffffff'], ['#ffffff', '#00ffee', '#ffffff', '#ffffff']],
  formats: [['@', '0.00', '@', '@'], ['0.00', 'yyyy-mm-dd', '@', '0']],
};

/** The mark inside our rules. */
export const RULE_MARK = 'N("mark")';

function column(key: string, format: ColumnFormat = 'plain'): ColumnSpec {
  return { key, title: key === '' ? 'own' : key.toUpperCase(), owner: 'owner', format, widthPixels: 100 };
}

/** Makes a tab of the columns and gives its id. */
function tab(ports: Ports, columns: readonly ColumnSpec[]): number {
  return ports.book.createTab({ key: 'tried', name: 'Tried', columns, frozenColumns: 0, hidden: false, filter: false, marked: true });
}

function triedTab(ports: Ports): number {
  return ports.book.tabByName('Tried')?.sheetId ?? -1;
}

function firstTab(ports: Ports): number {
  return ports.book.tabs()[0]?.sheetId ?? -1;
}

export function area(rowIndex: number, columnIndex: number, rowCount: number, columnCount: number): Area {
  return { rowIndex, columnIndex, rowCount, columnCount };
}

function rule(formula: string, background: string): HighlightRule {
  return { formula: `=AND(${formula},${RULE_MARK}=0)`, background, areas: [area(1, 0, 20, 1)] };
}

export const LETTER: OutgoingLetter = {
  to: 'ann@example.com', subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', senderName: '', replyTo: '',
  raw: 'To: ann@example.com\r\nSubject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n',
};

/** Behaviours that hold in memory and on the adapters alike. */
export const SCENARIOS = {
  stores: (ports: Ports) => [ports.documentStore, ports.scriptStore].map((store) => {
    const missing = store.get('a.1');
    store.set('a.1', '=1 "quoted" ё');
    store.setAll({ 'a.2': '', 'b.1': 'other' });
    const whole = store.get('a.1');
    const found = store.all('a.');
    store.remove('a.1');
    return { missing, whole, found, left: store.all(''), removed: store.get('a.1') };
  }),
  kept: (ports: Ports) => [ports.documentStore.all(''), ports.scriptStore.all('')],
  take: (ports: Ports) => ports.lock.acquire(0),
  takeAgain: (ports: Ports) => {
    const first = ports.lock.acquire(0);
    ports.lock.release();
    return [first, ports.lock.acquire(0)];
  },
  texts: (ports: Ports) => {
    const sheetId = tab(ports, STUBBORN_TEXTS.map((_text, index) => column(`c${index}`)));
    ports.book.formatAsText(sheetId, 1, 2, STUBBORN_TEXTS.map((_text, index) => index));
    ports.book.write(sheetId, 1, 0, [STUBBORN_TEXTS, STUBBORN_TEXTS]);
    return ports.book.read(sheetId).slice(1);
  },
  typed: (ports: Ports) => {
    const sheetId = tab(ports, TYPED_CELLS.map(([format], index) => column(`c${index}`, format)));
    ports.book.write(sheetId, 1, 0, [TYPED_CELLS.map(([, cell]) => cell), TYPED_CELLS.map(() => 'end')]);
    ports.book.flush();
    return [ports.book.readArea(sheetId, area(1, 0, 1, TYPED_CELLS.length)), ports.book.read(sheetId).length];
  },
  contents: (ports: Ports) => {
    const { book } = ports;
    const sheetId = tab(ports, ['a', 'b', 'c', 'd'].map((key) => column(key)));
    book.ensureRows(sheetId, 6);
    book.writeContents(sheetId, 1, 0, CONTENTS);
    book.writeFormulas(sheetId, 3, 0, [['=1+1', '=2+2']]);
    book.setPatterns(sheetId, [{ areas: [area(3, 2, 1, 1), area(3, 3, 1, 1)], pattern: '0.00' }]);
    book.setPatterns(sheetId, [{ areas: [area(5, 0, 1, 1)], pattern: 'General' }]);
    const { formulas, formats } = book.readMake(sheetId, area(3, 0, 1, 4));
    const { bound } = book.readGaps(sheetId, area(2, 0, 3, 2));
    const whole = book.readContents(sheetId, area(1, 0, 2, 4));
    book.moveRows(sheetId, 2, 1, 1);
    book.moveRows(sheetId, 1, 1, 3);
    book.moveRows(sheetId, 1, 1, 4);
    const moved = book.readContents(sheetId, area(1, 0, 3, 4));
    const automatic = book.readMake(sheetId, area(5, 0, 1, 1)).formats;
    return { formulas, formats: formats[0]?.slice(2), automatic, bound, whole, moved: [moved.values.map((row) => row[2]), moved.notes.map((row) => row[0]), moved.backgrounds.map((row) => row[1])] };
  },
  inserted: (ports: Ports) => {
    const { book } = ports;
    const sheetId = tab(ports, ['a', 'b'].map((key) => column(key)));
    book.write(sheetId, 1, 0, [['one', 1], ['two', 2]]);
    book.writeContents(sheetId, 3, 0, { values: [['', '']], formats: [['General', 'General']], notes: [['', 'below']], backgrounds: [['#ffffff', '#ffee00']] });
    book.insertRows(sheetId, 2, 2);
    const { values, notes, backgrounds } = book.readContents(sheetId, area(1, 0, 5, 2));
    return { firsts: values.map((row) => row[0]), notes: notes.map((row) => row[1]), backgrounds: backgrounds.map((row) => row[1]) };
  },
  copies: (ports: Ports) => {
    const { book } = ports;
    const sheetId = triedTab(ports);
    const cells = book.gridCells();
    const copyId = book.copyTab(sheetId, 'Tried 2024-06-15 09.00');
    const tabs = book.tabs().map(({ name }) => name);
    const found = { same: JSON.stringify(book.read(copyId)) === JSON.stringify(book.read(sheetId)), marks: book.marks().tabs.filter((mark) => mark.sheetId === copyId).length + book.marks().columns.filter((mark) => mark.sheetId === copyId).length };
    const more = book.gridCells() - cells === book.tabCells(copyId);
    book.removeTab(copyId);
    return { ...found, more, tabs, left: book.tabs().map(({ name }) => name) };
  },
  empty: (ports: Ports) => ports.book.read(firstTab(ports)),
  marked: (ports: Ports) => tab(ports, [column('alpha'), column(''), column('beta'), column('gamma')]),
  append: (ports: Ports) => ports.book.appendColumns(triedTab(ports), 3, [column('delta')]),
  mark: (ports: Ports) => ports.book.mark(triedTab(ports), null, [{ columnIndex: 1, key: 'own' }]),
  marks: (ports: Ports) => {
    const sheetId = triedTab(ports);
    const { tabs, columns } = ports.book.marks();
    const ours = columns.filter((mark) => mark.sheetId === sheetId).sort((one, other) => one.columnIndex - other.columnIndex);
    return { tab: tabs.find((mark) => mark.sheetId === sheetId)?.key, columns: ours.map(({ columnIndex, key }) => [columnIndex, key]) };
  },
  rules: (ports: Ports) => ports.book.replaceRules(firstTab(ports), RULE_MARK, [rule('$A2>1', '#ffcccc'), rule('$A2>2', '#ccffcc')]),
  otherRules: (ports: Ports) => ports.book.replaceRules(firstTab(ports), RULE_MARK, [rule('$A2>3', '#ccccff')]),
  writeAndFlush: (ports: Ports) => {
    ports.book.write(firstTab(ports), 0, 0, [['kept?']]);
    ports.book.flush();
  },
  readFirst: (ports: Ports) => ports.book.read(firstTab(ports)).map(([cell]) => cell),
  words: (ports: Ports) => ({
    email: ports.person.email(),
    hmac: ports.keys.hmac('key', 'The quick brown fox jumps over the lazy dog'),
    random: [ports.keys.randomText(), ports.keys.randomText()].map((text) => /^\w{32}$/.test(text)),
    day: ports.clock.dayOf(ports.clock.now()),
    timestamp: ports.clock.timestamp(Date.UTC(2024, 5, 15, 23, 59, 58)),
    remaining: ports.mailer.remaining(),
  }),
  send: (ports: Ports) => ports.mailer.send(LETTER).kind,
} as const;

export type ScenarioName = keyof typeof SCENARIOS;

/** Single calls of the ports with the number of counted calls that src/domain/ports.ts documents; in this order on one spreadsheet. */
export const DOCUMENTED: readonly (readonly [name: string, counted: number, call: (ports: Ports) => unknown])[] = [
  ['book.spreadsheetId', 0, (ports) => ports.book.spreadsheetId()],
  ['book.name', 0, (ports) => ports.book.name()],
  ['book.locale', 0, (ports) => ports.book.locale()],
  ['book.tabs with their names', 0, (ports) => ports.book.tabs().map(({ name }) => name)],
  ['book.tabByName', 0, (ports) => ports.book.tabByName('Sheet1')?.name],
  ['book.write', 1, (ports) => ports.book.write(firstTab(ports), 0, 0, [['a', 1], [{ day: 45_000 }, null]])],
  ['book.read', 1, (ports) => ports.book.read(firstTab(ports))],
  ['book.readArea', 1, (ports) => ports.book.readArea(firstTab(ports), area(0, 0, 2, 2))],
  ['book.formatAsText', 1, (ports) => ports.book.formatAsText(firstTab(ports), 1, 5, [0, 2, 4])],
  ['book.formatAsText of nothing', 0, (ports) => ports.book.formatAsText(firstTab(ports), 1, 5, [])],
  ['book.setFormat', 1, (ports) => ports.book.setFormat(firstTab(ports), area(1, 1, 5, 1), 'date')],
  ['book.paint, each item', 2, (ports) => ports.book.paint(firstTab(ports), [{ area: area(0, 0, 1, 1), background: '#ff0000' }, { area: area(0, 2, 1, 1), background: '#00ff00' }])],
  ['book.ensureRows that grows', 1, (ports) => ports.book.ensureRows(firstTab(ports), 1200)],
  ['book.ensureRows that need not', 0, (ports) => ports.book.ensureRows(firstTab(ports), 1200)],
  ['book.insertRows', 1, (ports) => ports.book.insertRows(firstTab(ports), 10, 5)],
  ['book.insertRows at the end of the grid', 1, (ports) => ports.book.insertRows(firstTab(ports), ports.book.gridSize(firstTab(ports)).rowCount, 5)],
  ['book.removeRows', 1, (ports) => ports.book.removeRows(firstTab(ports), 10, 5)],
  ['book.removeColumns, each run', 2, (ports) => ports.book.removeColumns(firstTab(ports), [20, 22, 23])],
  ['book.mark, each mark', 3, (ports) => ports.book.mark(firstTab(ports), 'first', [{ columnIndex: 0, key: 'a' }, { columnIndex: 1, key: 'b' }])],
  ['book.marks', 1, (ports) => ports.book.marks()],
  ['book.replaceRules that changes', 2, (ports) => SCENARIOS.rules(ports)],
  ['book.replaceRules that changes nothing', 1, (ports) => SCENARIOS.rules(ports)],
  ['book.canEdit', 0, (ports) => ports.book.canEdit(firstTab(ports), [area(0, 0, 5, 2), area(0, 3, 5, 1)])],
  ['book.select', 0, (ports) => ports.book.select(firstTab(ports), 1, 1)],
  ['book.readContents', 5, (ports) => ports.book.readContents(firstTab(ports), area(0, 0, 3, 3))],
  ['book.readMake', 2, (ports) => ports.book.readMake(firstTab(ports), area(0, 0, 3, 3))],
  ['book.readGaps', 3, (ports) => ports.book.readGaps(firstTab(ports), area(1, 1, 3, 3))],
  ['book.writeContents with notes', 5, (ports) => ports.book.writeContents(firstTab(ports), 1, 0, CONTENTS)],
  ['book.writeContents without notes', 4, (ports) => ports.book.writeContents(firstTab(ports), 1, 0, { ...CONTENTS, notes: CONTENTS.notes.map((row) => row.map(() => '')) })],
  ['book.writeFormulas', 1, (ports) => ports.book.writeFormulas(firstTab(ports), 5, 0, [['=1+1', '']])],
  ['book.setPatterns, each item', 2, (ports) => ports.book.setPatterns(firstTab(ports), [{ areas: [area(1, 0, 1, 1), area(3, 0, 2, 1)], pattern: '@' }, { areas: [area(5, 0, 1, 1)], pattern: '0' }])],
  ['book.setPatterns of nothing', 0, (ports) => ports.book.setPatterns(firstTab(ports), [{ areas: [], pattern: '@' }])],
  ['book.moveRows', 1, (ports) => ports.book.moveRows(firstTab(ports), 3, 2, 1)],
  ['book.gridCells and tabCells', 0, (ports) => [ports.book.gridCells(), ports.book.tabCells(firstTab(ports))]],
  ['book.canEdit of rows the grid does not hold', 0, (ports) => ports.book.canEdit(firstTab(ports), [area(5000, 0, 10, 18_278)])],
  ['book.flush', 1, (ports) => ports.book.flush()],
  ['clock', 0, (ports) => [ports.clock.now(), ports.clock.dayOf(0), ports.clock.timestamp(0)]],
  ['lock.acquire', 1, (ports) => ports.lock.acquire(0)],
  ['lock.acquire and release', 2, (ports) => [ports.lock.acquire(0), ports.lock.release()]],
  ...(['documentStore', 'scriptStore'] as const).flatMap((store): (typeof DOCUMENTED)[number][] => [
    [`${store}.get`, 1, (ports) => ports[store].get('x')],
    [`${store}.set`, 1, (ports) => ports[store].set('x', '1')],
    [`${store}.setAll`, 1, (ports) => ports[store].setAll({ y: '2', z: '3' })],
    [`${store}.all`, 1, (ports) => ports[store].all('')],
    [`${store}.remove`, 1, (ports) => ports[store].remove('x')],
  ]),
  ['keys', 0, (ports) => [ports.keys.hmac('key', 'text'), ports.keys.randomText()]],
  ['person', 0, (ports) => ports.person.email()],
  ['mailer.remaining', 0, (ports) => ports.mailer.remaining()],
  ['mailer.send', 1, (ports) => ports.mailer.send(LETTER)],
];
