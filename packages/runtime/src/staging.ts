// Memory for the arrays of drafts. In: a kind and a length. Out: an array with anything in it, until all of them are
// taken back. Rule: a draft's arrays are looked at until they are committed. Memory for each of them would cost more
// than reading them, so they share some, which the next load has again if nobody else can have kept the draft.

import type { Straight } from './straight.ts';
import type { NumberArray, NumberArrayKind, Stage } from './visitor.ts';

const LEAST_BYTES = 1 << 12;
/** More than this is not kept for the next load. */
const KEPT_BYTES = 1 << 20;
/** The first bytes of `stageMemory` are for what is copied further at once. */
export const SCRATCH_BYTES: number = 1 << 12;

/**
 * What the first staging has: a constant, so that an engine's code has its address and size in it. Only pages that are
 * written to are there.
 */
export const stageMemory: Uint8Array<ArrayBuffer> = /*#__PURE__*/ new Uint8Array(KEPT_BYTES);

export interface Staging {
  readonly stage: Stage;
  /** Where the array that was given last is in `stageMemory`; -1: elsewhere. */
  place: number;
  /** Takes back all arrays since it was opened: what comes next is in their place. */
  clear(): void;
  /** Somebody may have them: what comes next is behind them. */
  keep(): void;
}

/** The staging of the load that was done last; a load within a load finds none and makes its own. */
let idle: Staging | null = null;
let isFirst = true;

export function openStaging(): Staging {
  const staging = idle ?? createStaging();
  idle = null;
  return staging;
}

/** `isPrivate`: nobody but the visit has seen the draft. After a load that failed there is nothing to close. */
export function closeStaging(staging: Staging, isPrivate: boolean): void {
  if (isPrivate) staging.clear();
  else staging.keep();
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
  readonly place: number;
  /** Where the next one begins. */
  readonly end: number;
}

function createStaging(): Staging {
  let memory = isFirst ? stageMemory : new Uint8Array(0);
  let base = isFirst ? SCRATCH_BYTES : 0;
  isFirst = false;
  let end = base;
  /** Of the arrays in `memory` from `base` on, in order; `next` of them are given. */
  let slots: Slot[] = [];
  let next = 0;

  function move(to: Uint8Array<ArrayBuffer>): void {
    memory = to;
    base = 0;
    end = 0;
    slots = [];
    next = 0;
  }

  function add<A extends NumberArray>(kind: NumberArrayKind<A>, length: number): A {
    slots.length = next;
    // Aligned for any kind.
    const size = (length * kind.BYTES_PER_ELEMENT + 7) & ~7;
    if (end + size > memory.length) {
      move(new Uint8Array(Math.max(LEAST_BYTES, size, Math.min(KEPT_BYTES, 2 * memory.length))));
    }
    const array = new kind(memory.buffer, end, length);
    const place = memory === stageMemory ? end : -1;
    end += size;
    next = slots.push({ kind, length, array, place, end });
    staging.place = place;
    return array;
  }

  const staging: Staging = {
    place: -1,
    stage<A extends NumberArray>(kind: NumberArrayKind<A>, length: number): A {
      const known = next < slots.length ? slots[next] : undefined;
      if (known === undefined || known.kind !== kind || known.length !== length) return add(kind, length);
      next++;
      end = known.end;
      staging.place = known.place;
      return known.array as A;
    },
    clear() {
      if (memory.length > KEPT_BYTES) move(new Uint8Array(0));
      end = base;
      next = 0;
    },
    keep() {
      base = end;
      slots = [];
      next = 0;
    },
  };
  return staging;
}
