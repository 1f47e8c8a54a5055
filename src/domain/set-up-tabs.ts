/** Names and first contents of the tabs that are made. */
import type { Language } from '../core/language/language';
import { LANGUAGES } from '../core/language/language';
import { starterRows } from './mailing/starters';
import type { Book, Ports, TabReference, TabSpec } from './ports';
import { BASE_TABS, columnKeysOf, LATER_TABS, tabSpec } from './tab-specs';

const PREFIX = 'Clientura';

/** The owner's tab of the same name stays his: ours gets another name. */
export function freeName(spec: TabSpec, tabs: readonly TabReference[]): TabSpec {
  const taken = new Set(tabs.map(({ name }) => name.toLowerCase()));
  if (!taken.has(spec.name.toLowerCase())) return spec;
  let name = `${PREFIX} ${spec.name}`;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${PREFIX} ${spec.name} ${number}`;
  return { ...spec, name };
}

/** The letters everybody begins with; the column that the editor alone writes is hidden. 2 counted calls. */
export function writeStarters(ports: Ports, sheetId: number, language: Language): void {
  ports.book.write(sheetId, 1, 0, starterRows(language));
  ports.book.showColumns(sheetId, [columnKeysOf('templates').indexOf('html')], false);
}

/** True for an empty tab with a name that we give. 0 counted calls. */
export function isOrphan(book: Book, { sheetId, name }: TabReference): boolean {
  const names = LANGUAGES.flatMap((language) => [...BASE_TABS, ...LATER_TABS].map((key) => tabSpec(key, language).name));
  return book.rowCount(sheetId) === 0 && names.some((known) => name === known || name.startsWith(`${PREFIX} ${known}`));
}
