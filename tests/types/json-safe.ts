/** Types that tell whether a contract survives google.script.run, where a Date anywhere turns the whole answer into null. */
import type { JsonValue } from '../../src/contract/json';

/** True for a type that JSON holds without loss. */
export type Safe<T> = T extends JsonValue
  ? true
  : T extends (...args: never[]) => unknown
    ? false
    : T extends readonly (infer Item)[]
      ? Safe<Item>
      : T extends object
        ? false extends { [Key in keyof T]-?: Safe<Exclude<T[Key], undefined>> }[keyof T]
          ? false
          : true
        : false;

/** Names of the methods whose result or parameters are not JSON-safe; `never` when all are. */
export type UnsafeMethods<Api extends { [Name in keyof Api]: (...args: never[]) => unknown }> = {
  [Name in keyof Api]: Safe<ReturnType<Api[Name]>> extends true ? (Safe<Parameters<Api[Name]>> extends true ? never : Name) : Name;
}[keyof Api];
