/** The road of a script into the owner's spreadsheet: create once, then push, version and update the same deployment. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkManifest } from '../build/manifest';
import type { Clasp, ClaspAnswer } from './clasp';

/** clasp's project file of this machine; ignored by git, because it names the owner's own spreadsheet. */
export const projectFileName = '.clasp.local.json';
/** Which deployment is updated; clasp rewrites its own file and would drop it there. */
export const deploymentFileName = '.clasp.deployment.json';

export interface DeploymentSteps {
  /** Folder that holds the project file and `dist`. */
  readonly folder: string;
  readonly title: string;
  /** Writes `dist` anew; called again after a project was created, since that pulls a default manifest over ours. */
  readonly build: () => Promise<void>;
  readonly clasp: Clasp;
  readonly say: (text: string) => void;
}

export interface Deployed {
  readonly scriptId: string;
  readonly spreadsheetUrl: string | null;
  readonly webAppUrl: string;
  readonly versionNumber: number;
  readonly firstTime: boolean;
}

/** A step that did not succeed; the text says which, what the tool answered and what to do. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}

/**
 * Deploys what `build` writes.
 *
 * @throws DeployError when a step fails; nothing is half done that running it again would not finish
 */
export async function deployProject(steps: DeploymentSteps): Promise<Deployed> {
  const projectFile = path.join(steps.folder, projectFileName);
  await steps.build();
  requireSoundDist(steps.folder);

  const firstTime = !('scriptId' in readJson(projectFile));
  if (firstTime) {
    writeJson(projectFile, { rootDir: 'dist' });
    steps.say('Creating a spreadsheet with its script…');
    succeed(await steps.clasp(['create-script', '--type', 'sheets', '--title', steps.title, '--rootDir', 'dist']), 'The spreadsheet could not be created');
    await steps.build();
    requireSoundDist(steps.folder);
  }

  steps.say('Pushing the code…');
  succeed(await steps.clasp(['push', '-f']), 'The code could not be pushed');

  steps.say('Making a version…');
  const version = succeed(await steps.clasp(['create-version', `Clientura ${new Date().toISOString().slice(0, 10)}`]), 'No version could be made (a project holds at most 200; delete old ones in the script editor)');
  const versionNumber = numberField(version.value, 'versionNumber', version.text);

  const deploymentFile = path.join(steps.folder, deploymentFileName);
  const known = textOf(readJson(deploymentFile)['deploymentId']);
  steps.say(known ? 'Updating the deployment…' : 'Making the deployment…');
  const update = known ? ['--deploymentId', known] : [];
  const deployment = succeed(
    await steps.clasp(['create-deployment', '--versionNumber', String(versionNumber), '--description', `Version ${versionNumber}`, ...update]),
    'The deployment failed; the code itself is pushed',
  );
  const deploymentId = textField(deployment.value, 'deploymentId', deployment.text);
  writeJson(deploymentFile, { deploymentId });

  const project = readJson(projectFile);
  const parentId = textOf(project['parentId']);
  return {
    scriptId: textOf(project['scriptId']) ?? '',
    spreadsheetUrl: parentId ? `https://docs.google.com/spreadsheets/d/${parentId}/edit` : null,
    webAppUrl: `https://script.google.com/macros/s/${deploymentId}/exec`,
    versionNumber,
    firstTime,
  };
}

/** What the owner does once by hand, with the addresses filled in. */
export function oneTimeSteps(deployed: Deployed): string {
  const lines = [
    deployed.spreadsheetUrl ? `Open your spreadsheet: ${deployed.spreadsheetUrl}` : `Script: https://script.google.com/d/${deployed.scriptId}/edit`,
    `Version ${deployed.versionNumber} is live.`,
  ];
  if (!deployed.firstTime) return lines.join('\n');
  return [
    ...lines,
    '',
    'Once, by hand:',
    '1. Open the spreadsheet, wait for the menu "Clientura" (some seconds after loading) and choose "Start".',
    '2. Google asks for permission. The script is your own, so Google calls it unverified: choose "Advanced", then go to the project, then allow.',
    '3. For the unsubscribe page: in the sidebar open Mailings, then Unsubscribe page, paste this address and open the check link it gives:',
    `   ${deployed.webAppUrl}`,
    '   If the page asks to sign in: Extensions → Apps Script → Deploy → Manage deployments, access "Anyone", executed as you.',
  ].join('\n');
}

/** `dist` must hold the manifest that was checked, not a default one. */
function requireSoundDist(folder: string): void {
  const manifest = path.join(folder, 'dist', 'appsscript.json');
  if (!existsSync(manifest)) throw new DeployError('dist/appsscript.json is missing. Run "npm run build".');
  try {
    checkManifest(readFileSync(manifest, 'utf8'));
  } catch (error) {
    throw new DeployError(`The manifest is not pushed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function succeed(answer: ClaspAnswer, problem: string): ClaspAnswer {
  if (answer.ok) return answer;
  const advice = /log ?in|credentials|unauthenticated|invalid_grant/i.test(answer.text)
    ? 'Run "npx clasp login" once, then "npm run deploy" again.'
    : /Apps Script API/i.test(answer.text)
      ? 'Switch the Apps Script API on at script.google.com/home/usersettings, wait a minute, then run "npm run deploy" again.'
      : 'Mend what is said above, then run "npm run deploy" again.';
  throw new DeployError(`${problem}: ${answer.text}\n${advice}`);
}

function readJson(file: string): Record<string, unknown> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && typeof value[0] === 'string' ? value[0] : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function textField(value: unknown, name: string, answer: string): string {
  const found = field(value, name);
  if (typeof found !== 'string') throw new DeployError(`The tool's answer holds no ${name}: ${answer}`);
  return found;
}

function numberField(value: unknown, name: string, answer: string): number {
  const found = field(value, name);
  if (typeof found !== 'number') throw new DeployError(`The tool's answer holds no ${name}: ${answer}`);
  return found;
}
