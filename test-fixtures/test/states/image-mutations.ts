// Damaged images of random structs. In: how many. Out: nothing, or a failed expectation: what a load takes is a valid
// object, what it refuses is a StateError with a path, and then the object is as it was.

import type { StateError } from '@qidl/runtime';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { StructModel } from '@qidl/compiler';
import { memoryHost } from './memory-host.ts';
import { compiled, named, type Compiled } from './modules.ts';
import { randomHeader } from './random-header.ts';
import { isTooLarge, knownOf, stateOf, type State } from './random-state.ts';
import { hooksOf } from './round-trips.ts';

const PATH = '/h/random.qidl.h';

export interface Tally {
  loaded: number;
  refused: number;
}

/** `headers` random headers from `seed` on, `each` mutations of an image of every struct in them. */
export async function mutateImages(seed: number, headers: number, each: number): Promise<Tally> {
  const tally: Tally = { loaded: 0, refused: 0 };
  const random = randomFrom(seed);
  for (const [index, text] of fc.sample(randomHeader, { numRuns: headers, seed }).entries()) {
    const all = await compiled(PATH, {}, memoryHost({ [PATH]: text }));
    const known = knownOf(all);
    for (const struct of all.model.structs) {
      if (struct.keyword === 'union' || isTooLarge(known, struct)) continue;
      const [state, other] = fc.sample(stateOf(known, struct), { numRuns: 2, seed: seed + index });
      mutateImage(all, struct, [state!, other!], each, random, tally);
    }
  }
  return tally;
}

function mutateImage(
  { module, structs }: Compiled,
  struct: StructModel,
  inits: readonly [State, State],
  each: number,
  random: (below: number) => number,
  tally: Tally,
): void {
  const [create, save, load, decode] = (['create', 'saveOwn', 'load', 'decode'] as const).map(
    (verb) => module[named(verb, struct.name)],
  );
  const hooks = hooksOf(structs);
  const images: Uint8Array[] = inits.map((init) => save(create(init)));
  const into = create(inits[1]);
  for (let i = 0; i < each; i++) {
    // A look at all of an object takes as long as a dozen loads.
    const isWatched = i % 16 === 0;
    const before = isWatched ? snapshot(into) : '';
    const image = placed(damaged(images[i % 2]!, images[1 - (i % 2)]!, random), i % 5);
    try {
      load(image, into, hooks);
    } catch (error) {
      // By name: the modules have the runtime from a file, this one has it from the bundler.
      const { name, path, message } = error as StateError;
      if (name !== 'StateError' || !path.startsWith(struct.name)) throw error;
      tally.refused++;
      // The whole object, what is not saved included.
      if (isWatched && snapshot(into) !== before) throw new Error(`${message}: changed half`, { cause: error });
      continue;
    }
    tally.loaded++;
    // A valid object can be saved, and its image is that of an equal one.
    const again = save(into);
    if (again.length > image.length) throw new Error(`${again.length} bytes out of ${image.length}`);
    if (isWatched) expect(Buffer.compare(save(decode(again, hooks)), again)).toBe(0);
  }
}

/** One to three damages: bytes, words that look like offsets and counts, cuts, parts of another image. */
function damaged(image: Uint8Array, other: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = image.slice();
  for (let left = 1 + random(3); left > 0; left--) {
    // Most hit what is behind the header, or nothing would be seen of the rest.
    const at = random(20) === 0 ? random(bytes.length) : 16 + random(Math.max(1, bytes.length - 16));
    switch (random(7)) {
      case 0:
      case 1:
        if (at < bytes.length) bytes[at] = random(256);
        break;
      case 2:
        if (at < bytes.length) bytes[at]! ^= 1 << random(8);
        break;
      case 3: {
        const word = [0, 1, 8, 16, bytes.length, bytes.length + 1, 0x7fffffff, 0xffffffff, random(2 ** 32)][random(9)]!;
        if ((at & ~3) + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(at & ~3, word, true);
        break;
      }
      case 4: {
        const length = random(16);
        bytes.copyWithin(at, random(bytes.length), random(bytes.length) + length);
        break;
      }
      case 5:
        bytes.set(other.subarray(at, Math.min(at + random(64), bytes.length)), Math.min(at, bytes.length));
        break;
      default:
        bytes = resized(bytes, Math.max(0, bytes.length + random(33) - 16));
    }
  }
  return bytes;
}

/** The same bytes as a Buffer, at an odd offset, in shared memory. */
function placed(bytes: Uint8Array, way: number): Uint8Array {
  if (way === 0) return Buffer.from(bytes);
  if (way > 2) return bytes;
  const buffer = way === 1 ? new ArrayBuffer(bytes.length + 3) : new SharedArrayBuffer(bytes.length + 8);
  const copy = new Uint8Array(buffer, way === 1 ? 3 : 8);
  copy.set(bytes);
  return copy;
}

/** Cut, or grown by zeros; mostly with a header that says so. */
function resized(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  if (length >= 8 && length % 3 > 0) new DataView(result.buffer).setUint32(4, length, true);
  return result;
}

/** All of an object as text. */
function snapshot(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    if (typeof inner === 'number') return Object.is(inner, -0) ? '-0' : String(inner);
    return ArrayBuffer.isView(inner) ? Array.from(inner as unknown as ArrayLike<unknown>, String) : inner;
  });
}

/** Numbers below a limit, the same for the same seed: fast-check would shrink a million. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
