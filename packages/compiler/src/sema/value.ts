// What a constant expression's parts evaluate to, and C's conversions between them (C11 6.3).
// Rule: integers are exact bigints within their type's range; pointers are addresses, most of them counted from null.

import type { Layouts } from '../layout/layout.ts';
import { integerOfEnum } from '../layout/enum.ts';
import type { Target } from '../target.ts';
import { basic, integerSize, isFloat, isInteger, isSigned } from '../types/basic.ts';
import { integerRange, wrap } from '../types/convert.ts';
import { unqualified } from '../types/derive.ts';
import type { BasicType, CType } from '../types/type.ts';

export interface IntegerValue {
  readonly kind: 'integer';
  readonly value: bigint;
  /** An integer type or an enum. */
  readonly type: CType;
}
export interface FloatValue {
  readonly kind: 'float';
  readonly value: number;
  readonly type: CType;
}
export interface PointerValue {
  readonly kind: 'pointer';
  readonly address: bigint;
  readonly type: CType;
}
/** A string literal; as a pointer it is not null. */
export interface StringValue {
  readonly kind: 'string';
  readonly units: readonly number[];
  /** Of one character. */
  readonly element: BasicType;
}

export type Value = IntegerValue | FloatValue | PointerValue | StringValue;

export function integer(value: bigint, type: CType): IntegerValue {
  return { kind: 'integer', value, type };
}

/** int 0 or 1, as comparisons and `!` give. */
export function truth(condition: boolean): IntegerValue {
  return condition ? one : zero;
}

const zero: IntegerValue = integer(0n, basic('int'));
const one: IntegerValue = integer(1n, basic('int'));

/** The integer or real floating type that arithmetic uses for the type; null when C computes with no such thing. */
export function arithmeticType(type: CType, target: Target): BasicType | null {
  const bare = unqualified(type);
  if (bare.kind === 'enum') return bare.complete || bare.underlying !== null ? integerOfEnum(bare, target) : null;
  return bare.kind === 'basic' && (isInteger(bare) || isFloat(bare)) ? bare : null;
}

/** As the controlling expression of if: C11 6.8.4.1. */
export function isTrue(value: Value): boolean {
  switch (value.kind) {
    case 'integer':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'pointer':
      return value.address !== 0n;
    case 'string':
      return true;
  }
}

/** Conversion to an arithmetic type: 6.3.1. null for strings, whose address is unknown, and NaN as an integer. */
export function toArithmetic(value: Value, type: BasicType, target: Target): IntegerValue | FloatValue | null {
  if (type.name === 'bool') return integer(isTrue(value) ? 1n : 0n, type);
  if (isFloat(type)) {
    const real = value.kind === 'integer' ? Number(value.value) : value.kind === 'float' ? value.value : null;
    return real === null ? null : { kind: 'float', value: rounded(real, type), type };
  }
  switch (value.kind) {
    case 'integer':
      return integer(wrap(value.value, type, target), type);
    case 'float':
      return Number.isNaN(value.value) ? null : integer(saturated(value.value, type, target), type);
    case 'pointer':
      return integer(wrap(value.address, type, target), type);
    case 'string':
      return null;
  }
}

/** 6.3.1.4: the fraction is dropped; what is out of range, which is undefined, becomes the nearest value as gcc has it. */
function saturated(value: number, type: BasicType, target: Target): bigint {
  const [least, most] = integerRange(integerSize(type, target) * 8, isSigned(type, target));
  if (value >= Number(most)) return most;
  return value <= Number(least) ? least : BigInt(Math.trunc(value));
}

/** To the precision of float; wider types are all kept as doubles. */
function rounded(value: number, type: BasicType): number {
  return type.name === 'float' || type.name === '_Float32' ? Math.fround(value) : value;
}

/** Conversion by a cast or a return: 6.5.4. null when the result is no constant. */
export function converted(value: Value, type: CType, target: Target): Value | null {
  const bare = unqualified(type);
  if (bare.kind === 'pointer') {
    if (value.kind === 'string') return value;
    if (value.kind === 'float') return null;
    const address = value.kind === 'pointer' ? value.address : BigInt.asUintN(target.pointer * 8, value.value);
    return { kind: 'pointer', address, type };
  }
  const arithmetic = arithmeticType(bare, target);
  if (arithmetic === null) return null;
  const result = toArithmetic(value, arithmetic, target);
  return result?.kind === 'integer' && bare.kind === 'enum' ? integer(result.value, bare) : result;
}

/** The bytes a pointer moves by when 1 is added to it; void and functions count as one byte (GNU). */
export function strideOf(type: CType, layouts: Layouts): number | null {
  const pointer = unqualified(type);
  if (pointer.kind !== 'pointer') return null;
  return objectSize(pointer.to, layouts);
}

/** sizeof; GNU's 1 for void and functions; null when the type has no layout or, an array, no length. */
export function objectSize(type: CType, layouts: Layouts): number | null {
  const bare = unqualified(type);
  if (bare.kind === 'function' || bare === basic('void')) return 1;
  if (bare.kind === 'array' && bare.count === null) return null;
  return layouts.sizeOf(type)?.size ?? null;
}
