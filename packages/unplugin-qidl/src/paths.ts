// Paths as the compiler has them: absolute, symlinks resolved, with `/`.

import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

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
