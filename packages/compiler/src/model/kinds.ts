// In: a member's C type and tags. Out: its kind of field, or why it is none.
// Rule: kinds.md, row by row; language.md rules 5, 6, 8, 14, 17. Plain char is an unsigned byte on every target.

import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { Note } from '../source/diagnostic.ts';
import { integerOfEnum } from '../layout/enum.ts';
import { integerSize, isInteger, isSigned, isVoid } from '../types/basic.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { BasicType, CType, EnumType, PointerType, RecordType } from '../types/type.ts';
import { sizeOfField } from './computations.ts';
import { isContainer, isListLink, listOf } from './containers.ts';
import type { ArrayFieldType, BitfieldType, EnumRef, ExternalModel, FieldType, IntType } from './model.ts';
import { refuse, type Entry, type Refusal, type Scope, type Slot } from './scope.ts';
import { tagOf } from './tags.ts';
import { unionOf } from './unions.ts';

/** Structs inside one another, in a saved state (C11 5.2.4.1 promises 63). */
export const MAX_STRUCT_NESTING = 64;
/** Saved fields of a struct, those of nested structs counted where they are nested. */
export const MAX_SAVED_FIELDS = 65_536;
/** Elements of an array, all dimensions together. */
export const MAX_ARRAY_ELEMENTS: number = 2 ** 31 - 1;

/** The kind of the field in `slot`, its markers and bit width considered. */
export function fieldTypeOf(scope: Scope, entry: Entry, slot: Slot): FieldType | Refusal {
  const { member, tags } = slot;
  if (tags.by.size > 0) {
    if (tags.by.has('string')) return stringOf(scope, member.type);
    if (tags.by.has('type')) return containerOf(scope, entry, slot);
    if (tags.by.has('union')) return eachOf(member.type, unionOf(scope, entry, slot, fieldTypeOf));
    if (tags.by.has('size')) return sizedOf(scope, entry, slot);
  }
  const type = kindOf(scope, entry, slot, member.type);
  return member.bitWidth < 0 ? type : bitfieldOf(type, member.bitWidth);
}

/** The kind of a type without markers. */
export function kindOf(scope: Scope, entry: Entry, slot: Slot, type: CType): FieldType | Refusal {
  const known = scope.kinds.get(type);
  if (known !== undefined) return known;
  const external = externalOf(scope, entry, type);
  if (external !== null) return external;
  const bare = unqualified(type);
  switch (bare.kind) {
    case 'basic': {
      const kind = scalarOf(scope, bare);
      scope.kinds.set(type, kind);
      return kind;
    }
    case 'enum':
      return enumOf(scope, entry, slot, bare);
    case 'array':
      return arrayOf(scope, entry, slot, type);
    case 'record':
      return recordOf(scope, entry, slot, bare, false);
    case 'pointer':
      return pointedOf(scope, entry, slot, bare);
    case 'unknown':
      return isContainer(bare)
        ? refuse(catalogue.containerNeedsType)
        : refuse(catalogue.unknownFieldType, { type: bare.name });
    default:
      return refuse(catalogue.unsupportedFieldType, { why: `${scope.program.spell(type)} has no saved form` });
  }
}

const ints = new Map<number, IntType>();

/** `bits` negative: signed. */
function intType(bits: IntType['bits'], signed: boolean): IntType {
  const key = signed ? -bits : bits;
  let known = ints.get(key);
  if (known === undefined) ints.set(key, (known = { kind: 'int', bits, signed }));
  return known;
}

const bool: FieldType = { kind: 'bool' };
const single: FieldType = { kind: 'float', bits: 32 };
const double: FieldType = { kind: 'float', bits: 64 };

export function scalarOf(scope: Scope, type: BasicType): FieldType | Refusal {
  const { target } = scope.program;
  if (!type.complex) {
    if (type.name === 'bool') return bool;
    if (type.name === 'float' || type.name === '_Float32') return single;
    if (type.name === 'double' || type.name === '_Float64' || type.name === '_Float32x') return double;
    if (isInteger(type)) {
      const signed = type.name !== 'char' && isSigned(type, target);
      return intType((integerSize(type, target) * 8) as IntType['bits'], signed);
    }
  }
  return refuse(catalogue.unsupportedFieldType, {
    why: `${scope.program.spell(type)} has no form that is the same everywhere`,
  });
}

function enumOf(scope: Scope, entry: Entry, slot: Slot, type: EnumType): EnumRef | Refusal {
  if (!type.complete) return refuse(catalogue.unknownFieldType, { type: scope.program.spell(type) });
  entry.enums.push(type);
  const { target } = scope.program;
  const integer = integerOfEnum(type, target);
  const bits = (integerSize(integer, target) * 8) as EnumRef['bits'];
  return { kind: 'enum', name: enumName(scope, entry, slot, type), bits, signed: isSigned(integer, target) };
}

