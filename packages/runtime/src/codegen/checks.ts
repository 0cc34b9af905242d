// What image code throws, and its checks of single values. Paths are relative to the struct at hand: `.fifo.data[3]`;
// `within` puts what is before them in front, from the inside out, so that a save that succeeds builds no paths.

import { StateError } from '../state-error.ts';
import { describe } from '../keyed-form.ts';
import type { Memory } from './memory.ts';

/** An error of a part, as an error of the whole. */
export function within(error: unknown, path: string): unknown {
  return error instanceof StateError ? new StateError(path + error.path, error.expected, error.found) : error;
}

export function wrongLength(path: string, expected: number, found: number): StateError {
  return new StateError(path, `${expected} elements`, `${found}`);
}

export function checkBool(value: number, path: string): void {
  if (value > 1) throw new StateError(path, '0 or 1', `${value}`);
}

/** The count of a counted array, if it is one. */
export function counted(count: number, capacity: number, path: string): number {
  if (count >= 0 && count <= capacity) return count;
  throw new StateError(path, `0 to ${capacity} elements`, `${count}`);
}

/** The count of an allocated array must be what its size says. */
export function holdsCount(size: number, count: number, path: string): void {
  if (size !== count) throw wrongLength(path, size, count);
}

/** The case a union's tag selects, if that is the one it has. */
export function holdsCase(selected: string | null, found: string | undefined, path: string): string {
  if (selected !== null && selected === found) return selected;
  throw new StateError(path, selected === null ? 'a tag that selects a case' : `the case ${selected}`, describe(found));
}

/** The case that a tag in C memory selects, if there is one. */
export function selectsCase(selected: string | null, tag: number | bigint | boolean, path: string): string {
  if (selected !== null) return selected;
  throw new StateError(path, 'a tag that selects a case', describe(tag));
}

/** A bit-field's value, if its width holds it. */
export function fit(value: number, width: number, signed: boolean, path: string): number {
  const shift = 32 - width;
  if ((signed ? (value << shift) >> shift : (value << shift) >>> shift) === value) return value;
  throw new StateError(path, `${signed ? 'a signed' : 'an unsigned'} integer of ${width} bits`, describe(value));
}

export function fitBig(value: bigint, width: number, signed: boolean, path: string): bigint {
  if ((signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value)) === value) return value;
  throw new StateError(path, `${signed ? 'a signed' : 'an unsigned'} integer of ${width} bits`, describe(value));
}

/** What is not in use is zero, so that equal states are equal bytes. */
export function blank({ u8 }: Memory, from: number, to: number, path: string): void {
  for (let at = from; at < to; at++) {
    if (u8[at] !== 0) throw new StateError(path, 'zeros where nothing is', `${u8[at]}`);
  }
}
