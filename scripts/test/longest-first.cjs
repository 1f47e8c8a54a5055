// Begins the longest test files first, so that none of them runs alone at the end; a clone that never ran the tests knows no times of its own.
const Sequencer = require('@jest/test-sequencer').default;

/** Seconds of a quiet machine with two cores, of files that take fifteen or more; the others follow as jest orders them. */
const SECONDS = {
  'ui/pages-in-browser': 131, 'browser/product': 130, 'browser/desks': 110, 'entry/headless': 93, 'entry/workbench': 82, 'browser/workbench': 68,
  'browser/mailing': 60, 'entry/functions': 54, 'browser/movement': 51, 'scripts/bench': 47, 'scripts/readme': 44, 'scripts/deploy/deployment': 38,
  'browser/letters': 32, 'entry/undo': 32, 'bad-input/files': 31, 'bad-input/cells': 30, 'bad-input/custom-functions': 30, 'entry/cleaning': 29,
  'entry/mailing-kills': 26, 'entry/duplicates': 25, 'domain/mailing-kills': 25, 'browser/screenshots': 22, 'bad-input/owner': 21,
  'properties/mailing-rules': 20, 'published/published': 20, 'entry/strangers': 18, 'ui/import-in-browser': 18, 'entry/undo-rows': 17, 'domain/duplicates': 17,
};

const secondsOf = ({ path }) => SECONDS[path.replace(/^.*[\\/]tests[\\/]/, '').replace(/\\/g, '/').replace(/\.test\.tsx?$/, '')] ?? 0;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    // The order of equals stays.
    return [...super.sort(tests)].sort((a, b) => secondsOf(b) - secondsOf(a));
  }
};
