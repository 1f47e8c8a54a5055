/** New rows and columns take the styles of the line before them: the cells' own, not what rules and bandings paint over them. */
import type { ICellData, ICommandInfo, IRange, Nullable, Worksheet } from '@univerjs/core';
import { InsertColByRangeCommand, InsertRowByRangeCommand } from '@univerjs/sheets';

interface InsertParams {
  readonly range: IRange;
  cellValue?: Record<number, Record<number, Nullable<ICellData>>>;
}

/** To be called before the command runs: Univer has put painted styles into its parameters. */
export function takeOwnStyles(command: ICommandInfo, worksheet: Worksheet): void {
  const isRow = command.id === InsertRowByRangeCommand.id;
  if (!isRow && command.id !== InsertColByRangeCommand.id) return;
  const params = command.params as InsertParams;
  if (!params.cellValue) return;
  const { startRow, startColumn } = params.range;
  const result: Record<number, Record<number, ICellData>> = {};
  for (const [rowText, line] of Object.entries(params.cellValue)) {
    for (const columnText of Object.keys(line)) {
      const [row, column] = [Number(rowText), Number(columnText)];
      const s = (isRow ? worksheet.getCellRaw(startRow - 1, column) : worksheet.getCellRaw(row, startColumn - 1))?.s;
      if (s) (result[row] ??= {})[column] = { s };
    }
  }
  params.cellValue = result;
}
