/** Command line of the server: `node server.cjs --port 0 --dist dist --state DIR [--page DIR] [--demo DIR] [--clock ISO] [--title NAME]`. */
import { parseArgs } from 'node:util';
import { start } from './start-node';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    dist: { type: 'string', default: 'dist' },
    state: { type: 'string', default: '.cache/workbench/state' },
    page: { type: 'string', default: '.cache/workbench/page' },
    demo: { type: 'string' },
    clock: { type: 'string' },
    title: { type: 'string' },
  },
});

start({
  port: Number(values.port),
  distFolder: values.dist,
  stateFolder: values.state,
  pageFolder: values.page,
  ...(values.demo === undefined ? {} : { demoFolder: values.demo }),
  ...(values.title === undefined ? {} : { title: values.title }),
  ...(values.clock === undefined ? {} : { clock: values.clock }),
}).then(
  (running) => {
    const stop = (): void => void running.close().then(() => process.exit(0));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
