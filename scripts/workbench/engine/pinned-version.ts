/** The one version of Univer that the engine is written for. Pure. */

/** The version whose private members are used here, in calculation.ts and in functions; checked when an engine is made. */
export const PINNED_UNIVER = '0.25.1';

/** Throws when a package has another version: private members may have changed their meaning. */
export function assertPinnedVersion(plugins: readonly { readonly packageName: string; readonly version: string }[]): void {
  const other = plugins.filter(({ version }) => version !== PINNED_UNIVER);
  if (other.length) {
    throw new Error(`The workbench is written for Univer ${PINNED_UNIVER}, but ${other.map(({ packageName, version }) => `${packageName} is ${version}`).join(', ')}.`);
  }
}
