/** Notes of cells, kept by Univer's note plugin. */
import type { UniverSheet } from './univer-sheet';
import type { Rect } from './values';
import { RemoveNoteMutation, SheetsNoteModel, UpdateNoteMutation } from '@univerjs/sheets-note';
import { contains } from './rect';

export class Notes {
  constructor(private readonly sheet: UniverSheet) {}

  private all(): { readonly row: number; readonly col: number; readonly note: string }[] {
    return [...this.sheet.injector.get(SheetsNoteModel).getSheetNotes(this.sheet.book.id, this.sheet.key)?.values() ?? []];
  }

  list(): { row: number; column: number; text: string }[] {
    return this.all().map(({ row, col, note }) => ({ row, column: col, text: note }));
  }

  any(): boolean {
    return (this.sheet.injector.get(SheetsNoteModel).getSheetNotes(this.sheet.book.id, this.sheet.key)?.size ?? 0) > 0;
  }

  text(row: number, column: number): string {
    return this.sheet.injector.get(SheetsNoteModel).getNote(this.sheet.book.id, this.sheet.key, { row, col: column })?.note ?? '';
  }

  set(row: number, column: number, text: string): void {
    this.sheet.check({ row, column, rowCount: 1, columnCount: 1 });
    const { book, key } = this.sheet;
    const params = { unitId: book.id, sheetId: key, row, col: column };
    if (text) {
      const lines = text.split('\n').length;
      this.sheet.run(UpdateNoteMutation.id, { ...params, note: { note: text, width: 216, height: Math.min(300, 40 + lines * 20) } });
    } else if (this.text(row, column)) {
      this.sheet.run(RemoveNoteMutation.id, params);
    }
  }

  clear(rect: Rect): void {
    for (const note of this.all()) if (contains(rect, note.row, note.col)) this.set(note.row, note.col, '');
  }

  adopt(source: Notes): void {
    for (const note of source.all()) this.set(note.row, note.col, note.note);
  }
}
