/** Small drawings of the toolbar: strokes on a grid of 16, in the colour of the text. */
import type { JSX } from 'preact';

const paths = {
  heading: 'M4 3v10M12 3v10M4 8h8',
  bullets: 'M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  numbers: 'M7 4h7M7 8h7M7 12h7M2 3l1-.6V6M1.8 10.2c.4-.9 2-.7 1.9.3C3.6 11.3 2 12 1.8 13h2',
  link: 'M6.5 9.5l3-3M7 4.5l1.4-1.4a3 3 0 0 1 4.5 4.3L11.5 9M9 11.5l-1.4 1.4a3 3 0 0 1-4.5-4.3L4.5 7',
  picture: 'M2 3h12v10H2zM2 11l3.5-3.5 3 3 2-2L14 11.5M10.5 6h.01',
  button: 'M1.5 5h13v6h-13zM5 8h6',
  divider: 'M1.5 8h13M4 4h8M4 12h8',
  centre: 'M2 4h12M4.5 8h7M3 12h10',
  undo: 'M6 3L2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3.5 3.5L10 10M13 6.5H6.5a3.5 3.5 0 0 0 0 7H9',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
      <path d={paths[name]} />
    </svg>
  );
}
