/** Letters of the corpus that come from templates: rendered for a client and finished as a mailing finishes them. */
import { LANGUAGES } from '../../src/core/language/language';
import { columnKeyOf, columnName } from '../../src/core/language/names';
import { compileTemplate } from '../../src/core/mail/template';
import type { MergeFields, TemplateSource, Variant } from '../../src/core/mail/template';
import { lookupOf } from '../../src/core/mail/template-values';
import { letterPage, letterText } from '../../src/domain/mailing/finished-letter-page';
import { tamed } from '../../src/domain/mailing/finished-letter-values';
import { starterTemplates } from '../../src/domain/mailing/starters';
import type { CorpusClient, CorpusLetter } from './mime-letters';
import { CLIENTS, TYPED_TEMPLATES } from './mime-letters';

/** Every typed template for every client, and every starter of both languages for a client with all his data and for one with none. */
export function templateLetters(): CorpusLetter[] {
  const typed = TYPED_TEMPLATES.flatMap((source) => CLIENTS.map((client) => templateLetter(source.id, source, source.language, client, sampleFields(client))));
  return [...typed, ...starterLetters('ru'), ...starterLetters('en')];
}

/** The starters of a language. */
export function starterLetters(language: 'ru' | 'en'): CorpusLetter[] {
  const known = CLIENTS.filter(({ id }) => id === 'empty' || id === (language === 'ru' ? 'anna' : 'john'));
  return starterTemplates(language).flatMap((starter) => known.map((client) => templateLetter(`starter-${language}-${starter.key}`, starter, language, client, starterFields(client))));
}

/** Values by every name of a column that a starter may use. */
function starterFields(client: CorpusClient): MergeFields {
  const isEmpty = client.name === '';
  const values: MergeFields = {
    name: client.name, first_name: client.name.split(' ')[0] ?? '', city: client.city, order: isEmpty ? '' : '1024', last_order: isEmpty ? null : { day: 45_356 },
    last_product: isEmpty ? '' : 'Роза «Эквадор», 51 шт.', average_bill: isEmpty ? null : { figure: 3_450.5, as: 'money' }, days_silent: isEmpty ? null : { figure: 71, as: 'days' },
    birthday: isEmpty ? null : { day: 33_000 }, segment: isEmpty ? '' : 'Чемпионы', revenue: isEmpty ? null : { figure: 120_000, as: 'money' }, orders: isEmpty ? null : 7, manager: isEmpty ? '' : 'Ольга',
  };
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => [key, ...LANGUAGES.map((language) => nameOf(key, language))].map((name) => [name, value])));
}

function nameOf(key: string, language: 'ru' | 'en'): string {
  const known = columnKeyOf(key);
  return known === undefined ? key : columnName(known, language);
}

/** A template's letter to one client; the second subject where there is one and the client's name is of even length. */
export function templateLetter(templateId: string, source: TemplateSource, language: 'ru' | 'en', client: CorpusClient, fields: MergeFields): CorpusLetter {
  const compiled = compileTemplate(source, Object.keys(fields));
  if (compiled.value === null) throw new Error(`${templateId}: ${compiled.issues.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join()}`);
  const variant: Variant = client.name.length % 2 === 0 ? 'B' : 'A';
  const rendered = compiled.value.render(tamed(lookupOf(fields, { language, currency: language === 'ru' ? 'RUB' : 'EUR' })), variant);
  const id = `${templateId}-${client.id}`;
  const extras = {
    language, unsubscribeUrl: `https://script.google.com/macros/s/AKfycbx/exec?u=${id}.0123456789abcdef0123456789abcdef`,
    links: language === 'ru' ? [{ name: 'Прайс-лист, март', url: 'https://example.ru/price.pdf?a=1&b=2' }] : [],
  };
  return {
    id,
    letter: {
      from: { name: language === 'ru' ? 'Ромашка' : 'Daisy, Flowers', address: 'shop@example.ru' },
      to: { name: client.name, address: client.address },
      subject: rendered.subject,
      text: letterText(rendered.text, extras),
      html: letterPage(rendered, extras),
      unsubscribeUrl: extras.unsubscribeUrl,
      oneClick: true,
      headers: { 'Feedback-ID': 'M202603020900-ab12:1f2e3d4c:marketing:clientura' },
      seed: id,
    },
    meant: { ...(NAMES[client.id] === undefined ? {} : { to: { name: NAMES[client.id] ?? '', address: client.address } }) },
  };
}

/** Names that may not leave as they stand in the cell. */
const NAMES: Readonly<Record<string, string>> = {
  attack: '</p><script>alert("x")</script>" Bcc: evil@example.com',
  unseen: 'Оля =?UTF-8?B?0J8=?=',
};

/** The fields of the typed templates. */
export function sampleFields(client: CorpusClient): MergeFields {
  return { Имя: client.name, Город: client.city, Сумма: client.total, Ссылка: client.link };
}
