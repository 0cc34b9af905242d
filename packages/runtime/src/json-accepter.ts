// The straight way of JSON text input. In: a reader at the first token of a text. Out: values of a described value, in
// arrays of the stage. Rule: kinds.md, column JSON, as json-input.ts reads it, but only as json-output.ts writes it: keys
// in the order of the fields, no white space. Any other text ends it, right or wrong.

import { readInteger64, takeInteger64 } from './decimal.ts';
import { readPlainRow, readRow } from './json-block.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, type JsonReader, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-reader.ts';
import { isText, toEnum, toFloat, toFloat32 } from './keyed-form.ts';
import { isKeyAt, type Key, keysInOrder } from './keys.ts';
import type { PathPart } from './path-trail.ts';
import { giveUp } from './straight.ts';
import type { Accepter, EnumInfo, NumberArray, NumberArrayKind, Stage, StructInfo } from './visitor.ts';

/** What the values of a text are asked of: they are where the cursor is. */
export const NO_SOURCE: object = /*#__PURE__*/ Object.freeze({});

/** Errors of this way are never seen. */
const NO_PATH: readonly PathPart[] = [];

export class JsonAccepter implements Accepter {
  private readonly reader: JsonReader;
  private readonly stage: Stage;
  /** The keys of the struct that is open, and which of them comes next. */
  private keys: readonly Key[] = [];
  private next = 0;
  private readonly outer: (readonly Key[] | number)[] = [];

  constructor(reader: JsonReader, stage: Stage) {
    this.reader = reader;
    this.stage = stage;
  }

  open(_from: unknown, info: StructInfo): void {
    const { reader } = this;
    if (reader.bytes[reader.at] !== OPEN_BRACE) giveUp();
    // The first key is like others then.
    reader.bytes[reader.at] = COMMA;
    this.outer.push(this.keys, this.next);
    this.keys = keysInOrder(info);
    this.next = 0;
  }

  close(): void {
    const { reader } = this;
    if (reader.bytes[reader.at] !== CLOSE_BRACE) giveUp();
    reader.at++;
    this.next = this.outer.pop() as number;
    this.keys = this.outer.pop() as readonly Key[];
  }

  /** Where the value is that comes next. */
  private value(): number {
    const { reader } = this;
    const key = this.keys[this.next++]!;
    return isKeyAt(key, reader.view, reader.at) ? reader.at + key.length : giveUp();
  }

  bool(): boolean {
    const { reader } = this;
    reader.at = this.value();
    if (reader.word('true')) return true;
    return reader.word('false') ? false : giveUp();
  }

  uint8(): number {
    const value = this.reader.integer(this.value());
    return (value & 0xff) === value ? value : giveUp();
  }

  int8(): number {
    const value = this.reader.integer(this.value());
    return (value << 24) >> 24 === value ? value : giveUp();
  }

  uint16(): number {
    const value = this.reader.integer(this.value());
    return (value & 0xffff) === value ? value : giveUp();
  }

  int16(): number {
    const value = this.reader.integer(this.value());
    return (value << 16) >> 16 === value ? value : giveUp();
  }

  uint32(): number {
    const value = this.reader.integer(this.value());
    return value >>> 0 === value ? value : giveUp();
  }

  int32(): number {
    const value = this.reader.integer(this.value());
    return (value | 0) === value ? value : giveUp();
  }

  private integer64(signed: boolean): bigint {
    const { reader } = this;
    const start = this.value();
    if (reader.bytes[start] !== QUOTE) giveUp();
    const end = readInteger64(reader.view, start + 1, signed);
    if (end < 0 || reader.bytes[end] !== QUOTE) giveUp();
    reader.at = end + 1;
    return takeInteger64(signed);
  }

  uint64(): bigint {
    return this.integer64(false);
  }

  int64(): bigint {
    return this.integer64(true);
  }

  /** A number that a double has, or whatever else there is. */
  private plain(): unknown {
    this.reader.at = this.value();
    return this.reader.value();
  }

  float(): number {
    return toFloat32(this.double()) ?? giveUp();
  }

  double(): number {
    const value = this.plain();
    return typeof value === 'number' && !Number.isFinite(value) ? giveUp() : (toFloat(value) ?? giveUp());
  }

  str(_from: unknown, capacity: number): string {
    const value = this.plain();
    return typeof value === 'string' && isText(value, capacity) ? value : giveUp();
  }

  enum(_from: unknown, info: EnumInfo): number {
    return toEnum(this.plain(), info) ?? giveUp();
  }

  numbers<A extends NumberArray>(_from: unknown, kind: NumberArrayKind<A>, count: number): A {
    const { reader } = this;
    reader.at = this.value();
    const array = this.stage(kind, count);
    if (!readPlainRow(reader, array, 0, count)) readRow(reader, array, 0, count, NO_PATH);
    return array;
  }

  struct<T extends object>(_from: unknown, info: StructInfo<T>): T {
    this.reader.at = this.value();
    return info.accept!(NO_SOURCE, this);
  }

  structs<T extends object>(_from: unknown, count: number, info: StructInfo<T>): T[] {
    const { reader } = this;
    reader.at = this.value();
    if (reader.bytes[reader.at] !== OPEN_BRACKET) giveUp();
    reader.bytes[reader.at] = COMMA;
    const list: T[] = [];
    for (let i = 0; i < count; i++) {
      if (reader.bytes[reader.at] !== COMMA) giveUp();
      reader.at++;
      list.push(info.accept!(NO_SOURCE, this));
    }
    if (reader.bytes[reader.at] !== CLOSE_BRACKET) giveUp();
    reader.at++;
    return list;
  }
}
