// Bulk actions with everything drawn at random, as pages ask for them; run to the end, or killed on the way and asked again.
import fc from 'fast-check';
import { CLEANING_KINDS } from '../../src/contract/cleaning-views';
import type { Outcome } from '../../src/core/issue';
import type { Language } from '../../src/core/language/language';
import { acceptFindings } from '../../src/domain/cleaning/accept';
import { bringBack, putIntoArchive, viewArchive } from '../../src/domain/cleaning/archive-desk';
import { scanCleaning } from '../../src/domain/cleaning/scan';
import { deleteDemo, makeDemo } from '../../src/domain/demo';
import { mergeDuplicates } from '../../src/domain/duplicates/merge';
import { scanDuplicates, viewGroup } from '../../src/domain/duplicates/views';
import { finishImport, importChunk, startImport } from '../../src/domain/import-orders';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { Ports } from '../../src/domain/ports';
import { exactStep, requestOf } from '../domain/duplicates-shop';
import { fileOf, gridOf } from '../domain/import-shop';
import type { MemoryWorld } from '../domain/in-memory-ports';
import { EMAILS, NAMES, PHONES } from './kill-worlds';

/** Runs one call of a page and gives its value. */
export type Execute = <T>(work: (ports: Ports) => Outcome<T | null>) => T;

/** A bulk action with all that the page would send. */
export interface Step {
  readonly name: string;
  readonly run: (execute: Execute) => void;
}

/** A call said no. */
class Refused extends Error {}
/** A call was killed, and nobody asks again. */
class Stopped extends Error {}

/** A kill: at which call (counted on from the beginning of the step or from the kill before) and on which side of it. */
export interface Kill {
  readonly at: number;
  readonly moment: 'before' | 'after';
}

function answerOf<T>(found: Outcome<T | null>): T {
  if (found.value === null) throw new Refused(found.issues.map(({ code }) => code).join());
  return found.value;
}

