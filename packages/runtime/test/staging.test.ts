// Arrays of stages: those that somebody may have are never given again, the others are.

import { expect, test } from 'vitest';
import { closeStaging, openStaging, stageMemory } from '../src/staging.ts';

test('arrays that were kept are in nobody else’s way, whatever comes after', () => {
  const first = openStaging();
  const kept = first.stage(Uint8Array, 16).fill(1);
  closeStaging(first, false);
  for (let load = 0; load < 3; load++) {
    const next = openStaging();
    next.stage(Uint8Array, 16).fill(2);
    next.stage(Int32Array, 3).fill(3);
    closeStaging(next, true);
  }
  expect([...kept]).toEqual(Array.from({ length: 16 }, () => 1));
});

test('arrays that nobody has are given again', () => {
  const load = (): Uint8Array => {
    const staging = openStaging();
    const array = staging.stage(Uint8Array, 16);
    closeStaging(staging, true);
    return array;
  };
  expect(load()).toBe(load());
});

test('a load within a load has a stage of its own', () => {
  const outer = openStaging();
  const array = outer.stage(Uint8Array, 8).fill(1);
  const inner = openStaging();
  inner.stage(Uint8Array, 8).fill(2);
  closeStaging(inner, true);
  expect([...array]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  closeStaging(outer, true);
});

test('a place is where an array is in the memory of the stage', () => {
  const staging = openStaging();
  for (const length of [1, 8, 100, stageMemory.length, 5]) {
    const array = staging.stage(Uint16Array, length);
    const isThere = array.buffer === stageMemory.buffer;
    expect(staging.place).toBe(isThere ? array.byteOffset : -1);
  }
  closeStaging(staging, true);
});
