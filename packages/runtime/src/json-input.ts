// The JSON text input visitor: JSON into a state, without a tree between.
// In: a text as toJson writes it, from anywhere. Out: the described value, or a StateError with the path.
// Rule: kinds.md, column JSON; RFC 8259.

import { readInteger64, takeInteger64 } from './decimal.ts';
import { acceptJson } from './json-accepter.ts';
import { readBlock } from './json-block.ts';
import { JsonMembers, OUT_OF_ORDER } from './json-members.ts';
import {
  countOf,
  describe,
  enumExpected,
  fits,
  FLOAT_EXPECTED,
  integerOf,
  isText,
  keysOf,
  textExpected,
  toBigint,
  toEnum,
  toFloat,
  toFloat32,
  unknownKeyExpected,
} from './keyed-form.ts';
import { CLOSE_BRACKET, COMMA, JsonReader, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-reader.ts';
import { fromObject, type InputArguments } from './object-input.ts';
import { emptyKeyTable, keyTableOf } from './keys.ts';
import { PathTrail } from './path-trail.ts';
import { closeStaging, openStaging } from './staging.ts';
import { straightOf } from './straight.ts';
import type {
  EnumInfo,
  ExternalInfo,
  InputVisitor,
  NumberArray,
  PresenceInfo,
  PresenceReason,
  Stage,
  StructInfo,
  VisitFunction,
} from './visitor.ts';

/**
 * Loads JSON text into `into`, or into a fresh T when it is null, and returns that. Integers may be written in any way
 * JSON has (`1e2`), those of more than 32 bits also as decimal text; hex digits may be of either case.
 * Throws a StateError with the path of the field that is wrong; `into` is then as it was.
 */
export function fromJson<T extends object, H>(
  visit: VisitFunction<T, H>,
  text: string,
  into: T | null,
  ...more: InputArguments<NoInfer<H>>
): T {
  const straight = more.length < 2 ? straightOf(visit) : undefined;
  const accepted = straight === undefined ? null : acceptJson(straight, text, into);
  if (accepted !== null) return accepted;
  const visitor = idle ?? new JsonInput();
  idle = null;
  const { reader } = visitor;
  reader.open(text);
  const [hooks, options] = more;
  if (options?.missing === 'keep' && into !== null) {
    return fromObject(visit, reader.document(), into, ...([hooks, options] as InputArguments<NoInfer<H>>));
  }
  visitor.strict = options?.unknown !== 'ignore';
  const staging = openStaging();
  visitor.stage = staging.stage;
  let loaded: T;
  try {
    loaded = visit(visitor, null, into, hooks as H);
  } catch (error) {
    // A field that was taken to be absent may stand further on, and what it says may make the rest right.
    if (error !== OUT_OF_ORDER && !visitor.members.isGuessing) throw error;
    return loadInAnyOrder(visit, text, into, hooks as H, visitor.strict);
  }
  closeStaging(staging, hooks === undefined);
  if (reader.close() && visitor.trail.depth === 0) idle = visitor;
  return loaded;
}

function loadInAnyOrder<T extends object, H>(
  visit: VisitFunction<T, H>,
  text: string,
  into: T | null,
  hooks: H,
  strict: boolean,
): T {
  const visitor = new JsonInput();
  visitor.reader.open(text);
  visitor.strict = strict;
  visitor.members.anyOrder = true;
  return visit(visitor, null, into, hooks);
}

/** A visitor whose last load went to its end, for the next text; a load within a load finds none and makes its own. */
let idle: JsonInput | null = null;

class JsonInput implements InputVisitor {
  readonly reads = true;
  readonly trail: PathTrail = new PathTrail();
  readonly reader: JsonReader = new JsonReader(this.trail);
  /** Unknown keys are errors. */
  strict = true;
  /** Where the arrays of drafts are; without it, each has memory of its own. */
  stage: Stage | undefined;
  /** Where the values of fields are. */
  readonly members: JsonMembers = new JsonMembers(this.reader, this.trail);
  /** Promised lengths of the lists that are open. */
  private readonly lengths: number[] = [];

  // ---- structs, lists, unions --------------------------------------------------------------------------------

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    const isOutermost = this.trail.depth === 0;
    if (isOutermost) this.reader.leaf = this.trail.nameOf(name, info.name);
    else this.members.take(name);
    if (this.reader.bytes[this.reader.at] !== OPEN_BRACE) this.mistake('an object');
    this.trail.enter(name, info.name);
    this.members.open(keyTableOf(info));
    return isOutermost || value === null ? info.draft(value, this.stage) : value;
  }

  endStruct<T extends object>(_name: string | null, value: T | null, current: T, info: StructInfo<T>): T {
    this.members.close((names) => this.refuseKeys(names, info));
    this.trail.leave();
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
    this.members.take(name);
    if (this.reader.bytes[this.reader.at] !== OPEN_BRACKET) this.mistake('an array');
    this.reader.at++;
    this.trail.enterList(name);
    this.lengths.push(length);
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
      if (code !== COMMA) reader.refuseAt(at, '"," or "]"');
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
  }

  startUnion(name: string | null, _caseName: string, cases: readonly string[]): string {
    const { reader } = this;
    this.members.take(name);
    if (reader.bytes[reader.at] !== OPEN_BRACE) this.mistake('an object of one key');
    this.trail.enter(name, '');
    this.members.open(emptyKeyTable());
    const rest = this.members.rest();
    const [found] = rest.keys();
    if (rest.size !== 1 || found === undefined) this.fail(null, 'an object of one key', countOf(rest.size, 'key'));
    if (!cases.includes(found)) this.fail(null, `one of the cases ${cases.join(', ')}`, describe(found));
    return found;
  }

  endUnion(): void {
    this.members.close(() => this.fail(null, 'an object of one key', 'another'));
    this.trail.leave();
  }

  present(name: string, _isPresent: boolean, _why: PresenceReason, info: PresenceInfo): boolean {
    return this.members.has(name, info.flag);
  }

  // ---- values ------------------------------------------------------------------------------------------------

  bool(name: string | null): boolean {
    this.members.take(name);
    if (this.reader.word('true')) return true;
    if (this.reader.word('false')) return false;
    return this.mistake('true or false');
  }

  /** An integer of at most 32 bits that is not written as digits alone, or does not fit. */
  private otherInteger(name: string | null, value: number, bits: number, signed: boolean): number {
    this.reader.leaf = name;
    const found = Number.isNaN(value) ? this.reader.value() : value;
    if (typeof found === 'number' && Number.isInteger(found) && fits(BigInt(found), bits, signed)) return found + 0;
    return this.fail(name, integerOf(bits, signed), describe(found));
  }

  uint8(name: string | null): number {
    const value = this.reader.integer(this.members.locate(name));
    return (value & 0xff) === value ? value : this.otherInteger(name, value, 8, false);
  }

  int8(name: string | null): number {
    const value = this.reader.integer(this.members.locate(name));
    return (value << 24) >> 24 === value ? value : this.otherInteger(name, value, 8, true);
  }

  uint16(name: string | null): number {
    const value = this.reader.integer(this.members.locate(name));
    return (value & 0xffff) === value ? value : this.otherInteger(name, value, 16, false);
  }

  int16(name: string | null): number {
    const value = this.reader.integer(this.members.locate(name));
    return (value << 16) >> 16 === value ? value : this.otherInteger(name, value, 16, true);
  }

  uint32(name: string | null): number {
    const value = this.reader.integer(this.members.locate(name));
    return value >>> 0 === value ? value : this.otherInteger(name, value, 32, false);
  }

  int32(name: string | null): number {
    const value = this.reader.integer(this.members.locate(name));
    return (value | 0) === value ? value : this.otherInteger(name, value, 32, true);
  }

  private integer64(name: string | null, signed: boolean): bigint {
    const { reader } = this;
    const start = this.members.locate(name);
    const isText = reader.bytes[start] === QUOTE;
    const end = readInteger64(reader.view, isText ? start + 1 : start, signed);
    const isWhole = isText ? reader.bytes[end] === QUOTE : !Number.isNaN(reader.integer(start));
    if (end < 0 || !isWhole) {
      reader.at = start;
      reader.leaf = name;
      return this.bigint(name, 64, signed);
    }
    if (isText) reader.at = end + 1;
    return takeInteger64(signed);
  }

  uint64(name: string | null): bigint {
    return this.integer64(name, false);
  }

  int64(name: string | null): bigint {
    return this.integer64(name, true);
  }

  uint128(name: string | null): bigint {
    this.members.take(name);
    return this.bigint(name, 128, false);
  }

  int128(name: string | null): bigint {
    this.members.take(name);
    return this.bigint(name, 128, true);
  }

  /** An integer in any of its forms. */
  private bigint(name: string | null, bits: number, signed: boolean): bigint {
    const value = this.reader.value();
    return toBigint(value, bits, signed) ?? this.refuse(name, value, bits, signed);
  }

  /** A number that a double has, or whatever else there is. */
  private floating(name: string | null): unknown {
    this.members.take(name);
    return this.reader.doubleValue([name]);
  }

  float(name: string | null): number {
    const value = this.floating(name);
    return toFloat32(value) ?? this.fail(name, `${FLOAT_EXPECTED} (32 bits)`, describe(value));
  }

  double(name: string | null): number {
    const value = this.floating(name);
    return toFloat(value) ?? this.fail(name, FLOAT_EXPECTED, describe(value));
  }

  str(name: string | null, _value: string | null, capacity: number): string | null {
    this.members.take(name);
    const value = this.reader.value();
    return isText(value, capacity) ? value : this.fail(name, textExpected(capacity), describe(value));
  }

  enum(name: string | null, _value: number, info: EnumInfo): number {
    this.members.take(name);
    const value = this.reader.value();
    return toEnum(value, info) ?? this.fail(name, enumExpected(info, value), describe(value));
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    this.members.take(name);
    return readBlock(this.reader, name, array, count, dims);
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  // ---- mistakes ----------------------------------------------------------------------------------------------

  fail(name: string | null, expected: string, found: string): never {
    this.reader.fail([name], expected, found);
  }

  /** The value at the cursor is of another type. */
  private mistake(expected: string): never {
    const { reader } = this;
    return reader.fail([reader.leaf], expected, describe(reader.value()));
  }

  private refuse(name: string | null, value: unknown, bits: number, signed: boolean): never {
    this.fail(name, integerOf(bits, signed), describe(value));
  }
}
