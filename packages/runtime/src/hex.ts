// Bytes as text, two lower-case hex digits each, through a byte buffer: strings are slow to build and to take apart
// character by character. In: bytes, or a text. Out: the text, or the bytes.

import { encodeInto, TextMemory } from './utf8.ts';

const DIGITS = '0123456789abcdef';

/** The two digits of each byte, the first one in the low half. */
const PAIRS: Uint16Array = /*#__PURE__*/ hexPairs();

function hexPairs(): Uint16Array {
  const pairs = new Uint16Array(256);
  for (let byte = 0; byte < 256; byte++) pairs[byte] = pairOf(DIGITS, byte);
  return pairs;
}

function pairOf(digits: string, byte: number): number {
  return digits.charCodeAt(byte >> 4) | (digits.charCodeAt(byte & 15) << 8);
}

/** Bytes are copied here before they are written: an engine reads words of a constant array much faster than bytes of any. */
const CHUNK_BYTES = 1 << 12;
const chunk: Uint8Array<ArrayBuffer> = /*#__PURE__*/ new Uint8Array(CHUNK_BYTES);
const chunkView: DataView = /*#__PURE__*/ new DataView(chunk.buffer);

/**
 * Bytes `start` to `end` of `bytes` as hex digits at `at` of `out`. Returns the place after them.
 */
export function writeHex(bytes: Uint8Array, start: number, end: number, out: DataView, at: number): number {
  if (bytes.length > CHUNK_BYTES) return writeLongHex(bytes, start, end, out, at);
  chunk.set(bytes);
  return writeChunk(start, end, out, at);
}

function writeLongHex(bytes: Uint8Array, start: number, end: number, out: DataView, at: number): number {
  for (let from = start; from < end; from += CHUNK_BYTES) {
    const part = bytes.subarray(from, Math.min(end, from + CHUNK_BYTES));
    chunk.set(part);
    at = writeChunk(0, part.length, out, at);
  }
  return at;
}

function writeChunk(start: number, end: number, out: DataView, at: number): number {
  let i = start;
  for (; i + 3 < end; i += 4, at += 8) {
    const four = chunkView.getInt32(i, true);
    out.setInt32(at, PAIRS[four & 0xff]! | (PAIRS[(four >>> 8) & 0xff]! << 16), true);
    out.setInt32(at + 4, PAIRS[(four >>> 16) & 0xff]! | (PAIRS[four >>> 24]! << 16), true);
  }
  for (; i < end; i++, at += 2) out.setUint16(at, PAIRS[chunk[i]!]!, true);
  return at;
}

type HexReader = (text: DataView, at: number, out: Uint8Array, start: number, count: number) => boolean;

let reader: HexReader | null = null;

/** Reads 2 × `count` hex digits at `at` of `text` into `out` from `start`; false if one of them is none. */
export function readHex(text: DataView, at: number, out: Uint8Array, start: number, count: number): boolean {
  reader ??= createReader();
  return reader(text, at, out, start, count);
}

/** Made when first asked for, as its table is large; a table that is a constant of its reader needs no check of bounds. */
function createReader(): HexReader {
  const table = hexValues();
  return (text, at, out, start, count) => {
    const end = start + count;
    let seen = 0;
    let i = start;
    for (; i + 3 < end; i += 4, at += 8) {
      const word = text.getInt32(at, true);
      const next = text.getInt32(at + 4, true);
      const first = table[word & 0xffff]!;
      const second = table[word >>> 16]!;
      const third = table[next & 0xffff]!;
      const fourth = table[next >>> 16]!;
      seen |= first | second | third | fourth;
      out[i] = first;
      out[i + 1] = second;
      out[i + 2] = third;
      out[i + 3] = fourth;
    }
    for (; i < end; i++, at += 2) {
      const byte = table[text.getUint16(at, true)]!;
      seen |= byte;
      out[i] = byte;
    }
    return seen >= 0;
  };
}

/** The byte that two characters mean, the first one in the low half, or -1. */
function hexValues(): Int16Array {
  const table = new Int16Array(1 << 16).fill(-1);
  const upper = DIGITS.toUpperCase();
  for (let byte = 0; byte < 256; byte++) {
    const [lower, capital] = [pairOf(DIGITS, byte), pairOf(upper, byte)];
    for (const first of [lower & 0xff, capital & 0xff]) {
      for (const second of [lower & 0xff00, capital & 0xff00]) table[first | second] = byte;
    }
  }
  return table;
}

/** Texts of up to this many bytes go through memory that stays; longer ones get their own. */
const SCRATCH_BYTES = 8192;
let scratch: TextMemory | null = null;

function scratchOf(size: number): TextMemory {
  if (size > SCRATCH_BYTES) return new TextMemory(size);
  scratch ??= new TextMemory(SCRATCH_BYTES);
  return scratch;
}

/** Bytes `start` to `end` of `bytes` as text. */
export function hexText(bytes: Uint8Array, start: number, end: number): string {
  const size = 2 * (end - start);
  const out = scratchOf(size);
  writeHex(bytes, start, end, out.view, 0);
  return out.ascii(0, size);
}

/** Reads a text of nothing but pairs of hex digits into `out` from `start`; false if it is anything else. */
export function readHexText(text: string, out: Uint8Array, start: number): boolean {
  const digits = scratchOf(text.length);
  const { read, written } = encodeInto(text, digits.bytes);
  return read === written && read === text.length && readHex(digits.view, 0, out, start, text.length >> 1);
}
