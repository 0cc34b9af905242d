// In: a record and its layout. Out: the C view of it: every member with its place and type, those of anonymous structs
// and unions hoisted. Rule: module.md, "Memory views": what has no kind of its own is seen as its bytes, a pointer as
// its address.

import { integerOfEnum } from '../layout/enum.ts';
import { integerSize, isSigned } from '../types/basic.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { CMember, CType, EnumType, RecordType } from '../types/type.ts';
import { scalarOf } from './kinds.ts';
import type { LayoutMember, LayoutModel, LayoutType, Place } from './model.ts';
import type { Entry, Scope } from './scope.ts';

interface Viewing {
  readonly scope: Scope;
  readonly entry: Entry;
  readonly members: LayoutMember[];
  /** Slots come in the same order as members: how many have been met. */
  slots: number;
}

/** Why a record has no view; null: it has one. What a view has besides the members begins with `$`. */
export function withoutView({ program }: Scope, record: RecordType): string | null {
  if (program.layouts.recordOf(record) === null) return program.layouts.why(record);
  const name = dollarNameIn(record);
  return name === null ? null : `names that begin with $ are the view's own, and a member is called ${name}`;
}

const DOLLAR = 0x24;

function dollarNameIn(record: RecordType): string | null {
  for (const { name, type } of record.members) {
    if (name.charCodeAt(0) === DOLLAR) return name;
    const inner = name === '' ? unqualified(type) : null;
    const found = inner?.kind === 'record' ? dollarNameIn(inner) : null;
    if (found !== null) return found;
  }
  return null;
}

/** null: the record has no view. */
export function viewOf(scope: Scope, entry: Entry): LayoutModel | null {
  const layout = scope.program.layouts.recordOf(entry.record);
  if (layout === null || !entry.viewed) return null;
  const viewing: Viewing = { scope, entry, members: [], slots: 0 };
  addMembers(viewing, entry.record, 0);
  return { size: layout.size, align: layout.align, members: viewing.members };
}

/** `base`: bits from the outermost record's start; more than 32 bits hold. */
function addMembers(viewing: Viewing, record: RecordType, base: number): void {
  for (const { member, bitOffset } of viewing.scope.program.layouts.recordOf(record)!.members) {
    const start = base + bitOffset;
    if (member.name !== '') {
      viewing.members.push(viewMember(viewing, member, start));
      continue;
    }
    const inner = unqualified(member.type);
    if (inner.kind === 'record') addMembers(viewing, inner, start);
  }
}

function viewMember(viewing: Viewing, member: CMember, start: number): LayoutMember {
  const { scope, entry } = viewing;
  const field = entry.slots[viewing.slots]?.member === member ? entry.fields[viewing.slots++] : null;
  const place: Place = field === null ? scope.places.of(member.span) : field.place;
  return {
    name: member.name,
    offset: Math.floor(start / 8),
    bit: member.bitWidth < 0 ? null : { offset: start, width: member.bitWidth },
    type: typeOf(viewing, member.type, isText(member, field)),
    doc: member.doc,
    place,
  };
}

function isText(member: CMember, field: Entry['fields'][number] | null): boolean {
  if (field === null) return member.markers.some(({ meaning }) => meaning === 'string');
  const type = field.type?.kind === 'array' ? field.type.element : field.type;
  return type?.kind === 'string' && type.capacity !== null;
}

function typeOf(viewing: Viewing, type: CType, text: boolean): LayoutType {
  const kind = viewing.scope.kinds.get(type);
  if (kind !== undefined && (kind.kind === 'int' || kind.kind === 'bool' || kind.kind === 'float')) return kind;
  const bare = unqualified(type);
  switch (bare.kind) {
    case 'basic': {
      const scalar = scalarOf(viewing.scope, bare);
      return scalar.kind === 'int' || scalar.kind === 'bool' || scalar.kind === 'float'
        ? scalar
        : bytesOf(viewing, type);
    }
    case 'enum':
      return typeOfEnum(viewing, bare);
    case 'pointer':
      return {
        kind: 'pointer',
        bits: viewing.scope.program.target.pointer === 8 ? 64 : 32,
        to: pointedName(viewing, bare.to),
      };
    case 'array':
      return typeOfArray(viewing, type, text);
    case 'record': {
      const target = viewing.scope.entries.get(bare);
      return target !== undefined && target.viewed ? { kind: 'struct', name: target.name } : bytesOf(viewing, type);
    }
    default:
      return bytesOf(viewing, type);
  }
}

function typeOfEnum({ scope }: Viewing, type: EnumType): LayoutType {
  const { target } = scope.program;
  const integer = integerOfEnum(type, target);
  const bits = (integerSize(integer, target) * 8) as 8 | 16 | 32 | 64;
  const signed = isSigned(integer, target);
  const name = scope.enumNames.get(type);
  return name === undefined ? { kind: 'int', bits, signed } : { kind: 'enum', name, bits, signed };
}

function typeOfArray(viewing: Viewing, type: CType, text: boolean): LayoutType {
  const { dims, element } = dimensionsOf(type);
  const { layouts } = viewing.scope.program;
  const stride = layouts.sizeOf(element)!.size;
  if (!text) return { kind: 'array', element: typeOf(viewing, element, false), dims, stride };
  const capacity = dims.at(-1)! * stride;
  const string: LayoutType = { kind: 'string', capacity };
  return dims.length === 1 ? string : { kind: 'array', element: string, dims: dims.slice(0, -1), stride: capacity };
}

function pointedName({ scope }: Viewing, to: CType): string | null {
  const bare = unqualified(to);
  const target = bare.kind === 'record' ? scope.entries.get(bare) : undefined;
  return target !== undefined && target.viewed ? target.name : null;
}

function bytesOf({ scope }: Viewing, type: CType): LayoutType {
  return { kind: 'bytes', size: scope.program.layouts.sizeOf(type)!.size };
}
