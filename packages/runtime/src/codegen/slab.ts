// Memory that the results of all generated code of a process share.
// Rule: a range is claimed before anything is stored there, since a getter of the user's object may save something else
// meanwhile. Slabs are zero and never used again: padding and what is left out are zero by themselves.

import { checkImage, MAGIC } from './image.ts';
import { createMemory, type Memory, readable, writing } from './memory.ts';

/** The memory that the last claim is in. */
export let slab: Memory;

/** A range of the slab for an image of `size` bytes, a multiple of 8, with its header. Returns where it begins. */
export function claim(size: number, low: number, high: number): number {
  // 64 KiB, and room for a few like the first one. A detached slab has length 0.
  if (!(slab?.end + size <= slab?.u8.length)) slab = createMemory(65536 + 2 * size, writing);
  const at = slab.end;
  const { u32 } = slab;
  slab.end += size;
  u32[at >> 2] = MAGIC;
  u32[(at + 4) >> 2] = size;
  u32[(at + 8) >> 2] = low;
  u32[(at + 12) >> 2] = high;
  return at;
}

/** A copy of an image in the slab, which the result of its decoding may keep views of. Returns where it begins. */
export function adopt(image: Uint8Array, name: string, size: number, low: number, high: number): number {
  if (image.length !== size) checkImage(image, name, size, low, high);
  if (!(slab?.end + size <= slab?.u8.length)) slab = createMemory(65536 + 2 * size, writing);
  const at = slab.end;
  const { u32 } = readable(slab);
  slab.end += size;
  slab.u8.set(image, at);
  if (
    u32[at >> 2] !== MAGIC ||
    u32[(at + 4) >> 2] !== size ||
    (u32[(at + 8) >> 2]! ^ low) | (u32[(at + 12) >> 2]! ^ high)
  ) {
    checkImage(image, name, size, low, high);
  }
  return at;
}
