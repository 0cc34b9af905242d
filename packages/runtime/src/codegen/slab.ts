// Memory that the results of all generated code of a process share.
// Rule: a range is claimed before anything is stored there, since a getter of the user's object may save something else
// meanwhile. Slabs are zero and never used again: padding and what is left out are zero by themselves.

import { checkImage, MAGIC } from './image.ts';
import { createMemory, type Memory, readable } from './memory.ts';

let slab: Memory = /*#__PURE__*/ createMemory(0);

/** A range of `size` bytes, a multiple of 8, with the header of an image. It begins at `at` of the memory. */
export function claim(size: number, low: number, high: number): Memory {
  // 100 KB: enough to be seldom made, little enough to be kept for one result. One that was transferred has length 0.
  if (slab.end + size > slab.u8.length) slab = createMemory(100_000 + size);
  const { end: at, u32 } = slab;
  slab.at = at;
  slab.end += size;
  u32[at >> 2] = MAGIC;
  u32[(at + 4) >> 2] = size;
  u32[(at + 8) >> 2] = low;
  u32[(at + 12) >> 2] = high;
  return slab;
}

/** A range with a copy of an image, which the result of its decoding may keep views of. */
export function adopt(image: Uint8Array, name: string, size: number, low: number, high: number): Memory {
  if (image.length !== size) checkImage(image, name, size, low, high);
  const m = readable(claim(size, low, high));
  const { at, u32 } = m;
  m.u8.set(image, at);
  if (
    u32[at >> 2] !== MAGIC ||
    u32[(at + 4) >> 2] !== size ||
    (u32[(at + 8) >> 2]! ^ low) | (u32[(at + 12) >> 2]! ^ high)
  ) {
    checkImage(image, name, size, low, high);
  }
  return m;
}
