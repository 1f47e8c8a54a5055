/** A mailing to 5,000 recipients through the add-on itself: what pre-flight, planning and sending cost in service calls and time, each call taking 50 ms. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Host } from '../build/host-bundle';
import { seconds, table } from './measure';

interface Size {
  readonly recipients: number;
  /** Sending is measured over at least so many letters. */
  readonly letters: number;
}

const usual: Size = { recipients: 5_000, letters: 300 };
const LATENCY_MS = 50;
const MOST_PREFLIGHT_CALLS = 10;
const MOST_CALLS_A_LETTER = 5;
const LONGEST_STEP_MS = 25_000;

/** One call of the server: counted service calls, the time of all calls on the virtual clock, and what the script itself took on this machine. */
interface Step {
  readonly name: string;
  readonly calls: number;
  readonly serviceMs: number;
  readonly scriptMs: number;
}

/** Prints one row a step; throws when the pre-flight takes more than 10 counted calls, a letter more than 5, or a step more than 25 s of service calls. */
export async function benchMailing(host: Host, root: string, { recipients, letters }: Size = usual): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const session = await host.AddOnSession.open({ cwd: root, locale: 'en', latencyMs: LATENCY_MS });
  const steps: Step[] = [];
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const stop = session.watch((record, wallMs) => steps.push({ name, calls: record.counts.counted, serviceMs: record.durationMs, scriptMs: wallMs }));
    try {
      return await work();
    } finally {
      stop();
    }
  };
  try {
    const lines = Array.from({ length: recipients }, (_unused, index) => `Client ${index},2023-0${1 + (index % 5)}-10,${100 + index},c${index}@example.com,yes`);
    writeFileSync(path.join(folder, 'orders.csv'), `client,date,amount,email,consent\n${lines.join('\n')}\n`);
    await session.call('base.setUp', 'en');
    await session.call('settings.save', { 'mailing.dailyLimit': '2000', 'mailing.perMinute': '100' });
    await host.importOrders(session, host.readTable(folder, 'orders.csv', undefined, 'en'));
    await session.call('segments.recalculate');
    const { checkUrl } = await session.call('webapp.save', session.workbench.deployWebApp(session.projectId));
    await session.visit(checkUrl.slice(checkUrl.indexOf('?') + 1));

    const preflight = await step('pre-flight', () => session.call('mailing.preflight', { templateKey: 'come-back', audience: 'all' }));
    if (preflight.go !== recipients) throw new Error(`${preflight.go} of ${recipients} would get the letter`);
    await step('its tab', () => session.call('mailing.preflightTab', preflight.request));
    let progress = await step('planning', () => session.call('mailing.plan', preflight.request, preflight.go));
    const { mailingId } = progress;
    while (progress.sent < letters) {
      progress = await step('sending', () => session.call('mailing.sendChunk', mailingId));
      session.workbench.clock.set(session.workbench.clock.now() + progress.waitMs);
    }
    await step('progress', () => session.call('mailing.progress', mailingId));
    const of = (name: string): Step[] => steps.filter((each) => each.name === name);
    const calls = (name: string): number => of(name).reduce((sum, each) => sum + each.calls, 0);
    const perLetter = calls('sending') / progress.sent;
    const shown = ['pre-flight', 'its tab', 'planning', 'sending', 'progress'].map((name) => [
      `  ${name}`, name === 'sending' ? `${perLetter.toFixed(2)} a letter` : String(calls(name)), ...(['serviceMs', 'scriptMs'] as const).map((time) => seconds(Math.max(...of(name).map((each) => each[time])))), name === 'sending' ? `${of(name).length} steps, ${progress.sent} letters` : '',
    ]);
    if (calls('pre-flight') > MOST_PREFLIGHT_CALLS) throw new Error(`the pre-flight took ${calls('pre-flight')} counted calls`);
    if (perLetter > MOST_CALLS_A_LETTER) throw new Error(`a letter took ${perLetter} counted calls`);
    const slow = steps.find(({ serviceMs }) => serviceMs > LONGEST_STEP_MS);
    if (slow !== undefined) throw new Error(`${slow.name} took ${seconds(slow.serviceMs)}`);
    return table([[`Mailing to ${recipients} recipients, ${LATENCY_MS} ms a call`, 'counted calls', 'longest step: service calls', 'script itself', ''], ...shown]);
  } finally {
    await session.close();
    rmSync(folder, { recursive: true });
  }
}
