/** Funnel markers: nine colours a manager puts on a client, and what purchases suggest (METHODS §4). */

/** Stable keys of the markers, from the first step of the funnel to the refusals. */
export const MARKERS = ['white', 'green', 'yellow', 'golden_green', 'gold', 'platinum', 'green_red', 'golden_red', 'platinum_red'] as const;
export type Marker = (typeof MARKERS)[number];

/** Colours of a cell with a marker: the first word of the name is its ground, red is the colour of its text. */
export interface MarkerColours {
  readonly background: string;
  readonly text: string;
}

const DARK_TEXT = '#202124';
const RED_TEXT = '#8c1010';
const GREEN = '#ceead6';
const GOLD = '#f6d365';
const PLATINUM = '#dfe3ea';

/** Ground and text of each marker; the text is readable on its ground (contrast at least 4.5 : 1). */
export const MARKER_COLOURS: Readonly<Record<Marker, MarkerColours>> = {
  white: { background: '#ffffff', text: DARK_TEXT },
  green: { background: GREEN, text: DARK_TEXT },
  yellow: { background: '#fff9c4', text: DARK_TEXT },
  golden_green: { background: '#dce775', text: DARK_TEXT },
  gold: { background: GOLD, text: DARK_TEXT },
  platinum: { background: PLATINUM, text: DARK_TEXT },
  green_red: { background: GREEN, text: RED_TEXT },
  golden_red: { background: GOLD, text: RED_TEXT },
  platinum_red: { background: PLATINUM, text: RED_TEXT },
};

const PLATINUM_FROM_PURCHASES = 3;

const REFUSALS: readonly Marker[] = ['green_red', 'golden_red', 'platinum_red'];

/** Colour words of both languages in the forms people type, by what they stand for. */
const COLOUR_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(white|бел(ый|ая|ое))$/, 'white'],
  [/^(green|зелен(ый|ая|ое|о))$/, 'green'],
  [/^(yellow|желт(ый|ая|ое))$/, 'yellow'],
  [/^(gold|golden|золот(ой|ая|ое|о|исто|истый|истая|истое))$/, 'gold'],
  [/^(platinum|платин(а|овый|овая|овое|ово))$/, 'platinum'],
  [/^(red|красн(ый|ая|ое))$/, 'red'],
];

const MARKER_OF_COLOURS: Readonly<Record<string, Marker>> = {
  white: 'white',
  green: 'green',
  yellow: 'yellow',
  gold: 'gold',
  platinum: 'platinum',
  'gold green': 'golden_green',
  'green red': 'green_red',
  'gold red': 'golden_red',
  'platinum red': 'platinum_red',
};

/** True for a marker that says the client refused or left. */
export function isRefusal(marker: Marker): boolean {
  return REFUSALS.indexOf(marker) >= 0;
}

/**
 * The marker that purchases suggest: gold from the first, platinum from the third; null = nothing to suggest.
 * A marker set by hand that says as much already (the same, or platinum over gold) or that says a refusal is never suggested over:
 * whether a purchase came after the refusal is the manager's to judge.
 * @param typed the marker the manager set; null = none
 */
export function suggestMarker(purchases: number, typed: Marker | null): Marker | null {
  if (purchases === 0 || (typed !== null && isRefusal(typed)) || typed === 'platinum') return null;
  if (purchases >= PLATINUM_FROM_PURCHASES) return 'platinum';
  return typed === 'gold' ? null : 'gold';
}

/** Reads a typed marker: a stable key or its colours in Russian or English, in any gender and case, with a hyphen, a space or an underscore between; null for any other text. */
export function readMarker(typed: string): Marker | null {
  const words = typed
    .toLowerCase()
    .replace(/ё/g, 'е')
    .split(/[\s\u00a0_\-‐‑–—/]+/)
    .filter((word) => word !== '');
  const colours = words.map((word) => COLOUR_WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? '?');
  return MARKER_OF_COLOURS[colours.join(' ')] ?? null;
}
