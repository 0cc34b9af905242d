// A few thousand damaged images; a million in image-mutations.live.test.ts.

import { expect, test } from 'vitest';
import { mutateImages } from './states/image-mutations.ts';

test('a damaged image loads to a valid object, or is refused and changes nothing', async () => {
  const { loaded, refused } = await mutateImages(1, 20, 200);
  expect(Math.min(loaded, refused)).toBeGreaterThan(1000);
});
