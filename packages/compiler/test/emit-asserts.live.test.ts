// `print --emit asserts`, as the compilers of this machine judge it.
//
// In:   the random headers of test-fixtures/layout, the memory dumps' header, and, for x86_64, every device.
// Out:  gcc and clang accept the asserts of their target, and refuse those of another.
// Rule: where gcc and clang differ the compiler says so (QIDL3030) and follows gcc: clang may refuse what is asserted of
// those structs, and nothing else. 12 headers with some 450 asserts each per target; a compiler that is not here is a skipped test that says so.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createNodeHost } from '../src/node.ts';
import { print } from '../src/print.ts';
import type { TargetName } from '../src/target.ts';

const fixtures = resolve(import.meta.dirname, '../../../test-fixtures');
const include = resolve(import.meta.dirname, '../include');
const host = createNodeHost([fixtures]);

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(fixtures, folder, file))
    .sort();
}

const random = filesBelow('layout/random', '.h');
/** They need nothing but a compiler; the other devices need the libc of the target. */
const freestanding = [join(fixtures, 'headers/devices/serial.qidl.h'), ...filesBelow('memory', '.qidl.h')];
const hosted = filesBelow('headers/devices', '.qidl.h');

const compilers: [command: string, flags: string[], target: TargetName][] = [
  ['gcc', ['-m64'], 'x86_64'],
  ['gcc', ['-m32'], 'i386'],
  ['clang', ['--target=x86_64-linux-gnu'], 'x86_64'],
  ['clang', ['--target=i386-linux-gnu'], 'i386'],
  ['clang', ['--target=aarch64-linux-gnu'], 'aarch64'],
  ['clang', ['--target=arm-linux-gnueabihf'], 'arm'],
  ['clang', ['--target=riscv64-linux-gnu'], 'riscv64'],
  ['clang', ['--target=s390x-linux-gnu'], 's390x'],
  ['clang', ['--target=powerpc64-linux-gnu'], 'ppc64'],
  ['clang', ['--target=wasm32'], 'wasm32'],
];

const is64: ReadonlySet<TargetName> = new Set(['x86_64', 'aarch64', 'riscv64', 's390x', 'ppc64']);

function works(command: string, flags: readonly string[]): boolean {
  const args = [...flags, '-ffreestanding', '-fsyntax-only', '-xc', '-'];
  return spawnSync(command, args, { input: 'int x;\n' }).status === 0;
}

/** What the compiler says; '' when it accepts. */
function judged(command: string, flags: readonly string[], header: string, target: TargetName): string {
  const { text, diagnostics } = print('asserts', header, { target }, host);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const args = [...flags, '-std=gnu11', '-w', '-Wno-psabi', '-ffreestanding', '-fsyntax-only', '-xc', '-'];
  const { stderr, status } = spawnSync(command, [...args, `-I${dirname(header)}`, `-I${include}`], {
    input: text,
    encoding: 'utf8',
  });
  if (status === 0) return '';
  const disputed = diagnostics.flatMap(({ code, message }) =>
    command === 'clang' && code === 'QIDL3030' ? [/lay out (.*?) differently/.exec(message)![1]] : [],
  );
  const errors = stderr.split('\n').filter((line) => line.includes('error:'));
  return errors.filter((line) => !disputed.some((name) => line.includes(`"${name}: `))).join('\n');
}

describe.each(compilers)('%s %j', (command, flags, target) => {
  const present = works(command, flags);
  const reason = present ? '' : ` (skipped: no ${command} ${flags[0]} on this machine)`;

  test.skipIf(!present)(`accepts the asserts of ${target}${reason}`, () => {
    for (const header of [...random, ...freestanding, ...(target === 'x86_64' ? hosted : [])]) {
      expect(judged(command, flags, header, target), header).toBe('');
    }
  });

  test.skipIf(!present)(`refuses those of another target${reason}`, () => {
    const other = is64.has(target) ? 'i386' : 'x86_64';
    expect(judged(command, flags, freestanding.at(-1)!, other)).toMatch(/static assertion failed|static_assert failed/);
  });
});
