/** Names and first contents of the tabs that are made. */
import type { Language } from '../core/language/language';
import { LANGUAGES } from '../core/language/language';
import type { Book, Ports, TabReference, TabSpec } from './ports';
import { starterTemplates } from './starter-templates';
import { BASE_TABS, tabSpec } from './tab-specs';

const PREFIX = 'Clientura';

/** The owner's tab of the same name stays his: ours gets another name. */
export function freeName(spec: TabSpec, tabs: readonly TabReference[]): TabSpec {
  const taken = new Set(tabs.map(({ name }) => name.toLowerCase()));
  if (!taken.has(spec.name.toLowerCase())) return spec;
  let name = `${PREFIX} ${spec.name}`;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${PREFIX} ${spec.name} ${number}`;
  return { ...spec, name };
}

/** The letters everybody begins with. 1 counted call. */
export function writeStarters(ports: Ports, sheetId: number, language: Language): void {
  ports.book.write(sheetId, 1, 0, starterRows(language));
}

/** The same letters as rows of cells. */
export function starterRows(language: Language): string[][] {
  return starterTemplates(language).map(({ key, title, kind, subject, body }) => [key, title, kind, subject, body]);
}

/** True for an empty tab with a name that we give. 0 counted calls. */
export function isOrphan(book: Book, { sheetId, name }: TabReference): boolean {
  const names = LANGUAGES.flatMap((language) => BASE_TABS.map((key) => tabSpec(key, language).name));
  return book.rowCount(sheetId) === 0 && names.some((known) => name === known || name.startsWith(`${PREFIX} ${known}`));
}
