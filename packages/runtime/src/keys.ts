// Keys of JSON, ready to be written and compared. In: the names that a visitor is asked for. Out: `,"name":` in UTF-8.
// Rule: the comma belongs to the key behind it; the first key of an object has it, too, where the brace goes. Visits ask
// in declaration order, so the key that comes next is known before it is asked for: comparing two names that are the same
// string costs nothing, looking one up by its text costs more than writing it.

import { DECIMAL_BYTES } from './decimal.ts';
import { keyedNamesOf } from './keyed-names.ts';
import { giveUp, noteStraight } from './straight.ts';
import type { StructInfo } from './visitor.ts';

/** Room that every value may use without asking: a comma, quotes, digits of the longest integer or double, brackets. */
export const VALUE_BYTES: number = DECIMAL_BYTES + 8;

export interface Key {
  /** Bytes. */
  readonly length: number;
  /** The bytes in words of four, little-endian; the last word is the last four bytes, and may begin within the one before. */
  readonly words: Int32Array;
}

/** The keys of one struct, in the order of its fields, as far as visits have come. */
export interface KeyTable {
  readonly names: string[];
  readonly keys: Key[];
  /** What old names are now. */
  readonly renamed: StructInfo['renamed'];
  isAscii: boolean;
}

const tables = /*#__PURE__*/ new WeakMap<object, KeyTable>();

/** The table of a struct, by its descriptor. */
export function keyTableOf(info: StructInfo): KeyTable {
  const table = tables.get(info);
  return table ?? newTable(info);
}

function newTable(info: StructInfo): KeyTable {
  const table: KeyTable = { names: [], keys: [], renamed: info.renamed, isAscii: true };
  tables.set(info, table);
  noteStraight(info);
  return table;
}

/**
 * The keys of structs that have a straight way, struct by struct in the order of the fields, in places of eight bytes. Of
 * each key: its length in the first half of a place; then its bytes, eight at a time as a double, little-endian. The last
 * eight may begin among those before. Of a key of less than eight bytes: its first four, and its last four, in the halves
 * of a place. No text of UTF-8 is a double that differs from itself, but for one with a DEL.
 *
 * One memory for all, and a constant: an engine's code then has its address and size in it.
 */
const KEY_PLACES = 1 << 17;
const doubles: Float64Array<ArrayBuffer> = /*#__PURE__*/ new Float64Array(KEY_PLACES);
const halves: Int32Array<ArrayBuffer> = /*#__PURE__*/ new Int32Array(doubles.buffer);
export const keyMemory: { readonly doubles: Float64Array; readonly halves: Int32Array } = { doubles, halves };
let usedPlaces = 0;

export interface KeyRow {
  /** The place of the first key. */
  readonly first: number;
  /** Bytes of all keys, with a value of up to VALUE_BYTES behind each. */
  readonly bytes: number;
  readonly isAscii: boolean;
}

/** Of what is no struct. */
export const NO_KEYS: KeyRow = { first: 0, bytes: 0, isAscii: true };

const rows = /*#__PURE__*/ new WeakMap<object, KeyRow>();

/** The struct that was asked for last, and its row: the elements of an array come one after the other. */
let lastInfo: StructInfo | null = null;
let lastRow: KeyRow = NO_KEYS;

/** Where the keys of a struct are; gives up if there is no room for them. */
export function keyRowOf(info: StructInfo): KeyRow {
  if (info === lastInfo) return lastRow;
  const row = rows.get(info) ?? newRow(info);
  lastInfo = info;
  lastRow = row;
  return row;
}

function newRow(info: StructInfo): KeyRow {
  const keys = keyedNamesOf(info).map(bytesOf);
  const first = usedPlaces;
  const places = keys.reduce((sum, { length }) => sum + 1 + Math.ceil(length / 8), 0);
  if (first + places > KEY_PLACES) giveUp();
  usedPlaces += places;
  let bytes = 0;
  let place = first;
  for (const { buffer, length } of keys) {
    const view = new DataView(buffer);
    bytes += length + VALUE_BYTES;
    halves[2 * place++] = length;
    if (length < 8) {
      halves[2 * place] = view.getInt32(0, true);
      halves[2 * place++ + 1] = view.getInt32(length - 4, true);
    } else {
      for (let at = 0; at < length; at += 8) doubles[place++] = view.getFloat64(Math.min(at, length - 8), true);
    }
  }
  const row: KeyRow = { first, bytes, isAscii: keys.every(isAscii) };
  rows.set(info, row);
  return row;
}

/** A table of its own for what has no descriptor. */
export function emptyKeyTable(): KeyTable {
  return { names: [], keys: [], renamed: undefined, isAscii: true };
}

/** Where `name` is in the table, from `next` on if it can be; a name that is new is put there. */
export function placeOfKey(table: KeyTable, next: number, name: string): number {
  const { names, keys } = table;
  for (let i = next; i < names.length; i++) if (names[i] === name) return i;
  const before = names.indexOf(name);
  if (before >= 0) return before;
  const bytes = bytesOf(name);
  names.splice(next, 0, name);
  keys.splice(next, 0, keyOf(bytes));
  table.isAscii &&= isAscii(bytes);
  return next;
}

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`,${JSON.stringify(name)}:`);
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function keyOf(bytes: Uint8Array<ArrayBuffer>): Key {
  const view = new DataView(bytes.buffer);
  const tail = bytes.length - 4;
  const words = Int32Array.from({ length: (bytes.length + 3) >> 2 }, (_, i) =>
    view.getInt32(Math.min(4 * i, tail), true),
  );
  return { length: bytes.length, words };
}

/** Writes a key. Returns the place after it. */
export function writeKey({ words, length }: Key, out: DataView, at: number): number {
  const last = words.length - 1;
  for (let i = 0; i < last; i++) out.setInt32(at + 4 * i, words[i]!, true);
  out.setInt32(at + length - 4, words[last]!, true);
  return at + length;
}

/** Whether the key stands at `at` of a text that ends with a zero: no key has one, so nothing is read behind it. */
export function isKeyAt({ words, length }: Key, text: DataView, at: number): boolean {
  const last = words.length - 1;
  for (let i = 0; i < last; i++) if (text.getInt32(at + 4 * i, true) !== words[i]) return false;
  return text.getInt32(at + length - 4, true) === words[last];
}
