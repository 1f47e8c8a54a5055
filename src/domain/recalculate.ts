/** Recalculation: one read of Orders, one of Clients, the grey columns in whole-range writes. */
import { formatIsoDay } from '../core/calendar';
import type { RecalculateReport, ThresholdView } from '../contract/segment-views';
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { dormancyName, rhythmSourceName, segmentName } from '../core/language/names';
import { majorOf } from '../core/money';
import { segmentReason } from '../core/rfm/reason';
import type { ClientFigures, Segmentation } from '../core/segmentation';
import { segmentClients } from '../core/segmentation';
import type { Cell } from '../core/table/cell';
import type { ClientProfile } from '../core/table/order-rows';
import type { Base } from './base';
import { openBase } from './base';
import { runsOf } from '../core/table/index-runs';
import { cellText, dayCell } from './cells';
import type { ClientRecord, ClientsRead } from './clients-table';
import { readClients } from './clients-table';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { appendClients } from './new-clients';
import type { OrdersRead } from './orders-table';
import { readOrders } from './orders-table';
import type { Ports } from './ports';
import { rejectedRows } from './rejected-rows';
import { LOCK_WAIT_MS } from './set-up';
import type { ComputedClientColumn } from './tab-specs';
import { COMPUTED_CLIENT_COLUMNS } from './tab-specs';
import { thresholdTexts } from './threshold-words';

/**
 * Computes every grey column. Counted calls with the columns in one block and no new clients: lock, Settings, Orders, Clients,
 * grey block, rules, state = 7, and 1 for the page's token; 1 more when limits or colours were changed in the Settings tab by hand. Each further
 * block of grey columns adds 1; clients typed into Orders by hand add up to 3 (rows, format, names). The lock ends with the execution.
 */
export function recalculate(ports: Ports): Outcome<RecalculateReport | null> {
  const startedMs = ports.clock.now();
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const orders = readOrders(base);
  if (orders.value === null) return outcome(null, orders.issues);
  const clientsRead = readClients(base, orders.value.numericKeys);
  if (clientsRead.value === null) return outcome(null, clientsRead.issues);

  const asOfDay = base.settings.asOf === 'today' ? ports.clock.dayOf(startedMs) : base.settings.asOf;
  const known = clientsRead.value.records.map(({ key }) => key);
  const segmented = segmentClients({ rows: orders.value.rows, knownClientKeys: known }, base.settings, asOfDay);
  if (hasError(segmented.issues)) return outcome(null, segmented.issues);

  const newProfiles = orders.value.profiles.filter(({ clientKey }) => clientsRead.value?.recordOf.has(clientKey) === false);
  const rowCount = clientsRead.value.table.rows.length + newProfiles.length;
  if (!canWrite(base, clientsRead.value, rowCount)) return outcome(null, [issue('range.protected', { range: clientsRead.value.table.tab.name })]);
  const clients = newProfiles.length === 0 ? clientsRead.value : appendClients(base, clientsRead.value, newProfiles);
  const moved = writeFigures(base, clients, segmented.value);
  writeHighlights(base, clients.table.tab.sheetId);
  const texts = thresholdTexts(segmented.value.thresholds, base.settings, base.language);
  base.remember({
    recalculated: { asOfDay, atMs: startedMs, orderRows: orders.value.dataRows },
    orderRows: orders.value.dataRows,
    thresholdTexts: texts.map(({ text }) => text),
  });
  base.saveState(asOfDay);
  return outcome(reportOf(base, orders.value, segmented.value, texts, moved, newProfiles, startedMs, [
    ...base.settingIssues, ...orders.issues, ...clientsRead.issues, ...segmented.issues,
  ]));
}

function canWrite(base: Base, clients: ClientsRead, rowCount: number): boolean {
  const areas = runsOf(greyIndexes(clients)).map((run) => ({ rowIndex: 1, columnIndex: run.first, rowCount: Math.max(1, rowCount - 1), columnCount: run.count }));
  return base.ports.book.canEdit(clients.table.tab.sheetId, areas);
}

function greyIndexes(clients: ClientsRead): number[] {
  return COMPUTED_CLIENT_COLUMNS.map((key) => clients.table.columns.get(key)).filter((index) => index !== undefined);
}

