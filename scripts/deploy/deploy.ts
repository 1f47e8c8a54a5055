/** `npm run deploy`: puts the add-on into the owner's own spreadsheet. */
import path from 'node:path';
import { buildDist } from '../build/build';
import { installedClasp } from './clasp';
import { deployProject, oneTimeSteps, projectFileName } from './deployment';

/** Deploys from the root; returns the exit code. The one argument is the title of a spreadsheet to be created. */
export async function runDeploy(root: string, args: readonly string[]): Promise<number> {
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  try {
    const deployed = await deployProject({
      folder: root,
      title: args[0] ?? 'Clientura',
      build: () => buildDist(root),
      clasp: installedClasp(root, root, path.join(root, projectFileName)),
      say,
    });
    process.stdout.write(`${oneTimeSteps(deployed)}\n`);
    return 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
