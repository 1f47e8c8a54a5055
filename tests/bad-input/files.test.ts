/** Files nobody can or should read whole: each is refused in one line, or its good part is used and the rest is told. */
import { Files, segment, shopByLocale, verb, windows1251 } from './shop';
import type { Locale } from './shop';

jest.setTimeout(120_000);

const files = new Files();
const shop = shopByLocale();

afterAll(() => files.end());

const RU = 'Клиент;Дата;Сумма\n';
const GOOD_RU = `${RU}Анна;01.02.2024;100\nБорис;02.02.2024;200\n`;

describe('a file that gives no orders is refused: code 1, one line on stderr, nothing written', () => {
  test.each<[title: string, name: string, content: string, locale: Locale, message: RegExp]>([
    ['empty file (ru)', 'empty-ru.csv', '', 'ru', /empty-ru\.csv: файл или лист пуст\. Выберите файл/],
    ['empty file (en)', 'empty-en.csv', '', 'en', /empty-en\.csv: the file or sheet is empty\. Choose a file/],
    ['empty lines only (ru)', 'blank-ru.csv', '\n  \n\n', 'ru', /blank-ru\.csv: файл или лист пуст/],
    ['no header (ru)', 'no-header-ru.csv', 'Анна;01.02.2024;100\nБорис;02.02.2024;200\n', 'ru', /no-header-ru\.csv, строка 1: строка заголовков не найдена\. Напишите над данными/],
    ['no header (en)', 'no-header-en.csv', '\nAnn,2024-02-01,100\nBob,2024-02-02,200\n', 'en', /no-header-en\.csv, row \d: no header row was found\. Put column names/],
    ['only a header (ru)', 'header-ru.csv', RU, 'ru', /header-ru\.csv, строка 1: заголовок есть, а строк под ним нет/],
    ['only a header (en)', 'header-en.csv', 'Client,Date,Amount\n,,\n', 'en', /header-en\.csv, row 1: there is a header but no rows under it/],
    ['a column missing (ru)', 'column-ru.csv', 'Клиент;Сумма\nАнна;5\n', 'ru', /column-ru\.csv: не найден столбец: дата заказа\. Укажите/],
    ['a column missing (en)', 'column-en.csv', 'Client,Amount\nAnn,5\n', 'en', /column-en\.csv: no column for order date was found\. Choose/],
    ['rows without one usable (ru)', 'bad-ru.csv', `${RU}Анна;вчера;100\nБорис;31.02.2024;5\n`, 'ru', /bad-ru\.csv, строка 2, столбец «Дата»: «вчера» не читается как дата/],
    ['rows without one usable (en)', 'bad-en.csv', 'Client,Date,Amount\nAnn,2024-01-05,lots\n', 'en', /bad-en\.csv, row 2, column "Amount": "lots" is not understood as an amount/],
    ['a picture under the name of a table (ru)', 'picture.csv', '\u0047\u0049\u0046\u0038\u0039\u0061', 'ru', /picture\.csv/],
  ])('%s', async (_title, name, content, locale, message) => {
    const { code, errors, output, summary } = await segment(files.write(name, content), locale);
    expect(errors).toMatch(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect({ code, output, summary }).toEqual({ code: 1, output: '', summary: null });
  });

  test('mail refuses the same files in the same words', async () => {
    for (const [name, content, message] of [['empty-mail.csv', '', /файл или лист пуст/], ['header-mail.csv', RU, /строк под ним нет/], ['column-mail.csv', 'Клиент;Сумма\nАнна;5\n', /не найден столбец: дата заказа/]] as const) {
      const { code, errors } = await verb('mail', files.write(name, content), '--template', 'come-back', '--audience', 'all', '--out', `${files.folder}/letters-${name}`, '--locale', 'ru');
      expect(errors).toMatch(message);
      expect({ code, lines: errors.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    }
  });

  test('a column missing: nothing of the base changes', async () => {
    for (const [locale, content, message] of [['ru', 'Клиент;Сумма\nАнна;5\n', 'не найден столбец: дата заказа'], ['en', 'Client,Amount\nAnn,5\n', 'no column for order date']] as const) {
      const open = await shop(locale);
      const before = open.everything();
      await expect(open.import(files.write('lacking.csv', content))).rejects.toThrow(message);
      expect(open.everything()).toEqual(before);
    }
  });
});

describe('a header that stands twice', () => {
  test.each<[Locale, string, string]>([
    ['ru', `${GOOD_RU}${RU}Вера;03.02.2024;300\n`, 'twice.csv, строка 4: здесь заголовок повторён. Делать ничего не нужно: строка пропущена.'],
    ['en', 'Client,Date,Amount\nAnn,2024-02-01,100\nBob,2024-02-02,200\nclient,DATE,Amount\nEve,2024-02-03,300\n', 'twice.csv, row 4: the header stands here a second time. Nothing to do: the row was skipped.'],
  ])('header twice (%s): the second is skipped by its row, the good rows are used', async (locale, content, text) => {
    const open = await shop(locale);
    const report = await open.import(files.write('twice.csv', content));
    expect(report).toMatchObject({ rowsRead: 4, rowsUsed: 3, rowsRejected: 1, rejected: [{ code: 'table.headerRepeated', text, count: 1, rowNumbers: [4] }] });
    expect(open.tab('orders').lastRow()).toBe(4);
  });
});

describe('a file without amounts', () => {
  test.each<[Locale, string, string]>([
    ['ru', 'Клиент;Дата\nАнна;01.02.2024\nАнна;01.03.2024\nБорис;05.03.2024\n', 'В заказах нет сумм'],
    ['en', 'Client,Date\nAnn,2024-02-01\nAnn,2024-03-01\nBob,2024-03-05\n', 'The orders have no amounts'],
  ])('is taken: counts and dates work, money columns stay empty, and the report says why (%s)', async (locale, content, text) => {
    const file = files.write('no-amounts.csv', content);
    const open = await shop(locale);
    expect(await open.import(file)).toMatchObject({ rowsUsed: 3, rowsRejected: 0, clientsTotal: 2 });
    const report = await open.call('segments.recalculate');
    expect(report.issues.find(({ code }) => code === 'orders.amountsMissing')?.text).toContain(text);
    expect(open.column('clients', 'orders')).toEqual(['2', '1']);
    expect(open.column('clients', 'revenue')).toEqual(['', '']);
    expect(open.column('clients', 'segment')).not.toContain('');
    expect((await segment(file, locale)).code).toBe(0);
  });
});

describe('wrong encoding', () => {
  test('a windows-1251 file is read with its names', async () => {
    const open = await shop('ru');
    expect(await open.import(files.write('win.csv', windows1251(GOOD_RU)))).toMatchObject({ rowsUsed: 2, rowsRejected: 0, issues: [] });
    expect(open.column('orders', 'client')).toEqual(['Анна', 'Борис']);
    expect(open.column('clients', 'client_id')).toEqual(['Анна', 'Борис']);
  });

  test.each([true, false])('a UTF-16 file is read with its names (little endian: %s)', async (little) => {
    const bytes = Buffer.from(`\ufeff${GOOD_RU.replace(/;/g, '\t')}`, 'utf16le');
    const open = await shop('ru');
    expect(await open.import(files.write('wide.csv', little ? bytes : bytes.swap16()))).toMatchObject({ rowsUsed: 2, issues: [] });
    expect(open.column('orders', 'client')).toEqual(['Анна', 'Борис']);
  });

  test.each<[Locale, string]>([
    ['ru', 'broken.csv: 1 символ не прочитан в кодировке utf-8. Сохраните файл как CSV UTF-8'],
    ['en', 'broken.csv: 1 character could not be read in the encoding utf-8. Save the file as CSV UTF-8'],
  ])('broken bytes are told and every row is used (%s)', async (locale, text) => {
    const file = files.write('broken.csv', Buffer.concat([Buffer.from(RU), Buffer.from('Ан'), Buffer.from([0xff]), Buffer.from('на;01.02.2024;100\nБорис;02.02.2024;200\n')]));
    const open = await shop(locale);
    const report = await open.import(file);
    expect(report).toMatchObject({ rowsUsed: 2, rowsRejected: 0 });
    expect(report.issues.map((found) => found.text.replace(/\u00a0/g, ' ')).join(' ')).toContain(text);
    const { code, summary } = await segment(file, locale);
    expect(code).toBe(0);
    expect(summary?.issues.map((found) => found.code)).toContain('file.encodingDoubtful');
  });
});
