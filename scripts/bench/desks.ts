/** Import, cleaning and duplicates through the add-on itself at a latency as on Google's servers: counted calls, steps and seconds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ACCEPT_AT_ONCE } from '../../src/contract/cleaning-views';
import type { MethodName, ServerApi } from '../../src/contract/server-api';
import type { Host } from '../build/host-bundle';
import { table } from './measure';
import { untidyShop } from './untidy-shop';

/** What one counted call takes on Google's servers, about. */
const LATENCY_MS = 50;
/** A run of a script ends after this; a step of ours stays far below. */
const LONGEST_RUN_SECONDS = 360;
const LONGEST_STEP_SECONDS = 25;

const usual = { clients: 10_000, orders: 20_000 };

/** One part of the work: calls of the script one after the other, as the pages make them. */
interface Part {
  readonly title: string;
  steps: number;
  calls: number;
  seconds: number;
  longestStep: number;
}

/** Prints one row a part; throws when a part or a step takes longer than the platform and the pages allow, or finds nothing. */
export async function benchDesks(host: Host, root: string, size: { readonly clients: number; readonly orders: number } = usual): Promise<string> {
  const shop = untidyShop(size.clients, size.orders);
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const session = await host.AddOnSession.open({ cwd: root, locale: 'ru', latencyMs: LATENCY_MS });
  const parts: Part[] = [];
  const begin = (title: string): Part => {
    const part = { title, steps: 0, calls: 0, seconds: 0, longestStep: 0 };
    parts.push(part);
    return part;
  };
  const watched = session.watch((record, wallMs) => {
    const part = parts[parts.length - 1];
    if (part === undefined) return;
    const stepSeconds = (record.durationMs + wallMs) / 1000;
    part.steps += 1;
    part.calls += record.counts.counted;
    part.seconds += stepSeconds;
    part.longestStep = Math.max(part.longestStep, stepSeconds);
  });
  const call = <Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<ReturnType<ServerApi[Name]>> => session.call(method, ...args);
  try {
    writeFileSync(path.join(folder, 'clients.csv'), shop.clients);
    writeFileSync(path.join(folder, 'orders.csv'), shop.orders);
    await call('base.setUp', 'ru');
    begin(`import ${size.clients} clients, preview and writing`);
    await host.importClients(session, host.readTable(folder, 'clients.csv', undefined, 'ru'));
    begin(`import ${size.orders} orders, preview and writing`);
    await host.importOrders(session, host.readTable(folder, 'orders.csv', undefined, 'ru'));
    begin('the same orders again: nothing changes');
    const again = await host.importOrders(session, host.readTable(folder, 'orders.csv', undefined, 'ru'));
    if (again.rowsNew + again.rowsChanged > 0) throw new Error(`the second import changed ${again.rowsNew + again.rowsChanged} rows`);

    begin('clean: look through the base');
    const found = await call('clean.scan');
    begin(`clean: accept ${found.proposals} proposals`);
    for (const { kind, codes } of found.kinds) {
      for (const { code, ids } of codes) {
        let actionId = '';
        for (let from = 0; from < ids.length;) {
          const asked = ids.slice(from, from + ACCEPT_AT_ONCE);
          const report = await call('clean.accept', { part: { kind, code }, ids: asked, actionId, last: from + asked.length >= ids.length });
          ({ actionId } = report);
          from += report.dealtWith;
        }
      }
    }
    begin('clean: look again');
    const left = await call('clean.scan');
    if (found.proposals === 0 || left.proposals > 0) throw new Error(`${found.proposals} proposals accepted, ${left.proposals} left`);

    begin('duplicates: find');
    const groups = await call('duplicates.scan');
    if (groups.surplus < shop.repeated / 2) throw new Error(`${groups.surplus} surplus rows found of ${shop.repeated}`);
    begin(`duplicates: merge ${groups.exactRows} exact ones`);
    let merged = await call('duplicates.mergeExact', { rows: groups.exactRows, actionId: '' });
    while (!merged.finished) merged = await call('duplicates.mergeExact', { rows: groups.exactRows, actionId: merged.actionId });
  } finally {
    watched();
    await session.close();
    rmSync(folder, { recursive: true });
  }
  const report = table([
    [`At ${LATENCY_MS} ms a counted call`, 'steps', 'counted calls', 'seconds', 'longest step'],
    ...parts.map(({ title, steps, calls, seconds, longestStep }) => [title, String(steps), String(calls), seconds.toFixed(1), `${longestStep.toFixed(1)} s`]),
  ]);
  const tooLong = parts.filter(({ seconds, longestStep }) => seconds > LONGEST_RUN_SECONDS || longestStep > LONGEST_STEP_SECONDS);
  if (tooLong.length > 0) throw new Error(`${report}\nToo long: ${tooLong.map(({ title }) => title).join('; ')}`);
  return report;
}
