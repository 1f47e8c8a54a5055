/** Clients of the Archive and the locale of texts in imports of orders. */
import { archiveBlock } from '../../src/domain/archive';
import { openBase } from '../../src/domain/base';
import { readOrders } from '../../src/domain/orders-table';
import { writeBlock } from '../../src/domain/row-block';
import { soundTab } from '../../src/domain/sound-tab';
import { recalculate } from '../../src/domain/recalculate';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import { fileOf, gridOf, picture, preview, rowsOf, send, valueOf } from './import-shop';
import { MemoryWorld } from './in-memory-ports';

const HEADER = 'Order;Date;Client;Amount;Email';
const ARCHIVED_DAY = 45400; // 18 April 2024

/** Anna is put away, as the archive desk does it: her row leaves Clients, her orders stay. */
function shopWithoutAnna(): MemoryWorld {
  const world = new MemoryWorld();
  send(world, fileOf(gridOf([HEADER, '1;05.03.2024;Anna;10;anna@example.com', '2;06.03.2024;Boris;20;b@example.com'])));
  world.run((ports) => {
    const base = openBase(ports).value;
    if (base === null) throw new Error('no base');
    const archive = soundTab(base, 'archive');
    const entry = { archivedDay: ARCHIVED_DAY, reason: 'silent', recheckDay: null, mergedInto: '', client: 'Anna', name: 'Anna Kotova', email: 'anna@example.com', phone: '', details: '' };
    writeBlock(base, archive.tab.sheetId, archiveBlock(base, archive, [entry]));
    base.saveState();
  });
  const clients = world.tab('clients');
  clients.rows.splice(1 + world.column('clients', 'client_id').indexOf('Anna'), 1);
  return world;
}

describe('clients in the archive', () => {
  test('stay there when a file brings their old orders, known ones and new ones', () => {
    const world = shopWithoutAnna();
    const known = fileOf(gridOf([HEADER, '1;05.03.2024;Anna;10;anna@example.com', '2;06.03.2024;Boris;20;b@example.com']));
    const before = picture(world);
    expect(preview(world, known)).toMatchObject({ rowsNew: 0, rowsChanged: 0, clientsNew: [] });
    expect(send(world, known)).toMatchObject({ rowsNew: 0, rowsUnchanged: 2, clientsNew: 0 });
    expect(picture(world)).toEqual(before);
    expect(send(world, fileOf(gridOf([HEADER, '3;07.03.2024;Anna;30;anna@example.com'])))).toMatchObject({ rowsNew: 1, clientsNew: 0 });
    expect(rowsOf(world, 'clients', 'client_id')).toEqual(['Boris']);
    world.run((ports) => recalculate(ports));
    expect(rowsOf(world, 'clients', 'client_id')).toEqual(['Boris']);
  });

  test('come back with what stood in their row when they buy after that day, beside new clients; undone they are away again', () => {
    const world = shopWithoutAnna();
    const before = picture(world);
    const file = fileOf(gridOf([HEADER, '7;05.05.2024;Anna;70;anna@example.com', '8;06.05.2024;Zoe;80;z@example.com', '9;07.05.2024;Anna;90;']));
    expect(preview(world, file).clientsNew).toEqual(['zoe', 'anna']);
    expect(send(world, file)).toMatchObject({ rowsNew: 3, clientsNew: 2 });
    expect(rowsOf(world, 'clients', 'client_id', 'name', 'email')).toEqual(['Boris | Boris | b@example.com', 'Zoe | Zoe | z@example.com', 'Anna | Anna Kotova | anna@example.com']);
    const after = picture(world);
    expect(send(world, file)).toMatchObject({ rowsNew: 0, rowsChanged: 0, clientsNew: 0 });
    expect(picture(world)).toEqual(after);
    world.run((ports) => recalculate(ports));
    expect(rowsOf(world, 'clients', 'client_id')).toEqual(['Boris', 'Zoe', 'Anna']);
    const undone = shopWithoutAnna();
    send(undone, file);
    const { lastActionId } = valueOf(undone.run((ports) => viewJournal(ports)));
    valueOf(undone.run((ports) => undoAction(ports, lastActionId ?? '')));
    expect(picture(undone)).toEqual(before);
  });
});

describe('texts that do not tell how they are read', () => {
  test.each([['en_US', 45384, 150_000], ['ru_RU', 45326, 150], ['en_GB', 45326, 150_000]])('in a spreadsheet of %s are read as cleaning reads them', (locale, day, amountMinor) => {
    const world = new MemoryWorld();
    send(world, fileOf(gridOf(['Date;Client;Amount', '2024-01-04;Anna;1'])));
    world.localeName = locale;
    const { rows, marks } = world.tab('orders');
    const [row = []] = rows.slice(1);
    row[marks.indexOf('date')] = '04/02/2024';
    row[marks.indexOf('amount')] = '1,500';
    const read = world.run((ports) => {
      const base = openBase(ports).value;
      return base === null ? [] : (readOrders(base).value?.rows ?? []);
    }).value ?? [];
    expect(read.map((order) => [order.day, order.amountMinor])).toEqual([[day, amountMinor]]);
  });
});
