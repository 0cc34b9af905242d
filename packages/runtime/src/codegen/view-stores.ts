// What the setters of views call: one store into C memory. In: the memory, an address, a value.
// Rule: the bound is asked first, since a store outside of a typed array is silent; where the memory has grown, its new
// arrays are stored into. A function per width: each sees one class of arrays, and is inlined.

import { reach, type ViewMemory } from './view-memory.ts';

export function setU8(m: ViewMemory, at: number, value: number): void {
  if (m.u8.length <= at) reach(m, at + 1);
  m.u8[at] = value;
}

export function setI8(m: ViewMemory, at: number, value: number): void {
  if (m.i8.length <= at) reach(m, at + 1);
  m.i8[at] = value;
}

export function setU16(m: ViewMemory, at: number, value: number): void {
  if (m.u16.length <= at >>> 1) reach(m, at + 2);
  m.u16[at >>> 1] = value;
}

export function setI16(m: ViewMemory, at: number, value: number): void {
  if (m.i16.length <= at >>> 1) reach(m, at + 2);
  m.i16[at >>> 1] = value;
}

export function setU32(m: ViewMemory, at: number, value: number): void {
  if (m.u32.length <= at >>> 2) reach(m, at + 4);
  m.u32[at >>> 2] = value;
}

export function setI32(m: ViewMemory, at: number, value: number): void {
  if (m.i32.length <= at >>> 2) reach(m, at + 4);
  m.i32[at >>> 2] = value;
}

export function setU64(m: ViewMemory, at: number, value: bigint): void {
  if (m.u64.length <= at >>> 3) reach(m, at + 8);
  m.u64[at >>> 3] = value;
}

export function setI64(m: ViewMemory, at: number, value: bigint): void {
  if (m.i64.length <= at >>> 3) reach(m, at + 8);
  m.i64[at >>> 3] = value;
}

export function setF32(m: ViewMemory, at: number, value: number): void {
  if (m.f32.length <= at >>> 2) reach(m, at + 4);
  m.f32[at >>> 2] = value;
}

export function setF64(m: ViewMemory, at: number, value: number): void {
  if (m.f64.length <= at >>> 3) reach(m, at + 8);
  m.f64[at >>> 3] = value;
}

// ---- bits ----------------------------------------------------------------------------------------------------

/** The bits of `mask`, `shift` bits from the least significant one of a unit. */
export function setBits8(m: ViewMemory, at: number, mask: number, shift: number, value: number): void {
  const { u8 } = reach(m, at + 1);
  u8[at] = (u8[at]! & ~(mask << shift)) | ((value & mask) << shift);
}

export function setBits16(m: ViewMemory, at: number, mask: number, shift: number, value: number): void {
  const { u16 } = reach(m, at + 2);
  u16[at >>> 1] = (u16[at >>> 1]! & ~(mask << shift)) | ((value & mask) << shift);
}

export function setBits32(m: ViewMemory, at: number, mask: number, shift: number, value: number): void {
  const { i32 } = reach(m, at + 4);
  i32[at >>> 2] = (i32[at >>> 2]! & ~(mask << shift)) | ((value & mask) << shift);
}
