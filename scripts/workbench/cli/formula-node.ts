/** The verb `formula`: evaluates one formula over a data file with the built add-on and prints what it spills. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { formatCsv } from '../engine/csv';
import { createEngine } from '../engine/engine';
import type { Sheet } from '../engine/book';
import { createNodeTransport } from '../runtime/transport-node';
import { createWorkbench } from '../runtime/workbench';
import { SERVICES } from '../services/services';
import { parseArguments } from './arguments';
import { bookFromFile, scriptFiles } from './files-node';
import { InputError, type Verb, type VerbContext } from './verb';

const HELP = `
Usage: formula DATA.csv|xlsx '=FORMULA' [--cell J1] [--locale ru|en] [--project DIR]

Loads the data into Sheet1 of a new spreadsheet, types the formula into a cell as a person would (the locale rules its separators), and prints
the values it spills as CSV. A formula that ends in an error prints the error's text and exits with code 1.

  --cell CELL      where to type it (default: the second free column of row 1)
  --locale LOCALE  ru, en or a name such as de_DE (default en)
  --project DIR    the script with the custom functions (default: dist)
`;

/** Free rows and columns around what a formula may spill. */
const SPARE = 200;

const LOCALES: Readonly<Record<string, string>> = { ru: 'ru_RU', en: 'en_US' };

export const formulaVerb: Verb = { name: 'formula', summary: 'evaluate a formula over a data file with the built add-on', help: HELP, run };

async function run(context: VerbContext): Promise<number> {
  const parsed = parseArguments(context.args, { words: ['DATA', 'FORMULA'], options: ['cell', 'locale', 'project'] });
  const [dataFile = '', formula = ''] = parsed.words;
  if (!formula.startsWith('=')) throw new InputError(`${formula} is no formula: it must begin with "=".`);
  const address = parsed.option('cell');
  const typed = address === undefined ? null : cellOf(address);
  const locale = parsed.option('locale') ?? 'en';
  const projectName = parsed.option('project') ?? 'dist';
  if (parsed.option('project') === undefined && !existsSync(path.resolve(context.cwd, projectName))) throw new InputError('dist is missing: run "npm run build" first, or give --project.');
  const workbench = createWorkbench({
    engine: createEngine(), transport: createNodeTransport({ warm: 1 }), services: SERVICES, locale: LOCALES[locale] ?? locale, clock: Date.now(),
  });
  try {
    const book = await bookFromFile(workbench, context.cwd, dataFile, LOCALES[locale] ?? locale);
    workbench.install(scriptFiles(context.cwd, projectName), { bookId: book.id });
    const sheet = book.sheets()[0];
    if (!sheet) throw new InputError(`${dataFile} holds no sheet.`);
    const { row, column } = typed ?? { row: 0, column: sheet.lastColumn() + 1 };
    // Room for a table: a row for each row of data and a header, and as many columns as cohorts of years have months.
    sheet.rowCount = Math.max(sheet.rowCount, row + sheet.lastRow() + SPARE);
    sheet.columnCount = Math.max(sheet.columnCount, column + SPARE);
    sheet.type(row, column, formula);
    await workbench.engine.settle();
    return print(context, sheet, row, column);
  } finally {
    await workbench.dispose();
    workbench.engine.dispose();
  }
}

function print(context: VerbContext, sheet: Sheet, row: number, column: number): number {
  const cell = sheet.read({ row, column, rowCount: 1, columnCount: 1 })[0]?.[0];
  if (cell !== undefined && cell.error !== null) {
    const message = sheet.errorMessage(row, column);
    context.writeError(`${message === null || message === '' ? cell.error : `${cell.error} ${message}`}\n`);
    return 1;
  }
  const rect = sheet.spillRect(row, column) ?? { row, column, rowCount: 1, columnCount: 1 };
  context.write(`${formatCsv(sheet.display(rect)).replace(/\r\n/g, '\n').trimEnd()}\n`);
  return 0;
}

/** 0-based cell of an A1 address. */
function cellOf(address: string): { readonly row: number; readonly column: number } {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  if (!match) throw new InputError(`--cell ${address} is not an address such as J1.`);
  const column = [...(match[1] ?? '').toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}
