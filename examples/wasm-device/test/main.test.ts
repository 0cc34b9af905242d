// The built program: C and TypeScript on one struct.
//
// In:   dist/main.js, built here. Out: what it prints.
// Rule: what one side writes the other sees, at once, before and after the memory grows.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

const cwd = new URL('..', import.meta.url);
const node = (file: string) => promisify(execFile)(process.execPath, [file], { cwd });

test('C and TypeScript see what the other writes', async () => {
  await node('build.mjs');
  const { stdout } = await node('dist/main.js');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, 34).trim(), line.slice(35)]);
  expect(lines).toEqual([
    [expect.stringMatching(/^C made serial0 at 0x/), '232 bytes'],
    ['fresh', 'IER 00  IIR 01  LSR 60  SCR 00  received 0  INT quiet'],
    ['C received "hello"', 'IER 00  IIR c1  LSR 61  SCR 00  received 5  INT quiet'],
    ['the view set IER', 'IER 01  IIR c4  LSR 61  SCR 00  received 5  INT raised'],
    ['C reads IIR', 'data available'],
    ['the view wrote a character and SCR', 'C reads SCR 5a'],
    ['snapshot', expect.stringMatching(/^image \d+ bytes, JSON \d+ characters$/)],
    ['C reads', '"jello"'],
    ['then', 'IER 01  IIR c1  LSR 60  SCR 5a  received 0  INT quiet'],
    ['memory grew', '65536 to 131072 bytes'],
    ['the same view', 'IER 00  IIR c1  LSR 60  SCR a5  received 0  INT quiet'],
    ['snapshot put back', 'IER 01  IIR c4  LSR 61  SCR 5a  received 5  INT raised'],
    ['C reads', '"jello"'],
  ]);
});
