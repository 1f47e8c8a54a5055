/** ContentService and TextOutput (PLATFORM-FACTS §7). */
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';

type GoogleTextOutput = GoogleAppsScript.Content.TextOutput;
type MimeType = GoogleAppsScript.Content.MimeType;

export class TextOutput extends ServiceObject implements GoogleTextOutput {
  static readonly interfaceName = 'Content.TextOutput';
  static readonly service = 'ContentService';
  static readonly members: MemberTable = members('pure', 'exact', [
    'append', 'clear', 'downloadAsFile', 'getContent', 'getFileName', 'getMimeType', 'setContent', 'setMimeType',
  ]);

  private mimeName = 'TEXT';
  private fileName: string | null = null;

  constructor(
    execution: Execution,
    private content: string,
  ) {
    super(execution);
  }

  append(addedContent: string): GoogleTextOutput {
    this.content += addedContent;
    return this;
  }

  clear(): GoogleTextOutput {
    this.content = '';
    return this;
  }

  downloadAsFile(filename: string): GoogleTextOutput {
    this.fileName = filename;
    return this;
  }

  getContent(): string {
    return this.content;
  }

  getFileName(): string {
    return this.fileName ?? '';
  }

  getMimeType(): MimeType {
    return enumMember<MimeType>('Content.MimeType', this.mimeName);
  }

  setContent(content: string): GoogleTextOutput {
    this.content = content;
    return this;
  }

  setMimeType(mimeType: MimeType): GoogleTextOutput {
    this.mimeName = enumNameOf(mimeType) ?? 'TEXT';
    return this;
  }
}

export class ContentService extends ServiceObject implements Pick<GoogleAppsScript.Content.ContentService, 'createTextOutput'> {
  static readonly interfaceName = 'Content.ContentService';
  static readonly service = 'ContentService';
  static readonly members: MemberTable = members('pure', 'exact', ['createTextOutput']);

  createTextOutput(content = ''): GoogleTextOutput {
    return new TextOutput(this.execution, content);
  }
}

export const contentModule: ServiceModule = { globals: { ContentService }, classes: [ContentService, TextOutput] };
