/** The globals of the realm: only the language stays, and Math.random is seeded. */

/** Globals of the language itself; everything else a worker or a context has is taken away. */
const LANGUAGE: ReadonlySet<string> = new Set([
  'globalThis', 'Infinity', 'NaN', 'undefined', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent',
  'escape', 'unescape', 'Object', 'Function', 'Boolean', 'Symbol', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError',
  'Number', 'BigInt', 'Math', 'Date', 'String', 'RegExp', 'Array', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'ArrayBuffer', 'SharedArrayBuffer',
  'Atomics', 'DataView', 'JSON', 'Promise', 'Reflect', 'Proxy', 'Intl', 'WebAssembly',
]);

/** Deletes (or, where the environment forbids that, hides) every global that is not of the language, inherited ones included. */
export function removeForeignGlobals(realm: Record<string, unknown>): void {
  const objectPrototype = Object.prototype;
  for (let holder: object | null = realm; holder !== null && holder !== objectPrototype; holder = Object.getPrototypeOf(holder) as object | null) {
    for (const key of Reflect.ownKeys(holder)) {
      if (typeof key === 'symbol' || LANGUAGE.has(key) || (holder !== realm && key === 'constructor')) continue;
      if (Reflect.deleteProperty(holder, key)) continue;
      Reflect.defineProperty(realm, key, { value: undefined, configurable: true, writable: true, enumerable: false });
    }
  }
}

/** Makes Math.random repeatable (the generator is mulberry32). */
export function installSeededRandom(seed: number): void {
  let state = seed >>> 0;
  Math.random = function random(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
