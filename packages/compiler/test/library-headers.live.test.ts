// Our headers of C's library behind those of this machine: gcc finds no declaration in conflict with another.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { LIBRARY_HEADERS } from '../src/preprocess/library-headers.ts';

const hasGcc = spawnSync('gcc', ['--version']).status === 0;

test.skipIf(!hasGcc).for(Object.entries(LIBRARY_HEADERS))('%s', ([name, text]) => {
  // A struct without a tag is another type each time.
  const declarations = text.replace(/^typedef struct \{.*$/gm, '');
  const input = `#include <${name}>\n#undef _${name.replace('.', '_').toUpperCase()}\n${declarations}`;
  const { status, stderr } = spawnSync('gcc', ['-std=gnu17', '-fsyntax-only', '-x', 'c', '-'], {
    input,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
