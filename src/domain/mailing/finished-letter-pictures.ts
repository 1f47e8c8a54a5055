/** Pictures that stand inside the HTML as data go with the letter as inline files: Gmail and Outlook show those and drop the others. */
import { bytesOfBase64 } from '../../core/mail/base64';
import { hashText } from '../../core/mail/hash';
import type { Attachment } from '../../core/mail/mime';

const DATA_PICTURE = /(\ssrc\s*=\s*)(["'])data:image\/(png|jpeg|jpg|gif|webp);base64,([A-Za-z0-9+/=\s]+)\2/gi;

/** HTML with `cid:` in place of pictures as data, and the pictures; one that occurs twice goes once. Pictures by address stay links. */
export function inlinePictures(html: string, seed: string): { readonly html: string; readonly files: readonly Attachment[] } {
  const files = new Map<string, Attachment>();
  const changed = html.replace(DATA_PICTURE, (whole: string, before: string, quote: string, type: string, data: string) => {
    const compact = data.replace(/\s+/g, '');
    const bytes = bytesOfBase64(compact);
    if (bytes === null || bytes.length === 0) return whole;
    const subtype = type.toLowerCase() === 'jpg' ? 'jpeg' : type.toLowerCase();
    const known = files.get(compact);
    const file: Attachment = known ?? {
      fileName: `picture-${files.size + 1}.${subtype}`, mimeType: `image/${subtype}`, bytes, contentId: `p${files.size + 1}.${hashText(`${seed}:${compact}`)}@clientura`,
    };
    files.set(compact, file);
    return `${before}${quote}cid:${file.contentId ?? ''}${quote}`;
  });
  return { html: changed, files: [...files.values()] };
}
