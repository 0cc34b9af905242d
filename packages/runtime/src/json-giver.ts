// The straight way of JSON text output. In: the values of a described value. Out: the text, as json-output.ts writes it.
// Rule: kinds.md, column JSON; a value that could not be read back ends it, and a text that is too long for the memory.
// Keys come in the order of the fields.

import { writeInteger, writeInteger64 } from './decimal.ts';
import { writeHex } from './hex.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  ELEMENT_BYTES,
  ESCAPED_BYTES,
  floatText,
  JsonWriter,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  writeRow,
} from './json-writer.ts';
import { enumKeyed, isBlock, isText } from './keyed-form.ts';
import { keyMemory, type KeyRow, keyRowOf, NO_KEYS, VALUE_BYTES } from './keys.ts';
import { giveUp, isBits, type Straight } from './straight.ts';
import { SHARED_TEXT_BYTES, TextMemory } from './utf8.ts';
import type { EnumInfo, Giver, NumberArray, NumberRow, StructInfo } from './visitor.ts';

const memory: TextMemory = /*#__PURE__*/ new TextMemory(SHARED_TEXT_BYTES);
const { bytes, view } = memory;
const { doubles, halves } = keyMemory;

/** The text of a value; throws GIVE_UP if it has none, or another way to write it is needed. */
export function giveJson<T extends object>(straight: Straight<T>, value: T): string {
  if (isBusy) giveUp();
  isBusy = true;
  giver ??= new JsonGiver();
  try {
    return giver.give(straight, value);
  } finally {
    isBusy = false;
  }
}

let giver: JsonGiver | null = null;
/** A value may have getters, and one of them may ask for a text. */
let isBusy = false;

const NO_OBJECTS: object[] = [];

/** What is handed back is of no use: the text is all. */
class JsonGiver implements Giver {
  /** For what is not written here. */
  private readonly out: JsonWriter = new JsonWriter(memory);
  private at = 0;
  /** The keys of the struct that is open, the place of the next one, and where its brace goes. */
  private row: KeyRow = NO_KEYS;
  private next = 0;
  private start = 0;
  private readonly outer: (KeyRow | number)[] = [];

  give<T extends object>(straight: Straight<T>, value: T): string {
    const { out, outer } = this;
    if (outer.length > 0) outer.length = 0;
    this.row = NO_KEYS;
    this.at = 0;
    straight.give(value, this);
    out.at = this.at;
    return out.finish(0);
  }

  open(value: object, info: StructInfo): void {
    if (typeof value !== 'object' || value === null) giveUp();
    this.outer.push(this.row, this.next, this.start);
    this.row = keyRowOf(info);
    this.out.isAscii &&= this.row.isAscii;
    this.next = this.row.first;
    this.start = this.at;
    this.reserve(0);
  }

  close(): void {
    bytes[this.start] = OPEN_BRACE;
    bytes[this.at++] = CLOSE_BRACE;
    this.start = this.outer.pop() as number;
    this.next = this.outer.pop() as number;
    this.row = this.outer.pop() as KeyRow;
    this.reserve(0);
  }

  /** There must be room for so many bytes, and for all keys of the struct, each with a short value. */
  private reserve(size: number): void {
    if (this.at + size + this.row.bytes + VALUE_BYTES > SHARED_TEXT_BYTES) giveUp();
  }

  /** Writes a comma and the next key. Returns where its value goes; there is room for a short one. */
  private key(): number {
    let { next, at } = this;
    const length = halves[2 * next++]!;
    const end = at + length;
    if (length < 8) {
      view.setInt32(at, halves[2 * next]!, true);
      view.setInt32(end - 4, halves[2 * next++ + 1]!, true);
    } else {
      for (; at < end - 8; at += 8) view.setFloat64(at, doubles[next++]!, true);
      view.setFloat64(end - 8, doubles[next++]!, true);
    }
    this.next = next;
    return end;
  }

  /** Has a text of ASCII written behind the next key. */
  private ascii(text: string): number {
    const { out } = this;
    out.at = this.key();
    out.ascii(text);
    this.at = out.at;
    return 0;
  }

  bool(value: boolean): number {
    if (typeof value !== 'boolean') giveUp();
    return this.ascii(value ? 'true' : 'false');
  }

  private integer(value: number): number {
    this.at = writeInteger(view, this.key(), value);
    return 0;
  }

  uint8(value: number): number {
    return (value & 0xff) === value ? this.integer(value) : giveUp();
  }

  int8(value: number): number {
    return (value << 24) >> 24 === value ? this.integer(value) : giveUp();
  }

  uint16(value: number): number {
    return (value & 0xffff) === value ? this.integer(value) : giveUp();
  }

  int16(value: number): number {
    return (value << 16) >> 16 === value ? this.integer(value) : giveUp();
  }

  uint32(value: number): number {
    return value >>> 0 === value ? this.integer(value) : giveUp();
  }

  int32(value: number): number {
    return (value | 0) === value ? this.integer(value) : giveUp();
  }

  bits(value: number, width: number, signed: boolean): number {
    return isBits(value, width, signed) ? this.integer(value) : giveUp();
  }

  private integer64(value: bigint): number {
    const start = this.key();
    bytes[start] = QUOTE;
    const at = writeInteger64(view, start + 1, value);
    bytes[at] = QUOTE;
    this.at = at + 1;
    return 0;
  }

  uint64(value: bigint): number {
    return typeof value === 'bigint' && BigInt.asUintN(64, value) === value ? this.integer64(value) : giveUp();
  }

  int64(value: bigint): number {
    return typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? this.integer64(value) : giveUp();
  }

  float(value: number): number {
    return typeof value === 'number' ? this.double(Math.fround(value)) : giveUp();
  }

  double(value: number): number {
    if (typeof value !== 'number') giveUp();
    return this.ascii(floatText(value));
  }

  private text(value: string): number {
    const { out } = this;
    this.reserve(value.length * ESCAPED_BYTES);
    out.at = this.key();
    out.text(value);
    this.at = out.at;
    this.reserve(0);
    return 0;
  }

  str(value: string, capacity: number): number {
    return isText(value, capacity) ? this.text(value) : giveUp();
  }

  enum(value: number, info: EnumInfo): number {
    const keyed = enumKeyed(value, info) ?? giveUp();
    return typeof keyed === 'number' ? this.integer(keyed) : this.text(keyed);
  }

  bytes(array: Uint8Array, count: number): number {
    if (!(array instanceof Uint8Array) || array.length < count) giveUp();
    this.reserve(2 * count);
    const start = this.key();
    bytes[start] = QUOTE;
    const at = writeHex(array, 0, count, view, start + 1);
    bytes[at] = QUOTE;
    this.at = at + 1;
    this.reserve(0);
    return 0;
  }

  numbers(array: NumberRow, count: number): number {
    if ((array as NumberArray) instanceof Uint8Array || !isBlock(array) || array.length < count) giveUp();
    this.reserve(count * ELEMENT_BYTES);
    this.at = writeRow(view, this.key(), array, 0, count);
    this.reserve(0);
    return 0;
  }

  struct<T extends object>(value: T, info: StructInfo<T>): object {
    this.at = this.key();
    return info.give!(value, this);
  }

  structs<T extends object>(list: readonly T[], count: number, info: StructInfo<T>): object[] {
    this.at = this.key();
    const start = this.at++;
    for (let i = 0; i < count; i++) {
      if (i > 0) bytes[this.at++] = COMMA;
      info.give!(list[i]!, this);
    }
    bytes[start] = OPEN_BRACKET;
    bytes[this.at++] = CLOSE_BRACKET;
    return NO_OBJECTS;
  }
}
