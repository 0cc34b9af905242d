// The JSON text output visitor: a state as JSON, without spaces.
// In: a described value. Out: the text JSON.stringify(toObject(…)) would give, but for the zero of a float below zero: -0.
// Rule: kinds.md, column JSON; RFC 8259. Text is written as bytes into one buffer and decoded once, at the end: every
// key and element is preceded by a comma; the bracket that opens takes the place of the first one when it closes.

import { DECIMAL_BYTES, writeInteger, writeInteger64 } from './decimal.ts';
import { writeHex } from './hex.ts';
import {
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
import { emptyKeyTable, type KeyTable, keyTableOf, placeOfKey, writeKey } from './keys.ts';
import { PathTrail } from './path-trail.ts';
import { decode, encodeInto } from './utf8.ts';
import type { EnumInfo, ExternalInfo, NumberArray, OutputVisitor, StructInfo, VisitFunction } from './visitor.ts';

/**
 * The state of `value` as JSON text.
 * Throws a StateError if a field holds what its C type cannot.
 */
export function toJson<T extends object>(visit: VisitFunction<T, never>, value: T): string {
  const visitor = idle ?? new JsonOutput();
  idle = null;
  visit(visitor, null, value);
  const text = visitor.finish();
  if (visitor.isAsNew) idle = visitor;
  return text;
}

const FIRST_BUFFER_BYTES = 1 << 14;
/** A buffer that grew beyond this is not kept for the next text. */
const KEPT_BUFFER_BYTES = 1 << 20;
/** Room that every value may use without asking: a comma, quotes, digits of the longest integer or double, brackets. */
const VALUE_BYTES = DECIMAL_BYTES + 8;
/** Bytes of an element of a block and its comma, at most: -2147483648, "-9223372036854775808", -1.2345678901234567e-308 */
const ELEMENT_BYTES = 28;
/** Texts shorter than this are copied character by character. */
const SHORT_TEXT_LENGTH = 48;

const COMMA = 44;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/** A visitor that has finished, for the next text; a visit within a visit finds none and makes its own. */
let idle: JsonOutput | null = null;
const NO_KEYS: KeyTable = /*#__PURE__*/ emptyKeyTable();

class JsonOutput implements OutputVisitor {
  readonly reads = false;
  private bytes: Uint8Array = new Uint8Array(FIRST_BUFFER_BYTES);
  private view: DataView = new DataView(this.bytes.buffer);
  private at = 0;
  private readonly trail: PathTrail = new PathTrail();
  /** Elements so far of the lists that are open. */
  private readonly counts: number[] = [];
  /** The keys of the struct that is open, and which of them is expected next. */
  private table: KeyTable = NO_KEYS;
  private next = 0;
  private readonly outer: (KeyTable | number)[] = [];

  /** Whether another text may be written with it: its buffer is small, and all that was opened was closed. */
  get isAsNew(): boolean {
    return this.bytes.length <= KEPT_BUFFER_BYTES && this.trail.depth === 0;
  }

  /** The text. */
  finish(): string {
    const text = decode(this.bytes.subarray(1, this.at));
    this.at = 0;
    return text;
  }

  private reserve(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.at + size, 2 * this.bytes.length));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  /** Writes a comma, and the key if there is one. Returns where the value goes; there is room for one. */
  private key(name: string | null): number {
    if (name === null) {
      this.reserve(VALUE_BYTES);
      if (this.counts.length > 0) this.counts[this.counts.length - 1]!++;
      this.view.setUint8(this.at, COMMA);
      return this.at + 1;
    }
    const { table } = this;
    const place = table.names[this.next] === name ? this.next : placeOfKey(table, this.next, name);
    this.next = place + 1;
    const key = table.keys[place]!;
    this.reserve(key.length + VALUE_BYTES);
    return writeKey(key, this.view, this.at);
  }

  private byte(code: number): void {
    this.bytes[this.at++] = code;
  }

  private ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  /** Begins an object or a list, whose bracket is written at its end. */
  private open(name: string | null): void {
    this.markElement(name);
    this.at = this.key(name);
    this.outer.push(this.at);
  }

  private close(opening: number, closing: number): void {
    this.closeAt(this.outer.pop() as number, opening, closing);
  }

  private closeAt(start: number, opening: number, closing: number): void {
    this.reserve(2);
    if (this.at === start) this.at++;
    this.bytes[start] = opening;
    this.byte(closing);
  }

  private openObject(name: string | null, typeName: string, table: KeyTable): void {
    this.open(name);
    this.trail.enter(name, typeName);
    this.outer.push(this.table, this.next);
    this.table = table;
    this.next = 0;
  }

  private closeObject(): void {
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
    this.at = this.key(name);
    this.ascii(value ? 'true' : 'false');
    return value;
  }

  private integer(name: string | null, value: number): number {
    const at = this.key(name);
    this.at = writeInteger(this.view, at, value);
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
    const { view } = this;
    view.setUint8(start, QUOTE);
    const at = writeInteger64(view, start + 1, value);
    view.setUint8(at, QUOTE);
    this.at = at + 1;
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
    this.at = this.key(name);
    this.ascii(`"${value}"`);
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
    this.at = this.key(name);
    this.ascii(floatText(value));
    return value;
  }

  str(name: string | null, value: string | null, capacity: number): string | null {
    if (!isText(value, capacity)) this.fail(name, textExpected(capacity), describe(value));
    this.at = this.key(name);
    if (value === null) this.ascii('null');
    else this.text(value);
    return value;
  }

  /** A text in quotes. */
  private text(value: string): void {
    if (value.length < SHORT_TEXT_LENGTH) {
      this.reserve(value.length + 2);
      if (this.plainText(value)) return;
    }
    const quoted = JSON.stringify(value);
    this.reserve(3 * quoted.length);
    this.at += encodeInto(quoted, this.bytes.subarray(this.at)).written;
  }

  /** Writes a text that is as it is in JSON; false if it is not. */
  private plainText(value: string): boolean {
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = QUOTE;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) return false;
      bytes[at++] = code;
    }
    bytes[at++] = QUOTE;
    this.at = at;
    return true;
  }

  enum(name: string | null, value: number, info: EnumInfo): number {
    if (typeof value !== 'number' || toEnum(value, info) === undefined) {
      this.fail(name, enumExpected(info, value), describe(value));
    }
    const keyed = fromEnum(value, info);
    if (typeof keyed === 'number') return this.integer(name, keyed);
    this.at = this.key(name);
    this.text(keyed);
    return value;
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    if (array.length < count) this.fail(name, `${count} elements`, `${array.length}`);
    this.at = this.key(name);
    if (dims === null) this.row(array, 0, count);
    else this.rows(array, 0, count, usedDims(count, dims), 0);
    return array;
  }

  /** Elements `start` to `end`, bytes as hex, the others in brackets; `dims` from `level` on are still open. */
  private rows(array: NumberArray, start: number, end: number, dims: readonly number[], level: number): void {
    if (level === dims.length - 1) {
      this.row(array, start, end);
      return;
    }
    const opening = this.at;
    const step = (end - start) / dims[level]!;
    for (let row = 0; row < dims[level]!; row++) {
      this.reserve(1);
      this.byte(COMMA);
      this.rows(array, start + row * step, start + (row + 1) * step, dims, level + 1);
    }
    this.closeAt(opening, OPEN_BRACKET, CLOSE_BRACKET);
  }

  private row(array: NumberArray, start: number, end: number): void {
    if (array instanceof Uint8Array) {
      this.reserve(2 * (end - start) + 2);
      this.byte(QUOTE);
      this.at = writeHex(array, start, end, this.view, this.at);
      this.byte(QUOTE);
      return;
    }
    this.reserve((end - start) * ELEMENT_BYTES);
    const opening = this.at;
    if (array instanceof BigUint64Array || array instanceof BigInt64Array) {
      this.at = writeRow64(this.view, this.at, array, start, end);
    } else if (array instanceof Float32Array || array instanceof Float64Array) {
      for (let i = start; i < end; i++) this.ascii(`,${floatText(array[i]!)}`);
    } else this.at = writeRow(this.view, this.at, array, start, end);
    this.closeAt(opening, OPEN_BRACKET, CLOSE_BRACKET);
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

function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

type IntegerArray = Exclude<NumberArray, BigUint64Array | BigInt64Array>;

function writeRow(out: DataView, at: number, array: IntegerArray, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    out.setUint8(at, COMMA);
    at = writeInteger(out, at + 1, array[i]!);
  }
  return at;
}

function writeRow64(
  out: DataView,
  at: number,
  array: BigUint64Array | BigInt64Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    out.setUint16(at, COMMA | (QUOTE << 8), true);
    at = writeInteger64(out, at + 2, array[i]!);
    out.setUint8(at++, QUOTE);
  }
  return at;
}
