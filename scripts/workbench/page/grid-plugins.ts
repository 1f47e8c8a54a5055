/** The Univer packages that draw the grid, on top of the engine's headless ones, and their texts. */
import type { Univer } from '@univerjs/core';
import { UniverDocsPlugin } from '@univerjs/docs';
import { UniverDocsUIPlugin } from '@univerjs/docs-ui';
import { UniverRenderEnginePlugin } from '@univerjs/engine-render';
import { UniverSheetsConditionalFormattingUIPlugin } from '@univerjs/sheets-conditional-formatting-ui';
import { UniverSheetsDataValidationUIPlugin } from '@univerjs/sheets-data-validation-ui';
import { UniverSheetsFilterUIPlugin } from '@univerjs/sheets-filter-ui';
import { UniverSheetsFormulaUIPlugin } from '@univerjs/sheets-formula-ui';
import { UniverSheetsNoteUIPlugin } from '@univerjs/sheets-note-ui';
import { UniverSheetsNumfmtUIPlugin } from '@univerjs/sheets-numfmt-ui';
import { UniverSheetsSortUIPlugin } from '@univerjs/sheets-sort-ui';
import { UniverSheetsUIPlugin } from '@univerjs/sheets-ui';
import { UniverUIPlugin } from '@univerjs/ui';
import docsEnUS from '@univerjs/docs-ui/locale/en-US';
import docsRuRU from '@univerjs/docs-ui/locale/ru-RU';
import conditionalEnUS from '@univerjs/sheets-conditional-formatting-ui/locale/en-US';
import conditionalRuRU from '@univerjs/sheets-conditional-formatting-ui/locale/ru-RU';
import validationEnUS from '@univerjs/sheets-data-validation-ui/locale/en-US';
import validationRuRU from '@univerjs/sheets-data-validation-ui/locale/ru-RU';
import filterEnUS from '@univerjs/sheets-filter-ui/locale/en-US';
import filterRuRU from '@univerjs/sheets-filter-ui/locale/ru-RU';
import formulaEnUS from '@univerjs/sheets-formula-ui/locale/en-US';
import formulaRuRU from '@univerjs/sheets-formula-ui/locale/ru-RU';
import noteEnUS from '@univerjs/sheets-note-ui/locale/en-US';
import noteRuRU from '@univerjs/sheets-note-ui/locale/ru-RU';
import numfmtEnUS from '@univerjs/sheets-numfmt-ui/locale/en-US';
import numfmtRuRU from '@univerjs/sheets-numfmt-ui/locale/ru-RU';
import sortEnUS from '@univerjs/sheets-sort-ui/locale/en-US';
import sortRuRU from '@univerjs/sheets-sort-ui/locale/ru-RU';
import sheetsEnUS from '@univerjs/sheets-ui/locale/en-US';
import sheetsRuRU from '@univerjs/sheets-ui/locale/ru-RU';
import uiEnUS from '@univerjs/ui/locale/en-US';
import uiRuRU from '@univerjs/ui/locale/ru-RU';
import '@univerjs/ui/facade';
import '@univerjs/docs-ui/facade';
import '@univerjs/sheets-ui/facade';

type Texts = Readonly<Record<string, unknown>>;

/** Texts of the drawing packages by Univer's locale name; the engine adds its own. */
export const GRID_TEXTS: Readonly<Record<'enUS' | 'ruRU', Texts>> = {
  enUS: merged([uiEnUS, docsEnUS, sheetsEnUS, formulaEnUS, numfmtEnUS, conditionalEnUS, validationEnUS, filterEnUS, sortEnUS, noteEnUS]),
  ruRU: merged([uiRuRU, docsRuRU, sheetsRuRU, formulaRuRU, numfmtRuRU, conditionalRuRU, validationRuRU, filterRuRU, sortRuRU, noteRuRU]),
};

/** Registers everything that draws: formula bar, tabs, cell editor, menus; `container` is the element they fill. */
export function registerGridPlugins(univer: Univer, container: HTMLElement): void {
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(UniverUIPlugin, {
    container,
    header: true,
    toolbar: true,
    ribbonType: 'simple',
    footer: true,
    contextMenu: true,
    disableAutoFocus: true,
  });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverDocsUIPlugin);
  univer.registerPlugin(UniverSheetsUIPlugin, {
    disableForceStringAlert: true,
    protectedRangeShadow: 'none',
    footer: { menus: false, statisticBar: true, zoomSlider: true },
  });
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  univer.registerPlugin(UniverSheetsNumfmtUIPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingUIPlugin);
  univer.registerPlugin(UniverSheetsDataValidationUIPlugin, { showEditOnDropdown: false, showSearchOnDropdown: false });
  univer.registerPlugin(UniverSheetsFilterUIPlugin);
  univer.registerPlugin(UniverSheetsSortUIPlugin);
  univer.registerPlugin(UniverSheetsNoteUIPlugin);
}

/** One object with the keys of all; groups that several packages fill are joined. */
function merged(parts: readonly object[]): Texts {
  const result: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      const before = result[key];
      result[key] = isGroup(before) && isGroup(value) ? merged([before, value]) : value;
    }
  }
  return result;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
