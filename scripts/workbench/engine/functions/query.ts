/** QUERY of Sheets, common subset: select, where, group by with aggregates, order by, limit, offset, label. Pure. */
import type { Expression, ParsedQuery } from './query-parser';
import type { FormulaValue } from './value-objects';
import { columnIndex } from '../rect';
import { partsOf } from '../serial';
import { compareValues } from '../value-order';
import { AGGREGATES, parseQuery, QueryError } from './query-parser';

type Cell = FormulaValue;
type Row = readonly Cell[];

const NOTHING: Cell = { value: null, pattern: null, error: null };
const of = (value: Cell['value'], pattern: string | null = null): Cell => ({ value, pattern, error: null });

/** Kind of a column by the majority of its cells; others count as empty, as in Sheets. */
function columnKind(rows: readonly Row[], column: number): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[column]?.value ?? null;
    if (value !== null && value !== '') counts.set(typeof value, (counts.get(typeof value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'string';
}

function guessHeaders(rows: readonly Row[]): number {
  const [first, ...rest] = rows;
  if (!first || !rest.length) return 0;
  const texts = first.every(({ value }) => value === null || typeof value === 'string');
  const hasText = first.some(({ value }) => typeof value === 'string' && value !== '');
  return texts && hasText && first.some((_cell, column) => columnKind(rest, column) !== 'string') ? 1 : 0;
}

class Evaluator {
  constructor(private readonly firstColumn: number | null, private readonly width: number, private readonly headers: readonly string[]) {}

  columnOf(name: string): number {
    const numbered = /^Col(\d+)$/.exec(name);
    const index = numbered ? Number(numbered[1]) - 1 : this.firstColumn === null ? -1 : columnIndex(name) - this.firstColumn;
    if (index < 0 || index >= this.width) throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: NO_COLUMN: ${name}`);
    return index;
  }

  label(expression: Expression): string {
    switch (expression.kind) {
      case 'column': return this.headers[this.columnOf(expression.name)] ?? '';
      case 'literal': return String(expression.value);
      case 'call': return AGGREGATES.has(expression.name)
        ? `${expression.name} ${expression.args.map((arg) => this.label(arg)).join(', ')}`
        : `${expression.name}(${expression.args.map((arg) => this.label(arg)).join(', ')})`;
      case 'binary': return `${names[expression.operator] ?? expression.operator}(${this.label(expression.left)}, ${this.label(expression.right)})`;
      default: return '';
    }
  }

  /** Value over one row, or over a group where the expression aggregates. */
  value(expression: Expression, row: Row, group: readonly Row[] | null): Cell {
    switch (expression.kind) {
      case 'column': return row[this.columnOf(expression.name)] ?? NOTHING;
      case 'literal': return of(expression.value, expression.isDate ? 'yyyy-mm-dd' : null);
      case 'call': return AGGREGATES.has(expression.name) ? this.aggregate(expression, group ?? [row]) : this.scalar(expression, row, group);
      case 'binary': return this.binary(expression, row, group);
      case 'not': return of(this.value(expression.inner, row, group).value !== true);
      case 'isNull': {
        const { value } = this.value(expression.inner, row, group);
        return of((value === null || value === '') !== expression.negated);
      }
    }
  }

  private aggregate(expression: Extract<Expression, { kind: 'call' }>, group: readonly Row[]): Cell {
    const [arg] = expression.args;
    if (!arg) throw new QueryError(`QUERY: ${expression.name} needs a column.`);
    const cells = group.map((row) => this.value(arg, row, null)).filter(({ value }) => value !== null && value !== '');
    if (expression.name === 'count') return of(cells.length);
    if (!cells.length) return NOTHING;
    if (expression.name === 'max' || expression.name === 'min') {
      const sign = expression.name === 'max' ? 1 : -1;
      return cells.reduce((best, cell) => (compareValues(cell.value, best.value) * sign > 0 ? cell : best));
    }
    if (cells.some(({ value }) => typeof value !== 'number')) {
      throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: AVG_SUM_ONLY_NUMERIC`);
    }
    const total = cells.reduce((sum, { value }) => sum + Number(value), 0);
    return of(expression.name === 'sum' ? total : total / cells.length, cells[0]?.pattern ?? null);
  }

  private scalar(expression: Extract<Expression, { kind: 'call' }>, row: Row, group: readonly Row[] | null): Cell {
    const [first, second] = expression.args.map((arg) => this.value(arg, row, group));
    const value = first?.value ?? null;
    if (value === null) return NOTHING;
    if (expression.name === 'upper') return of(String(value).toUpperCase());
    if (expression.name === 'lower') return of(String(value).toLowerCase());
    if (typeof value !== 'number') return NOTHING;
    if (expression.name === 'todate') return of(Math.floor(value), 'yyyy-mm-dd');
    if (expression.name === 'datediff') return of(Math.floor(value) - Math.floor(Number(second?.value ?? 0)));
    const parts = partsOf(value);
    switch (expression.name) {
      case 'year': return of(parts.year);
      // The query language counts months from 0.
      case 'month': return of(parts.month - 1);
      case 'day': return of(parts.day);
      case 'hour': return of(parts.hours);
      case 'minute': return of(parts.minutes);
      case 'second': return of(parts.seconds);
      case 'quarter': return of(Math.ceil(parts.month / 3));
      case 'dayofweek': return of(((Math.floor(value) + 6) % 7) + 1);
      default: throw new QueryError(`QUERY: the function ${expression.name} is not emulated here.`);
    }
  }

  private binary(expression: Extract<Expression, { kind: 'binary' }>, row: Row, group: readonly Row[] | null): Cell {
    const { operator } = expression;
    const left = this.value(expression.left, row, group);
    if (operator === 'and' && left.value !== true) return of(false);
    if (operator === 'or' && left.value === true) return of(true);
    const right = this.value(expression.right, row, group);
    if (operator === 'and' || operator === 'or') return of(right.value === true);
    if ('+-*/'.includes(operator)) {
      if (typeof left.value !== 'number' || typeof right.value !== 'number') return NOTHING;
      if (operator === '/') return right.value === 0 ? NOTHING : of(left.value / right.value);
      return of(operator === '+' ? left.value + right.value : operator === '-' ? left.value - right.value : left.value * right.value);
    }
    return of(holds(operator, left.value, right.value));
  }
}

