// The compilers of this machine write everything.c again: the same bytes as those stored. With UPDATE_GOLDENS=1 they are
// stored: `UPDATE_GOLDENS=1 pnpm test:live c-bytes`. And C reads what views wrote: in wasm32 by Node, natively by gcc.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Bytes, bytesFrom, compilers, folder, isInstalled, runWasm, wrongLine } from './c-bytes/compilers.ts';
import { addressesFor, moduleFor, values, write } from './c-bytes/everything.ts';

const file = join(folder, 'bytes.json');
const installed = { gcc: isInstalled('gcc'), clang: isInstalled('clang') };
const here = compilers.filter(([compiler]) => installed[compiler]);

test.skipIf(process.env.UPDATE_GOLDENS === undefined)('bytes are stored', () => {
  const all = Object.fromEntries(here.map((compiler) => [compiler.join(' '), bytesFrom(compiler)]));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
});

describe.skipIf(here.length === 0)('C (skipped without gcc and clang)', () => {
  test.for(here)('%s for %s writes the bytes that are stored', (compiler) => {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Bytes>;
    expect(bytesFrom(compiler)).toEqual(stored[compiler.join(' ')]);
  });

  test.skipIf(!installed.clang)(
    'in WebAssembly reads what a view wrote, before and after the memory grows',
    async () => {
      const m = await moduleFor('wasm32');
      const { memory, wrong_line } = runWasm();
      const address = memory.buffer.byteLength - m.sizeofEverything;
      const view = m.viewEverything(memory, address);
      write(view, { ...values, ...addressesFor('wasm32') });
      expect(wrong_line(address)).toBe(0);
      memory.grow(1);
      view.odd.wide = 1n;
      expect(wrong_line(address)).toBeGreaterThan(0);
      view.odd.wide = values.odd.wide;
      expect(wrong_line(address)).toBe(0);
    },
  );

  test.skipIf(!installed.gcc || process.arch !== 'x64')('on x86_64 reads what a view wrote', async () => {
    const m = await moduleFor('x86_64');
    const bytes = new Uint8Array(m.sizeofEverything);
    write(m.viewEverything(bytes.buffer, 0), { ...values, ...addressesFor('x86_64') });
    expect(wrongLine(bytes)).toBe(0);
  });
});
