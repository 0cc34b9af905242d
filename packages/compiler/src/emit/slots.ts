// In: kinds of fields. Out: where the image has them: bytes and alignment of each kind's slot, the offset of each saved
// field in its struct, and what reading and writing them takes.
// Rule: docs/image-format.md. Slots in declaration order, each aligned to its element; structs are aligned to their
// largest member and rounded up to it; what has no fixed size is an offset and a count into the tail.

import type { FieldModel, FieldType, StructModel } from '../model/model.ts';
import { hasWidth, isSaved, type Typed } from './kinds.ts';
import type { Field } from './struct.ts';

/** Bytes before the outermost struct. */
export const HEADER_SIZE = 16;

export interface Slot {
  readonly size: number;
  readonly align: number;
}

export interface SlotOf<F extends FieldModel> {
  readonly field: Typed<F>;
  /** Bytes from the struct's start. */
  readonly offset: number;
  /** Of the byte that says whether a `T | null` is there; -1 without. */
  readonly presence: number;
  readonly size: number;
  readonly traits: Traits;
}

/** Of a field as the emitters see it. */
export type FieldSlot = SlotOf<Field>;

export interface StructSlots<F extends FieldModel> extends Slot {
  readonly fields: readonly SlotOf<F>[];
  readonly traits: Traits;
}

/** What is true of a kind, of its elements, or of a field within it. */
export interface Traits {
  /** Takes room in the tail; a load builds it before the first write. */
  readonly hasTail: boolean;
  /** A load checks it before the first write. */
  readonly hasChecks: boolean;
  /** A save can refuse its value. */
  readonly hasLimits: boolean;
  /** Its value in T is or has a typed array. */
  readonly hasArrays: boolean;
}

/** `F`: fields of the model, or what is made of them. */
export interface SlotTable<F extends FieldModel = FieldModel> {
  slotOf(type: FieldType): Slot;
  traitsOf(type: FieldType): Traits;
  structOf(name: string): StructSlots<F>;
  /** Bytes of the fixed part of an image of the struct. */
  imageSize(name: string): number;
}

/** Bytes of an image up to which it is read byte by byte. */
const SMALL_BYTES = 64;

/** A few scalars: saved by one function, loaded without a copy. */
export function isSmall({ slots }: { readonly slots: SlotTable }, { name }: Pick<StructModel, 'name'>): boolean {
  if (slots.imageSize(name) > SMALL_BYTES) return false;
  return slots.structOf(name).fields.every(({ field: { type, optional } }) => {
    const scalar = type.kind === 'bitfield' ? type.of : type;
    return (
      optional === null &&
      (scalar.kind === 'bool' || scalar.kind === 'enum' || (scalar.kind === 'int' && scalar.bits <= 64))
    );
  });
}

const NO_TRAITS: Traits = { hasTail: false, hasChecks: false, hasLimits: false, hasArrays: false };
const CHECKED: Traits = { ...NO_TRAITS, hasChecks: true };
const REFERENCE: Slot = { size: 8, align: 4 };
/** By bits. */
const SCALARS = {
  8: { size: 1, align: 1 },
  16: { size: 2, align: 2 },
  32: { size: 4, align: 4 },
  64: { size: 8, align: 8 },
  128: { size: 16, align: 16 },
} as const;
const TAIL: Traits = { hasTail: true, hasChecks: true, hasLimits: true, hasArrays: true };

/** What slots are made of. */
type StructOf<F extends FieldModel> = Pick<StructModel, 'name'> & { readonly fields: readonly F[] };

export function createSlotTable<F extends FieldModel>(structs: ReadonlyMap<string, StructOf<F>>): SlotTable<F> {
  const known = new Map<string, StructSlots<F>>();
  const table: SlotTable<F> = {
    slotOf: (type) => slotOf(table, type),
    traitsOf: (type) => traitsOf(table, type),
    structOf(name) {
      let slots = known.get(name);
      if (slots === undefined) known.set(name, (slots = layOut(table, structs.get(name)!)));
      return slots;
    },
    imageSize: (name) => roundUp(HEADER_SIZE + table.structOf(name).size, 8),
  };
  return table;
}

