// The straight way of JSON text output. In: the values of a described value. Out: the text, as json-output.ts writes it.
// Rule: kinds.md, column JSON; a value that could not be read back ends it. Keys come in the order of the fields.

import { writeInteger, writeInteger64 } from './decimal.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  floatText,
  JsonWriter,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-writer.ts';
import { enumKeyed, isText } from './keyed-form.ts';
import { type KeyRow, keyRowOf, VALUE_BYTES } from './keys.ts';
import { giveUp, type StraightInfo } from './straight.ts';
import type { EnumInfo, Giver, NumberArray, StructInfo } from './visitor.ts';

/** The text of a value; throws GIVE_UP if it has none, or another way to write it is needed. */
export function giveJson<T extends object>(info: StraightInfo<T>, value: T): string {
  const giver = idle ?? new JsonGiver();
  idle = null;
  info.give(value, giver);
  const text = giver.out.finish(0);
  if (giver.out.isSmall) idle = giver;
  return text;
}

/** One that has finished, for the next text; a text within a text finds none and makes its own. */
let idle: JsonGiver | null = null;

const NO_OBJECTS: object[] = [];

const NO_ROW: KeyRow = { words: /*#__PURE__*/ new Int32Array(0), bytes: 0 };

/** What is handed back is of no use: the text is all. */
class JsonGiver implements Giver {
  readonly out: JsonWriter = new JsonWriter();
  /** The keys of the struct that is open, where the next one is among their words, and where its brace goes. */
  private row: KeyRow = NO_ROW;
  private next = 0;
  private start = 0;
  private readonly outer: (KeyRow | number)[] = [];

  open(value: object, info: StructInfo): void {
    if (typeof value !== 'object' || value === null) giveUp();
    this.outer.push(this.row, this.next, this.start);
    this.row = keyRowOf(info);
    this.next = 0;
    this.start = this.out.at;
    this.reserve();
  }

  close(): void {
    this.out.bytes[this.start] = OPEN_BRACE;
    this.out.byte(CLOSE_BRACE);
    this.start = this.outer.pop() as number;
    this.next = this.outer.pop() as number;
    this.row = this.outer.pop() as KeyRow;
    this.reserve();
  }

  /** Room for all keys of the struct, each with a short value: for those that are left, too. */
  private reserve(): void {
    this.out.reserve(this.row.bytes + VALUE_BYTES);
  }

  /** Writes a comma and the next key. Returns where its value goes; there is room for a short one. */
  private key(): number {
    const { words } = this.row;
    const { view, at } = this.out;
    let next = this.next;
    const tail = at + words[next++]! - 4;
    for (let place = at; place < tail; place += 4) view.setInt32(place, words[next++]!, true);
    view.setInt32(tail, words[next++]!, true);
    this.next = next;
    return tail + 4;
  }

  bool(value: boolean): number {
    if (typeof value !== 'boolean') giveUp();
    this.out.at = this.key();
    this.out.ascii(value ? 'true' : 'false');
    return 0;
  }

  private integer(value: number): number {
    const at = this.key();
    this.out.at = writeInteger(this.out.view, at, value);
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

  private integer64(value: bigint): number {
    const start = this.key();
    const { view } = this.out;
    view.setUint8(start, QUOTE);
    const at = writeInteger64(view, start + 1, value);
    view.setUint8(at, QUOTE);
    this.out.at = at + 1;
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
    this.out.at = this.key();
    this.out.ascii(floatText(value));
    return 0;
  }

  str(value: string, capacity: number): number {
    if (!isText(value, capacity)) giveUp();
    this.out.at = this.key();
    this.out.text(value);
    this.reserve();
    return 0;
  }

  enum(value: number, info: EnumInfo): number {
    const keyed = enumKeyed(value, info) ?? giveUp();
    if (typeof keyed === 'number') return this.integer(keyed);
    this.out.at = this.key();
    this.out.text(keyed);
    this.reserve();
    return 0;
  }

  numbers(array: NumberArray, count: number): number {
    if (array.length < count) giveUp();
    this.out.at = this.key();
    this.out.row(array, 0, count);
    this.reserve();
    return 0;
  }

  struct<T extends object>(value: T, info: StructInfo<T>): object {
    this.out.at = this.key();
    return info.give!(value, this);
  }

  structs<T extends object>(list: readonly T[], count: number, info: StructInfo<T>): object[] {
    this.out.at = this.key();
    const start = this.out.at;
    for (let i = 0; i < count; i++) {
      this.out.byte(COMMA);
      info.give!(list[i]!, this);
    }
    this.out.closeAt(start, OPEN_BRACKET, CLOSE_BRACKET);
    return NO_OBJECTS;
  }
}
