// Headers with random damage: whatever they say, nothing throws, hangs, or lays out what is not there. `--mode live`
// (sema-mutations.live.test.ts) does the same with a fresh seed for longer.

import { expect, test } from 'vitest';
import { survive } from './mutations.ts';

test('150 damaged headers', () => {
  expect(survive(20261123, 150)).toBe(150);
});
