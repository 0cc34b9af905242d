// The keyed form: what the values of a state look like in objects and in JSON (kinds.md, column JSON).
// In: a value of a field, or what was found in its place. Out: the value of the other side, or undefined when it is none.
// Rule: whatever one side writes the other reads back as the same value; what cannot be read back is not written.

import { parseInteger64 } from './decimal.ts';
import { hexText } from './hex.ts';
import type { EnumInfo, NumberArray, NumberArrayKind, StructInfo, Visitor } from './visitor.ts';

/** A value in keyed form: what toObject gives and JSON.parse of toJson's text would. */
export type Keyed = string | number | boolean | null | Keyed[] | { [key: string]: Keyed };

/** Characters of a foreign value that an error message shows. */
export const FOUND_LENGTH_LIMIT = 40;
/** Digits of the longest integer, 2^128, with its sign: longer texts are refused before any arithmetic. */
export const INTEGER_LENGTH_LIMIT = 40;

/** What was found, for people: `"abc"`, `300`, `an array of 3 elements`. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') {
    const shown = value.length > FOUND_LENGTH_LIMIT ? `${value.slice(0, FOUND_LENGTH_LIMIT)}…` : value;
    return JSON.stringify(shown);
  }
  if (Array.isArray(value)) return countOf(value.length, 'element', 'an array of ');
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** `1 element`, `3 elements`. */
export function countOf(count: number, noun: string, before: string = ''): string {
  return `${before}${count} ${noun}${count === 1 ? '' : 's'}`;
}

// ---- objects ------------------------------------------------------------------------------------------------

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

export function countKeys(object: object): number {
  let count = 0;
  for (const _key in object) count++;
  return count;
}

// ---- integers ------------------------------------------------------------------------------------------------

/** `an integer from 0 to 255`. */
export function integerOf(bits: number, signed: boolean): string {
  const [least, most] = integerRange(bits, signed);
  return `an integer from ${least} to ${most}`;
}

export function integerRange(bits: number, signed: boolean): readonly [least: bigint, most: bigint] {
  const size = 1n << BigInt(signed ? bits - 1 : bits);
  return signed ? [-size, size - 1n] : [0n, size - 1n];
}

/** The integer of 64 or 128 bits that `value` means: decimal text, a number without a fraction that is exact, a bigint. */
export function toBigint(value: unknown, bits: number, signed: boolean): bigint | undefined {
  if (typeof value === 'string' && bits === 64) return parseInteger64(value, signed);
  let integer: bigint;
  if (typeof value === 'bigint') integer = value;
  else if (typeof value === 'number' && Number.isSafeInteger(value)) integer = BigInt(value);
  else if (typeof value === 'string' && isDecimal(value)) integer = BigInt(value);
  else return undefined;
  return fits(integer, bits, signed) ? integer : undefined;
}

export function fits(integer: bigint, bits: number, signed: boolean): boolean {
  return (signed ? BigInt.asIntN(bits, integer) : BigInt.asUintN(bits, integer)) === integer;
}

/** JSON's own integers, as text: `-?(0|[1-9][0-9]*)`. */
function isDecimal(text: string): boolean {
  return text.length <= INTEGER_LENGTH_LIMIT && /^-?(?:0|[1-9][0-9]*)$/.test(text);
}

// ---- floats --------------------------------------------------------------------------------------------------

