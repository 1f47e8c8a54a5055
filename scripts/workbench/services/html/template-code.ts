/** Turns a template's HTML with scriptlets into JavaScript (PLATFORM-FACTS §3.4). */

/** Name of the printer in the generated code. */
const PRINTER = 'output';

function printable(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** An expression that writes the template and gives its text; it may be evaluated in a script, as `eval(template.getCode())`. */
export function templateCode(html: string, comments = false): string {
  return `(function () {\nvar ${PRINTER} = HtmlService.initTemplate();\n${templateStatements(html, comments)}\nreturn ${PRINTER}.content();\n})()`;
}

/**
 * Statements of a template: they call `output.raw(…)` and `output.escaped(…)`. A printing scriptlet holds one expression (a trailing `;` is allowed);
 * an unfinished scriptlet reaches to the end of the file.
 */
function templateStatements(html: string, comments: boolean): string {
  const statements: string[] = [];
  let position = 0;
  for (;;) {
    const start = html.indexOf('<?', position);
    const literal = start < 0 ? html.slice(position) : html.slice(position, start);
    if (literal !== '') statements.push(`${PRINTER}.raw(${printable(literal)});`);
    if (start < 0) return statements.join('\n');
    const closing = html.indexOf('?>', start + 2);
    const inside = html.slice(start + 2, closing < 0 ? html.length : closing);
    if (comments) statements.push(`/* ${html.slice(start, closing < 0 ? html.length : closing + 2).replace(/\*\//g, '* /')} */`);
    statements.push(scriptletStatement(inside));
    if (closing < 0) return statements.join('\n');
    position = closing + 2;
  }
}

function scriptletStatement(inside: string): string {
  const expression = (text: string): string => text.trim().replace(/;\s*$/, '');
  if (inside.startsWith('!=')) return `${PRINTER}.raw(${expression(inside.slice(2))}\n);`;
  if (inside.startsWith('=')) return `${PRINTER}.escaped(${expression(inside.slice(1))}\n);`;
  return inside;
}
