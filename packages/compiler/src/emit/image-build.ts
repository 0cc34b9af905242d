// In: a struct. Out: `buildT(m, at)`, which makes a T of checked slots as one object literal.
// Rule: fields that are not in the image have their initial value; arrays are views of the image's own copy, or copies
// when that is scratch (`own`). Parts are taken in the order in which the check made them.

import type { EnumRef, FieldType, IntType } from '../model/model.ts';
import { type Emission, perModule, privateOf, runtime, structNamed } from './emission.ts';
import { escape } from './escape.ts';
import { structsOf } from './hooks.ts';
import {
  access,
  arraysLine,
  type At,
  createImageCode,
  type ImageCode,
  loop,
  loopVariable,
  plus,
  position,
  START,
} from './image-code.ts';
import { constructorName, hasKind, isFlat, isNumber, type TypedField, unsignedName } from './kinds.ts';
import { caseOffset, type FieldSlot, slotNamed, strideOf } from './slots.ts';
import { initialValue, newValue } from './values.ts';
import type { Struct } from './struct.ts';

export function emitBuild(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const code = createImageCode(emission, struct);
  js.open(`function ${privateOf(emission, 'build', struct)}(m, at) {`, struct.place);
  js.reserve();
  const rows = buildRows(code, START);
  js.open('return {');
  buildFields(code, START, rows);
  js.close('};');
  js.declare(arraysLine(code));
  js.close('}');
}

/**
 * Arrays of structs and the like are built by loops of their own, before the literal: a function per element would be
 * called from everywhere, and never inlined. Not where parts are taken: those have an order.
 */
function buildRows(code: ImageCode, at: At): ReadonlyMap<string, string> {
  const { emission, struct } = code;
  const { js, slots } = emission;
  const rows = new Map<string, string>();
  for (const { field, offset, traits } of slots.structOf(struct.name).fields) {
    const { type } = field;
    if (type.kind !== 'array' || isNumber(type.element) || field.optional !== null || traits.hasTail) continue;
    const dims = isFlat(type.element) ? [type.capacity] : type.dims;
    if (dims.length > 1) continue;
    const items = `items${rows.size === 0 ? '' : rows.size + 1}`;
    js.line(`const ${items} = new ${emission.names.global('Array')}(${dims[0]});`, field.place);
    loop(code, dims[0], strideOf(slots, type.element), plus(at, offset), (item, index) => {
      js.line(`${items}[${index}] = ${buildValue(code, type.element, item)};`);
    });
    rows.set(field.jsName, items);
  }
  return rows;
}

/** The properties of an object literal, of the slots from `at` on; `rows`: those that are built already. */
export function buildFields(code: ImageCode, at: At, rows: ReadonlyMap<string, string> | null = null): void {
  const { emission, struct } = code;
  const { fields } = emission.slots.structOf(struct.name);
  let next = 0;
  for (const field of struct.fields) {
    if (!hasKind(field)) continue;
    const slot = fields.at(next)?.field === field ? fields[next++] : undefined;
    const value =
      slot === undefined
        ? initialValue(emission, struct, field)
        : (rows?.get(field.jsName) ?? buildField(code, slot, at));
    emission.js.line(`${field.key}: ${value},`, field.place);
  }
}

function buildField(code: ImageCode, { field, offset, presence, traits }: FieldSlot, at: At): string {
  const { emission } = code;
  const value = buildValue(code, field.type, plus(at, offset));
  if (field.optional?.by === 'null') return `${access(code, 'u8', plus(at, presence))} === 0 ? null : ${value}`;
  if (field.optional?.by === 'has' && traits.hasTail) {
    const flag = slotNamed(emission.slots.structOf(code.struct.name).fields, field.optional.field)!;
    return `${access(code, 'u8', plus(at, flag.offset))} === 0 ? ${newValue(emission, field.type)} : ${value}`;
  }
  return value;
}

/** A scalar's value in T. */
export function readScalar(code: ImageCode, type: FieldType, at: At): string {
  switch (type.kind) {
    case 'int':
      if (type.bits === 128) return `${runtime(code.emission, 'getWide')}(m, ${position(at)}, ${type.signed})`;
      return readInteger(code, type, at);
    case 'enum':
      return readInteger(code, type, at);
    case 'float':
      return access(code, unsignedName(type), at);
    case 'bitfield':
      return readScalar(code, type.of, at);
    default:
      return `${readByte(code, at)} !== 0`;
  }
}

export function readByte(code: ImageCode, at: At): string {
  return code.longs !== null ? `image[${position(at)}]` : access(code, 'u8', at);
}

