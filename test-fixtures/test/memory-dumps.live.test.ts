// The stored dumps of test-fixtures/memory are what the compilers of this machine make. UPDATE_GOLDENS=1 writes them.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TargetName } from '@qidl/compiler';
import { expect, test } from 'vitest';
import { clangDump, gccDump, isPresent } from './memory-dumps.ts';
import { triples } from './triples.ts';

const stored = (target: string): string => resolve(import.meta.dirname, `../memory/all-kinds.${target}.bin`);
const updating = process.env.UPDATE_GOLDENS === '1';
const isHost64 = process.arch === 'x64';
const hasGcc = isPresent('gcc') && isHost64;
const hasClang = isPresent('clang') && isPresent('wasm-ld');

test.skipIf(!hasGcc)(`gcc, x86_64${hasGcc ? '' : ' (skipped: no gcc for x86_64 on this machine)'}`, () => {
  // gcc gives the flexible array room of its own, clang the struct's padding.
  const expected = readFileSync(stored('x86_64'));
  expect(gccDump().subarray(0, expected.length).equals(expected)).toBe(true);
});

test.skipIf(!hasClang).for(Object.keys(triples) as TargetName[])(
  `clang, %s${hasClang ? '' : ' (skipped: no clang and wasm-ld on this machine)'}`,
  (target) => {
    const dump = clangDump(target);
    if (updating) writeFileSync(stored(target), dump);
    expect(dump.equals(readFileSync(stored(target)))).toBe(true);
  },
);
