/** Lets Univer's structural commands work on a sheet that is not the one shown. */
import type { Injector, Workbook, Worksheet } from '@univerjs/core';
import { IUniverInstanceService, UniverInstanceType } from '@univerjs/core';

/**
 * Runs `work` while Univer takes the sheet for the shown one: it adjusts formulas, rules and notes for the shown sheet only. Rows that a filter
 * hides count like others, as in Sheets: Univer's own command leaves them standing when rows are deleted.
 * Nothing is told to the page, so the view stays. `work` must be synchronous.
 */
export function asCurrentSheet<T>(injector: Injector, workbook: Workbook, worksheet: Worksheet, work: () => T): T {
  const instances = injector.get(IUniverInstanceService);
  const original = instances.getCurrentUnitOfType.bind(instances);
  const restoreUnit = override(instances, 'getCurrentUnitOfType', ((type: UniverInstanceType) => (type === UniverInstanceType.UNIVER_SHEET ? workbook : original(type))) as typeof original);
  const restoreSheet = override(workbook, 'getActiveSheet', (() => worksheet));
  const restoreFilter = override(worksheet, 'getRowFiltered', () => false);
  try {
    return work();
  } finally {
    restoreFilter();
    restoreSheet();
    restoreUnit();
  }
}

/** Puts a method on the object itself; the returned function takes it away again. */
function override<T extends object, K extends keyof T>(object: T, name: K, method: T[K]): () => void {
  const before = Object.getOwnPropertyDescriptor(object, name);
  object[name] = method;
  return () => {
    if (before) Object.defineProperty(object, name, before);
    else Reflect.deleteProperty(object, name);
  };
}
