// The JSON text input visitor: JSON into a state, without a tree between.
// In: a text as toJson writes it, from anywhere. Out: the described value, or a StateError with the path.
// Rule: kinds.md, column JSON; RFC 8259. The next key is expected at the cursor; only when another one is there, the
// rest of that object is indexed, and its fields are looked up.

import { readInteger64, takeInteger64 } from './decimal.ts';
import { readHex, readHexText } from './hex.ts';
import {
  clearFrom,
  countOf,
  describe,
  elementExpected,
  enumExpected,
  fillNumbers,
  FLOAT_EXPECTED,
  hexExpected,
  integerOf,
  isText,
  keysOf,
  NO_KEY,
  numbersLike,
  textExpected,
  toBigint,
  toEnum,
  toFloat,
  toFloat32,
  unknownKeyExpected,
  usedDims,
} from './keyed-form.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  JsonReader,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './json-reader.ts';
import { fromObject, type InputArguments } from './object-input.ts';
import { type PathPart, PathTrail } from './path-trail.ts';
import type { EnumInfo, ExternalInfo, InputVisitor, NumberArray, StructInfo, VisitFunction } from './visitor.ts';

/**
 * Loads JSON text into `into`, or into a fresh T when it is null, and returns that. Integers may be written in any way
 * JSON has (`1e2`), those of more than 32 bits also as decimal text; hex digits may be of either case.
 * Throws a StateError with the path of the field that is wrong; `into` is then as it was.
 */
export function fromJson<T extends object, H>(
  visit: VisitFunction<T, H>,
  text: string,
  into: T | null,
  ...[hooks, options]: InputArguments<NoInfer<H>>
): T {
  const trail = new PathTrail();
  const reader = new JsonReader(text, trail);
  try {
    if (options?.missing !== 'keep' || into === null) {
      return visit(new JsonInput(reader, trail, options?.unknown !== 'ignore'), null, into, hooks as H);
    }
    const tree = reader.document();
    return fromObject(visit, tree, into, ...([hooks, options] as InputArguments<H>));
  } finally {
    reader.close();
  }
}

/** Keys kept as bytes; names come from headers, so there are never as many. */
const KEY_CACHE_LIMIT = 1 << 14;
const keys = /*#__PURE__*/ new Map<string, Uint8Array>();

class JsonInput implements InputVisitor {
  readonly reads = true;
  private readonly reader: JsonReader;
  private readonly trail: PathTrail;
  private readonly strict: boolean;
  /** Nothing was read from the innermost object or list yet: no comma stands before what is next. */
  private isFirst = true;
  /** Where the values are that were not yet read, once an object is not in the order of its fields; else null. */
  private index: Map<string, number> | null = null;
  /** The offset after an indexed object. */
  private indexEnd = 0;
  private readonly outer: (Map<string, number> | null | number)[] = [];
  /** Promised lengths of the lists that are open. */
  private readonly lengths: number[] = [];

  constructor(reader: JsonReader, trail: PathTrail, strict: boolean) {
    this.reader = reader;
    this.trail = trail;
    this.strict = strict;
  }

  // ---- finding values ----------------------------------------------------------------------------------------

  /** Moves the cursor to the value of a field; an element's is there already. */
  private take(name: string | null): void {
    this.reader.leaf = name;
    if (name !== null) {
      const at = this.locate(name);
      if (at < 0) this.fail(name, 'a value', NO_KEY);
      this.reader.at = at;
      this.index?.delete(name);
    }
    this.isFirst = false;
  }

  /** Where the value of a key of this object is; -1 if there is no such key. Neither is read. */
  private locate(name: string): number {
    if (this.index === null) {
      const { reader } = this;
      const start = this.nextMember();
      if (start < 0) return -1;
      const key = keys.get(name) ?? encodeKey(name);
      const { bytes } = reader;
      let at = start;
      let i = 0;
      while (i < key.length && bytes[at] === key[i]) {
        at++;
        i++;
      }
      if (i === key.length) {
        if (bytes[at] !== COLON) at = this.skipToColon(at);
        return reader.skipSpace(at + 1);
      }
      reader.at = start;
      this.index = this.indexMembers();
    }
    return this.index.get(name) ?? -1;
  }

  private skipToColon(at: number): number {
    const colon = this.reader.skipSpace(at);
    if (this.reader.bytes[colon] !== COLON) this.refuseAt(colon, '":"');
    return colon;
  }

