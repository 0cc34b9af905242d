// The values of everything.c, as views have them. In: a view, or memory. Out: its values as plain data; or the values
// written into it. Rule: everything that a view of `Everything` shows, by its names in C.

import type { TargetName } from '@qidl/compiler';
import { createNodeHost } from '@qidl/compiler/node';
import { join } from 'node:path';
import { compiled, type Exports } from '../states/modules.ts';
import { folder } from './compilers.ts';

export async function moduleFor(target: TargetName): Promise<Exports> {
  const { module } = await compiled(join(folder, 'everything.qidl.h'), { target }, createNodeHost([folder]));
  return module;
}

/** All members that are no addresses. */
export const values = {
  u8: 200,
  i8: -100,
  u16: 0xbeef,
  i16: -12_345,
  u32: 0xdeadbeef,
  i32: -123_456_789,
  u64: 0xfedcba9876543210n,
  i64: -1234567890123456789n,
  f32: -1.5,
  f64: Math.PI,
  yes: true,
  mode: -3,
  bits: {
    low: 5,
    middle: 0x1234,
    negative: -7,
    high: 0xabcde,
    wide: 0x9876543210n,
    deep: -1234567n,
    flag: true,
    small: 99,
  },
  cell: { whole: 0x01020304 },
  inner: 0x1122,
  outer: 0x3344,
  point: { x: -2, y: 70_000 },
  points: [
    { x: 1, y: -2 },
    { x: -3, y: 4 },
  ],
  odd: { tag: 7, word: 0xcafebabe, wide: -2n, point: { x: -5, y: 6 }, real: -0.1, halves: [1, 0x203, 0xffff] },
  matrix: [1, 2, 3, 0x405, 0x607, 0x809],
  flags: [true, false, true],
  longs: [-1n, 0x0102030405060708n],
  name: 'höl',
  lines: Array.from(Buffer.from('one\0two\0')),
};
/** Of the target's own width. */
export const addresses = { next: 0x12345678, word: 0x87654321 };

export const packet = [
  { x: 1, y: 2 },
  { x: -3, y: -4 },
  { x: 5, y: 0x60708 },
];

/** What a view shows of the members that `like` has. */
export function shown(view: unknown, like: unknown): unknown {
  if (Array.isArray(like)) return Array.from(view as Iterable<unknown>, (item, index) => shown(item, like[index]));
  if (typeof like !== 'object' || like === null) return view;
  return Object.fromEntries(Object.entries(like).map(([key, inner]) => [key, shown((view as Exports)[key], inner)]));
}

/** Writes values through a view, member by member, element by element. */
export function write(view: Exports, given: object): void {
  for (const [key, value] of Object.entries(given)) {
    if (Array.isArray(value)) writeItems(view[key] as Exports, value);
    else if (typeof value === 'object') write(view[key] as Exports, value as object);
    else view[key] = value;
  }
}

export function writeItems(view: Exports, items: readonly unknown[]): void {
  for (const [index, item] of items.entries()) {
    if (ArrayBuffer.isView(view)) (view as unknown as unknown[])[index] = item;
    else if (typeof item === 'object') write(view.get(index) as Exports, item as object);
    else view.set(index, item);
  }
}

/** Numbers for 32-bit targets, bigints for the others. */
export function addressesFor(target: TargetName): Record<keyof typeof addresses, number | bigint> {
  const isWide = !['wasm32', 'i386', 'arm'].includes(target);
  return isWide ? { next: BigInt(addresses.next), word: BigInt(addresses.word) } : addresses;
}
