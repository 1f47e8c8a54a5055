/** What the figures promise: every method of the product, as pure code, columns and formulas, against results published by others. */
import type { Section } from './requirement';
import { held } from './requirement';

export const FIGURES: Section = {
  title: 'Figures',
  requirements: [
    held('fig-1a', 'ABC (both boundary rules, revenue, margin, purchases, share and count) and the A–E rating', 'core/segmentation: puts the client that crosses a limit into the upper class',
      'core/segmentation: gives equal metrics one class, the best of the tie', 'core/segmentation: counts profit where a cost is known', 'core/people: scores each part by quintiles and cuts their mean at 4, 3 and 2',
      'core/people: weighs the parts as asked, zero included', 'core/people: E brings no profit where the cost is known'),
    held('fig-1b', 'XYZ: rhythm, frequency, amount, count; both deviations; limits inclusive; too early; one class over 90 %', 'core/segmentation: calls even gaps X, uneven ones Y and wild ones Z',
      'core/segmentation: says too early below three gaps', 'core/segmentation: counts periods without purchases as zeros', 'core/segmentation: includes the limit itself', 'core/segmentation: points at a base where nearly everybody has one XYZ class'),
    held('fig-1c', 'RFM: thresholds, quantile, rfm-r, rank; scales 3 and 5; tie-safe; house table and two published presets; editable', 'core/segmentation: names every cell of the cube of scale %i exactly once',
      'core/segmentation: scores by the default limits of scale 5', 'core/segmentation: gives equal values equal scores in quantile mode', 'core/segmentation: takes an own rules table', 'published/published: published results of %s'),
    held('fig-1d', 'Lifecycle short and extended, temperature, funnel marker', 'core/people: the short method tells one purchase from more', 'core/people: lost goes before everything else, then new, then regular',
      'core/people: regular equals a naive search over all periods', 'core/people: temperature follows the dormancy band', 'core/people: gold is suggested from the first purchase'),
    held('fig-1e', 'Dormancy: own rhythm, rhythm of the base by purchase number, plain threshold', 'core/segmentation: takes the own median gap from three gaps on', 'core/segmentation: draws the bands at 1, 1.5, 2 and 3 rhythms', 'core/segmentation: works with a plain threshold of days'),
    held('fig-1f', 'BG/NBD and Gamma-Gamma by maximum likelihood with honest refusal, P(alive), expected purchases and bill, CLV', 'core/btyd: recovers the parameters of 20,000 simulated clients', 'core/btyd: its gradient and Hessian agree with finite differences',
      'core/btyd: expects what eq. 10 of Fader, Hardie, Lee (2005) says', 'core/btyd: CLV is the sum of monthly increments', 'core/btyd: every reason has a text with cause and next step', 'core/btyd: recovers the parameters of simulated clients, at the maximum of eq. 1a'),
    held('fig-1g', 'LTV, cohorts (count, share, money), CRR, new / returning / retained / returned / lost by period', 'core/movement: equals the formulas client by client, for any base', 'core/movement: caps the lifetime at 60 periods and says so',
      'core/movement: equal counting over sets of months', 'core/movement: give shares and money as cells too', 'core/movement: equals counting over sets of clients for weeks, months and quarters', 'core/movement: comes from typed counts as (E − N) / S'),
    held('fig-1h', 'Snapshots and migration', 'core/movement: gives back every day what a full copy of that day would', 'core/movement: adds up to both sides, in clients and in money', 'core/movement: collapses rows older than 24 months'),
    held('fig-1i', 'Managers: portfolio, regularity; plan and fact, penetration, ROS, turnover', 'core/people: a portfolio holds clients and money per class', 'core/people: regularity counts purchases and contacts per period',
      'core/people: compares plan and fact of clients and managers', 'core/people: share of wallet is our sales of 365 days', 'core/people: return on sales is profit by revenue', 'core/people: turnover by class keeps the order'),
    held('fig-1j', 'Whole minor units: sums do not depend on the order of rows and are refused where they cannot be exact', 'core/segmentation: refuses money that cannot be added exactly', 'properties/figures: do not depend on the order of the rows'),
    held('fig-2a', 'Grey columns the owner switches on and off; the same column comes back', 'domain/columns: switched on they are made and filled, switched off hidden and emptied', 'domain/columns: every column can be switched on and holds a value or says nothing',
      'domain/columns: a base made before goes on as it was', 'domain/columns: typed into the Settings tab by hand they come with the next recalculation'),
    held('fig-2b', 'Settings in words, checked: a bad value is refused with the allowed range and the old one kept', 'core/settings: refuse a bad value with the allowed range', 'domain/base: a wrong value saves nothing and names what is allowed',
      'ui/pages-in-browser: a refused value says its range in its own field and cannot be saved'),
    held('fig-2c', 'Presets for a small shop, services by appointment, wholesale', 'domain/columns: each is a stated set of values that Settings takes as they are', 'domain/columns: are shown with a reason for each value, their effect is counted before',
      'ui/pages-in-browser: a preset is counted before it is saved, and only what differs is saved'),
    held('fig-2d', 'A recalculation says what moved, and whether settings or time moved it', 'domain/movement: says what moved from where to where, with clients and money, and opens them', 'domain/movement: tells movement by changed settings from movement by time'),
    held('fig-3', 'Segment history: at most one snapshot a day, pruned to 24 months; migration with clients and money', 'domain/movement: writes everyone the first time and then only who changed, once a day', 'domain/movement: a second recalculation of a day replaces its state',
      'domain/movement: over three years it keeps two of them', 'domain/movement: begins at the last kept day 28 days ago or earlier, adds up on both sides', 'domain/movement: killed at any call, the next recalculation loses no change'),
    held('fig-4', 'The custom functions are complete, take options in any form and equal the columns', 'entry/functions: each function gives every client the values of the grey columns', 'entry/functions: COHORTS, CRR and MIGRATION give what core counts',
      'domain/custom-figures: options come as a number, a text, a key with its value or a range', 'domain/custom-figures: every function gives what the engine gives a client, for each of several settings'),
    held('fig-5', 'RFM_WHY and every reason in plain Russian and English with right plurals', 'core/reasons: is a whole sentence in both languages, without leftovers', 'core/reasons: Russian nouns agree for 1, 2, 5, 11, 21, 101 and fractions',
      'core/reasons: the made shops show every letter, stage, band, temperature and suggestion', 'core/reasons: what the ABC sentence says of a client is true in every shop'),
    held('fig-6a', 'Results published by others, within their tolerances; sets whose licence forbids a copy are read beside the repository', 'published/published: published results of %s'),
    held('fig-6b', 'Calendar days of the sheet whatever the zone of the script, across changes of the clock', 'entry/functions: dates go in and come back as the calendar days of the sheet', 'entry/functions: each function gives every client the values of the grey columns'),
    held('fig-6c', 'Properties: order of rows, scaling of money, equal clients, shares, probabilities, silence, fast path', 'properties/figures: do not depend on the order of the rows', 'properties/figures: keep every class and scale every sum when all money is multiplied',
      'properties/figures: are the same for a client and its twin', 'properties/figures: have shares of ABC that add up to one', 'properties/figures: P(alive) lies within 0 and 1', 'properties/figures: never show more days of silence after one more purchase',
      'properties/figures: equal those of the plain way, many clients with short histories'),
    held('fig-7', 'Measured against DuckDB, template formulas and simulated clients, values asserted equal first', 'scripts/bench: the SQL of METHODS gives every client the classes of the engine', 'scripts/bench: the models are fitted on simulated clients',
      'scripts/bench: =RFM() gives the scores that the three template formulas lead to'),
    held('fig-8', 'segment writes every column, models.json, cohorts.csv, migration.csv; a file without amounts is accepted', 'entry/headless: segment writes every column', 'entry/headless: models.json holds both models in days',
      'entry/headless: cohorts.csv equals the published cohorts', 'entry/headless: migration.csv adds up to both files', 'entry/headless: a file of clients and dates alone is counted', 'domain/movement: are imported and recalculated: counts and dates work'),
  ],
};

