/** Letters a new base starts with, in both languages. */
import type { Language } from '../core/language/language';
import type { ColumnKey } from '../core/language/names';
import { columnName } from '../core/language/names';

/** A row of the Templates tab. */
export interface StarterTemplate {
  readonly key: string;
  readonly title: string;
  readonly kind: 'marketing' | 'service';
  readonly subject: string;
  readonly body: string;
}

type Field = (key: ColumnKey, fallback?: string) => string;

const RU = (field: Field, ifHas: (key: ColumnKey) => string): readonly StarterTemplate[] => [
  {
    key: 'come-back',
    title: 'Давно не виделись',
    kind: 'marketing',
    subject: `${field('name', 'Здравствуйте')}, давно вас не было`,
    body: `Здравствуйте, ${field('name', 'дорогой клиент')}!\n\nПоследний раз вы покупали у нас ${field('last_order')}, и мы по вам соскучились.\n\n${ifHas('average_bill')}Мы помним, что вы любите, и соберём такой же заказ. Просто ответьте на это письмо.{{else}}Будем рады помочь с выбором. Просто ответьте на это письмо.{{/if}}\n\nДо встречи.`,
  },
  {
    key: 'thank-you',
    title: 'Спасибо лучшим клиентам',
    kind: 'marketing',
    subject: `Спасибо, что вы с нами, ${field('name', 'друг')}`,
    body: `Здравствуйте, ${field('name', 'дорогой клиент')}!\n\nСпасибо, что раз за разом выбираете нас. Для вас мы держим лучшее: напишите, что нужно, и мы отложим.\n\nХорошего дня.`,
  },
  {
    key: 'order-ready',
    title: 'Заказ готов',
    kind: 'service',
    subject: `Ваш заказ ${field('order')} готов`,
    body: `Здравствуйте, ${field('name', 'уважаемый клиент')}!\n\nВаш заказ ${field('order')} готов. Его можно забрать в часы работы.\n\nЕсли что-то не так, ответьте на это письмо.`,
  },
];

const EN = (field: Field, ifHas: (key: ColumnKey) => string): readonly StarterTemplate[] => [
  {
    key: 'come-back',
    title: 'Long time no see',
    kind: 'marketing',
    subject: `${field('name', 'Hello')}, we miss you`,
    body: `Hello ${field('name', 'there')},\n\nyour last order was on ${field('last_order')}, and we would love to see you again.\n\n${ifHas('average_bill')}We remember what you like and can put the same order together. Just answer this letter.{{else}}We are glad to help you choose. Just answer this letter.{{/if}}\n\nSee you soon.`,
  },
  {
    key: 'thank-you',
    title: 'Thank you to the best clients',
    kind: 'marketing',
    subject: `Thank you for being with us, ${field('name', 'friend')}`,
    body: `Hello ${field('name', 'there')},\n\nthank you for choosing us again and again. Tell us what you need and we will keep the best for you.\n\nHave a good day.`,
  },
  {
    key: 'order-ready',
    title: 'Your order is ready',
    kind: 'service',
    subject: `Your order ${field('order')} is ready`,
    body: `Hello ${field('name', 'there')},\n\nyour order ${field('order')} is ready for collection during opening hours.\n\nIf something is wrong, just answer this letter.`,
  },
];

/** The starter letters of a language; their fields are named as the columns of Clients are. */
export function starterTemplates(language: Language): readonly StarterTemplate[] {
  const field: Field = (key, fallback) => `{{${columnName(key, language)}${fallback === undefined ? '' : `|${fallback}`}}}`;
  const ifHas = (key: ColumnKey): string => `{{#if ${columnName(key, language)}}}`;
  return (language === 'ru' ? RU : EN)(field, ifHas);
}
