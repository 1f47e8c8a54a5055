// What tests get for `scripts/workbench/node`: the workbench the test environment holds, or one of the file's own.
module.exports = globalThis.loadWorkbench === undefined ? require('../../.cache/workbench/node.cjs') : globalThis.loadWorkbench();
