/** Orders of a published set, read by the product's own file and table readers. */
import { readFileSync } from 'node:fs';
import { readFile } from '../../src/core/file/file';
import { applySettings } from '../../src/core/setting-text';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import { detectHeader } from '../../src/core/table/header';
import { proposeMapping } from '../../src/core/table/mapping';
import { readOrderRows } from '../../src/core/table/order-rows';
import type { OrderTable } from '../../src/core/table/order-rows';
import { setFile } from './published';

/** Reads an order file by its headers alone. */
export function orderFile(set: string, file: string): OrderTable {
  const content = readFile(new Uint8Array(readFileSync(setFile(set, file))), file).value;
  const grid = content?.grids[0]?.grid ?? [];
  const header = detectHeader(grid).value;
  if (header === null) throw new Error(`${file} has no header`);
  return readOrderRows(grid, header, proposeMapping(grid, header).value.mapping).value;
}

/** Default settings with the ones a publication needs. */
export function settingsWith(entries: Readonly<Record<string, string>>): Settings {
  const { value, issues } = applySettings(DEFAULT_SETTINGS, Object.entries(entries));
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return value;
}
