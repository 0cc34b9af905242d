// In: a struct of a model. Out: random values of its T, as `createT` takes them: every field that is in T, saved or not.
// Rule: kinds.md, column T. What fields say of each other holds: counts are those of their arrays, tags those of their
// unions, and what a condition leaves out has its initial value.

import type {
  ArrayFieldType,
  Computation,
  EnumModel,
  FieldModel,
  FieldPath,
  FieldType,
  StructModel,
  Value,
} from '@qidl/compiler';
import fc from 'fast-check';
import { computed, type Functions } from './computation.ts';
import { named, type Compiled } from './modules.ts';

export type State = Record<string, unknown>;

export interface Known {
  readonly structs: ReadonlyMap<string, StructModel>;
  readonly enums: ReadonlyMap<string, EnumModel>;
  /** `createT`: what is not given has its initial value. */
  readonly create: (struct: StructModel, init: State) => State;
  /** Of option `functions`. */
  readonly functions: Functions;
  /** Values of registered types, by name. */
  readonly externals: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

const int64 = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const tm = ['tm_sec', 'tm_min', 'tm_hour', 'tm_mday', 'tm_mon', 'tm_year', 'tm_wday', 'tm_yday', 'tm_isdst'];
/** Values of the types that have a visitor of their own from the start. */
const ownExternals: Known['externals'] = {
  QEMUTimer: int64,
  tm: fc.record(Object.fromEntries(tm.map((name) => [name, int32])), { noNullPrototype: true }),
};

export function knownOf(
  { model, module, structs, imported }: Compiled,
  functions: Functions = {},
  externals: Known['externals'] = {},
): Known {
  const enums = [...model.enums, ...model.imports.flatMap((item) => item.enums)];
  return {
    structs,
    create: ({ name }, init) => (module[named('create', name)] ?? imported[named('create', name)])(init),
    enums: new Map(enums.map((item) => [item.name, item])),
    functions,
    externals: { ...ownExternals, ...externals },
  };
}

/** Elements that are drawn one by one; longer arrays repeat them. */
const DRAWN = 24;
/** Elements of arrays without a capacity, and of lists. */
const MOST_ALLOCATED = 40;
const MOST_LISTED = 3;
/**
 * Of one state that tests can do something with. Arrays, lists and pointers to structs multiply each other through all
 * the structs of a header, up to millions of objects where C has a few pointers, and a test holds a dozen copies of two
 * states at once. One random struct in sixty has more.
 */
const MOST_VALUES = 20_000;
/** Choices of counts before a struct's sizes are given up. */
const TRIES = 600;

export function stateOf(known: Known, struct: StructModel): fc.Arbitrary<State> {
  const drawn: Record<string, fc.Arbitrary<unknown>> = {};
  const counts = new Set(sizesOf(struct).flatMap(({ size }) => leavesOf(size).map((path) => path[0])));
  for (const field of fieldsOf(struct)) {
    if (counts.has(field.jsName) && field.role !== 'saved') {
      // What is not saved is brought by whoever loads: here it is the same everywhere.
      drawn[field.jsName] = fc.constant(known.create(struct, {})[field.jsName]);
      continue;
    }
    const value = drawnValue(known, field.type);
    const isCount = counts.has(field.jsName) && (field.type.kind === 'int' || field.type.kind === 'enum');
    drawn[field.jsName] = isCount
      ? fc.oneof({ weight: 3, arbitrary: small(field.type) }, { weight: 1, arbitrary: value })
      : value;
    if (field.optional?.by === 'null') drawn[field.jsName] = fc.option(drawn[field.jsName]!);
    if (field.default !== null && field.type.kind !== 'struct') {
      const usual = defaultOf(field.type, field.default);
      if (usual !== undefined) drawn[field.jsName] = fc.oneof(drawn[field.jsName]!, fc.constant(usual));
    }
  }
  return fc.record(drawn, { noNullPrototype: true }).map((state) => settled(known, struct, state));
}

/** A state of it may be too large to be tried: drawing one takes the memory of all its values, whatever is kept. */
export function isTooLarge(known: Known, struct: StructModel): boolean {
  return mostValues(known, struct) > MOST_VALUES;
}

/** Values that are drawn, at most, for one state: numbers, texts, and the objects that hold them. */
function mostValues(known: Known, struct: StructModel): number {
  return fieldsOf(struct).reduce((sum, { type }) => sum + mostOf(known, type), 1);
}

/** All cases of a union are drawn before one is chosen. */
function mostOf(known: Known, type: FieldType): number {
  switch (type.kind) {
    case 'struct':
      return mostValues(known, known.structs.get(type.name)!);
    case 'array':
      return 1 + type.capacity * mostOf(known, type.element);
    case 'pointer-array':
      return 1 + MOST_ALLOCATED * mostOf(known, type.element);
    case 'list':
      return 1 + MOST_LISTED * mostOf(known, type.element);
    case 'union':
      return type.cases.reduce((sum, item) => sum + mostOf(known, item.type), 1);
    default:
      return 1;
  }
}

type TypedField = FieldModel & { readonly type: FieldType };

function fieldsOf(struct: StructModel): readonly TypedField[] {
  return struct.fields.filter((field): field is TypedField => field.type !== null);
}

/** Numbers that are often counts, in the type of the field. */
function small(type: FieldType): fc.Arbitrary<unknown> {
  return fc
    .integer({ min: 0, max: 20 })
    .map((value) => (type.kind === 'int' && type.bits >= 64 ? BigInt(value) : value));
}

// ---- values by kind ------------------------------------------------------------------------------------------

/** A value; of unions and allocated arrays, what `settled` makes one of. */
function drawnValue(known: Known, type: FieldType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'int':
      return integer(type.bits, type.signed);
    case 'enum': {
      const values =
        known.enums.get(type.name)?.values.map(({ value }) => (type.bits === 64 ? value : Number(value))) ?? [];
      const any = integer(type.bits, type.signed);
      return values.length === 0 ? any : fc.oneof(fc.constantFrom(...values), any);
    }
    case 'bitfield':
      if (type.of.kind === 'bool') return fc.boolean();
      return integer(type.width, type.of.signed, type.of.bits >= 64);
    case 'bool':
      return fc.boolean();
    case 'float':
      return type.bits === 32 ? fc.float() : fc.double();
    case 'string':
      return type.capacity === null ? fc.option(text(40)) : fitting(text(type.capacity), type.capacity - 1);
    case 'struct':
      return stateOf(known, known.structs.get(type.name)!);
    case 'array':
      return arrayOf(known, type, type.dims);
    case 'pointer-array':
      return fc.array(elementOf(known, type.element), { minLength: type.mayBeEmpty ? 0 : 1, maxLength: 5 });
    case 'list': {
      const items = fc.array(elementOf(known, type.element), { maxLength: MOST_LISTED });
      return isNumber(type.element) ? items.map((values) => numbers(type.element, values.length, values)) : items;
    }
    case 'union':
      return fc.record(Object.fromEntries(type.cases.map((item) => [item.name, drawnValue(known, item.type)])), {
        noNullPrototype: true,
      });
    case 'external':
      return known.externals[type.name] ?? fc.constant(null);
  }
}

