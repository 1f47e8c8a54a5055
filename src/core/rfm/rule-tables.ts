/** The built-in segment tables, in the text form that the owner can also write. */

/** House tables by scale (METHODS §3). Every cell of the cube is named. */
export const HOUSE_RULES: Readonly<Record<number, string>> = {
  5: [
    'champions: 4-5/4-5/4-5',
    'cant_lose: 1-2/4-5/4-5',
    'loyal: 3-5/3-5/*',
    'at_risk: 1-2/3-5/*',
    'new: 5/1/*',
    'promising: 4/1/*',
    'potential_loyalists: 4-5/2/*',
    'need_attention: 3/2/*',
    'about_to_sleep: 3/1/*',
    'hibernating: 2/1-2/*',
    'lost: 1/1-2/*',
  ].join('; '),
  3: [
    'champions: 3/3/3',
    'cant_lose: 1/3/3',
    'loyal: 2-3/3/*',
    'new: 3/1/*',
    'potential_loyalists: 3/2/*',
    'need_attention: 2/2/*',
    'about_to_sleep: 2/1/*',
    'at_risk: 1/2-3/*',
    'lost: 1/1/*',
  ].join('; '),
};

/** Two published schemes for scale 5, ending in "others" (R package rfm 0.3.0, MIT, A. Hebbali: articles and tests). */
export const PRESET_RULES: Readonly<Record<string, string>> = {
  'rfm-a': [
    'champions: 5/5/5',
    'potential_loyalists: 3-5/3-5/2-5',
    'loyal: 2-4/2-4/2-4',
    'promising: 3-4/1-3/3-5',
    'new: 4-5/1-3/*',
    'cant_lose: 1-2/3-4/4-5',
    'at_risk: 1-2/2-5/4-5',
    'need_attention: 1-3/3-5/3-5',
    'about_to_sleep: 2-3/1-3/1-4',
    'lost: 1/*/*',
  ].join('; '),
  'rfm-b': [
    'champions: 4-5/4-5/4-5',
    'loyal: 2-5/3-5/3-5',
    'potential_loyalists: 3-5/1-3/1-3',
    'new: 4-5/1/1',
    'promising: 3-4/1/1',
    'need_attention: 2-3/2-3/2-3',
    'about_to_sleep: 2-3/1-2/1-2',
    'at_risk: 1-2/2-5/2-5',
    'cant_lose: 1/4-5/4-5',
    'lost: 1-2/1-2/1-2',
  ].join('; '),
};
