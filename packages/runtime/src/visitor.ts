// The Visitor: the one interface between a described struct and every keyed or wire format, in the tradition of
// QAPI's visitors. Generated `visitT(visitor, name, value, hooks)` calls it for each saved field in declaration order.
//
// The contract:
// - An output visitor (`reads` false) is given values, and returns what it was given; it never changes them.
//   An input visitor (`reads` true) is given the value a field has now, and returns the value to keep.
// - `name` is the field's wire name, or null for elements of lists and for the outermost value of unnamed visits.
// - Order: startStruct, its fields, endStruct. Fields may be structs, lists and unions, nested to any depth:
//   startList, then elements, endList; startUnion, the case's value under the case's name, endUnion.
// - Input builds aside: startStruct returns a draft to read fields into (info.draft), the derived hooks run on the
//   draft, and endStruct of the outermost struct commits it (info.commit). Whatever throws before that, a hook
//   included, leaves the loaded object as it was.
// - `present` of an output visitor may answer true although `isPresent` is false where `why` is 'default', 'version' or
//   'subsection': the value is there, and a visitor for people's eyes wants to see it. Never where it is 'optional'.
// - Failure: any method may throw a StateError, and generated code has `fail` throw one for what only it can check (a
//   count beyond the capacity, a value wider than its bit-field). Nobody catches. A visitor that threw is finished.
// - One visitor serves one visit, unless it says otherwise.

import type { Keyed } from './keyed-form.ts';

/** Why `present` is asked. */
export type PresenceReason = 'optional' | 'default' | 'version' | 'subsection';

/** What a subsection or a field that may be absent is called on the wire. */
export interface PresenceInfo {
  /** Full subsection name "vmsd/field". */
  readonly subsection: string;
  readonly version: number;
  /** 'version': the first version of the struct that has the field. */
  readonly since: number;
  /**
   * 'optional' with a sibling `has_F`: that one's wire name. It is asked where the flag stands, not where F does; on the
   * wire it is a bool in that place, and no subsection. The flag is not visited besides: keyed formats have F's key only.
   */
  readonly flag?: string;
}

export interface EnumInfo {
  readonly name: string;
  /** Enumerator name by number; the first of equals. */
  readonly nameOf: ReadonlyMap<number, string>;
  readonly valueOf: ReadonlyMap<string, number>;
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
}

export interface PropertyInfo {
  readonly name: string;
  readonly bit: number | null;
  readonly default: unknown;
}

export interface FieldInfo {
  /** The property's name in T; for fields that are not in T, the C name. */
  readonly name: string;
  readonly wireName: string;
  /** kinds.md: 'int', 'bool', 'struct' …; null for fields that are not in T. */
  readonly kind: string | null;
  readonly ctype: string;
  readonly role: 'saved' | 'immutable' | 'host' | 'derived' | 'broken' | 'elsewhere';
  readonly reason: string;
  /** The default value as T has it; undefined without one. */
  readonly default?: unknown;
  readonly optional: boolean;
  /** Of an optional field with a sibling `has_F`: that one's wire name. */
  readonly flag?: string;
  readonly version: number;
  readonly doc: string | null;
  /** 1-based line in the header that declares it. */
  readonly line: number;
  /** Name of the struct type or enum a field holds, directly or as element. */
  readonly type: string | null;
  readonly properties: readonly PropertyInfo[];
}

