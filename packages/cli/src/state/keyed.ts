// In: values of a state in keyed form (docs/visitors.md): from JSON, from an image, from memory. Out: whether such a value
// is the one that a default of the header means.
// Rule: kinds.md, column JSON: wide integers as decimal text, enumerators by name, bytes as hex text. What is missing
// in a struct has its default, or is zero.

import type { EnumModel, FieldType, Model, StructModel, Value } from '@qidl/compiler';

export type Keyed = null | boolean | number | bigint | string | readonly Keyed[] | { readonly [name: string]: Keyed };

/** What types of a model refer to by name: its own and its imports'. */
export interface Names {
  readonly structs: ReadonlyMap<string, StructModel>;
  readonly enums: ReadonlyMap<string, EnumModel>;
}

export function namesOf({ structs, enums, imports }: Model): Names {
  const all = <T extends { readonly name: string }>(lists: readonly (readonly T[])[]): ReadonlyMap<string, T> =>
    new Map(lists.flat().map((one) => [one.name, one]));
  return {
    structs: all([structs, ...imports.map((from) => from.structs)]),
    enums: all([enums, ...imports.map((from) => from.enums)]),
  };
}

const ZERO: Value = { kind: 'zero' };

/** Whether a value in keyed form is `value`. What is no value of the type is another one. */
export function isValue(names: Names, type: FieldType, found: Keyed, value: Value): boolean {
  switch (type.kind) {
    case 'int':
    case 'enum':
      return integerIn(names, type, found) === integerOf(value);
    case 'bitfield':
      return isValue(names, type.of, found, value);
    case 'bool':
      return found === (integerOf(value) !== 0n);
    case 'float':
      return Object.is(Number(found), Number(floatOf(value)));
    case 'string':
      return found === textOf(type.capacity, value);
    case 'array':
      return isArray(names, type.element, elementsOf(type.element, found), flatElements(value));
    case 'pointer-array':
    case 'list':
      return isEmpty(found);
    case 'struct':
      return found === null || value.kind === 'null' ? found === null : isStruct(names, type.name, found, value);
    default:
      return false;
  }
}

function integerOf(value: Value): bigint {
  if (value.kind === 'int') return value.value;
  return value.kind === 'bool' ? BigInt(value.value) : 0n;
}

function floatOf(value: Value): number {
  return value.kind === 'float' ? value.value : Number(integerOf(value));
}

function textOf(capacity: number | null, value: Value): string | null {
  if (value.kind === 'string') return value.value;
  return capacity === null ? null : '';
}

function integerIn({ enums }: Names, type: FieldType, found: Keyed): bigint | null {
  if (typeof found === 'bigint') return found;
  if (typeof found === 'number') return Number.isInteger(found) ? BigInt(found) : null;
  if (typeof found !== 'string') return null;
  const named = type.kind === 'enum' ? enums.get(type.name)?.values.find(({ name }) => name === found) : undefined;
  return named?.value ?? (/^-?\d{1,40}$/.test(found) ? BigInt(found) : null);
}

/** The elements of an array in keyed form, row-major; null when it is none. */
export function elementsOf(element: FieldType, found: Keyed): readonly Keyed[] | null {
  if (typeof found === 'string' && element.kind === 'int' && element.bits === 8)
    return /^(?:[0-9a-f]{2})*$/i.test(found) ? [...Buffer.from(found, 'hex')] : null;
  return Array.isArray(found) ? (found.flat(Infinity) as Keyed[]) : null;
}

function flatElements(value: Value): readonly Value[] {
  if (value.kind !== 'array') return [];
  return value.elements.flatMap((element) => (element.kind === 'array' ? flatElements(element) : [element]));
}

/** What either side leaves out at the end is zero. */
function isArray(names: Names, element: FieldType, found: readonly Keyed[] | null, values: readonly Value[]): boolean {
  if (found === null) return false;
  if (values.slice(found.length).some((value) => !isZero(value))) return false;
  return found.every((item, index) => isValue(names, element, item, values[index] ?? ZERO));
}

function isZero(value: Value): boolean {
  if (value.kind === 'array') return value.elements.every(isZero);
  if (value.kind === 'struct') return value.fields.every((field) => isZero(field.value));
  if (value.kind === 'string') return value.value === '';
  return integerOf(value) === 0n && !(value.kind === 'float' && value.value !== 0);
}

function isEmpty(found: Keyed): boolean {
  return found === null || found === '' || (Array.isArray(found) && found.length === 0);
}

function isStruct({ structs, enums }: Names, name: string, found: Keyed, value: Value): boolean {
  const struct = structs.get(name);
  if (struct === undefined || !isObject(found)) return false;
  const values = new Map(value.kind === 'struct' ? value.fields.map((field) => [field.name, field.value]) : []);
  return struct.fields.every((field) => {
    if (field.role !== 'saved' || field.type === null) return true;
    const wanted = values.get(field.jsName) ?? ZERO;
    const item = own(found, field.wireName);
    if (item === undefined) return field.default === null ? isZero(wanted) : isSame(field.default, wanted);
    return isValue({ structs, enums }, field.type, item, wanted);
  });
}

function isSame(a: Value, b: Value): boolean {
  return isZero(a) ? isZero(b) : JSON.stringify(a, bigintText) === JSON.stringify(b, bigintText);
}

function bigintText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

export function isObject(value: Keyed): value is { readonly [name: string]: Keyed } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key of a hostile object: never the prototype's. */
export function own(object: { readonly [name: string]: Keyed }, name: string): Keyed | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
