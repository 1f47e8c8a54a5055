/** A local double of the Apps Script and Drive APIs: keeps what is pushed to it, as Google does. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PushedFile {
  readonly name: string;
  readonly type: 'SERVER_JS' | 'HTML' | 'JSON';
  readonly source: string;
}

interface Deployment {
  readonly deploymentId: string;
  deploymentConfig: { versionNumber: number; description: string };
}

/** What clasp sees of a new project: Google puts a default manifest and an empty script into it. */
const freshFiles: readonly PushedFile[] = [
  { name: 'appsscript', type: 'JSON', source: '{"timeZone":"America/New_York","exceptionLogging":"STACKDRIVER","runtimeVersion":"V8"}' },
];

/** One project on the double. */
export class ProjectDouble {
  files: readonly PushedFile[] = freshFiles;
  readonly versions: (readonly PushedFile[])[] = [];
  readonly deployments: Deployment[] = [];

  constructor(
    readonly scriptId: string,
    readonly parentId: string | undefined,
  ) {}
}

/** The double; `refuse` makes every further request answer with that status and message. */
export class AppsScriptApiDouble {
  readonly projects: ProjectDouble[] = [];
  readonly requests: string[] = [];
  refuse: { status: number; message: string } | null = null;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
  }

  static async start(): Promise<AppsScriptApiDouble> {
    const double = new AppsScriptApiDouble();
    await new Promise<void>((ready) => double.server.listen(0, '127.0.0.1', ready));
    return double;
  }

  get rootUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const body = await readJson(request);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const route = `${request.method ?? ''} ${path}`;
    this.requests.push(route);
    if (this.refuse) return { status: this.refuse.status, body: { error: { code: this.refuse.status, message: this.refuse.message, status: 'FAILED' } } };

    if (route === 'POST /drive/v3/files') return { status: 200, body: { id: `sheet${this.projects.length + 1}` } };
    if (route === 'POST /v1/projects') {
      const project = new ProjectDouble(`script${this.projects.length + 1}`, body['parentId'] as string | undefined);
      this.projects.push(project);
      return { status: 200, body: { scriptId: project.scriptId, title: body['title'] } };
    }
    const [, scriptId, part, id] = /^\/v1\/projects\/([^/]+)\/(\w+)(?:\/([^/]+))?$/.exec(path) ?? [];
    const project = this.projects.find((candidate) => candidate.scriptId === scriptId);
    if (!project) return { status: 404, body: { error: { code: 404, message: 'Requested entity was not found.' } } };
    return { status: 200, body: this.projectAnswer(project, `${request.method ?? ''} ${part ?? ''}`, id, body) };
  }

  private projectAnswer(project: ProjectDouble, action: string, id: string | undefined, body: Record<string, unknown>): unknown {
    switch (action) {
      case 'GET content':
        return { scriptId: project.scriptId, files: project.files };
      case 'PUT content':
        project.files = body['files'] as PushedFile[];
        return { scriptId: project.scriptId, files: project.files };
      case 'POST versions':
        project.versions.push(project.files);
        return { scriptId: project.scriptId, versionNumber: project.versions.length, description: body['description'] };
      case 'GET versions':
        return { versions: project.versions.map((_files, index) => ({ versionNumber: index + 1 })) };
      case 'GET deployments':
        return { deployments: project.deployments };
      case 'POST deployments': {
        const deployment: Deployment = { deploymentId: `deployment${project.deployments.length + 1}`, deploymentConfig: configOf(body) };
        project.deployments.push(deployment);
        return deployment;
      }
      case 'PUT deployments': {
        const deployment = project.deployments.find((candidate) => candidate.deploymentId === id);
        if (!deployment) throw new Error(`no deployment ${id ?? ''}`);
        deployment.deploymentConfig = configOf(body['deploymentConfig'] as Record<string, unknown>);
        return deployment;
      }
      default:
        throw new Error(`the double does not know ${action}`);
    }
  }
}

function configOf(body: Record<string, unknown>): Deployment['deploymentConfig'] {
  return { versionNumber: body['versionNumber'] as number, description: body['description'] as string };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString('utf8');
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
}
