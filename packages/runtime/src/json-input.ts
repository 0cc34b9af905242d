// The JSON text input visitor: JSON into a state, without a tree between.
// In: a text as toJson writes it, from anywhere. Out: the described value, or a StateError with the path.
// Rule: kinds.md, column JSON; RFC 8259. The next key is expected at the cursor; only when another one is there, the
// rest of that object is indexed, and its fields are looked up.

import { readInteger64, takeInteger64 } from './decimal.ts';
import { acceptJson } from './json-accepter.ts';
import { readBlock } from './json-block.ts';
import {
  countOf,
  describe,
  enumExpected,
  fits,
  FLOAT_EXPECTED,
  integerOf,
  isText,
  keysOf,
  NO_KEY,
  textExpected,
  toBigint,
  toEnum,
  toFloat,
  toFloat32,
  unknownKeyExpected,
} from './keyed-form.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, JsonReader, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-reader.ts';
import { fromObject, type InputArguments } from './object-input.ts';
import { emptyKeyTable, isKeyAt, type KeyTable, keyTableOf, placeOfKey } from './keys.ts';
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
    if (error !== OUT_OF_ORDER) throw error;
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
  visitor.anyOrder = true;
  return visit(visitor, null, into, hooks);
}

/** A visitor whose last load went to its end, for the next text; a load within a load finds none and makes its own. */
let idle: JsonInput | null = null;

/** Thrown when a key turns up after its field was taken to be absent. */
const OUT_OF_ORDER = /*#__PURE__*/ Symbol('out of order');

const SPACE = 0x20;

const NO_KEYS: KeyTable = /*#__PURE__*/ emptyKeyTable();

class JsonInput implements InputVisitor {
  readonly reads = true;
  readonly trail: PathTrail = new PathTrail();
  readonly reader: JsonReader = new JsonReader(this.trail);
  /** Unknown keys are errors. */
  strict = true;
  /** Where the arrays of drafts are; without it, each has memory of its own. */
  stage: Stage | undefined;
  /** Every object is indexed from the start: its keys are in no order that helps. */
  anyOrder = false;
  /** Where the brace of the object is that was opened last. The reader has a comma there: the first key is like others. */
  private opening = -1;
  /** The keys of the struct that is open, and which of them is expected next. */
  private table: KeyTable = NO_KEYS;
  private next = 0;
  /** Where the values are that were not yet read, once an object is not in the order of its fields; else null. */
  private index: Map<string, number> | null = null;
  /** The offset after an indexed object. */
  private indexEnd = 0;
  /** Fields of open objects that were taken to be absent because another key was next, and where this object's begin. */
  private readonly absent: string[] = [];
  private firstAbsent = 0;
  private readonly outer: (Map<string, number> | null | number | KeyTable)[] = [];
  /** Promised lengths of the lists that are open. */
  private readonly lengths: number[] = [];

  // ---- finding values ----------------------------------------------------------------------------------------

  /** Where the value of a field is; an element's is at the cursor. The cursor stays, or is anywhere. */
  private locate(name: string | null): number {
    const { reader } = this;
    if (name === null) return reader.at;
    const { table, next } = this;
    // As toJson writes it: the key that comes next, and no white space.
    if (table.names[next] === name && isKeyAt(table.keys[next]!, reader.view, reader.at)) {
      this.next = next + 1;
      const at = reader.at + table.keys[next]!.length;
      return reader.bytes[at]! > SPACE ? at : reader.skipSpace(at);
    }
    return this.find(name);
  }

  /** Moves the cursor to the value of a field. */
  private take(name: string | null): void {
    this.reader.at = this.locate(name);
    this.reader.leaf = name;
  }

  /** Where the value of a key is that does not stand where it is expected. */
  private find(name: string): number {
    this.reader.leaf = name;
    const next = this.index === null ? this.matchKey(name) : -1;
    const at = next >= 0 ? next : this.lookUp(name);
    return at >= 0 ? at : this.fail(name, 'a value', NO_KEY);
  }

