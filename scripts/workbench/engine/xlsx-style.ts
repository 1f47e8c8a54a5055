/** Cell styles ↔ styles of the XLSX library. */
import type { Border, Borders, Fill, Style } from 'exceljs';
import type { BorderEdge, BorderLine, CellStyle, StylePatch } from './values';

const LINES: Readonly<Record<BorderLine, Border['style']>> = { 'dotted': 'dotted', 'dashed': 'dashed', 'solid': 'thin', 'solid-medium': 'medium', 'solid-thick': 'thick', 'double': 'double' };

export const toArgb = (color: string): string => `FF${color.replace('#', '').toUpperCase()}`;

/** `#rrggbb` of a file's colour; theme colours are not followed. */
export function fromArgb(color: { argb?: string } | undefined): string | null {
  const argb = color?.argb;
  return argb && /^[0-9A-F]{8}$/i.test(argb) ? `#${argb.slice(2).toLowerCase()}` : null;
}

/** Excel writes months in small letters. */
function toExcelPattern(pattern: string): string {
  return pattern.split(/("[^"]*"|\\.|AM\/PM)/).map((piece, index) => (index % 2 ? piece : piece.replace(/[MHDYS]/g, (letter) => letter.toLowerCase()))).join('');
}

/** Style with only what is set; null for a plain cell. */
export function toXlsxStyle(style: CellStyle): Partial<Style> | null {
  const result: Partial<Style> = {};
  const font = {
    ...(style.bold === null ? {} : { bold: style.bold }), ...(style.italic === null ? {} : { italic: style.italic }),
    ...(style.underline === null ? {} : { underline: style.underline }), ...(style.strikethrough === null ? {} : { strike: style.strikethrough }),
    ...(style.fontFamily === null ? {} : { name: style.fontFamily }), ...(style.fontSize === null ? {} : { size: style.fontSize }),
    ...(style.fontColor === null ? {} : { color: { argb: toArgb(style.fontColor) } }),
  };
  if (Object.keys(font).length) result.font = font;
  if (style.background !== null) result.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: toArgb(style.background) } };
  if (style.horizontalAlign !== null || style.verticalAlign !== null || style.wrap === 'wrap' || style.rotation !== null) {
    result.alignment = {
      ...(style.horizontalAlign === null ? {} : { horizontal: style.horizontalAlign }), ...(style.verticalAlign === null ? {} : { vertical: style.verticalAlign }),
      ...(style.wrap === 'wrap' ? { wrapText: true } : {}), ...(style.rotation === null ? {} : { textRotation: style.rotation }),
    };
  }
  const border: Partial<Borders> = {};
  for (const [side, edge] of [['top', style.borderTop], ['right', style.borderRight], ['bottom', style.borderBottom], ['left', style.borderLeft]] as const) {
    if (edge) border[side] = { style: LINES[edge.line] ?? 'thin', color: { argb: toArgb(edge.color) } };
  }
  if (Object.keys(border).length) result.border = border;
  if (style.pattern !== null) result.numFmt = toExcelPattern(style.pattern);
  return Object.keys(result).length ? result : null;
}

function fillColor(fill: Fill | undefined): string | null {
  return fill?.type === 'pattern' && fill.pattern === 'solid' ? fromArgb(fill.fgColor) : null;
}

function edge(border: Partial<Border> | undefined): BorderEdge | null {
  if (!border?.style) return null;
  const line = (Object.keys(LINES) as BorderLine[]).find((name) => LINES[name] === border.style) ?? 'solid';
  return { line, color: fromArgb(border.color) ?? '#000000' };
}

/** Patch of what a file's cell sets. */
export function fromXlsxStyle(style: Partial<Style>): StylePatch | null {
  const { font, alignment, border, numFmt } = style;
  const entries = Object.entries({
    background: fillColor(style.fill),
    fontColor: fromArgb(font?.color), bold: font?.bold ?? null, italic: font?.italic ?? null, underline: font?.underline ? true : null,
    strikethrough: font?.strike ?? null,
    // The default font of the file's application is no choice of the author.
    fontFamily: font?.name && !/^(?:Calibri|Arial)$/.test(font.name) ? font.name : null,
    fontSize: font?.size && font.size !== 11 && font.size !== 10 ? font.size : null,
    horizontalAlign: ['left', 'center', 'right'].includes(alignment?.horizontal ?? '') ? alignment?.horizontal : null,
    verticalAlign: ['top', 'middle', 'bottom'].includes(alignment?.vertical ?? '') ? alignment?.vertical : null,
    wrap: alignment?.wrapText ? 'wrap' : null,
    rotation: typeof alignment?.textRotation === 'number' && alignment.textRotation !== 0 ? alignment.textRotation : null,
    pattern: numFmt && !/^general$/i.test(numFmt) ? numFmt : null,
    borderTop: edge(border?.top), borderRight: edge(border?.right), borderBottom: edge(border?.bottom), borderLeft: edge(border?.left),
  }).filter(([, value]) => value !== null && value !== undefined);
  return entries.length ? Object.fromEntries(entries) : null;
}