/** The descriptor `TInfo`, and what input visitors need to build aside. */
export interface StructInfo<T extends object = object> {
  readonly name: string;
  readonly wireName: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly doc: string | null;
  readonly fields: readonly FieldInfo[];
  /** Fingerprint of the image's schema: low and high 32 bits. */
  readonly fingerprint: readonly [number, number];
  /** Wire names that saved fields once had (q_renamed_from), and what each is now: input finds them under both. */
  readonly renamed?: Readonly<Record<string, string>>;
  /**
   * A fresh T to read into: saved fields at their initial values, the others taken from `from` when given. Nested
   * structs and elements of fixed arrays are drafts of their own, made from those of `from`; nothing that will be
   * written to is shared with `from`. `stage`: where arrays come from that `commit` copies; for drafts that are
   * committed, and then never looked at again.
   */
  draft(from: T | null, stage?: Stage): T;
  /** Copies saved and derived fields of a draft into an existing T, nested objects and arrays in place. */
  commit(into: T, draft: T): void;
  /**
   * Fast ways between an object with the keys of the saved fields and their values in the order of a visit; undefined
   * stands for a field that is absent. `keyed` takes the values from `at` on. Neither is there without the other.
   */
  keyed?(values: readonly unknown[], at: number): object;
  values?(object: object): unknown[];
  /**
   * The same without a visit, for structs whose fields are always there: `give` makes the keyed form of a T, `accept` the
   * saved fields for `commit`. Whatever is not as usual makes them throw, and `visit` then says what is wrong.
   * All three are there or none is.
   */
  readonly visit?: object;
  give?(value: T, to: Giver): object;
  accept?(from: object, of: Accepter): T;
}

/** What `give` hands the values of a T to, in order; each method returns the keyed form. */
export interface Giver {
  /** Before the values of a struct. */
  open(value: object, info: StructInfo): void;
  /** After them. */
  close(): void;
  bool(value: boolean): Keyed;
  uint8(value: number): Keyed;
  int8(value: number): Keyed;
  uint16(value: number): Keyed;
  int16(value: number): Keyed;
  uint32(value: number): Keyed;
  int32(value: number): Keyed;
  /** A bit-field of fewer bits than its type, which has at most 32. */
  bits(value: number, width: number, signed: boolean): Keyed;
  uint64(value: bigint): Keyed;
  int64(value: bigint): Keyed;
  float(value: number): Keyed;
  double(value: number): Keyed;
  str(value: string, capacity: number): Keyed;
  enum(value: number, info: EnumInfo): Keyed;
  bytes(array: Uint8Array, count: number): Keyed;
  /** Of other kinds. */
  numbers(array: NumberRow, count: number): Keyed;
  struct<T extends object>(value: T, info: StructInfo<T>): object;
  structs<T extends object>(list: readonly T[], count: number, info: StructInfo<T>): object;
}

/** Where `accept` has the values of a T from, in order; a source that is no tree takes no notice of what it is given. */
export interface Accepter {
  /** Before the `count` values of a struct. */
  open(from: unknown, info: StructInfo, count: number): void;
  /** After them. */
  close(): void;
  bool(from: unknown): boolean;
  uint8(from: unknown): number;
  int8(from: unknown): number;
  uint16(from: unknown): number;
  int16(from: unknown): number;
  uint32(from: unknown): number;
  int32(from: unknown): number;
  bits(from: unknown, width: number, signed: boolean): number;
  uint64(from: unknown): bigint;
  int64(from: unknown): bigint;
  float(from: unknown): number;
  double(from: unknown): number;
  str(from: unknown, capacity: number): string;
  enum(from: unknown, info: EnumInfo): number;
  bytes(from: unknown, count: number): Uint8Array;
  numbers<A extends NumberRow>(from: unknown, kind: NumberArrayKind<A>, count: number): A;
  struct<T extends object>(from: unknown, info: StructInfo<T>): T;
  structs<T extends object>(from: unknown, count: number, info: StructInfo<T>): T[];
}

/** Names the numbers of blocks. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** Those whose keyed form is an array. */
export type NumberRow = Exclude<NumberArray, Uint8Array>;

