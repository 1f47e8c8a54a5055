/** Segments, classes and dormant clients as the sidebar shows them, from the grey columns as they stand. */
import type { ClassView, DormantView, SegmentsView } from '../contract/segment-views';
import { formatIsoDay } from '../core/calendar';
import { DORMANCY_BANDS } from '../core/dormancy';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatMoney } from '../core/language/format';
import { className, dormancyName, SEGMENT_KEYS, segmentAdvice, segmentName } from '../core/language/names';
import { majorOf } from '../core/money';
import type { ClientFigures } from '../core/segmentation';
import type { Base } from './base';
import { openBase } from './base';
import type { ListedClient } from './client-list';
import { clientRow, readClientBase, sortClients } from './client-list';
import { issueViews } from './issue-view';
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
  const build = classBuilder(base, listed);
  const own = [...new Set(listed.map(({ figures }) => figures.segment))].filter((key) => key !== '' && !(SEGMENT_KEYS as readonly string[]).includes(key));
  const present = new Set(listed.map(({ figures }) => figures.segment));
  const segments = [...SEGMENT_KEYS.filter((key) => present.has(key)), ...own].map((key) =>
    build(key, segmentName(key, language), segmentAdvice(key, language), `segment = "${segmentName(key, 'en')}"`, (figures) => figures.segment === key));
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
    dormancy: bandViews(base, build),
    thresholds: base.state.thresholdTexts.map((text, index) => ({ key: String(index), text })),
    issues: issueViews([...base.settingIssues, ...read.issues], language),
  });
}

type Builder = (key: string, label: string, why: string, audience: string, belongs: (figures: ClientFigures) => boolean) => ClassView;

function classBuilder(base: Base, listed: readonly ListedClient[]): Builder {
  const total = totalMinor(listed);
  return (key, label, why, audience, belongs) => {
    const members = listed.filter(({ figures }) => belongs(figures));
    const minor = totalMinor(members);
    return {
      key, label, clients: members.length, money: majorOf(minor), moneyShown: formatMoney(minor, base.settings.currency, base.language),
      share: total > 0 ? minor / total : 0, why, audience,
    };
  };
}

function bandViews(base: Base, build: Builder): ClassView[] {
  return DORMANCY_BANDS.map((band) => build(band, dormancyName(band, base.language), say(base.language, `band.${band}`), `dormancy = ${band}`, (figures) => figures.dormancy === band));
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
    bands: bandViews(base, classBuilder(base, listed)),
    rows: sortClients(dormant, 'money-at-risk').slice(0, limit).map((client) => clientRow(base, clients, client)),
    issues: issueViews([...base.settingIssues, ...read.issues], base.language),
  });
}
