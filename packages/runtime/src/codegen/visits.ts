// What visit functions check that a visitor cannot. Failures are the visitor's: it knows the path.

import { describe } from '../keyed-form.ts';
import type { Visitor } from '../visitor.ts';

/** A bit-field's value, if its width holds it. */
export function narrow(v: Visitor, name: string | null, value: number, width: number, signed: boolean): number {
  const shift = 32 - width;
  if ((signed ? (value << shift) >> shift : (value << shift) >>> shift) === value) return value;
  return v.fail(name, `${signed ? 'a signed' : 'an unsigned'} integer of ${width} bits`, describe(value));
}

export function narrowBig(v: Visitor, name: string | null, value: bigint, width: number, signed: boolean): bigint {
  if ((signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value)) === value) return value;
  return v.fail(name, `${signed ? 'a signed' : 'an unsigned'} integer of ${width} bits`, describe(value));
}

/** The count of a counted array. */
export function countedBy(v: Visitor, name: string | null, count: number, capacity: number): number {
  return count >= 0 && count <= capacity ? count : v.fail(name, `0 to ${capacity} elements`, describe(count));
}

/** The count of an allocated array; `length` is how many elements it has, or -1 before they are read. */
export function allocatedBy(v: Visitor, name: string | null, size: number, length: number): number {
  if (size >= 0 && (length < 0 || length === size)) return size;
  return v.fail(
    name,
    `${size < 0 ? 'a count of 0 or more' : `${size} elements`}`,
    describe(length < 0 ? size : length),
  );
}

/** Enters a union that is read: the case must be the one its tag selects. */
export function selectedBy(v: Visitor, name: string | null, selected: string | null, cases: readonly string[]): string {
  if (selected === null) v.fail(name, 'a tag that selects a case', 'another');
  const found = v.startUnion(name, selected, cases);
  // The visitor is within the union by now.
  return found === selected ? found : v.fail(null, `the case ${selected}`, describe(found));
}

/** Enters a union that is written. */
export function heldBy(
  v: Visitor,
  name: string | null,
  selected: string | null,
  held: string,
  cases: readonly string[],
): string {
  if (selected === held) return v.startUnion(name, held, cases);
  return v.fail(name, selected === null ? 'a tag that selects a case' : `the case ${selected}`, describe(held));
}
