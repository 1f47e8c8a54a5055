/**
 * Node with the workbench beside the sandbox of a test file: it is loaded once for all files of a worker process, and its inner loops are
 * spared the interceptor that answers each look-up of a global in the sandbox. A file that compares classes of its own realm with those of
 * the workbench, or puts spies on globals the workbench uses, asks for a workbench inside by the line `@jest-environment node`.
 */
const { TestEnvironment } = require('jest-environment-node');
const path = require('node:path');

const BUNDLE = path.resolve(__dirname, '../../.cache/workbench/node.cjs');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.loadWorkbench = () => require(BUNDLE);
  }
};
