/** Visits to the web app of the script: its pages, and the calls they make. */
import type { ClientMessage, HostMessage } from '../runtime/client/protocol';
import type { ScriptProject } from '../runtime/execution';
import { withClient } from '../runtime/web-page';
import type { WebAnswer, Workbench } from '../runtime/workbench';
import { CALL_PATH, type ExecQuestion } from '../server/web-app-protocol';

/** What a visit needs of the page around it. */
export interface VisitSurroundings {
  readonly workbench: Workbench;
  /** The person at the keyboard. */
  userEmail(): string;
  /** The script project of the open book. */
  project(): ScriptProject | null;
  changed(): void;
}

/** The web app as visitors see it. */
export class WebVisits {
  constructor(private readonly page: VisitSurroundings) {}

  /** Runs doGet or doPost for a visitor. */
  async exec(question: ExecQuestion): Promise<WebAnswer> {
    const { workbench } = this.page;
    const deployed = workbench.projects.filter((project) => project.webAppUrl !== null);
    const own = this.page.project()?.id;
    const project = question.path.startsWith('/macros/')
      ? deployed.find((other) => question.path.startsWith(new URL(other.webAppUrl ?? '').pathname.replace(/exec$/, '')))
      : (deployed.find((other) => other.id === own) ?? deployed[0]);
    if (project === undefined) {
      return { status: 404, contentType: 'text/html; charset=utf-8', body: 'There is no web app at this address.' };
    }
    // `/dev` is for editors, and only they open it: it is visited by the person at the keyboard, `/exec` by a stranger.
    const user = /\/dev(?:\/|$)/.test(question.path) ? this.page.userEmail() : null;
    const answer = await workbench.webRequest(project.id, { ...question.request, user });
    this.page.changed();
    if (answer.pageId === undefined) return answer;
    const client = { pageId: answer.pageId, origin: location.origin, callUrl: `${location.origin}${CALL_PATH}` };
    return { ...answer, body: withClient(answer.body, client) };
  }

  /** A call of google.script.run from a web app page. */
  async execCall(message: ClientMessage): Promise<HostMessage | null> {
    if (message.type !== 'google.script.run') return null;
    const { pageId, callId, functionName, args } = message;
    const outcome = await this.page.workbench.rpc(pageId, functionName, args);
    this.page.changed();
    return { type: 'google.script.outcome', pageId, callId, ...outcome };
  }
}
