/** What the builder of audiences can ask: figures that stand in the base, the owner's columns with their values, computed days, saved segments. */
import type { AudienceChoice, AudienceFieldKind, AudienceFields, AudienceFieldView } from '../../contract/audience-views';
import { DORMANCY_BANDS } from '../../core/dormancy';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { LANGUAGES } from '../../core/language/language';
import type { ColumnKey } from '../../core/language/names';
import { columnKeyOf, columnName, dormancyName, lifecycleName, markerName, segmentName, SEGMENT_KEYS, temperatureName } from '../../core/language/names';
import { LIFECYCLE_STAGES, TEMPERATURES } from '../../core/lifecycle';
import { audienceFields } from '../../core/mail/audience-fields';
import { MARKERS } from '../../core/marker';
import { RATING_LETTERS } from '../../core/rating';
import type { Cell } from '../../core/table/cell';
import { isDateCell, isEmptyCell } from '../../core/table/cell';
import { BIRTHDAY_IN, CLIENT_NAMES, LAST_LETTER } from '../audience-columns';
import { openBase } from '../base';
import { cellText } from '../cells';
import type { ClientBase } from '../client-list';
import { ownSegmentsOf, readClientBase } from '../client-list';
import { issueViews } from '../issue-view';
import { COMPUTED_CLIENT_COLUMNS } from '../tab-specs';
import type { Ports } from '../ports';
import { say } from '../words';

/** Values offered for a column of text: the most frequent ones. */
const CHOICES_LIMIT = 200;
/** A column with more different values than this part of its cells (notes, names, addresses) offers none. */
const DIFFERENT_SHARE = 0.5;

const KINDS: Readonly<Partial<Record<ColumnKey, AudienceFieldKind>>> = {
  revenue: 'money', margin: 'money', average_bill: 'money', money_at_risk: 'money', expected_bill: 'money', clv: 'money', ltv: 'money',
  days_silent: 'days', rhythm_days: 'days', first_order: 'date', last_order: 'date', rfm: 'text',
};
/** Figures first in the list: by these most audiences are chosen. */
const FIRST: readonly ColumnKey[] = ['segment', 'dormancy', 'abc', 'xyz', 'abcxyz', 'lifecycle', 'days_silent', 'revenue', 'orders', 'average_bill', 'last_order', 'first_order', 'money_at_risk'];

/** The fields of the base. 2 counted calls, 1 more where segments are saved. */
export function viewAudienceFields(ports: Ports): Outcome<AudienceFields | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const { language, settingIssues } = opened.value;
  const read = readClientBase(opened.value);
  if (read.value === null) return outcome(null, read.issues);
  const data = read.value;
  const fields = [...savedField(data), ...figureFields(data), ...computedFields(data), ...ownFields(data)];
  return outcome({ clients: data.listed.length, fields, issues: issueViews([...settingIssues, ...read.issues], language) });
}

function savedField(data: ClientBase): AudienceFieldView[] {
  const segments = data.saved();
  if (segments.length === 0) return [];
  const choices = segments.map(({ name }) => ({ value: name, label: name, names: [name] }));
  return [{ key: '', label: say(data.language, 'audience.saved'), kind: 'segment', names: [], choices }];
}

function figureFields(data: ClientBase): AudienceFieldView[] {
  const { columns, titles } = data.clients.table;
  const choices = classChoices(data);
  const known = (Object.keys(audienceFields([])) as ColumnKey[]).filter((key) => columns.has(key) && !data.columnsOff.some((off) => off === key));
  const order = [...FIRST.filter((key) => known.includes(key)), ...known.filter((key) => !FIRST.includes(key))];
  return order.map((key): AudienceFieldView => {
    const title = titles[columns.get(key) ?? -1] ?? '';
    const offered = choices[key];
    return {
      key, label: title === '' ? columnName(key, data.language) : title, kind: offered === undefined ? (KINDS[key] ?? 'number') : 'class',
      names: [key, title, ...LANGUAGES.map((language) => columnName(key, language))], choices: offered ?? [],
    };
  });
}

