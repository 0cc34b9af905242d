// In: the expression of q_default, or of a property's default, and the kind of its field. Out: the value.
// Rule (language.md 12): what C would take as the field's initialiser (C11 6.7.9), braces elided or not, and nothing
// that does not fit: a value out of range is an error, never wrapped.

import { atomText } from '../lex/atoms.ts';
import type { Expression, InitializerItem } from '../parse/syntax.ts';
import type { ConstantValue } from '../sema/program.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { basic } from '../types/basic.ts';
import { integerRange } from '../types/convert.ts';
import type { CMember, RecordType } from '../types/type.ts';
import { isUtf8 } from '../source/decode.ts';
import type { ArrayFieldType, EnumRef, FieldType, IntType, Value } from './model.ts';
import { refuse, type Refusal, type Scope } from './scope.ts';

/** Elements that an initialiser gives one array, those it leaves out in between counted. */
export const MAX_DEFAULT_ELEMENTS = 65_536;

const zero: Value = { kind: 'zero' };
const nothing: Value = { kind: 'null' };

export function valueOf(scope: Scope, type: FieldType, expression: Expression): Value | Refusal {
  if (expression.kind === 'list' || expression.kind === 'compound') {
    const { items } = expression.kind === 'list' ? expression : expression.value;
    return listValue(scope, type, items);
  }
  if (type.kind === 'array') {
    const constant = constantOf(scope, expression);
    return constant?.kind === 'string' && isByteArray(type)
      ? bytesValue(constant.bytes, type)
      : refuse(catalogue.defaultKind, { needs: 'an initialiser in braces, {0} for zeros' });
  }
  const constant = constantOf(scope, expression);
  if (constant === null) return refuse(catalogue.defaultNotConstant);
  return scalarValue(type, expression.kind === 'character' ? unsignedCharacter(type, constant) : constant);
}

/** NULL, true and false count also where nobody included their headers. */
function constantOf(scope: Scope, expression: Expression): ConstantValue | null {
  const value = scope.program.evaluate(expression);
  if (value !== null || expression.kind !== 'name') return value;
  const name = atomText(expression.name);
  if (name === 'NULL') return { kind: 'null' };
  if (name !== 'true' && name !== 'false') return null;
  return { kind: 'integer', value: name === 'true' ? 1n : 0n, type: basic('bool') };
}

function scalarValue(type: FieldType, constant: ConstantValue): Value | Refusal {
  const isNull = constant.kind === 'null' || (constant.kind === 'integer' && constant.value === 0n);
  switch (type.kind) {
    case 'int':
    case 'enum':
      return integerValue(type, constant, type.bits);
    case 'bitfield':
      return type.of.kind === 'bool' ? scalarValue(type.of, constant) : integerValue(type.of, constant, type.width);
    case 'bool':
      if (constant.kind !== 'integer') return refuse(catalogue.defaultKind, { needs: 'true or false' });
      if (constant.value !== 0n && constant.value !== 1n)
        return refuse(catalogue.defaultRange, { value: constant.value, range: '0 or 1' });
      return { kind: 'bool', value: constant.value === 1n };
    case 'float':
      if (constant.kind === 'float' || constant.kind === 'integer')
        return floatValue(type.bits, Number(constant.value));
      return refuse(catalogue.defaultKind, { needs: 'a number' });
    case 'string':
      return textValue(type.capacity, constant, isNull);
    case 'struct':
      return isNull && type.pointer
        ? nothing
        : refuse(catalogue.defaultKind, { needs: type.pointer ? 'NULL' : 'an initialiser in braces, {0} for zeros' });
    case 'list':
    case 'pointer-array':
      return isNull ? nothing : refuse(catalogue.defaultKind, { needs: 'NULL' });
    default:
      return refuse(catalogue.defaultKind, { needs: 'no default: its kind has none' });
  }
}

/** A plain char is an unsigned byte here, and '\xff' is negative where C's char is signed. */
function unsignedCharacter(type: FieldType, constant: ConstantValue): ConstantValue {
  const isByte = type.kind === 'int' && type.bits === 8 && !type.signed;
  return isByte && constant.kind === 'integer' ? { ...constant, value: constant.value & 255n } : constant;
}

function integerValue(type: IntType | EnumRef, constant: ConstantValue, bits: number): Value | Refusal {
  if (constant.kind !== 'integer') return refuse(catalogue.defaultKind, { needs: 'an integer' });
  const { value } = constant;
  const [least, most] = integerRange(bits, type.signed);
  if (value >= least && value <= most) return { kind: 'int', value };
  return refuse(catalogue.defaultRange, { value, range: `${least} to ${most}` });
}

/** Largest float of 32 bits. */
const MOST_SINGLE = (2 - 2 ** -23) * 2 ** 127;

