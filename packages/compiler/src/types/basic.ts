// Out: C's basic types as shared objects, and what 6.2.5 says of each: integer or floating, its rank and sign.
// Rule: equal basic types are the same object, so identity tests them. Ranks order the integers as C11 6.3.1.1 does.

import type { Target } from '../target.ts';
import type { BuiltinName } from '../parse/syntax.ts';
import type { BasicType, CType } from './type.ts';

interface Integer {
  readonly rank: number;
  /** null: plain char, which the target decides. */
  readonly signed: boolean | null;
  /** Bytes; null: the target's `long`. */
  readonly size: number | null;
}

const integers: ReadonlyMap<BuiltinName, Integer> = new Map([
  ['bool', { rank: 0, signed: false, size: 1 }],
  ['char', { rank: 1, signed: null, size: 1 }],
  ['signed char', { rank: 1, signed: true, size: 1 }],
  ['unsigned char', { rank: 1, signed: false, size: 1 }],
  ['short', { rank: 2, signed: true, size: 2 }],
  ['unsigned short', { rank: 2, signed: false, size: 2 }],
  ['int', { rank: 3, signed: true, size: 4 }],
  ['unsigned int', { rank: 3, signed: false, size: 4 }],
  ['long', { rank: 4, signed: true, size: null }],
  ['unsigned long', { rank: 4, signed: false, size: null }],
  ['long long', { rank: 5, signed: true, size: 8 }],
  ['unsigned long long', { rank: 5, signed: false, size: 8 }],
  ['__int128', { rank: 6, signed: true, size: 16 }],
  ['unsigned __int128', { rank: 6, signed: false, size: 16 }],
]);

/** Floating types in order of rank (C11 6.2.5p10). */
const floats: readonly BuiltinName[] = [
  '_Float16',
  '__bf16',
  '_Float32',
  'float',
  '_Float32x',
  '_Float64',
  'double',
  '_Float64x',
  'long double',
  '__float128',
];

const decimals: readonly BuiltinName[] = ['_Decimal32', '_Decimal64', '_Decimal128'];

const shared = new Map<string, BasicType>();
for (const name of [
  ...integers.keys(),
  ...floats,
  ...decimals,
  'void',
  '__builtin_va_list',
  '__auto_type',
] as BuiltinName[]) {
  shared.set(name, { kind: 'basic', name, complex: false, width: 0, index: shared.size });
}

/** The basic type of that name. */
export function basic(name: BuiltinName): BasicType {
  return shared.get(name) as BasicType;
}

export function complexOf(name: BuiltinName): BasicType {
  return interned(`_Complex ${name}`, { kind: 'basic', name, complex: true, width: 0, index: shared.size });
}

/** `_BitInt(width)`. */
export function bitInt(width: number): BasicType {
  return { kind: 'basic', name: '_BitInt', complex: false, width, index: -1 };
}

function interned(key: string, type: BasicType): BasicType {
  const known = shared.get(key);
  if (known) return known;
  shared.set(key, type);
  return type;
}

/** bool, char, the standard integers and `__int128`; not enums, not `_BitInt`. */
export function isInteger(type: CType): type is BasicType {
  return type.kind === 'basic' && !type.complex && integers.has(type.name);
}

/** The same for a name: also of the parts of a complex type. */
export function isIntegerName(name: BuiltinName): boolean {
  return integers.has(name);
}

/** Real binary floating types. */
export function isFloat(type: CType): type is BasicType {
  return type.kind === 'basic' && !type.complex && floats.includes(type.name);
}

export function isVoid(type: CType): boolean {
  return type.kind === 'basic' && type.name === 'void';
}

/** 6.3.1.1; only for types isInteger holds of. */
export function integerRank(type: BasicType): number {
  return integers.get(type.name)!.rank;
}

export function isSigned(type: BasicType, target: Target): boolean {
  return integers.get(type.name)!.signed ?? target.charSigned;
}

/** Bytes; only for types isInteger holds of. */
export function integerSize(type: BasicType, target: Target): number {
  return integers.get(type.name)!.size ?? target.long;
}

/** The unsigned type of the same rank. */
export function unsignedOf(type: BasicType): BasicType {
  const { rank } = integers.get(type.name)!;
  for (const [name, integer] of integers) if (integer.rank === rank && integer.signed === false) return basic(name);
  return type;
}

/** Position among the floating types: the wider one wins in the usual arithmetic conversions. */
export function floatRank(type: BasicType): number {
  return floats.indexOf(type.name);
}
