/** Addresses of links and pictures as people type them. */

/** An address as it goes into the letter: with its scheme; '' when it is none. A merge tag may stand for it. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  if (text.startsWith('{{') || /^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s:/]+(?:\.[^\s:/]+)+(?:[/?#]\S*)?$/.test(text) ? `https://${text}` : '';
}
