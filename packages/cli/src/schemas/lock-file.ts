// In: the arguments. Out: where the lock file is, and what it holds.
// Rule: the config's `lock`; without one, qidl.lock.json in the folder of the config file, else in the working folder.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EMPTY_LOCK, LOCK_FILE, parseLock, type Lock } from '@qidl/compiler';
import { shown, slashed } from '../files.ts';
import { UsageError, type Arguments } from '../options.ts';

export function lockPathOf({ config, configFile }: Arguments): string {
  const folder = configFile === null ? '.' : dirname(configFile);
  return slashed(config.lock ?? resolve(folder, LOCK_FILE));
}

/** null when there is no such file. Throws UsageError when it is no lock file. */
export function readLock(path: string): Lock | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const lock = parseLock(text);
  if (typeof lock === 'string') throw new UsageError(`${shown(path)} is no lock file: ${lock}`);
  return lock;
}

export function lockOrEmpty(path: string): Lock {
  return readLock(path) ?? EMPTY_LOCK;
}
