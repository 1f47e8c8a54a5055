/** ln Γ, digamma and trigamma of positive numbers: own code after Abramowitz & Stegun, Handbook of Mathematical Functions (1964). */

// From here on the asymptotic series below are exact to the last bits; smaller arguments are shifted up by the recurrences.
const SERIES_FROM = 10;
const HALF_LOG_TWO_PI = 0.9189385332046727;

/** ln Γ(x) for x > 0: recurrence 6.1.15 and Stirling's series 6.1.41. */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < SERIES_FROM) {
    product *= y;
    y += 1;
  }
  const w = 1 / (y * y);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360 - w / 156)))))) / y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + series - Math.log(product);
}

/** ψ(x), the first derivative of ln Γ, for x > 0: recurrence 6.3.5 and series 6.3.18. */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < SERIES_FROM) {
    shift += 1 / y;
    y += 1;
  }
  const w = 1 / (y * y);
  const series = w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w * (1 / 132 - w * (691 / 32760 - w / 12))))));
  return Math.log(y) - 0.5 / y - series - shift;
}

/** ψ′(x), the second derivative of ln Γ, for x > 0: recurrence 6.4.6 and series 6.4.12. */
export function trigamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < SERIES_FROM) {
    shift += 1 / (y * y);
    y += 1;
  }
  const w = 1 / (y * y);
  const series = 1 / 6 - w * (1 / 30 - w * (1 / 42 - w * (1 / 30 - w * (5 / 66 - w * (691 / 2730 - (w * 7) / 6)))));
  return shift + (1 + 0.5 / y + w * series) / y;
}
