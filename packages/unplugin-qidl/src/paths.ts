// Paths as the compiler has them: absolute, symlinks resolved, with `/`.

import { existsSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';

export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The path itself when there is nothing at it. */
export function realPath(path: string): string {
  try {
    return slashed(realpathSync.native(path));
  } catch {
    return slashed(path);
  }
}

/** The folder that a file is in, or would be in: the first one above it that exists. */
export function nearestFolder(path: string): string {
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