function writeFigures(base: Base, clients: ClientsRead, segmentation: Segmentation): number {
  const { columns, rows, tab } = clients.table;
  const figuresOf = new Map(segmentation.clients.map((figures) => [figures.clientKey, figures]));
  const recordAt = new Map(clients.records.map((record) => [record.rowIndex, record]));
  const keyAt = new Map<number, ComputedClientColumn>();
  for (const key of COMPUTED_CLIENT_COLUMNS) {
    const index = columns.get(key);
    if (index !== undefined) keyAt.set(index, key);
  }
  let nextNumber = base.state.nextClientNumber;
  let moved = 0;
  const segmentColumn = columns.get('segment');
  const lines: { readonly record: ClientRecord | undefined; readonly figures: ClientFigures | undefined; readonly id: string }[] = [];
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const record = recordAt.get(rowIndex);
    const figures = record === undefined ? undefined : figuresOf.get(record.key);
    let id = record?.id ?? '';
    if (record !== undefined && id === '') {
      id = `C${String(nextNumber).padStart(6, '0')}`;
      nextNumber += 1;
    }
    const former = segmentColumn === undefined ? '' : cellText(rows[rowIndex]?.[segmentColumn]);
    if (figures !== undefined && former !== '' && former !== segmentName(figures.segment, base.language)) moved += 1;
    lines.push({ record, figures, id });
  }
  base.remember({ nextClientNumber: nextNumber });
  if (lines.length > 0) {
    for (const run of runsOf([...keyAt.keys()])) {
      const block = lines.map(({ figures, id }) => {
        const cells: Cell[] = [];
        for (let offset = 0; offset < run.count; offset += 1) {
          const key = keyAt.get(run.first + offset);
          cells.push(key === undefined ? null : greyCell(key, id, figures, base.language));
        }
        return cells;
      });
      base.ports.book.write(tab.sheetId, 1, run.first, block);
    }
  }
  return moved;
}

/** One grey cell. Scores above 9 and other texts never look like a date or a formula. */
function greyCell(key: ComputedClientColumn, id: string, figures: ClientFigures | undefined, language: Language): Cell {
  if (key === 'id') return id === '' ? null : id;
  if (figures === undefined) return null;
  const money = (amountMinor: number | null): Cell => (amountMinor === null ? null : majorOf(amountMinor));
  switch (key) {
    case 'orders': return figures.orders;
    case 'first_order': return dayCell(figures.firstDay);
    case 'last_order': return dayCell(figures.lastDay);
    case 'revenue': return money(figures.moneyMinor);
    case 'average_bill': return money(figures.averageBillMinor);
    case 'abc': return figures.abc;
    case 'xyz': return figures.xyz;
    case 'abcxyz': return figures.abcxyz;
    case 'r': return figures.r;
    case 'f': return figures.f;
    case 'm': return figures.m;
    case 'rfm': return figures.rfm === null ? null : /^\d+$/.test(figures.rfm) ? Number(figures.rfm) : `RFM ${figures.rfm}`;
    case 'segment': return segmentName(figures.segment, language);
    case 'segment_why': return segmentReason(figures, language);
    case 'days_silent': return figures.daysSilent;
    case 'rhythm_days': return figures.rhythmDays;
    case 'rhythm_source': return figures.rhythmSource === null ? null : rhythmSourceName(figures.rhythmSource, language);
    case 'dormancy': return figures.dormancy === null ? null : dormancyName(figures.dormancy, language);
    case 'money_at_risk': return money(figures.moneyAtRiskMinor);
  }
}

function reportOf(
  base: Base,
  orders: OrdersRead,
  segmentation: Segmentation,
  thresholds: readonly ThresholdView[],
  moved: number,
  newProfiles: readonly ClientProfile[],
  startedMs: number,
  issues: readonly Issue[],
): RecalculateReport {
  const { clock } = base.ports;
  return {
    asOf: formatIsoDay(segmentation.thresholds.asOfDay),
    orderRows: orders.dataRows,
    orderRowsUsed: segmentation.totals.rowsUsed,
    clients: segmentation.totals.clients,
    clientsNew: newProfiles.length,
    moved,
    dormant: segmentation.clients.filter(({ dormancy }) => dormancy === 'dormant' || dormancy === 'lost').length,
    seconds: (clock.now() - startedMs) / 1000,
    rejected: rejectedRows({ ...orders.counts.rejectedBy, 'row.afterAsOf': segmentation.totals.rowsAfterAsOf }, issues, base.language),
    thresholds,
    issues: issueViews(issues, base.language),
  };
}
