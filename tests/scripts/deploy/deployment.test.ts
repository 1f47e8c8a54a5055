/** Deploying with Google's own tool against a local double of Google's API; what was pushed then runs on the host. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installedClasp, type Clasp } from '../../../scripts/deploy/clasp';
import { deployProject, oneTimeSteps, projectFileName, type Deployed } from '../../../scripts/deploy/deployment';
import { createNodeWorkbench, disposeNodeWorkbench } from '../../../scripts/workbench/node';
import { AppsScriptApiDouble, type PushedFile } from './apps-script-api';

const root = path.resolve(__dirname, '../../..');
jest.setTimeout(120_000);

let api: AppsScriptApiDouble;
let folder: string;
let said: string[];
let clasp: Clasp;

async function begin(): Promise<void> {
  api = await AppsScriptApiDouble.start();
  folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  said = [];
  const credentials = path.join(folder, 'credentials.json');
  writeFileSync(
    credentials,
    JSON.stringify({ tokens: { default: { client_id: 'id', client_secret: 'secret', type: 'authorized_user', access_token: 'token', refresh_token: 'refresh', expiry_date: 32_503_680_000_000 } } }),
  );
  clasp = installedClasp(root, folder, path.join(folder, projectFileName), {
    clasp_config_auth: credentials,
    APPS_SCRIPT_DOUBLE: api.rootUrl,
    NODE_OPTIONS: `--import ${pathToFileURL(path.join(__dirname, 'google-endpoint.mjs')).href}`,
  });
}

async function finish(): Promise<void> {
  await api.close();
  rmSync(folder, { recursive: true });
}

const build = async (): Promise<void> => {
  rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
  cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true });
};

const deploy = (): Promise<Deployed> => deployProject({ folder, title: 'Client base', build, clasp, say: (text) => said.push(text) });

/** Names on disk of what Google keeps by type. */
const extensions: Readonly<Record<PushedFile['type'], string>> = { SERVER_JS: 'js', HTML: 'html', JSON: 'json' };

// A command of clasp takes a second and a half to load: one first run serves the tests that only look at it, and the later run after them.
describe('a first run and what follows it', () => {
  let deployed: Deployed;
  beforeAll(async () => {
    await begin();
    deployed = await deploy();
  });
  afterAll(finish);

  test('the first run creates a bound spreadsheet script and deploys exactly what the build wrote', () => {
    expect(deployed).toEqual({
      scriptId: 'script1',
      spreadsheetUrl: 'https://docs.google.com/spreadsheets/d/sheet1/edit',
      webAppUrl: 'https://script.google.com/macros/s/deployment1/exec',
      versionNumber: 1,
      firstTime: true,
    });
    const project = api.projects[0];
    expect(project?.parentId).toBe('sheet1');
    const sourceOf = (name: string): string | undefined => project?.versions[0]?.find((file) => file.name === name)?.source;
    expect(sourceOf('Code')).toBe(readFileSync(path.join(root, 'dist', 'Code.js'), 'utf8'));
    expect(JSON.parse(sourceOf('appsscript') ?? '{}')).toMatchObject({ webapp: { access: 'ANYONE_ANONYMOUS' } });
    expect(sourceOf('sidebar')).toBe(readFileSync(path.join(root, 'dist', 'sidebar.html'), 'utf8'));
    expect(oneTimeSteps(deployed)).toContain('Once, by hand:');
  });

  test('what was pushed runs: the host takes the files from the API and a function of them answers', async () => {
    const workbench = createNodeWorkbench({ users: [{ email: 'owner@example.com', language: 'en' }] });
    try {
      const book = workbench.createBook({ name: 'Client base' });
      workbench.install((api.projects[0]?.versions[0] ?? []).map(({ name, type, source }) => ({ path: `${name}.${extensions[type]}`, source })), { bookId: book.id });
      await workbench.openBook(book.id);
      expect(workbench.menus().map(({ caption }) => caption)).toEqual(['Clientura']);
      const record = await workbench.run('RFM', [[['a'], ['b']], [['2024-01-05'], ['2024-02-05']], [[10], [20]], '2024-03-01'], { kind: 'customFunction' });
      expect(record.error).toBeNull();
      expect(JSON.stringify(record.result)).toContain('"b"');
    } finally {
      await disposeNodeWorkbench(workbench);
    }
  });

  test('a later run pushes, makes a version and updates the same deployment', async () => {
    const again = await deploy();
    expect(again).toMatchObject({ webAppUrl: 'https://script.google.com/macros/s/deployment1/exec', versionNumber: 2, firstTime: false });
    expect(api.projects).toHaveLength(1);
    expect(api.projects[0]?.deployments).toEqual([expect.objectContaining({ deploymentId: 'deployment1', deploymentConfig: expect.objectContaining({ versionNumber: 2 }) as unknown })]);
    expect(oneTimeSteps(again)).not.toContain('Once, by hand:');
  });
});

describe('a run of its own', () => {
  beforeEach(begin);
  afterEach(finish);

  test('a manifest without the web app is never pushed', async () => {
    const spoiled = async (): Promise<void> => {
      await build();
      const file = path.join(folder, 'dist', 'appsscript.json');
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      delete manifest['webapp'];
      writeFileSync(file, JSON.stringify(manifest));
    };
    await expect(deployProject({ folder, title: 'Client base', build: spoiled, clasp, say: () => undefined })).rejects.toThrow('webapp must be');
    expect(api.requests).toEqual([]);
    expect(existsSync(path.join(folder, projectFileName))).toBe(false);
  });

  test('a refusal of Google is told with what to do next, and a new run finishes the work', async () => {
    api.refuse = { status: 403, message: 'User has not enabled the Apps Script API.' };
    await expect(deploy()).rejects.toThrow(/could not be created: .*Apps Script API[\s\S]*Switch the Apps Script API on/);
    api.refuse = null;
    await expect(deploy()).resolves.toMatchObject({ versionNumber: 1, firstTime: true });
  });

  test('clasp would push the manifest, the code and the pages of dist and nothing else', async () => {
    await build();
    writeFileSync(path.join(folder, projectFileName), JSON.stringify({ scriptId: 'placeholder', rootDir: 'dist' }));
    const status = await clasp(['show-file-status']);
    const { filesToPush } = status.value as { filesToPush: string[] };
    expect(filesToPush.map((file) => path.basename(file)).sort()).toEqual(['Code.js', 'appsscript.json', 'import.html', 'preflight.html', 'set-up.html', 'sidebar.html', 'template.html']);
  });
});
