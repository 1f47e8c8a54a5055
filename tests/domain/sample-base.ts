/** A small base for tests: five clients with orders, e-mails and consent. */
import type { ImportPlan } from '../../src/contract/import-views';
import type { Cell } from '../../src/core/table/cell';
import { finishImport, importChunk, startImport } from '../../src/domain/import-orders';
import { recalculate } from '../../src/domain/recalculate';
import { MemoryWorld } from './in-memory-ports';

/** Header and mapping of the sample orders. */
export const SAMPLE_PLAN: ImportPlan = {
  fileName: 'orders.csv',
  header: ['Order', 'Date', 'Client', 'Amount', 'Email', 'Consent', 'Shop'],
  mapping: { order: 0, date: 1, client: 2, amount: 3, email: 4, consent: 5 },
  extraColumns: [6],
  dateOrder: 'dmy',
  decimalMark: ',',
  rowCount: 0,
  firstRowNumber: 2,
};

/** Imports rows in chunks of the given size and closes the import. */
export function importRows(world: MemoryWorld, rows: readonly (readonly Cell[])[], plan: Partial<ImportPlan> = {}, chunkRows = 3): ReturnType<typeof finishImport> {
  const whole = { ...SAMPLE_PLAN, rowCount: rows.length, ...plan };
  const started = world.run((ports) => startImport(ports, whole, 'en')).value;
  const importId = started?.value?.importId ?? '';
  if (started === null || started.value === null) return { value: null, issues: started?.issues ?? [] };
  for (let chunkIndex = 0; chunkIndex * chunkRows < rows.length; chunkIndex += 1) {
    world.run((ports) => importChunk(ports, { importId, chunkIndex, rows: rows.slice(chunkIndex * chunkRows, (chunkIndex + 1) * chunkRows) }));
  }
  return world.run((ports) => finishImport(ports, importId)).value ?? { value: null, issues: [] };
}

/** `count` clients who bought monthly in the first half of 2023 and then fell silent: all of them dormant. */
export function dormantRows(count: number): Cell[][] {
  const rows: Cell[][] = [];
  for (let client = 1; client <= count; client += 1) {
    for (let month = 1; month <= 5; month += 1) {
      rows.push([`${client}-${month}`, `0${month + 0}.0${month}.2023`, `Client ${client}`, `${100 * client},50`, `c${client}@example.com`, 'yes', '']);
    }
  }
  return rows;
}

/** A recalculated base of dormant clients. */
export function dormantBase(count: number): MemoryWorld {
  const world = new MemoryWorld();
  importRows(world, dormantRows(count), {}, 50);
  world.run((ports) => recalculate(ports));
  return world;
}
