// Integers as decimal digits in a byte buffer, without making strings or bigints on the way.
// In: a number or a bigint and a place in a buffer with room for it. Out: the place after its last digit.

/** Bytes that the longest integer may need: 2^128 has 39 digits, and a sign. */
export const DECIMAL_BYTES = 40;

const ZERO = 48;
const MINUS = 45;

/** Two digits of 0 to 99, the first one in the low half. */
const PAIRS: Uint16Array = /*#__PURE__*/ pairs();

function pairs(): Uint16Array {
  const table = new Uint16Array(100);
  for (let value = 0; value < 100; value++) table[value] = (ZERO + ((value / 10) | 0)) | ((ZERO + (value % 10)) << 8);
  return table;
}

/** An integer of -2^31 to 2^32 - 1. */
export function writeInteger(out: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    out[at++] = MINUS;
    value = -value;
  }
  if (value < 10) {
    out[at] = ZERO + value;
    return at + 1;
  }
  const end = at + digitsOf(value);
  let to = end;
  let rest = value >>> 0;
  while (rest >= 100) {
    const quotient = (rest / 100) >>> 0;
    const pair = PAIRS[rest - quotient * 100]!;
    to -= 2;
    out[to] = pair;
    out[to + 1] = pair >> 8;
    rest = quotient;
  }
  if (rest < 10) out[at] = ZERO + rest;
  else {
    const pair = PAIRS[rest]!;
    out[at] = pair;
    out[at + 1] = pair >> 8;
  }
  return end;
}

function digitsOf(value: number): number {
  if (value < 10_000) return value < 100 ? 2 : value < 1000 ? 3 : 4;
  if (value < 1_000_000) return value < 100_000 ? 5 : 6;
  if (value < 100_000_000) return value < 10_000_000 ? 7 : 8;
  return value < 1_000_000_000 ? 9 : 10;
}

const wide = /*#__PURE__*/ new BigUint64Array(1);
const wideSigned = /*#__PURE__*/ new BigInt64Array(wide.buffer);
const halves = /*#__PURE__*/ new Uint32Array(wide.buffer);
const LOW = /*#__PURE__*/ new Uint8Array(/*#__PURE__*/ new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
const TWO_32 = 0x1_0000_0000;
const MILLION = 1_000_000;

/** An integer of 64 bits: of -2^63 to 2^64 - 1. */
export function writeInteger64(out: Uint8Array, at: number, value: bigint): number {
  wide[0] = value;
  let low = halves[LOW]!;
  let high = halves[LOW ^ 1]!;
  if (value < 0n) {
    out[at++] = MINUS;
    low = -low >>> 0;
    high = (low === 0 ? -high : ~high) >>> 0;
  }
  if (high === 0) return writeInteger(out, at, low);
  // Division by a million, twice: six digits at a time from the end. Every step is exact in a double.
  const quotient = Math.floor(high / MILLION);
  let rest = (high - quotient * MILLION) * TWO_32 + low;
  low = Math.floor(rest / MILLION);
  const third = rest - low * MILLION;
  rest = quotient * TWO_32 + low;
  const first = Math.floor(rest / MILLION);
  const second = rest - first * MILLION;
  if (first === 0) return writeSix(out, writeInteger(out, at, second), third);
  return writeSix(out, writeSix(out, writeInteger(out, at, first), second), third);
}

/** Exactly six digits. */
function writeSix(out: Uint8Array, at: number, value: number): number {
  const high = (value / 10_000) | 0;
  const rest = value - high * 10_000;
  const middle = (rest / 100) | 0;
  writePair(out, at, high);
  writePair(out, at + 2, middle);
  writePair(out, at + 4, rest - middle * 100);
  return at + 6;
}

function writePair(out: Uint8Array, at: number, value: number): void {
  const pair = PAIRS[value]!;
  out[at] = pair;
  out[at + 1] = pair >> 8;
}

/** Digits of the longest integer of 64 bits. */
const LONGEST_64 = 20;
/** So many digits are always exact in a double. */
const EXACT_DIGITS = 15;

/**
 * Reads digits, with a sign or without, of an integer of 64 bits, which `takeInteger64` then gives. Returns the place
 * after the last digit; -1 if there are none, leading zeros, or it does not fit.
 */
export function readInteger64(text: Uint8Array, at: number, signed: boolean): number {
  const negative = text[at] === MINUS;
  if (negative) at++;
  const start = at;
  let head = 0;
  let digit = text[at]! - ZERO;
  for (; digit >= 0 && digit <= 9 && at - start < EXACT_DIGITS; digit = text[++at]! - ZERO) head = head * 10 + digit;
  let tail = 0;
  let scale = 1;
  for (; digit >= 0 && digit <= 9 && at - start < LONGEST_64; digit = text[++at]! - ZERO) {
    tail = tail * 10 + digit;
    scale *= 10;
  }
  const digits = at - start;
  if (digits === 0 || (digits > 1 && text[start] === ZERO) || (digit >= 0 && digit <= 9)) return -1;
  return putInteger64(head, tail, scale, negative, signed) ? at : -1;
}

/** The same for a text of nothing else; undefined instead of -1. */
export function parseInteger64(text: string, signed: boolean): bigint | undefined {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  const digits = text.length - start;
  if (digits < 1 || digits > LONGEST_64 || (digits > 1 && text.charCodeAt(start) === ZERO)) return undefined;
  let head = 0;
  let tail = 0;
  let scale = 1;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    if (at - start < EXACT_DIGITS) head = head * 10 + digit;
    else {
      tail = tail * 10 + digit;
      scale *= 10;
    }
  }
  return putInteger64(head, tail, scale, negative, signed) ? takeInteger64(signed) : undefined;
}

/** Puts head · scale + tail, below 10^20, where takeInteger64 finds it; false if it does not fit. */
function putInteger64(head: number, tail: number, scale: number, negative: boolean, signed: boolean): boolean {
  const headHigh = Math.floor(head / TWO_32);
  // The low half times 10^5 and the high half, below 2^18, times 10^5 are below 2^53.
  const product = (head - headHigh * TWO_32) * scale + tail;
  const carry = Math.floor(product / TWO_32);
  const low = product - carry * TWO_32;
  const high = headHigh * scale + carry;
  if (signed ? high >= TWO_32 / 2 && !(negative && high === TWO_32 / 2 && low === 0) : high >= TWO_32) return false;
  if (negative && !signed && (high !== 0 || low !== 0)) return false;
  halves[LOW] = negative ? -low : low;
  halves[LOW ^ 1] = negative ? (low === 0 ? -high : ~high) : high;
  return true;
}

/** The integer that was read last. */
export function takeInteger64(signed: boolean): bigint {
  return signed ? wideSigned[0]! : wide[0]!;
}
