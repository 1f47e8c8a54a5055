/** Segments, classes and dormant clients as the sidebar shows them, from the grey columns as they stand. */
import type { ClassView, DormantView, SegmentsView } from '../contract/segment-views';
import { formatIsoDay } from '../core/calendar';
import { DORMANCY_BANDS } from '../core/dormancy';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatDay, formatMoney } from '../core/language/format';
import { className, dormancyName, lifecycleKeyOf, lifecycleName, SEGMENT_KEYS, segmentAdvice, segmentName } from '../core/language/names';
import { LIFECYCLE_STAGES } from '../core/lifecycle';
import type { LifecycleStage } from '../core/lifecycle';
import type { SnapshotRow } from '../core/migration';
import { snapshotDays, stateOn } from '../core/migration';
import { majorOf } from '../core/money';
import type { ClientFigures } from '../core/segmentation';
import type { Base } from './base';
import { openBase } from './base';
import type { ClientBase, ListedClient } from './client-list';
import { clientRow, readClientBase, sortClients } from './client-list';
import { issueViews } from './issue-view';
import { columnsWanted } from './optional-columns';
import type { Ports } from './ports';
import { say } from './words';

/** The audience of "dormant clients": what the dormant view lists and the usual mailing takes. */
export const DORMANT_AUDIENCE = 'dormant';

const XYZ = ['X', 'Y', 'Z', 'N'] as const;
const ABC = ['A', 'B', 'C'] as const;

/** Every dimension with its classes. */
export function viewSegments(ports: Ports): Outcome<SegmentsView | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const read = readClientBase(base);
  if (read.value === null) return outcome(null, read.issues);
  const { listed } = read.value;
  const { language } = base;
  const former = formerState(base, read.value);
  const build = classBuilder(base, listed, former);
  const own = [...new Set(listed.map(({ figures }) => figures.segment))].filter((key) => key !== '' && !(SEGMENT_KEYS as readonly string[]).includes(key));
  const present = new Set(listed.map(({ figures }) => figures.segment));
  // A segment that everyone left is shown too: its change is news.
  former?.state.forEach(({ segment }) => present.add(segment));
  const segments = [...SEGMENT_KEYS.filter((key) => present.has(key)), ...own].map((key) =>
    build(key, segmentName(key, language), segmentAdvice(key, language), `segment = "${segmentName(key, 'en')}"`, (figures) => figures.segment === key));
  const hasStages = read.value.clients.table.columns.has('lifecycle') && columnsWanted(base).includes('lifecycle');
  const stages = LIFECYCLE_STAGES.filter((stage) => (base.settings['lifecycle.method'] === 'short' ? SHORT_STAGES : EXTENDED_STAGES).includes(stage));
  const recalculated = base.state.recalculated;
  return outcome({
    asOf: recalculated === null ? null : formatIsoDay(recalculated.asOfDay),
    clients: listed.length,
    money: majorOf(totalMinor(listed)),
    moneyShown: formatMoney(totalMinor(listed), base.settings.currency, language),
    segments,
    abc: ABC.map((letter) => build(letter, letter, className(letter, language), `abc = ${letter}`, (figures) => figures.abc === letter)),
    xyz: XYZ.map((letter) => build(letter, letter, className(letter, language), `xyz = ${letter}`, (figures) => figures.xyz === letter)),
    matrix: ABC.flatMap((a) => XYZ.map((x) => build(`${a}${x}`, `${a}${x}`, `${className(a, language)}; ${className(x, language)}`, `abcxyz = ${a}${x}`, (figures) => figures.abcxyz === `${a}${x}`))),
    dormancy: bandViews(base, listed),
    lifecycle: !hasStages ? [] : stages.map((stage) =>
      build(stage, lifecycleName(stage, language), say(language, `stage.${stage}`), `lifecycle = "${lifecycleName(stage, language)}"`, (figures) => figures.lifecycle === stage)),
    changeSince: former === null ? null : formatIsoDay(former.day),
    changeSinceShown: former === null ? '' : formatDay(former.day, language),
    thresholds: base.state.thresholdTexts.map((text, index) => ({ key: String(index), text })),
    issues: issueViews([...base.settingIssues, ...read.issues], language),
  });
}

