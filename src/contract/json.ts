/** JSON-safe types: everything that crosses google.script.run is built from these. */

/** A value that JSON text can hold without loss. Dates travel as `YYYY-MM-DD` or ISO text, never as Date. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
