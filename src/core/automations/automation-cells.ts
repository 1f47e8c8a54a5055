/** Cells of the Automations tab in words of either language, read into an automation and written back. A wrong cell is an issue of its own. */
import type { Issue, Outcome } from '../issue';
import { issue, outcome } from '../issue';
import type { Language } from '../language/language';
import { LANGUAGES } from '../language/language';
import { isSegmentKey, lifecycleKeyOf, lifecycleName, segmentKeyOf, segmentName } from '../language/names';
import { text } from '../language/text';
import { LIFECYCLE_STAGES } from '../lifecycle';
import type { LifecycleStage } from '../lifecycle';
import { SNAPSHOT_CLASSES } from '../migration';
import type { SnapshotClass } from '../migration';
import { readFlag } from '../table/flag';
import type { Automation, AutomationKind, Repeat } from './automation';
import { AUTOMATION_KINDS, EARLY_KINDS, usualAutomation, YEARLY_KINDS } from './automation';

/** Columns of the tab that the owner writes. */
export const AUTOMATION_COLUMNS = [
  'automation', 'title', 'kind', 'audience', 'template', 'step_days', 'event', 'hour', 'repeat', 'sunset', 'hold_out', 'switched_on',
] as const;
export type AutomationColumn = (typeof AUTOMATION_COLUMNS)[number];

/** The texts of one row by column; missing = empty. */
export type AutomationCells = Readonly<Partial<Record<AutomationColumn, string>>>;

const MOST_DAYS = 3_650;
const MOST_ATTEMPTS = 100;
const PARTS = /[;,\n]+/;
const ARROW = /\s*(?:→|->|=>|>)\s*/;

/** A text compared without case, ё, and spaces around. */
const folded = (value: string): string => value.trim().toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ');

/** What was understood of a row, and an issue with the name of its column (a key, in `columnName`) for each cell that was not. The value is null then. */
export function readAutomation(cells: AutomationCells, language: Language): Outcome<Automation | null> {
  const issues: Issue[] = [];
  const cell = (column: AutomationColumn): string => (cells[column] ?? '').trim();
  const bad = (column: AutomationColumn, allowed: string): void => { issues.push(issue('automation.cellBad', { value: cell(column), allowed }, { columnName: column })); };
  const number = (column: AutomationColumn, usual: number, least: number, most: number): number => {
    if (cell(column) === '') return usual;
    const read = Number(cell(column).replace(/\s*%$/, '').replace(',', '.'));
    if (Number.isInteger(read) && read >= least && read <= most) return read;
    bad(column, `${least}–${most}`);
    return usual;
  };
  const kind = kindOf(cell('kind'));
  if (kind === undefined) bad('kind', AUTOMATION_KINDS.map((known) => kindName(known, language)).join(', '));
  const usual = usualAutomation(kind ?? 'birthday');
  if (cell('automation') === '') issues.push(issue('automation.keyMissing', {}, { columnName: 'automation' }));

  const templates = cell('template').split(PARTS).map((part) => part.trim()).filter((part) => part !== '');
  if (templates.length === 0) issues.push(issue('automation.stepsMissing', {}, { columnName: 'template' }));
  const days = cell('step_days') === '' ? usual.days.slice(0, templates.length) : cell('step_days').split(PARTS).map((part) => part.trim()).filter((part) => part !== '').map(dayNumber);
  if (days.some((day) => !Number.isInteger(day) || Math.abs(day) > MOST_DAYS)) bad('step_days', '0; 7; 14');
  else if (days.length !== templates.length && templates.length > 0) issues.push(issue('automation.stepsUneven', { templates: templates.length, days: days.length }, { columnName: 'step_days' }));
  else if (kind !== undefined && !EARLY_KINDS.includes(kind) && days.some((day) => day < 0)) issues.push(issue('automation.earlyStep', {}, { columnName: 'step_days' }));

  const start = cell('event') === '' ? usual.start : startOf(cell('event'));
  if (kind === 'welcome' && start === undefined) bad('event', STARTS.map((known) => text(language, `automationStart.${known}`)).join(', '));
  const change = readChange(cell('event'));
  if (kind === 'class_changed' && change === undefined) bad('event', changeText({ by: 'segment', from: 'loyal', to: 'at_risk' }, language));
  if (kind === 'date' && cell('event') === '') issues.push(issue('automation.columnMissing', { column: '' }, { columnName: 'event' }));

  const repeat = cell('repeat') === '' ? usual.repeat : readRepeat(cell('repeat'));
  const hasDays = kind === undefined || !YEARLY_KINDS.includes(kind);
  if (repeat === undefined || (typeof repeat === 'number' && !hasDays)) {
    bad('repeat', [repeatText('each', language), repeatText('once', language), ...(hasDays ? [repeatText(60, language)] : [])].join(', '));
  }
  const on = cell('switched_on') === '' ? false : readFlag(cell('switched_on'));
  if (on === undefined) bad('switched_on', `${text(language, 'automationOn.yes')}, ${text(language, 'automationOn.no')}`);

  const automation: Automation = {
    key: cell('automation'),
    kind: kind ?? 'birthday',
    title: cell('title') || cell('automation'),
    audience: cell('audience'),
    steps: templates.map((templateKey, index) => ({ templateKey, days: days[index] ?? 0 })).sort((a, b) => a.days - b.days),
    start: start ?? 'first_order',
    change: change ?? usual.change,
    column: kind === 'date' ? cell('event') : '',
    hour: number('hour', usual.hour, 0, 23),
    repeat: repeat ?? usual.repeat,
    sunset: number('sunset', usual.sunset, 1, MOST_ATTEMPTS),
    holdOutShare: number('hold_out', 0, 0, 100) / 100,
    on: on === true,
  };
  return outcome(issues.length > 0 ? null : automation, issues);
}

