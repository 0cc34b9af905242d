// Bytes as text, two lower-case hex digits each, through a byte buffer: strings are slow to build and to take apart
// character by character. In: bytes, or a text. Out: the text, or the bytes.

import { decode, encodeInto } from './utf8.ts';

const DIGITS = '0123456789abcdef';
const NOT_A_DIGIT = 0xff;

/** The two digits of each byte, the first one in the low half: as a little-endian store would write them. */
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
export function writeHex(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  for (let i = start; i < end; i++) {
    const pair = HEX_PAIRS[bytes[i]!]!;
    out[at] = pair;
    out[at + 1] = pair >> 8;
    at += 2;
  }
  return at;
}

/** Reads 2 × `count` hex digits at `at` of `text` into `out` from `start`; false if one of them is none. */
export function readHex(text: Uint8Array, at: number, out: Uint8Array, start: number, count: number): boolean {
  let seen = 0;
  for (let i = 0; i < count; i++, at += 2) {
    const high = HEX_VALUES[text[at]!]!;
    const low = HEX_VALUES[text[at + 1]!]!;
    seen |= high | low;
    out[start + i] = (high << 4) | low;
  }
  return seen < 16;
}

/** Texts of up to this many bytes go through a buffer that stays; longer ones get their own. */
const SCRATCH_BYTES = 8192;
let scratch: Uint8Array | null = null;

function scratchOf(size: number): Uint8Array {
  if (size > SCRATCH_BYTES) return new Uint8Array(size);
  scratch ??= new Uint8Array(SCRATCH_BYTES);
  return scratch;
}

/** Bytes `start` to `end` of `bytes` as text. */
export function hexText(bytes: Uint8Array, start: number, end: number): string {
  const out = scratchOf(2 * (end - start));
  return decode(out.subarray(0, writeHex(bytes, start, end, out, 0)));
}

/** Reads a text of nothing but pairs of hex digits into `out` from `start`; false if it is anything else. */
export function readHexText(text: string, out: Uint8Array, start: number): boolean {
  const digits = scratchOf(text.length);
  const { read, written } = encodeInto(text, digits);
  return read === written && read === text.length && readHex(digits, 0, out, start, text.length >> 1);
}
