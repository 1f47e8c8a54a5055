/** Blocks of a letter as MJML: one column of 600 pixels, whole width on phones, quiet colours for light and dark. */
import { attributeOf, type LetterBlock } from './body-blocks';

/** Width of a letter on a desk, in pixels. */
export const letterWidth = 600;

/** Space at both sides of the text, in pixels. */
const side = 24;

const fonts = 'Arial, Helvetica, sans-serif';
const colours = { ground: '#f2f4f4', card: '#ffffff', text: '#1f2629', link: '#0b6b72', line: '#dde2e4', key: '#0b6b72', keyText: '#ffffff' } as const;

/** Styles that stand in each element of a text, since mail programs drop style sheets. */
const textStyles: Readonly<Record<string, string>> = {
  p: 'margin:0 0 16px',
  h2: 'margin:8px 0 12px;font-size:22px;line-height:1.3;font-weight:700',
  h3: 'margin:8px 0 8px;font-size:18px;line-height:1.35;font-weight:700',
  ul: 'margin:0 0 16px;padding:0 0 0 24px',
  ol: 'margin:0 0 16px;padding:0 0 0 24px',
  li: 'margin:0 0 6px',
  blockquote: `margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid ${colours.line}`,
  a: `color:${colours.link};text-decoration:underline`,
  img: 'max-width:100%;height:auto;border:0',
  table: 'width:100%;margin:0 0 16px;border-collapse:collapse',
  td: `padding:6px 8px;border:1px solid ${colours.line};text-align:left;vertical-align:top`,
  th: `padding:6px 8px;border:1px solid ${colours.line};text-align:left;vertical-align:top;font-weight:700`,
};

/** The lines under the letter (why it came, unsubscribing) and dark mode for mail programs that know it (Apple Mail, Outlook for phones, Thunderbird); Gmail turns colours round by itself. */
const letterStyle = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.ground > p { max-width: ${letterWidth - 2 * side}px; margin: 16px auto; padding: 0 ${side}px; font-family: ${fonts}; }
@media (prefers-color-scheme: dark) {
  .ground, .ground > div { background-color: #14181a !important; }
  .ground > p, .ground > p a { color: #aab4b8 !important; }
  .card, .card > table { background: #1e2427 !important; background-color: #1e2427 !important; }
  .words > div, .words p, .words li, .words h2, .words h3, .words td, .words th, .words blockquote { color: #e6eaec !important; }
  .words td, .words th, .words blockquote { border-color: #3b4448 !important; }
  .words a { color: #86d3da !important; }
  .rule p { border-top-color: #3b4448 !important; }
  .key td { background: #86d3da !important; background-color: #86d3da !important; }
  .key a { background: #86d3da !important; color: #10282a !important; }
}
`;

/**
 * The MJML of a letter. `language` is that of the readers; `title` is what a browser shows above the letter. The parts of merge tags are
 * not looked at: they stand in the finished HTML as in the body.
 */
export function letterMjml(blocks: readonly LetterBlock[], language: 'ru' | 'en'): string {
  return [
    `<mjml lang="${language}"><mj-head>`,
    '<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>',
    '<mj-attributes>',
    `<mj-all font-family="${fonts}" />`,
    `<mj-text padding="0 ${side}px" font-size="16px" line-height="1.5" color="${colours.text}" css-class="words" />`,
    `<mj-button padding="4px ${side}px 20px" inner-padding="12px 24px" font-size="16px" font-weight="700" border-radius="6px" background-color="${colours.key}" color="${colours.keyText}" css-class="key" />`,
    `<mj-image padding="0 ${side}px 16px" />`,
    `<mj-divider padding="4px ${side}px 20px" border-width="1px" border-color="${colours.line}" css-class="rule" />`,
    '</mj-attributes>',
    `<mj-style>${letterStyle}</mj-style>`,
    `</mj-head><mj-body width="${letterWidth}px" background-color="${colours.ground}" css-class="ground">`,
    `<mj-section padding="24px 0 8px" background-color="${colours.card}" css-class="card"><mj-column>`,
    ...blocks.map(blockMjml),
    '</mj-column></mj-section></mj-body></mjml>',
  ].join('\n');
}

function blockMjml(block: LetterBlock): string {
  switch (block.kind) {
    case 'mark': return `<mj-raw>${block.text}</mj-raw>`;
    case 'text': return `<mj-text>${withStyles(block.html)}</mj-text>`;
    case 'button': return `<mj-button href="${block.href}" align="${block.align}">${block.label}</mj-button>`;
    case 'divider': return '<mj-divider />';
    case 'image': {
      const room = letterWidth - 2 * side;
      const width = block.width === null ? '' : ` width="${Math.min(block.width, room)}px"`;
      return `<mj-image src="${block.src}" alt="${block.alt}" align="${block.align}"${width}${block.href === '' ? '' : ` href="${block.href}"`} />`;
    }
  }
}

/** Puts the styles into the elements; what an element says of itself (its alignment) stands after ours and wins. */
function withStyles(html: string): string {
  return html.replace(/<([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi, (tag, name: string, attributes: string) => {
    const style = textStyles[name.toLowerCase()];
    if (style === undefined) return tag;
    const own = attributeOf(attributes, 'style').trim();
    const rest = attributes.replace(/\s*\bstyle\s*=\s*(?:"[^"]*"|'[^']*')/i, '').replace(/\s*\bclass\s*=\s*(?:"[^"]*"|'[^']*')/i, '').replace(/\s*\/$/, '');
    return `<${name}${rest} style="${own === '' ? style : `${style};${own}`}">`;
  });
}
