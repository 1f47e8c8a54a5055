/** Writes the top-level declarations through which Google reaches the bundle. */
import type { PublicFunction } from './public-function';

/** Name of the bundle's loader; the trailing underscore hides it from menus and from google.script.run. */
const loader = 'clientura_';

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
  ].join('\n');
}

/** The text put after the bundle: the end of the loader. */
export function wrapperFooter(globalName: string): string {
  return `return ${globalName};\n}`;
}
