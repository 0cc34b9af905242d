// In: a compiled header and the option `lock`. Out: errors where states of the lock could not be read any more.
// Rule: the lock file is read like any other input, through the Host; a header that is not in it is free to change.

import type { CompileResult, Host } from '../options.ts';
import { lockUnreadable } from '../source/catalogue/5-compatibility.ts';
import { decode } from '../source/decode.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { checkAgainst, type Checked } from './check.ts';
import { parseLock, type Lock } from './lock.ts';

export function holdToLock(checked: Checked, path: string, host: Host, diagnostics: Diagnostics): void {
  const lock = readLock(path, host);
  if (typeof lock === 'string') {
    diagnostics.report(
      lockUnreadable,
      { file: checked.main, start: 0, end: 0 },
      { path: lockedPath(checked.main.path, path), why: lock },
    );
    return;
  }
  const changes = checkAgainst(checked, lock, lockedPath(path, checked.main.path));
  for (const change of changes) if (change.severity === 'error') diagnostics.list.push(change);
}

/** The lock is read at its own time, and watched like an include. */
export function watchLock(
  { dependencies, missing }: Pick<CompileResult, 'dependencies' | 'missing'>,
  lock: string | undefined,
  host: Host,
): Pick<CompileResult, 'dependencies' | 'missing'> {
  if (lock === undefined) return { dependencies, missing };
  return host.exists(lock)
    ? { dependencies: [...dependencies, lock], missing }
    : { dependencies, missing: [...missing, lock] };
}

/** The path that a header has in a lock file: from the lock's folder, with `/`. */
export function lockedPath(lock: string, header: string): string {
  const folders = lock.split('/').slice(0, -1);
  const parts = header.split('/');
  let same = 0;
  while (same < folders.length && same < parts.length - 1 && folders[same] === parts[same]) same++;
  return [...folders.slice(same).map(() => '..'), ...parts.slice(same)].join('/');
}

/** One lock is read by many headers. */
const parsed = new WeakMap<Uint8Array, Lock | string>();

/** The lock, or why there is none. */
function readLock(path: string, host: Host): Lock | string {
  const bytes = host.read(path);
  if (typeof bytes === 'string') return reasons[bytes];
  const known = parsed.get(bytes);
  if (known !== undefined) return known;
  const { text, problem } = decode(bytes);
  const lock = problem === null ? parseLock(text) : 'it is no text';
  parsed.set(bytes, lock);
  return lock;
}

const reasons = {
  missing: 'there is no such file',
  outside: 'it is outside of the folders that may be read',
  'too-large': 'it is too large',
} as const;