/** As the field stores it: 0.1 is another number in a float than in a double. */
function floatValue(bits: 32 | 64, value: number): Value | Refusal {
  if (bits === 64) return { kind: 'float', value };
  const single = Math.fround(value);
  if (Number.isFinite(single) || !Number.isFinite(value)) return { kind: 'float', value: single };
  return refuse(catalogue.defaultRange, { value: String(value), range: `-${MOST_SINGLE} to ${MOST_SINGLE}` });
}

function textValue(capacity: number | null, constant: ConstantValue, isNull: boolean): Value | Refusal {
  if (constant.kind === 'string') {
    // Text ends at its first NUL.
    const [value] = constant.value.split('\0');
    const end = constant.bytes.indexOf(0);
    const bytes = end < 0 ? constant.bytes : constant.bytes.subarray(0, end);
    if (!isUtf8(bytes)) return refuse(catalogue.defaultKind, { needs: 'a string in UTF-8' });
    if (capacity === null || bytes.length < capacity) return { kind: 'string', value };
    return refuse(catalogue.defaultRange, {
      value: `text of ${bytes.length} bytes`,
      range: `0 to ${capacity - 1} bytes`,
    });
  }
  return isNull && capacity === null ? nothing : refuse(catalogue.defaultKind, { needs: 'a string' });
}

function isByteArray(type: ArrayFieldType): boolean {
  return type.dims.length === 1 && type.element.kind === 'int' && type.element.bits === 8;
}

function bytesValue(bytes: Uint8Array, type: ArrayFieldType): Value | Refusal {
  if (bytes.length > type.capacity)
    return refuse(catalogue.defaultRange, {
      value: `text of ${bytes.length} bytes`,
      range: `0 to ${type.capacity} bytes`,
    });
  const signed = (type.element as IntType).signed;
  return {
    kind: 'array',
    elements: Array.from(bytes, (byte) => ({ kind: 'int', value: BigInt(signed ? (byte << 24) >> 24 : byte) })),
  };
}

// ---- initialisers in braces --------------------------------------------------------------------------------------

/** The items of one pair of braces, and how far they are used. */
interface Cursor {
  readonly items: readonly InitializerItem[];
  next: number;
}

function listValue(scope: Scope, type: FieldType, items: readonly InitializerItem[]): Value | Refusal {
  if (isPointer(type)) return pointerValue(scope, type, items);
  if (items.length === 0 || isZeroList(scope, items)) {
    return type.kind === 'external' ? refuse(catalogue.defaultKind, { needs: 'no default: its kind has none' }) : zero;
  }
  const cursor: Cursor = { items, next: 0 };
  const value = filled(scope, type, cursor, true);
  if (value.kind === 'refused') return value;
  return cursor.next < items.length ? refuse(catalogue.defaultKind, { needs: 'fewer values' }) : value;
}

function isPointer(type: FieldType): boolean {
  return type.kind === 'pointer-array' || (type.kind === 'struct' && type.pointer);
}

/** A scalar may have its initialiser in braces (6.7.9p11); without one in them, a pointer is null. */
function pointerValue(scope: Scope, type: FieldType, items: readonly InitializerItem[]): Value | Refusal {
  if (items.length === 0) return nothing;
  return items.length > 1 ? refuse(catalogue.defaultKind, { needs: 'NULL' }) : valueOf(scope, type, items[0].value);
}

function isZeroList(scope: Scope, items: readonly InitializerItem[]): boolean {
  const [{ designators, value }] = items;
  if (items.length > 1 || designators.length > 0 || value.kind === 'list') return false;
  return isNothing(scope, value);
}

/** Takes what one object needs (6.7.9p20). `braced`: the cursor's braces are the object's own, and designators its. */
function filled(scope: Scope, type: FieldType, cursor: Cursor, braced: boolean): Value | Refusal {
  if (type.kind === 'array') return filledArray(scope, type.element, type.dims, cursor, braced);
  if (type.kind === 'struct' && !type.pointer) return filledStruct(scope, type.name, cursor, braced);
  const item = cursor.items[cursor.next++];
  return valueOf(scope, type, item.value);
}

/** One element or member: its own braces, an expression that is all of it, or as many items as it takes. */
function part(scope: Scope, type: FieldType, cursor: Cursor): Value | Refusal {
  const { value } = cursor.items[cursor.next];
  const isAggregate = type.kind === 'array' || (type.kind === 'struct' && !type.pointer);
  if (!isAggregate || value.kind === 'list' || value.kind === 'compound' || value.kind === 'string') {
    cursor.next++;
    return valueOf(scope, type, value);
  }
  return filled(scope, type, cursor, false);
}

