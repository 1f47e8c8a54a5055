/** How large a letter may be: Google refuses bodies over 200 kB, and the refusal would come letter by letter. */
import type { Issue } from '../issue';
import { issue } from '../issue';
import { utf8Bytes } from './hints';

/** Most bytes of HTML and text together. */
const LARGEST_LETTER_BYTES = 200 * 1024;

/** What refuses a letter over 200 kB, or null. Pictures written inside the HTML travel as parts of their own and do not count. */
export function sizeIssue({ html, text }: { readonly html: string; readonly text: string }): Issue | null {
  const bytes = utf8Bytes(html.replace(/data:image\/[^"')\s]*/g, '')) + utf8Bytes(text);
  return bytes > LARGEST_LETTER_BYTES ? issue('mailing.letterTooLarge', { kilobytes: Math.ceil(bytes / 1024) }) : null;
}
