// The program, built here and run as a user runs it.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const example = fileURLToPath(new URL('..', import.meta.url));
const node = (...words: string[]) => spawnSync(process.execPath, words, { cwd: example, encoding: 'utf8' });

beforeAll(() => {
  expect(node('build.mjs')).toMatchObject({ status: 0, stderr: '' });
});

test('the registers are described by the header', () => {
  const { status, stdout, stderr } = node('dist/main.js');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^level +10000000000000000000000010001000 what is on the pins$/m);
  expect(stdout).toMatch(/^pending +10000000000000000000000000001000 edges that were seen$/m);
  expect(stdout).toMatch(/^irq +immutable /m);
});
