// In: paths where a file was looked for in vain. Out: a call when there is one.
// Rule: one watcher for each folder, or for the nearest one that exists. Vite's own watcher hears of one missing file
// in a folder only, and of none reliably.

import { existsSync, watch, type FSWatcher } from 'node:fs';
import { nearestFolder } from './paths.ts';

export interface AwaitedFiles {
  add(paths: readonly string[]): void;
  close(): void;
}

export function createAwaitedFiles(appeared: (path: string) => void): AwaitedFiles {
  const awaited = new Set<string>();
  const watchers = new Map<string, FSWatcher>();

  const look = (): void => {
    for (const path of awaited) {
      if (!existsSync(path)) watchFolder(nearestFolder(path));
      else if (awaited.delete(path)) appeared(path);
    }
  };
  const watchFolder = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, look);
      watcher.on('error', () => watcher.close());
      watchers.set(folder, watcher);
    } catch {
      // Too many watchers, or a folder that may not be read: an edit of the header will do as well.
    }
  };

  return {
    add(paths) {
      for (const path of paths) awaited.add(path);
      look();
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
      awaited.clear();
    },
  };
}
