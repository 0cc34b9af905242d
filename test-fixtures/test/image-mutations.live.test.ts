// A million damaged images, others each time. SEED=n repeats a run, ROUNDS=n makes it longer.

import { expect, test } from 'vitest';
import { mutateImages, type Tally } from './states/image-mutations.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const most = 1_000_000 * Number(process.env.ROUNDS ?? 1);

test(`a million damaged images (SEED=${seed})`, async () => {
  const total: Tally = { loaded: 0, refused: 0 };
  for (let round = 0; total.loaded + total.refused < most; round++) {
    const { loaded, refused } = await mutateImages(seed + round, 10, 4000);
    total.loaded += loaded;
    total.refused += refused;
  }
  expect(total.loaded).toBeGreaterThan(most / 20);
  expect(total.refused).toBeGreaterThan(most / 20);
});