/** The cells of an automation in the words of a language. `readAutomation` reads the same automation from them. */
export function automationCells(automation: Automation, language: Language): Readonly<Record<AutomationColumn, string>> {
  const { kind, steps } = automation;
  const event = kind === 'welcome' ? text(language, `automationStart.${automation.start}`) : kind === 'class_changed' ? changeText(automation.change, language) : automation.column;
  return {
    automation: automation.key,
    title: automation.title,
    kind: kindName(kind, language),
    audience: automation.audience,
    template: steps.map(({ templateKey }) => templateKey).join('; '),
    step_days: steps.map(({ days }) => String(days)).join('; '),
    event,
    hour: String(automation.hour),
    repeat: repeatText(automation.repeat, language),
    sunset: kind === 'win_back' ? String(automation.sunset) : '',
    hold_out: automation.holdOutShare === 0 ? '' : String(Math.round(automation.holdOutShare * 100)),
    switched_on: text(language, automation.on ? 'automationOn.yes' : 'automationOn.no'),
  };
}

/** The name of a kind. */
export function kindName(kind: AutomationKind, language: Language): string {
  return text(language, `automationKind.${kind}`);
}

/** A watched change in words: `Segment: Loyal → At risk`. */
export function changeText({ by, from, to }: Automation['change'], language: Language): string {
  return `${text(language, `automationBy.${by}`)}: ${classText(by, from, language)} → ${classText(by, to, language)}`;
}

/** The name of a class as people read it; '' = any. */
export function classText(by: SnapshotClass, key: string, language: Language): string {
  if (key === '') return text(language, 'automationAny');
  if (by === 'segment') return segmentName(key, language);
  const stage = LIFECYCLE_STAGES.find((known) => known === key);
  return by === 'lifecycle' && stage !== undefined ? lifecycleName(stage, language) : key;
}

/** `each time`, `once`, `after 60 days`. */
export function repeatText(repeat: Repeat, language: Language): string {
  return typeof repeat === 'number' ? text(language, 'automationRepeat.days', { days: repeat }) : text(language, `automationRepeat.${repeat}`);
}

const STARTS = ['first_order', 'registered'] as const;

function inEitherLanguage<Key extends string>(value: string, keys: readonly Key[], nameOf: (key: Key, language: Language) => string): Key | undefined {
  const wanted = folded(value);
  return keys.find((key) => folded(key) === wanted || LANGUAGES.some((language) => folded(nameOf(key, language)) === wanted));
}

function kindOf(value: string): AutomationKind | undefined {
  return inEitherLanguage(value, AUTOMATION_KINDS, kindName);
}

function startOf(value: string): Automation['start'] | undefined {
  return inEitherLanguage(value, STARTS, (key, language) => text(language, `automationStart.${key}`));
}

function dayNumber(part: string): number {
  return Number(part.replace(/[−–]/g, '-').replace(/\s+/g, ''));
}

function readRepeat(value: string): Repeat | undefined {
  const word = inEitherLanguage(value, ['each', 'once'] as const, (key, language) => text(language, `automationRepeat.${key}`));
  if (word !== undefined) return word;
  const numbers = value.match(/\d+/g) ?? [];
  const days = Number(numbers[0]);
  return numbers.length === 1 && days >= 1 && days <= MOST_DAYS ? days : undefined;
}

/** `Segment: Loyal → At risk`; without the word before the colon a segment; a missing side or `any` = any. */
function readChange(value: string): Automation['change'] | undefined {
  const colon = value.indexOf(':');
  const by = colon < 0 ? 'segment' : inEitherLanguage(value.slice(0, colon), SNAPSHOT_CLASSES, (key, language) => text(language, `automationBy.${key}`));
  const sides = value.slice(colon + 1).split(ARROW);
  if (by === undefined || sides.length !== 2) return undefined;
  const [from, to] = sides.map((side) => classKey(by, side ?? ''));
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  return { by, from, to };
}

/** '' = any; undefined = no class of this kind. Names of the owner's own segments come as he writes them. */
function classKey(by: SnapshotClass, side: string): string | undefined {
  const isAny = side.trim() === '' || side.trim() === '*' || LANGUAGES.some((language) => folded(side) === folded(text(language, 'automationAny')));
  if (isAny) return '';
  if (by === 'segment') {
    const key = segmentKeyOf(side);
    return isSegmentKey(key) ? key : side.trim();
  }
  if (by === 'lifecycle') return lifecycleKeyOf(side) satisfies LifecycleStage | undefined;
  const letter = side.trim().toUpperCase();
  const letters = by === 'abc' ? ['A', 'B', 'C'] : ['X', 'Y', 'Z', 'N'];
  return letters.find((known) => known === letter);
}
