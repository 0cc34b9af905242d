// In: a kind of field and a constant of the model. Out: a JavaScript expression with the value as T has it; and one that
// tells whether a field has it.
// Rule: language.md 12; what an initialiser leaves out is zero (C11 6.7.9). Every evaluation makes new objects.

import type { ArrayFieldType, FieldType, UnionFieldType, Value } from '../model/model.ts';
import { type Emission, externalOf, fieldsByName, functionOf, privateOf, runtime, structNamed } from './emission.ts';
import { escape } from './escape.ts';
import { constructorName, hasKind, isBig, isFlat, isNumber, rowLength, type TypedField } from './kinds.ts';
import { unionIn } from './union.ts';
import type { Field, Struct } from './struct.ts';

const ZERO: Value = { kind: 'zero' };

/** What a new T has in the field: its default, null, or zero; structs are new ones with their own defaults. */
export function initialValue(emission: Emission, struct: Struct, field: TypedField): string {
  if (field.default !== null) return valueOf(emission, field.type, field.default);
  if (field.optional?.by === 'null') return 'null';
  const { type } = field;
  if (type.kind === 'pointer-array' && type.size.op === 'constant' && type.size.value > 0n)
    return allocated(emission, type.element, Number(type.size.value));
  return newValue(emission, type, tagOf(emission, struct, type));
}

/** A new value of a kind. `tag`: of unions and arrays of them, what the tag has. */
export function newValue(emission: Emission, type: FieldType, tag = 0n): string {
  switch (type.kind) {
    case 'struct':
      return `${functionOf(emission, 'create', structNamed(emission, type.name))}()`;
    case 'array':
      if (isFlat(type.element)) return zeroValue(emission, type);
      return nested(emission, type.dims, newValue(emission, type.element, tag));
    case 'union':
      return unionValue(type, tag, (item) => newValue(emission, item));
    default:
      return zeroValue(emission, type);
  }
}

/** The case that the tag selects; the first, if it selects none. */
function unionValue(type: UnionFieldType, tag: bigint, inside: (type: FieldType) => string): string {
  const item = type.cases.find(({ values }) => values.includes(tag)) ?? type.cases[0];
  if (item === undefined) return 'null';
  return `{ case: ${escape(item.name, 'string')}, value: ${inside(item.type)} }`;
}

/** What a pointer to a fixed number of elements points to: with fewer, the struct could not be saved. */
function allocated(emission: Emission, element: FieldType, count: number): string {
  return isNumber(element)
    ? `new ${emission.names.global(constructorName(element))}(${count})`
    : nested(emission, [count], newValue(emission, element));
}

/** What a new struct has in the tag of a union. */
function tagOf(emission: Emission, struct: Struct, type: FieldType): bigint {
  const union = unionIn(type);
  return integerOf(union && fieldsByName(emission, struct).get(union.tag)?.default);
}

function integerOf(value: Value | null | undefined): bigint {
  if (value?.kind === 'int') return value.value;
  return value?.kind === 'bool' && value.value ? 1n : 0n;
}

function nested(emission: Emission, dims: readonly number[], element: string): string {
  return dims.reduceRight(
    (inner, count) => `${runtime(emission, 'list')}(${count}, () => ${parenthesized(inner)})`,
    element,
  );
}

const parenthesized = (text: string): string => (text.startsWith('{') ? `(${text})` : text);

/** All bits zero, but for the tag of a union. */
function zeroValue(emission: Emission, type: FieldType, tag = 0n): string {
  switch (type.kind) {
    case 'int':
    case 'enum':
    case 'bitfield':
      if (type.kind === 'bitfield' && type.of.kind === 'bool') return 'false';
      return isBig(type) ? '0n' : '0';
    case 'float':
      return '0';
    case 'bool':
      return 'false';
    case 'string':
      return type.capacity === null ? 'null' : `''`;
    case 'array':
      if (isNumber(type.element))
        return `new ${emission.names.global(constructorName(type.element))}(${type.capacity})`;
      return nested(
        emission,
        isFlat(type.element) ? [type.capacity] : type.dims,
        zeroValue(emission, type.element, tag),
      );
    case 'pointer-array':
      return isNumber(type.element) ? `new ${emission.names.global(constructorName(type.element))}(0)` : '[]';
    case 'list':
      return '[]';
    case 'struct':
      emission.zeroStructs.add(structNamed(emission, type.name));
      return `${privateOf(emission, 'zero', structNamed(emission, type.name))}()`;
    case 'union':
      return unionValue(type, tag, (item) => zeroValue(emission, item));
    case 'external':
      return `${externalOf(emission, type.name)}.create()`;
  }
}

export function valueOf(emission: Emission, type: FieldType, value: Value): string {
  switch (value.kind) {
    case 'int':
      return integer(type, value.value);
    case 'float':
      return number(value.value);
    case 'bool':
      return scalar(type) === 'bool' ? String(value.value) : integer(type, value.value ? 1n : 0n);
    case 'string':
      return escape(value.value, 'string');
    case 'null':
      return type.kind === 'struct' ? 'null' : zeroValue(emission, type);
    case 'zero':
      return zeroValue(emission, type);
    case 'array':
      return type.kind === 'array' ? arrayValue(emission, type, value.elements) : zeroValue(emission, type);
    case 'struct':
      return type.kind === 'struct'
        ? structValue(emission, structNamed(emission, type.name), value)
        : zeroValue(emission, type);
  }
}

