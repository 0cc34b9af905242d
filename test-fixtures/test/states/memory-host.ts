// A host of files in memory: text by absolute path.

import type { Host } from '@qidl/compiler';

export function memoryHost(files: Readonly<Record<string, string>>): Host {
  const encoder = new TextEncoder();
  return {
    read: (path) => (Object.hasOwn(files, path) ? encoder.encode(files[path]) : 'missing'),
    exists: (path) => Object.hasOwn(files, path),
    realpath: (path) => path,
  };
}