export function fromFloat(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

export const FLOAT_EXPECTED = 'a number, "NaN", "Infinity" or "-Infinity"';

export function toFloat(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  return undefined;
}

/** The nearest float of 32 bits; finite numbers that are too large for one have none. */
export function toFloat32(value: unknown): number | undefined {
  const wide = toFloat(value);
  if (wide === undefined) return undefined;
  const narrow = Math.fround(wide);
  return Number.isFinite(wide) && !Number.isFinite(narrow) ? undefined : narrow;
}

// ---- enums ---------------------------------------------------------------------------------------------------

export function fromEnum(value: number, info: EnumInfo): number | string {
  return info.nameOf.get(value) ?? value;
}

/** The keyed form of a value that may be wrong; undefined if it is. */
export function enumKeyed(value: unknown, info: EnumInfo): number | string | undefined {
  return typeof value === 'number' && toEnum(value, info) !== undefined ? fromEnum(value, info) : undefined;
}

export function toEnum(value: unknown, info: EnumInfo): number | undefined {
  if (typeof value === 'string') return info.valueOf.get(value);
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return fits(BigInt(value), info.bits, info.signed) ? value + 0 : undefined;
}

export function enumExpected(info: EnumInfo, found: unknown): string {
  const number = integerOf(info.bits, info.signed);
  const near = typeof found === 'string' ? nearest(found, info.valueOf.keys()) : null;
  return `a name of enum ${info.name}${near === null ? '' : ` (did you mean ${near}?)`} or ${number}`;
}

// ---- text ----------------------------------------------------------------------------------------------------

export function textExpected(capacity: number): string {
  return capacity < 0
    ? 'well-formed text or null'
    : `well-formed text of at most ${capacity - 1} bytes of UTF-8, without NUL`;
}

/** Whether `value` is what a `char s[capacity]` (-1: a `char *`) can hold, and nothing is lost on the way. */
export function isText(value: unknown, capacity: number): value is string | null {
  if (typeof value !== 'string') return value === null && capacity < 0;
  if (capacity >= 0 && value.length >= capacity) return false;
  const bytes = utf8Length(value, capacity >= 0);
  return bytes >= 0 && (capacity < 0 || bytes < capacity);
}

/** Bytes of a text in UTF-8; -1 for a lone surrogate, or a NUL that may not be. */
export function utf8Length(text: string, refuseNul: boolean): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (unit === 0 && refuseNul) return -1;
    } else if (unit < 0x800) bytes++;
    else if (unit < 0xd800 || unit > 0xdfff) bytes += 2;
    else {
      if (unit > 0xdbff || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) return -1;
      bytes += 2;
      i++;
    }
  }
  return bytes;
}

// ---- blocks of numbers ---------------------------------------------------------------------------------------

/** What the typed arrays of this realm are. */
const TypedArray = /*#__PURE__*/ Object.getPrototypeOf(Uint8Array) as abstract new () => NumberArray;

export function isBlock(value: unknown): boolean {
  return value instanceof TypedArray;
}

/** A block to be written, as one of this realm; fails if it is none, or has less than `count` elements. */
export function blockOf<A extends NumberArray>(v: Visitor, name: string | null, array: A, count: number): A {
  const block = ofThisRealm(array) ?? v.fail(name, 'a typed array', describe(array));
  if (block.length < count) v.fail(name, `${count} elements`, `${block.length}`);
  return block;
}

/** Of an array of another realm, one over the same memory. undefined for what is no typed array. */
function ofThisRealm<A extends NumberArray>(array: A): A | undefined {
  if (isBlock(array)) return array;
  if (!ArrayBuffer.isView(array)) return undefined;
  const { buffer, byteOffset, length, [Symbol.toStringTag]: name } = array as NumberArray;
  const kinds = globalThis as unknown as Readonly<Record<string, NumberArrayKind<A> | undefined>>;
  const kind = kinds[name];
  return kind && new kind(buffer as ArrayBuffer, byteOffset, length);
}

/** What one element of a block is, for error messages. */
export function elementExpected(array: NumberArray): string {
  if (array instanceof Float32Array || array instanceof Float64Array) return FLOAT_EXPECTED;
  return integerOf(array.BYTES_PER_ELEMENT * 8, !/^(?:Big)?Uint/.test(array.constructor.name));
}

export function hexExpected(count: number): string {
  return `a text of ${countOf(2 * count, 'hex digit')}`;
}

/**
 * Converts `source` element by element into `target` from `at` on. Returns the index in `source` of the first element
 * that is not one of the block's kind, or -1.
 */
