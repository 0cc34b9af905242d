// What the setters of views call: one store into C memory. In: the memory, an address, a value.
// Rule: the bound is asked first, since a store outside of a typed array is silent; where the memory has grown, its new
// arrays are stored into. A function per width: each sees one class of arrays, and is inlined. Constants, because a
// declared function may be assigned to, so that an engine looks before each call which one it is.

import { reach, type ViewMemory } from './view-memory.ts';

type Store<E> = (m: ViewMemory, at: number, value: E) => void;

export const setU8: Store<number> = (m, at, value) => {
  if (m.u8.length <= at) reach(m, at + 1);
  m.u8[at] = value;
};

export const setI8: Store<number> = (m, at, value) => {
  if (m.i8.length <= at) reach(m, at + 1);
  m.i8[at] = value;
};

export const setU16: Store<number> = (m, at, value) => {
  if (m.u16.length <= at >>> 1) reach(m, at + 2);
  m.u16[at >>> 1] = value;
};

export const setI16: Store<number> = (m, at, value) => {
  if (m.i16.length <= at >>> 1) reach(m, at + 2);
  m.i16[at >>> 1] = value;
};

export const setU32: Store<number> = (m, at, value) => {
  if (m.u32.length <= at >>> 2) reach(m, at + 4);
  m.u32[at >>> 2] = value;
};

export const setI32: Store<number> = (m, at, value) => {
  if (m.i32.length <= at >>> 2) reach(m, at + 4);
  m.i32[at >>> 2] = value;
};

export const setU64: Store<bigint> = (m, at, value) => {
  if (m.u64.length <= at >>> 3) reach(m, at + 8);
  m.u64[at >>> 3] = value;
};

export const setI64: Store<bigint> = (m, at, value) => {
  if (m.i64.length <= at >>> 3) reach(m, at + 8);
  m.i64[at >>> 3] = value;
};

export const setF32: Store<number> = (m, at, value) => {
  if (m.f32.length <= at >>> 2) reach(m, at + 4);
  m.f32[at >>> 2] = value;
};

export const setF64: Store<number> = (m, at, value) => {
  if (m.f64.length <= at >>> 3) reach(m, at + 8);
  m.f64[at >>> 3] = value;
};

// ---- bits ----------------------------------------------------------------------------------------------------

type StoreBits = (m: ViewMemory, at: number, mask: number, shift: number, value: number) => void;

/** `value` into the bits of `mask`, `shift` bits from the least significant one of a unit. */
export const setBits8: StoreBits = (m, at, mask, shift, value) => {
  const { u8 } = reach(m, at + 1);
  u8[at] = (u8[at]! & ~(mask << shift)) | ((value & mask) << shift);
};

export const setBits16: StoreBits = (m, at, mask, shift, value) => {
  const { u16 } = reach(m, at + 2);
  u16[at >>> 1] = (u16[at >>> 1]! & ~(mask << shift)) | ((value & mask) << shift);
};

export const setBits32: StoreBits = (m, at, mask, shift, value) => {
  const { i32 } = reach(m, at + 4);
  i32[at >>> 2] = (i32[at >>> 2]! & ~(mask << shift)) | ((value & mask) << shift);
};
