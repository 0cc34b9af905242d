// The object output visitor: a state as plain data, as JSON.parse of its JSON text would give it.
// In: a described value. Out: nested objects and arrays, keys in declaration order; defaults and absent fields have no key.
// Rule: kinds.md, column JSON. A value that could not be read back (a uint8 of 300) fails, with its path.

import {
  blockOf,
  describe,
  enumExpected,
  enumKeyed,
  FLOAT_EXPECTED,
  fits,
  fromFloat,
  integerOf,
  isText,
  type Keyed,
  keyedRow,
  textExpected,
  usedDims,
} from './keyed-form.ts';
import { keyedNamesOf, NO_NAMES } from './keyed-names.ts';
import { objectGiver } from './object-giver.ts';
import { PathTrail } from './path-trail.ts';
import { GIVE_UP, straightOf } from './straight.ts';
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
  const straight = straightOf(visit);
  if (straight !== undefined) {
    try {
      return straight.give(value, objectGiver) as KeyedObject;
    } catch (error) {
      if (error !== GIVE_UP) throw error;
    }
  }
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
  /** The values of all objects and lists that are open, innermost last; undefined where a field is absent. */
  private readonly values: unknown[] = [];
  /** Where those of the innermost begin and end. */
  private start = 0;
  private end = 0;
  /** Their names, if they are known before they come, and how many came; else they are learned. */
  private names: readonly string[] = NO_NAMES;
  private next = 0;
  private learned: string[] | null = null;
  private readonly outer: (number | readonly string[] | null)[] = [];
  private readonly trail: PathTrail = new PathTrail();

  constructor(withDefaults: boolean) {
    this.withDefaults = withDefaults;
  }

  result(): KeyedObject {
    return this.values[0] as KeyedObject;
  }

  private put(name: string | null, value: Keyed): void {
    if (name !== null) {
      if (this.names[this.next] === name) this.next++;
      else this.align(name);
    }
    this.values[this.end++] = value;
  }

  /** Makes `name` the next one: those before it are absent. */
  private align(name: string): void {
    const place = this.learned === null ? this.names.indexOf(name, this.next) : -1;
    if (place < 0) {
      this.learned ??= this.names.slice(0, this.next);
      this.learned.push(name);
      this.names = NO_NAMES;
      return;
    }
    for (; this.next < place; this.next++) this.values[this.end++] = undefined;
    this.next = place + 1;
  }

  /** Begins an object or a list; its name is put when it ends, with its value. */
  private open(names: readonly string[], learned: string[] | null): void {
    this.outer.push(this.start, this.names, this.next, this.learned);
    this.start = this.end;
    this.names = names;
    this.next = 0;
    this.learned = learned;
  }

  private close(): void {
    this.end = this.start;
    this.learned = this.outer.pop() as string[] | null;
    this.next = this.outer.pop() as number;
    this.names = this.outer.pop() as readonly string[];
    this.start = this.outer.pop() as number;
  }

  private markElement(name: string | null): void {
    if (name === null && this.trail.isInList) this.trail.element(this.end - this.start);
  }

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    if (typeof value !== 'object' || value === null) {
      this.fail(this.trail.nameOf(name, info.name), 'an object', describe(value));
    }
    this.markElement(name);
    this.trail.enter(name, info.name);
    const names = keyedNamesOf(info);
    this.open(names, names === NO_NAMES ? [] : null);
    return value;
  }

  endStruct<T extends object>(name: string | null, _value: T | null, current: T, info: StructInfo<T>): T {
    this.endObject(name, info);
    return current;
  }

  private endObject(name: string | null, info: Pick<StructInfo<never>, 'keyed'> | null): void {
    const { values, start, learned } = this;
    let object: object;
    if (learned === null) {
      for (; this.next < this.names.length; this.next++) values[this.end++] = undefined;
      object = info!.keyed!(values, start);
    } else object = objectOf(learned, values, start);
    this.trail.leave();
    this.close();
    this.put(name, object as KeyedObject);
  }

  startList(name: string | null): void {
    this.markElement(name);
    this.trail.enterList(name);
    this.open(NO_NAMES, null);
  }

  nextElement(): boolean {
    return false;
  }

  endList(name: string | null): void {
    const list = this.values.slice(this.start, this.end) as Keyed[];
    this.trail.leaveList();
    this.close();
    this.put(name, list);
  }

  startUnion(name: string | null, caseName: string, cases: readonly string[]): string {
    if (!cases.includes(caseName)) this.fail(name, `one of the cases ${cases.join(', ')}`, describe(caseName));
    this.markElement(name);
    this.trail.enter(name, '');
    this.open(NO_NAMES, []);
    return caseName;
  }

  endUnion(name: string | null): void {
    this.endObject(name, null);
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
    if (typeof value !== 'bigint' || BigInt.asUintN(64, value) !== value) this.refuse(name, value, 64, false);
    this.put(name, value.toString());
    return value;
  }

  int64(name: string | null, value: bigint): bigint {
    if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) this.refuse(name, value, 64, true);
    this.put(name, value.toString());
    return value;
  }

  uint128(name: string | null, value: bigint): bigint {
    return this.integer128(name, value, false);
  }

  int128(name: string | null, value: bigint): bigint {
    return this.integer128(name, value, true);
  }

  private integer128(name: string | null, value: bigint, signed: boolean): bigint {
    if (typeof value !== 'bigint' || !fits(value, 128, signed)) this.refuse(name, value, 128, signed);
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
    this.put(name, enumKeyed(value, info) ?? this.fail(name, enumExpected(info, value), describe(value)));
    return value;
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    const block = blockOf(this, name, array, count);
    this.put(name, dims === null ? keyedRow(block, 0, count) : keyedRows(block, 0, count, usedDims(count, dims), 0));
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

/** An object of names that were learned. Assigning to `__proto__` would set the prototype. */
function objectOf(names: readonly string[], values: readonly unknown[], start: number): object {
  const object: Record<string, unknown> = {};
  for (const [i, name] of names.entries()) {
    const value = values[start + i];
    if (value === undefined) continue;
    if (name !== '__proto__') object[name] = value;
    else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return object;
}

/** Elements `start` to `end` of `array` as arrays by dimension; `dims` from `level` on are still open. */
function keyedRows(array: NumberArray, start: number, end: number, dims: readonly number[], level: number): Keyed {
  if (level === dims.length - 1) return keyedRow(array, start, end);
  const step = (end - start) / dims[level]!;
  return Array.from({ length: dims[level]! }, (_, row) =>
    keyedRows(array, start + row * step, start + (row + 1) * step, dims, level + 1),
  );
}