function elementOf(known: Known, type: FieldType): fc.Arbitrary<unknown> {
  return drawnValue(known, type);
}

/** Numbers of up to 32 bits, bigints above. */
function integer(bits: number, signed: boolean, isBig = bits >= 64): fc.Arbitrary<number | bigint> {
  const wide = signed
    ? { min: -(1n << BigInt(bits - 1)), max: (1n << BigInt(bits - 1)) - 1n }
    : { min: 0n, max: (1n << BigInt(bits)) - 1n };
  return isBig ? fc.bigInt(wide) : fc.integer({ min: Number(wide.min), max: Number(wide.max) });
}

/** Well-formed text of any planes; quotes, escapes and a byte order mark are frequent. */
function text(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('"', '\\', '\n', '\ufeff', '€', '😀', '\u2028'),
  );
  return fc.string({ unit, maxLength: Math.min(maxLength, 60) });
}

/** Without a NUL, and at most `bytes` long in UTF-8. */
function fitting(value: fc.Arbitrary<string>, bytes: number): fc.Arbitrary<string> {
  return value.map((full) => {
    let kept = '';
    let left = bytes;
    for (const char of full) {
      left -= Buffer.byteLength(char);
      if (left < 0) break;
      if (char !== '\0') kept += char;
    }
    return kept;
  });
}

export function isNumber(type: FieldType): boolean {
  return type.kind === 'enum' || type.kind === 'float' || (type.kind === 'int' && type.bits <= 64);
}

function isFlat(type: FieldType): boolean {
  return isNumber(type) || type.kind === 'bool' || type.kind === 'int';
}

