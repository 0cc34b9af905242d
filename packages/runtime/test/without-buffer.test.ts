// The runtime where there is no Buffer: in browsers and workers. In: the same values. Out: the same text.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toJson, toObject } from '../src/index.ts';
import { visitKinds } from './fixtures/kinds.ts';
import { kinds } from './states.ts';
import fc from 'fast-check';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('Buffer', undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('texts are the same', async () => {
  const bare = await import('../src/index.ts');
  fc.assert(
    fc.property(kinds, (value) => {
      expect(bare.toJson(visitKinds, value)).toBe(toJson(visitKinds, value));
      expect(bare.toObject(visitKinds, value)).toEqual(toObject(visitKinds, value));
    }),
    { numRuns: 100 },
  );
});
