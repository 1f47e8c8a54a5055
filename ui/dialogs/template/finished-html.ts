/** The finished HTML of a letter, made of its body by MJML. The library is large: it is read by the browser with the page, but begins to run only when it is first needed. */
import { bodyMark } from '../../../src/core/mail/template-body';
import { blocksOf } from './body-blocks';
import { letterMjml } from './letter-mjml';

/** What MJML gives. */
export interface MjmlResult { readonly html: string; readonly errors: readonly { readonly message: string }[] }

/** MJML's one function. */
export type MakeHtml = (source: string, options: { readonly validationLevel: 'soft'; readonly keepComments: boolean; readonly minify: boolean; readonly beautify: boolean }) => Promise<MjmlResult> | MjmlResult;

/** More than this does not fit into a cell of a sheet. */
export const longestCell = 50_000;

let library: Promise<MakeHtml> | null = null;

/** Starts MJML (once) and gives its function. */
export function mjml(): Promise<MakeHtml> {
  library ??= import('mjml-browser').then((module) => module.default);
  return library;
}

/**
 * The finished HTML of a cleaned body, with the mark of `body` in front: only while that stands in the tab the HTML is used. '' where the
 * body is empty, and where the HTML would not fit into a cell: then the letter is made of the body when it is sent.
 */
export async function finishedHtml(body: string, cleaned: string, language: 'ru' | 'en', makeHtml: MakeHtml): Promise<string> {
  const blocks = blocksOf(cleaned);
  if (blocks.length === 0) return '';
  const { html, errors } = await makeHtml(letterMjml(blocks, language), { validationLevel: 'soft', keepComments: false, minify: false, beautify: false });
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join(' '));
  const finished = `${bodyMark(body)}${compact(html)}`;
  return finished.length > longestCell ? '' : finished;
}

/** Drops the indentation, a third of the weight. Nothing of a letter stands in a `pre`. */
function compact(html: string): string {
  return html.replace(/[ \t]*\r?\n\s*/g, '\n').trim();
}
