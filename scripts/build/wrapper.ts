/** Writes the top-level declarations through which Google reaches the bundle. */
import type { PublicFunction } from './public-function';

/** Name of the bundle's loader; the trailing underscore hides it from menus and from google.script.run. */
const loader = 'clientura_';

/**
 * Names of the language that the loader looks up once and keeps: where scripts run in a realm whose global object is watched, as on the
 * workbench, each look-up of a global goes through the watcher, and the loops over orders take twice as long.
 */
const languageNames = [
  'Array', 'Boolean', 'Date', 'Error', 'Infinity', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'RangeError', 'RegExp', 'Set', 'String', 'Symbol',
  'TypeError', 'Uint8Array', 'WeakMap', 'WeakSet', 'isFinite', 'isNaN', 'parseFloat', 'parseInt',
];

/**
 * The text put before the bundle: one documented declaration per public function, then the head of a loader
 * that evaluates the bundle at the first call only, so that a call which needs nothing of it costs nothing.
 */
export function wrapperBanner(functions: readonly PublicFunction[]): string {
  const declarations = functions.map(
    ({ name, parameters, documentation }) =>
      `/*${documentation}*/\nfunction ${name}(${parameters.join(', ')}) {\n  return ${loader}().${name}.apply(this, arguments);\n}\n`,
  );
  return [
    '/* Clientura. Generated from the sources; edit those, not this file. */',
    '',
    ...declarations,
    'var clienturaModule_;',
    `function ${loader}() {`,
    '  if (!clienturaModule_) clienturaModule_ = clienturaLoad_();',
    '  return clienturaModule_;',
    '}',
    'function clienturaLoad_() {',
    `const { ${languageNames.join(', ')} } = globalThis;`,
    'return (() => {',
  ].join('\n');
}

/** The text put after the bundle: the end of the loader. */
export function wrapperFooter(globalName: string): string {
  return `return ${globalName};\n})();\n}`;
}
