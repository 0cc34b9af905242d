// In: an enum. Out: the integer type it is compatible with (C11 6.7.2.2p4, implementation-defined).
// Rule, gcc's and clang's: unsigned int, or int when an enumerator is negative; the next wider type that holds all
// values when those do not; the narrowest one under `packed` and -fshort-enums; C23's fixed type when there is one; the
// one that a mode asks for.

import type { Target } from '../target.ts';
import { basic, isInteger } from '../types/basic.ts';
import { fits } from '../types/convert.ts';
import { unqualified } from '../types/derive.ts';
import type { BasicType, EnumType } from '../types/type.ts';

export function integerOfEnum(type: EnumType, target: Target): BasicType {
  if (type.mode !== null) return type.mode;
  if (type.underlying !== null) {
    const fixed = unqualified(type.underlying);
    if (isInteger(fixed)) return fixed;
  }
  let least = 0n;
  let most = 0n;
  for (const { value } of type.enumerators) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const short = type.packed || target.shortEnums;
  for (const candidate of least < 0n ? signed : unsigned) {
    if (!short && candidate.narrow) continue;
    if (fits(least, candidate.type, target) && fits(most, candidate.type, target)) return candidate.type;
  }
  return basic(least < 0n ? 'long long' : 'unsigned long long');
}

/** In order of size: `long` is passed over where it is no wider than int, since int was tried before. */
const signed = [
  { type: basic('signed char'), narrow: true },
  { type: basic('short'), narrow: true },
  { type: basic('int'), narrow: false },
  { type: basic('long'), narrow: false },
  { type: basic('long long'), narrow: false },
] as const;

const unsigned = [
  { type: basic('unsigned char'), narrow: true },
  { type: basic('unsigned short'), narrow: true },
  { type: basic('unsigned int'), narrow: false },
  { type: basic('unsigned long'), narrow: false },
  { type: basic('unsigned long long'), narrow: false },
] as const;
