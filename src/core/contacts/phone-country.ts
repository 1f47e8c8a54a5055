/** The country that a person names for phones. */
import type { PhoneCountry } from './phone';
import { defaultCountryOf } from './phone';

/** The country of two letters in any case, null where nobody has phones under it. */
export function phoneCountryOf(code: string): PhoneCountry | null {
  const letters = code.trim().toUpperCase();
  const country = defaultCountryOf(`und_${letters}`);
  return country === letters ? country : null;
}