/** The class of some of them. */
export interface NumberArrayKind<A extends NumberArray> {
  new (buffer: ArrayBuffer, byteOffset: number, length: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

/**
 * Gives an array of so many elements, with anything in them, in memory that is used again after the load: for input
 * visitors that fill every block they are asked for.
 */
export type Stage = <A extends NumberArray>(kind: NumberArrayKind<A>, length: number) => A;

export interface Visitor {
  readonly reads: boolean;

  /**
   * Output: returns `value`. Input: returns the draft to fill; `value` null means there is nothing to load into.
   * Within another struct's visit `value` is part of that one's draft already, and is returned as it is.
   */
  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T;
  /** `current` is what startStruct returned. Returns the object to keep. */
  endStruct<T extends object>(name: string | null, value: T | null, current: T, info: StructInfo<T>): T;

  /**
   * Arrays of anything but numbers, and containers. `length`: output, how many follow; input, how many must follow,
   * or -1 for any number.
   */
  startList(name: string | null, length: number): void;
  /** Input only: whether there is an element at `index` (asked with 0, 1, 2 …). Throws if `length` was promised and does not hold. */
  nextElement(index: number): boolean;
  endList(name: string | null): void;

  /** `caseName`: output, the case that holds; input, ignored. Returns the case to visit: one of `cases`. */
  startUnion(name: string | null, caseName: string, cases: readonly string[]): string;
  endUnion(name: string | null): void;

  /**
   * Before a field that may be absent. Output: `isPresent` tells, and is returned. Input: returns whether it is there.
   * The field follows if and only if the result is true. For a named subsection of several fields `name` is that of the
   * first of them: keyed formats look for its key, wire formats for `info.subsection`.
   */
  present(name: string, isPresent: boolean, why: PresenceReason, info: PresenceInfo): boolean;

  bool(name: string | null, value: boolean): boolean;
  uint8(name: string | null, value: number): number;
  int8(name: string | null, value: number): number;
  uint16(name: string | null, value: number): number;
  int16(name: string | null, value: number): number;
  uint32(name: string | null, value: number): number;
  int32(name: string | null, value: number): number;
  uint64(name: string | null, value: bigint): bigint;
  int64(name: string | null, value: bigint): bigint;
  uint128(name: string | null, value: bigint): bigint;
  int128(name: string | null, value: bigint): bigint;
  float(name: string | null, value: number): number;
  double(name: string | null, value: number): number;
  /** `capacity`: bytes with the NUL of a `char s[N]` (then never null); -1: `char *`, which may be null. */
  str(name: string | null, value: string | null, capacity: number): string | null;
  /** The value has the width and sign of `info`; enums of 64 bits are visited as uint64 or int64. */
  enum(name: string | null, value: number, info: EnumInfo): number;

  /**
   * A block of numbers: `count` elements (all of `array` but for counted arrays) in row-major order of `dims` when
   * there is more than one dimension (else null). Input fills `array`, from the start, the rest zero, and returns it;
   * if `array` has less than `count` elements (`T *p q_size(n)`), it returns a new one of that kind and length, made
   * only after so many elements were found: a count read from outside never decides how much is allocated.
   */
  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A;

  /** A value with a visitor of its own: `visit` runs it with this visitor; `encode`/`decode` are its binary form. */
  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V;

  /** Throws a StateError at the field `name` of the struct, list or union that is being visited. */
  fail(name: string | null, expected: string, found: string): never;
}

/** A visitor that is given values: object output, JSON output, dump, hash … Needs no hooks. */
export interface OutputVisitor extends Visitor {
  readonly reads: false;
}

/** A visitor that brings values: object input, JSON input … The derived fields of what it builds need hooks. */
export interface InputVisitor extends Visitor {
  readonly reads: true;
}

/**
 * What a generated `visitT` is. H is its `THooks`; a `visitT` without derived fields in reach takes no fourth argument,
 * and H is then unknown.
 */
export interface VisitFunction<T extends object, H = unknown> {
  (visitor: OutputVisitor, name: string | null, value: T): T;
  (visitor: InputVisitor, name: string | null, value: T | null, hooks: H): T;
}

/** What a registered external visitor's module exports for a type: `export const QEMUTimer: ExternalInfo<bigint>`. */
export interface ExternalInfo<V> {
  readonly name: string;
  readonly version: number;
  create(): V;
  /** The keyed and wire forms: any calls on the visitor for one value. */
  visit(visitor: Visitor, name: string | null, value: V): V;
  /** The image form. */
  encode(value: V): Uint8Array;
  decode(bytes: Uint8Array): V;
  equals(a: V, b: V): boolean;
}
