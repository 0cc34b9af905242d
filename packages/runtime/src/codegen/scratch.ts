// Memory that is only looked at while a struct with a tail is saved or loaded: one for the process, used again.
// Rule: it is taken before it is used, since a getter or setter of the user's object may save or load something else
// meanwhile. What throws before `close` loses it, no more.

import { createMemory, type Memory, reading, SCRATCH } from './memory.ts';

export interface Scratch extends Memory {
  /** Where the next entry of the tail begins, and how long the image is. */
  tail: number;
  length: number;
  /** Where the block that was read last begins. */
  start: number;
  /** Values that a check has built, and which of them is taken next. */
  parts: unknown[];
  next: number;
}

const LEAST = 4096;
const MOST = 1_048_576;

let spare: Scratch | undefined;

/** Scratch of at least `size` bytes, with anything in it. */
export function take(size: number): Scratch {
  const m = spare;
  spare = undefined;
  if (m !== undefined && size <= m.u8.length) return m;
  const memory = createMemory(Math.max(LEAST, Math.ceil(size / 4) * 8), reading);
  return { ...memory, end: SCRATCH, tail: 0, length: 0, start: 0, parts: [], next: 0 };
}

export function close(m: Scratch): void {
  if (m.u8.length <= MOST) spare = m;
}
