/** Defaults of Intl that must not come from the machine: locale en-US and the script's time zone. */

const DEFAULT_LOCALE = 'en-US';

type Constructor = new (locales?: unknown, options?: object) => object;

/** Wraps the Intl constructors and the locale methods of numbers and strings. Dates: see date.ts. */
export function installDefaultLocale(timeZone: string): void {
  const intl = Intl as unknown as Record<string, Constructor | undefined>;
  for (const name of ['Collator', 'DateTimeFormat', 'DisplayNames', 'ListFormat', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat', 'Segmenter']) {
    const original = intl[name];
    if (original) intl[name] = withDefaults(original, name, name === 'DateTimeFormat' ? timeZone : null);
  }
  const toLocaleNumber = Number.prototype.toLocaleString;
  method(Number.prototype, 'toLocaleString', function toLocaleString(this: number, locales?: Intl.LocalesArgument, options?: Intl.NumberFormatOptions) {
    return toLocaleNumber.call(this, (locales ?? DEFAULT_LOCALE) as string, options);
  });
  const compare = String.prototype.localeCompare;
  method(String.prototype, 'localeCompare', function localeCompare(this: string, that: string, locales?: Intl.LocalesArgument, options?: Intl.CollatorOptions) {
    return compare.call(this, that, (locales ?? DEFAULT_LOCALE) as string, options);
  });
}

/** Replaces a built-in method, not enumerable as built-ins are. */
export function method(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

function withDefaults(original: Constructor, name: string, timeZone: string | null): Constructor {
  const wrapped = function (locales?: unknown, options?: object): object {
    const filled = timeZone === null || (options as { timeZone?: string } | undefined)?.timeZone !== undefined ? options : { ...options, timeZone };
    const target = new.target as unknown as Constructor | undefined;
    const args = name === 'DisplayNames' || filled !== undefined ? [locales ?? DEFAULT_LOCALE, filled] : [locales ?? DEFAULT_LOCALE];
    return Reflect.construct(original, args, target === undefined || target === (wrapped as unknown as Constructor) ? original : target) as object;
  };
  Object.defineProperty(wrapped, 'name', { value: name });
  Object.defineProperty(wrapped, 'prototype', { value: original.prototype, writable: false });
  Object.defineProperty(wrapped, 'supportedLocalesOf', { value: (original as unknown as { supportedLocalesOf: unknown }).supportedLocalesOf, writable: true, configurable: true });
  method(original.prototype as object, 'constructor', wrapped);
  return wrapped as unknown as Constructor;
}
