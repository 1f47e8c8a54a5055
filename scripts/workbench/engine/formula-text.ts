/** Translates formulas between the notation of a locale and en-US, and moves relative references. Pure. */

/** en-US → notation of the locale (`,` → `;`, `.` → `,`, columns in `{}` → `\`). */
export declare function localizeFormula(formula: string, locale: string): string;
/** Notation of the locale, or en-US, → en-US. */
export declare function delocalizeFormula(formula: string, locale: string): string;