function filledArray(
  scope: Scope,
  element: FieldType,
  dims: readonly number[],
  cursor: Cursor,
  braced: boolean,
): Value | Refusal {
  const inner: FieldType = dims.length === 1 ? element : arrayOf(element, dims.slice(1));
  const elements: Value[] = [];
  for (let index = 0; cursor.next < cursor.items.length; index++) {
    const { designators } = cursor.items[cursor.next];
    if (designators.length > 0) {
      if (!braced) break;
      const at = indexOf(scope, designators);
      if (at === null) return refuse(catalogue.defaultKind, { needs: 'designators of one constant index' });
      index = at;
    }
    if (index >= dims[0]) break;
    if (index >= MAX_DEFAULT_ELEMENTS)
      return refuse(catalogue.defaultRange, { value: `element ${index}`, range: `the first ${MAX_DEFAULT_ELEMENTS}` });
    const value = part(scope, inner, cursor);
    if (value.kind === 'refused') return value;
    while (elements.length < index) elements.push(zeroOf(inner));
    elements[index] = value;
  }
  if (elements.every(isZero)) return zero;
  return {
    kind: 'array',
    elements:
      inner.kind === 'array' && isFlat(element) ? flattened(elements, inner.capacity, zeroOf(element)) : elements,
  };
}

function arrayOf(element: FieldType, dims: readonly number[]): ArrayFieldType {
  return { kind: 'array', element, dims, size: null, capacity: dims.reduce((product, count) => product * count, 1) };
}

/** Kinds whose arrays are flat in T, whatever their dimensions. */
function isFlat(element: FieldType): boolean {
  return element.kind === 'int' || element.kind === 'float' || element.kind === 'bool' || element.kind === 'enum';
}

/** Rows one after the other, each filled up to its length. */
function flattened(rows: readonly Value[], length: number, filler: Value): Value[] {
  return rows.flatMap((row) => {
    const cells = row.kind === 'array' ? row.elements : [];
    return [...cells, ...Array.from({ length: length - cells.length }, () => filler)];
  });
}

/** What an initialiser leaves out in between. */
function zeroOf(element: FieldType): Value {
  switch (element.kind) {
    case 'int':
    case 'enum':
      return { kind: 'int', value: 0n };
    case 'float':
      return { kind: 'float', value: 0 };
    case 'bool':
      return { kind: 'bool', value: false };
    default:
      return zero;
  }
}

function indexOf(scope: Scope, designators: InitializerItem['designators']): number | null {
  const [index] = designators;
  if (designators.length !== 1 || typeof index === 'number') return null;
  const value = scope.program.evaluate(index);
  if (value?.kind !== 'integer' || value.value < 0n || value.value > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return Number(value.value);
}

function filledStruct(scope: Scope, name: string, cursor: Cursor, braced: boolean): Value | Refusal {
  const entry = scope.structs.get(name)!;
  const fields: { name: string; value: Value }[] = [];
  const first = cursor.next;
  const isUnion = entry.record.keyword === 'union';
  for (let index = 0; cursor.next < cursor.items.length; index++) {
    const { designators, value: given } = cursor.items[cursor.next];
    if (designators.length > 0) {
      if (!braced) break;
      const [member] = designators;
      index =
        typeof member === 'number' && designators.length === 1
          ? entry.slots.findIndex((slot) => slot.name === atomText(member))
          : -1;
      if (index < 0) return refuse(catalogue.defaultKind, { needs: `designators of one field of ${name}` });
    }
    if (index >= entry.slots.length || (isUnion && cursor.next > first)) break;
    const { type, jsName, optional } = entry.fields[index];
    const { name: field, member, role } = entry.slots[index];
    if (designators.length === 0 && isHidden(entry.record, member))
      return refuse(catalogue.defaultKind, { needs: `a designator for ${field}, which stands in an anonymous member` });
    if (isUnion && role !== 'saved')
      return refuse(catalogue.defaultKind, { needs: 'a value of the member that is saved, with its designator' });
    if (type === null) {
      // Not in T: its initialiser says nothing, but has its place in the list.
      cursor.next++;
      if (!isNothing(scope, given))
        return refuse(catalogue.defaultKind, { needs: `no value for ${field}, which is not saved` });
      continue;
    }
    const value = part(scope, type, cursor);
    if (value.kind === 'refused') return value;
    if (value.kind === 'null' && type.kind === 'struct' && optional?.by !== 'null')
      return refuse(catalogue.defaultKind, { needs: `no NULL for ${field}, which is never null` });
    fields.push({ name: jsName, value });
  }
  return fields.every(({ value }) => isZero(value)) ? zero : { kind: 'struct', fields };
}

/** Within an anonymous member, whose braces and whose being a union the list of slots does not show. */
function isHidden({ members }: RecordType, member: CMember): boolean {
  return members.some(({ name, bitWidth }) => name === '' && bitWidth < 0) && !members.includes(member);
}

function isNothing(scope: Scope, expression: Expression): boolean {
  const constant = expression.kind === 'list' ? null : constantOf(scope, expression);
  return constant?.kind === 'null' || (constant?.kind === 'integer' && constant.value === 0n);
}

function isZero(value: Value): boolean {
  switch (value.kind) {
    case 'int':
      return value.value === 0n;
    case 'float':
      return Object.is(value.value, 0);
    case 'bool':
      return !value.value;
    default:
      return value.kind === 'zero' || value.kind === 'null';
  }
}
