/** Follows HTML as it is written and tells in which context the next piece stands: text, tag, attribute, URL, script, style, comment. Runs in the script's realm too. */

export type ScriptPlace = 'code' | 'single' | 'double' | 'template' | 'lineComment' | 'blockComment';

/** Where the next character will stand. */
export type Context =
  | { readonly kind: 'text' }
  | { readonly kind: 'rcdata' }
  | { readonly kind: 'comment' }
  | { readonly kind: 'tag' }
  | { readonly kind: 'attribute'; readonly quote: '"' | "'" | ''; readonly content: 'plain' | 'style' }
  | { readonly kind: 'url'; readonly quote: '"' | "'" | ''; readonly part: 'start' | 'path' | 'query' }
  | { readonly kind: 'script'; readonly place: ScriptPlace; readonly quote: '"' | "'" | '' | null }
  | { readonly kind: 'style' };

const URL_ATTRIBUTES = /^(?:href|src|action|formaction|cite|poster|data|background|longdesc|manifest|xlink:href)$/;
const RAW_ELEMENTS: Readonly<Record<string, 'script' | 'style' | 'rcdata'>> = { script: 'script', style: 'style', textarea: 'rcdata', title: 'rcdata' };

type State = 'text' | 'comment' | 'tagName' | 'tag' | 'attributeName' | 'afterName' | 'beforeValue' | 'value' | 'raw';

/** Reads pieces of HTML one after another. */
export class ContextReader {
  private state: State = 'text';
  /** Name of the tag being read; '' in an end tag. */
  private tag = '';
  private attribute = '';
  private quote: '"' | "'" | '' = '';
  /** The attribute's value so far. */
  private value = '';
  /** Element whose raw content is being read. */
  private rawElement = '';
  private place: ScriptPlace = 'code';
  private escaped = false;
  /** Last characters, to see `-->`, `</script`, `*` + `/`. */
  private tail = '';

  /** Reads a piece as it was written. */
  read(text: string): void {
    for (let index = 0; index < text.length; index += 1) this.step(text.charAt(index));
  }

  /** The context of what follows; `beforeValue` counts as an unquoted value. */
  context(): Context {
    switch (this.state) {
      case 'text': return { kind: 'text' };
      case 'comment': return { kind: 'comment' };
      case 'raw': return this.rawContext();
      case 'beforeValue': return this.attributeContext('');
      case 'value': return this.attributeContext(this.quote);
      default: return { kind: 'tag' };
    }
  }

  /** A printed value begins an unquoted attribute value when it stands after `=`. */
  beginValue(): void {
    if (this.state === 'beforeValue') this.openValue('');
  }

  private rawContext(): Context {
    const kind = RAW_ELEMENTS[this.rawElement];
    return kind === 'script' ? { kind: 'script', place: this.place, quote: null } : kind === 'style' ? { kind: 'style' } : { kind: 'rcdata' };
  }

  private attributeContext(quote: '"' | "'" | ''): Context {
    if (/^on/.test(this.attribute)) return { kind: 'script', place: this.place, quote };
    if (URL_ATTRIBUTES.test(this.attribute)) {
      const part = this.value.trim() === '' ? 'start' : /[?#]/.test(this.value) ? 'query' : 'path';
      return { kind: 'url', quote, part };
    }
    return { kind: 'attribute', quote, content: this.attribute === 'style' ? 'style' : 'plain' };
  }

  private step(character: string): void {
    this.tail = (this.tail + character).slice(-10);
    switch (this.state) {
      case 'text': return this.inText();
      case 'comment': {
        if (this.tail.endsWith('-->')) this.state = 'text';
        return;
      }
      case 'raw': return this.inRaw(character);
      case 'tagName': return this.inTagName(character);
      case 'value': return this.inValue(character);
      default: return this.inTag(character);
    }
  }

  private inText(): void {
    if (this.tail.endsWith('<!--')) {
      this.state = 'comment';
      this.tail = '';
    } else if (/<\/?[A-Za-z]$/.test(this.tail)) {
      this.state = 'tagName';
      this.tag = /<\/.$/.test(this.tail) ? '/' : this.tail.slice(-1).toLowerCase();
    }
  }

  private inTagName(character: string): void {
    if (/[A-Za-z0-9:-]/.test(character)) this.tag += character.toLowerCase();
    else {
      this.state = 'tag';
      this.inTag(character);
    }
  }

  private inTag(character: string): void {
    if (character === '>' && this.state !== 'beforeValue') return this.closeTag();
    const space = /[\s/]/.test(character);
    switch (this.state) {
      case 'tag':
        if (!space) {
          this.state = 'attributeName';
          this.attribute = character.toLowerCase();
        }
        return;
      case 'attributeName':
        if (character === '=') this.state = 'beforeValue';
        else if (space) this.state = 'afterName';
        else this.attribute += character.toLowerCase();
        return;
      case 'afterName':
        if (character === '=') this.state = 'beforeValue';
        else if (!space) {
          this.state = 'attributeName';
          this.attribute = character.toLowerCase();
        }
        return;
      default:
        if (character === '"' || character === "'") this.openValue(character);
        else if (character === '>') this.closeTag();
        else if (!/\s/.test(character)) {
          this.openValue('');
          this.inValue(character);
        }
    }
  }

  private openValue(quote: '"' | "'" | ''): void {
    this.state = 'value';
    this.quote = quote;
    this.value = '';
    this.place = 'code';
    this.escaped = false;
  }

  private inValue(character: string): void {
    if (this.quote === '' ? /[\s>]/.test(character) : character === this.quote) {
      this.state = 'tag';
      if (this.quote === '' && character === '>') this.closeTag();
      return;
    }
    this.value += character;
    if (/^on/.test(this.attribute)) this.inScript(character);
  }

  private closeTag(): void {
    this.state = 'text';
    this.tail = '';
    if (RAW_ELEMENTS[this.tag] === undefined) return;
    this.state = 'raw';
    this.rawElement = this.tag;
    this.place = 'code';
    this.escaped = false;
  }

  private inRaw(character: string): void {
    if (this.tail.toLowerCase().endsWith(`</${this.rawElement}`)) {
      this.state = 'tag';
      this.tag = '/';
      return;
    }
    if (this.rawElement === 'script') this.inScript(character);
  }

  private inScript(character: string): void {
    if (this.escaped) {
      this.escaped = false;
      return;
    }
    switch (this.place) {
      case 'code':
        if (character === "'") this.place = 'single';
        else if (character === '"') this.place = 'double';
        else if (character === '`') this.place = 'template';
        else if (this.tail.endsWith('//')) this.place = 'lineComment';
        else if (this.tail.endsWith('/*')) this.place = 'blockComment';
        return;
      case 'lineComment':
        if (character === '\n' || character === '\r') this.place = 'code';
        return;
      case 'blockComment':
        if (this.tail.endsWith('*/')) this.place = 'code';
        return;
      default:
        if (character === '\\') this.escaped = true;
        else if (character === { single: "'", double: '"', template: '`' }[this.place]) this.place = 'code';
    }
  }
}
