// Blocks of numbers in JSON text. In: a reader at the value of a block, and the array for it. Out: the array, filled.
// Rule: kinds.md, column JSON: bytes are hex digits, other numbers arrays by dimension. Rows as toJson writes them are
// read digit by digit; any other way of writing them goes through plain values.

import { type NarrowArray, readIntegers } from './decimal.ts';
import { readHex, readHexText } from './hex.ts';
import { CLOSE_BRACKET, COMMA, type JsonReader, OPEN_BRACKET, QUOTE } from './json-reader.ts';
import {
  clearFrom,
  countOf,
  describe,
  elementExpected,
  fillNumbers,
  hexExpected,
  numbersLike,
  usedDims,
} from './keyed-form.ts';
import type { PathPart } from './path-trail.ts';
import type { NumberArray } from './visitor.ts';

type Path = readonly PathPart[];

/** Reads `count` elements into `array`, the rest zero; into a new array if it has less. The arguments are those of Visitor.numbers. */
export function readBlock<A extends NumberArray>(
  reader: JsonReader,
  name: string | null,
  array: A,
  count: number,
  dims: readonly number[] | null,
): A {
  // One digit and a comma, or two digits of hex: no text holds more elements than this.
  const most = (reader.end - reader.at) >> 1;
  if (array.length < count && count > most) reader.fail([name], countOf(count, 'element'), `at most ${most}`);
  const target = array.length < count ? numbersLike(array, count) : array;
  if (dims === null) {
    if (!readPlainRow(reader, target, 0, count)) readRow(reader, target, 0, count, [name]);
  } else readRows(reader, target, 0, usedDims(count, dims), [name]);
  clearFrom(target, count);
  return target;
}

/** Fills `target` from `at` on; returns the place after what it filled. */
function readRows(reader: JsonReader, target: NumberArray, at: number, dims: readonly number[], path: Path): number {
  const [count = 0, ...inner] = dims;
  if (inner.length === 0) {
    if (!readPlainRow(reader, target, at, count)) readRow(reader, target, at, count, path);
    return at + count;
  }
  readElements(reader, count, path, (i) => {
    at = readRows(reader, target, at, inner, [...path, i]);
  });
  return at;
}

/** A row as toJson writes it; false, and the cursor stays, if it is written in another way, or wrong. */
export function readPlainRow(reader: JsonReader, target: NumberArray, at: number, count: number): boolean {
  if (target instanceof Uint8Array) return readBytes(reader, target, at, count);
  if (!isNarrow(target) || count === 0 || reader.bytes[reader.at] !== OPEN_BRACKET) return false;
  const end = readIntegers(reader.view, reader.at + 1, COMMA, target, at, count);
  if (end < 0 || reader.bytes[end] !== CLOSE_BRACKET) return false;
  reader.at = end + 1;
  return true;
}

function isNarrow(array: NumberArray): array is NarrowArray {
  return (
    array instanceof Int32Array ||
    array instanceof Uint32Array ||
    array instanceof Int16Array ||
    array instanceof Uint16Array ||
    array instanceof Int8Array
  );
}

function readBytes(reader: JsonReader, target: Uint8Array, at: number, count: number): boolean {
  const { bytes } = reader;
  const digits = reader.at + 1;
  const end = digits + 2 * count;
  if (end >= reader.end || bytes[digits - 1] !== QUOTE || bytes[end] !== QUOTE) return false;
  if (!readHex(bytes, digits, target, at, count)) return false;
  reader.at = end + 1;
  return true;
}

/** A row written in any way. */
export function readRow(reader: JsonReader, target: NumberArray, at: number, count: number, path: Path): void {
  if (target instanceof Uint8Array) {
    readText(reader, target, at, count, path);
    return;
  }
  const isFloat = target instanceof Float32Array || target instanceof Float64Array;
  readElements(reader, count, path, (i) => {
    const value = isFloat ? reader.doubleValue([...path, i]) : reader.value();
    if (fillNumbers(target, at + i, [value]) < 0) return;
    reader.fail([...path, i], elementExpected(target), describe(value));
  });
}

function readText(reader: JsonReader, target: Uint8Array, at: number, count: number, path: Path): void {
  const value = reader.value();
  if (typeof value !== 'string') reader.fail(path, hexExpected(count), describe(value));
  if (value.length !== 2 * count) reader.fail(path, hexExpected(count), countOf(value.length, 'character'));
  if (!readHexText(value, target, at)) reader.fail(path, hexExpected(count), describe(value));
}

/** An array of exactly `count` elements; `element` moves behind each. */
function readElements(reader: JsonReader, count: number, path: Path, element: (index: number) => void): void {
  const { bytes } = reader;
  if (bytes[reader.at] !== OPEN_BRACKET) reader.fail(path, 'an array', describe(reader.value()));
  reader.at = reader.skipSpace(reader.at + 1);
  for (let i = 0; i < count; i++) {
    if (bytes[reader.at] === CLOSE_BRACKET) reader.fail(path, countOf(count, 'element'), `${i}`);
    if (i > 0) {
      if (bytes[reader.at] !== COMMA) reader.refuse('"," or "]"');
      reader.at = reader.skipSpace(reader.at + 1);
    }
    element(i);
    reader.at = reader.skipSpace(reader.at);
  }
  if (bytes[reader.at] === CLOSE_BRACKET) {
    reader.at++;
    return;
  }
  if (count > 0) {
    if (bytes[reader.at] !== COMMA) reader.refuse('"," or "]"');
    reader.at = reader.skipSpace(reader.at + 1);
  }
  reader.fail(path, countOf(count, 'element'), `${count + reader.countElements()}`);
}