  /** Where the next key of this object is; -1 if the object ends here. The cursor stays. */
  private nextMember(): number {
    const { reader } = this;
    let at = reader.skipSpace(reader.at);
    const code = reader.bytes[at];
    if (code === CLOSE_BRACE) return -1;
    if (!this.isFirst) {
      if (code !== COMMA) this.refuseAt(at, '"," or "}"');
      at = reader.skipSpace(at + 1);
    }
    if (reader.bytes[at] !== QUOTE) this.refuseAt(at, 'a key');
    return at;
  }

  private refuseAt(at: number, expected: string): never {
    this.reader.at = at;
    this.reader.refuse(expected);
  }

  /** Notes where the values of this object are, from the key at the cursor to the end. */
  private indexMembers(): Map<string, number> {
    const { reader } = this;
    const index = new Map<string, number>();
    reader.moreMembers((key) => {
      index.set(key, reader.at);
      reader.skipValue(this.trail.depth);
    });
    this.indexEnd = reader.at;
    return index;
  }

  private openObject(): void {
    this.outer.push(this.index, this.indexEnd);
    this.index = null;
    this.isFirst = true;
    this.reader.at++;
  }

  /** Leaves an object; `refuse` is told of the keys that no field has read. */
  private closeObject(refuse: (keys: Iterable<string>) => void): void {
    const { reader } = this;
    reader.leaf = null;
    if (this.index === null) {
      const start = this.nextMember();
      if (start < 0) reader.at = reader.skipSpace(reader.at) + 1;
      else {
        reader.at = start;
        this.index = this.indexMembers();
      }
    }
    if (this.index !== null) {
      if (this.index.size > 0) refuse(this.index.keys());
      reader.at = this.indexEnd;
    }
    this.trail.leave();
    this.indexEnd = this.outer.pop() as number;
    this.index = this.outer.pop() as Map<string, number> | null;
    this.isFirst = false;
  }

