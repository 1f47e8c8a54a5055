/** Custom functions that answer for clients: ranges in, a table of all clients or one cell per asked client out. */
import type { ModelsResult } from '../../core/btyd/models';
import { issueOfRefusal } from '../../core/btyd/models';
import type { Issue, IssueCode } from '../../core/issue';
import type { FigureGroup } from '../../core/segmentation';
import { segmentClients } from '../../core/segmentation';
import type { SettingKey, Settings } from '../../core/settings';
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import type { FigureCell, FigureColumn, FigureRow } from './figure-cell';
import { figureCell, figureTitle } from './figure-cell';
import type { Reader } from './figure-error';
import { errorIn, refuse, refuseFor } from './figure-error';
import type { FigureOption } from './figure-options';
import { readFigureOptions } from './figure-options';
import type { OrderRanges, RangeOrders } from './order-ranges';
import { readDayArgument, readerOfRanges, readOrderRanges } from './order-ranges';

/** The arguments, dates turned into calendar days. */
export interface ClientQuestion extends OrderRanges {
  readonly asOf: Cell;
  /** null = a table of all clients. */
  readonly forClients: readonly Cell[] | null;
  readonly options: readonly FigureOption[];
}

/** What a function shows. */
export interface ClientView {
  /** Columns of the table. */
  readonly columns: readonly FigureColumn[];
  /** The column that answers for an asked client. */
  readonly answer: FigureColumn;
  /** What a number alone among the options sets; null = nothing. */
  readonly loneNumber: SettingKey | null;
  /** Figures beyond the usual ones that the function is about. */
  readonly group: FigureGroup | null;
}

const plain = { loneNumber: null, group: null } as const;
const scored = { loneNumber: 'rfm.scale', group: null } as const;

/** The functions that answer for clients. */
export const CLIENT_VIEWS = {
  rfm: { ...scored, columns: ['client', 'r', 'f', 'm', 'rfm', 'segment'], answer: 'rfm' },
  rfmScore: { ...scored, columns: ['client', 'rfm'], answer: 'rfm' },
  rfmSegment: { ...scored, columns: ['client', 'segment'], answer: 'segment' },
  rfmWhy: { ...scored, columns: ['client', 'segment_why'], answer: 'segment_why' },
  abc: { ...plain, columns: ['client', 'revenue', 'abc_share', 'abc'], answer: 'abc' },
  xyz: { ...plain, columns: ['client', 'orders', 'xyz_value', 'xyz'], answer: 'xyz' },
  abcxyz: { ...plain, columns: ['client', 'revenue', 'abc', 'xyz', 'abcxyz'], answer: 'abcxyz' },
  dormancy: { ...plain, columns: ['client', 'last_order', 'days_silent', 'rhythm_days', 'lateness', 'dormancy', 'money_at_risk'], answer: 'dormancy' },
  lifecycle: { ...plain, columns: ['client', 'lifecycle', 'temperature'], answer: 'lifecycle' },
  ltv: { loneNumber: null, group: 'ltv', columns: ['client', 'average_bill', 'purchasesPerPeriod', 'lifetimePeriods', 'ltv'], answer: 'ltv' },
  clv: { loneNumber: 'clv.months', group: 'models', columns: ['client', 'expected_bill', 'clv'], answer: 'clv' },
  pAlive: { loneNumber: 'model.horizonDays', group: 'models', columns: ['client', 'p_alive', 'expected_purchases'], answer: 'p_alive' },
} as const satisfies Record<string, ClientView>;

/**
 * Computes the array of a function: a header and one row per client, or one row per asked client ('' for an unknown one).
 * @throws FigureError with one sentence for the cell
 */
export function computeClientFigures(question: ClientQuestion, view: ClientView): FigureCell[][] {
  const asked = question.forClients;
  const reader = readerOfRanges(question, asked ?? []);
  const language = reader ?? 'en';
  const orders = readOrderRanges(question, reader);
  const { settings, asOfDay } = readFigureOptions(question.options, view.loneNumber, reader);
  const rows = rowsOf(orders, view, settings, readDayArgument(question.asOf, 'asOf', reader) ?? asOfDay, reader);
  if (asked === null) {
    return [view.columns.map((column) => figureTitle(column, language)), ...rows.map((row) => view.columns.map((column) => figureCell(column, row, language)))];
  }
  const rowOf = new Map(rows.map((row) => [row.figures.clientKey, row]));
  return asked.map((cell, rowIndex) => {
    const error = errorIn(cell);
    if (error !== undefined) refuse('function.cellError', reader, { value: error }, rowIndex, 'forClients');
    const key = clientKeyOf(cell, orders.numericKeys);
    const row = key === null ? undefined : rowOf.get(key);
    return [row === undefined ? '' : figureCell(view.answer, row, language)];
  });
}

function rowsOf({ columns, nameOf }: RangeOrders, view: ClientView, settings: Settings, asOfDay: number | null, reader: Reader): FigureRow[] {
  const { value, issues } = segmentClients({ columns, with: view.group === null ? [] : [view.group] }, settings, asOfDay);
  stopAt(issues, reader, ({ code, severity }) => severity === 'error' && code !== 'orders.noneUsable');
  const { ltv } = value;
  // A column may be empty and say why elsewhere; a formula has no elsewhere.
  if (view.group === 'ltv' && ltv.refusal !== null) stopAt(issues, reader, ({ code }) => LTV_REASONS.includes(code));
  if (view.group === 'models') stopAtRefusal(value.models, view, reader);
  return value.clients.map((figures, client) => ({
    figures,
    name: nameOf.get(figures.clientKey) ?? figures.clientKey,
    purchasesPerPeriod: numberOrNull(ltv.purchasesPerPeriod[client]),
    lifetimePeriods: figures.orders === 0 ? null : (ltv.lifetime?.periods ?? null),
  }));
}

const LTV_REASONS: readonly IssueCode[] = ['ltv.noRetention', 'ltv.notFinite', 'orders.amountsMissing'];

/** P(alive) needs the model of purchases only, CLV both. */
function stopAtRefusal(models: ModelsResult | null, view: ClientView, reader: Reader): void {
  if (models === null) return;
  const needed = view.answer === 'clv' ? [models.bgNbd, models.gammaGamma] : [models.bgNbd];
  for (const model of needed) if (model.refused !== null) refuseFor(issueOfRefusal(model), reader);
}

function stopAt(issues: readonly Issue[], reader: Reader, isReason: (issue: Issue) => boolean): void {
  const found = issues.find(isReason);
  if (found !== undefined) refuseFor(found, reader);
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
