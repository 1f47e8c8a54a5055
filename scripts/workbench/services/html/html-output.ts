/** HtmlOutput and its meta tags. */
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { Blob, convertBlob } from '../base/blob';
import { encodeText } from '../utilities/bytes';
import { ContextReader } from './html-context';
import { escapeFor } from './html-escape';
import { HtmlTemplate } from './html-template';

type GoogleOutput = GoogleAppsScript.HTML.HtmlOutput;
type GoogleBlob = GoogleAppsScript.Base.Blob;

/** The meta tags Google lets through. */
const META_TAGS = ['apple-mobile-web-app-capable', 'google-site-verification', 'mobile-web-app-capable', 'viewport'];

export class HtmlOutputMetaTag extends ServiceObject implements GoogleAppsScript.HTML.HtmlOutputMetaTag {
  static readonly interfaceName = 'HTML.HtmlOutputMetaTag';
  static readonly service = 'HtmlService';
  static readonly members: MemberTable = members('pure', 'exact', ['getContent', 'getName']);

  constructor(
    execution: Execution,
    private readonly name: string,
    private readonly content: string,
  ) {
    super(execution);
  }

  getContent(): string {
    return this.content;
  }

  getName(): string {
    return this.name;
  }
}

const NAMES = [
  'addMetaTag', 'append', 'appendUntrusted', 'asTemplate', 'clear', 'getBlob', 'getContent', 'getFaviconUrl', 'getHeight', 'getMetaTags', 'getTitle',
  'getWidth', 'setContent', 'setFaviconUrl', 'setHeight', 'setTitle', 'setWidth',
] as const;

export class HtmlOutput extends ServiceObject implements Pick<GoogleOutput, (typeof NAMES)[number] | 'getAs' | 'setSandboxMode' | 'setXFrameOptionsMode'> {
  static readonly interfaceName = 'HTML.HtmlOutput';
  static readonly service = 'HtmlService';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', NAMES),
    ...members('pure', 'exact', ['setSandboxMode']),
    ...members('pure', { partial: 'kept, without effect: pages of the host can always be framed by it' }, ['setXFrameOptionsMode']),
    ...members('pure', { partial: 'text/html only; Google also makes PDF' }, ['getAs']),
  };

  private title: string | null = null;
  private faviconUrl: string | null = null;
  private widthPx: number | null = null;
  private heightPx: number | null = null;
  private readonly metaTags: { readonly name: string; readonly content: string }[] = [];

  constructor(
    execution: Execution,
    private content: string,
  ) {
    super(execution);
  }

  addMetaTag(name: string, content: string): GoogleOutput {
    if (!META_TAGS.includes(name)) throw new ServiceError(`The specified meta tag is not allowed in this context: ${name}`);
    this.metaTags.push({ name, content });
    return this;
  }

  append(addedContent: string): GoogleOutput {
    this.content += addedContent;
    return this;
  }

  /** Appends escaped for the place where the content ends. */
  appendUntrusted(addedContent: string): GoogleOutput {
    const reader = new ContextReader();
    reader.read(this.content);
    this.content += escapeFor(reader.context(), addedContent);
    return this;
  }

  asTemplate(): GoogleAppsScript.HTML.HtmlTemplate {
    return new HtmlTemplate(this.execution, this.content) as unknown as GoogleAppsScript.HTML.HtmlTemplate;
  }

  clear(): GoogleOutput {
    this.content = '';
    return this;
  }

  getAs(contentType: string): GoogleBlob {
    return convertBlob(this.execution, encodeText(this.content), 'text/html', this.title, contentType);
  }

  getBlob(): GoogleBlob {
    return new Blob(this.execution, encodeText(this.content), 'text/html', this.title);
  }

  getContent(): string {
    return this.content;
  }

  getFaviconUrl(): string {
    return this.faviconUrl as string;
  }

  getHeight(): number {
    return this.heightPx as number;
  }

  getMetaTags(): GoogleAppsScript.HTML.HtmlOutputMetaTag[] {
    return this.metaTags.map((tag) => new HtmlOutputMetaTag(this.execution, tag.name, tag.content));
  }

  getTitle(): string {
    return this.title as string;
  }

  getWidth(): number {
    return this.widthPx as number;
  }

  setContent(content: string): GoogleOutput {
    this.content = content;
    return this;
  }

  setFaviconUrl(iconUrl: string): GoogleOutput {
    this.faviconUrl = iconUrl;
    return this;
  }

  setHeight(height: number): GoogleOutput {
    this.heightPx = height;
    return this;
  }

  /** There is only one mode left. */
  setSandboxMode(_mode: GoogleAppsScript.HTML.SandboxMode): GoogleOutput {
    return this;
  }

  setTitle(title: string): GoogleOutput {
    this.title = title;
    return this;
  }

  setWidth(width: number): GoogleOutput {
    this.widthPx = width;
    return this;
  }

  setXFrameOptionsMode(_mode: GoogleAppsScript.HTML.XFrameOptionsMode): GoogleOutput {
    return this;
  }
}
