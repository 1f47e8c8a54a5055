/** Opens a client base kept in an XLSX file, as its owner would open the spreadsheet. */
import path from 'node:path';
import { readXlsx } from '../engine/xlsx';
import { AddOnSession } from './add-on-session';
import type { SessionOptions } from './add-on-session';
import { readInput } from './files-node';

/** A session on the base of the file; null (and nothing left open) where the workbook holds no base. A copy is made a base of its own, so that sending is not frozen. */
export async function openBaseFile(options: SessionOptions, file: string): Promise<AddOnSession | null> {
  const bytes = readInput(options.cwd, file);
  const session = await AddOnSession.open(options, async (workbench, name) => readXlsx(workbench.engine, bytes, { name: path.basename(file, '.xlsx'), locale: name }));
  const { stage } = await session.call('home.view');
  if (stage === 'none') {
    await session.close();
    return null;
  }
  if (stage === 'copy') await session.call('base.adoptCopy');
  return session;
}
