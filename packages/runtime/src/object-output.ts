// The object output visitor: a state as plain data, as JSON.parse of its JSON text would give it.
// In: a described value. Out: nested objects and arrays, keys in declaration order; defaults and absent fields have no key.
// Rule: kinds.md, column JSON. A value that could not be read back (a uint8 of 300) fails, with its path.

import { hexText } from './hex.ts';
import {
  describe,
  enumExpected,
  FLOAT_EXPECTED,
  fits,
  fromEnum,
  fromFloat,
  integerOf,
  isText,
  type Keyed,
  textExpected,
  toEnum,
  usedDims,
} from './keyed-form.ts';
import { PathTrail } from './path-trail.ts';
import type {
  EnumInfo,
  ExternalInfo,
  NumberArray,
  OutputVisitor,
  PresenceReason,
  StructInfo,
  VisitFunction,
} from './visitor.ts';

/** A keyed object; its keys come from a header, so `__proto__` may be among them. */
export interface KeyedObject {
  [key: string]: Keyed;
}

/**
 * The state of `value` as plain data: what `fromObject` reads, and `JSON.stringify` writes.
 * Throws a StateError if a field holds what its C type cannot.
 */
export function toObject<T extends object>(visit: VisitFunction<T, never>, value: T): KeyedObject {
  const visitor = new ObjectOutput(false);
  visit(visitor, null, value);
  return visitor.result();
}

/** The same with the fields that have their default value, too. */
export function toFullObject<T extends object>(visit: VisitFunction<T, never>, value: T): KeyedObject {
  const visitor = new ObjectOutput(true);
  visit(visitor, null, value);
  return visitor.result();
}

class ObjectOutput implements OutputVisitor {
  readonly reads = false;
  private readonly withDefaults: boolean;
  /** What named values go into; null in a list. */
  private object: KeyedObject | null = null;
  /** What unnamed values go into. */
  private list: Keyed[] = [];
  private readonly outer: (KeyedObject | Keyed[])[] = [];
  private readonly trail: PathTrail = new PathTrail();

  constructor(withDefaults: boolean) {
    this.withDefaults = withDefaults;
  }

  result(): KeyedObject {
    return this.list[0] as KeyedObject;
  }

  private put(name: string | null, value: Keyed): void {
    if (name === null) this.list.push(value);
    else if (name === '__proto__') defineProto(this.object!, value);
    else this.object![name] = value;
  }

  /** Puts a new object, which becomes the one that named values go into. */
  private open(name: string | null, typeName: string): void {
    const object: KeyedObject = {};
    this.markElement(name);
    this.put(name, object);
    this.outer.push(this.object ?? this.list);
    this.trail.enter(name, typeName);
    this.object = object;
  }

  private close(): void {
    const outer = this.outer.pop()!;
    if (Array.isArray(outer)) {
      this.list = outer;
      this.object = null;
    } else this.object = outer;
  }