/** Runs a step undisturbed; returns the number of its counted calls, null when it was refused. */
export function runWhole(world: MemoryWorld, step: Step): number | null {
  let calls = 0;
  try {
    step.run((work) => {
      const done = world.run(work);
      calls += done.calls.length;
      if (done.value === null) throw new Error('no answer');
      return answerOf(done.value);
    });
    return calls;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/**
 * Runs a step with kills; each call that was killed is asked again, after the last kill only with `goesOn`. Returns false when it was left there.
 * An undo of a set-up that was killed behind its last write finds no base any more: that is its end too.
 */
export function runKilled(world: MemoryWorld, step: Step, kills: readonly Kill[], goesOn: boolean): boolean {
  const rest = [...kills];
  let passed = 0;
  const execute: Execute = (work) => {
    for (;;) {
      const [kill] = rest;
      const done = kill === undefined || kill.at <= passed ? world.run(work) : world.run(work, kill.at - passed, kill.moment);
      if (done.killed) {
        rest.shift();
        passed = 0;
        if (rest.length === 0 && !goesOn) throw new Stopped();
        continue;
      }
      passed += done.calls.length;
      if (done.value === null) throw new Error('no answer');
      return answerOf(done.value);
    }
  };
  try {
    step.run(execute);
    return true;
  } catch (error) {
    if (error instanceof Stopped) return false;
    if (error instanceof Refused && error.message === 'base.missing' && step.name === 'undo' && rest.length < kills.length) return true;
    throw error;
  }
}

/** The action that "undo the last one" would take; null without any. */
export const lastAction = (world: MemoryWorld): string | null => world.run((ports) => viewJournal(ports)).value?.value?.lastActionId ?? null;

/** Takes an action back to its end. */
export function undoStep(actionId: string): Step {
  return {
    name: 'undo', run: (execute) => {
      for (let turn = 0; !execute((ports) => undoAction(ports, actionId)).finished; turn += 1) if (turn > 50) throw new Error('no end of the undo');
    },
  };
}

/** Random numbers that choose what a step does with what it finds. */
const choice = fc.record({ first: fc.nat(1000), second: fc.nat(1000), every: fc.integer({ min: 1, max: 3 }) });

/** True where somebody asked for no letters. His row stays whatever is undone, also one that was added and then merged with his: such bases only merge, clean and put away. */
const hasRefusals = (world: MemoryWorld): boolean => world.column('clients', 'unsubscribed').includes('yes');

const text = (values: readonly (string | number)[]): fc.Arbitrary<string> => fc.constantFrom(...values).map((value) => String(value).replace(/[;\n]/g, ','));
const orderLine = fc.tuple(fc.constantFrom('', '', '1', '2', '007', '11'), fc.integer({ min: 1, max: 3 }), fc.constantFrom('K-0', 'K-1', '102', 'Guest 9', 'New one', ''), fc.integer({ min: 1, max: 3 }), fc.constantFrom('', 'Tea', '=1+1'), fc.constantFrom('', 'North', '-5'))
  .map(([order, day, client, amount, product, shop]) => [order, `0${day}.03.2024`, client, String(amount), product, shop].join(';'));
const clientLine = fc.tuple(fc.constantFrom('K-0', 'K-1', '102', 'New one', ''), text(NAMES), text(PHONES), text(EMAILS), fc.constantFrom('', 'Рига', 'Riga'), fc.constantFrom('', 'M', '=1+1')).map((cells) => cells.join(';'));

/** What is asked for, before the base it is asked of is known. */
export interface Wish {
  readonly plan: (world: MemoryWorld, language: Language) => Step | null;
  /** For reports of failures. */
  readonly toString: () => string;
}

/** A wish that tells a report what it is. */
export function wishOf(name: string, drawn: unknown, plan: Wish['plan']): Wish {
  return { plan, toString: () => `${name} ${JSON.stringify(drawn)}` };
}

const imports = fc.tuple(fc.array(orderLine, { minLength: 1, maxLength: 14, size: 'max' }), fc.integer({ min: 3, max: 14 })).map((drawn) => wishOf('import of orders', drawn, (world) => importStep(world, 'orders', ['Order;Date;Client;Amount;Product;Shop', ...drawn[0]], drawn[1])));
const clientImports = fc.tuple(fc.array(clientLine, { minLength: 1, maxLength: 10, size: 'max' }), fc.integer({ min: 3, max: 10 })).map((drawn) => wishOf('import of clients', drawn, (world) => importStep(world, 'clients', ['Client;Name;Phone;E-mail;City;Size', ...drawn[0]], drawn[1])));

function importStep(world: MemoryWorld, kind: 'orders' | 'clients', lines: readonly string[], chunkRows: number): Step | null {
  if (hasRefusals(world)) return null;
  const { plan, chunks } = fileOf(gridOf(lines), kind, {}, chunkRows);
  return {
    name: `import of ${kind}`, run: (execute) => {
      const { importId } = execute((ports) => startImport(ports, plan, 'en'));
      for (let chunkIndex = 0, turn = 0; chunkIndex < chunks.length; turn += 1) {
        if (turn > 200) throw new Error('no end of the import');
        const rows = chunks[chunkIndex] ?? { rows: [] };
        const at = chunkIndex;
        chunkIndex = execute((ports) => importChunk(ports, { importId, chunkIndex: at, ...rows })).nextChunk;
      }
      execute((ports) => finishImport(ports, importId));
    },
  };
}

const cleanings = choice.map(({ first, second, every }) => wishOf('clean', [first, second, every], (world) => {
  const kinds = world.run((ports) => scanCleaning(ports)).value?.value?.kinds.filter(({ proposals }) => proposals > 0) ?? [];
  const kind = kinds[first % Math.max(1, kinds.length)]?.kind ?? CLEANING_KINDS[0];
  const codes = kinds.find((found) => found.kind === kind)?.codes ?? [];
  const code = second % 3 === 0 ? codes.find(({ ids }) => ids.length > 0)?.code ?? '' : '';
  const all = codes.filter((found) => code === '' || found.code === code).flatMap((found) => found.ids);
  // Rows that are the same to the last cell have findings of one name: they are accepted together.
  const names = new Set([...new Set(all)].filter((_id, index) => index % every === 0));
  const ids = all.filter((id) => names.has(id));
  if (ids.length === 0) return null;
  return {
    name: `clean ${kind} ${code}`, run: (execute) => {
      for (let [actionId, at, turn] = ['', 0, 0]; at < ids.length; turn += 1) {
        if (turn > 50) throw new Error('no end of the cleaning');
        const former = actionId;
        const rest = ids.slice(at);
        const report = execute((ports) => acceptFindings(ports, { part: { kind, code }, ids: rest, actionId: former, last: true }));
        at += report.dealtWith;
        actionId = report.actionId;
      }
    },
  };
}));

const merges = choice.map(({ first, second }) => wishOf('merge', [first, second], (world) => {
  const groups = world.run((ports) => scanDuplicates(ports)).value?.value?.groups ?? [];
  const id = groups[first % Math.max(1, groups.length)]?.id;
  const view = id === undefined ? null : world.run((ports) => viewGroup(ports, id)).value?.value ?? null;
  if (view === null) return null;
  const open = view.fields.filter(({ differs, fixed }) => differs && !fixed);
  const field = open[second % Math.max(1, open.length)];
  const member = view.members[second % view.members.length]?.member ?? '';
  const request = requestOf(view, field === undefined || second % 2 === 0 ? {} : { [field.field]: member });
  return {
    name: 'merge', run: (execute) => {
      for (let turn = 0; !execute((ports) => mergeDuplicates(ports, request)).finished; turn += 1) if (turn > 50) throw new Error('no end of the merge');
    },
  };
}));

const exactMerges = fc.constant(wishOf('exact merges', '', (world) => {
  const rows = world.run((ports) => scanDuplicates(ports)).value?.value?.exactRows ?? 0;
  return rows === 0 ? null : {
    // Merged rows may be exact duplicates of others again: a person asked once more by the page, also after a kill, goes on to the last of them.
    name: 'exact merges', run: (execute) => {
      for (let left = rows, round = 0; left > 0 && round < 5; left = execute((ports) => scanDuplicates(ports)).exactRows, round += 1) execute(exactStep(left));
    },
  };
}));

const archivings = choice.map(({ first, second, every }) => wishOf('archive', [first, second, every], (world) => {
  const archived = first % 3 === 0 && !hasRefusals(world) ? world.run((ports) => viewArchive(ports)).value?.value?.archived.map(({ clientId }) => clientId) ?? [] : [];
  if (archived.length > 0) return { name: 'bring back', run: (execute) => { execute((ports) => bringBack(ports, archived)); } };
  const { rows, marks, headerRow } = world.tab('clients');
  const at = (key: string): number => marks.indexOf(key);
  // Where a set-up found no client numbers, clients are known by name.
  const named = at('client_id') >= 0 ? at('client_id') : at('name');
  const data = rows.slice(1 + (headerRow === undefined ? 0 : rows.indexOf(headerRow)));
  const chosen = data.filter((row, index) => row[at('unsubscribed')] !== 'yes' && (index + second) % (every + 1) === 0);
  const ids = [...new Set(chosen.map((row) => String((row[named] ?? '') as string | number)))].filter((id) => id.trim() !== '');
  return ids.length === 0 ? null : { name: 'archive', run: (execute) => { execute((ports) => putIntoArchive(ports, ids, 'moved away')); } };
}));

/** The invented shop, made where the base is empty and deleted where it stands. */
export const demoWish = wishOf('demo', '', (world, language) => (world.tab('clients').rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.startsWith('DEMO-')))
  ? { name: 'delete the demo', run: (execute) => { execute(deleteDemo); } }
  : { name: 'make the demo', run: (execute) => { execute((ports) => makeDemo(ports, language)); } }));

/** One bulk action. */
export const wishes: fc.Arbitrary<Wish> = fc.oneof(imports, clientImports, { weight: 2, arbitrary: cleanings }, { weight: 2, arbitrary: merges }, exactMerges, { weight: 2, arbitrary: archivings });
