/** The root of the chain of classes that make up Spreadsheet: the book behind it. */
import type { Book } from '../../engine/book';
import type { Execution } from '../../runtime/execution';
import { ServiceError } from '../../runtime/service';
import { activeGrid } from './active-selection';
import { documentOf, type DocumentModel } from './document-model';
import type { GSheet, GSpreadsheet } from './google-types';
import { SheetObject } from './sheet-object';

export abstract class SpreadsheetHandle extends SheetObject {
  constructor(execution: Execution, protected readonly book: Book) {
    super(execution);
  }

  /** The book behind a Spreadsheet that a script gave as an argument. */
  static bookOf(spreadsheet: unknown): Book {
    if (!(spreadsheet instanceof SpreadsheetHandle)) throw new ServiceError('Invalid argument: spreadsheet');
    return spreadsheet.book;
  }

  /** This object typed as Google's Spreadsheet, for chained calls. */
  protected get self(): GSpreadsheet {
    return this as unknown as GSpreadsheet;
  }

  protected get document(): DocumentModel {
    return documentOf(this.book);
  }

  /** The active sheet, on which the sheet methods of Spreadsheet work. */
  protected get activeSheet(): GSheet {
    return this.make.sheet(this.execution, activeGrid(this.execution, this.book));
  }
}
