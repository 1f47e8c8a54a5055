/** Pictures that stand inside the HTML as data go with the letter as inline files: Gmail and Outlook show those and drop the others. */
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import { bytesOfBase64 } from '../../core/mail/base64';
import { hashText } from '../../core/mail/hash';
import type { LetterPicture } from '../ports';

const DATA_PICTURE = /(\ssrc\s*=\s*)(["'])data:image\/(png|jpeg|jpg|gif|webp);base64,([A-Za-z0-9+/=\s]+)\2/gi;

/** HTML with `cid:` in place of pictures as data, and the pictures; one that occurs twice goes once. Pictures by address stay links. */
export function inlinePictures(html: string, seed: string): { readonly html: string; readonly files: readonly LetterPicture[] } {
  const files = new Map<string, LetterPicture>();
  const changed = html.replace(DATA_PICTURE, (whole: string, before: string, quote: string, type: string, data: string) => {
    const compact = data.replace(/\s+/g, '');
    const bytes = bytesOfBase64(compact);
    if (bytes === null || bytes.length === 0) return whole;
    const subtype = type.toLowerCase() === 'jpg' ? 'jpeg' : type.toLowerCase();
    const known = files.get(compact);
    const file: LetterPicture = known ?? {
      fileName: `picture-${files.size + 1}.${subtype}`, mimeType: `image/${subtype}`, bytes, contentId: `p${files.size + 1}.${hashText(`${seed}:${compact}`)}@clientura`,
    };
    files.set(compact, file);
    return `${before}${quote}cid:${file.contentId}${quote}`;
  });
  return { html: changed, files: [...files.values()] };
}

/** A picture as data in an attribute or in a style. */
const LEFT_PICTURE = /(?:<[a-z][^>]*\s(?:src|srcset|background)\s*=\s*["']?|url\(\s*(?:["']|&quot;|&#39;)?)\s*data:image/gi;

/** What refuses a letter with pictures as data that cannot go as inline files: mail programs drop them. Null where there is none. */
export function pictureIssue(html: string): Issue | null {
  if (!/data:image/i.test(html)) return null;
  const count = (inlinePictures(html, '').html.match(LEFT_PICTURE) ?? []).length;
  return count === 0 ? null : issue('mail.pictureInside', { count });
}