  // ---- structs, lists, unions --------------------------------------------------------------------------------

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    const isOutermost = this.trail.depth === 0;
    if (isOutermost) {
      this.reader.leaf = this.trail.nameOf(name, info.name);
      this.reader.at = this.reader.skipSpace(0);
    } else this.take(name);
    if (this.reader.bytes[this.reader.at] !== OPEN_BRACE) this.mistake('an object');
    this.openObject();
    this.trail.enter(name, info.name);
    return isOutermost || value === null ? info.draft(value) : value;
  }

  endStruct<T extends object>(_name: string | null, value: T | null, current: T, info: StructInfo<T>): T {
    this.closeObject((names) => this.refuseKeys(names, info));
    if (this.trail.depth > 0) return current;
    this.reader.leaf = info.name;
    this.reader.finish();
    if (value === null) return current;
    info.commit(value, current);
    return value;
  }

  private refuseKeys(names: Iterable<string>, info: Pick<StructInfo, 'name' | 'fields'>): void {
    const known = keysOf(info);
    for (const name of names) {
      if (known.includes(name)) this.fail(name, 'one value', 'the key a second time');
      if (this.strict) this.fail(name, unknownKeyExpected(name, info.name, known), 'an unknown key');
    }
  }

  startList(name: string | null, length: number): void {
    this.take(name);
    if (this.reader.bytes[this.reader.at] !== OPEN_BRACKET) this.mistake('an array');
    this.reader.at++;
    this.trail.enterList(name);
    this.lengths.push(length);
    this.isFirst = true;
  }

  nextElement(index: number): boolean {
    const { reader } = this;
    reader.leaf = null;
    const length = this.lengths[this.lengths.length - 1]!;
    let at = reader.skipSpace(reader.at);
    const code = reader.bytes[at];
    this.trail.element();
    if (code === CLOSE_BRACKET) {
      if (index < length) this.fail(null, countOf(length, 'element'), `${index}`);
      return false;
    }
    if (index > 0) {
      if (code !== COMMA) this.refuseAt(at, '"," or "]"');
      at = reader.skipSpace(at + 1);
    }
    reader.at = at;
    if (length >= 0 && index >= length)
      this.fail(null, countOf(length, 'element'), `${index + reader.countElements()}`);
    this.trail.element(index);
    return true;
  }

  endList(): void {
    const { reader } = this;
    reader.leaf = null;
    this.trail.element();
    reader.at = reader.skipSpace(reader.at);
    if (reader.bytes[reader.at] !== CLOSE_BRACKET) reader.refuse('"]"');
    reader.at++;
    this.lengths.pop();
    this.trail.leaveList();
    this.isFirst = false;
  }

  startUnion(name: string | null, _caseName: string, cases: readonly string[]): string {
    const { reader } = this;
    this.take(name);
    if (reader.bytes[reader.at] !== OPEN_BRACE) this.mistake('an object of one key');
    this.openObject();
    const start = reader.at;
    const member = this.nextMember();
    if (member < 0) this.fail(name, 'an object of one key', '0 keys');
    reader.at = member;
    const found = reader.key();
    if (!cases.includes(found)) this.fail(name, `one of the cases ${cases.join(', ')}`, describe(found));
    reader.at = start;
    this.trail.enter(name, '');
    return found;
  }

  endUnion(): void {
    this.closeObject(() => this.fail(null, 'an object of one key', 'more keys'));
  }

  present(name: string): boolean {
    this.reader.leaf = name;
    return this.locate(name) >= 0;
  }

  // ---- values ------------------------------------------------------------------------------------------------

  bool(name: string | null): boolean {
    this.take(name);
    if (this.reader.word('true')) return true;
    if (this.reader.word('false')) return false;
    return this.mistake('true or false');
  }

  /** An integer of at most 32 bits, or whatever else there is. */
  private integer(name: string | null): unknown {
    this.take(name);
    return this.reader.digits() ?? this.reader.value();
  }

  uint8(name: string | null): number {
    const value = this.integer(name);
    if (typeof value !== 'number' || (value & 0xff) !== value) return this.refuse(name, value, 8, false);
    return value | 0;
  }

  int8(name: string | null): number {
    const value = this.integer(name);
    if (typeof value !== 'number' || (value << 24) >> 24 !== value) return this.refuse(name, value, 8, true);
    return value | 0;
  }

  uint16(name: string | null): number {
    const value = this.integer(name);
    if (typeof value !== 'number' || (value & 0xffff) !== value) return this.refuse(name, value, 16, false);
    return value | 0;
  }

  int16(name: string | null): number {
    const value = this.integer(name);
    if (typeof value !== 'number' || (value << 16) >> 16 !== value) return this.refuse(name, value, 16, true);
    return value | 0;
  }

  uint32(name: string | null): number {
    const value = this.integer(name);
    if (typeof value !== 'number' || value >>> 0 !== value) return this.refuse(name, value, 32, false);
    return value >>> 0;
  }

  int32(name: string | null): number {
    const value = this.integer(name);
    if (typeof value !== 'number' || (value | 0) !== value) return this.refuse(name, value, 32, true);
    return value | 0;
  }

  private integer64(name: string | null, signed: boolean): bigint {
    this.take(name);
    const { reader } = this;
    const start = reader.at;
    const isText = reader.bytes[start] === QUOTE;
    const end = readInteger64(reader.bytes, isText ? start + 1 : start, signed);
    if (end < 0) return this.bigint(name, 64, signed);
    if (isText) {
      if (reader.bytes[end] !== QUOTE) return this.bigint(name, 64, signed);
      reader.at = end + 1;
    } else if (reader.digits() === undefined) return this.bigint(name, 64, signed);
    return takeInteger64(signed);
  }

  uint64(name: string | null): bigint {
    return this.integer64(name, false);
  }

  int64(name: string | null): bigint {
    return this.integer64(name, true);
  }

  uint128(name: string | null): bigint {
    this.take(name);
    return this.bigint(name, 128, false);
  }

  int128(name: string | null): bigint {
    this.take(name);
    return this.bigint(name, 128, true);
  }

  /** An integer in any of its forms. */
  private bigint(name: string | null, bits: number, signed: boolean): bigint {
    const value = this.reader.value();
    return toBigint(value, bits, signed) ?? this.refuse(name, value, bits, signed);
  }

  float(name: string | null): number {
    this.take(name);
    const value = this.reader.value();
    return toFloat32(value) ?? this.fail(name, `${FLOAT_EXPECTED} (32 bits)`, describe(value));
  }

  double(name: string | null): number {
    this.take(name);
    const value = this.reader.value();
    return toFloat(value) ?? this.fail(name, FLOAT_EXPECTED, describe(value));
  }

  str(name: string | null, _value: string | null, capacity: number): string | null {
    this.take(name);
    const value = this.reader.value();
    return isText(value, capacity) ? value : this.fail(name, textExpected(capacity), describe(value));
  }

  enum(name: string | null, _value: number, info: EnumInfo): number {
    this.take(name);
    const value = this.reader.value();
    return toEnum(value, info) ?? this.fail(name, enumExpected(info, value), describe(value));
  }

  // ---- blocks of numbers -------------------------------------------------------------------------------------

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    this.take(name);
    const { reader } = this;
    // One digit and a comma, or two digits of hex: no text holds more elements than this.
    const most = (reader.end - reader.at) / 2;
    if (array.length < count && count > most) this.fail(name, countOf(count, 'element'), `at most ${Math.floor(most)}`);
    const target = array.length < count ? numbersLike(array, count) : array;
    this.rows(target, 0, usedDims(count, dims), 0, [name]);
    clearFrom(target, count);
    return target;
  }

  /** Fills `target` from `at` on; returns the place after what it filled. */
  private rows(target: NumberArray, at: number, dims: readonly number[], level: number, path: PathPart[]): number {
    const count = dims[level]!;
    const isRow = level === dims.length - 1;
    if (isRow && target instanceof Uint8Array) this.hexRow(target, at, count, path);
    else if (isRow) this.row(target, at, count, path);
    else {
      this.elements(count, path, (i) => {
        at = this.rows(target, at, dims, level + 1, [...path, i]);
      });
      return at;
    }
    return at + count;
  }

  private hexRow(target: Uint8Array, at: number, count: number, path: PathPart[]): void {
    const { reader } = this;
    const digits = reader.at + 1;
    const end = digits + 2 * count;
    if (reader.bytes[reader.at] === QUOTE && reader.bytes[end] === QUOTE && end < reader.end) {
      if (readHex(reader.bytes, digits, target, at, count)) {
        reader.at = end + 1;
        return;
      }
    }
    const value = reader.value();
    const isLong = typeof value === 'string' && value.length !== 2 * count;
    if (isLong) throw this.trail.error(path, hexExpected(count), countOf(value.length, 'character'));
    if (typeof value !== 'string' || !readHexText(value, target, at)) {
      throw this.trail.error(path, hexExpected(count), describe(value));
    }
  }

  private row(target: NumberArray, at: number, count: number, path: PathPart[]): void {
    const { reader } = this;
    const isInteger = !(target instanceof Float32Array || target instanceof Float64Array);
    const isWide = target instanceof BigUint64Array || target instanceof BigInt64Array;
    this.elements(count, path, (i) => {
      const value = isInteger && !isWide ? (reader.digits() ?? reader.value()) : reader.value();
      if (fillNumbers(target, at + i, [value]) >= 0) {
        throw this.trail.error([...path, i], elementExpected(target), describe(value));
      }
    });
  }

  /** An array of exactly `count` elements; `element` moves behind each. */
  private elements(count: number, path: PathPart[], element: (index: number) => void): void {
    const { reader } = this;
    if (reader.bytes[reader.at] !== OPEN_BRACKET) {
      throw this.trail.error(path, 'an array', describe(reader.value()));
    }
    reader.at = reader.skipSpace(reader.at + 1);
    for (let i = 0; i < count; i++) {
      if (reader.bytes[reader.at] === CLOSE_BRACKET) throw this.trail.error(path, countOf(count, 'element'), `${i}`);
      if (i > 0) {
        if (reader.bytes[reader.at] !== COMMA) reader.refuse('"," or "]"');
        reader.at = reader.skipSpace(reader.at + 1);
      }
      element(i);
      reader.at = reader.skipSpace(reader.at);
    }
    if (reader.bytes[reader.at] === CLOSE_BRACKET) {
      reader.at++;
      return;
    }
    if (count > 0) {
      if (reader.bytes[reader.at] !== COMMA) reader.refuse('"," or "]"');
      reader.at = reader.skipSpace(reader.at + 1);
    }
    throw this.trail.error(path, countOf(count, 'element'), `${count + reader.countElements()}`);
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  // ---- mistakes ----------------------------------------------------------------------------------------------

  fail(name: string | null, expected: string, found: string): never {
    throw this.trail.error([name], expected, found);
  }

  /** The value at the cursor is of another type. */
  private mistake(expected: string): never {
    throw this.trail.error([this.reader.leaf], expected, describe(this.reader.value()));
  }

  private refuse(name: string | null, value: unknown, bits: number, signed: boolean): never {
    this.fail(name, integerOf(bits, signed), describe(value));
  }
}

function encodeKey(name: string): Uint8Array {
  const key = new TextEncoder().encode(JSON.stringify(name));
  if (keys.size >= KEY_CACHE_LIMIT) keys.clear();
  keys.set(name, key);
  return key;
}
