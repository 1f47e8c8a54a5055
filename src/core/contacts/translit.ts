/** One Latin spelling for Cyrillic and Latin words, so that the transliterations in use meet in one key. */

const LATIN_OF_CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia',
  і: 'i', ї: 'i', є: 'e', ґ: 'g', ў: 'u',
};

const LATIN_WITH_MARKS: Readonly<Record<string, string>> = {
  ž: 'zh', š: 'sh', č: 'ch', ć: 'ch', ł: 'l', ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i',
};

/**
 * Sounds that transliterations write in several ways, each to one sign, in this order: щ and ш (shch, sch, sh) to w, ж (zh) to q,
 * ч (ch, tch) to x, ц (ts, tz, c before a soft vowel or in -cov) to c, х (kh) to h; y, j and i are one letter; ye, yo and je are е,
 * but a j that begins a word keeps its vowel, or John would share no letter with J.
 */
const ONE_SIGN: readonly (readonly [RegExp, string])[] = [
  [/w/g, 'v'], [/q/g, 'k'], [/x/g, 'ks'],
  [/shch|stsch|schtsch|sch|sh/g, 'w'], [/zh/g, 'q'], [/tch|ch/g, 'x'], [/kh/g, 'h'], [/ph/g, 'f'], [/th/g, 't'],
  [/ts|tz|c(?=[eiy]|ova?$)/g, 'C'], [/c/g, 'k'], [/C/g, 'c'],
  [/y|([a-z])j/g, '$1i'], [/i+/g, 'i'], [/i[eo]/g, 'e'], [/j/g, 'i'], [/([a-z])\1+/g, '$1'],
];

/** Romanises Cyrillic letters (any case, written in lower case) and takes the marks off Latin ones; other signs stay. */
function romanise(text: string): string {
  let latin = '';
  for (const letter of text.toLowerCase().normalize('NFC')) latin += LATIN_OF_CYRILLIC[letter] ?? LATIN_WITH_MARKS[letter] ?? letter;
  return latin.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/**
 * The key of one word for comparison: the same for ё and е, any case, Cyrillic and the Latin spellings of it in use
 * (Щербаков, Shcherbakov, Scherbakov; Юлия, Yulia, Iuliia, Julia). Only letters and figures remain.
 * It is made for finding candidates: different words may share a key.
 */
export function soundKey(word: string): string {
  let key = romanise(word).replace(/[^\p{L}\p{N}]/gu, '');
  for (const [pattern, sign] of ONE_SIGN) key = key.replace(pattern, sign);
  return key;
}
