/** Worked examples of CRR and LTV from public pages (numbers only). */
import { retentionLtv, simpleLtv } from '../../src/core/ltv';
import { retentionFromCounts } from '../../src/core/retention';
import type { PublishedCheck } from './published';
import { jsonFile, once } from './published';

const SET = 'crr_ltv_formulas';

interface Example {
  readonly id: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly expected?: number;
}

const examples = once(() => (jsonFile(SET, 'expected.json') as { readonly values: readonly Example[] }).values);

function example(id: string): Example {
  const found = examples().find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`${SET} has no ${id}`);
  return found;
}

const input = (id: string, name: string): number => example(id).inputs[name] ?? NaN;

export const CRR_LTV_FORMULAS: readonly PublishedCheck[] = [
  {
    set: SET, source: { author: 'costcalculator.calculator.city', work: 'How to calculate the customer retention rate', table: 'S 500, E 550, N 100' },
    figure: 'crr.1: CRR in %', tolerance: 0,
    expected: () => example('crr.1').expected ?? null,
    ours: () => (retentionFromCounts(input('crr.1', 'S'), input('crr.1', 'N'), input('crr.1', 'E')).value.crr ?? NaN) * 100,
  },
  {
    set: SET, source: { author: 'waycalculator.com', work: 'retention calculator', table: 'beginning 19, existing 100, new ones left out' },
    figure: 'crr.wrong: CRR in %', tolerance: 0,
    expected: () => 'retention.impossible: moreStayThanAtStart',
    ours: () => {
      const { value, issues } = retentionFromCounts(input('crr.wrong', 'beginning'), 0, input('crr.wrong', 'existing'));
      return value.crr ?? issues.map(({ code, params }) => `${code}: ${String(params.why)}`).join();
    },
    printed: 426.32, note: 'more stay than were there; refused',
  },
  {
    set: SET, source: { author: 'KISSmetrics', work: 'Starbucks case (slides at slidetodoc.com)', table: 'simple LTV' },
    figure: 'ltv.simple: 52 weeks × weekly spend × years', tolerance: 0.01,
    expected: () => example('ltv.simple').expected ?? null,
    ours: () => simpleLtv(input('ltv.simple', 'weekly_spend'), 52, input('ltv.simple', 'years')),
  },
  {
    set: SET, source: { author: 'KISSmetrics', work: 'Starbucks case (worked at justaaa.com)', table: 'custom LTV' },
    figure: 'ltv.margin: years × 52 × average check × visits a week × margin', tolerance: 0.01,
    expected: () => example('ltv.margin').expected ?? null,
    ours: () => simpleLtv(input('ltv.margin', 'check'), input('ltv.margin', 'visits_week') * 52, input('ltv.margin', 'years'), input('ltv.margin', 'margin')),
  },
  {
    set: SET, source: { author: 'KISSmetrics', work: 'Starbucks case', table: 'traditional LTV' },
    figure: 'ltv.retention: margin × r / (1 + d − r)', tolerance: 0.01,
    expected: () => example('ltv.retention').expected ?? null,
    ours: () => retentionLtv(input('ltv.retention', 'lifetime_gross_margin'), input('ltv.retention', 'r'), input('ltv.retention', 'd')),
    printed: 11535, note: 'printed rounded; 11534.87 by its own inputs',
  },
];
