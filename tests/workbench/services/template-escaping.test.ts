/** Templates: contexts of printing scriptlets and the generated code (§3.4). */
import { ContextReader } from '../../../scripts/workbench/services/html/html-context';
import { TemplatePrinter } from '../../../scripts/workbench/services/html/html-escape';
import { templateCode } from '../../../scripts/workbench/services/html/template-code';

function printed(before: string, value: unknown, after = ''): string {
  const printer = new TemplatePrinter();
  printer.raw(before);
  printer.escaped(value);
  printer.raw(after);
  return printer.content().slice(before.length, after === '' ? undefined : -after.length);
}

describe('<?= ?> escapes for the place it stands in (§3.4)', () => {
  test.each<[string, string, unknown, string]>([
    ['text', '<p>', '<b>&"\'', '&lt;b&gt;&amp;&quot;&#39;'],
    ['title', '<title>', '</title><script>', '&lt;/title&gt;&lt;script&gt;'],
    ['double-quoted attribute', '<p title="', 'a" onclick="x', 'a&quot; onclick=&quot;x'],
    ['single-quoted attribute', "<p title='", "a' b", 'a&#39; b'],
    ['unquoted attribute', '<p title=', 'a b>', 'a&#32;b&gt;'],
    ['link', '<a href="', 'https://example.com/?a=1&b=я', 'https://example.com/?a=1&amp;b=%D1%8F'],
    ['dangerous link', '<a href="', 'javascript:alert(1)', 'about:invalid#zSoyz'],
    ['dangerous link in disguise', '<a href="', ' JaVaScRiPt:alert(1)', 'about:invalid#zSoyz'],
    ['path of a link', '<a href="https://example.com/', 'a b', 'a%20b'],
    ['query of a link', '<a href="/find?q=', 'a&b=c', 'a%26b%3Dc'],
    ['script, a text', '<script>var a = ', '</script>"\'', "'\\x3c/script\\x3e\\x22\\x27'"],
    ['script, a number', '<script>var a = ', 5, ' 5 '],
    ['script, in a string', '<script>var a = "', 'x"; alert(1); "', 'x\\x22; alert(1); \\x22'],
    ['script, after a string', '<script>var a = "b\\"c"; var d = ', 'e', "'e'"],
    ['script, in a comment', '<script>// ', 'x\nalert(1)', ''],
    ['event handler', '<a onclick="f(', 'x"y', '&#39;x\\x22y&#39;'],
    ['string in an event handler', "<a onclick=\"f('", "x'y", 'x\\x27y'],
    ['style element', '<style>p { color: ', 'red', 'red'],
    ['dangerous style', '<p style="width: ', 'expression(alert(1))', 'zSoyz'],
    ['HTML comment', '<!-- ', '--><script>', ''],
    ['attribute name', '<p ', 'onclick', 'zSoyz'],
    ['text after a script', '<script>var a = "<b>";</script>', '<i>', '&lt;i&gt;'],
    ['text after a tag that ends with an unquoted attribute', '<p title=a>', '<i>', '&lt;i&gt;'],
    ['text after a tag with > in an attribute', '<p title="a>b">', '<i>', '&lt;i&gt;'],
  ])('%s', (_, before, value, expected) => {
    expect(printed(before, value)).toBe(expected);
  });

  test('what a value printed does not change the place of the next one', () => {
    const printer = new TemplatePrinter();
    printer.raw('<a title=');
    printer.escaped('x');
    printer.raw(' href="');
    printer.escaped('javascript:1');
    printer.raw('">');
    printer.escaped('<');
    expect(printer.content()).toBe('<a title=x href="about:invalid#zSoyz">&lt;');
  });

  test('the reader sees the end of elements with raw content', () => {
    const reader = new ContextReader();
    reader.read('<textarea><b></textarea><p>');
    expect(reader.context()).toEqual({ kind: 'text' });
  });
});

describe('the code of a template', () => {
  function run(html: string, globals: Record<string, unknown> = {}): string {
    const names = Object.keys(globals);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running the generated code is what is tested
    const body = new Function('HtmlService', ...names, `return ${templateCode(html)};`) as (...values: unknown[]) => string;
    return body({ initTemplate: () => new TemplatePrinter() }, ...names.map((name) => globals[name]));
  }

  test('loops, conditions and both kinds of printing', () => {
    expect(run('<ul><? for (var i = 0; i < items.length; i++) { ?><li><?= items[i] ?></li><? } ?></ul><?!= "<hr>" ?>', { items: ['a', '<b>'] }))
      .toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>');
    expect(run('<? if (no) { ?>yes<? } else { ?>no<? } ?>', { no: false })).toBe('no');
  });

  test('a printing scriptlet may end with a semicolon or hold a comment', () => {
    expect(run('<?= 1 + 1; ?>')).toBe('2');
    expect(run('<?= "a" // note ?>b')).toBe('ab');
  });

  test('a comment in a scriptlet swallows the rest of the scriptlet only up to its line end', () => {
    expect(run('<? var a = 1; // b ?>c<?= a ?>')).toBe('c1');
  });

  test('quotes, backslashes and line separators of the literal HTML survive', () => {
    const html = 'a "b" \\n \u2028 \n </script> ${x}';
    expect(run(html)).toBe(html);
  });
});