function readInteger(code: ImageCode, type: IntType | EnumRef, at: At): string {
  const { bits, signed } = type;
  if (code.longs !== null) return bits === 64 ? code.longs.get(at.offset)! : readBytes(code, bits, signed, at);
  if (signed && bits === 64) return access(code, 'i64', at);
  const element = access(code, unsignedName(type), at);
  if (!signed) return element;
  return bits === 32 ? `${element} | 0` : `${element} << ${32 - bits} >> ${32 - bits}`;
}

function readBytes({ emission }: ImageCode, bits: number, signed: boolean, at: At): string {
  if (bits === 32) return `${runtime(emission, 'word')}(image, ${position(at)})${signed ? '' : ' >>> 0'}`;
  const low = `image[${position(at)}]`;
  const value = bits === 8 ? low : `${low} | image[${position(plus(at, 1))}] << 8`;
  if (!signed) return value;
  return `${bits === 8 ? value : `(${value})`} << ${32 - bits} >> ${32 - bits}`;
}

export function buildValue(code: ImageCode, type: FieldType, at: At): string {
  const { emission } = code;
  switch (type.kind) {
    case 'struct':
      return `${privateOf(emission, 'build', structNamed(emission, type.name))}(m, ${position(at)})`;
    case 'string':
      if (type.capacity !== null) return `${runtime(emission, 'getText')}(m, ${position(at)})`;
      return `${runtime(emission, 'part')}(m)`;
    case 'pointer-array':
    case 'list':
    case 'external':
      return `${runtime(emission, 'part')}(m)`;
    case 'union': {
      const area = plus(at, caseOffset(emission.slots, type));
      const values = type.cases.map(
        ({ name, type: of }) => `{ case: ${escape(name, 'string')}, value: ${buildValue(code, of, area)} }`,
      );
      return values.reduceRight(
        (rest, value, index) => (rest === '' ? value : `${access(code, 'u32', at)} === ${index} ? ${value} : ${rest}`),
        '',
      );
    }
    case 'array': {
      if (isNumber(type.element)) {
        const array = `new ${emission.names.global(constructorName(type.element))}(m.buffer, ${position(at)}, ${type.capacity})`;
        return ownArray(code, type.element.bits, array);
      }
      const isCounted = type.size !== null && emission.slots.traitsOf(type.element).hasTail;
      return buildElements(code, type.element, isFlat(type.element) ? [type.capacity] : type.dims, at, isCounted);
    }
    default:
      return readScalar(code, type, at);
  }
}

/** An array over the image's copy: as it is, or a copy of it where the image's copy may be scratch. */
function ownArray({ emission, struct }: ImageCode, bits: number, array: string): string {
  if (builtFromScratch(emission).has(struct)) return `${runtime(emission, 'own')}(m, ${array})`;
  return bits === 8 ? array : `${runtime(emission, 'native')}(${array})`;
}

/** Structs with a tail, those that a load builds anew (a field that may be null, a case), and those within them. */
const builtFromScratch: (emission: Emission) => ReadonlySet<Struct> = perModule(({ slots, structs }) => {
  const all = new Set<Struct>();
  const add = (struct: Struct): void => {
    if (all.has(struct)) return;
    all.add(struct);
    for (const { field } of slots.structOf(struct.name).fields) {
      for (const name of structsOf(field.type)) add(structs.get(name)!);
    }
  };
  for (const struct of structs.values()) {
    const { fields, traits } = slots.structOf(struct.name);
    if (traits.hasTail || fields.some(({ field }) => isBuiltByLoad(field))) add(struct);
  }
  return all;
});

function isBuiltByLoad({ type, optional }: TypedField): boolean {
  const element = type.kind === 'array' ? type.element : type;
  return optional?.by === 'null' || element.kind === 'union';
}

function buildElements(
  code: ImageCode,
  element: FieldType,
  dims: readonly number[],
  at: At,
  isCounted: boolean,
): string {
  const { emission } = code;
  const row = dims.slice(1).reduce((product, dim) => product * dim, 1);
  const stride = strideOf(emission.slots, element) * row;
  const index = loopVariable(code);
  code.depth++;
  const item: At = { base: `${position(at)} + ${index} * ${stride}`, offset: 0 };
  const text =
    dims.length === 1 ? buildValue(code, element, item) : buildElements(code, element, dims.slice(1), item, false);
  code.depth--;
  const value = text.startsWith('{') ? `(${text})` : text;
  if (!isCounted) return `${runtime(emission, 'list')}(${dims[0]}, (${index}) => ${value})`;
  const rest = dims
    .slice(1)
    .reduceRight((inner, dim) => `${runtime(emission, 'list')}(${dim}, () => ${inner})`, newValue(emission, element));
  return `${runtime(emission, 'partial')}(m, ${row}, ${dims[0]}, (${index}) => ${value}, () => ${rest.startsWith('{') ? `(${rest})` : rest})`;
}
