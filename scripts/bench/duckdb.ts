/** DuckDB for the measurements: installed into scripts/bench on first use, so that the install of the repository stays light. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The part of @duckdb/node-api that the measurements use; its own types are not there before the install. */
export interface DuckDb {
  version(): string;
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckDbConnection>; closeSync(): void }> };
}

export interface DuckDbConnection {
  run(sql: string, values?: Readonly<Record<string, number>>): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getColumnsJS(): unknown[][] }>;
  createAppender(table: string): Promise<DuckDbAppender>;
  closeSync(): void;
}

export interface DuckDbAppender {
  appendInteger(value: number): void;
  appendBigInt(value: bigint): void;
  appendVarchar(value: string): void;
  endRow(): void;
  closeSync(): void;
}

/** DuckDB when it is installed for the present lockfile, else null. */
export function findDuckDb(root: string): DuckDb | null {
  const { stampFile, stamp, folder } = places(root);
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) return null;
  return createRequire(path.join(folder, 'package.json'))('@duckdb/node-api') as DuckDb;
}

/** Installs what scripts/bench/package-lock.json names, unless that is done. */
export function installDuckDb(root: string): DuckDb {
  const found = findDuckDb(root);
  if (found !== null) return found;
  const { stampFile, stamp, folder } = places(root);
  process.stderr.write('Installing DuckDB into scripts/bench (about 70 MB)…\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error('DuckDB could not be installed. Check the connection to the package registry and run the command again.');
  writeFileSync(stampFile, stamp);
  const installed = findDuckDb(root);
  if (installed === null) throw new Error('DuckDB was installed, but cannot be found in scripts/bench/node_modules.');
  return installed;
}

function places(root: string): { readonly folder: string; readonly stampFile: string; readonly stamp: string } {
  const folder = path.join(root, 'scripts', 'bench');
  const stamp = createHash('sha256').update(readFileSync(path.join(folder, 'package-lock.json'))).digest('hex');
  return { folder, stampFile: path.join(folder, 'node_modules', '.clientura-lock'), stamp };
}
