// What the getters of views call when they read what is not there. In: a view, the name of its member, and how far from the
// view's address that is. Out: the member, by a getter that takes the place of the one that asked.
// Rule: the new getter asks for the bound first, and then reads the memory's new arrays: at the second `undefined` an engine
// would give up on one that does not, which then takes ten times as long as before. A function per width, whose getters
// see one class of arrays and call nothing. Constants, as in view-stores.ts.

import { reach, type ViewMemory } from './view-memory.ts';

interface View {
  readonly $m: ViewMemory;
  readonly $at: number;
}

type Again<E> = (view: View, name: string, offset: number) => E;

/** Makes `get` the getter of a member, and asks it. */
function replaced<E>(view: View, name: string, get: (this: View) => E): E {
  Object.defineProperty(Object.getPrototypeOf(view), name, { get });
  return get.call(view);
}

export const againU8: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = $at + offset;
    const { u8 } = $m;
    return i < u8.length ? u8[i]! : reach($m, $at + offset + 1).u8[i]!;
  });

export const againI8: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = $at + offset;
    const { i8 } = $m;
    return i < i8.length ? i8[i]! : reach($m, $at + offset + 1).i8[i]!;
  });

export const againU16: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 1;
    const { u16 } = $m;
    return i < u16.length ? u16[i]! : reach($m, $at + offset + 2).u16[i]!;
  });

export const againI16: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 1;
    const { i16 } = $m;
    return i < i16.length ? i16[i]! : reach($m, $at + offset + 2).i16[i]!;
  });

export const againU32: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 2;
    const { u32 } = $m;
    return i < u32.length ? u32[i]! : reach($m, $at + offset + 4).u32[i]!;
  });

export const againI32: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 2;
    const { i32 } = $m;
    return i < i32.length ? i32[i]! : reach($m, $at + offset + 4).i32[i]!;
  });

export const againU64: Again<bigint> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 3;
    const { u64 } = $m;
    return i < u64.length ? u64[i]! : reach($m, $at + offset + 8).u64[i]!;
  });

export const againI64: Again<bigint> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 3;
    const { i64 } = $m;
    return i < i64.length ? i64[i]! : reach($m, $at + offset + 8).i64[i]!;
  });

export const againF32: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 2;
    const { f32 } = $m;
    return i < f32.length ? f32[i]! : reach($m, $at + offset + 4).f32[i]!;
  });

export const againF64: Again<number> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = ($at + offset) >>> 3;
    const { f64 } = $m;
    return i < f64.length ? f64[i]! : reach($m, $at + offset + 8).f64[i]!;
  });

export const againBool: Again<boolean> = (view, name, offset) =>
  replaced(view, name, function () {
    const { $m, $at } = this;
    const i = $at + offset;
    const { u8 } = $m;
    return (i < u8.length ? u8[i]! : reach($m, i + 1).u8[i]!) > 0;
  });
