// The same as sema-mutations.test.ts with a fresh seed, and for longer. SEED=n repeats a run.

import { expect, test } from 'vitest';
import { survive } from './mutations.ts';

test('20,000 damaged headers', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 32);
  expect(survive(seed, 20_000), `seed ${seed}`).toBe(20_000);
});
