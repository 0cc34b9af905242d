// Small things that generated code says often: lists, comparison with defaults, C's division, 128-bit integers.

import { equals } from '../equals.ts';
import { copyOf } from '../keyed-form.ts';
import { StateError } from '../state-error.ts';
import type { EnumInfo, FieldInfo, NumberArray, VisitFunction } from '../visitor.ts';
import type { Memory } from './memory.ts';

export function list<E>(length: number, make: (index: number) => E): E[] {
  const items = new Array<E>(length);
  for (let i = 0; i < length; i++) items[i] = make(i);
  return items;
}

/** An array with its first elements given. */
export function filled<A extends { [index: number]: unknown; readonly length: number }>(
  array: A,
  elements: ArrayLike<unknown>,
): A {
  for (let i = 0; i < elements.length; i++) array[i] = elements[i];
  return array;
}

/** A property of its own that an object may have: `constructor` is there without being given. */
export function ownValue(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as { [name: string]: unknown })[name] : undefined;
}

/** What a count that depends on the whole struct is computed from: fields of `from`, then those given. */
export function merged(created: object, from: object | null, given: object): object {
  return { ...created, ...from, ...given };
}

// ---- comparison ----------------------------------------------------------------------------------------------

export function isZero(array: NumberArray): boolean {
  // Nor is minus zero: its sign would be lost where zeros are left out.
  for (let i = 0; i < array.length; i++) if (array[i] != 0 || Object.is(array[i], -0)) return false;
  return true;
}

/** `items`, those of them that `old` has committed into the old ones, which keep what is not saved. */
export function keepElements<T>(old: readonly T[] | null, items: T[], commit: (into: T, draft: T) => void): T[] {
  const count = old === null ? 0 : Math.min(old.length, items.length);
  for (let i = 0; i < count; i++) {
    commit(old![i]!, items[i]!);
    items[i] = old![i]!;
  }
  return items;
}

/** Deep equality of values of T. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isSame((a as { [key: string]: unknown })[key], (b as { [key: string]: unknown })[key]));
}

/**
 * Whether structs, or the structs of nested arrays, have the same state: what is not saved does not count. A value that
 * cannot be visited is no other's: a default may have no element where its size wants one, and what else is wrong is
 * found by the visit that asks.
 */
export function isSameState<T extends object>(a: Nested<T>, b: Nested<T>, visit: VisitFunction<T, never>): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return isValidAndSame(a as T, b as T, visit);
  return a.length === b.length && a.every((item, index) => isSameState(item, b[index]!, visit));
}

type Nested<T> = T | readonly Nested<T>[];

function isValidAndSame<T extends object>(a: T, b: T, visit: VisitFunction<T, never>): boolean {
  try {
    return equals(visit, a, b);
  } catch (error) {
    if (error instanceof StateError) return false;
    throw error;
  }
}

/** A value of T with nothing shared. */
export function copied<V>(value: V): V {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return copyOf(value as never);
  if (Array.isArray(value)) return value.map(copied) as V;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)])) as V;
}

// ---- arithmetic ----------------------------------------------------------------------------------------------

/** C's `/` and `%`; what C leaves undefined is 0. */
export function quotient(a: bigint, b: bigint): bigint {
  return b === 0n ? 0n : a / b;
}

export function remainder(a: bigint, b: bigint): bigint {
  return b === 0n ? 0n : a % b;
}

export function putWide({ u64 }: Memory, at: number, value: bigint): void {
  u64[at >> 3] = value;
  u64[(at + 8) >> 3] = value >> 64n;
}

export function getWide({ u64 }: Memory, at: number, signed: boolean): bigint {
  const value = u64[at >> 3]! | (u64[(at + 8) >> 3]! << 64n);
  return signed ? BigInt.asIntN(128, value) : value;
}

// ---- enums ---------------------------------------------------------------------------------------------------

/** The descriptor of an enum; its maps are made when first asked for. */
export function enumInfo(
  name: string,
  values: () => Readonly<Record<string, number | bigint>>,
  bits: EnumInfo['bits'],
  signed: boolean,
): EnumInfo {
  let nameOf: Map<number, string> | undefined;
  let valueOf: Map<string, number> | undefined;
  const build = (): void => {
    nameOf = new Map();
    valueOf = new Map();
    for (const [key, value] of Object.entries(values())) {
      const number = Number(value);
      if (!nameOf.has(number)) nameOf.set(number, key);
      valueOf.set(key, number);
    }
  };
  return {
    name,
    get nameOf() {
      if (nameOf === undefined) build();
      return nameOf!;
    },
    get valueOf() {
      if (valueOf === undefined) build();
      return valueOf!;
    },
    bits,
    signed,
  };
}

// ---- fields --------------------------------------------------------------------------------------------------

const known: WeakMap<object, readonly FieldInfo[]> = /*#__PURE__*/ new WeakMap();

/** A field of a descriptor: what all have, and what is not as usual. */
type FieldRow = readonly [
  name: string,
  kind: FieldInfo['kind'],
  ctype: string,
  line: number,
  doc?: string | null,
  unusual?: Partial<FieldInfo>,
];

/** The fields of a descriptor; made when first asked for. */
export function fieldInfos(info: object, rows: readonly FieldRow[]): readonly FieldInfo[] {
  let all = known.get(info);
  if (all === undefined) known.set(info, (all = rows.map(fieldInfo)));
  return all;
}

function fieldInfo([name, kind, ctype, line, doc = null, unusual = {}]: FieldRow): FieldInfo {
  const field = {
    name,
    wireName: name,
    kind,
    ctype,
    role: 'saved',
    reason: 'default',
    optional: false,
    version: 0,
    doc,
    line,
    type: null,
    properties: [],
  } as const;
  // A default is a getter: every reading gives a value of its own.
  return Object.defineProperties(field as never, Object.getOwnPropertyDescriptors(unusual));
}