export function fillNumbers(target: NumberArray, at: number, source: ArrayLike<unknown>): number {
  if (target instanceof BigUint64Array || target instanceof BigInt64Array) {
    const signed = target instanceof BigInt64Array;
    for (let i = 0; i < source.length; i++) {
      const value = toBigint(source[i], 64, signed);
      if (value === undefined) return i;
      target[at + i] = value;
    }
  } else if (target instanceof Float32Array || target instanceof Float64Array) {
    const convert = target instanceof Float32Array ? toFloat32 : toFloat;
    for (let i = 0; i < source.length; i++) {
      const value = convert(source[i]);
      if (value === undefined) return i;
      target[at + i] = value;
    }
  } else {
    for (let i = 0; i < source.length; i++) {
      const value = source[i];
      if (typeof value !== 'number') return i;
      target[at + i] = value;
      if (target[at + i] !== value) return i;
    }
  }
  return -1;
}

/** Bytes as hex, the others as an array. */
export function keyedRow(array: NumberArray, start: number, end: number): Keyed {
  if (array instanceof Uint8Array) return hexText(array, start, end);
  if (array instanceof BigUint64Array || array instanceof BigInt64Array) {
    return Array.from(array.subarray(start, end), String);
  }
  if (array instanceof Float32Array || array instanceof Float64Array) {
    return Array.from(array.subarray(start, end), fromFloat);
  }
  const list: Keyed[] = [];
  for (let i = start; i < end; i++) list.push(array[i]!);
  return list;
}

/** Elements `start` to `end` in memory of their own, which `slice` of Node's Buffer does not give them. */
export function copyOf<A extends NumberArray>(array: A, start?: number, end?: number): A {
  return Uint8Array.prototype.slice.call(array, start, end) as NumberArray as A;
}

/** A new array of the same kind; Node's Buffer is of that of bytes. */
export function numbersLike<A extends NumberArray>(array: A, length: number): A {
  const { constructor } = array instanceof Uint8Array ? Uint8Array.prototype : array;
  return new (constructor as new (length: number) => A)(length);
}

/** Sets what is not in use of a block to zero. */
export function clearFrom(array: NumberArray, count: number): void {
  if (count === array.length) return;
  if (array instanceof BigUint64Array || array instanceof BigInt64Array) array.fill(0n, count);
  else array.fill(0, count);
}

/** The dimensions in which `count` elements are written: of a counted array, the first is what is in use. */
export function usedDims(count: number, dims: readonly number[] | null): readonly number[] {
  if (dims === null) return [count];
  const row = dims.slice(1).reduce((product, dim) => product * dim, 1);
  return [row === 0 ? 0 : count / row, ...dims.slice(1)];
}

// ---- names ---------------------------------------------------------------------------------------------------

/** What is found where a key is missing. */
export const NO_KEY = 'no such key';

/** The keys a struct has: those of its saved fields but the `has_F` of optional ones, since the key of F says it. */
export function keysOf({ fields }: Pick<StructInfo, 'fields'>): string[] {
  const flags = new Set(fields.map((field) => field.flag));
  return fields.filter((field) => field.role === 'saved' && !flags.has(field.wireName)).map((field) => field.wireName);
}

export function unknownKeyExpected(key: string, type: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return `a field of ${type}${near === null ? '' : ` (did you mean ${near}?)`}`;
}

/** Longest name a suggestion is looked for, in UTF-16 units: the work grows with its square. */
export const SUGGESTION_LENGTH_LIMIT = 64;

/** The name most like `name` by edit distance, if it is at all like it. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  if (name.length > SUGGESTION_LENGTH_LIMIT) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > least) continue;
    const distance = editDistance(name, candidate);
    if (distance < least || (distance === least && best === null)) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let k = 0; k < to.length; k++) {
      const replaced = row[k]! + (from[i] === to[k] ? 0 : 1);
      next.push(Math.min(replaced, row[k + 1]! + 1, next[k]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
