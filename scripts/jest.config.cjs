// Jest settings: our own esbuild transform; the workbench is imported as the bundle the build wrote.
const path = require('node:path');
const rootDir = path.resolve(__dirname, '..');

/** ESM-only packages that tests import directly; everything else in node_modules runs untouched. */
const esmPackages = ['postal-mime', '@noble', 'fast-check', 'pure-rand', 'oxc-parser', 'preact', 'valibot'];

module.exports = {
  rootDir,
  roots: ['<rootDir>/tests'],
  testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/tests/**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/'],
  testEnvironment: '<rootDir>/scripts/test/workbench-environment.cjs',
  transform: { '\\.(ts|tsx|js|mjs)$': '<rootDir>/scripts/test/esbuild-transform.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`, '/\\.cache/'],
  moduleNameMapper: { '^(?:\\.\\./)+scripts/workbench/node$': '<rootDir>/scripts/test/workbench.cjs' },
  cacheDirectory: '<rootDir>/.cache/jest',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tests/.*/fixtures/'],
  testSequencer: '<rootDir>/scripts/test/longest-first.cjs',
  testTimeout: 30_000,
};
