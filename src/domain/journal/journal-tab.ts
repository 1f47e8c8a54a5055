/** The hidden Journal: lines are appended before anything changes, belong to actions by their id, and are never found by position. */
import type { JournalKind, JournalState } from '../../contract/journal-views';
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { runsOf } from '../../core/table/index-runs';
import type { Base } from '../base';
import { cellText, cellTime } from '../cells';
import type { Columns } from '../layout';
import type { TabReference } from '../ports';
import { tabSpec } from '../tab-specs';
import { say } from '../words';
import type { Change } from './changes';
import { changeTexts, readChange } from './changes';
import type { RemovedPiece } from './edit-changes';
import { joinPieces } from './edit-changes';
import { fingerprintOf } from './fingerprint';

/** An action about to change the base. */
export interface Action {
  readonly id: string;
  readonly kind: JournalKind;
  /** What it works on, for the reader: a file name, names of settings. */
  readonly details: string;
}

/** An action as its lines tell. */
export interface RecordedAction extends Action {
  /** Actions are numbered in the order in which they began. */
  readonly number: number;
  readonly state: JournalState;
  readonly time: string;
  readonly actor: string;
  readonly changes: readonly Change[];
  /** Lines that were changed by hand and cannot be read. */
  readonly damaged: number;
  readonly rowIndexes: readonly number[];
  readonly characters: number;
}

/** Beyond either of these the oldest actions are forgotten, until half of it is left. */
export const MOST_CHARACTERS = 3_000_000;
export const MOST_LINES = 2_000;

/** The grid grows by so many lines at a time. */
const GROWTH_LINES = 1000;

const COLUMNS = ['time', 'actor', 'action', 'details', 'action_id', 'kind', 'state', 'sheet_id', 'area', 'before', 'fingerprint'] as const;
type Column = (typeof COLUMNS)[number];
const KINDS: readonly JournalKind[] = ['import-orders', 'import-clients', 'settings', 'clean', 'merge', 'archive', 'set-up', 'demo', 'demo-delete', 'repair', 'personal'];
const STATES: readonly JournalState[] = ['planned', 'done', 'undone'];

/**
 * The action that begins now. Its id is made of the next number and of what it works on: one that was cut off and is run
 * again goes on under its id, because the number is only used up by `endAction`.
 */
export function beginAction(base: Base, kind: JournalKind, payload: string, details: string): Action {
  return { id: `A${String(base.state.nextAction).padStart(6, '0')}-${fingerprintOf(`${kind}\n${payload}`)}`, kind, details };
}

/** Uses the number of an action up; reaches the sheet with the next `saveState`. */
export function endAction(base: Base, actionId: string): void {
  base.remember({ nextAction: Math.max(base.state.nextAction, numberOf(actionId) + 1) });
}

/** True while no other action began after this one. */
export function isLatestAction(base: Base, actionId: string): boolean {
  return numberOf(actionId) + 1 === base.state.nextAction;
}

/** The place of an action among all by its id. */
export function numberOf(actionId: string): number {
  return Number(/^A(\d+)-/.exec(actionId)?.[1] ?? 0);
}

interface Place {
  readonly tab: TabReference;
  readonly columns: Columns;
}

/** Where the lines of an open base stand: found once in an execution. */
const PLACES = new WeakMap<Base, Place>();

/** The Journal of an open base. One writer at a time: the holder of the document lock. */
export class Journal {
  constructor(private readonly base: Base) {}

  /**
   * Writes lines of an action; to be called before its changes are written, which reach the sheet in the same order.
   * 2 counted calls the first time in an execution (header, lines), then 1; 1 more when the grid grows (once in 1,000 lines) and for each further
   * block of columns. A missing tab or column is made first.
   */
  write(action: Action, state: JournalState, changes: readonly { readonly sheetId: number; readonly change: Change }[]): void {
    const { base } = this;
    const { book, clock, person } = base.ports;
    const { tab, columns } = this.open();
    const common = {
      time: clock.timestamp(clock.now()), actor: person.email(), action: say(base.language, `journal.kind.${action.kind}`), details: action.details.slice(0, 500),
      action_id: action.id, kind: action.kind, state,
    };
    const lines: Readonly<Partial<Record<Column, string>>>[] = changes.flatMap(({ sheetId, change }) => changeTexts(change).map((texts) => ({ ...common, sheet_id: String(sheetId), ...texts })));
    if (lines.length === 0) lines.push(common);
    const rowIndex = Math.max(1, book.rowCount(tab.sheetId));
    book.ensureRows(tab.sheetId, Math.ceil((rowIndex + lines.length) / GROWTH_LINES) * GROWTH_LINES);
    const keyAt = new Map(COLUMNS.flatMap((key) => {
      const index = columns.get(key);
      return index === undefined ? [] : [[index, key] as const];
    }));
    for (const run of runsOf([...keyAt.keys()])) {
      book.write(tab.sheetId, rowIndex, run.first, lines.map((line) => Array.from({ length: run.count }, (_unused, offset) => {
        const key = keyAt.get(run.first + offset);
        return key === undefined ? null : (line[key] ?? null);
      })));
    }
    base.remember({ journalCharacters: base.state.journalCharacters + lines.reduce((sum, line) => sum + charactersOf(Object.values(line)), 0) });
  }

  /** Every action, the oldest first. 1 counted call; none where there is no tab or no line in it. */
  read(): RecordedAction[] {
    const tab = this.base.tab('journal').value;
    return tab === null || this.base.ports.book.rowCount(tab.sheetId) <= 1 ? [] : this.actionsIn(this.base.ports.book.read(tab.sheetId), tab);
  }

