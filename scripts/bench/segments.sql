-- RFM, ABC and XYZ of METHODS for the default settings, as an analyst would write them for DuckDB.
-- Reads orders(client, day, amount_minor): whole days, whole minor units, an order below zero is a return. $as_of is the day figures are counted on.
-- A client is someone with a purchase. Classes that hang on a limit are compared in whole numbers, so that 80 % is met by exactly 80 %.
CREATE OR REPLACE TABLE segments AS
WITH
-- Money is net of returns; recency and frequency look at purchases only.
clients AS (
  SELECT client, SUM(amount_minor)::BIGINT AS money_minor, COUNT(*) FILTER (amount_minor >= 0) AS purchases,
    MIN(day) FILTER (amount_minor >= 0) AS first_day, MAX(day) FILTER (amount_minor >= 0) AS last_day
  FROM orders GROUP BY client HAVING COUNT(*) FILTER (amount_minor >= 0) > 0
),
-- Gaps between distinct purchase days: a second purchase on one day makes none, nor does the first day of a client.
gaps AS (
  SELECT client, NULLIF(day - LAG(day) OVER (PARTITION BY client ORDER BY day), 0) AS gap FROM orders WHERE amount_minor >= 0
),
base AS (SELECT GREATEST(1, COALESCE(QUANTILE_CONT(gap, 0.5), 90)) AS rhythm_days FROM gaps),
-- The population coefficient of variation is sqrt(n * squares - sum * sum) / sum.
rhythms AS (
  SELECT client, COUNT(gap) AS gap_count, SUM(gap)::BIGINT AS gap_sum, COUNT(gap) * SUM(gap * gap)::BIGINT - SUM(gap)::BIGINT * SUM(gap)::BIGINT AS spread
  FROM gaps GROUP BY client
),
-- Quantiles by linear interpolation (type 7).
cuts AS (SELECT QUANTILE_CONT(money_minor, [0.2, 0.4, 0.6, 0.8]) AS money_cuts FROM clients),
-- Equal money stands together: what lies before a tie is the same for everyone in it.
ties AS (
  SELECT money_minor, (SUM(tied_minor) OVER (ORDER BY money_minor DESC) - tied_minor)::BIGINT AS before_minor
  FROM (SELECT money_minor, SUM(money_minor)::BIGINT AS tied_minor FROM clients WHERE money_minor > 0 GROUP BY money_minor)
),
total AS (SELECT SUM(money_minor)::BIGINT AS total_minor FROM clients WHERE money_minor > 0),
scored AS (
  SELECT client,
    CASE WHEN $as_of - last_day <= 30 THEN 5 WHEN $as_of - last_day <= 90 THEN 4 WHEN $as_of - last_day <= 180 THEN 3 WHEN $as_of - last_day <= 365 THEN 2 ELSE 1 END AS r,
    CASE WHEN purchases >= 10 THEN 5 WHEN purchases >= 5 THEN 4 WHEN purchases >= 3 THEN 3 WHEN purchases = 2 THEN 2 ELSE 1 END AS f,
    1 + (money_minor > money_cuts[1])::INTEGER + (money_minor > money_cuts[2])::INTEGER + (money_minor > money_cuts[3])::INTEGER + (money_minor > money_cuts[4])::INTEGER AS m,
    CASE WHEN money_minor <= 0 THEN 'C' WHEN before_minor * 100 < total_minor * 80 THEN 'A' WHEN before_minor * 100 < total_minor * 95 THEN 'B' ELSE 'C' END AS abc,
    CASE
      WHEN gap_count < 3 THEN CASE WHEN $as_of - first_day < 3 * rhythm_days THEN 'N' ELSE 'Z' END
      WHEN 4 * spread <= gap_sum * gap_sum THEN 'X'
      WHEN spread <= gap_sum * gap_sum THEN 'Y'
      ELSE 'Z'
    END AS xyz
  FROM clients JOIN rhythms USING (client) LEFT JOIN ties USING (money_minor) CROSS JOIN cuts CROSS JOIN total CROSS JOIN base
)
SELECT client, r, f, m,
  CASE
    WHEN r >= 4 AND f >= 4 AND m >= 4 THEN 'champions'
    WHEN r <= 2 AND f >= 4 AND m >= 4 THEN 'cant_lose'
    WHEN r >= 3 AND f >= 3 THEN 'loyal'
    WHEN r <= 2 AND f >= 3 THEN 'at_risk'
    WHEN r = 5 AND f = 1 THEN 'new'
    WHEN r = 4 AND f = 1 THEN 'promising'
    WHEN r >= 4 AND f = 2 THEN 'potential_loyalists'
    WHEN r = 3 AND f = 2 THEN 'need_attention'
    WHEN r = 3 AND f = 1 THEN 'about_to_sleep'
    WHEN r = 2 THEN 'hibernating'
    ELSE 'lost'
  END AS segment, abc, xyz
FROM scored;
