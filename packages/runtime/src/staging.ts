// Memory for the arrays of drafts. In: a kind and a length. Out: an array with anything in it, until all of them are
// taken back. Rule: a draft's arrays are looked at until they are committed. Memory for each of them would cost more
// than reading them, so they share some, which the next load has again if nobody else can have kept the draft.

import type { NumberArray, NumberArrayKind, Stage } from './visitor.ts';

const LEAST_BYTES = 1 << 12;
/** More than this is not kept for the next load. */
const KEPT_BYTES = 1 << 20;

export interface Staging {
  readonly stage: Stage;
  /** Takes all arrays back: what comes next is in their place. */
  clear(): void;
}

/** The staging of the load that was done last; a load within a load finds none and makes its own. */
let idle: Staging | null = null;

export function openStaging(): Staging {
  const staging = idle ?? createStaging();
  idle = null;
  return staging;
}

/** `isPrivate`: nobody but the visit has seen the draft. After a load that failed there is nothing to close. */
export function closeStaging(staging: Staging, isPrivate: boolean): void {
  if (isPrivate) staging.clear();
  idle = staging;
}

function createStaging(): Staging {
  let memory = new Uint8Array(0);
  let end = 0;
  return {
    stage<A extends NumberArray>(kind: NumberArrayKind<A>, length: number): A {
      const start = end;
      // Aligned for any kind.
      const size = (length * kind.BYTES_PER_ELEMENT + 7) & ~7;
      end += size;
      if (end <= memory.length) return new kind(memory.buffer, start, length);
      memory = new Uint8Array(Math.max(LEAST_BYTES, size, Math.min(KEPT_BYTES, 2 * memory.length)));
      end = size;
      return new kind(memory.buffer, 0, length);
    },
    clear() {
      if (memory.length > KEPT_BYTES) memory = new Uint8Array(0);
      end = 0;
    },
  };
}
