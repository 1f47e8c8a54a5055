// Begins the longest test files first, so that none of them runs alone at the end; a clone that never ran the tests knows no times of its own.
const Sequencer = require('@jest/test-sequencer').default;

/** Seconds in a run of all on two cores, of files that take fifteen or more; the others follow as jest orders them. */
const SECONDS = {
  'ui/pages-in-browser': 170, 'browser/product': 120, 'entry/headless': 105, 'browser/desks': 100, 'browser/mailing': 85, 'entry/workbench': 78,
  'browser/workbench': 75, 'scripts/readme': 51, 'entry/functions': 47, 'browser/movement': 47, 'scripts/deploy/deployment': 46, 'browser/screenshots': 43,
  'scripts/bench': 37, 'bad-input/files': 36, 'properties/kill-cases': 34, 'workbench/runtime/locks-after-stop': 30, 'core/movement': 29,
  'browser/letters': 28, 'bad-input/custom-functions': 27, 'entry/cleaning': 27, 'entry/undo': 26, 'entry/duplicates': 26, 'ui/import-in-browser': 26,
  'entry/strangers': 26, 'domain/duplicates': 24, 'published/published': 21, 'entry/undo-rows': 20, 'properties/figures': 20, 'entry/web-app': 19,
  'bad-input/cells': 19, 'ui/template-editor': 18, 'domain/custom-figures': 17, 'bad-input/owner': 16, 'bad-input/wide-and-odd': 16,
  'domain/mailing-kills': 16,
};

const secondsOf = ({ path }) => SECONDS[path.replace(/^.*[\\/]tests[\\/]/, '').replace(/\\/g, '/').replace(/\.test\.tsx?$/, '')] ?? 0;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    // The order of equals stays.
    return [...super.sort(tests)].sort((a, b) => secondsOf(b) - secondsOf(a));
  }
};
