// In: the types of operands. Out: the type C computes in.
// Rule: integer promotions (C11 6.3.1.1p2) and the usual arithmetic conversions (6.3.1.8), for a target's widths.
// Enums are given as the integer type they are compatible with (layout/enum.ts).

import type { Target } from '../target.ts';
import type { BasicType } from './type.ts';
import { basic, floatRank, integerRank, integerSize, isFloat, isSigned, unsignedOf } from './basic.ts';

/** 6.3.1.1p2: everything narrower than int becomes int, which holds all its values. */
export function promoted(type: BasicType): BasicType {
  return integerRank(type) < integerRank(basic('int')) ? basic('int') : type;
}

/** 6.3.1.1p2 for a bit-field: int when it holds the field's values, else the field's own type. */
export function promotedBitField(type: BasicType, width: number, target: Target): BasicType {
  const valueBits = isSigned(type, target) ? width - 1 : width;
  return valueBits < 32 ? basic('int') : promoted(type);
}

/** 6.3.1.8, for integer and real floating types. */
export function commonType(a: BasicType, b: BasicType, target: Target): BasicType {
  if (isFloat(a) || isFloat(b)) {
    if (!isFloat(a)) return b;
    if (!isFloat(b)) return a;
    return floatRank(a) >= floatRank(b) ? a : b;
  }
  const left = promoted(a);
  const right = promoted(b);
  if (left === right) return left;
  const higher = integerRank(left) >= integerRank(right) ? left : right;
  if (isSigned(left, target) === isSigned(right, target)) return higher;
  const [unsigned, signed] = isSigned(left, target) ? [right, left] : [left, right];
  if (integerRank(unsigned) >= integerRank(signed)) return unsigned;
  return integerSize(signed, target) > integerSize(unsigned, target) ? signed : unsignedOf(signed);
}

/** An integer as an object of `bytes` holds it: reduced modulo 2^n, then read with or without sign (6.3.1.3). */
export function wrap(value: bigint, type: BasicType, target: Target): bigint {
  if (type.name === 'bool') return value === 0n ? 0n : 1n;
  const bits = integerSize(type, target) * 8;
  return isSigned(type, target) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Whether an object of the type can hold the value. */
export function fits(value: bigint, type: BasicType, target: Target): boolean {
  return wrap(value, type, target) === value;
}

/** The least and the most that an integer of so many bits can be. */
export function integerRange(bits: number, signed: boolean): readonly [least: bigint, most: bigint] {
  const most = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  return [signed ? -most - 1n : 0n, most];
}
