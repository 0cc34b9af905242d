// In: one bit-field and where its record has got to. Out: its bit offset; the record's cursor moved on.
// Rule: the System V rule (processor supplements, "Bit-Fields"): a field goes to the next free bit unless it would
// then cross a boundary of its declared type; `packed` and `#pragma pack` switch that off; a zero width closes the
// unit. Offsets count in the target's own bit order, so both byte orders are one rule.

import type { Target } from '../target.ts';

/** Where a record under construction has got to. */
export interface Cursor {
  readonly union: boolean;
  /** `#pragma pack` in force, bits; 0 without. */
  readonly pack: number;
  /** -fpack-struct, bits; 0 without. Part of `pack`, and all of it that zero-width fields see. */
  readonly initialPack: number;
  /** The first bit that is still free. Unions: 0. */
  nextBit: number;
  /** Bits that members occupy. */
  bits: number;
  /** The strictest alignment so far, bits; and the same as clang sees it. */
  align: number;
  clangAlign: number;
  /** gcc and clang were found to disagree. */
  disputed: boolean;
}

export interface BitField {
  readonly width: number;
  /** Size and alignment of the declared type, bits. */
  readonly unit: number;
  readonly unitAlign: number;
  /** `aligned(n)` or `_Alignas`, bits; 0 without. */
  readonly align: number;
  /** By itself or by its record. */
  readonly packed: boolean;
  readonly named: boolean;
}

export function placeBitField(cursor: Cursor, field: BitField, target: Target): number {
  if (field.width === 0) return placeZeroWidth(cursor, field, target);
  const { pack } = cursor;
  const align = limited(field.align, pack);
  let offset = cursor.union || align === 0 ? cursor.nextBit : roundUp(cursor.nextBit, align);
  if (pack === 0 && !field.packed && crossesUnit(offset, field)) offset = roundUp(offset, field.unitAlign);
  const clang = cursor.union ? 0 : clangOffset(cursor, field);
  if (!target.hasGcc) offset = clang;
  else if (offset !== clang) cursor.disputed = true;
  if (field.named || target.unnamedBitFieldsAlign) {
    const unitAlign = pack === 0 && field.packed ? 8 : limited(field.unitAlign, pack);
    const whole = target.hasGcc ? limited(wholeUnitAlign(cursor, field, target), pack) : 0;
    cursor.clangAlign = Math.max(cursor.clangAlign, unitAlign, align);
    cursor.align = Math.max(cursor.align, unitAlign, align, whole);
  }
  if (!cursor.union) cursor.nextBit = offset + field.width;
  cursor.bits = Math.max(cursor.bits, offset + field.width);
  return offset;
}

/** An alignment under `#pragma pack`. */
function limited(align: number, pack: number): number {
  return pack > 0 ? Math.min(align, pack) : align;
}

/** `int : 0`: what follows begins at a boundary of the type, packed or not. Only -fpack-struct counts, for gcc. */
function placeZeroWidth(cursor: Cursor, field: BitField, target: Target): number {
  const clang = Math.max(field.unitAlign, field.align);
  const align = target.hasGcc ? limited(clang, cursor.initialPack) : clang;
  if (target.unnamedBitFieldsAlign) {
    cursor.align = Math.max(cursor.align, align);
    cursor.clangAlign = Math.max(cursor.clangAlign, clang);
  }
  if (cursor.union) return 0;
  if (align !== clang && roundUp(cursor.nextBit, align) !== roundUp(cursor.nextBit, clang)) cursor.disputed = true;
  cursor.nextBit = roundUp(cursor.nextBit, align);
  cursor.bits = Math.max(cursor.bits, cursor.nextBit);
  return cursor.nextBit;
}

/** Whether the field would lie in more units of its type's alignment than an object of its type has. */
function crossesUnit(offset: number, field: BitField): boolean {
  return (
    Math.ceil(((offset % field.unitAlign) + field.width) / field.unitAlign) > Math.floor(field.unit / field.unitAlign)
  );
}

/**
 * gcc alone: a field as wide as a machine integer that happens to lie as one is taken for one, with its alignment.
 * It matters where a typedef's or i386's alignment of the type is less than its size.
 */
function wholeUnitAlign({ union, nextBit }: Cursor, { width, packed, align }: BitField, target: Target): number {
  const isInteger = width === 8 || width === 16 || width === 32 || width === 64;
  if (!isInteger || (packed && width > 8) || !(union || nextBit % width === 0)) return 0;
  return align === 0 ? Math.min(width, target.alignLongLong * 8) : width;
}

/**
 * Where clang puts the field. It differs in two cases: an `aligned(n)` beyond `#pragma pack` is dropped rather than
 * reduced to it, and `aligned(n)` is applied after the test for a crossed unit rather than before.
 */
function clangOffset(cursor: Cursor, field: BitField): number {
  const { pack, nextBit } = cursor;
  const unitAlign = field.packed ? 1 : field.unitAlign;
  const align = Math.max(unitAlign, field.align);
  if (pack === 0 && (nextBit % align) + field.width > field.unit) return roundUp(nextBit, align);
  const applies = field.align > 0 && (pack === 0 || field.align <= pack);
  return applies ? roundUp(nextBit, field.align) : nextBit;
}

export function roundUp(offset: number, align: number): number {
  const beyond = offset % align;
  return beyond === 0 ? offset : offset + align - beyond;
}