  /**
   * Forgets the oldest actions when the Journal has grown beyond its limits, never `kept` and what came after it. 0 counted calls
   * below the limits; else the tab is read and rows are deleted. The number of forgotten actions is a notice.
   */
  prune(kept: Action): readonly Issue[] {
    const { base } = this;
    const { book } = base.ports;
    const tab = base.tab('journal').value;
    if (tab === null) return [];
    if (base.state.journalCharacters <= MOST_CHARACTERS && book.rowCount(tab.sheetId) - 1 <= MOST_LINES) return [];
    const actions = this.read();
    let characters = actions.reduce((sum, action) => sum + action.characters, 0);
    let lines = actions.reduce((sum, { rowIndexes }) => sum + rowIndexes.length, 0);
    const surplus: number[] = [];
    let forgotten = 0;
    for (const action of actions) {
      if (action.number >= numberOf(kept.id) || (characters <= MOST_CHARACTERS / 2 && lines <= MOST_LINES / 2)) break;
      characters -= action.characters;
      lines -= action.rowIndexes.length;
      surplus.push(...action.rowIndexes);
      forgotten += 1;
    }
    for (const run of runsOf(surplus).reverse()) book.removeRows(tab.sheetId, run.first, run.count);
    base.remember({ journalCharacters: characters });
    return forgotten === 0 ? [] : [issue('journal.pruned', { count: forgotten })];
  }

  private open(): Place {
    const place = PLACES.get(this.base) ?? this.soundTab();
    PLACES.set(this.base, place);
    return place;
  }

  private soundTab(): Place {
    const { base } = this;
    const { book } = base.ports;
    const spec = tabSpec('journal', base.language);
    let tab = base.tab('journal').value;
    if (tab === null) {
      const isTaken = book.tabByName(spec.name) !== null;
      const name = isTaken ? `Clientura ${spec.name}` : spec.name;
      tab = { sheetId: book.createTab({ ...spec, name }), name };
      base.remember({ tabs: { ...base.state.tabs, journal: tab.sheetId } });
    }
    const header = book.readHeader(tab.sheetId);
    const found = base.tableFrom('journal', tab, [header], []).value;
    const columns = new Map(found?.columns);
    const missing = spec.columns.filter(({ key }) => !columns.has(key));
    if (missing.length > 0) {
      const first = book.appendColumns(tab.sheetId, Math.max(found?.titles.length ?? 0, header.length) - 1, missing);
      missing.forEach(({ key }, offset) => columns.set(key, first + offset));
      const { journal: _former, ...layouts } = base.state.layouts;
      base.remember({ layouts });
    }
    return { tab, columns };
  }

  private actionsIn(rows: Cell[][], tab: TabReference): RecordedAction[] {
    const columns: Columns = this.base.tableFrom('journal', tab, rows, []).value?.columns ?? new Map<string, number>();
    const byId = new Map<string, { action: RecordedAction; changes: (Change | RemovedPiece)[]; rowIndexes: number[] }>();
    rows.forEach((row, rowIndex) => {
      const text = (key: Column): string => cellText(row[columns.get(key) ?? -1]);
      const id = text('action_id');
      const kind = KINDS.find((known) => known === text('kind'));
      const state = STATES.find((known) => known === text('state'));
      if (rowIndex === 0 || numberOf(id) === 0 || kind === undefined || state === undefined) return;
      const area = text('area');
      const time = cellTime(row[columns.get('time') ?? -1]);
      const change = area === '' ? null : readChange({ area, before: text('before'), fingerprint: text('fingerprint') });
      const known = byId.get(id);
      const former = known?.action ?? { id, kind, number: numberOf(id), details: text('details'), state, time, actor: text('actor'), changes: [], damaged: 0, rowIndexes: [], characters: 0 };
      const action: RecordedAction = {
        ...former,
        state: STATES.indexOf(state) > STATES.indexOf(former.state) ? state : former.state,
        time: time < former.time ? time : former.time,
        damaged: former.damaged + (area !== '' && change === null ? 1 : 0),
        characters: former.characters + charactersOf(COLUMNS.map(text)),
      };
      const entry = { action, changes: known?.changes ?? [], rowIndexes: known?.rowIndexes ?? [] };
      if (change !== null) entry.changes.push(change);
      entry.rowIndexes.push(rowIndex);
      byId.set(id, entry);
    });
    return [...byId.values()].map(({ action, changes, rowIndexes }) => {
      const { whole, damaged } = wholeChanges(changes);
      return { ...action, changes: whole, damaged: action.damaged + damaged, rowIndexes };
    }).sort((a, b) => a.number - b.number || (a.time < b.time ? -1 : 1));
  }
}

/** Joins removed rows that take several lines, at the place of the first one. */
function wholeChanges(changes: readonly (Change | RemovedPiece)[]): { readonly whole: Change[]; readonly damaged: number } {
  const pieces = new Map<string, RemovedPiece[]>();
  const keyOf = ({ tab, group }: RemovedPiece): string => `${tab}:${group}`;
  for (const change of changes) {
    if (change.what === 'piece') pieces.set(keyOf(change), [...(pieces.get(keyOf(change)) ?? []), change]);
  }
  const whole: Change[] = [];
  let damaged = 0;
  for (const change of changes) {
    if (change.what !== 'piece') {
      whole.push(change);
      continue;
    }
    const group = pieces.get(keyOf(change));
    if (group === undefined) continue;
    pieces.delete(keyOf(change));
    const joined = joinPieces(group);
    if (joined === null) damaged += group.length;
    else whole.push(joined);
  }
  return { whole, damaged };
}

function charactersOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
