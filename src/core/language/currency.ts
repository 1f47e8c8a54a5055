/** The currency people of a spreadsheet's locale most likely sell in: only a first guess, the owner sees and changes it in Settings. */
import type { Currency } from '../settings';

const EURO_TERRITORIES = ['AT', 'BE', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK'];

const CURRENCY_OF_TERRITORY: Readonly<Record<string, Currency>> = {
  RU: 'RUB', US: 'USD', GB: 'GBP', KZ: 'KZT', BY: 'BYN', UA: 'UAH', AM: 'AMD', GE: 'GEL', KG: 'KGS', UZ: 'UZS', AZ: 'AZN', TR: 'TRY', CN: 'CNY',
};

/** @param locale as Sheets names it, such as `ru_RU` or `en_GB`; an unknown one gives roubles for Russian and dollars else */
export function currencyOfLocale(locale: string): Currency {
  const [language = '', territory = ''] = locale.split(/[_-]/);
  const known = CURRENCY_OF_TERRITORY[territory.toUpperCase()];
  if (known !== undefined) return known;
  if (EURO_TERRITORIES.includes(territory.toUpperCase())) return 'EUR';
  return language.toLowerCase() === 'ru' ? 'RUB' : 'USD';
}
