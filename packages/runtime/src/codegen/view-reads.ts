// What views call where one read of C memory asks for its bound: for bits and pointers. In: the memory, an address.
// Rule: the bound is asked first; where the memory has grown, its new arrays are read. A function per width: each sees one
// class of arrays, and is inlined. Constants, as in view-stores.ts.

import { reach, type ViewMemory } from './view-memory.ts';

type Read<E> = (m: ViewMemory, at: number) => E;

export const getU8: Read<number> = (m, at) => {
  const { u8 } = m;
  return at < u8.length ? u8[at]! : reach(m, at + 1).u8[at]!;
};

export const getI8: Read<number> = (m, at) => {
  const { i8 } = m;
  return at < i8.length ? i8[at]! : reach(m, at + 1).i8[at]!;
};

export const getU16: Read<number> = (m, at) => {
  const i = at >>> 1;
  const { u16 } = m;
  return i < u16.length ? u16[i]! : reach(m, at + 2).u16[i]!;
};

export const getI16: Read<number> = (m, at) => {
  const i = at >>> 1;
  const { i16 } = m;
  return i < i16.length ? i16[i]! : reach(m, at + 2).i16[i]!;
};

export const getU32: Read<number> = (m, at) => {
  const i = at >>> 2;
  const { u32 } = m;
  return i < u32.length ? u32[i]! : reach(m, at + 4).u32[i]!;
};

export const getI32: Read<number> = (m, at) => {
  const i = at >>> 2;
  const { i32 } = m;
  return i < i32.length ? i32[i]! : reach(m, at + 4).i32[i]!;
};

export const getU64: Read<bigint> = (m, at) => {
  const i = at >>> 3;
  const { u64 } = m;
  return i < u64.length ? u64[i]! : reach(m, at + 8).u64[i]!;
};

export const getI64: Read<bigint> = (m, at) => {
  const i = at >>> 3;
  const { i64 } = m;
  return i < i64.length ? i64[i]! : reach(m, at + 8).i64[i]!;
};

export const getF32: Read<number> = (m, at) => {
  const i = at >>> 2;
  const { f32 } = m;
  return i < f32.length ? f32[i]! : reach(m, at + 4).f32[i]!;
};

export const getF64: Read<number> = (m, at) => {
  const i = at >>> 3;
  const { f64 } = m;
  return i < f64.length ? f64[i]! : reach(m, at + 8).f64[i]!;
};