function classChoices(data: ClientBase): Readonly<Partial<Record<ColumnKey, readonly AudienceChoice[]>>> {
  const { language } = data;
  const named = <Key extends string>(keys: readonly Key[], nameOf: (key: Key, language: Language) => string): AudienceChoice[] =>
    keys.map((key) => ({ value: key, label: nameOf(key, language), names: [key, ...LANGUAGES.map((one) => nameOf(key, one))] }));
  const letters = (all: readonly string[]): AudienceChoice[] => all.map((value) => ({ value, label: value, names: [value] }));
  const [abc, xyz] = [['A', 'B', 'C'], ['X', 'Y', 'Z', 'N']];
  return {
    segment: named([...SEGMENT_KEYS, ...ownSegmentsOf(data)], segmentName),
    dormancy: named(DORMANCY_BANDS, dormancyName),
    lifecycle: named(LIFECYCLE_STAGES, lifecycleName),
    temperature: named(TEMPERATURES, temperatureName),
    marker_suggested: named(MARKERS, markerName),
    rating: letters(RATING_LETTERS), abc: letters(abc), xyz: letters(xyz),
    abcxyz: letters(abc.reduce<string[]>((all, first) => [...all, ...xyz.map((second) => first + second)], [])),
  };
}

function computedFields(data: ClientBase): AudienceFieldView[] {
  const { language } = data;
  const never = { value: 'never', label: say(language, 'audience.never'), names: ['never', 'никогда'] };
  const birthday: AudienceFieldView[] = data.clients.table.columns.has('birthday')
    ? [{ key: BIRTHDAY_IN[0], label: say(language, 'audience.birthday'), kind: 'days', names: BIRTHDAY_IN, choices: [] }]
    : [];
  return [{ key: LAST_LETTER[0], label: say(language, 'audience.lastLetter'), kind: 'days', names: LAST_LETTER, choices: [never] }, ...birthday];
}

/** Columns that explain a grey one or are of no use in a rule. */
const isSilent = (key: string | undefined): boolean => key === 'id' || key === 'rhythm_source' || (key !== undefined && key.endsWith('_why'));

/** The client himself, then the owner's columns in the order of the tab; of two columns of one title the first. */
function ownFields(data: ClientBase): AudienceFieldView[] {
  const { columns, titles } = data.clients.table;
  const keyAt = new Map([...columns].map(([key, index]) => [index, key]));
  const computed: readonly string[] = COMPUTED_CLIENT_COLUMNS;
  const fields: AudienceFieldView[] = [{ key: CLIENT_NAMES[0], label: say(data.language, 'audience.client'), kind: 'text', names: CLIENT_NAMES, choices: [] }];
  const seen = new Set(['']);
  titles.forEach((title, index) => {
    const key = keyAt.get(index);
    const isFigure = key !== undefined && computed.includes(key) && columnKeyOf(key) !== undefined && audienceFields([])[key as ColumnKey] !== undefined;
    if (seen.has(title.toLowerCase()) || isSilent(key) || isFigure || key === 'client_id') return;
    seen.add(title.toLowerCase());
    const cells = data.listed.map(({ record }) => data.clients.table.rows[record.rowIndex]?.[index] ?? null).filter((cell) => !isEmptyCell(cell));
    const kind = key === 'tags' ? 'tags' : key === 'consent' ? 'yesno' : kindOf(cells);
    const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: say(data.language, `audience.${value}`), names: [value, value === 'yes' ? 'да' : 'нет'] }));
    fields.push({ key: key ?? title, label: title, kind, names: [title, key ?? title], choices: kind === 'yesno' ? yesNo : kind === 'text' || kind === 'tags' ? frequent(cells, kind === 'tags') : [] });
  });
  return fields;
}

/** What most cells of a column hold. */
function kindOf(cells: readonly Cell[]): AudienceFieldKind {
  const most = (test: (cell: Cell) => boolean): boolean => cells.length > 0 && cells.filter(test).length / cells.length > 0.8;
  if (most((cell) => isDateCell(cell) || /^\d{4}-\d{2}-\d{2}$|^\d{1,2}\.\d{1,2}\.\d{4}$/.test(cellText(cell)))) return 'date';
  return most((cell) => typeof cell === 'number') ? 'number' : 'text';
}

function frequent(cells: readonly Cell[], isList: boolean): AudienceChoice[] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const parts = isList ? cellText(cell).split(/[,;\n]+/) : [cellText(cell)];
    for (const part of parts) if (part.trim() !== '' && part.length <= 60) counts.set(part.trim(), (counts.get(part.trim()) ?? 0) + 1);
  }
  if (!isList && counts.size > 20 && counts.size > cells.length * DIFFERENT_SHARE) return [];
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, CHOICES_LIMIT).map(([value]) => ({ value, label: value, names: [value] }));
}
