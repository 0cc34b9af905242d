// What the emitters ask of a kind of field: its typed array, its bytes, its place among the kinds (kinds.md).

import type {
  ArrayFieldType,
  BitfieldType,
  EnumRef,
  FieldModel,
  FieldType,
  FloatType,
  IntType,
} from '../model/model.ts';
import type { Field, Struct } from './struct.ts';

/** Kinds whose arrays are flat typed arrays in T. */
export type NumberType = (IntType & { readonly bits: 8 | 16 | 32 | 64 }) | EnumRef | FloatType;

/** Typed arrays by kind, as a view's memory has them; an image's has no signed ones. */
export type ArrayName = 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64' | 'f32' | 'f64';

export function isNumber(type: FieldType): type is NumberType {
  return type.kind === 'enum' || type.kind === 'float' || (type.kind === 'int' && type.bits <= 64);
}

/** Whether its value in T is a bigint. */
export function isBig(type: FieldType): boolean {
  if (type.kind === 'bitfield') return isBig(type.of);
  return (type.kind === 'int' || type.kind === 'enum') && type.bits >= 64;
}

/** The array through which a scalar is stored; 128 bits go as two of 64. */
export function arrayName(type: NumberType | IntType): ArrayName {
  if (type.kind === 'float') return type.bits === 32 ? 'f32' : 'f64';
  return (type.signed ? SIGNED : UNSIGNED)[type.bits];
}

const UNSIGNED = { 8: 'u8', 16: 'u16', 32: 'u32', 64: 'u64', 128: 'u64' } as const;
const SIGNED = { 8: 'i8', 16: 'i16', 32: 'i32', 64: 'i64', 128: 'i64' } as const;

/** The one through which an image has it: signed integers as unsigned ones of their bits. */
export function unsignedName(type: NumberType | IntType): (typeof UNSIGNED)[8 | 16 | 32 | 64] | 'f32' | 'f64' {
  if (type.kind === 'float') return type.bits === 32 ? 'f32' : 'f64';
  return UNSIGNED[type.bits];
}

const CONSTRUCTORS: { readonly [Name in ArrayName]: string } = {
  u8: 'Uint8Array',
  i8: 'Int8Array',
  u16: 'Uint16Array',
  i16: 'Int16Array',
  u32: 'Uint32Array',
  i32: 'Int32Array',
  u64: 'BigUint64Array',
  i64: 'BigInt64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

/** The global class of the typed arrays of a kind. */
export function constructorName(type: NumberType): string {
  return CONSTRUCTORS[arrayName(type)];
}

/** Elements of the first dimension, and how many innermost elements each of them has. */
export function rowLength({ dims, capacity }: ArrayFieldType): number {
  return dims[0] === 0 ? 0 : capacity / dims[0];
}

/** Dimensions of T's own nesting: flat for numbers, bools and 128-bit integers. */
export function nestedDims({ element, dims, capacity }: ArrayFieldType): readonly number[] {
  return isFlat(element) ? [capacity] : dims;
}

export function isFlat(element: FieldType): boolean {
  return isNumber(element) || element.kind === 'bool' || element.kind === 'int';
}

/** The widths at which a bit-field's value has to be looked at: not for bool, nor for all bits of its type. */
export function hasWidth({ width, of }: BitfieldType): boolean {
  return of.kind !== 'bool' && width < of.bits;
}

/** Fields of T: those whose type has a kind. */
export function hasKind<F extends FieldModel>(field: F): field is Typed<F> {
  return field.type !== null;
}

/** A field that has a kind. */
export type Typed<F extends FieldModel> = F & { readonly type: FieldType };
/** As the emitters see it. */
export type TypedField = Typed<Field>;

/** Fields of the saved state. */
export function savedFields(struct: Struct): TypedField[] {
  return struct.fields.filter(isSaved);
}

export function isSaved<F extends FieldModel>(field: F): field is Typed<F> {
  return field.role === 'saved' && field.type !== null;
}

/** Those a hook computes. */
export function isDerived<F extends FieldModel>(field: F): field is Typed<F> {
  return field.role === 'derived' && field.type !== null;
}

/** Not saved, but set to its default by a load (language.md, rule 4). */
export function isReset<F extends FieldModel>(field: F): field is Typed<F> {
  return field.role === 'broken' && field.default !== null && field.type !== null;
}
