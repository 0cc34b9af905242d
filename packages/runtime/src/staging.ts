// Memory for the arrays of drafts. In: a kind and a length. Out: an array with anything in it, until all of them are
// taken back. Rule: a draft's arrays are looked at until they are committed. Memory for each of them would cost more
// than reading them, so they share some, which the next load has again if nobody else can have kept the draft.

import type { Straight } from './straight.ts';
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

/** Puts into `into`, or into a new value, what was accepted with its arrays in a staging, and closes that. */
export function commitStaged<T extends object>(
  staging: Staging,
  straight: Straight<T>,
  accepted: T,
  into: T | null,
): T {
  const loaded = into ?? straight.draft(null);
  straight.commit(loaded, accepted);
  closeStaging(staging, true);
  return loaded;
}

/** An array that was given; the next load asks for the same ones in the same order, as a rule, and a view costs much. */
interface Slot {
  readonly kind: unknown;
  readonly length: number;
  readonly array: NumberArray;
  /** Where the next one begins. */
  readonly end: number;
}

function createStaging(): Staging {
  let memory = new Uint8Array(0);
  let end = 0;
  /** Of the arrays in `memory`, in order; `next` of them are given. */
  let slots: Slot[] = [];
  let next = 0;
  return {
    stage<A extends NumberArray>(kind: NumberArrayKind<A>, length: number): A {
      const known = next < slots.length ? slots[next] : undefined;
      if (known !== undefined && known.kind === kind && known.length === length) {
        next++;
        end = known.end;
        return known.array as A;
      }
      slots.length = next;
      // Aligned for any kind.
      const size = (length * kind.BYTES_PER_ELEMENT + 7) & ~7;
      if (end + size > memory.length) {
        memory = new Uint8Array(Math.max(LEAST_BYTES, size, Math.min(KEPT_BYTES, 2 * memory.length)));
        end = 0;
        slots = [];
      }
      const array = new kind(memory.buffer, end, length);
      end += size;
      next = slots.push({ kind, length, array, end });
      return array;
    },
    clear() {
      if (memory.length > KEPT_BYTES) {
        memory = new Uint8Array(0);
        slots = [];
      }
      end = 0;
      next = 0;
    },
  };
}
