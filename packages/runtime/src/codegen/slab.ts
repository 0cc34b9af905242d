// Memory that the results of all generated code of a process share.
// Rule: a range is claimed before anything is stored there, since a getter of the user's object may save something else
// meanwhile. Slabs are zero and never used again: padding and what is left out are zero by themselves.

import { checkImage, MAGIC } from './image.ts';
import { createMemory, type Memory, readable, writing } from './memory.ts';

/** Bytes. A slab is as large as its first claims ask for: small ones are cheap to zero, large ones are seldom needed. */
const LEAST = 65_536;
const MOST = 1_048_576;
const CLAIMS = 16;

let slab: Memory | undefined;

/** A range of `size` bytes, a multiple of 8, which begins at `at` of the memory. */
function range(size: number): Memory {
  let m = slab;
  // A slab that was transferred has length 0.
  if (m === undefined || m.end + size > m.u8.length) {
    m = slab = createMemory(Math.max(LEAST, Math.min(MOST, CLAIMS * size), size), writing);
  }
  m.at = m.end;
  m.end += size;
  return m;
}

/** A range for an image, with its header. */
export function claim(size: number, low: number, high: number): Memory {
  const m = range(size);
  const { at, u32 } = m;
  u32[at >> 2] = MAGIC;
  u32[(at + 4) >> 2] = size;
  u32[(at + 8) >> 2] = low;
  u32[(at + 12) >> 2] = high;
  return m;
}

/** A range with a copy of an image, which the result of its decoding may keep views of. */
export function adopt(image: Uint8Array, name: string, size: number, low: number, high: number): Memory {
  if (image.length !== size) checkImage(image, name, size, low, high);
  const m = readable(range(size));
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
