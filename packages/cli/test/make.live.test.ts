// examples/make: C and TypeScript from one header, built by one Makefile. Needs make and a C compiler.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../examples/make');
const isPresent = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const present = isPresent('make') && isPresent('cc');

function make(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync('make', ['-C', folder, ...words], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

test.skipIf(!present)(
  `builds, and both read the same memory${present ? '' : ' (skipped: no make and cc here)'}`,
  () => {
    make('clean');
    const said = make('check');
    expect(said).toContain('C:  roof, mode 1, battery 93 %, door open, 3 readings, the first -4.87 degrees\n');
    expect(said).toContain('TS: roof, up for 86400123 ms, 3 readings, the oldest -5.12 degrees\n');
    expect(said).toContain('C:  roof, mode 0, battery 93 %, door shut, 2 readings, the first -4.73 degrees\n');

    expect(make('-q', 'all')).not.toContain('qidl');
    const rebuilt = make('-n', '-W', 'station.qidl.h', 'all');
    for (const command of ['--emit asserts', '-o build/station', 'qidl.js compile', 'tsc -p .'])
      expect(rebuilt).toContain(command);
    expect(make('-n', '-W', 'station.c', 'all')).not.toContain('qidl');
  },
);
