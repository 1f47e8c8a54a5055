/** The parts of the workbench page that need no browser: addresses of cells, letters, saving, words. */
import type { Letter } from '../../../scripts/workbench/runtime/mail-store';
import { a1Notation, columnName, parseCell } from '../../../scripts/workbench/page/cell-address';
import { browserLanguage, CATALOGUES, speech } from '../../../scripts/workbench/page/language';
import { framedLetter, readLetter } from '../../../scripts/workbench/page/letter';
import { Saver } from '../../../scripts/workbench/page/saver';
import { firstSettings, readSavedState } from '../../../scripts/workbench/page/settings-state';

describe('addresses of cells', () => {
  it('reads what it writes, from A to ZZZ', () => {
    for (const column of [0, 25, 26, 51, 701, 702, 18_277]) {
      expect(parseCell(`${columnName(column)}7`)).toEqual({ row: 6, column });
    }
    expect(columnName(18_277)).toBe('ZZZ');
  });

  it('names cells, ranges, whole columns and whole rows', () => {
    expect(a1Notation({ startRow: 0, endRow: 0, startColumn: 1, endColumn: 1 })).toBe('B1');
    expect(a1Notation({ startRow: 0, endRow: 9, startColumn: 1, endColumn: 2 })).toBe('B1:C10');
    expect(a1Notation({ startRow: NaN, endRow: NaN, startColumn: 1, endColumn: 2 })).toBe('B:C');
    expect(a1Notation({ startRow: 2, endRow: 3, startColumn: NaN, endColumn: NaN })).toBe('3:4');
  });

  it('refuses what is not one cell', () => {
    for (const text of ['', 'A0', 'A1:B2', '1A', 'AAAA1']) expect(() => parseCell(text)).toThrow('is not the name of a cell');
  });
});

describe('letters', () => {
  const letter = (raw: string): Letter => ({
    id: '1', threadId: '1', ownerEmail: 'a@example.com', timeMs: 0, via: 'Gmail', from: 'a@example.com', to: ['b@example.com'], cc: [], bcc: [], subject: 's',
    raw: raw.replace(/\n/g, '\r\n'), labelIds: [],
  });

  it('are taken apart: both texts, unfolded headers, the unsubscribe address', async () => {
    const read = await readLetter(letter(`Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=
List-Unsubscribe: <mailto:x@example.com>,
 <http://localhost:1/exec?t=1>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Слова
--b
Content-Type: text/html; charset=utf-8

<p>Слова</p>
--b--
`));
    expect(read.text?.trim()).toBe('Слова');
    expect(read.html).toContain('<p>Слова</p>');
    expect(read.unsubscribe).toEqual(['http://localhost:1/exec?t=1']);
    expect(read.oneClick).toBe(true);
    expect(read.headers.find((header) => header.name === 'List-Unsubscribe')?.value).toBe('<mailto:x@example.com>, <http://localhost:1/exec?t=1>');
  });

  it('carry their pictures inside and offer other files', async () => {
    const read = await readLetter(letter(`MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<img src="cid:logo">
--b
Content-Type: image/png
Content-ID: <logo>
Content-Transfer-Encoding: base64

AAEC
--b
Content-Type: text/csv; name="orders.csv"
Content-Disposition: attachment; filename="orders.csv"

a;b
--b--
`));
    expect(read.html).toContain('src="data:image/png;base64,AAEC"');
    expect(read.attachments.map((file) => file.fileName)).toEqual(['orders.csv']);
  });

  it('are framed so that nothing is loaded from the net', () => {
    expect(framedLetter('<p>x</p>')).toContain("default-src 'none'");
  });

  it('without HTML say so', async () => {
    expect((await readLetter(letter('Content-Type: text/plain\n\nonly text\n'))).html).toBeNull();
  });
});

describe('saving', () => {
  it('joins many changes into one save and saves again what changed meanwhile', async () => {
    jest.useFakeTimers();
    try {
      let saves = 0;
      let finish: () => void = () => undefined;
      const saver = new Saver(() => new Promise<void>((resolve) => {
        saves += 1;
        finish = resolve;
      }), () => undefined);
      for (let change = 0; change < 5; change += 1) saver.request();
      expect([saves, saver.pending]).toEqual([0, true]);
      await jest.advanceTimersByTimeAsync(500);
      expect(saves).toBe(1);
      saver.request();
      finish();
      await jest.advanceTimersByTimeAsync(0);
      expect(saves).toBe(2);
      finish();
      await jest.advanceTimersByTimeAsync(0);
      expect(saver.pending).toBe(false);
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells a failure and goes on', async () => {
    const failures: unknown[] = [];
    const saver = new Saver(() => Promise.reject(new Error('disk full')), (error) => failures.push(error));
    await saver.flush();
    expect(failures).toEqual([new Error('disk full')]);
    expect(saver.pending).toBe(false);
  });

  it('does not take the state of another version for its own', () => {
    expect(readSavedState({ version: 2 })).toBeNull();
    expect(readSavedState(null)).toBeNull();
    expect(readSavedState({ version: 1, settings: firstSettings('ru'), host: null })?.settings.language).toBe('ru');
  });
});

describe('words', () => {
  it('are Russian for a Russian browser and English for any other', () => {
    expect(browserLanguage(['ru-RU', 'en'])).toBe('ru');
    expect(browserLanguage(['de-DE', 'ru'])).toBe('en');
    expect(browserLanguage([])).toBe('en');
  });

  it('exist in both languages for every tool of the grid', () => {
    expect(Object.keys(CATALOGUES.ru.gridControls).sort()).toEqual(Object.keys(CATALOGUES.en.gridControls).sort());
    const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []);
    for (const language of ['ru', 'en'] as const) expect(texts(CATALOGUES[language]).filter((text) => text.trim() === '')).toEqual([]);
    expect(texts(CATALOGUES.ru).filter((text) => !/[а-яё]/i.test(text))).toEqual([]);
  });

  it('write moments in the zone of the spreadsheet, whatever the zone of the machine', () => {
    expect(speech('en').moment(Date.UTC(2026, 2, 5, 22, 30), 'Europe/Moscow')).toBe('6 Mar, 01:30');
    expect(speech('ru').longMoment(Date.UTC(2026, 2, 5, 9, 0), 'Europe/Moscow')).toBe('четверг, 5 марта 2026 г. в 12:00');
    expect(speech('ru').duration(2300).replace(/\s/g, ' ')).toBe('2,3 с');
  });
});