function layOut<F extends FieldModel>(table: SlotTable<F>, struct: StructOf<F>): StructSlots<F> {
  const fields: SlotOf<F>[] = [];
  let end = 0;
  let align = 1;
  let traits = NO_TRAITS;
  for (const field of struct.fields) {
    if (!isSaved(field)) continue;
    const isNullable = field.optional?.by === 'null';
    const slot = slotOf(table, field.type);
    const presence = isNullable ? end++ : -1;
    const offset = roundUp(end, slot.align);
    const own = traitsOf(table, field.type);
    fields.push({ field, offset, presence, size: slot.size, traits: own });
    end = offset + slot.size;
    align = Math.max(align, slot.align);
    traits = either(traits, own);
    if (field.optional !== null) traits = either(traits, CHECKED);
  }
  return { size: roundUp(end, align), align, fields, traits };
}

function slotOf(table: SlotTable, type: FieldType): Slot {
  switch (type.kind) {
    case 'int':
    case 'enum':
    case 'float':
      return SCALARS[type.bits];
    case 'bool':
      return SCALARS[8];
    case 'bitfield':
      return slotOf(table, type.of);
    case 'array': {
      const { size, align } = slotOf(table, type.element);
      return { size: roundUp(size, align) * type.capacity, align };
    }
    case 'string':
      return type.capacity === null ? REFERENCE : { size: type.capacity, align: 1 };
    case 'pointer-array':
    case 'list':
    case 'external':
      return REFERENCE;
    case 'struct':
      return table.structOf(type.name);
    case 'union': {
      const cases = type.cases.map((item) => slotOf(table, item.type));
      const align = Math.max(4, ...cases.map((slot) => slot.align));
      return { size: roundUp(align + Math.max(0, ...cases.map((slot) => slot.size)), align), align };
    }
  }
}

/** The slot of a saved field, by its property's name. */
export function slotNamed(fields: readonly FieldSlot[], name: string): FieldSlot | undefined {
  return fields.find(({ field }) => field.jsName === name);
}

/** Bytes from one element to the next; never 0, so that a count is bounded by the image's size. */
export function strideOf(table: SlotTable, element: FieldType): number {
  const { size, align } = table.slotOf(element);
  return Math.max(1, roundUp(size, align));
}

/** Where a union's case begins, from the union's start. */
export function caseOffset(table: SlotTable, type: FieldType & { readonly kind: 'union' }): number {
  return table.slotOf(type).align;
}

function traitsOf(table: SlotTable, type: FieldType): Traits {
  switch (type.kind) {
    case 'int':
    case 'enum':
    case 'float':
      return NO_TRAITS;
    case 'bool':
      return CHECKED;
    case 'bitfield':
      return { ...NO_TRAITS, hasChecks: type.of.kind === 'bool' || hasWidth(type), hasLimits: hasWidth(type) };
    case 'array': {
      const traits = traitsOf(table, type.element);
      return { ...traits, hasLimits: true, hasArrays: true, hasChecks: traits.hasChecks || type.size !== null };
    }
    case 'string':
      return type.capacity === null
        ? { ...TAIL, hasArrays: false }
        : { ...NO_TRAITS, hasChecks: true, hasLimits: true };
    case 'pointer-array':
    case 'list':
    case 'external':
      return TAIL;
    case 'struct':
      return table.structOf(type.name).traits;
    case 'union':
      return type.cases.reduce<Traits>((traits, item) => either(traits, traitsOf(table, item.type)), {
        ...NO_TRAITS,
        hasChecks: true,
        hasLimits: true,
      });
  }
}

function either(a: Traits, b: Traits): Traits {
  if (b === NO_TRAITS || a === b) return a;
  if (a === NO_TRAITS) return b;
  return {
    hasTail: a.hasTail || b.hasTail,
    hasChecks: a.hasChecks || b.hasChecks,
    hasLimits: a.hasLimits || b.hasLimits,
    hasArrays: a.hasArrays || b.hasArrays,
  };
}

export function roundUp(size: number, align: number): number {
  return Math.ceil(size / align) * align;
}