function enumName(scope: Scope, entry: Entry, slot: Slot, type: EnumType): string {
  let name = scope.enumNames.get(type);
  if (name === undefined) {
    name = scope.marks.structs.get(type)?.jsName ?? (type.typedefName || type.tag || `${entry.name}_${slot.name}`);
    scope.enumNames.set(type, name);
  }
  return name;
}

function bitfieldOf(of: FieldType | Refusal, width: number): BitfieldType | Refusal {
  if (of.kind === 'refused') return of;
  if (of.kind === 'bool' || of.kind === 'enum' || (of.kind === 'int' && of.bits <= 64))
    return { kind: 'bitfield', width, of };
  return refuse(catalogue.unsupportedFieldType, { why: 'a bit-field of this type has no saved form' });
}

function arrayOf(scope: Scope, entry: Entry, slot: Slot, type: CType): FieldType | Refusal {
  const { dims, element } = dimensionsOf(type);
  if (dims[0] === 0) return refuse(catalogue.flexibleArray);
  const of = kindOf(scope, entry, slot, element);
  return of.kind === 'refused' ? of : arrayType(of, dims);
}

function arrayType(element: FieldType, dims: readonly number[]): ArrayFieldType | Refusal {
  const capacity = dims.reduce((product, count) => product * count, 1);
  if (capacity > MAX_ARRAY_ELEMENTS)
    return refuse(catalogue.arrayTooLarge, { elements: capacity, most: MAX_ARRAY_ELEMENTS });
  return { kind: 'array', element, dims, size: null, capacity };
}

/** `q_string`: `char s[N]`, arrays of it, and `char *`. */
function stringOf(scope: Scope, type: CType): FieldType | Refusal {
  const bare = unqualified(type);
  if (bare.kind === 'pointer' && isByte(scope, bare.to)) return { kind: 'string', capacity: null };
  const { dims, element } = dimensionsOf(type);
  if (dims.length === 0 || !isByte(scope, element)) return refuse(catalogue.stringNotChars);
  const capacity = dims.at(-1)!;
  if (capacity === 0) return refuse(catalogue.flexibleArray);
  const text: FieldType = { kind: 'string', capacity };
  return dims.length === 1 ? text : arrayType(text, dims.slice(0, -1));
}

function isByte(scope: Scope, type: CType): boolean {
  const bare = unqualified(type);
  return (
    bare.kind === 'basic' && isInteger(bare) && bare.name !== 'bool' && integerSize(bare, scope.program.target) === 1
  );
}

/** `q_type(T)`. */
function containerOf(scope: Scope, entry: Entry, slot: Slot): FieldType | Refusal {
  return eachOf(slot.member.type, listOf(scope, entry, slot, slot.member.type, kindOf));
}

/** What a marker makes of the elements of an array, as an array; of anything else, as it is. */
function eachOf(type: CType, element: FieldType | Refusal): FieldType | Refusal {
  const { dims } = dimensionsOf(type);
  if (element.kind === 'refused' || dims.length === 0) return element;
  return dims[0] === 0 ? refuse(catalogue.flexibleArray) : arrayType(element, dims);
}

/** `T a[N] q_size(n)`, `T *p q_size(n)`, `T a[] q_size(n)`. */
function sizedOf(scope: Scope, entry: Entry, slot: Slot): FieldType | Refusal {
  const { type } = slot.member;
  const bare = unqualified(type);
  const isPointer = bare.kind === 'pointer';
  if (!isPointer && bare.kind !== 'array') return refuse(catalogue.sizeNotArray);
  const { dims, element } = isPointer ? { dims: [0], element: bare.to } : dimensionsOf(type);
  const of = kindOf(scope, entry, slot, element);
  if (of.kind === 'refused') return of;
  if (of.kind === 'array')
    return refuse(catalogue.unsupportedFieldType, { why: 'a pointer to arrays has no saved form' });
  if (dims[0] === 0 && dims.length > 1)
    return refuse(catalogue.unsupportedFieldType, { why: 'a flexible array of arrays has no saved form' });
  const array = dims[0] === 0 ? null : arrayType(of, dims);
  if (array?.kind === 'refused') return array;
  const size = sizeOfField(scope, entry, slot, tagOf(slot.tags, 'size')!, array === null ? null : dims[0]);
  if ('kind' in size) return size;
  if (array !== null) return { ...array, size };
  const { by } = slot.tags;
  // With a version, or in a named subsection, it is written whether it has its default or not.
  const mayBeEmpty = by.has('default') && !by.has('version') && !by.has('subsection');
  return { kind: 'pointer-array', element: of, size, mayBeEmpty };
}