const names: Readonly<Record<string, string>> = { '+': 'sum', '-': 'difference', '*': 'product', '/': 'quotient' };

function holds(operator: string, left: Cell['value'], right: Cell['value']): boolean {
  if (left === null || right === null) return operator === '!=' && left !== right;
  const [a, b] = [String(left), String(right)];
  switch (operator) {
    case 'contains': return a.includes(b);
    case 'starts with': return a.startsWith(b);
    case 'ends with': return a.endsWith(b);
    case 'matches': return new RegExp(`^(?:${b})$`).test(a);
    case 'like': return new RegExp(`^${b.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '[\\s\\S]*').replaceAll('_', '[\\s\\S]')}$`).test(a);
    default:
  }
  if (typeof left !== typeof right) return operator === '!=';
  // Texts are compared as they are: the query language tells upper from lower case.
  const order = typeof left === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : compareValues(left, right);
  switch (operator) {
    case '=': return order === 0;
    case '!=': return order !== 0;
    case '<': return order < 0;
    case '<=': return order <= 0;
    case '>': return order > 0;
    default: return order >= 0;
  }
}

function aggregates(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call': return AGGREGATES.has(expression.name) || expression.args.some(aggregates);
    case 'binary': return aggregates(expression.left) || aggregates(expression.right);
    case 'not':
    case 'isNull': return aggregates(expression.inner);
    default: return false;
  }
}

/**
 * Runs a query. `headers` −1 = guess; `firstColumn` is the sheet column of the first data column (letters name sheet columns), null for an array
 * (then only Col1, Col2, …).
 */
