/**
 * Files that go with a letter. A file of the owner's Drive would need a Drive scope (`drive`, `drive.readonly` are restricted; `drive.file` fits
 * only some methods and only files that the script made or the person picked for it), and our manifest asks for none. So the column
 * "attachments" of a template holds links, fixed ones or one from a column of the client, and the letter names them in a short list.
 */
import type { Issue } from '../../core/issue';
import { hasError, issue } from '../../core/issue';
import type { FieldLookup } from '../../core/mail/template';
import { compileTemplate } from '../../core/mail/template';

/** A file as the letter lists it. */
export interface LetterLink {
  readonly name: string;
  readonly url: string;
}

const URL = /https?:\/\/[^\s<>"|]+/gi;
const LONGEST_NAME = 120;

/**
 * Reads a cell of links, parted by line breaks, commas or semicolons, each an address with or without a name before it:
 * `Price list | https://…`. A name without an address is left out: a client without a file has an empty cell there.
 */
export function letterLinks(cell: string): LetterLink[] {
  const links: LetterLink[] = [];
  for (const line of cell.split(/[\r\n]+/)) {
    let from = 0;
    for (const match of line.matchAll(URL)) {
      const url = match[0].replace(/[.,;:!?)\]»]+$/, '');
      const written = line.slice(from, match.index).replace(/^[\s,;]+/, '').replace(/[\s|:–—-]+$/, '').trim();
      from = (match.index ?? 0) + url.length;
      links.push({ name: (written === '' ? nameOfUrl(url) : written).slice(0, LONGEST_NAME), url });
    }
  }
  return links;
}

/** The links of one client: merge fields of the cell filled; `[]` where it is empty or cannot be read (`attachmentIssues` tells why). */
export function linksOf(cell: string, values: FieldLookup, knownFields: () => readonly string[]): LetterLink[] {
  if (!cell.includes('{{')) return letterLinks(cell);
  const compiled = compiledCell(cell, knownFields());
  return compiled.value === null ? [] : letterLinks(compiled.value.render(values).text);
}

/** What is wrong with a cell of links before anything is sent: bad braces, unknown fields, a line without an address. */
export function attachmentIssues(cell: string, knownFields: readonly string[]): Issue[] {
  const issues = cell.includes('{{') ? compiledCell(cell, knownFields).issues.filter((found) => hasError([found])) : [];
  for (const line of cell.split(/[\r\n]+/)) {
    if (line.trim() !== '' && !line.includes('{{') && letterLinks(line).length === 0) issues.push(issue('mail.attachmentNoLink', { name: line.trim().slice(0, 80) }));
  }
  return issues;
}

/** The cell as the body of a template of its own; the subject is a place holder. */
function compiledCell(cell: string, knownFields: readonly string[]): ReturnType<typeof compileTemplate> {
  return compileTemplate({ subject: '-', body: cell }, knownFields);
}

/** `https://x.ru/files/price%20list.pdf?v=2` → `price list.pdf`; without a file name the host. */
function nameOfUrl(url: string): string {
  const path = url.replace(/[?#].*$/, '').split('/');
  const last = path.length > 3 ? path[path.length - 1] ?? '' : '';
  if (!/\.[A-Za-z0-9]{2,5}$/.test(last)) return path[2] ?? url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
