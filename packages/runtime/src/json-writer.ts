// The bytes of a JSON text that is written. In: values and where arrays begin. Out: the text, decoded once, at the end.
// Rule: kinds.md, column JSON; RFC 8259. Everything that follows something has its comma before it; whoever writes a
// value has asked for room. The bracket that opens takes the place of the first comma when it closes.

import { prepareDigits, writeIntegers, writeInteger64 } from './decimal.ts';
import { writeHex } from './hex.ts';
import { decode, encodeInto, TextMemory } from './utf8.ts';
import type { NumberArray } from './visitor.ts';

const FIRST_BUFFER_BYTES = 1 << 14;
/** A buffer that grew beyond this is not kept for the next text. */
const KEPT_BUFFER_BYTES = 1 << 20;
/** Bytes of an element of a block and its comma, at most: -2147483648, "-9223372036854775808", -1.2345678901234567e-308 */
export const ELEMENT_BYTES = 28;
/** Bytes that a UTF-16 unit of a text may need while it is written: three times those of its escape. */
export const ESCAPED_BYTES = 18;
/** Texts shorter than this are copied character by character. */
const SHORT_TEXT_LENGTH = 48;

export const COMMA = 44;
export const QUOTE = 34;
const BACKSLASH = 92;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;

export class JsonWriter {
  private memory: TextMemory;
  bytes: Uint8Array;
  view: DataView;
  at = 0;
  /** Whether all that was written so far is ASCII. Whoever writes bytes that are not says so. */
  isAscii = true;

  constructor(memory: TextMemory = new TextMemory(FIRST_BUFFER_BYTES)) {
    this.memory = memory;
    ({ bytes: this.bytes, view: this.view } = memory);
    prepareDigits();
  }

  /** Whether the buffer may be kept for the next text. */
  get isSmall(): boolean {
    return this.bytes.length <= KEPT_BUFFER_BYTES;
  }

  /** The text from `start` on; the next one begins anew. */
  finish(start: number): string {
    const { at, isAscii } = this;
    this.at = 0;
    this.isAscii = true;
    return isAscii ? this.memory.ascii(start, at) : decode(this.bytes.subarray(start, at));
  }

  reserve(size: number): void {
    if (this.at + size > this.bytes.length) this.grow(size);
  }

  private grow(size: number): void {
    const grown = new TextMemory(Math.max(this.at + size, 2 * this.bytes.length));
    grown.bytes.set(this.bytes.subarray(0, this.at));
    this.memory = grown;
    ({ bytes: this.bytes, view: this.view } = grown);
  }

  byte(code: number): void {
    this.bytes[this.at++] = code;
  }

  ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  closeAt(start: number, opening: number, closing: number): void {
    this.reserve(2);
    if (this.at === start) this.at++;
    this.bytes[start] = opening;
    this.byte(closing);
  }

  /** A text in quotes. */
  text(value: string): void {
    if (value.length < SHORT_TEXT_LENGTH) {
      this.reserve(value.length + 2);
      if (this.plainText(value)) return;
    }
    const quoted = JSON.stringify(value);
    this.reserve(3 * quoted.length);
    const { written } = encodeInto(quoted, this.bytes.subarray(this.at));
    this.isAscii &&= written === quoted.length;
    this.at += written;
  }

  /** Writes a text that is as it is in JSON; false if it is not. */
  plainText(value: string): boolean {
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = QUOTE;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return false;
      bytes[at++] = code;
    }
    bytes[at++] = QUOTE;
    this.at = at;
    return true;
  }

  /** Elements `start` to `end`, bytes as hex, the others in brackets; `dims` from `level` on are still open. */
  rows(array: NumberArray, start: number, end: number, dims: readonly number[], level: number): void {
    if (level === dims.length - 1) {
      this.row(array, start, end);
      return;
    }
    const opening = this.at;
    const step = (end - start) / dims[level]!;
    for (let row = 0; row < dims[level]!; row++) {
      this.reserve(1);
      this.byte(COMMA);
      this.rows(array, start + row * step, start + (row + 1) * step, dims, level + 1);
    }
    this.closeAt(opening, OPEN_BRACKET, CLOSE_BRACKET);
  }

  row(array: NumberArray, start: number, end: number): void {
    if (array instanceof Uint8Array) {
      this.reserve(2 * (end - start) + 2);
      this.byte(QUOTE);
      this.at = writeHex(array, start, end, this.view, this.at);
      this.byte(QUOTE);
      return;
    }
    this.reserve((end - start) * ELEMENT_BYTES + 2);
    this.at = writeRow(this.view, this.at, array, start, end);
  }
}

export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

/** An array of numbers but bytes at `at`. Returns the place after it. */
export function writeRow(
  out: DataView,
  at: number,
  array: Exclude<NumberArray, Uint8Array>,
  start: number,
  end: number,
): number {
  let next = at;
  if (array instanceof BigUint64Array || array instanceof BigInt64Array) next = writeRow64(out, at, array, start, end);
  else if (array instanceof Float32Array || array instanceof Float64Array) {
    next = writeFloats(out, at, array, start, end);
  } else next = writeIntegers(out, at, COMMA, array, start, end);
  // In the place of the first comma.
  out.setUint8(at, OPEN_BRACKET);
  if (next === at) next++;
  out.setUint8(next, CLOSE_BRACKET);
  return next + 1;
}

function writeFloats(
  out: DataView,
  at: number,
  array: Float32Array | Float64Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    const text = floatText(array[i]!);
    out.setUint8(at++, COMMA);
    for (let k = 0; k < text.length; k++) out.setUint8(at++, text.charCodeAt(k));
  }
  return at;
}

function writeRow64(
  out: DataView,
  at: number,
  array: BigUint64Array | BigInt64Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    out.setUint16(at, COMMA | (QUOTE << 8), true);
    at = writeInteger64(out, at + 2, array[i]!);
    out.setUint8(at++, QUOTE);
  }
  return at;
}
