/** Logger: the execution's log, with Java's way of writing values. */
import { members, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { DirectiveError, formatTemplate } from '../utilities/format-string';
import { formatInstant } from '../utilities/date-pattern';
import { javaText } from './java-text';

type GoogleLogger = GoogleAppsScript.Base.Logger;

export class Logger extends ServiceObject implements GoogleLogger {
  static readonly interfaceName = 'Base.Logger';
  static readonly service = 'Logger';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['clear', 'getLog']),
    ...members('pure', { partial: 'objects of services print as their class name' }, ['log'], { looseArguments: true }),
  };

  clear(): void {
    this.lines().length = 0;
  }

  getLog(): string {
    return this.lines().map((line) => `${line}\n`).join('');
  }

  log(data: unknown, ...values: unknown[]): GoogleLogger {
    const zone = this.execution.project.manifest.timeZone;
    const text = values.length > 0 && typeof data === 'string'
      ? filled(data, values.map((value) => (typeof value === 'number' ? value : javaText(value, zone))))
      : javaText(data, zone);
    this.execution.log('info', text);
    this.lines().push(`${formatInstant(this.execution.now(), zone, 'EEE MMM dd HH:mm:ss z yyyy')} INFO: ${text}`);
    return this;
  }

  private lines(): string[] {
    return this.execution.memory('logger', () => []);
  }
}

function filled(template: string, values: readonly unknown[]): string {
  try {
    return formatTemplate(template, values);
  } catch (error) {
    if (error instanceof DirectiveError) return template;
    throw error;
  }
}

export const loggerModule: ServiceModule = { globals: { Logger }, classes: [Logger] };
