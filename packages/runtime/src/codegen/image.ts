// The image's header. In: a struct's size and fingerprint. Out: an error for what is no image of it.
// Rule: docs/image-format.md: u32 magic, u32 total length, the fingerprint's low and high u32; all must match exactly.
// Small images are read byte by byte: quicker than a copy into aligned memory, at any offset, in any byte order.

import { StateError } from '../state-error.ts';
import { createMemory, isLittle, type Memory, reading, SCRATCH } from './memory.ts';

/** "QIDL". */
export const MAGIC = 0x4c444951;

/** Four bytes of an image, as a signed integer. */
export const word: (image: Uint8Array, at: number) => number = (image, at) =>
  image[at]! | (image[at + 1]! << 8) | (image[at + 2]! << 16) | (image[at + 3]! << 24);

/** Room for as many integers of eight bytes as an image may have that is read byte by byte. */
const room: ArrayBuffer = /*#__PURE__*/ new ArrayBuffer(48);
export const longs: BigUint64Array = /*#__PURE__*/ new BigUint64Array(room);
const halves: Uint32Array = /*#__PURE__*/ new Uint32Array(room);

/**
 * Eight bytes of an image, into `longs[half / 2]`. A machine reads a whole that it has just written in halves slowly:
 * these are written before the image is checked, and read afterwards.
 */
export function stage(image: Uint8Array, at: number, half: number): void {
  halves[half + 1 - isLittle] = word(image, at);
  halves[half + isLittle] = word(image, at + 4);
}

/** `low` and `high`: signed, as `word` gives them. */
export function checkImage(image: Uint8Array, name: string, size: number, low: number, high: number): void {
  const { length } = image;
  // What has a header that fits its length is an image: then it is of another schema.
  const isNone = (word(image, 0) ^ MAGIC) | (word(image, 4) ^ length);
  if (isNone | (length ^ size) | (word(image, 8) ^ low) | (word(image, 12) ^ high)) {
    throw new StateError(
      name,
      `an image of ${size} bytes`,
      `${length} other bytes`,
      isNone ? undefined : 'this image is from another schema; keep durable states with writeSnapshot',
    );
  }
}

// ---- memory for saves into a target, and for loads -----------------------------------------------------------

/** Memory that a type keeps for its next image, with the header in place. */
export function imageMemory(size: number, low: number, high: number): Memory {
  const m = createMemory(size, reading);
  m.end = SCRATCH;
  m.u32[0] = MAGIC;
  m.u32[1] = size;
  m.u32[2] = low;
  m.u32[3] = high;
  return m;
}

/** Before a save into `target`. */
export function checkRoom(target: Uint8Array, offset: number, size: number, name: string): void {
  if (offset % 8 !== 0 || !(offset >= 0 && offset + size <= target.length)) {
    throw new StateError(
      name,
      `room for ${size} bytes at a multiple of 8`,
      `offset ${offset} in ${target.length} bytes`,
    );
  }
}

/** A copy of an image that is the caller's alone. */
export function copyOf(image: Uint8Array): Memory {
  const m = createMemory(image.length, reading);
  m.u8.set(image);
  return m;
}

/** A large image read where it is, without a copy; null when it is not aligned, or shared with other threads. */
export function memoryOver({ buffer, byteOffset }: Uint8Array): Memory | null {
  if (!isLittle || byteOffset % 8 !== 0 || !(buffer instanceof ArrayBuffer)) return null;
  const bytes = buffer.byteLength;
  return {
    buffer,
    u8: new Uint8Array(buffer),
    u16: new Uint16Array(buffer, 0, Math.floor(bytes / 2)),
    u32: new Uint32Array(buffer, 0, Math.floor(bytes / 4)),
    u64: new BigUint64Array(buffer, 0, Math.floor(bytes / 8)),
    at: 0,
    end: SCRATCH,
  };
}
