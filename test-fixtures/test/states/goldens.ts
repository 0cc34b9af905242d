// In: every golden header without errors. Out: a test for each: its states, random ones, are the same in all formats.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { files, host, root, variants } from '../headers.ts';
import { compiled } from './modules.ts';
import { knownOf, stateOf } from './random-state.ts';
import { checkStruct } from './round-trips.ts';

const good = variants.filter(({ base }) => files.includes(`${base}.model.json`));

/** What the options of golden headers name. */
const stubs = {
  './config-size.js': 'export const config_size = (packet, kind) => (kind & 3) * 64;',
  './bitmap.js': `export const Bitmap = {
    name: 'Bitmap',
    version: 1,
    create: () => 0,
    visit: (visitor, name, value) => visitor.uint32(name, value),
    encode: (value) => Uint8Array.of(value, value >> 8, value >> 16, value >> 24),
    decode: (bytes) => (bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24) >>> 0,
    equals: (a, b) => a === b,
  };`,
};
const functions = { config_size: (_: unknown, kind: unknown): number => ((kind as number) & 3) * 64 };
const externals = { Bitmap: fc.nat() };

/** `more`: of fast-check; a seed, how many states. */
export function testGoldens(more: fc.Parameters<unknown>): void {
  test.for(good.map((variant) => [variant.base, variant] as const))('%s', async ([, { header, options }]) => {
    const all = await compiled(join(root, header), options, host, stubs);
    for (const struct of all.model.structs) {
      if (struct.fields.length === 0) continue;
      const state = stateOf(knownOf(all, functions, externals), struct);
      fc.assert(
        fc.property(state, state, (a, b) => checkStruct(all, struct, a, b, functions)),
        more as object,
      );
    }
  });

  test('there are headers', () => expect(good.length).toBeGreaterThan(60));
}
