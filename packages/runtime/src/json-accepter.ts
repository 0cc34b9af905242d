// The straight way of JSON text input. In: a reader at the first token of a text. Out: values of a described value, in
// arrays of the stage. Rule: kinds.md, column JSON, as json-input.ts reads it, but only as json-output.ts writes it: keys
// in the order of the fields, no white space. Any other text ends it, right or wrong.

import { digitRun, readInteger, readInteger64, takeInteger64 } from './decimal.ts';
import { readHex, stageHex } from './hex.ts';
import { readPlainRow, readRow } from './json-block.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  JsonReader,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPARE_BYTES,
} from './json-reader.ts';
import { isText, toEnum, toFloat, toFloat32 } from './keyed-form.ts';
import { keyMemory, keyRowOf } from './keys.ts';
import { type PathPart, PathTrail } from './path-trail.ts';
import { closeStaging, commitStaged, openStaging, type Staging } from './staging.ts';
import { StateError } from './state-error.ts';
import { GIVE_UP, giveUp, isBits, type Straight } from './straight.ts';
import { inputMemory, SHARED_TEXT_BYTES } from './utf8.ts';
import type { Accepter, EnumInfo, NumberArrayKind, NumberRow, StructInfo } from './visitor.ts';

/** What the values of a text are asked of: they are where the cursor is. */
const NO_SOURCE: object = /*#__PURE__*/ Object.freeze({});
/** Errors of this way are never seen. */
const NO_PATH: readonly PathPart[] = [];

const { bytes, view } = inputMemory;
const { doubles, halves } = keyMemory;
/** Characters of a text that has room there, whatever they are. */
const LONGEST_TEXT = Math.floor((SHARED_TEXT_BYTES - SPARE_BYTES) / 3);

/** Loads a text as toJson writes it, as fromJson does; null, and nothing has changed, for any other. */
export function acceptJson<T extends object>(straight: Straight<T>, text: string, into: T | null): T | null {
  if (text.length > LONGEST_TEXT) return null;
  const staging = openStaging();
  accepter ??= new JsonAccepter();
  let accepted: T;
  try {
    accepted = accepter.accept(straight, text, staging);
  } catch (error) {
    if (error !== GIVE_UP && !(error instanceof StateError)) throw error;
    closeStaging(staging, true);
    return null;
  }
  return commitStaged(staging, straight, accepted, into);
}

/** There is one at most at a time: nobody else's code runs while a text is accepted. */
let accepter: JsonAccepter | null = null;

class JsonAccepter implements Accepter {
  private readonly reader: JsonReader = new JsonReader(new PathTrail(), inputMemory);
  private staging!: Staging;
  private at = 0;
  /** The place of the next key of the struct that is open. */
  private next = 0;
  private readonly outer: number[] = [];

  /** Throws GIVE_UP, or an error, if a text is not as toJson writes it. */
  accept<T extends object>(straight: Straight<T>, text: string, staging: Staging): T {
    const { reader } = this;
    if (this.outer.length > 0) this.outer.length = 0;
    this.staging = staging;
    reader.open(text);
    this.at = reader.at;
    const accepted = straight.accept(NO_SOURCE, this);
    if (this.at !== reader.end) giveUp();
    reader.close();
    return accepted;
  }

  open(_from: unknown, info: StructInfo): void {
    const { at } = this;
    if (bytes[at] !== OPEN_BRACE) giveUp();
    // The first key is like others then.
    bytes[at] = COMMA;
    this.outer.push(this.next);
    this.next = keyRowOf(info).first;
  }

  close(): void {
    if (bytes[this.at] !== CLOSE_BRACE) giveUp();
    this.at++;
    this.next = this.outer.pop()!;
  }

  /** Where the value is that comes next. */
  private value(): number {
    let { next, at } = this;
    const length = halves[2 * next++]!;
    const end = at + length;
    if (length < 8) {
      if (view.getInt32(at, true) !== halves[2 * next]) giveUp();
      if (view.getInt32(end - 4, true) !== halves[2 * next++ + 1]) giveUp();
    } else {
      for (; at < end - 8; at += 8) if (view.getFloat64(at, true) !== doubles[next++]) giveUp();
      if (view.getFloat64(end - 8, true) !== doubles[next++]) giveUp();
    }
    this.next = next;
    return end;
  }

  bool(): boolean {
    const { reader } = this;
    reader.at = this.value();
    const value = reader.word('true');
    if (!value && !reader.word('false')) giveUp();
    this.at = reader.at;
    return value;
  }

  /** An integer; NaN if there is none, or more than ten digits. */
  private integer(): number {
    const start = this.value();
    const value = readInteger(view, start);
    this.at = digitRun.end;
    return this.at === start ? NaN : value;
  }

  uint8(): number {
    const value = this.integer();
    return (value & 0xff) === value ? value : giveUp();
  }

  int8(): number {
    const value = this.integer();
    return (value << 24) >> 24 === value ? value : giveUp();
  }

  uint16(): number {
    const value = this.integer();
    return (value & 0xffff) === value ? value : giveUp();
  }

  int16(): number {
    const value = this.integer();
    return (value << 16) >> 16 === value ? value : giveUp();
  }

  uint32(): number {
    const value = this.integer();
    return value >>> 0 === value ? value : giveUp();
  }

  int32(): number {
    const value = this.integer();
    return (value | 0) === value ? value : giveUp();
  }

  bits(_from: unknown, width: number, signed: boolean): number {
    const value = this.integer();
    return isBits(value, width, signed) ? value : giveUp();
  }

  private integer64(signed: boolean): bigint {
    const start = this.value();
    if (bytes[start] !== QUOTE) giveUp();
    const end = readInteger64(view, start + 1, signed);
    if (end < 0 || bytes[end] !== QUOTE) giveUp();
    this.at = end + 1;
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
    const { reader } = this;
    reader.at = this.value();
    const value = reader.value();
    this.at = reader.at;
    return value;
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

  bytes(_from: unknown, count: number): Uint8Array {
    const start = this.value() + 1;
    const end = start + 2 * count;
    const { staging } = this;
    const array = staging.stage(Uint8Array, count);
    if (end >= this.reader.end || bytes[start - 1] !== QUOTE || bytes[end] !== QUOTE) giveUp();
    if (!(staging.place < 0 ? readHex(bytes, start, array, 0, count) : stageHex(start, staging.place, count))) giveUp();
    this.at = end + 1;
    return array;
  }

  numbers<A extends NumberRow>(_from: unknown, kind: NumberArrayKind<A>, count: number): A {
    const { reader } = this;
    reader.at = this.value();
    const array = this.staging.stage(kind, count);
    if (!readPlainRow(reader, array, 0, count)) readRow(reader, array, 0, count, NO_PATH);
    this.at = reader.at;
    return array;
  }

  struct<T extends object>(_from: unknown, info: StructInfo<T>): T {
    this.at = this.value();
    return info.accept!(NO_SOURCE, this);
  }

  structs<T extends object>(_from: unknown, count: number, info: StructInfo<T>): T[] {
    this.at = this.value();
    if (bytes[this.at] !== OPEN_BRACKET) giveUp();
    bytes[this.at] = COMMA;
    const list: T[] = [];
    for (let i = 0; i < count; i++) {
      if (bytes[this.at] !== COMMA) giveUp();
      this.at++;
      list.push(info.accept!(NO_SOURCE, this));
    }
    if (bytes[this.at] !== CLOSE_BRACKET) giveUp();
    this.at++;
    return list;
  }
}
