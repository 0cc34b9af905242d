// In: the spelling of a pp-number. Out: its value and type, or what is wrong with it.
// Rule: C11 6.4.4.1 and 6.4.4.2, with the binary numbers, digit separators and suffixes of GNU C and C23. An integer
// takes the first type of its list (table of 6.4.4.1p5) that can hold it.

import type { Target } from '../target.ts';
import type { BuiltinName } from '../parse/syntax.ts';
import { basic } from '../types/basic.ts';
import { fits } from '../types/convert.ts';
import type { BasicType } from '../types/type.ts';

export type NumberLiteral =
  | { readonly kind: 'integer'; readonly value: bigint; readonly type: BasicType }
  | { readonly kind: 'float'; readonly value: number; readonly type: BasicType }
  | { readonly kind: 'wrong'; readonly why: string };

/** Longer ones take long to convert, and fit no type. */
export const MAX_NUMBER_LENGTH = 1024;

export function numberLiteral(spelling: string, target: Target): NumberLiteral {
  if (spelling.length > MAX_NUMBER_LENGTH) return wrong(`it has more than ${MAX_NUMBER_LENGTH} characters`);
  const text = spelling.includes("'") ? spelling.replaceAll("'", '') : spelling;
  const second = text.charCodeAt(1) | 0x20;
  const prefixed = text.charCodeAt(0) === 0x30;
  if (prefixed && second === 0x78 /* x */) return hexadecimal(text, target);
  if (prefixed && second === 0x62 /* b */) return integer(text, 2, digitsEnd(text, 2, 2), 2, target);
  const end = digitsEnd(text, 0, 10);
  const next = text.charCodeAt(end);
  if (next === 0x2e /* . */ || (next | 0x20) === 0x65 /* e */) return decimalFloat(text, end);
  return integer(text, 0, end, prefixed && end > 1 ? 8 : 10, target);
}

function wrong(why: string): NumberLiteral {
  return { kind: 'wrong', why };
}

/** Past the digits of `base` from `at` on. */
function digitsEnd(text: string, at: number, base: number): number {
  let end = at;
  while (end < text.length && digitValue(text.charCodeAt(end)) < base) end++;
  return end;
}

/** The value of a digit up to 15; else 99. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61 + 10;
  return letter >= 10 && letter <= 15 ? letter : 99;
}

// ---- integers ------------------------------------------------------------------------------------------------

/** In the order of 6.4.4.1p5, with the number of `l`s that each has at least. */
const integerTypes: readonly (readonly [name: BuiltinName, unsigned: boolean, long: number])[] = [
  ['int', false, 0],
  ['unsigned int', true, 0],
  ['long', false, 1],
  ['unsigned long', true, 1],
  ['long long', false, 2],
  ['unsigned long long', true, 2],
];

function integer(text: string, start: number, end: number, base: 2 | 8 | 10 | 16, target: Target): NumberLiteral {
  if (start === end) return wrong('digits are missing');
  const digits = text.slice(start, end);
  if (base === 8 && !allOctal(digits)) return wrong('8 and 9 are no octal digits');
  const suffix = integerSuffix(text, end);
  if (suffix === null) return wrong(`a number does not end in '${text.slice(end)}'`);
  const value = bigInteger(digits, base);
  for (const [name, unsigned, long] of integerTypes) {
    if (long < suffix.long || (suffix.unsigned && !unsigned)) continue;
    // A decimal number without u is signed; what no signed type holds, gcc and clang take as the largest unsigned one.
    if (base === 10 && unsigned && !suffix.unsigned && name !== 'unsigned long long') continue;
    const type = basic(name);
    if (fits(value, type, target)) return { kind: 'integer', value, type };
  }
  return wrong('it does not fit 64 bits');
}

function allOctal(digits: string): boolean {
  for (let at = 0; at < digits.length; at++) if (digits.charCodeAt(at) > 0x37) return false;
  return true;
}

function bigInteger(digits: string, base: 2 | 8 | 10 | 16): bigint {
  if (base === 10) return BigInt(digits);
  return BigInt((base === 16 ? '0x' : base === 8 ? '0o' : '0b') + digits);
}