  private markElement(name: string | null): void {
    if (name === null && this.trail.isInList) this.trail.element(this.list.length);
  }

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    if (typeof value !== 'object' || value === null) {
      this.fail(this.trail.nameOf(name, info.name), 'an object', describe(value));
    }
    this.open(name, info.name);
    return value;
  }

  endStruct<T extends object>(_name: string | null, _value: T | null, current: T): T {
    this.trail.leave();
    this.close();
    return current;
  }

  startList(name: string | null): void {
    const list: Keyed[] = [];
    this.markElement(name);
    this.put(name, list);
    this.outer.push(this.object ?? this.list);
    this.trail.enterList(name);
    this.list = list;
    this.object = null;
  }

  nextElement(): boolean {
    return false;
  }

  endList(): void {
    this.trail.leaveList();
    this.close();
  }

  startUnion(name: string | null, caseName: string, cases: readonly string[]): string {
    if (!cases.includes(caseName)) this.fail(name, `one of the cases ${cases.join(', ')}`, describe(caseName));
    this.open(name, '');
    return caseName;
  }

  endUnion(): void {
    this.trail.leave();
    this.close();
  }

  present(_name: string, isPresent: boolean, why: PresenceReason): boolean {
    return isPresent || (this.withDefaults && why !== 'optional');
  }

  bool(name: string | null, value: boolean): boolean {
    if (typeof value !== 'boolean') this.fail(name, 'true or false', describe(value));
    this.put(name, value);
    return value;
  }

  uint8(name: string | null, value: number): number {
    if ((value & 0xff) !== value) this.refuse(name, value, 8, false);
    this.put(name, value);
    return value;
  }

  int8(name: string | null, value: number): number {
    if ((value << 24) >> 24 !== value) this.refuse(name, value, 8, true);
    this.put(name, value);
    return value;
  }

  uint16(name: string | null, value: number): number {
    if ((value & 0xffff) !== value) this.refuse(name, value, 16, false);
    this.put(name, value);
    return value;
  }

  int16(name: string | null, value: number): number {
    if ((value << 16) >> 16 !== value) this.refuse(name, value, 16, true);
    this.put(name, value);
    return value;
  }

  uint32(name: string | null, value: number): number {
    if (value >>> 0 !== value) this.refuse(name, value, 32, false);
    this.put(name, value);
    return value;
  }

  int32(name: string | null, value: number): number {
    if ((value | 0) !== value) this.refuse(name, value, 32, true);
    this.put(name, value);
    return value;
  }

  uint64(name: string | null, value: bigint): bigint {
    return this.bigint(name, value, 64, false);
  }

  int64(name: string | null, value: bigint): bigint {
    return this.bigint(name, value, 64, true);
  }

  uint128(name: string | null, value: bigint): bigint {
    return this.bigint(name, value, 128, false);
  }

  int128(name: string | null, value: bigint): bigint {
    return this.bigint(name, value, 128, true);
  }

  private bigint(name: string | null, value: bigint, bits: number, signed: boolean): bigint {
    if (typeof value !== 'bigint' || !fits(value, bits, signed)) this.refuse(name, value, bits, signed);
    this.put(name, value.toString());
    return value;
  }

  float(name: string | null, value: number): number {
    this.double(name, Math.fround(value));
    return value;
  }

  double(name: string | null, value: number): number {
    if (typeof value !== 'number') this.fail(name, FLOAT_EXPECTED, describe(value));
    this.put(name, fromFloat(value));
    return value;
  }

  str(name: string | null, value: string | null, capacity: number): string | null {
    if (!isText(value, capacity)) this.fail(name, textExpected(capacity), describe(value));
    this.put(name, value);
    return value;
  }

  enum(name: string | null, value: number, info: EnumInfo): number {
    if (typeof value !== 'number' || toEnum(value, info) === undefined) {
      this.fail(name, enumExpected(info, value), describe(value));
    }
    this.put(name, fromEnum(value, info));
    return value;
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    if (array.length < count) this.fail(name, `${count} elements`, `${array.length}`);
    this.put(name, keyedNumbers(array, 0, count, usedDims(count, dims), 0));
    return array;
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  fail(name: string | null, expected: string, found: string): never {
    this.markElement(name);
    throw this.trail.error([name], expected, found);
  }

  private refuse(name: string | null, value: unknown, bits: number, signed: boolean): never {
    this.fail(name, integerOf(bits, signed), describe(value));
  }
}

/** Assigning to `__proto__` would set the prototype. */
function defineProto(object: object, value: Keyed): void {
  Object.defineProperty(object, '__proto__', { value, writable: true, enumerable: true, configurable: true });
}

/** Elements `start` to `end` of `array`: bytes as hex, the others as arrays; `dims` from `level` on are still open. */
function keyedNumbers(array: NumberArray, start: number, end: number, dims: readonly number[], level: number): Keyed {
  if (level < dims.length - 1) {
    const step = (end - start) / dims[level]!;
    return Array.from({ length: dims[level]! }, (_, row) =>
      keyedNumbers(array, start + row * step, start + (row + 1) * step, dims, level + 1),
    );
  }
  if (array instanceof Uint8Array) return hexText(array, start, end);
  const list: Keyed[] = [];
  if (array instanceof BigUint64Array || array instanceof BigInt64Array) {
    for (let i = start; i < end; i++) list.push(array[i]!.toString());
  } else if (array instanceof Float32Array || array instanceof Float64Array) {
    for (let i = start; i < end; i++) list.push(fromFloat(array[i]!));
  } else for (let i = start; i < end; i++) list.push(array[i]!);
  return list;
}
