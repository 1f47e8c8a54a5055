/** Makes the demo bases the workbench opens with: the invented shop, imported and counted by the add-on itself. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeCsv } from '../../src/core/file/csv-writer';
import type { Host } from '../build/host-bundle';
import type { Language } from '../../src/core/language/language';
import { demoOrders } from './shop';

export const demoLanguages: readonly Language[] = ['ru', 'en'];

const headers: Readonly<Record<Language, readonly string[]>> = {
  ru: ['Номер заказа', 'Дата', 'Клиент', 'E-mail', 'Город', 'Товар', 'Сумма', 'Согласие'],
  en: ['Order number', 'Date', 'Client', 'E-mail', 'City', 'Product', 'Amount', 'Consent'],
};
const consentWords: Readonly<Record<Language, readonly [string, string]>> = { ru: ['да', 'нет'], en: ['yes', 'no'] };
/** As a new spreadsheet of the language has it. */
const firstSheetNames: Readonly<Record<Language, string>> = { ru: 'Лист1', en: 'Sheet1' };
const names: Readonly<Record<Language, string>> = { ru: 'Цветочная лавка', en: 'Flower shop' };

/** Unmistakable, for the workbench gives the demo a new id each time it is opened and replaces the old one wherever it stands. */
const demoBookId = (language: Language): string => `demo-spreadsheet-${language}-5f1c`;

/** The demo's orders as the text of a CSV file. */
export function demoOrdersCsv(language: Language, today: string): string {
  const rows = demoOrders(language, today).map(({ order, day, client, email, city, product, amount, consent }) => [
    order, day, client, email, city, product, amount, consentWords[language][consent ? 0 : 1],
  ]);
  return writeCsv([headers[language], ...rows]);
}

/** Writes `demo.ru.json` and `demo.en.json`, snapshots of spreadsheets as of `today` (ISO day). */
export async function writeDemoBases(host: Host, root: string, outFolder: string, today: string): Promise<void> {
  mkdirSync(outFolder, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'demo-'));
  try {
    for (const language of demoLanguages) {
      writeFileSync(path.join(folder, 'orders.csv'), demoOrdersCsv(language, today));
      const session = await host.AddOnSession.open(
        { cwd: root, locale: language, clock: Date.parse(`${today}T09:00:00Z`) },
        (workbench, locale) => Promise.resolve(workbench.createBook({ id: demoBookId(language), name: names[language], locale, timeZone: language === 'ru' ? 'Europe/Moscow' : 'Europe/London', sheetName: firstSheetNames[language] })),
      );
      try {
        await session.call('base.setUp', language);
        await host.importOrders(session, host.readTable(folder, 'orders.csv', undefined, language));
        await session.call('segments.recalculate');
        writeFileSync(path.join(outFolder, `demo.${language}.json`), JSON.stringify(session.book.snapshot()));
      } finally {
        await session.close();
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
