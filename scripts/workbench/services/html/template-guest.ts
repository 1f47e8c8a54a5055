/** HtmlTemplate inside the script's realm: its variables stay there and its scriptlets run there, in global scope. */
import type { GuestExtension } from '../../runtime/guest/extension';
import { TemplatePrinter } from './html-escape';

type Run = (variables: Record<string, unknown>) => string;

interface HtmlServiceProxy {
  createHtmlOutput(html: string): object;
}

/** Runs the scriptlets; properties a script set on the template are variables of its code. */
export const templateExtension: GuestExtension = {
  interfaceName: 'HTML.HtmlTemplate',
  open: true,
  methods: {
    evaluate(tools, self) {
      const code = String(tools.call(self, 'getCode', []));
      const variables = Object.create(null) as Record<string, unknown>;
      for (const key of Object.keys(self)) variables[key] = (self as Record<string, unknown>)[key];
      // `with` puts the variables between the scriptlets' own declarations and the script's globals.
      const run = tools.evaluate(`(function (variables) { with (variables) { return ${code}; } })`) as Run;
      return (tools.global as { HtmlService: HtmlServiceProxy }).HtmlService.createHtmlOutput(run(variables));
    },
  },
};

/** Gives the code of a template its printer. */
export const htmlServiceExtension: GuestExtension = {
  interfaceName: 'HTML.HtmlService',
  methods: {
    initTemplate: () => new TemplatePrinter(),
  },
};
