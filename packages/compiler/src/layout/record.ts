// In: a complete record and the sizes of its members' types. Out: its RecordLayout, or in words why it has none.
// Rule: System V ABI, "Aggregates and Unions": each member at the lowest free offset of its alignment, the record
// aligned like its strictest member and padded to a multiple of that; gcc's `packed`, `aligned` and `#pragma pack`
// as gcc and clang apply them. Bit-fields: bit-field.ts and ms-bit-field.ts.

import type { Target } from '../target.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import { tagText } from '../types/spell.ts';
import type { CMember, RecordType } from '../types/type.ts';
import type { BitField, Cursor } from './bit-field.ts';
import { placeBitField, roundUp } from './bit-field.ts';
import type { Layouts, MemberLayout, RecordLayout, SizeAlign } from './layout.ts';
import { MAX_TYPE_BYTES } from './layout.ts';
import type { OpenUnit } from './ms-bit-field.ts';
import { placeMsBitField } from './ms-bit-field.ts';

/** `initialPack`: -fpack-struct, bytes; 0 without. */
export function layoutRecord(
  record: RecordType,
  target: Target,
  initialPack: number,
  layouts: Layouts,
): RecordLayout | string {
  const cursor: Cursor = {
    union: record.keyword === 'union',
    pack: record.pack * 8,
    initialPack: initialPack * 8,
    nextBit: 0,
    bits: 0,
    align: 8,
    clangAlign: 8,
    disputed: false,
  };
  const open: OpenUnit = { unit: 0, left: 0 };
  const bitOffsets: number[] = [];
  for (const member of record.members) {
    const type = layouts.sizeOf(member.type);
    if (type === null) return layouts.why(member.type);
    if (record.bitFieldRule === 'ms' && isDisputedMs(record, member, layouts)) return disputedMs(record);
    if (member.bitWidth < 0) {
      open.unit = 0;
      bitOffsets.push(placeMember(cursor, member, type, record.packed));
    } else {
      const field = bitField(member, type, record.packed);
      bitOffsets.push(
        record.bitFieldRule === 'ms' ? placeMsBitField(cursor, open, field) : placeBitField(cursor, field, target),
      );
    }
    if (cursor.bits > MAX_TYPE_BYTES * 8) return `${tagText(record)} has more than ${MAX_TYPE_BYTES} bytes`;
  }
  const align = Math.max(cursor.align / 8, record.align);
  const disputed = cursor.disputed || Math.max(cursor.clangAlign / 8, record.align) !== align;
  const size = roundUp(Math.ceil(cursor.bits / 8), align);
  return new PlacedRecord(record, size, align, disputed, bitOffsets, layouts);
}

/** Most records are only measured: of where their members lie, the offsets are kept. */
class PlacedRecord implements RecordLayout {
  readonly record: RecordType;
  readonly size: number;
  readonly align: number;
  readonly disputed: boolean;
  readonly #bitOffsets: readonly number[];
  readonly #layouts: Layouts;
  #members: readonly MemberLayout[] | null = null;

  constructor(
    record: RecordType,
    size: number,
    align: number,
    disputed: boolean,
    bitOffsets: readonly number[],
    layouts: Layouts,
  ) {
    this.record = record;
    this.size = size;
    this.align = align;
    this.disputed = disputed;
    this.#bitOffsets = bitOffsets;
    this.#layouts = layouts;
  }

  get members(): readonly MemberLayout[] {
    return (this.#members ??= this.record.members.map((member, index) => ({
      member,
      bitOffset: this.#bitOffsets[index],
      bitSize: member.bitWidth < 0 ? this.#layouts.sizeOf(member.type)!.size * 8 : member.bitWidth,
    })));
  }
}

/** The bit offset; the record's cursor is moved on. */
function placeMember(cursor: Cursor, member: CMember, type: SizeAlign, packed: boolean): number {
  const align = memberAlignment({ packed, pack: cursor.pack / 8 }, member, type.align) * 8;
  const bitOffset = roundUp(cursor.nextBit, align);
  const bitSize = type.size * 8;
  if (!cursor.union) cursor.nextBit = bitOffset + bitSize;
  cursor.bits = Math.max(cursor.bits, bitOffset + bitSize);
  cursor.align = Math.max(cursor.align, align);
  cursor.clangAlign = Math.max(cursor.clangAlign, align);
  return bitOffset;
}

/** Bytes; `natural`: of the member's type. */
export function memberAlignment(
  record: { readonly packed: boolean; readonly pack: number },
  member: CMember,
  natural: number,
): number {
  const align = Math.max(record.packed || member.packed ? 1 : natural, member.align);
  return record.pack > 0 ? Math.min(align, record.pack) : align;
}

function bitField(member: CMember, type: SizeAlign, packed: boolean): BitField {
  return {
    width: member.bitWidth,
    unit: type.size * 8,
    unitAlign: type.align * 8,
    align: member.align * 8,
    packed: packed || member.packed,
    named: member.name !== '',
  };
}

/**
 * Under the Microsoft rule gcc and clang agree on naturally aligned types alone, and on bit-fields only in structs
 * without packing.
 */
function isDisputedMs(record: RecordType, member: CMember, layouts: Layouts): boolean {
  const { element } = dimensionsOf(member.type);
  const type = layouts.sizeOf(element);
  const bare = unqualified(element);
  const isScalar = bare.kind === 'enum' || bare.kind === 'basic';
  if (isScalar && type !== null && type.align !== (bare.kind === 'basic' && bare.complex ? type.size / 2 : type.size))
    return true;
  const packed = record.packed || member.packed || record.pack > 0;
  return member.bitWidth >= 0 && (record.keyword === 'union' || packed || member.align > 0);
}

function disputedMs(record: RecordType): string {
  return `gcc and clang do not agree on ${tagText(record)}, which has ms_struct and unusual members`;
}
