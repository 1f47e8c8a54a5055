/** Opening and saving files; the readers and writers are loaded when they are first needed. */
import type { Session } from './session';

/** Opens a CSV or XLSX file as a new spreadsheet; a failure is told in words, the open spreadsheet stays. */
export async function openFile(session: Session, file: File): Promise<void> {
  const { texts, language } = session.speech;
  const name = file.name.replace(/\.[^.]+$/, '');
  const locale = session.book?.locale ?? (language === 'ru' ? 'ru_RU' : 'en_US');
  const timeZone = session.book?.timeZone ?? 'Etc/GMT';
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.xlsx$/i.test(file.name)) {
      const { readXlsx } = await import('../engine/xlsx');
      const book = await readXlsx(session.engine, bytes, { name, locale, timeZone });
      await session.show(book.id);
    } else {
      const { importCsv } = await import('../engine/csv');
      const book = session.workbench.createBook({ name, locale, timeZone, sheetName: name.slice(0, 90) });
      importCsv(book.activeSheet(), decodeText(bytes));
      await session.show(book.id);
    }
    session.messages.tell(texts.opened(file.name));
  } catch (error) {
    session.messages.tell(texts.openFailed(file.name, error instanceof Error ? error.message : String(error)), 'error');
  }
}

/** Downloads the open spreadsheet as XLSX. */
export async function saveXlsx(session: Session): Promise<void> {
  const { book } = session;
  if (book === null) return;
  const { writeXlsx } = await import('../engine/xlsx');
  await session.engine.settle();
  const bytes = await writeXlsx(book);
  const fileName = `${book.name.replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`;
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
  session.messages.tell(session.speech.texts.saved(fileName));
}

/** Text of a file: UTF-8 (with or without mark), else Windows Cyrillic, the encoding of Russian spreadsheets' CSV. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
