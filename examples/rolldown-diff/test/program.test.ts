// The program, built here and run as a user runs it.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const example = fileURLToPath(new URL('..', import.meta.url));
const node = (...words: string[]) => spawnSync(process.execPath, words, { cwd: example, encoding: 'utf8' });

beforeAll(() => {
  expect(node('build.mjs')).toMatchObject({ status: 0, stderr: '' });
});

test('the fields that differ are named', () => {
  const { status, stdout, stderr } = node('dist/main.js');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const changes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(changes).toEqual([
    { path: 'Mixer.rate', pointer: '/rate', before: 44100, after: 48000 },
    { path: 'Mixer.channels[1].gain', pointer: '/channels/1/gain', before: 256, after: 300 },
    { path: 'Mixer.channels[3].muted', pointer: '/channels/3/muted', before: false, after: true },
  ]);
});
