/** HtmlTemplate on the host: its text and code; template-guest.ts evaluates it inside the script's realm. */
import type { Execution } from '../../runtime/execution';
import { members, ServiceObject, type MemberTable } from '../../runtime/service';
import { templateCode } from './template-code';

export class HtmlTemplate extends ServiceObject implements Pick<GoogleAppsScript.HTML.HtmlTemplate, 'getCode' | 'getCodeWithComments' | 'getRawContent'> {
  static readonly interfaceName = 'HTML.HtmlTemplate';
  static readonly service = 'HtmlService';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['getRawContent']),
    ...members('pure', { partial: 'the code of the host, not the text Google generates' }, ['getCode', 'getCodeWithComments']),
    ...members('pure', { partial: 'escaping by context follows the rules of Closure templates' }, ['evaluate']),
  };

  constructor(
    execution: Execution,
    private readonly source: string,
  ) {
    super(execution);
  }

  getCode(): string {
    return templateCode(this.source);
  }

  getCodeWithComments(): string {
    return templateCode(this.source, true);
  }

  getRawContent(): string {
    return this.source;
  }
}
