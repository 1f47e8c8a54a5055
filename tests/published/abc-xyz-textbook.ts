/** Worked examples of ABC and XYZ from textbooks and articles (numbers only). */
import { classifyAbc, defaultAbcLimits } from '../../src/core/abc';
import { classifySeries } from '../../src/core/xyz';
import type { PublishedCheck, PublishedValue } from './published';
import { csvLines } from './published';

const SET = 'abc_xyz_textbook';

/** Mean, deviation, coefficient in per cent and class of a series; the deviation is our coefficient of the mean. */
function judged(series: readonly number[], deviation: 'population' | 'sample'): readonly [number, number, number, string] {
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  const { coefficient, xyz } = classifySeries(series, { deviation, limits: [0.1, 0.25] });
  return [mean, (coefficient ?? NaN) * mean, (coefficient ?? NaN) * 100, xyz];
}

const numbersOf = (text = ''): number[] => text.split(' ').map(Number);

export const ABC_XYZ_TEXTBOOK: readonly PublishedCheck[] = [
  {
    set: SET, source: { author: 'J. Heizer, B. Render', work: 'Operations Management', table: 'inventory chapter, problem Boreki Enterprise' },
    figure: 'classes of ten items: A = top 20 % of items, B = next 30 %', tolerance: 0,
    expected: () => csvLines(SET, 'abc_boreki.csv').map((item) => item.expected_class ?? ''),
    ours: () => {
      const values = csvLines(SET, 'abc_boreki.csv').map((item) => Number(item.annual_value));
      return classifyAbc(values, { by: 'count', limits: defaultAbcLimits('count'), boundary: 'before' }).classes;
    },
  },
  {
    set: SET, source: { author: 'Belarusian coursework', work: 'XYZ analysis of a trade centre', table: 'seven product groups, three months' },
    figure: 'mean, standard deviation (population), coefficient in % and group of seven product groups', tolerance: 0.005,
    expected: () =>
      csvLines(SET, 'xyz_trade_centre.csv').map((group): PublishedValue => [
        group.group ?? '', Number(group.mean_published), Number(group.sd_published), Number(group.cv_percent_published), group.class_published ?? '',
      ]),
    ours: () =>
      csvLines(SET, 'xyz_trade_centre.csv').map((group): PublishedValue => [group.group ?? '', ...judged([Number(group.jan), Number(group.feb), Number(group.mar)], 'population')]),
  },
  {
    set: SET, source: { author: 'author24referat.ru', work: 'ABC and XYZ analysis of an assortment', table: 'chocolate 90 g: 900, 800, 700' },
    figure: 'mean, standard deviation (population), coefficient in % and group', tolerance: 0.005,
    expected: () => csvLines(SET, 'xyz_single_items.csv').map((item): PublishedValue => [Number(item.mean), Number(item.sd), Number(item.cv_percent), item.class_published ?? '']),
    ours: () => csvLines(SET, 'xyz_single_items.csv').map((item): PublishedValue => judged(numbersOf(item.sales), 'population')),
  },
  {
    set: SET, source: { author: 'forum olegon.ru', work: 'thread 22257', table: 'page 2, one item by weeks, months and quarters' },
    figure: 'coefficient in % with the sample deviation: weeks, months of 4 weeks, quarters', tolerance: 0.5,
    expected: () => csvLines(SET, 'xyz_same_series_three_periods.csv').map((item) => Number(item.cv_percent_published)),
    ours: () => csvLines(SET, 'xyz_same_series_three_periods.csv').map((item) => judged(numbersOf(item.sales), 'sample')[2]),
  },
];
