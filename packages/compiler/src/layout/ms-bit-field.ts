// In: one bit-field of a struct with `__attribute__((ms_struct))` and where the struct has got to. Out: its bit
// offset; the cursor moved on.
// Rule: Microsoft's: a field opens a storage unit of its declared type unless the field before it was a bit-field of
// the same size of type with enough bits left; units do not share bytes with anything else.

import type { BitField, Cursor } from './bit-field.ts';
import { roundUp } from './bit-field.ts';

/** The storage unit that is open, bits; `unit` 0: none. */
export interface OpenUnit {
  unit: number;
  left: number;
}

export function placeMsBitField(cursor: Cursor, open: OpenUnit, field: BitField): number {
  if (field.width === 0) return placeZeroWidth(cursor, open, field);
  if (open.unit !== field.unit || open.left < field.width) {
    cursor.nextBit = roundUp(cursor.nextBit, field.unit) + field.unit;
    open.unit = field.unit;
    open.left = field.unit;
  }
  const offset = cursor.nextBit - open.left;
  open.left -= field.width;
  align(cursor, field);
  return offset;
}

/** Counts only behind a bit-field, where it closes the unit. */
function placeZeroWidth(cursor: Cursor, open: OpenUnit, field: BitField): number {
  const behindBitField = open.unit !== 0;
  open.unit = 0;
  open.left = 0;
  if (!behindBitField) return cursor.nextBit;
  cursor.nextBit = roundUp(cursor.nextBit, field.unit);
  align(cursor, field);
  return cursor.nextBit;
}

function align(cursor: Cursor, { unit }: BitField): void {
  cursor.align = Math.max(cursor.align, unit);
  cursor.clangAlign = cursor.align;
  cursor.bits = Math.max(cursor.bits, cursor.nextBit);
}