function arrayOf(known: Known, type: ArrayFieldType, dims: readonly number[]): fc.Arbitrary<unknown> {
  const { element } = type;
  if (!isFlat(element) && dims.length > 1) return repeated(arrayOf(known, type, dims.slice(1)), dims[0]!);
  const length = isFlat(element) ? type.capacity : dims[0]!;
  const items = repeated(elementOf(known, element), length);
  return isNumber(element) ? items.map((values) => numbers(element, length, values)) : items;
}

/** An array of `length`: drawn one by one at its beginning, then over and over. */
function repeated(element: fc.Arbitrary<unknown>, length: number): fc.Arbitrary<unknown[]> {
  const drawn = Math.min(length, DRAWN);
  return fc
    .array(element, { minLength: drawn, maxLength: drawn })
    .map((items) => Array.from({ length }, (_, index) => copyOf(items[index % drawn])));
}

function copyOf<V>(value: V): V {
  return typeof value === 'object' ? structuredClone(value) : value;
}

function numbers(type: FieldType, length: number, values: readonly unknown[]): unknown {
  const array = new (constructorOf(type))(length);
  for (let index = 0; index < length; index++) array[index] = values[index % values.length] as never;
  return array;
}

function constructorOf(type: FieldType): new (length: number) => Record<number, unknown> {
  if (type.kind === 'float') return type.bits === 32 ? Float32Array : Float64Array;
  const { bits, signed } = type as { bits: number; signed: boolean };
  if (bits === 64) return signed ? BigInt64Array : BigUint64Array;
  if (bits === 32) return signed ? Int32Array : Uint32Array;
  if (bits === 16) return signed ? Int16Array : Uint16Array;
  return signed ? Int8Array : Uint8Array;
}

/** The default of a scalar, as T has it; undefined for what is drawn often enough. */
function defaultOf(type: FieldType, value: Value): unknown {
  if (value.kind === 'string' || value.kind === 'bool') return value.value;
  if (value.kind === 'float') return value.value;
  if (value.kind !== 'int') return undefined;
  if (type.kind === 'bool') return value.value !== 0n;
  const isBig = (type.kind === 'int' || type.kind === 'enum') && type.bits >= 64;
  const isBigField = type.kind === 'bitfield' && type.of.kind !== 'bool' && type.of.bits >= 64;
  if (type.kind === 'bitfield' && type.of.kind === 'bool') return value.value !== 0n;
  if (type.kind === 'float' || isNumber(type) || type.kind === 'int' || type.kind === 'bitfield')
    return isBig || isBigField ? value.value : Number(value.value);
  return undefined;
}

// ---- what fields say of each other -----------------------------------------------------------------------------

interface Sized {
  readonly field: TypedField;
  readonly size: Computation;
  readonly most: number;
}

function sizesOf(struct: StructModel): readonly Sized[] {
  return fieldsOf(struct).flatMap((field) => {
    const { type } = field;
    if (type.kind === 'array' && type.size !== null) return [{ field, size: type.size, most: type.dims[0]! }];
    if (type.kind !== 'pointer-array') return [];
    return [{ field, size: type.size, most: leavesOf(type.size).length === 0 ? Infinity : MOST_ALLOCATED }];
  });
}

/** The fields in an expression; the whole struct stands for all integers of it. */
function leavesOf(node: Computation): readonly FieldPath[] {
  switch (node.op) {
    case 'field':
      return [node.path];
    case 'unary':
    case 'convert':
      return leavesOf(node.operand);
    case 'binary':
      return [...leavesOf(node.left), ...leavesOf(node.right)];
    case 'conditional':
      return [...leavesOf(node.condition), ...leavesOf(node.then), ...leavesOf(node.otherwise)];
    case 'call':
      return node.arguments.flatMap((item) => (item.op === 'whole' ? [] : leavesOf(item)));
    default:
      return [];
  }
}

function settled(known: Known, struct: StructModel, drawn: State): State {
  const state = { ...drawn };
  settleUnions(struct, state);
  settleSizes(known, struct, state);
  for (const subsection of struct.subsections) {
    const needed = subsection.needed === null ? 1n : computed(subsection.needed, state, known.functions);
    if (needed !== 0n) continue;
    for (const field of struct.fields) if (field.subsection === subsection.name) delete state[field.jsName];
  }
  return known.create(struct, state);
}

