/** Converts between the engine's cell style and Univer's style data. */
import type { IBorderData, IBorderStyleData, IColorStyle, IStyleData, Nullable } from '@univerjs/core';
import { BooleanNumber, TextDirection } from '@univerjs/core';
import type { BorderEdge, BorderLine, CellStyle, StylePatch } from './values';

const LINE_TO_UNIVER: Readonly<Record<BorderLine, number>> = { dotted: 3, dashed: 4, solid: 1, 'solid-medium': 8, 'solid-thick': 13, double: 7 };
const HORIZONTAL = ['left', 'center', 'right'] as const;
const VERTICAL = ['top', 'middle', 'bottom'] as const;
const WRAP = ['overflow', 'clip', 'wrap'] as const;

/** Style of a cell on which nothing was set. */
export const PLAIN_STYLE: CellStyle = Object.freeze({
  background: null, fontColor: null, fontFamily: null, fontSize: null, bold: null, italic: null, underline: null, strikethrough: null,
  horizontalAlign: null, verticalAlign: null, wrap: null, rotation: null, verticalText: null, textDirection: null, pattern: null,
  borderTop: null, borderRight: null, borderBottom: null, borderLeft: null,
});

/** `#rgb`, `rgb(1,2,3)` or `#RRGGBB` → `#rrggbb`; anything else stays as it is. */
export function normalizeColor(color: string): string {
  const text = color.trim().toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short) return `#${[short[1], short[2], short[3]].map((digit) => `${digit}${digit}`).join('')}`;
  const triple = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(text);
  if (triple) return `#${[triple[1], triple[2], triple[3]].map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
  return text;
}

function edgeFromUniver(edge: Nullable<IBorderStyleData>): BorderEdge | null {
  if (!edge || !edge.s) return null;
  const code = Number(edge.s);
  const line = (Object.keys(LINE_TO_UNIVER) as BorderLine[]).find((name) => LINE_TO_UNIVER[name] === code) ?? 'solid';
  return { line, color: normalizeColor(edge.cl.rgb ?? '#000000') };
}

function edgeToUniver(edge: BorderEdge): IBorderStyleData {
  return { s: LINE_TO_UNIVER[edge.line], cl: { rgb: edge.color } };
}

const flag = (value: number | undefined): boolean | null => (value === undefined ? null : value === 1);
const color = (value: Nullable<IColorStyle>): string | null => (value?.rgb ? normalizeColor(value.rgb) : null);

/** Univer's style data as a cell style. */
export function styleFromUniver(data: IStyleData | null | undefined): CellStyle {
  if (!data) return PLAIN_STYLE;
  return {
    background: color(data.bg),
    fontColor: color(data.cl),
    fontFamily: data.ff ?? null,
    fontSize: data.fs ?? null,
    bold: flag(data.bl),
    italic: flag(data.it),
    underline: flag(data.ul?.s),
    strikethrough: flag(data.st?.s),
    horizontalAlign: data.ht ? HORIZONTAL[data.ht - 1] ?? null : null,
    verticalAlign: data.vt ? VERTICAL[data.vt - 1] ?? null : null,
    wrap: data.tb ? WRAP[data.tb - 1] ?? null : null,
    // Univer turns clockwise, Sheets counter-clockwise.
    rotation: data.tr && !data.tr.v ? (data.tr.a === 0 ? 0 : -data.tr.a) : null,
    verticalText: data.tr?.v === BooleanNumber.TRUE ? true : null,
    textDirection: data.td === TextDirection.LEFT_TO_RIGHT ? 'ltr' : data.td === TextDirection.RIGHT_TO_LEFT ? 'rtl' : null,
    pattern: data.n?.pattern ?? null,
    borderTop: edgeFromUniver(data.bd?.t),
    borderRight: edgeFromUniver(data.bd?.r),
    borderBottom: edgeFromUniver(data.bd?.b),
    borderLeft: edgeFromUniver(data.bd?.l),
  };
}

/** Applies a patch to Univer's style data; null when nothing is left set. */
export function patchUniverStyle(data: IStyleData | null | undefined, patch: StylePatch): IStyleData | null {
  const result: IStyleData = { ...data };
  const put = <K extends keyof IStyleData>(key: K, value: IStyleData[K] | null): void => {
    if (value === null || value === undefined) delete result[key];
    else result[key] = value;
  };
  const bit = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);
  const decoration = (value: boolean | null): { s: 0 | 1 } | null => (value === null ? null : { s: value ? 1 : 0 });
  const { background, fontColor, wrap, horizontalAlign, verticalAlign, textDirection } = patch;
  if (background !== undefined) put('bg', background === null ? null : { rgb: normalizeColor(background) });
  if (fontColor !== undefined) put('cl', fontColor === null ? null : { rgb: normalizeColor(fontColor) });
  if (patch.fontFamily !== undefined) put('ff', patch.fontFamily);
  if (patch.fontSize !== undefined) put('fs', patch.fontSize);
  if (patch.bold !== undefined) put('bl', bit(patch.bold));
  if (patch.italic !== undefined) put('it', bit(patch.italic));
  if (patch.underline !== undefined) put('ul', decoration(patch.underline));
  if (patch.strikethrough !== undefined) put('st', decoration(patch.strikethrough));
  if (horizontalAlign !== undefined) put('ht', horizontalAlign === null ? null : HORIZONTAL.indexOf(horizontalAlign) + 1);
  if (verticalAlign !== undefined) put('vt', verticalAlign === null ? null : VERTICAL.indexOf(verticalAlign) + 1);
  if (wrap !== undefined) put('tb', wrap === null ? null : WRAP.indexOf(wrap) + 1);
  if (textDirection !== undefined) put('td', textDirection === null ? null : textDirection === 'ltr' ? 1 : 2);
  if (patch.rotation !== undefined) put('tr', patch.rotation === null ? null : { a: patch.rotation === 0 ? 0 : -patch.rotation });
  if (patch.verticalText !== undefined) put('tr', patch.verticalText ? { a: 0, v: 1 } : null);
  if (patch.pattern !== undefined) put('n', patch.pattern === null ? null : { pattern: patch.pattern });
  const edges: IBorderData = { ...(result.bd ?? {}) };
  for (const [side, edge] of [['t', patch.borderTop], ['r', patch.borderRight], ['b', patch.borderBottom], ['l', patch.borderLeft]] as const) {
    if (edge === undefined) continue;
    if (edge === null) delete edges[side];
    else edges[side] = edgeToUniver(edge);
  }
  put('bd', Object.keys(edges).length ? edges : null);
  return Object.keys(result).length ? result : null;
}
