/** The door of every task: a wrong Node version is told in words, and names of tasks and measurements are checked. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

function runWithNode(version: string): { code: number | null; errors: string } {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
  const result = spawnSync(process.execPath, ['--import', pretend, 'scripts/run.mjs', 'no-such-task'], { cwd: root, encoding: 'utf8' });
  return { code: result.status, errors: result.stderr };
}

test.each(['18.20.4', '20.18.3', '21.7.3', '22.12.0'])('Node %s is refused with the versions that fit and what to do', (version) => {
  const { code, errors } = runWithNode(version);
  expect(code).toBe(1);
  expect(errors).toContain('Clientura needs Node.js 20.19 or newer in the 20 line, or 22.13 or newer.');
  expect(errors).toContain(version);
  expect(errors).toContain('nodejs.org');
});

test.each(['20.19.0', '22.13.0', '24.1.0'])('Node %s passes; an unknown task is told with the list of tasks', (version) => {
  const { code, errors } = runWithNode(version);
  expect(code).toBe(1);
  expect(errors).toContain('Unknown task "no-such-task". Tasks: start, test, build');
});