/** u, l, ll in any order and case. */
function integerSuffix(text: string, at: number): { readonly unsigned: boolean; readonly long: number } | null {
  switch (text.slice(at).toLowerCase()) {
    case '':
      return { unsigned: false, long: 0 };
    case 'u':
      return { unsigned: true, long: 0 };
    case 'l':
      return { unsigned: false, long: 1 };
    case 'll':
      return { unsigned: false, long: 2 };
    case 'ul':
    case 'lu':
      return { unsigned: true, long: 1 };
    case 'ull':
    case 'llu':
      return { unsigned: true, long: 2 };
    default:
      return null;
  }
}

// ---- floating constants --------------------------------------------------------------------------------------

/** digits [. digits] [e [sign] digits] [suffix], from the end of the first digits. */
function decimalFloat(text: string, integerEnd: number): NumberLiteral {
  let end = integerEnd;
  if (text.charCodeAt(end) === 0x2e) end = digitsEnd(text, end + 1, 10);
  if (end === 1 && integerEnd === 0) return wrong('digits are missing');
  const mantissa = text.slice(0, end);
  const exponent = exponentOf(text, end, 0x65);
  if (exponent === null) return wrong('the exponent has no digits');
  return floating(Number(`${mantissa}e${exponent.value}`), text.slice(exponent.end));
}

/** 0x digits [suffix], or 0x digits [. digits] p [sign] digits [suffix]. */
function hexadecimal(text: string, target: Target): NumberLiteral {
  const integerEnd = digitsEnd(text, 2, 16);
  const next = text.charCodeAt(integerEnd);
  if (next !== 0x2e && (next | 0x20) !== 0x70 /* p */) return integer(text, 2, integerEnd, 16, target);
  const end = next === 0x2e ? digitsEnd(text, integerEnd + 1, 16) : integerEnd;
  const fraction = text.slice(integerEnd + 1, end);
  const digits = text.slice(2, integerEnd) + fraction;
  if (digits === '') return wrong('digits are missing');
  const exponent = exponentOf(text, end, 0x70);
  if (exponent === null || exponent.end === end) return wrong('a hexadecimal floating constant needs an exponent: p0');
  const scale = exponent.value - 4 * fraction.length;
  return floating(scaled(BigInt(`0x${digits}`), scale), text.slice(exponent.end));
}

/** mantissa × 2^scale, rounded once: the mantissa is brought to 64 bits with a sticky last one. */
function scaled(mantissa: bigint, scale: number): number {
  const excess = mantissa.toString(2).length - 64;
  if (excess <= 0) return Number(mantissa) * 2 ** clamp(scale);
  const shifted = mantissa >> BigInt(excess);
  const sticky = shifted << BigInt(excess) === mantissa ? 0n : 1n;
  return Number(shifted | sticky) * 2 ** clamp(scale + excess);
}

function clamp(scale: number): number {
  return Math.max(-1100, Math.min(1100, scale));
}

interface Exponent {
  readonly value: number;
  readonly end: number;
}

/** The exponent behind `letter` (lower case); 0 when there is none; null when its digits are missing. */
function exponentOf(text: string, at: number, letter: number): Exponent | null {
  if ((text.charCodeAt(at) | 0x20) !== letter) return { value: 0, end: at };
  const sign = text.charCodeAt(at + 1);
  const signed = sign === 0x2b || sign === 0x2d;
  const start = signed ? at + 2 : at + 1;
  const end = digitsEnd(text, start, 10);
  if (end === start) return null;
  const value = Math.min(99_999, Number(text.slice(start, end)));
  return { value: sign === 0x2d ? -value : value, end };
}

const floatSuffixes: ReadonlyMap<string, BuiltinName> = new Map([
  ['', 'double'],
  ['f', 'float'],
  ['l', 'long double'],
  ['f16', '_Float16'],
  ['f32', '_Float32'],
  ['f64', '_Float64'],
  ['f128', '__float128'],
  ['f32x', '_Float32x'],
  ['f64x', '_Float64x'],
  ['q', '__float128'],
  ['w', '_Float64x'],
]);

/** long double and wider are kept as doubles: nothing saved has such a type. */
function floating(value: number, suffix: string): NumberLiteral {
  const name = floatSuffixes.get(suffix.toLowerCase());
  if (name === undefined) return wrong(`a number does not end in '${suffix}'`);
  const single = name === 'float' || name === '_Float32';
  return { kind: 'float', value: single ? Math.fround(value) : value, type: basic(name) };
}