const ENGINE = 'core/engine-bad-input: ';
const CELLS = 'bad-input/custom-functions: ';

export const BAD_FIGURES: Section = {
  title: 'Bad input of figures',
  requirements: [
    held('bad-22', 'One client', `${ENGINE}one client with many orders is judged by its own rhythm`, `${CELLS}one client gets one row and all the money`),
    held('bad-23', 'One order', `${ENGINE}one client with one order is new`, `${CELLS}a single cell is a range of one order`),
    held('bad-24', 'All equal', `${ENGINE}clients who are all equal get one class each`, `${CELLS}clients equal in everything get equal figures`),
    held('bad-25', 'All zero', `${ENGINE}orders of zero are purchases without money`, `${CELLS}nothing but zeros: everybody has bought and is C`),
    held('bad-26', 'Only returns', `${ENGINE}returns alone make contacts without a purchase`, `${CELLS}nothing but returns: no purchase yet`),
    held('bad-27', 'All on one day', `${ENGINE}all orders on one day have no gaps`, `${CELLS}all on one day: nobody is silent`),
    held('bad-28', 'Dates in the future', `${ENGINE}orders in the future are left out and told with their row`, `${CELLS}orders after asOf are left out`),
    held('bad-29', 'Before 1970; 29 February', `${ENGINE}days before 1970 are days like any other`, `${ENGINE}29 February is a day of its month`, `${CELLS}days before 1970 and 29 February are days like any other`),
    held('bad-30', 'A client whose every purchase was returned', `${ENGINE}a client whose every purchase was returned stays a buyer`, `${CELLS}a client whose every purchase was returned keeps the purchase`),
    held('bad-31', 'Amounts of 1e15 and of 0.005', `${ENGINE}an amount of 1e15 is refused in a table`, `${ENGINE}an amount of 0.005 is rounded away from zero`, `${CELLS}an amount of 1e15 is named, one of 0.005 is rounded`),
    held('bad-32', '100,000 clients with one order each', `${ENGINE}100,000 clients with one order each are all counted`, 'core/btyd: 100,000 clients with one order each are refused at once', 'entry/functions: 100,000 clients with one order each get a row each'),
    held('bad-33', 'Ids that differ by case or spaces', `${ENGINE}keys that differ by case, spaces or the .0 of a number are one client`, `${CELLS}clients that differ by case and spaces are one`),
    held('bad-34', 'NaN and Infinity from other formulas', `${ENGINE}NaN and Infinity from other formulas are no amounts`),
  ],
};
