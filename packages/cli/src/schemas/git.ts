// In: the name of a commit. Out: a Host over the files of this repository as they were then.
// Rule: git is asked for objects, and nothing of them is executed or written to disk. Files outside of the repository are
// those of today.

import { spawnSync } from 'node:child_process';
import type { Host } from '@qidl/compiler';
import { createNodeHost } from '@qidl/compiler/node';
import { slashed } from '../files.ts';

export interface GitTree {
  readonly host: Host;
  /** Absolute paths of the files there were. */
  readonly files: ReadonlySet<string>;
}

/** Bytes that git may answer with: a list of all files of a large repository. */
const MAX_ANSWER_BYTES = 1 << 28;

/** null when there is no such commit, or no repository here. */
export function treeOf(ref: string, outside: readonly string[]): GitTree | null {
  const root = git(['rev-parse', '--show-toplevel'])?.toString().trimEnd();
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    ?.toString()
    .trimEnd();
  if (root === undefined || commit === undefined) return null;
  const base = `${slashed(root)}/`;
  const listed = git(['-C', root, 'ls-tree', '-r', '-z', commit])?.toString() ?? '';
  const objects = new Map<string, string>();
  for (const row of listed.split('\0')) {
    // mode, "blob", object, tab, path; 120000 is a symbolic link.
    const [, mode, object, path] = /^(\d+) blob (\w+)\t([^]+)$/.exec(row) ?? [];
    if (mode === '100644' || mode === '100755') objects.set(base + path, object);
  }
  const today = createNodeHost(outside);
  const host: Host = {
    read(path) {
      if (!path.startsWith(base)) return today.read(path);
      const object = objects.get(path);
      return object === undefined ? 'missing' : (git(['cat-file', 'blob', object]) ?? 'missing');
    },
    exists: (path) => (path.startsWith(base) ? objects.has(path) : today.exists(path)),
    realpath: (path) => path,
  };
  return { host, files: new Set(objects.keys()) };
}

/** What git says; undefined when it fails, or is not there. */
function git(words: readonly string[]): Buffer | undefined {
  const { status, stdout } = spawnSync('git', words, { maxBuffer: MAX_ANSWER_BYTES });
  return status === 0 ? stdout : undefined;
}
