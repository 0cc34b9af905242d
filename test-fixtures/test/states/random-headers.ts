// Out: tests on random headers: each compiles, and random states of each of its structs are the same in all formats.

import { compile, type TargetName } from '@qidl/compiler';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryHost } from './memory-host.ts';
import { compiled } from './modules.ts';
import { randomHeader } from './random-header.ts';
import { isTooLarge, knownOf, stateOf } from './random-state.ts';
import { checkStruct } from './round-trips.ts';
import { typeErrors, typeScripts } from './type-check.ts';

const PATH = '/h/random.qidl.h';
const target = fc.constantFrom<TargetName>('wasm32', 'x86_64', 'i386', 'arm', 's390x', 'ppc64');
const header = fc.tuple(randomHeader, target).map(([text, of]): [string, TargetName] => {
  const hasInt128 = of !== 'i386' && of !== 'arm';
  return [text, hasInt128 || !text.includes('__int128') ? of : 'wasm32'];
});

/** `more`: of fast-check; a seed, how many headers. `typed`: of how many the types are checked. */
export function testRandomHeaders(more: fc.Parameters<unknown>, typed: number): void {
  test('states of random structs are the same in all formats', async () => {
    const property = fc.asyncProperty(header, fc.nat(), async ([text, of], seed) => {
      const all = await compiled(PATH, { target: of }, memoryHost({ [PATH]: text }));
      const known = knownOf(all);
      for (const struct of all.model.structs) {
        if (struct.keyword === 'union' || isTooLarge(known, struct)) continue;
        const [state, other] = fc.sample(stateOf(known, struct), { numRuns: 2, seed });
        checkStruct(all, struct, state!, other!);
      }
    });
    await fc.assert(property, more as object);
  });

  test.for(typeScripts)('their types pass %s', (version) => {
    const files: Record<string, string> = {};
    for (const [index, [text, of]] of fc.sample(header, { numRuns: typed, seed: more.seed ?? Date.now() }).entries()) {
      files[`random${index}.d.ts`] = compile(PATH, { target: of }, memoryHost({ [PATH]: text })).dts;
    }
    expect(typeErrors(files, version)).toBe('');
  });
}
