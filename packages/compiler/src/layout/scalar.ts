// In: a basic type, an enum's enumerators, a vector, an _Atomic type, and a target. Out: size and alignment.
// Rule: the fundamental types' tables of each processor's ABI supplement. Types that gcc and clang do not both know
// for a target, or do not lay out alike, have none.

import type { Target } from '../target.ts';
import type { BuiltinName } from '../parse/syntax.ts';
import { integerSize, isIntegerName } from '../types/basic.ts';
import type { BasicType } from '../types/type.ts';
import type { SizeAlign } from './layout.ts';

/** Size and alignment inside records; null when the target has no such type. */
export function layoutBasic(type: BasicType, target: Target): SizeAlign | null {
  const real = layoutReal(type, target);
  if (real === null || !type.complex) return real;
  return { size: 2 * real.size, align: real.align };
}

function layoutReal(type: BasicType, target: Target): SizeAlign | null {
  if (isIntegerName(type.name)) {
    const size = integerSize(type, target);
    if (size === 16) return target.alignInt128 === 0 ? null : { size, align: target.alignInt128 };
    return { size, align: size === 8 ? target.alignLongLong : size };
  }
  switch (type.name) {
    case 'float':
    case '_Float32':
      return { size: 4, align: 4 };
    case 'double':
    case '_Float64':
    case '_Float32x':
      return { size: 8, align: target.alignDouble };
    case 'long double':
      return target.longDouble;
    case '_Float64x':
      return isX86(target) || binary128.has(target.name) ? target.longDouble : null;
    case '__float128':
      return isX86(target) ? { size: 16, align: 16 } : binary128.has(target.name) ? target.longDouble : null;
    case '_Float16':
      return halfFloats.has(target.name) ? { size: 2, align: 2 } : null;
    case '_Decimal32':
    case '_Decimal64':
    case '_Decimal128':
      return isX86(target) ? decimal(type.name) : null;
    case '__builtin_va_list':
      return target.vaList;
    default:
      return null;
  }
}

/** Targets whose long double is IEEE's 128-bit format, and gcc has `_Float128` for. */
const binary128: ReadonlySet<string> = new Set(['aarch64', 'riscv64', 's390x']);
const halfFloats: ReadonlySet<string> = new Set(['x86_64', 'i386', 'aarch64', 'arm', 'riscv64']);

function isX86(target: Target): boolean {
  return target.name === 'x86_64' || target.name === 'i386';
}

function decimal(name: BuiltinName): SizeAlign {
  const size = name === '_Decimal32' ? 4 : name === '_Decimal64' ? 8 : 16;
  return { size, align: size };
}

/**
 * A vector has the alignment of its size, up to 16 bytes; larger ones, and those that a target has no registers for,
 * gcc and clang align differently.
 */
export function layoutVector(bytes: number, target: Target): SizeAlign | null {
  const agreed = bytes <= 16 && bytes <= target.maxAlign && isPowerOfTwo(bytes);
  return agreed && !(bytes === 8 && target.name === 'i386') ? { size: bytes, align: bytes } : null;
}

/**
 * `_Atomic`: aligned to its size where that is a power of two up to `maxAtomic`, unchanged beyond. Sizes between them
 * clang rounds up, and gcc does not; 16 bytes gcc aligns on every target.
 */
export function layoutAtomic(plain: SizeAlign, target: Target): SizeAlign | null {
  const { size, align } = plain;
  const isDisputed = size > target.maxAtomic ? size === 16 && align < 16 : !isPowerOfTwo(size);
  if (isDisputed && target.hasGcc) return null;
  if (size > target.maxAtomic) return plain;
  const rounded = 2 ** Math.ceil(Math.log2(Math.max(1, size)));
  return { size: rounded, align: Math.max(align, rounded) };
}

function isPowerOfTwo(n: number): boolean {
  return n > 0 && (n & (n - 1)) === 0;
}
