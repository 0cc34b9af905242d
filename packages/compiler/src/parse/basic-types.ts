// In: the set of basic type words of a declaration (BASIC_… bits of words.ts). Out: the type they name together.
// Rule: C11 6.7.2 p2, and gcc's __int128.

import type { BuiltinName } from './syntax.ts';
import {
  BASIC_BOOL,
  BASIC_CHAR,
  BASIC_DOUBLE,
  BASIC_FLOAT,
  BASIC_INT,
  BASIC_INT128,
  BASIC_LONG,
  BASIC_LONG_LONG,
  BASIC_SHORT,
  BASIC_SIGNED,
  BASIC_UNSIGNED,
  BASIC_VOID,
} from './words.ts';

const names = new Map<number, BuiltinName>([
  [BASIC_VOID, 'void'],
  [BASIC_BOOL, 'bool'],
  [BASIC_CHAR, 'char'],
  [BASIC_CHAR | BASIC_SIGNED, 'signed char'],
  [BASIC_CHAR | BASIC_UNSIGNED, 'unsigned char'],
  [BASIC_FLOAT, 'float'],
  [BASIC_DOUBLE, 'double'],
  [BASIC_LONG | BASIC_DOUBLE, 'long double'],
]);

const LONG_LONG = BASIC_LONG | BASIC_LONG_LONG;
addInteger(0, 'int', 'unsigned int');
addInteger(BASIC_SHORT, 'short', 'unsigned short');
addInteger(BASIC_LONG, 'long', 'unsigned long');
addInteger(LONG_LONG, 'long long', 'unsigned long long');
names.set(BASIC_INT128, '__int128');
names.set(BASIC_INT128 | BASIC_SIGNED, '__int128');
names.set(BASIC_INT128 | BASIC_UNSIGNED, 'unsigned __int128');

/** `int` and `signed` may be said or not. */
function addInteger(bits: number, signed: BuiltinName, unsigned: BuiltinName): void {
  for (const int of [0, BASIC_INT]) {
    if (bits + int !== 0) names.set(bits | int, signed);
    names.set(bits | int | BASIC_SIGNED, signed);
    names.set(bits | int | BASIC_UNSIGNED, unsigned);
  }
}

/** Adds a word to the set; -1 if it is in there already. */
export function addBasic(set: number, bit: number): number {
  if ((set & bit) === 0) return set | bit;
  return bit === BASIC_LONG && (set & BASIC_LONG_LONG) === 0 ? set | BASIC_LONG_LONG : -1;
}

export function basicName(set: number): BuiltinName | undefined {
  return names.get(set);
}

/** Whether `_Complex` may go with the words: floating types, and as GNU's extension integers; alone it means double. */
export function complexBase(set: number): BuiltinName | undefined {
  if (set === 0) return 'double';
  return (set & (BASIC_VOID | BASIC_BOOL)) === 0 ? names.get(set) : undefined;
}
