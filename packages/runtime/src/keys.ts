// Keys of JSON, ready to be written and compared. In: the names that a visitor is asked for. Out: `,"name":` in UTF-8.
// Rule: the comma belongs to the key behind it; the first key of an object has it, too, where the brace goes. Visits ask in declaration order, so the key that comes next is known before it is asked for: comparing two
// names that are the same string costs nothing, looking one up by its text costs more than writing it.

import { keyedNamesOf } from './keyed-names.ts';
import { noteStraight } from './straight.ts';
import type { StructInfo } from './visitor.ts';

export interface Key {
  /** Bytes. */
  readonly length: number;
  /** The bytes in words of four, little-endian, the last one filled up with zeros. */
  readonly words: Uint32Array;
  /** The bits of the last word that are the key's. */
  readonly lastMask: number;
}

/** The keys of one struct, in the order of its fields, as far as visits have come. */
export interface KeyTable {
  readonly names: string[];
  readonly keys: Key[];
  /** What old names are now. */
  readonly renamed: StructInfo['renamed'];
}

const tables = /*#__PURE__*/ new WeakMap<object, KeyTable>();

/** The table of a struct, by its descriptor. */
export function keyTableOf(info: StructInfo): KeyTable {
  const table = tables.get(info);
  return table ?? newTable(info);
}

function newTable(info: StructInfo): KeyTable {
  const table: KeyTable = { names: [], keys: [], renamed: info.renamed };
  tables.set(info, table);
  noteStraight(info);
  return table;
}

const ordered = /*#__PURE__*/ new WeakMap<object, readonly Key[]>();

/** All keys of a struct that has a straight way, in the order of its fields. */
export function keysInOrder(info: StructInfo): readonly Key[] {
  return ordered.get(info) ?? putInOrder(info);
}

function putInOrder(info: StructInfo): readonly Key[] {
  const keys = keyedNamesOf(info).map(keyOf);
  ordered.set(info, keys);
  return keys;
}

/** A table of its own for what has no descriptor. */
export function emptyKeyTable(): KeyTable {
  return { names: [], keys: [], renamed: undefined };
}

/** Where `name` is in the table, from `next` on if it can be; a name that is new is put there. */
export function placeOfKey({ names, keys }: KeyTable, next: number, name: string): number {
  for (let i = next; i < names.length; i++) if (names[i] === name) return i;
  const before = names.indexOf(name);
  if (before >= 0) return before;
  names.splice(next, 0, name);
  keys.splice(next, 0, keyOf(name));
  return next;
}

function keyOf(name: string): Key {
  const bytes = new TextEncoder().encode(`,${JSON.stringify(name)}:`);
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const words = Uint32Array.from({ length: padded.length / 4 }, (_, i) => view.getUint32(4 * i, true));
  return { length: bytes.length, words, lastMask: 0xffffffff >>> (8 * (padded.length - bytes.length)) };
}

/** Writes a key, and up to three bytes of anything behind it. Returns the place after the key. */
export function writeKey({ words, length }: Key, out: DataView, at: number): number {
  for (let i = 0; i < words.length; i++) out.setUint32(at + 4 * i, words[i]!, true);
  return at + length;
}

/** Whether the key stands at `at` of a text that has three bytes more than it. */
export function isKeyAt({ words, length, lastMask }: Key, text: DataView, at: number): boolean {
  if (at + length + 3 > text.byteLength) return false;
  const last = words.length - 1;
  for (let i = 0; i < last; i++) if (text.getUint32(at + 4 * i, true) !== words[i]) return false;
  return (text.getUint32(at + 4 * last, true) & lastMask) >>> 0 === words[last];
}
