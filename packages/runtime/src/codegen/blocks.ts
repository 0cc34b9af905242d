// Arrays of numbers into the image. In: the image's array of a width and an index in it, or a block of its own.
// Rule: an array has the length that its C array has. A function per width: each sees few classes of arrays, and is
// inlined; what is large goes as a block.

import type { NumberArray } from '../visitor.ts';
import { wrongLength } from './checks.ts';
import { native } from './memory.ts';

/** Numbers of any of the widths' arrays. */
interface Items<E> {
  readonly length: number;
  readonly [index: number]: E;
}

/** Bytes from which TypedArray.set is faster than a loop. */
const BLOCK_BYTES = 64;

export function putU8(u8: Uint8Array, at: number, count: number, array: Items<number>, path: string): void {
  if (array.length !== count) throw wrongLength(path, count, array.length);
  if (count >= BLOCK_BYTES) u8.set(array, at);
  else for (let i = 0; i < count; i++) u8[at + i] = array[i]!;
}

export function putU16(u16: Uint16Array, at: number, count: number, array: Items<number>, path: string): void {
  if (array.length !== count) throw wrongLength(path, count, array.length);
  for (let i = 0; i < count; i++) u16[at + i] = array[i]!;
}

export function putU32(u32: Uint32Array, at: number, count: number, array: Items<number>, path: string): void {
  if (array.length !== count) throw wrongLength(path, count, array.length);
  for (let i = 0; i < count; i++) u32[at + i] = array[i]!;
}

export function putU64(u64: BigUint64Array, at: number, count: number, array: Items<bigint>, path: string): void {
  if (array.length !== count) throw wrongLength(path, count, array.length);
  for (let i = 0; i < count; i++) u64[at + i] = array[i]!;
}

export function putF32(f32: Float32Array, at: number, count: number, array: Items<number>, path: string): void {
  if (array.length !== count) throw wrongLength(path, count, array.length);
  for (let i = 0; i < count; i++) f32[at + i] = array[i]!;
}

export function putF64(f64: Float64Array, at: number, count: number, array: Items<number>, path: string): void {
  if (array.length !== count) throw wrongLength(path, count, array.length);
  for (let i = 0; i < count; i++) f64[at + i] = array[i]!;
}

/** `block`: a view of where they go. */
export function putBlock(block: NumberArray, array: Items<number | bigint>, path: string): void {
  if (array.length !== block.length) throw wrongLength(path, block.length, array.length);
  block.set(array as never);
  native(block);
}
