/** Fills the generated parts of README.md from the sources, so that no table can drift from the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { settingSentence } from '../../src/core/setting-words';
import { allowedValues, settingText } from '../../src/core/setting-text';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../../src/core/settings';
import type { PublicFunction } from './public-function';
import { publicFunctionsOf } from './server-bundle';

/** One generated part: what stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
type Parts = Readonly<Record<string, string>>;

/** The README with its generated parts made anew. */
export function renderReadme(root: string): string {
  const functions = publicFunctionsOf(root, 'src/entry').filter(({ custom }) => custom);
  return fill(readFileSync(path.join(root, 'README.md'), 'utf8'), { functions: functionTable(functions), settings: settingTable() });
}

/** Writes the README; called by `npm run docs`. */
export function writeReadme(root: string): void {
  const file = path.join(root, 'README.md');
  const rendered = renderReadme(root);
  if (rendered !== readFileSync(file, 'utf8')) writeFileSync(file, rendered);
}

/** Replaces each part; throws when the text lacks one. */
export function fill(text: string, parts: Parts): string {
  return Object.entries(parts).reduce((filled, [name, content]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const start = filled.indexOf(open);
    const end = filled.indexOf(close);
    if (start < 0 || end < start) throw new Error(`The text has no part ${open} … ${close}`);
    return `${filled.slice(0, start + open.length)}\n${content}\n${filled.slice(end)}`;
  }, text);
}

/** A markdown table of custom functions, from the JSDoc that Sheets shows. */
function functionTable(functions: readonly PublicFunction[]): string {
  const rows = functions.map(({ name, parameters, documentation }) => {
    const { summary, parameterTexts } = documentationParts(documentation);
    const list = parameters.map((parameter) => `\`${parameter}\` ${parameterTexts.get(parameter) ?? ''}`).join('<br>');
    return `| \`=${name}(${parameters.join(', ')})\` | ${cell(summary)} | ${cell(list)} |`;
  });
  return ['| Function | What it gives | Arguments |', '|---|---|---|', ...rows].join('\n');
}

/** Settings that change figures (mailings and colours are no arguments of a formula). */
function settingTable(): string {
  const rows = SETTING_KEYS.filter((key) => !/^(?:mailing|highlight|columns|asOf|currency)/.test(key)).map((key) =>
    `| \`${key}\` | ${cell(settingSentence(key, DEFAULT_SETTINGS, 'en'))} | ${cell(settingText(key, DEFAULT_SETTINGS[key]))} | ${cell(allowedValues(key))} |`);
  return ['| Key | As it is by default | Default | Allowed |', '|---|---|---|---|', ...rows].join('\n');
}

function documentationParts(documentation: string): { summary: string; parameterTexts: ReadonlyMap<string, string> } {
  const text = documentation
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, ''))
    .join('\n')
    .trim();
  const [summary = '', ...tags] = text.split(/\n(?=@)/);
  const parameterTexts = new Map<string, string>();
  for (const tag of tags) {
    const [, name = '', description = ''] = /^@param\s+(?:\{[^}]*\}\s*)?(\S+)\s*([\s\S]*)$/.exec(tag) ?? [];
    if (name !== '') parameterTexts.set(name, description);
  }
  return { summary, parameterTexts };
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|').trim();
}
