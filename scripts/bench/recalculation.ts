/** Recalculation through the add-on itself: counted service calls at two sizes, and the engine's time beside reading and writing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { segmentClients } from '../../src/core/segmentation';
import type { Host } from '../build/host-bundle';
import { seconds, syntheticOrders, table, timed } from './measure';

interface Size {
  readonly orders: number;
  readonly clients: number;
}

const usual: readonly Size[] = [
  { orders: 10_000, clients: 1_500 },
  { orders: 100_000, clients: 15_000 },
];
/** 1 January 2022 and two years later, as serial days. */
const firstDay = 44_562;
const asOfDay = firstDay + 730;

/** Prints one row a size; throws when the number of counted calls depends on the size or the figures differ from the engine's. */
export async function benchRecalculation(host: Host, root: string, sizes: readonly Size[] = usual): Promise<string> {
  const rows: string[][] = [['Recalculate', 'counted calls', 'whole call', 'engine alone', 'engine share']];
  const counts = new Set<number>();
  for (const { orders: orderCount, clients: clientCount } of sizes) {
    const orders = syntheticOrders(orderCount, clientCount, firstDay);
    const engine = await timed(() =>
      segmentClients(
        { rows: orders.map(({ client, day, amount }, rowIndex) => ({ rowIndex, clientKey: client.toLowerCase(), day, amountMinor: Math.round(amount * 100) })), knownClientKeys: [] },
        DEFAULT_SETTINGS,
        asOfDay,
      ),
    );
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
    const session = await host.AddOnSession.open({ cwd: root, locale: 'en' });
    try {
      const lines = orders.map(({ client, day, amount }) => `${client},${isoDay(day)},${amount.toFixed(2)}`);
      writeFileSync(path.join(folder, 'orders.csv'), `client,date,amount\n${lines.join('\n')}\n`);
      await session.call('base.setUp', 'en');
      await session.call('settings.save', { asOf: isoDay(asOfDay) });
      await host.importOrders(session, host.readTable(folder, 'orders.csv', undefined, 'en'));
      // The first call also writes the highlight rules; what an owner repeats every day is the second.
      await session.call('segments.recalculate');
      const whole = await timed(() => session.call('segments.recalculate'));
      const counted = session.workbench.history.at(-1)?.counts.counted ?? 0;
      if (whole.value.clients !== engine.value.value.clients.length) throw new Error(`${whole.value.clients} clients in the sheet, ${engine.value.value.clients.length} in the engine`);
      counts.add(counted);
      rows.push([`${orderCount} orders, ${clientCount} clients`, String(counted), seconds(whole.ms), seconds(engine.ms), `${((100 * engine.ms) / whole.ms).toFixed(0)} %`]);
    } finally {
      await session.close();
      rmSync(folder, { recursive: true });
    }
  }
  if (counts.size !== 1) throw new Error(`the number of counted calls depends on the size: ${[...counts].join(', ')}`);
  return table(rows);
}

function isoDay(day: number): string {
  return new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10);
}