/** What a pointer without q_size points to (rule 6). */
function pointedOf(scope: Scope, entry: Entry, slot: Slot, type: PointerType): FieldType | Refusal {
  const external = externalOf(scope, entry, type.to);
  if (external !== null) return external;
  if (isContainer(type.to)) return listOf(scope, entry, slot, type, kindOf);
  const to = unqualified(type.to);
  switch (to.kind) {
    case 'record':
      return recordOf(scope, entry, slot, to, true);
    case 'unknown':
      return refuse(catalogue.unknownFieldType, { type: to.name });
    case 'basic':
      if (to.name === 'char') return { kind: 'string', capacity: null };
      if (isVoid(to))
        return refuse(catalogue.unsupportedFieldType, { why: 'a void pointer does not say what it points to' });
      return refuse(catalogue.scalarPointer, { type: scope.program.spell(type.to) });
    case 'enum':
      return refuse(catalogue.scalarPointer, { type: scope.program.spell(type.to) });
    case 'pointer':
      return refuse(catalogue.unsupportedFieldType, { why: 'a pointer to a pointer has no saved form' });
    case 'function':
      return refuse(catalogue.unsupportedFieldType, { why: 'a function pointer has no saved form' });
    default:
      return refuse(catalogue.unsupportedFieldType, {
        why: `a pointer to ${scope.program.spell(type.to)} has no saved form`,
      });
  }
}

/** A struct in place, or pointed to and saved in place. */
function recordOf(scope: Scope, entry: Entry, slot: Slot, record: RecordType, pointer: boolean): FieldType | Refusal {
  if (!record.complete)
    return refuse(catalogue.unknownFieldType, { type: record.typedefName || scope.program.spell(record) });
  if (isContainer(record)) return listOf(scope, entry, slot, record, kindOf);
  const saved = slot.role === 'saved';
  if (isListLink(record)) return refuse(catalogue.listLink);
  if (pointer && !saved) return refuse(catalogue.unsupportedFieldType, { why: 'it is an address' });
  if (scope.depth >= MAX_STRUCT_NESTING) return refuse(catalogue.nestingTooDeep, { most: MAX_STRUCT_NESTING });
  const target = scope.entryOf(record, `${entry.name}_${slot.name}`);
  if (target.state === 'open')
    return refuse(catalogue.savedCycle, { through: target.name }, wayTo(scope, target, slot));
  if (record.keyword === 'union' && target.fields.length === 0) return refuse(catalogue.unionNeedsTag);
  if (target.nesting >= MAX_STRUCT_NESTING) return refuse(catalogue.nestingTooDeep, { most: MAX_STRUCT_NESTING });
  if (!saved && !target.sound)
    return refuse(catalogue.unsupportedFieldType, { why: `${target.name} has fields without a saved form` });
  entry.contains.push(target);
  entry.nesting = Math.max(entry.nesting, target.nesting + 1);
  if (saved) {
    if (entry.savedFields + target.savedFields > MAX_SAVED_FIELDS)
      return refuse(catalogue.tooManyFields, { most: MAX_SAVED_FIELDS });
    entry.saves.push(target);
    entry.savedFields += target.savedFields;
  }
  return { kind: 'struct', name: target.name, pointer };
}

/** The other saved pointers of a cycle: the structs that are open lie inside one another, in the order they were met. */
function wayTo(scope: Scope, target: Entry, end: Slot): readonly Note[] {
  const open = [...scope.entries.values()].filter(({ state }) => state === 'open');
  return open.slice(open.indexOf(target)).flatMap(({ at, name }) => {
    const isOther = at !== null && at !== end && unqualified(dimensionsOf(at.member.type).element).kind === 'pointer';
    return isOther ? [{ message: `'${at.name}' of ${name} leads there`, span: at.member.span }] : [];
  });
}

/** The visitor registered for any of a type's names (rule 17). `Int128` is a plain 128-bit integer. */
function externalOf(scope: Scope, entry: Entry, type: CType): FieldType | null {
  const { names, structs, unions } = scope.registered;
  for (let at = type; ;) {
    let visitor: ExternalModel | undefined;
    switch (at.kind) {
      case 'typedef':
      case 'unknown':
        if (at.name === 'Int128') return intType(128, true);
        visitor = names.get(at.name);
        break;
      case 'record':
        visitor = (at.keyword === 'struct' ? structs : unions).get(at.tag);
        break;
      default:
    }
    if (visitor !== undefined) {
      entry.externals.push(visitor);
      return { kind: 'external', name: visitor.name, version: 1 };
    }
    if (at.kind === 'typedef') at = at.to;
    else if (at.kind === 'qualified') at = at.of;
    else return null;
  }
}
