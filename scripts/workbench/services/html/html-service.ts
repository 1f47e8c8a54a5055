/** HtmlService (PLATFORM-FACTS §3). */
import { members, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { Blob, blobOf } from '../base/blob';
import { decodeText } from '../utilities/bytes';
import { HtmlOutput, HtmlOutputMetaTag } from './html-output';
import { HtmlTemplate } from './html-template';

type GoogleHtmlService = GoogleAppsScript.HTML.HtmlService;
type GoogleOutput = GoogleAppsScript.HTML.HtmlOutput;
type GoogleTemplate = GoogleAppsScript.HTML.HtmlTemplate;
type Source = string | GoogleAppsScript.Base.BlobSource;

type Emulated = 'createHtmlOutput' | 'createHtmlOutputFromFile' | 'createTemplate' | 'createTemplateFromFile';

export class HtmlService extends ServiceObject implements Pick<GoogleHtmlService, Emulated | 'getUserAgent'> {
  static readonly interfaceName = 'HTML.HtmlService';
  static readonly service = 'HtmlService';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['createHtmlOutput', 'createHtmlOutputFromFile', 'createTemplate', 'createTemplateFromFile']),
    ...members('pure', { partial: 'always null' }, ['getUserAgent']),
    // Not in Google's reference: the code of HtmlTemplate.getCode calls it. Answered inside the script's realm.
    ...members('pure', { partial: 'for the code of getCode only' }, ['initTemplate']),
  };

  createHtmlOutput(source: Source = ''): GoogleOutput {
    return new HtmlOutput(this.execution, htmlOf(source));
  }

  createHtmlOutputFromFile(filename: string): GoogleOutput {
    return new HtmlOutput(this.execution, this.file(filename));
  }

  createTemplate(source: Source): GoogleTemplate {
    return new HtmlTemplate(this.execution, htmlOf(source)) as unknown as GoogleTemplate;
  }

  createTemplateFromFile(filename: string): GoogleTemplate {
    return new HtmlTemplate(this.execution, this.file(filename)) as unknown as GoogleTemplate;
  }

  getUserAgent(): string {
    return null as unknown as string;
  }

  private file(filename: string): string {
    const { pages } = this.execution.project;
    const name = filename.replace(/\.html$/i, '');
    const html = Object.prototype.hasOwnProperty.call(pages, name) ? pages[name] : undefined;
    if (html === undefined) throw new ServiceError(`No HTML file named ${filename} was found.`);
    return html;
  }
}

function htmlOf(source: Source): string {
  return typeof source === 'string' ? source : decodeText(Blob.bytesOf(blobOf(source, 'blob')));
}

export const htmlModule: ServiceModule = { globals: { HtmlService }, classes: [HtmlService, HtmlOutput, HtmlOutputMetaTag, HtmlTemplate] };
