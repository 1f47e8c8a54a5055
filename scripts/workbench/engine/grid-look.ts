/** What the page's grid shows otherwise than Univer would: Sheets' error texts, bandings, links. */
import type { ICellData, Injector, IStyleData, Nullable } from '@univerjs/core';
import type { UniverSheet } from './univer-sheet';
import type { CellStyle, TextRun } from './values';
import { BooleanNumber, InterceptorEffectEnum } from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/sheets';
import { errorText } from './cell-values';
import { PLAIN_STYLE } from './style-conversion';

/** After the spilled values (100), before number formats and conditional formats (10), whose colours win. */
const PRIORITY = 50;
const LINK_COLOR = '#1155cc';

/** Starts it; `sheetOf` finds the sheet of a cell that is drawn. */
export function drawAsSheets(injector: Injector, sheetOf: (unitId: string, key: string) => UniverSheet | null): { dispose: () => void } {
  return injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style | InterceptorEffectEnum.Value,
    priority: PRIORITY,
    handler: (cell, { unitId, subUnitId, row, col, workbook }, next) => {
      const sheet = sheetOf(unitId, subUnitId);
      if (!sheet) return next(cell);
      const error = errorText(cell?.v);
      const isLink = (cell?.custom as { runs?: readonly TextRun[] } | undefined)?.runs?.some(({ link }) => link) ?? false;
      const banded = sheet.bandings().length > 0;
      if (!isLink && !banded && (error === null || error === cell?.v)) return next(cell);
      const own: IStyleData = (cell ? workbook.getStyles().getStyleByCell(cell) : null) ?? {};
      const look: IStyleData = { ...(banded ? bandOf(sheet, row, col, own) : {}), ...(isLink ? { cl: { rgb: LINK_COLOR }, ul: { s: BooleanNumber.TRUE } } : {}) };
      return next(shown(cell, error, { ...look, ...own }));
    },
  });
}

function bandOf(sheet: UniverSheet, row: number, column: number, own: IStyleData): IStyleData {
  if (own.bg?.rgb) return {};
  const style: CellStyle = sheet.banded(row, column, PLAIN_STYLE);
  return style.background === null ? {} : { bg: { rgb: style.background } };
}

function shown(cell: Nullable<ICellData>, error: string | null, s: IStyleData): ICellData {
  const copy: ICellData = { ...cell, s };
  if (error !== null) copy.v = error;
  return copy;
}
