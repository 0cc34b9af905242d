// The JSON text output visitor: a state as JSON, without spaces.
// In: a described value. Out: the text JSON.stringify(toObject(…)) would give, but for the zero of a float below zero: -0.
// Rule: kinds.md, column JSON; RFC 8259. Text is written as bytes into one buffer and decoded once, at the end: every
// key and element is preceded by a comma; the bracket that opens takes the place of the first one when it closes.

import { writeInteger, writeInteger64 } from './decimal.ts';
import { giveJson } from './json-giver.ts';
import {
  blockOf,
  describe,
  enumExpected,
  FLOAT_EXPECTED,
  fits,
  fromEnum,
  integerOf,
  isText,
  textExpected,
  toEnum,
  usedDims,
} from './keyed-form.ts';
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
import { emptyKeyTable, type KeyTable, keyTableOf, placeOfKey, VALUE_BYTES, writeKey } from './keys.ts';
import { PathTrail } from './path-trail.ts';
import { GIVE_UP, straightOf } from './straight.ts';
import type { EnumInfo, ExternalInfo, NumberArray, OutputVisitor, StructInfo, VisitFunction } from './visitor.ts';

/**
 * The state of `value` as JSON text.
 * Throws a StateError if a field holds what its C type cannot.
 */
export function toJson<T extends object>(visit: VisitFunction<T, never>, value: T): string {
  const straight = straightOf(visit);
  if (straight !== undefined) {
    try {
      return giveJson(straight, value);
    } catch (error) {
      if (error !== GIVE_UP) throw error;
    }
  }
  const visitor = idle ?? new JsonOutput();
  idle = null;
  visit(visitor, null, value);
  const text = visitor.out.finish(1);
  if (visitor.isAsNew) idle = visitor;
  return text;
}

/** A visitor that has finished, for the next text; a visit within a visit finds none and makes its own. */
let idle: JsonOutput | null = null;
const NO_KEYS: KeyTable = /*#__PURE__*/ emptyKeyTable();

class JsonOutput implements OutputVisitor {
  readonly out: JsonWriter = new JsonWriter();
  readonly reads = false;
  private readonly trail: PathTrail = new PathTrail();
  /** Elements so far of the lists that are open. */
  private readonly counts: number[] = [];
  /** The keys of the struct that is open, and which of them is expected next. */
  private table: KeyTable = NO_KEYS;
  private next = 0;
  private readonly outer: (KeyTable | number)[] = [];

  /** Whether another text may be written with it: its buffer is small, and all that was opened was closed. */
  get isAsNew(): boolean {
    return this.out.isSmall && this.trail.depth === 0;
  }

  /** Writes a comma, and the key if there is one. Returns where the value goes; there is room for one. */
  private key(name: string | null): number {
    if (name === null) {
      this.out.reserve(VALUE_BYTES);
      if (this.counts.length > 0) this.counts[this.counts.length - 1]!++;
      this.out.view.setUint8(this.out.at, COMMA);
      return this.out.at + 1;
    }
    const { table } = this;
    const place = table.names[this.next] === name ? this.next : placeOfKey(table, this.next, name);
    this.next = place + 1;
    const key = table.keys[place]!;
    this.out.reserve(key.length + VALUE_BYTES);
    return writeKey(key, this.out.view, this.out.at);
  }

  /** Begins an object or a list, whose bracket is written at its end. */
  private open(name: string | null): void {
    this.markElement(name);
    this.out.at = this.key(name);
    this.outer.push(this.out.at);
  }

  private close(opening: number, closing: number): void {
    this.out.closeAt(this.outer.pop() as number, opening, closing);
  }

  private openObject(name: string | null, typeName: string, table: KeyTable): void {
    this.open(name);
    this.trail.enter(name, typeName);
    this.outer.push(this.table, this.next);
    this.table = table;
    this.next = 0;
  }

