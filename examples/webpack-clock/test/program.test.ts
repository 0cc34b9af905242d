// The program, built here and run as a user runs it.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const example = fileURLToPath(new URL('..', import.meta.url));
const node = (...words: string[]) => spawnSync(process.execPath, words, { cwd: example, encoding: 'utf8' });

beforeAll(() => {
  expect(node('build.mjs')).toMatchObject({ status: 0, stderr: '' });
});

test('a clock goes on in another one, with its alarm', () => {
  const { status, stdout, stderr } = node('dist/main.js');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').slice(0, 5)).toEqual([
    'first:  07:00:00 (alarm)',
    'second: 07:00:00 (alarm)',
    'later:  07:00:01',
    'back:   07:00:00 (alarm)',
    'Clock',
  ]);
});