/** The tag takes one of the values that select cases in all unions that it is the tag of. */
function settleUnions(struct: StructModel, state: State): void {
  const unions = fieldsOf(struct).flatMap(({ jsName, type }) => {
    const union = type.kind === 'array' ? type.element : type;
    return union.kind === 'union' ? [{ jsName, union }] : [];
  });
  for (const name of new Set(unions.map(({ union }) => union.tag))) {
    const own = unions.filter(({ union }) => union.tag === name);
    const tag = struct.fields.find(({ jsName }) => jsName === name)!;
    const common = own
      .map(({ union }) => union.cases.flatMap(({ values }) => values))
      .reduce((all, values) => all.filter((value) => values.includes(value)));
    const seed = Number(BigInt.asUintN(31, BigInt(state[name] as number | bigint | boolean)));
    const value = common[seed % common.length]!;
    state[name] = defaultOf(tag.type!, { kind: 'int', value });
    for (const { jsName, union } of own) {
      const item = union.cases.find(({ values }) => values.includes(value))!;
      const choose = (drawn: unknown): unknown =>
        Array.isArray(drawn) ? drawn.map(choose) : { case: item.name, value: (drawn as State)[item.name] };
      if (state[jsName] !== null) state[jsName] = choose(state[jsName]);
    }
  }
}

function settleSizes(known: Known, struct: StructModel, state: State): void {
  const sizes = sizesOf(struct);
  if (sizes.length === 0) return;
  const leaves = sizes.flatMap(({ size }) => leavesOf(size));
  for (let attempt = 0; !hold(known, struct, state, leaves); attempt++) {
    if (attempt === TRIES) throw new Error(`no counts of ${struct.name} fit its arrays`);
    leaves.forEach((path, index) =>
      setLeaf(known, struct, state, path, attempt < TRIES / 2 ? attempt : (attempt * (7 + index)) % 41),
    );
  }
  for (const { field, size } of sizes) {
    if (field.type.kind !== 'pointer-array') continue;
    const pool = state[field.jsName];
    if (!Array.isArray(pool)) continue; // absent
    const { element, mayBeEmpty } = field.type;
    const count = mayBeEmpty && pool.length === 0 ? 0 : Number(computed(size, state, known.functions));
    state[field.jsName] = isNumber(element)
      ? numbers(element, count, pool)
      : Array.from({ length: count }, (_, index) => copyOf(pool[index % pool.length]));
  }
}

/** Whether all counts of a struct, and of those that lend it fields, are in range. */
function hold(known: Known, struct: StructModel, state: State, leaves: readonly FieldPath[]): boolean {
  const fits = ({ size, most }: Sized): boolean => {
    const count = computed(size, state, known.functions);
    return count !== null && count >= 0n && count <= most;
  };
  if (!sizesOf(struct).every(fits)) return false;
  return leaves.every(([name, ...rest]) => {
    if (rest.length === 0) return true;
    const type = struct.fields.find(({ jsName }) => jsName === name)!.type;
    return type?.kind !== 'struct' || hold(known, known.structs.get(type.name)!, state[name!] as State, [rest]);
  });
}

function setLeaf(known: Known, struct: StructModel, state: State, [name, ...rest]: FieldPath, value: number): void {
  const field = struct.fields.find(({ jsName }) => jsName === name);
  if (field?.role !== 'saved' || field.type === null) return;
  state[name!] = withLeaf(known, field.type, copyOf(state[name!]), rest, value);
}

function withLeaf(known: Known, type: FieldType, held: unknown, [next, ...rest]: FieldPath, value: number): unknown {
  if (next === undefined) return defaultOf(type, { kind: 'int', value: BigInt(value) & mask(type) });
  if (type.kind === 'struct') {
    setLeaf(known, known.structs.get(type.name)!, held as State, [next, ...rest], value);
    return held;
  }
  const row = held as Record<number, unknown>;
  const { element, dims } = type as ArrayFieldType;
  const isRow = element.kind === 'struct' && dims.length > 1;
  const inner: FieldType = isRow ? { ...(type as ArrayFieldType), dims: dims.slice(1) } : element;
  row[next as number] = withLeaf(known, inner, row[next as number], rest, value);
  return row;
}

function mask(type: FieldType): bigint {
  if (type.kind === 'bitfield')
    return type.of.kind === 'bool' ? 1n : (1n << BigInt(type.width - (type.of.signed ? 1 : 0))) - 1n;
  return type.kind === 'bool' ? 1n : 0x7fn;
}
