// The object input visitor: plain data into a state.
// In: nested objects and arrays as toObject makes them, from anywhere. Out: the described value, or a StateError.
// Rule: kinds.md, column JSON; what a prototype brings is no value of a key; the value loaded into changes all at once, at the very end.

import { readHexText } from './hex.ts';
import {
  clearFrom,
  countKeys,
  countOf,
  describe,
  elementExpected,
  enumExpected,
  fillNumbers,
  FLOAT_EXPECTED,
  hexExpected,
  integerOf,
  isObject,
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
import { toFullObject } from './object-output.ts';
import { ObjectAccepter } from './object-accepter.ts';
import { keyedNamesOf, NO_NAMES } from './keyed-names.ts';
import { type PathPart, PathTrail } from './path-trail.ts';
import { closeStaging, commitStaged, openStaging } from './staging.ts';
import { GIVE_UP, type Straight, straightOf } from './straight.ts';
import type { EnumInfo, ExternalInfo, InputVisitor, NumberArray, Stage, StructInfo, VisitFunction } from './visitor.ts';

export interface InputOptions {
  /** A key that is no field's: an error (the default), or passed over. */
  readonly unknown?: 'error' | 'ignore';
  /**
   * No key for a field that needs one: an error (the default), or the field keeps the value it has in the object that
   * is loaded into. Fields with a default get it, and absent optional ones are absent, either way.
   */
  readonly missing?: 'error' | 'keep';
}

/** The arguments after `into`: hooks are required exactly when the visit function wants them. */
export type InputArguments<H> = unknown extends H
  ? [hooks?: undefined, options?: InputOptions]
  : [hooks: H, options?: InputOptions];

/**
 * Loads plain data into `into`, or into a fresh T when it is null, and returns that.
 * Throws a StateError with the path of the field that is wrong; `into` is then as it was.
 */
export function fromObject<T extends object, H>(
  visit: VisitFunction<T, H>,
  object: unknown,
  into: T | null,
  ...more: InputArguments<NoInfer<H>>
): T {
  const straight = more.length < 2 ? straightOf(visit) : undefined;
  const loaded = straight === undefined ? null : loadStraight(straight, object, into);
  if (loaded !== null) return loaded;
  const [hooks, options] = more;
  const kept =
    options?.missing === 'keep' && into !== null ? toFullObject(visit as VisitFunction<T, never>, into) : null;
  const staging = openStaging();
  const visitor = new ObjectInput(object, kept, options?.unknown !== 'ignore', staging.stage);
  const visited = visit(visitor, null, into, hooks as H);
  closeStaging(staging, hooks === undefined);
  return visited;
}

/** The same for data as toObject makes it; null, and nothing has changed, for any other. */
function loadStraight<T extends object>(straight: Straight<T>, object: unknown, into: T | null): T | null {
  const staging = openStaging();
  let accepted: T;
  try {
    accepted = straight.accept(object as object, new ObjectAccepter(staging));
  } catch (error) {
    if (error !== GIVE_UP) throw error;
    closeStaging(staging, true);
    return null;
  }
  return commitStaged(staging, straight, accepted, into);
}

type Source = Record<string, unknown>;

class ObjectInput implements InputVisitor {
  readonly reads = true;
  private readonly strict: boolean;
  private readonly stage: Stage;
  /** The object whose keys are read, and how many of them were. */
  private source: Source = {};
  private taken = 0;
  /** The values it has under names that are known before they are asked for, and which of them is next. */
  private values: readonly unknown[] = [];
  private names: readonly string[] = NO_NAMES;
  private next = 0;
  /** The list whose element at `index` is read. */
  private list: readonly unknown[];
  private index = 0;
  /** What stands in for missing keys and elements; null: nothing does. */
  private kept: unknown;
  private keptList: unknown;
  private readonly outer: unknown[] = [];
  private readonly trail: PathTrail = new PathTrail();

  constructor(object: unknown, kept: unknown, strict: boolean, stage: Stage) {
    this.list = [object];
    this.kept = kept;
    this.keptList = [kept];
    this.strict = strict;
    this.stage = stage;
  }

  /** What the source has for a field. */
  private take(name: string | null): unknown {
    if (name === null) return this.list[this.index];
    this.taken++;
    const value = this.find(name) ? this.values[this.next++] : this.source[name];
    return value === undefined || typeof value === 'function' || name === '__proto__' ? this.takeOwn(name) : value;
  }

  /** Whether a name is among those that are known: it is the next one then. */
  private find(name: string): boolean {
    if (this.names[this.next] === name) return true;
    const place = this.names.indexOf(name);
    if (place >= 0) this.next = place;
    return place >= 0;
  }

  /** The same where a prototype may have a property of that name, and where there is none. */
  private takeOwn(name: string): unknown {
    const own = ownValue(this.source, name);
    if (own !== undefined) return own;
    this.taken--;
    const kept = ownValue(this.kept, name);
    if (kept === undefined) this.fail(name, 'a value', NO_KEY);
    return kept;
  }

  /** What stands in for what is missing in the value that `take` gives. */
  private standIn(name: string | null): unknown {
    if (this.kept === null) return null;
    return name === null ? ownValue(this.keptList, String(this.index)) : ownValue(this.kept, name);
  }

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    const isOutermost = this.trail.depth === 0;
    const key = isOutermost ? null : name;
    const given = this.take(key);
    if (!isObject(given)) this.fail(this.trail.nameOf(name, info.name), 'an object', describe(given));
    const source = info.renamed === undefined ? given : underPresentNames(given, info.renamed);
    const standIn = this.standIn(key);
    const draft = isOutermost || value === null ? info.draft(value, this.stage) : value;
    this.trail.enter(name, info.name);
    this.enter(source, standIn);
    if (info.values !== undefined) {
      this.names = keyedNamesOf(info);
      this.values = info.values(source);
    }
    return draft;
  }

  endStruct<T extends object>(_name: string | null, value: T | null, current: T, info: StructInfo<T>): T {
    if (this.strict && this.taken !== countKeys(this.source)) this.refuseUnknown(info);
    this.leaveObject();
    if (this.trail.depth > 0 || value === null) return current;
    info.commit(value, current);
    return value;
  }

  private enter(source: Source, standIn: unknown): void {
    this.outer.push(this.values, this.names, this.next, this.source, this.taken, this.kept);
    this.names = NO_NAMES;
    this.next = 0;
    this.source = source;
    this.taken = 0;
    this.kept = standIn;
  }

  private leaveObject(): void {
    this.trail.leave();
    this.kept = this.outer.pop();
    this.taken = this.outer.pop() as number;
    this.source = this.outer.pop() as Source;
    this.next = this.outer.pop() as number;
    this.names = this.outer.pop() as readonly string[];
    this.values = this.outer.pop() as readonly unknown[];
  }

  private refuseUnknown(info: Pick<StructInfo, 'name' | 'fields'>): void {
    const known = keysOf(info);
    for (const key of Object.keys(this.source)) {
      if (known.includes(key) || this.source[key] === undefined) continue;
      this.fail(key, unknownKeyExpected(key, info.name, known), 'an unknown key');
    }
  }

  startList(name: string | null, length: number): void {
    const list = this.take(name);
    if (!Array.isArray(list)) this.fail(name, 'an array', describe(list));
    if (length >= 0 && list.length !== length) this.fail(name, countOf(length, 'element'), `${list.length}`);
    const standIn = this.standIn(name);
    this.outer.push(this.list, this.index, this.keptList);
    this.trail.enterList(name);
    this.list = list;
    this.index = -1;
    this.keptList = standIn;
  }

  nextElement(index: number): boolean {
    if (index >= this.list.length) return false;
    this.index = index;
    this.trail.element(index);
    return true;
  }

  endList(): void {
    this.trail.leaveList();
    this.keptList = this.outer.pop();
    this.index = this.outer.pop() as number;
    this.list = this.outer.pop() as readonly unknown[];
  }

  startUnion(name: string | null, _caseName: string, cases: readonly string[]): string {
    const source = this.take(name);
    if (!isObject(source)) this.fail(name, 'an object of one key', describe(source));
    const keys = Object.keys(source);
    const found = keys[0];
    if (keys.length !== 1 || found === undefined) this.fail(name, 'an object of one key', countOf(keys.length, 'key'));
    if (!cases.includes(found)) this.fail(name, `one of the cases ${cases.join(', ')}`, describe(found));
    const standIn = this.standIn(name);
    this.trail.enter(name, '');
    this.enter(source, standIn);
    return found;
  }

  endUnion(): void {
    this.leaveObject();
  }

  present(name: string): boolean {
    const value = this.find(name) ? this.values[this.next] : this.source[name];
    if (value === undefined) return false;
    return (typeof value !== 'function' && name !== '__proto__') || Object.hasOwn(this.source, name);
  }

  bool(name: string | null): boolean {
    const value = this.take(name);
    if (typeof value !== 'boolean') this.fail(name, 'true or false', describe(value));
    return value;
  }

  uint8(name: string | null): number {
    const value = this.take(name);
    if (typeof value !== 'number' || (value & 0xff) !== value) return this.refuse(name, value, 8, false);
    return value | 0;
  }

  int8(name: string | null): number {
    const value = this.take(name);
    if (typeof value !== 'number' || (value << 24) >> 24 !== value) return this.refuse(name, value, 8, true);
    return value | 0;
  }

  uint16(name: string | null): number {
    const value = this.take(name);
    if (typeof value !== 'number' || (value & 0xffff) !== value) return this.refuse(name, value, 16, false);
    return value | 0;
  }

  int16(name: string | null): number {
    const value = this.take(name);
    if (typeof value !== 'number' || (value << 16) >> 16 !== value) return this.refuse(name, value, 16, true);
    return value | 0;
  }

  uint32(name: string | null): number {
    const value = this.take(name);
    if (typeof value !== 'number' || value >>> 0 !== value) return this.refuse(name, value, 32, false);
    return value >>> 0;
  }

  int32(name: string | null): number {
    const value = this.take(name);
    if (typeof value !== 'number' || (value | 0) !== value) return this.refuse(name, value, 32, true);
    return value | 0;
  }

  uint64(name: string | null): bigint {
    return this.bigint(name, 64, false);
  }

  int64(name: string | null): bigint {
    return this.bigint(name, 64, true);
  }

  uint128(name: string | null): bigint {
    return this.bigint(name, 128, false);
  }

  int128(name: string | null): bigint {
    return this.bigint(name, 128, true);
  }

  private bigint(name: string | null, bits: number, signed: boolean): bigint {
    const value = this.take(name);
    return toBigint(value, bits, signed) ?? this.refuse(name, value, bits, signed);
  }

  float(name: string | null): number {
    const value = this.take(name);
    return toFloat32(value) ?? this.fail(name, `${FLOAT_EXPECTED} (32 bits)`, describe(value));
  }

  double(name: string | null): number {
    const value = this.take(name);
    return toFloat(value) ?? this.fail(name, FLOAT_EXPECTED, describe(value));
  }

  str(name: string | null, _value: string | null, capacity: number): string | null {
    const value = this.take(name);
    return isText(value, capacity) ? value : this.fail(name, textExpected(capacity), describe(value));
  }

  enum(name: string | null, _value: number, info: EnumInfo): number {
    const value = this.take(name);
    return toEnum(value, info) ?? this.fail(name, enumExpected(info, value), describe(value));
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    const source = this.take(name);
    const path = [name];
    // As getPath gives it: flat, whatever the dimensions.
    const used = isSameKind(source, array) && source.length === count ? [count] : usedDims(count, dims);
    this.checkShape(source, array, used, 0, path);
    const target = array.length < count ? numbersLike(array, count) : array;
    this.fill(source, target, 0, used, 0, path);
    clearFrom(target, count);
    return target;
  }

  /** Whether there are as many elements as there must be, before anything is allocated for them. */
  private checkShape(
    source: unknown,
    array: NumberArray,
    dims: readonly number[],
    level: number,
    path: PathPart[],
  ): void {
    const count = dims[level]!;
    const isRow = level === dims.length - 1;
    if (isRow && array instanceof Uint8Array && !isSameKind(source, array)) {
      if (typeof source !== 'string') this.failAt(path, hexExpected(count), describe(source));
      if (source.length !== 2 * count) this.failAt(path, hexExpected(count), countOf(source.length, 'character'));
      return;
    }
    if (!Array.isArray(source) && !(isRow && isSameKind(source, array)))
      this.failAt(path, 'an array', describe(source));
    if (source.length !== count) this.failAt(path, countOf(count, 'element'), `${source.length}`);
    if (isRow) return;
    for (let i = 0; i < count; i++) this.checkShape((source as unknown[])[i], array, dims, level + 1, [...path, i]);
  }

  /** Fills `target` from `at` on with a source of the right shape; returns the place after what it filled. */
  private fill(
    source: unknown,
    target: NumberArray,
    at: number,
    dims: readonly number[],
    level: number,
    path: PathPart[],
  ): number {
    const count = dims[level]!;
    if (level < dims.length - 1) {
      for (let i = 0; i < count; i++) {
        at = this.fill((source as unknown[])[i], target, at, dims, level + 1, [...path, i]);
      }
      return at;
    }
    if (typeof source === 'string') {
      if (!readHexText(source, target as Uint8Array, at)) this.failAt(path, hexExpected(count), describe(source));
      return at + count;
    }
    const bad = fillNumbers(target, at, source as ArrayLike<unknown>);
    if (bad >= 0) this.failAt([...path, bad], elementExpected(target), describe((source as unknown[])[bad]));
    return at + count;
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  fail(name: string | null, expected: string, found: string): never {
    this.failAt([name], expected, found);
  }

  private failAt(path: readonly PathPart[], expected: string, found: string): never {
    throw this.trail.error(path, expected, found);
  }

  private refuse(name: string | null, value: unknown, bits: number, signed: boolean): never {
    this.fail(name, integerOf(bits, signed), describe(value));
  }
}

/** A copy in which what stands under an old name stands under the present one, unless something does already. */
function underPresentNames(source: Source, renamed: Readonly<Record<string, string>>): Source {
  const values = new Map(Object.entries(source).filter(([, value]) => value !== undefined));
  for (const [old, name] of Object.entries(renamed)) {
    if (values.has(name) || !values.has(old)) continue;
    values.set(name, values.get(old));
    values.delete(old);
  }
  return Object.fromEntries(values);
}

function ownValue(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Source)[key]
    : undefined;
}

/** By its tag: Node's Buffer is a Uint8Array, and so is one of another realm. */
function isSameKind(value: unknown, array: NumberArray): value is NumberArray {
  return ArrayBuffer.isView(value) && (value as NumberArray)[Symbol.toStringTag] === array[Symbol.toStringTag];
}