const scalar = (type: FieldType): FieldType['kind'] => (type.kind === 'bitfield' ? type.of.kind : type.kind);

function integer(type: FieldType, value: bigint): string {
  if (scalar(type) === 'bool') return String(value !== 0n);
  return isBig(type) ? `${value}n` : String(value);
}

/** A number literal; NaN and infinities without their global names, which a header may hide. */
export function number(value: number): string {
  if (Number.isNaN(value)) return '0 / 0';
  if (!Number.isFinite(value)) return value > 0 ? '1 / 0' : '-1 / 0';
  return Object.is(value, -0) ? '-0' : String(value);
}

function arrayValue(emission: Emission, type: ArrayFieldType, elements: readonly Value[]): string {
  const { element, capacity, dims } = type;
  if (isNumber(element) || isFlat(element)) {
    const items = elements.map((item) => valueOf(emission, element, item)).join(', ');
    return `${runtime(emission, 'filled')}(${zeroValue(emission, type)}, [${items}])`;
  }
  const inner: FieldType = dims.length === 1 ? element : { ...type, dims: dims.slice(1), capacity: capacity / dims[0] };
  const items = elements.map((item) => valueOf(emission, inner, item));
  const rest = dims[0] - items.length;
  if (rest > 0)
    items.push(`...${runtime(emission, 'list')}(${rest}, () => ${parenthesized(zeroValue(emission, inner))})`);
  return `[${items.join(', ')}]`;
}

/** The functions that make structs of zeros; each may need those of the structs within. */
export function emitZeros(emission: Emission): void {
  const { js } = emission;
  for (const struct of emission.zeroStructs) {
    js.open(`function ${privateOf(emission, 'zero', struct)}() {`, struct.place);
    js.line(`return ${structValue(emission, struct, ZERO)};`);
    js.close('}');
  }
}

/** All fields of T in order, so that every T has one shape. */
function structValue(emission: Emission, struct: Struct, value: Value): string {
  const given = new Map(value.kind === 'struct' ? value.fields.map((item) => [item.name, item.value]) : []);
  const fields = struct.fields.filter(hasKind).map((field) => {
    const own = given.get(field.jsName) ?? ZERO;
    const { key } = field;
    if (field.optional?.by === 'null' && own.kind === 'zero') return `${key}: null`;
    if (own.kind !== 'zero') return `${key}: ${valueOf(emission, field.type, own)}`;
    const union = unionIn(field.type);
    return `${key}: ${zeroValue(emission, field.type, integerOf(union && given.get(union.tag)))}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

// ---- is it the default? --------------------------------------------------------------------------------------

/**
 * An expression that is true when `text`, the value of the field, is not its default (without one: not zero). `used`: of
 * a counted array, how many rows are looked at.
 */
export function differs(
  emission: Emission,
  field: Field & { readonly type: FieldType },
  text: string,
  used: string | null,
): string {
  const { type } = field;
  const value = field.default ?? (field.optional?.by === 'null' ? ({ kind: 'null' } as const) : ZERO);
  if (field.optional?.by === 'null' && value.kind === 'null') return `${text} !== null`;
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'enum':
    case 'bitfield':
    case 'string':
      return `${text} !== ${valueOf(emission, type, value)}`;
    case 'float':
      // Minus zero is not zero, and NaN is itself.
      return `!${emission.names.global('Object')}.is(${stored(emission, type.bits, text)}, ${valueOf(emission, type, value)})`;
    case 'list':
    case 'pointer-array':
      return `${text}.length !== 0`;
    case 'array': {
      const own = text + usedPart(type, used);
      if (isNumber(type.element) && value.kind === 'zero') return `!${runtime(emission, 'isZero')}(${own})`;
      return isOther(emission, type.element, own, valueOf(emission, type, value) + usedPart(type, used));
    }
  }
  return isOther(emission, type, text, valueOf(emission, type, value));
}

/** A number as a field of so many bits has it after a load: a T may have one of more. */
function stored(emission: Emission, bits: 32 | 64, text: string): string {
  return bits === 32 ? `${emission.names.global('Math')}.fround(${text})` : text;
}

/** Structs are the default if all that is saved of them is. */
function isOther(emission: Emission, element: FieldType, text: string, other: string): string {
  if (element.kind !== 'struct') return `!${runtime(emission, 'isSame')}(${text}, ${other})`;
  return `!${runtime(emission, 'isSameState')}(${text}, ${other}, ${functionOf(emission, 'visit', structNamed(emission, element.name))})`;
}

function usedPart(type: ArrayFieldType, rows: string | null): string {
  if (rows === null) return '';
  const row = isFlat(type.element) ? rowLength(type) : 1;
  return `.${isNumber(type.element) ? 'subarray' : 'slice'}(0, ${rows}${row === 1 ? '' : ` * ${row}`})`;
}
