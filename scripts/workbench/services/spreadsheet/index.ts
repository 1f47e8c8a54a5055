/** The spreadsheet service as the host registers it: SpreadsheetApp and all classes behind it. */
import type { ServiceModule } from '../../runtime/service';
import { Banding } from './banding';
import { shareCopy, watchDocuments } from './document-model';
import { Color, ColorBuilder, RgbColor, ThemeColor } from './color';
import { BooleanCondition, ConditionalFormatRule, ConditionalFormatRuleBuilder, GradientCondition } from './conditional-format-rule';
import { DataValidation, DataValidationBuilder } from './data-validation';
import { DeveloperMetadata, DeveloperMetadataFinder, DeveloperMetadataLocation } from './developer-metadata';
import {
  ChartOptions, ContainerInfo, EmbeddedAreaChartBuilder, EmbeddedBarChartBuilder, EmbeddedChart, EmbeddedChartBuilder,
  EmbeddedColumnChartBuilder, EmbeddedComboChartBuilder, EmbeddedHistogramChartBuilder, EmbeddedLineChartBuilder, EmbeddedPieChartBuilder,
  EmbeddedScatterChartBuilder, EmbeddedTableChartBuilder,
} from './embedded-chart';
import { Filter } from './filter';
import { FilterCriteria, FilterCriteriaBuilder } from './filter-criteria';
import type { GRange, GSheet } from './google-types';
import { Group } from './group';
import { NamedRange } from './named-range';
import { Protection } from './protection';
import { Range } from './range';
import { RangeList } from './range-list';
import { RichTextValue, RichTextValueBuilder } from './rich-text-value';
import { Selection } from './selection';
import { Sheet } from './sheet';
import { setObjectMaker } from './sheet-object';
import { Spreadsheet } from './spreadsheet';
import { SpreadsheetApp } from './spreadsheet-app';
import { TextFinder } from './text-finder';
import { TextRotation, TextStyle, TextStyleBuilder } from './text-style';
import { Menu, PromptResponse, Ui } from './ui';

// The host classes have the emulated members only; scripts meet "not emulated" for the others.
setObjectMaker({
  range: (execution, grid, rect, open) => new Range(execution, grid, rect, open) as unknown as GRange,
  sheet: (execution, grid) => new Sheet(execution, grid) as unknown as GSheet,
  spreadsheet: (execution, book) => new Spreadsheet(execution, book) as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet,
});

export const spreadsheetModule: ServiceModule = {
  started: watchDocuments,
  bookCopied: shareCopy,
  globals: { SpreadsheetApp },
  classes: [
    SpreadsheetApp, Spreadsheet, Sheet, Range, RangeList, NamedRange, Protection, Filter, FilterCriteria, FilterCriteriaBuilder,
    DataValidation, DataValidationBuilder, ConditionalFormatRule, ConditionalFormatRuleBuilder, BooleanCondition, GradientCondition,
    Banding, DeveloperMetadata, DeveloperMetadataFinder, DeveloperMetadataLocation, RichTextValue, RichTextValueBuilder, TextStyle,
    TextStyleBuilder, TextRotation, TextFinder, Color, ColorBuilder, RgbColor, ThemeColor, Selection, Group, EmbeddedChart,
    EmbeddedChartBuilder, EmbeddedAreaChartBuilder, EmbeddedBarChartBuilder, EmbeddedColumnChartBuilder, EmbeddedComboChartBuilder,
    EmbeddedHistogramChartBuilder, EmbeddedLineChartBuilder, EmbeddedPieChartBuilder, EmbeddedScatterChartBuilder,
    EmbeddedTableChartBuilder, ContainerInfo, ChartOptions, Ui, Menu, PromptResponse,
  ],
};

export { documentOf, watchDocuments, type DocumentModel } from './document-model';