  /** Where the value of the next member is if its key is `name`, else -1. The cursor stays. */
  private matchKey(name: string): number {
    const { reader, table } = this;
    const start = this.nextMember();
    if (start < 0) return -1;
    const place = table.names[this.next] === name ? this.next : placeOfKey(table, this.next, name);
    const key = table.keys[place]!;
    // There may be white space where the key has its comma.
    const between = reader.bytes[start - 1]!;
    reader.bytes[start - 1] = COMMA;
    const isNext = isKeyAt(key, reader.view, start - 1);
    reader.bytes[start - 1] = between;
    if (!isNext) return -1;
    this.next = place + 1;
    return reader.skipSpace(start - 1 + key.length);
  }

  /** Where the value of a key is, however it is written and wherever it stands in this object; -1 if nowhere. */
  private lookUp(name: string): number {
    this.index ??= this.indexRest();
    const at = this.index.get(name) ?? -1;
    this.index.delete(name);
    return at;
  }

  /** Notes where the values of this object are that were not read. */
  private indexRest(): Map<string, number> {
    const { reader } = this;
    const index = new Map<string, number>();
    const start = this.nextMember();
    if (start < 0) this.skipClose();
    else {
      reader.at = start;
      reader.moreMembers((key) => {
        index.set(key, reader.at);
        reader.skipValue(this.trail.depth);
      });
    }
    this.indexEnd = reader.at;
    if (this.table.renamed !== undefined) putUnderPresentNames(index, this.table.renamed);
    return index;
  }

  /** Where the next key of this object is; -1 if the object ends here. The cursor stays. */
  private nextMember(): number {
    const { reader } = this;
    let at = reader.skipSpace(reader.at);
    const code = reader.bytes[at];
    if (code === CLOSE_BRACE) return -1;
    if (code !== COMMA) this.refuseAt(at, '"," or "}"');
    const isFirst = at === this.opening;
    at = reader.skipSpace(at + 1);
    if (isFirst && reader.bytes[at] === CLOSE_BRACE) return -1;
    if (reader.bytes[at] !== QUOTE) this.refuseAt(at, 'a key');
    return at;
  }

  /** Moves behind the brace of an object in which no member is left. */
  private skipClose(): void {
    const { reader } = this;
    const at = reader.skipSpace(reader.at);
    reader.at = (reader.bytes[at] === CLOSE_BRACE ? at : reader.skipSpace(at + 1)) + 1;
  }

  private refuseAt(at: number, expected: string): never {
    this.reader.at = at;
    this.reader.refuse(expected);
  }

  private openObject(table: KeyTable): void {
    this.outer.push(this.table, this.next, this.index, this.indexEnd, this.firstAbsent);
    this.table = table;
    this.next = 0;
    this.index = null;
    this.firstAbsent = this.absent.length;
    this.opening = this.reader.at;
    this.reader.bytes[this.opening] = COMMA;
    if (this.anyOrder) this.index = this.indexRest();
  }

  /** Leaves an object; `refuse` is told of the keys that no field has read. */
  private closeObject(refuse: (keys: Iterable<string>) => void): void {
    const { reader } = this;
    reader.leaf = null;
    if (this.index === null && this.nextMember() < 0) this.skipClose();
    else {
      const index = this.index ?? this.indexRest();
      if (this.absent.slice(this.firstAbsent).some((name) => index.has(name))) throw OUT_OF_ORDER;
      if (index.size > 0) refuse(index.keys());
      reader.at = this.indexEnd;
    }
    if (this.absent.length > this.firstAbsent) this.absent.length = this.firstAbsent;
    this.trail.leave();
    this.firstAbsent = this.outer.pop() as number;
    this.indexEnd = this.outer.pop() as number;
    this.index = this.outer.pop() as Map<string, number> | null;
    this.next = this.outer.pop() as number;
    this.table = this.outer.pop() as KeyTable;
  }