  private closeObject(): void {
    this.out.isAscii &&= this.table.isAscii;
    this.next = this.outer.pop() as number;
    this.table = this.outer.pop() as KeyTable;
    this.trail.leave();
    this.close(OPEN_BRACE, CLOSE_BRACE);
  }

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    if (typeof value !== 'object' || value === null) {
      this.fail(this.trail.nameOf(name, info.name), 'an object', describe(value));
    }
    this.openObject(name, info.name, keyTableOf(info));
    return value;
  }

  endStruct<T extends object>(_name: string | null, _value: T | null, current: T): T {
    this.closeObject();
    return current;
  }

  startList(name: string | null): void {
    this.open(name);
    this.trail.enterList(name);
    this.counts.push(0);
  }

  nextElement(): boolean {
    return false;
  }

  endList(): void {
    this.counts.pop();
    this.trail.leaveList();
    this.close(OPEN_BRACKET, CLOSE_BRACKET);
  }

  startUnion(name: string | null, caseName: string, cases: readonly string[]): string {
    if (!cases.includes(caseName)) this.fail(name, `one of the cases ${cases.join(', ')}`, describe(caseName));
    this.openObject(name, '', emptyKeyTable());
    return caseName;
  }

  endUnion(): void {
    this.closeObject();
  }

  present(_name: string, isPresent: boolean): boolean {
    return isPresent;
  }

  bool(name: string | null, value: boolean): boolean {
    if (typeof value !== 'boolean') this.fail(name, 'true or false', describe(value));
    this.out.at = this.key(name);
    this.out.ascii(value ? 'true' : 'false');
    return value;
  }

  private integer(name: string | null, value: number): number {
    const at = this.key(name);
    this.out.at = writeInteger(this.out.view, at, value);
    return value;
  }

  uint8(name: string | null, value: number): number {
    return (value & 0xff) === value ? this.integer(name, value) : this.refuse(name, value, 8, false);
  }

  int8(name: string | null, value: number): number {
    return (value << 24) >> 24 === value ? this.integer(name, value) : this.refuse(name, value, 8, true);
  }

  uint16(name: string | null, value: number): number {
    return (value & 0xffff) === value ? this.integer(name, value) : this.refuse(name, value, 16, false);
  }

  int16(name: string | null, value: number): number {
    return (value << 16) >> 16 === value ? this.integer(name, value) : this.refuse(name, value, 16, true);
  }

  uint32(name: string | null, value: number): number {
    return value >>> 0 === value ? this.integer(name, value) : this.refuse(name, value, 32, false);
  }

  int32(name: string | null, value: number): number {
    return (value | 0) === value ? this.integer(name, value) : this.refuse(name, value, 32, true);
  }

  private integer64(name: string | null, value: bigint): bigint {
    const start = this.key(name);
    const { view } = this.out;
    view.setUint8(start, QUOTE);
    const at = writeInteger64(view, start + 1, value);
    view.setUint8(at, QUOTE);
    this.out.at = at + 1;
    return value;
  }

  uint64(name: string | null, value: bigint): bigint {
    const isFit = typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
    return isFit ? this.integer64(name, value) : this.refuse(name, value, 64, false);
  }

  int64(name: string | null, value: bigint): bigint {
    const isFit = typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
    return isFit ? this.integer64(name, value) : this.refuse(name, value, 64, true);
  }

  private integer128(name: string | null, value: bigint, signed: boolean): bigint {
    if (typeof value !== 'bigint' || !fits(value, 128, signed)) this.refuse(name, value, 128, signed);
    this.out.at = this.key(name);
    this.out.ascii(`"${value}"`);
    return value;
  }

  uint128(name: string | null, value: bigint): bigint {
    return this.integer128(name, value, false);
  }

  int128(name: string | null, value: bigint): bigint {
    return this.integer128(name, value, true);
  }

  float(name: string | null, value: number): number {
    this.double(name, Math.fround(value));
    return value;
  }

  double(name: string | null, value: number): number {
    if (typeof value !== 'number') this.fail(name, FLOAT_EXPECTED, describe(value));
    this.out.at = this.key(name);
    this.out.ascii(floatText(value));
    return value;
  }

  str(name: string | null, value: string | null, capacity: number): string | null {
    if (!isText(value, capacity)) this.fail(name, textExpected(capacity), describe(value));
    this.out.at = this.key(name);
    if (value === null) this.out.ascii('null');
    else this.out.text(value);
    return value;
  }

  enum(name: string | null, value: number, info: EnumInfo): number {
    if (typeof value !== 'number' || toEnum(value, info) === undefined) {
      this.fail(name, enumExpected(info, value), describe(value));
    }
    const keyed = fromEnum(value, info);
    if (typeof keyed === 'number') return this.integer(name, keyed);
    this.out.at = this.key(name);
    this.out.text(keyed);
    return value;
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    const block = blockOf(this, name, array, count);
    this.out.at = this.key(name);
    if (dims === null) this.out.row(block, 0, count);
    else this.out.rows(block, 0, count, usedDims(count, dims), 0);
    return array;
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  private markElement(name: string | null): void {
    if (name === null && this.trail.isInList) this.trail.element(this.counts[this.counts.length - 1]!);
  }

  fail(name: string | null, expected: string, found: string): never {
    this.markElement(name);
    throw this.trail.error([name], expected, found);
  }

  private refuse(name: string | null, value: unknown, bits: number, signed: boolean): never {
    this.fail(name, integerOf(bits, signed), describe(value));
  }
}
