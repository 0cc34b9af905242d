// Models written by hand: what a header would give, without a header.

import type {
  Computation,
  EnumModel,
  FieldModel,
  FieldType,
  Model,
  Place,
  StructModel,
  Value,
} from '../src/model/model.ts';

export const nowhere: Place = { path: null, line: 1, start: 0, end: 0 };

export const int = (bits: 8 | 16 | 32 | 64 | 128, signed = false): FieldType => ({ kind: 'int', bits, signed });
export const [u8, u16, u32, u64, u128] = [int(8), int(16), int(32), int(64), int(128)] as const;
export const [i8, i16, i32, i64, i128] = [
  int(8, true),
  int(16, true),
  int(32, true),
  int(64, true),
  int(128, true),
] as const;
export const bool: FieldType = { kind: 'bool' };
export const float: FieldType = { kind: 'float', bits: 32 };
export const double: FieldType = { kind: 'float', bits: 64 };
export const charPointer: FieldType = { kind: 'string', capacity: null };
export const chars = (capacity: number): FieldType => ({ kind: 'string', capacity });
export const ref = (name: string, pointer = false): FieldType => ({ kind: 'struct', name, pointer });
export const listOf = (element: FieldType): FieldType => ({ kind: 'list', element, flavour: 'queue' });
export const enumRef = (name: string, bits: 8 | 16 | 32 | 64 = 32, signed = false): FieldType => ({
  kind: 'enum',
  name,
  bits,
  signed,
});

export function bitfield(of: FieldType, width: number): FieldType {
  if (of.kind !== 'int' && of.kind !== 'bool' && of.kind !== 'enum') throw new Error('no integer');
  return { kind: 'bitfield', of, width };
}

export function array(
  element: FieldType,
  dims: number | readonly number[],
  size: Computation | null = null,
): FieldType {
  const all = typeof dims === 'number' ? [dims] : dims;
  return { kind: 'array', element, dims: all, size, capacity: all.reduce((product, dim) => product * dim, 1) };
}

export function allocated(element: FieldType, size: Computation, mayBeEmpty = false): FieldType {
  return { kind: 'pointer-array', element, size, mayBeEmpty };
}

export function count(path: string, bits: 8 | 16 | 32 | 64 = 32, signed = false): Computation {
  return { op: 'field', path: path.split('.'), type: { bits, signed } };
}

export const constant = (value: bigint): Value => ({ kind: 'int', value });

export function field(name: string, type: FieldType | null, more: Partial<FieldModel> = {}): FieldModel {
  return {
    name,
    jsName: name,
    wireName: name,
    ctype: 'int',
    type,
    role: 'saved',
    reason: 'default',
    default: null,
    optional: null,
    version: 0,
    subsection: null,
    renamedFrom: [],
    unusedBefore: 0,
    properties: [],
    doc: null,
    place: nowhere,
    ...more,
  };
}

export function struct(name: string, fields: readonly FieldModel[], more: Partial<StructModel> = {}): StructModel {
  return {
    name,
    ctype: `struct ${name}`,
    keyword: 'struct',
    wireName: name,
    version: 1,
    minimumVersion: 1,
    doc: null,
    place: nowhere,
    fields,
    subsections: [],
    layout: null,
    fingerprint: [0x01234567, 0x89abcdef],
    needsHooks: false,
    ...more,
  };
}

export function enumeration(
  name: string,
  values: Readonly<Record<string, bigint>>,
  bits: 8 | 16 | 32 | 64 = 32,
): EnumModel {
  const items = Object.entries(values).map(([key, value]) => ({ name: key, value, doc: null, place: nowhere }));
  return { name, ctype: `enum ${name}`, bits, signed: false, values: items, doc: null, place: nowhere };
}

export function model(structs: readonly StructModel[], more: Partial<Model> = {}): Model {
  return {
    file: 'test.qidl.h',
    target: 'wasm32',
    bigEndian: false,
    pointerSize: 4,
    structs,
    enums: [],
    constants: [],
    imports: [],
    externals: [],
    ...more,
  };
}