export function runQuery(data: readonly Row[], text: string, headers: number, firstColumn: number | null): { readonly rows: Cell[][] } | { readonly error: string } {
  try {
    return { rows: run(data, parseQuery(text), headers, firstColumn) };
  } catch (error) {
    if (error instanceof QueryError) return { error: error.message };
    throw error;
  }
}

function run(data: readonly Row[], query: ParsedQuery, headers: number, firstColumn: number | null): Cell[][] {
  const width = data[0]?.length ?? 0;
  const headerCount = headers < 0 ? guessHeaders(data) : headers;
  const titles = Array.from({ length: width }, (_title, column) => data.slice(0, headerCount).map((row) => String(row[column]?.value ?? '')).join(' ').trim());
  const body = data.slice(headerCount);
  const kinds = titles.map((_title, column) => columnKind(body, column));
  const typed = body.map((row) => row.map((cell, column) => (cell.value === null || typeof cell.value === kinds[column] ? cell : NOTHING)));
  const evaluator = new Evaluator(firstColumn, width, titles);
  const select = query.select ?? titles.map((_title, column): Expression => ({ kind: 'column', name: `Col${column + 1}` }));
  const { where } = query;
  // Open ranges bring many empty rows; a row without anything is no data.
  const chosen = typed.filter((row) => row.some(({ value }) => value !== null && value !== '') && (!where || evaluator.value(where, row, null).value === true));
  const groups = groupRows(chosen, query, select, evaluator);
  const ordered = orderGroups(groups, query, evaluator).slice(query.offset, query.limit === null ? undefined : query.offset + query.limit);
  const rows = ordered.map(({ row, group }) => select.map((expression) => evaluator.value(expression, row, group)));
  const labels = select.map((expression) => {
    const own = query.labels.find((label) => JSON.stringify(label.expression) === JSON.stringify(expression));
    return own ? own.text : evaluator.label(expression);
  });
  for (const { expression } of query.labels) {
    if (!select.some((selected) => JSON.stringify(selected) === JSON.stringify(expression))) throw new QueryError('QUERY: a label names a column that is not selected.');
  }
  return headerCount > 0 || labels.some((label) => label !== '') ? [labels.map((label) => of(label)), ...rows] : rows;
}

interface Group { readonly row: Row; readonly group: readonly Row[] | null }

function groupRows(rows: readonly Row[], query: ParsedQuery, select: readonly Expression[], evaluator: Evaluator): Group[] {
  if (!query.groupBy.length && !select.some(aggregates)) return rows.map((row) => ({ row, group: null }));
  const keys = query.groupBy.map((expression) => JSON.stringify(expression));
  for (const expression of select) {
    if (!aggregates(expression) && expression.kind !== 'literal' && !keys.includes(JSON.stringify(expression))) {
      throw new QueryError(`Unable to parse query string for Function QUERY parameter 2: ADD_COL_TO_GROUP_BY_OR_AGG: ${expression.kind === 'column' ? expression.name : evaluator.label(expression)}`);
    }
  }
  if (!query.groupBy.length) return [{ row: rows[0] ?? [], group: rows }];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(query.groupBy.map((expression) => evaluator.value(expression, row, null).value));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  // Groups come in the order of their keys.
  return orderGroups([...groups.values()].map((group) => ({ row: group[0] ?? [], group })), { ...query, orderBy: query.groupBy.map((expression) => ({ expression, ascending: true })) }, evaluator);
}

function orderGroups(groups: readonly Group[], query: ParsedQuery, evaluator: Evaluator): Group[] {
  const keyed = groups.map((item, index) => ({ item, index, keys: query.orderBy.map(({ expression }) => evaluator.value(expression, item.row, item.group).value) }));
  keyed.sort((a, b) => {
    for (const [position, { ascending }] of query.orderBy.entries()) {
      const [x, y] = [a.keys[position] ?? null, b.keys[position] ?? null];
      // The query language puts empty values first.
      const order = x === null || y === null ? Number(x !== null) - Number(y !== null) : compareValues(x, y);
      if (order !== 0) return ascending ? order : -order;
    }
    return a.index - b.index;
  });
  return keyed.map(({ item }) => item);
}

