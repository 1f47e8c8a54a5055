/** Browser: the old dialogs of Sheets, shown in the user's window. */
import { enumNameOf, members, pending, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import type { Question } from '../../runtime/window';

type ButtonSet = GoogleAppsScript.Base.ButtonSet;

export class Browser extends ServiceObject implements Pick<GoogleAppsScript.Base.Browser, 'inputBox' | 'msgBox'> {
  static readonly interfaceName = 'Base.Browser';
  static readonly service = 'Browser';
  static readonly members: MemberTable = members('suspend', 'exact', ['inputBox', 'msgBox']);

  /** The typed text, or 'cancel'. */
  inputBox(...args: readonly [string] | readonly [string, ButtonSet] | readonly [string, string, ButtonSet]): string {
    return this.ask('prompt', args, (button, text) => (button === 'OK' || button === 'YES' ? text : 'cancel'));
  }

  /** The button in lower case: 'ok', 'cancel', 'yes', 'no'. */
  msgBox(...args: readonly [string] | readonly [string, ButtonSet] | readonly [string, string, ButtonSet]): string {
    return this.ask('alert', args, (button) => (button === 'CLOSE' ? 'cancel' : button.toLowerCase()));
  }

  private ask(kind: Question['kind'], args: readonly unknown[], read: (button: string, text: string) => string): string {
    const { window } = this.execution;
    if (window === null) throw new ServiceError(`Cannot call Browser.${kind === 'alert' ? 'msgBox' : 'inputBox'}() from this context.`);
    const title = args.length === 3 ? String(args[0]) : '';
    const prompt = String(args.length === 3 ? args[1] : args[0]);
    const buttons = enumNameOf(args[args.length - 1]) ?? 'OK';
    return pending(window.ask({ kind, title, prompt, buttons }).then((answer) => read(answer.button, answer.text)));
  }
}

export const browserModule: ServiceModule = { globals: { Browser }, classes: [Browser] };
