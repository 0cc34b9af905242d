// The device headers as C compilers see them.
//
// In:   every header of headers/devices, in each of its variants, and the layouts that QIDL gives its types.
// Out:  gcc's and clang's verdict.
// Rule: plain C11, no warning under -Wall -Wextra -pedantic; each size, alignment, offset and enumerator is asserted by
//       the compiler itself. A compiler that is not here is a skipped test that says so.

import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { print, type TargetName } from '@qidl/compiler';
import { describe, expect, test } from 'vitest';
import { host, root, variants, type Variant } from './headers.ts';

const devices = variants.filter(({ header }) => header.startsWith('devices/'));
const strict = ['-xc', '-std=c11', '-Wall', '-Wextra', '-pedantic', '-Werror'];
const includes = [`-I${root}`, `-I${resolve(import.meta.dirname, '../../packages/compiler/include')}`];
const freestanding = ['-ffreestanding', '-isystem', join(import.meta.dirname, 'freestanding')];

const compilers: { command: string; target: TargetName; flags: readonly string[] }[] = [
  { command: 'gcc', target: 'x86_64', flags: ['-m64'] },
  { command: 'gcc', target: 'i386', flags: ['-m32', ...freestanding] },
  { command: 'clang', target: 'x86_64', flags: ['--target=x86_64-linux-gnu'] },
  { command: 'clang', target: 'i386', flags: ['--target=i386-linux-gnu', ...freestanding] },
  { command: 'clang', target: 'wasm32', flags: ['--target=wasm32', ...freestanding] },
  { command: 'clang', target: 's390x', flags: ['--target=s390x-linux-gnu', ...freestanding] },
];

interface Field {
  readonly name: string;
  readonly offset?: number;
  readonly size?: number;
  readonly dims?: readonly number[];
  readonly fields?: readonly Field[];
}
interface Layout {
  readonly types: Readonly<Record<string, { size: number; align: number; fields: readonly Field[] }>>;
  readonly enums: Readonly<Record<string, { size: number; values: Readonly<Record<string, number>> }>>;
}

/** Of the C library; what is in them is its own business. */
const foreign: ReadonlySet<string> = new Set(['max_align_t', 'struct timespec', 'struct tm']);

function asserts({ types, enums }: Layout): string[] {
  const lines: string[] = [];
  const equal = (expression: string, value: number): void => {
    lines.push(`_Static_assert(${expression} == ${value}, "${expression}");`);
  };
  const fieldsOf = (type: string, path: string, base: number, fields: readonly Field[]): void => {
    for (const { name, offset, size, dims, fields: inner } of fields) {
      if (offset === undefined) continue; // a bit-field has no offset in C
      const place = `${path}${name}`;
      if (name !== '') equal(`offsetof(${type}, ${place})`, base + offset);
      if (name !== '') equal(`sizeof(((${type} *)0)->${place})`, size!);
      const element = place + (dims ?? []).map(() => '[0]').join('');
      if (inner !== undefined) fieldsOf(type, name === '' ? path : `${element}.`, base + offset, inner);
    }
  };
  for (const [type, { size, align, fields }] of Object.entries(types)) {
    if (foreign.has(type)) continue;
    equal(`sizeof(${type})`, size);
    equal(`_Alignof(${type})`, align);
    fieldsOf(type, '', 0, fields);
  }
  for (const [type, { size, values }] of Object.entries(enums)) {
    equal(`sizeof(${type})`, size);
    for (const [name, value] of Object.entries(values)) equal(name, value);
  }
  return lines;
}

describe.each(compilers)('$command $target', ({ command, target, flags }) => {
  const isPresent = spawnSync(command, ['--version']).status === 0;
  const reason = isPresent ? '' : ` (skipped: no ${command} on this machine)`;

  function compiled({ header, options }: Variant, lines: readonly string[]): { status: number | null; output: string } {
    const defines = Object.entries(options.define ?? {}).map(
      ([name, value]) => `-D${name}=${value === true ? 1 : value}`,
    );
    const args = [...strict, ...flags, ...defines, ...includes, '-fsyntax-only', '-'];
    const input = [`#include "${header}"`, '#include <stddef.h>', ...lines, ''].join('\n');
    const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  test.skipIf(!isPresent).each(devices.map((device) => [device.base, device] as const))(
    `lays %s out as QIDL does${reason}`,
    (_, device) => {
      const { text } = print('layout', join(root, device.header), { ...device.options, target }, host);
      const lines = asserts(JSON.parse(text) as Layout);
      expect(lines.length).toBeGreaterThan(10);
      expect(compiled(device, lines)).toEqual({ status: 0, output: '' });
    },
  );

  test.skipIf(!isPresent)(`says so when a layout is wrong${reason}`, () => {
    const { status, output } = compiled(devices[0]!, ['_Static_assert(sizeof(DeviceState) == 1, "wrong");']);
    expect(status).not.toBe(0);
    expect(output).toContain('wrong');
  });
});
