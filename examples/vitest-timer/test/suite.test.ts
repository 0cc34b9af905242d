// The example's own suite, run as a user runs it.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const example = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

test('passes', () => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run'], {
    cwd: example,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  expect(stdout).toMatch(/Tests\s+3 passed/);
  expect(status).toBe(0);
});
