/** Shows values as Sheets does, by pattern and locale. Pure apart from the pattern formatter. */
import type { Scalar } from './values';

/** Text of a value by number format pattern (null = automatic) in the locale. */
export declare function displayText(value: Scalar, pattern: string | null, locale: string): string;
/** True when a pattern shows a date, a time or a duration. */
export declare function isDatePattern(pattern: string | null): boolean;