  // ---- structs, lists, unions --------------------------------------------------------------------------------

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    const isOutermost = this.trail.depth === 0;
    if (isOutermost) this.reader.leaf = this.trail.nameOf(name, info.name);
    else this.take(name);
    if (this.reader.bytes[this.reader.at] !== OPEN_BRACE) this.mistake('an object');
    this.trail.enter(name, info.name);
    this.openObject(keyTableOf(info));
    return isOutermost || value === null ? info.draft(value, this.stage) : value;
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
  }

  startUnion(name: string | null, _caseName: string, cases: readonly string[]): string {
    const { reader } = this;
    this.take(name);
    if (reader.bytes[reader.at] !== OPEN_BRACE) this.mistake('an object of one key');
    this.trail.enter(name, '');
    this.openObject(emptyKeyTable());
    this.index ??= this.indexRest();
    const [found] = this.index.keys();
    if (this.index.size !== 1 || found === undefined) {
      this.fail(null, 'an object of one key', countOf(this.index.size, 'key'));
    }
    if (!cases.includes(found)) this.fail(null, `one of the cases ${cases.join(', ')}`, describe(found));
    return found;
  }

  endUnion(): void {
    this.closeObject(() => this.fail(null, 'an object of one key', 'another'));
  }

  /** Whether the key is there, is mostly clear from which one comes next: fields are written in their order. */
  present(name: string, _isPresent: boolean, _why: PresenceReason, info: PresenceInfo): boolean {
    this.reader.leaf = name;
    if (this.index === null) {
      if (this.matchKey(name) >= 0) {
        this.next--;
        return true;
      }
      // The flag of an optional field stands anywhere before it: what comes next says nothing.
      if (info.flag === undefined) {
        this.next = placeOfKey(this.table, this.next, name) + 1;
        this.absent.push(name);
        return false;
      }
      this.index = this.indexRest();
    }
    return this.index.has(name);
  }

  // ---- values ------------------------------------------------------------------------------------------------

  bool(name: string | null): boolean {
    this.take(name);
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
    const value = this.reader.integer(this.locate(name));
    return (value & 0xff) === value ? value : this.otherInteger(name, value, 8, false);
  }

  int8(name: string | null): number {
    const value = this.reader.integer(this.locate(name));
    return (value << 24) >> 24 === value ? value : this.otherInteger(name, value, 8, true);
  }

  uint16(name: string | null): number {
    const value = this.reader.integer(this.locate(name));
    return (value & 0xffff) === value ? value : this.otherInteger(name, value, 16, false);
  }

  int16(name: string | null): number {
    const value = this.reader.integer(this.locate(name));
    return (value << 16) >> 16 === value ? value : this.otherInteger(name, value, 16, true);
  }

  uint32(name: string | null): number {
    const value = this.reader.integer(this.locate(name));
    return value >>> 0 === value ? value : this.otherInteger(name, value, 32, false);
  }

  int32(name: string | null): number {
    const value = this.reader.integer(this.locate(name));
    return (value | 0) === value ? value : this.otherInteger(name, value, 32, true);
  }

  private integer64(name: string | null, signed: boolean): bigint {
    const { reader } = this;
    const start = this.locate(name);
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

  /** A number that a double has, or whatever else there is. */
  private floating(name: string | null): unknown {
    this.take(name);
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
    this.take(name);
    const value = this.reader.value();
    return isText(value, capacity) ? value : this.fail(name, textExpected(capacity), describe(value));
  }

  enum(name: string | null, _value: number, info: EnumInfo): number {
    this.take(name);
    const value = this.reader.value();
    return toEnum(value, info) ?? this.fail(name, enumExpected(info, value), describe(value));
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    this.take(name);
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

function putUnderPresentNames(index: Map<string, number>, renamed: Readonly<Record<string, string>>): void {
  for (const [old, name] of Object.entries(renamed)) {
    const at = index.get(old);
    if (at === undefined || index.has(name)) continue;
    index.delete(old);
    index.set(name, at);
  }
}
