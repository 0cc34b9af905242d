// In: a model. Out: the schema of its structs and enums: what a saved state depends on, as plain data for the lock file.
// Rule: language.md, "What the review guidelines become": wire names, canonical types, dimensions, capacities, counts,
// defaults, versions and subsections. Not in it: documentation, roles of fields that are not saved, the target.

import { dumpValue, type Json } from '../model/dump.ts';
import { computationText, type Lookup } from '../model/fingerprint.ts';
import type { EnumModel, FieldModel, FieldType, Model, StructModel } from '../model/model.ts';

export interface HeaderSchema {
  readonly structs: Readonly<Record<string, StructSchema>>;
  /** Enumerators with their values; integers beyond 2^53 are strings. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
}

export interface StructSchema {
  readonly wireName: string;
  readonly version: number;
  readonly minimumVersion: number;
  /** The saved ones, in order. */
  readonly fields: readonly FieldSchema[];
}

export interface FieldSchema {
  /** On the wire. */
  readonly name: string;
  /** Without dimensions: `u8`, `u32:3`, `string`, `struct Fifo`, `enum Mode i32`, `list u16`. */
  readonly type: string;
  /** Of arrays; of a fixed string its bytes are the last one. */
  readonly dims?: readonly number[];
  /** The count of a counted array, over wire names in quotes. */
  readonly count?: string;
  readonly default?: Json;
  /** `has_x`, or `null`. */
  readonly optional?: string;
  /** Since which version of the struct. */
  readonly since?: number;
  readonly subsection?: string;
}

export function schemaOf({ structs, enums, imports }: Model): HeaderSchema {
  const all = new Map([...imports.flatMap((from) => from.structs), ...structs].map((one) => [one.name, one]));
  const lookup: Lookup = (name) => all.get(name);
  const saved = structs.filter(({ keyword, fields }) => keyword === 'struct' && fields.some(isSaved));
  return {
    structs: recordOf(saved.map((struct) => [struct.name, structSchema(struct, lookup)])),
    enums: recordOf(enums.map((one) => [one.name, enumSchema(one)])),
  };
}

/** Names come from the header: none may be the prototype's. */
function recordOf<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}

type SavedField = FieldModel & { readonly type: FieldType };

export function isSaved(field: FieldModel): field is SavedField {
  return field.role === 'saved' && field.type !== null;
}

function structSchema(struct: StructModel, lookup: Lookup): StructSchema {
  const { wireName, version, minimumVersion } = struct;
  const fields = struct.fields.filter(isSaved).map((field) => fieldSchema(field, struct, lookup));
  return { wireName, version, minimumVersion, fields };
}

function fieldSchema(field: SavedField, struct: StructModel, lookup: Lookup): FieldSchema {
  const { wireName: name, default: value, optional, version, subsection } = field;
  const { dims, count, element } = shapeOf(field.type, struct, lookup);
  return {
    name,
    type: typeText(element, struct, lookup),
    ...(dims.length > 0 && { dims }),
    ...(count !== null && { count }),
    ...(value !== null && { default: dumpValue(value) }),
    ...(optional !== null && { optional: optional.by === 'has' ? wireNameOf(optional.field, struct) : 'null' }),
    ...(version > 0 && { since: version }),
    ...(subsection !== null && { subsection }),
  };
}

interface Shape {
  readonly element: FieldType;
  readonly dims: readonly number[];
  readonly count: string | null;
}

function shapeOf(type: FieldType, struct: StructModel, lookup: Lookup): Shape {
  switch (type.kind) {
    case 'array': {
      const inner = shapeOf(type.element, struct, lookup);
      const count = type.size === null ? null : computationText(type.size, struct, lookup);
      return { element: inner.element, dims: [...type.dims, ...inner.dims], count };
    }
    case 'pointer-array': {
      const inner = shapeOf(type.element, struct, lookup);
      return { element: inner.element, dims: inner.dims, count: computationText(type.size, struct, lookup) };
    }
    case 'string':
      return { element: type, dims: type.capacity === null ? [] : [type.capacity], count: null };
    default:
      return { element: type, dims: [], count: null };
  }
}

function typeText(type: FieldType, struct: StructModel, lookup: Lookup): string {
  const inner = (of: FieldType): string => {
    const { element, dims } = shapeOf(of, struct, lookup);
    return `${typeText(element, struct, lookup)}${dims.map((dim) => `[${dim}]`).join('')}`;
  };
  switch (type.kind) {
    case 'int':
      return `${type.signed ? 'i' : 'u'}${type.bits}`;
    case 'enum':
      return `enum ${type.name} ${type.signed ? 'i' : 'u'}${type.bits}`;
    case 'float':
      return `f${type.bits}`;
    case 'bitfield':
      return `${typeText(type.of, struct, lookup)}:${type.width}`;
    case 'struct':
      return `struct ${type.name}`;
    case 'list':
      return `list ${inner(type.element)}`;
    case 'external':
      return `external ${type.name} ${type.version}`;
    case 'union': {
      const cases = type.cases.map((item) => `${item.name} ${item.values.join(' ')} ${inner(item.type)}`);
      return `union "${wireNameOf(type.tag, struct)}" { ${cases.join('; ')} }`;
    }
    default:
      return type.kind;
  }
}

function wireNameOf(property: string, { fields }: StructModel): string {
  return fields.find(({ jsName }) => jsName === property)?.wireName ?? property;
}

function enumSchema({ values }: EnumModel): HeaderSchema['enums'][string] {
  return recordOf(
    values.map(({ name, value }) => {
      const number = Number(value);
      return [name, Number.isSafeInteger(number) ? number : String(value)] as const;
    }),
  );
}
