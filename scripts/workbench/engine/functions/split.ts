/** SPLIT of Sheets. Pure. */

/** Parts of a text; parts that are numbers become numbers, as Sheets does. */
export function splitText(text: string, delimiter: string, byEach: boolean, removeEmpty: boolean): (string | number)[] {
  if (!delimiter) return [text];
  const pieces = byEach ? splitByAny(text, new Set(delimiter)) : text.split(delimiter);
  const kept = removeEmpty ? pieces.filter((piece) => piece !== '') : pieces;
  return kept.map((piece) => {
    const trimmed = piece.trim();
    return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : piece;
  });
}

function splitByAny(text: string, delimiters: ReadonlySet<string>): string[] {
  const pieces = [''];
  for (const char of text) {
    if (delimiters.has(char)) pieces.push('');
    else pieces[pieces.length - 1] += char;
  }
  return pieces;
}
