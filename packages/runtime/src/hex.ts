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

/** Reads `count` pairs of hex digits at `at` of a text into `chunk`; false if one of them is none. */
type ChunkReader = (text: DataView, at: number, count: number) => boolean;

let readChunk: ChunkReader | null = null;

/** Made when first asked for, as its table is large; a table that is a constant of its reader needs no check of bounds. */
function createReader(): ChunkReader {
  const table = hexValues();
  return (text, at, count) => {
    let seen = 0;
    let i = 0;
    for (; i + 3 < count; i += 4, at += 8) {
      const word = text.getInt32(at, true);
      const next = text.getInt32(at + 4, true);
      const first = table[word & 0xffff]!;
      const second = table[word >>> 16]!;
      const third = table[next & 0xffff]!;
      const fourth = table[next >>> 16]!;
      seen |= first | second | third | fourth;
      chunkView.setInt32(i, first | (second << 8) | (third << 16) | (fourth << 24), true);
    }
    for (; i < count; i++, at += 2) {
      const byte = table[text.getUint16(at, true)]!;
      seen |= byte;
      chunk[i] = byte;
    }
    return seen >= 0;
  };
}

/** The beginnings of `chunk` that were asked for, by their length: a new view costs as much as a hundred digits. */
const beginnings: Uint8Array[] = [];

/** Reads 2 × `count` hex digits at `at` of `text` into `out` from `start`; false if one of them is none. */
export function readHex(text: DataView, at: number, out: Uint8Array, start: number, count: number): boolean {
  readChunk ??= createReader();
  for (const end = start + count; start < end; start += CHUNK_BYTES, at += 2 * CHUNK_BYTES) {
    const size = Math.min(CHUNK_BYTES, end - start);
    if (!readChunk(text, at, size)) return false;
    out.set((beginnings[size] ??= chunk.subarray(0, size)), start);
  }
  return true;
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
const SHORT_TEXT_BYTES = 1 << 13;
const short: TextMemory = /*#__PURE__*/ new TextMemory(SHORT_TEXT_BYTES);

/** Bytes `start` to `end` of `bytes` as text. */
export function hexText(bytes: Uint8Array, start: number, end: number): string {
  const size = 2 * (end - start);
  if (size > SHORT_TEXT_BYTES) return hexTextIn(new TextMemory(size), bytes, start, end);
  return short.ascii(0, writeHex(bytes, start, end, short.view, 0));
}

function hexTextIn(memory: TextMemory, bytes: Uint8Array, start: number, end: number): string {
  return memory.ascii(0, writeHex(bytes, start, end, memory.view, 0));
}

/** Reads a text of nothing but pairs of hex digits into `out` from `start`; false if it is anything else. */
export function readHexText(text: string, out: Uint8Array, start: number): boolean {
  if (text.length > SHORT_TEXT_BYTES) return readHexTextIn(new TextMemory(text.length), text, out, start);
  return readHexTextIn(short, text, out, start);
}

function readHexTextIn({ bytes, view }: TextMemory, text: string, out: Uint8Array, start: number): boolean {
  const { read, written } = encodeInto(text, bytes);
  return read === written && read === text.length && readHex(view, 0, out, start, text.length >> 1);
}
