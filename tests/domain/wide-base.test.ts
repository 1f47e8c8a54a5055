// Sheets with hundreds of columns of long titles: what the base remembers of them must fit into its cell, and nothing of it is lost.
import type { Cell } from '../../src/core/table/cell';
import { STATE_ROW } from '../../src/domain/base';
import { cellText } from '../../src/domain/cells';
import { putIntoArchive } from '../../src/domain/cleaning/archive-desk';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { recalculate } from '../../src/domain/recalculate';
import { beginSetUp } from '../../src/domain/set-up';
import { fileOf, gridOf, send } from './import-shop';
import type { MemoryWorld } from './in-memory-ports';
import { chosenAsProposed, day, figuresOf, ownersSheet, wholeWorld } from './owner-sheets';

/** Titles as people paste whole questions of a form into a header. */
const titles = (count: number, length: number): string[] => Array.from({ length: count }, (_unused, index) => `Вопрос ${index + 1}: "${'как вы узнали о нас, '.repeat(Math.ceil(length / 20))}`.slice(0, length));

function shopOf(count: number, length: number): MemoryWorld {
  const own = titles(count, length);
  const answers = (text: string): Cell[] => own.map((_title, index) => (index % 50 === 0 ? text : ''));
  const world = ownersSheet([
    ['Продажи', [['Цветы на Лесной'], ['Номер заказа', 'Дата', 'Клиент', 'Сумма', ...own], ['1', day('2024-01-10'), 'Анна Ким', 100, ...answers('да')], ['2', day('2024-02-10'), 'Борис Лем', 300, ...answers('нет')]]],
    ['Клиенты', [['ФИО', 'Телефон', 'E-mail', ...own], ['Анна Ким', '+7 900 000-00-00', 'anna@example.com', ...answers('да')], ['Борис Лем', '+7 900 000-00-01', 'boris@example.com', ...answers('нет')]]],
  ]);
  const request = chosenAsProposed(world, 'ru');
  expect(world.run((ports) => beginSetUp(ports, request)).value?.issues).toEqual([]);
  return world;
}

const stateLength = (world: MemoryWorld): number => cellText(world.tab('settings').rows.find((row) => row.includes(STATE_ROW))?.[1]).length;
const figures = [['Анна Ким', 1, 100], ['Борис Лем', 1, 300]];

describe.each([[20, 2000], [100, 300], [400, 200], [1500, 60]])('%d columns with titles of %d characters on both sheets', (count, length) => {
  const begin = shopOf(count, length);
  begin.run((ports) => recalculate(ports));

  test('become a base that remembers them', () => {
    expect(figuresOf(begin)).toEqual(figures);
    expect(stateLength(begin)).toBeLessThan(45_000);
    // What is read with the remembered header asks for no marks.
    expect(begin.run((ports) => recalculate(ports)).calls).not.toContain('marks');
  });

  test('are found again when rows came above the header, columns were moved and renamed', () => {
    const world = begin.clone();
    for (const key of ['orders', 'clients']) {
      const tab = world.tab(key);
      tab.rows.splice(0, 0, ['Отчёт за год'], ['', ''], ['']);
      for (const row of tab.rows) if (row.length > 3) row.splice(0, 0, ...row.splice(1, 1));
      tab.marks.splice(0, 0, ...tab.marks.splice(1, 1));
      tab.owners.splice(0, 0, ...tab.owners.splice(1, 1));
    }
    const { rows, marks } = world.tab('orders');
    (rows[4] ?? [])[marks.indexOf('amount')] = 'Заплачено всего';
    expect(world.run((ports) => recalculate(ports)).value?.issues).toEqual([]);
    expect(figuresOf(world)).toEqual(figures);
  });

  test('an import with as many columns, a row put away, and both taken back', () => {
    const world = begin.clone();
    const before = wholeWorld(world);
    const own = titles(count, length).map((title) => `Новый ${title}`.replace(/;/g, ','));
    const report = send(world, fileOf(gridOf([`Номер заказа;Дата;Клиент;Сумма;${own.join(';')}`, `7;01.03.2024;Анна Ким;50;${own.map(() => 'x').join(';')}`])));
    expect(report.rowsNew).toBe(1);
    expect(world.run((ports) => putIntoArchive(ports, ['Борис Лем'], '')).value?.issues).toEqual([]);
    for (let turn = 0; turn < 2; turn += 1) {
      const last = world.run((ports) => viewJournal(ports)).value?.value?.lastActionId ?? '';
      expect(world.run((ports) => undoAction(ports, last)).value?.value).toMatchObject({ finished: true, keptCells: 0, keptRows: 0, keptColumns: 0 });
    }
    const data = (whole: unknown): unknown => (whole as { whole: { name: string; key: string | null; rows: unknown } }[]).filter(({ whole: { key } }) => key === 'orders' || key === 'clients').map(({ whole: { rows } }) => rows);
    expect(data(wholeWorld(world))).toEqual(data(before));
    world.run((ports) => recalculate(ports));
    expect(figuresOf(world)).toEqual(figures);
  });
});

test('a file whose titles are longer than what is remembered of an import is refused before anything is written', () => {
  const world = shopOf(3, 20);
  const before = wholeWorld(world);
  for (const [count, length] of [[1200, 300], [1, 30_000]] as const) {
    const own = titles(count, length).join(';');
    const file = fileOf(gridOf([`Номер заказа;Дата;Клиент;Сумма;${own}`, '7;01.03.2024;Анна Ким;50']));
    expect(() => send(world, file)).toThrow('import.titlesLong');
    expect(wholeWorld(world)).toEqual(before);
  }
});
