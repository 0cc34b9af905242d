// Bytes as text, two lower-case hex digits each, through a byte buffer: strings are slow to build and to take apart
// character by character. In: bytes, or a text. Out: the text, or the bytes.
// Rule: what is read and written in words lies in memories that are constants, whose address and size an engine's code
// has in it; bytes of any other array, or from any other text, are copied there, or from there.

import { SCRATCH_BYTES, stageMemory } from './staging.ts';
import { encodeInto, inputMemory, TextMemory } from './utf8.ts';

const DIGITS = '0123456789abcdef';

/** The two digits of each byte, the first one in the low byte; and the same in the high half. */
const PAIRS: Uint32Array = /*#__PURE__*/ hexPairs(0);
const HIGH_PAIRS: Uint32Array = /*#__PURE__*/ hexPairs(16);

function hexPairs(shift: number): Uint32Array {
  const pairs = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) pairs[byte] = pairOf(DIGITS, byte) << shift;
  return pairs;
}

function pairOf(digits: string, byte: number): number {
  return digits.charCodeAt(byte >> 4) | (digits.charCodeAt(byte & 15) << 8);
}

const stageView: DataView = /*#__PURE__*/ new DataView(stageMemory.buffer);
const { bytes: inputBytes, view: inputView } = inputMemory;

/**
 * Bytes `start` to `end` of `bytes` as hex digits at `at` of `out`. Returns the place after them.
 */
export function writeHex(bytes: Uint8Array, start: number, end: number, out: DataView, at: number): number {
  if (bytes.length > SCRATCH_BYTES) return writeLongHex(bytes, start, end, out, at);
  stageMemory.set(bytes);
  return writeScratch(start, end, out, at);
}

function writeLongHex(bytes: Uint8Array, start: number, end: number, out: DataView, at: number): number {
  for (let from = start; from < end; from += SCRATCH_BYTES) {
    const part = bytes.subarray(from, Math.min(end, from + SCRATCH_BYTES));
    stageMemory.set(part);
    at = writeScratch(0, part.length, out, at);
  }
  return at;
}

function writeScratch(start: number, end: number, out: DataView, at: number): number {
  let i = start;
  for (; i + 7 < end; i += 8, at += 16) {
    writeFour(i, out, at);
    writeFour(i + 4, out, at + 8);
  }
  for (; i < end; i++, at += 2) out.setUint16(at, PAIRS[stageMemory[i]!]!, true);
  return at;
}

function writeFour(from: number, out: DataView, at: number): void {
  const four = stageView.getInt32(from, true);
  out.setInt32(at, PAIRS[four & 0xff]! | HIGH_PAIRS[(four >>> 8) & 0xff]!, true);
  out.setInt32(at + 4, PAIRS[(four >>> 16) & 0xff]! | HIGH_PAIRS[four >>> 24]!, true);
}

/** The byte that two characters mean, the first one in the low half, or -1. Filled when first asked for, as it is large. */
const BYTES: Int16Array = /*#__PURE__*/ new Int16Array(1 << 16);

function fillBytes(): void {
  BYTES.fill(-1);
  const upper = DIGITS.toUpperCase();
  for (let byte = 0; byte < 256; byte++) {
    const [lower, capital] = [pairOf(DIGITS, byte), pairOf(upper, byte)];
    for (const first of [lower & 0xff, capital & 0xff]) {
      for (const second of [lower & 0xff00, capital & 0xff00]) BYTES[first | second] = byte;
    }
  }
}

/** Reads 2 × `count` hex digits at `at` of the input memory to `to` of the stage; false if one of them is none. */
export function stageHex(at: number, to: number, count: number): boolean {
  if (BYTES[0] === 0) fillBytes();
  let seen = 0;
  const end = to + count;
  for (; to + 7 < end; to += 8, at += 16) seen |= stageFour(at, to) | stageFour(at + 8, to + 4);
  for (; to < end; to++, at += 2) {
    const byte = BYTES[inputView.getUint16(at, true)]!;
    seen |= byte;
    stageMemory[to] = byte;
  }
  return seen >= 0;
}

/** Below zero if one of eight digits is none. */
function stageFour(at: number, to: number): number {
  const word = inputView.getInt32(at, true);
  const next = inputView.getInt32(at + 4, true);
  const first = BYTES[word & 0xffff]!;
  const second = BYTES[word >>> 16]!;
  const third = BYTES[next & 0xffff]!;
  const fourth = BYTES[next >>> 16]!;
  stageView.setInt32(to, first | (second << 8) | (third << 16) | (fourth << 24), true);
  return first | second | third | fourth;
}

/** The beginnings of the scratch that were asked for, by their length: a new view costs as much as a hundred digits. */
const beginnings: Uint8Array[] = [];

/** Reads 2 × `count` hex digits at `at` of `text` into `out` from `start`; false if one of them is none. */
export function readHex(text: Uint8Array, at: number, out: Uint8Array, start: number, count: number): boolean {
  for (const end = start + count; start < end; start += SCRATCH_BYTES, at += 2 * SCRATCH_BYTES) {
    const size = Math.min(SCRATCH_BYTES, end - start);
    inputBytes.set(text.subarray(at, at + 2 * size));
    if (!stageHex(0, 0, size)) return false;
    out.set((beginnings[size] ??= stageMemory.subarray(0, size)), start);
  }
  return true;
}

/** Reads a text of nothing but pairs of hex digits into `out` from `start`; false if it is anything else. */
export function readHexText(text: string, out: Uint8Array, start: number): boolean {
  for (let at = 0; at < text.length; at += 2 * SCRATCH_BYTES, start += SCRATCH_BYTES) {
    const part = text.length > 2 * SCRATCH_BYTES ? text.slice(at, at + 2 * SCRATCH_BYTES) : text;
    const size = part.length >> 1;
    if (!stageHexText(part, 0)) return false;
    out.set((beginnings[size] ??= stageMemory.subarray(0, size)), start);
  }
  return true;
}

/** The same to `to` of the stage. */
export function stageHexText(text: string, to: number): boolean {
  const { length } = text;
  // Three bytes: of the longest character that may be last.
  if (length + 3 > inputBytes.length || length % 2 !== 0) return false;
  // Of characters of several bytes, the first one is no digit.
  encodeInto(text, inputBytes);
  return stageHex(0, to, length >> 1);
}

/** Texts of up to this many bytes go through memory that stays; longer ones get their own. */
const SHORT_TEXT_BYTES = 1 << 13;
const short: TextMemory = /*#__PURE__*/ new TextMemory(SHORT_TEXT_BYTES);
const { view: shortView } = short;

/** Bytes `start` to `end` of `bytes` as text. */
export function hexText(bytes: Uint8Array, start: number, end: number): string {
  const size = 2 * (end - start);
  if (size > SHORT_TEXT_BYTES) return hexTextIn(new TextMemory(size), bytes, start, end);
  return short.ascii(0, writeHex(bytes, start, end, shortView, 0));
}

function hexTextIn(memory: TextMemory, bytes: Uint8Array, start: number, end: number): string {
  return memory.ascii(0, writeHex(bytes, start, end, memory.view, 0));
}
