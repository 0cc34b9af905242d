// Bytes as text, two lower-case hex digits each, through a byte buffer: strings are slow to build and to take apart
// character by character. In: bytes, or a text. Out: the text, or the bytes.

import { decode, encodeInto } from './utf8.ts';

const DIGITS = '0123456789abcdef';
const NOT_A_DIGIT = 0xff;

/** The two digits of each byte, the first one in the low half. */
export const HEX_PAIRS: Uint16Array = /*#__PURE__*/ hexPairs();
/** The value of each character as a hex digit of either case, or 255. */
export const HEX_VALUES: Uint8Array = /*#__PURE__*/ hexValues();

function hexPairs(): Uint16Array {
  const pairs = new Uint16Array(256);
  for (let byte = 0; byte < 256; byte++) {
    pairs[byte] = DIGITS.charCodeAt(byte >> 4) | (DIGITS.charCodeAt(byte & 15) << 8);
  }
  return pairs;
}

function hexValues(): Uint8Array {
  const values = new Uint8Array(256).fill(NOT_A_DIGIT);
  for (let digit = 0; digit < 16; digit++) {
    values[DIGITS.charCodeAt(digit)] = digit;
    values[DIGITS.toUpperCase().charCodeAt(digit)] = digit;
  }
  return values;
}

/** Bytes `start` to `end` of `bytes` as hex digits at `at` of `out`; returns the place after them. */
export function writeHex(bytes: Uint8Array, start: number, end: number, out: DataView, at: number): number {
  let i = start;
  for (; i + 1 < end; i += 2, at += 4) {
    out.setUint32(at, HEX_PAIRS[bytes[i]!]! | (HEX_PAIRS[bytes[i + 1]!]! << 16), true);
  }
  if (i === end) return at;
  out.setUint16(at, HEX_PAIRS[bytes[i]!]!, true);
  return at + 2;
}

/** Reads 2 × `count` hex digits at `at` of `text` into `out` from `start`; false if one of them is none. */
export function readHex(text: DataView, at: number, out: Uint8Array, start: number, count: number): boolean {
  return readLowerHex(text, at, out, start, count) || readAnyHex(text, at, out, start, count);
}

/** Four digits at a time: the bytes they would be, and whether those would be written like that. */
function readLowerHex(text: DataView, at: number, out: Uint8Array, start: number, count: number): boolean {
  const end = start + count;
  let difference = 0;
  let i = start;
  for (; i + 1 < end; i += 2, at += 4) {
    const word = text.getUint32(at, true);
    // The value of each digit in its byte: the low four bits, and nine more for a letter.
    const values = (word & 0x0f0f0f0f) + ((word >>> 6) & 0x01010101) * 9;
    const first = ((values << 4) | (values >>> 8)) & 0xff;
    const second = ((values >>> 12) | (values >>> 24)) & 0xff;
    difference |= word ^ (HEX_PAIRS[first]! | (HEX_PAIRS[second]! << 16));
    out[i] = first;
    out[i + 1] = second;
  }
  return difference === 0 && (i === end || readAnyHex(text, at, out, i, 1));
}

function readAnyHex(text: DataView, at: number, out: Uint8Array, start: number, count: number): boolean {
  let seen = 0;
  for (let i = 0; i < count; i++, at += 2) {
    const high = HEX_VALUES[text.getUint8(at)]!;
    const low = HEX_VALUES[text.getUint8(at + 1)]!;
    seen |= high | low;
    out[start + i] = (high << 4) | low;
  }
  return seen < 16;
}

/** Texts of up to this many bytes go through a buffer that stays; longer ones get their own. */
const SCRATCH_BYTES = 8192;
interface Scratch {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}
let scratch: Scratch | null = null;

function scratchOf(size: number): Scratch {
  if (size > SCRATCH_BYTES) return newScratch(size);
  scratch ??= newScratch(SCRATCH_BYTES);
  return scratch;
}

function newScratch(size: number): Scratch {
  const bytes = new Uint8Array(size);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** Bytes `start` to `end` of `bytes` as text. */
export function hexText(bytes: Uint8Array, start: number, end: number): string {
  const out = scratchOf(2 * (end - start));
  return decode(out.bytes.subarray(0, writeHex(bytes, start, end, out.view, 0)));
}

/** Reads a text of nothing but pairs of hex digits into `out` from `start`; false if it is anything else. */
export function readHexText(text: string, out: Uint8Array, start: number): boolean {
  const digits = scratchOf(text.length);
  const { read, written } = encodeInto(text, digits.bytes);
  return read === written && read === text.length && readHex(digits.view, 0, out, start, text.length >> 1);
}