const SHORT_STAGES: readonly LifecycleStage[] = ['new', 'returning'];
const EXTENDED_STAGES: readonly LifecycleStage[] = ['regular', 'periodic', 'one_off', 'new', 'lost'];

/** Classes of all clients on a kept day, as far as the history knows them. */
interface FormerState {
  readonly day: number;
  readonly state: ReadonlyMap<string, SnapshotRow>;
}

type HistoryClasses = Pick<ClientFigures, 'segment' | 'lifecycle'> & { readonly abc: string | null; readonly xyz: string | null; readonly abcxyz: string | null };
type Belongs = (figures: HistoryClasses) => boolean;
type Builder = (key: string, label: string, why: string, audience: string, belongs: Belongs) => ClassView;

/** The last kept day before that of the figures; null where there is none. The history is read only when it may have one: 1 counted call. */
function formerState(base: Base, data: ClientBase): FormerState | null {
  const { history, recalculated } = base.state;
  if (history === null || recalculated === null || history.firstDay >= recalculated.asOfDay) return null;
  const rows = data.history();
  const day = snapshotDays(rows).filter((kept) => kept < recalculated.asOfDay).pop();
  return day === undefined ? null : { day, state: stateOn(rows, day) };
}

function classesThen({ abc, xyz, segment, lifecycle }: SnapshotRow): HistoryClasses {
  return { segment, lifecycle: lifecycleKeyOf(lifecycle) ?? null, abc, xyz, abcxyz: abc === '' || xyz === '' ? null : abc + xyz };
}

function classBuilder(base: Base, listed: readonly ListedClient[], former: FormerState | null): Builder {
  const total = totalMinor(listed);
  const then = former === null ? null : [...former.state.values()].map(classesThen);
  return (key, label, why, audience, belongs) => {
    const members = listed.filter(({ figures }) => belongs(figures));
    const minor = totalMinor(members);
    return {
      key, label, clients: members.length, money: majorOf(minor), moneyShown: formatMoney(minor, base.settings.currency, base.language),
      share: total > 0 ? minor / total : 0, why, audience, change: then === null ? null : members.length - then.filter(belongs).length,
    };
  };
}

/** Dormancy is not kept in the history, so its change is not known. */
function bandViews(base: Base, listed: readonly ListedClient[]): ClassView[] {
  return DORMANCY_BANDS.map((band) => {
    const members = listed.filter(({ figures }) => figures.dormancy === band);
    const build = classBuilder(base, members, null);
    const total = totalMinor(listed);
    const view = build(band, dormancyName(band, base.language), say(base.language, `band.${band}`), `dormancy = ${band}`, () => true);
    return { ...view, share: total > 0 ? totalMinor(members) / total : 0 };
  });
}

function totalMinor(listed: readonly ListedClient[]): number {
  return listed.reduce((sum, { figures }) => sum + (figures.moneyMinor ?? 0), 0);
}

/** Dormant clients, those with the most money at risk first. */
export function viewDormant(ports: Ports, limit: number): Outcome<DormantView | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const read = readClientBase(base);
  if (read.value === null) return outcome(null, read.issues);
  const { clients, listed } = read.value;
  const dormant = listed.filter(({ figures }) => figures.dormancy === 'dormant' || figures.dormancy === 'lost');
  const riskMinor = dormant.reduce((sum, { figures }) => sum + (figures.moneyAtRiskMinor ?? 0), 0);
  const recalculated = base.state.recalculated;
  return outcome({
    asOf: recalculated === null ? null : formatIsoDay(recalculated.asOfDay),
    audience: DORMANT_AUDIENCE,
    clients: dormant.length,
    moneyAtRisk: majorOf(riskMinor),
    moneyAtRiskShown: formatMoney(riskMinor, base.settings.currency, base.language),
    bands: bandViews(base, listed),
    rows: sortClients(dormant, 'money-at-risk').slice(0, limit).map((client) => clientRow(base, clients, client)),
    issues: issueViews([...base.settingIssues, ...read.issues], base.language),
  });
}
