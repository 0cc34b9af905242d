// The image's tail: what has no fixed size. In: an offset and a count in a slot. Out: blocks, text and bytes.
// Rule: docs/image-format.md: entries follow one another in slot order, depth first, blocks at multiples of 8, text at
// any byte; each begins at the running cursor and the last one ends where the image does.

import { StateError } from '../state-error.ts';
import type { ExternalInfo } from '../visitor.ts';
import { within } from './checks.ts';
import { checkImage, checkRoom, MAGIC } from './image.ts';
import { type Memory, native, SCRATCH } from './memory.ts';
import { close, type Scratch, take } from './scratch.ts';
import { decodeText, encodeText } from './text.ts';

// ---- saving --------------------------------------------------------------------------------------------------

type Store<T> = (value: T, m: Scratch, at: number) => void;

/** Thrown and caught here: the scratch is too small for the tail. */
const tooSmall: { readonly what: string } = { what: 'too small' };

/** Largest image, bytes: its length is a u32, and its memory one ArrayBuffer. */
export const MAX_IMAGE_BYTES = 0x7fff_fff8;

/** Writes the image into scratch; what does not fit is written again into twice as much. */
function storeAside<T>(value: T, store: Store<T>, name: string, size: number, low: number, high: number): Scratch {
  for (let room = 2 * size; ; room *= 2) {
    const m = take(room);
    m.u8.fill(0, 0, size);
    m.tail = size;
    try {
      store(value, m, 16);
      m.u32[0] = MAGIC;
      m.u32[1] = m.tail;
      m.u32[2] = low;
      m.u32[3] = high;
      return m;
    } catch (error) {
      if (error !== tooSmall) throw within(error, name);
      if (m.tail > MAX_IMAGE_BYTES) throw new StateError(name, `an image of at most ${MAX_IMAGE_BYTES} bytes`, 'more');
      room = Math.max(room, m.u8.length);
    }
  }
}

/** The result has memory of its own: how long it is is known only afterwards. */
export function saveTail<T>(
  value: T,
  store: Store<T>,
  name: string,
  size: number,
  low: number,
  high: number,
): Uint8Array<ArrayBuffer> {
  const m = storeAside(value, store, name, size, low, high);
  const image = m.u8.slice(0, m.tail);
  close(m);
  return image;
}

export function saveTailInto<T>(
  value: T,
  target: Uint8Array,
  offset: number,
  store: Store<T>,
  name: string,
  size: number,
  low: number,
  high: number,
): number {
  const m = storeAside(value, store, name, size, low, high);
  const length = m.tail;
  checkRoom(target, offset, length, name);
  target.set(m.u8.subarray(0, length), offset);
  close(m);
  return length;
}

/** Room in the tail for `count` elements, zero; their place goes into the slot at `at`. Returns where they begin. */
export function putList(m: Scratch, at: number, count: number, stride: number): number {
  if (count === 0) {
    m.u32[at >> 2] = m.u32[(at + 4) >> 2] = 0;
    return 0;
  }
  const start = Math.ceil(m.tail / 8) * 8;
  reserve(m, start + count * stride);
  m.u32[at >> 2] = start;
  m.u32[(at + 4) >> 2] = count;
  return start;
}

/** Makes the tail end at `end`; what is new in it is zero. */
function reserve(m: Scratch, end: number): void {
  const from = m.tail;
  m.tail = end;
  if (end > m.u8.length) throw tooSmall;
  m.u8.fill(0, from, end);
}

/** A `char *`: offset 0 is null. */
export function putString(m: Scratch, at: number, text: string | null, path: string): void {
  if (text === null) m.u32[at >> 2] = m.u32[(at + 4) >> 2] = 0;
  else putBytes(m, at, encodeText(text, path));
}

export function putBytes(m: Scratch, at: number, bytes: Uint8Array): void {
  const start = m.tail;
  reserve(m, start + bytes.length);
  m.u8.set(bytes, start);
  m.u32[at >> 2] = start;
  m.u32[(at + 4) >> 2] = bytes.length;
}

// ---- loading -------------------------------------------------------------------------------------------------

/** `from`: the object that counts are taken from which are not in the image. */
type Check<T> = (m: Scratch, at: number, from: T) => void;

/** Scratch with an image of at least `size` bytes from 0 on, which has passed the check and has nothing behind its end. */
export function openTail<T>(
  image: Uint8Array,
  check: Check<T | undefined>,
  name: string,
  size: number,
  low: number,
  high: number,
  from?: T,
): Scratch {
  const { length } = image;
  checkImage(image, name, Math.max(size, length), low, high);
  const m = take(length);
  m.u8.set(image);
  m.tail = size;
  m.length = length;
  m.parts.length = 0;
  m.next = 0;
  try {
    check(m, 16, from);
  } catch (error) {
    throw within(error, name);
  }
  if (m.tail !== length) throw new StateError(name, `an end after ${m.tail} bytes`, `${length}`);
  return m;
}

/** What has no derived fields is loaded at once. */
export function loadTail<T>(
  image: Uint8Array,
  into: T,
  check: Check<T | undefined>,
  fill: (into: T, m: Scratch, at: number) => void,
  name: string,
  size: number,
  low: number,
  high: number,
): T {
  const m = openTail(image, check, name, size, low, high, into);
  fill(into, m, 16);
  close(m);
  return into;
}

export function decodeTail<T>(
  image: Uint8Array,
  check: Check<T | undefined>,
  build: (m: Scratch, at: number) => T,
  name: string,
  size: number,
  low: number,
  high: number,
  from?: T,
): T {
  const m = openTail(image, check, name, size, low, high, from);
  const value = build(m, 16);
  close(m);
  return value;
}

/** The number of elements of the block that the slot at `at` tells of; `m.start` is where it begins. */
export function getList(m: Scratch, at: number, stride: number, path: string): number {
  const offset = m.u32[at >> 2]!;
  const count = m.u32[(at + 4) >> 2]!;
  m.start = offset;
  if (offset === 0 && count === 0) return 0;
  const start = Math.ceil(m.tail / 8) * 8;
  if (count === 0 || offset !== start)
    throw new StateError(path, `elements at offset ${start}`, `${count} at ${offset}`);
  const most = Math.floor(Math.max(0, m.length - start) / stride);
  if (count > most) throw new StateError(path, `at most ${most} elements`, `${count}`);
  for (let gap = m.tail; gap < start; gap++)
    if (m.u8[gap] !== 0) throw new StateError(path, 'zeros before it', `${m.u8[gap]}`);
  m.tail = start + count * stride;
  return count;
}

export function getString(m: Scratch, at: number, path: string): string | null {
  if (m.u32[at >> 2] === 0 && m.u32[(at + 4) >> 2] === 0) return null;
  const start = getRange(m, at, path);
  return decodeText(m.u8, start, m.tail, path);
}

/** A range of bytes at the cursor; returns where it begins, and moves the cursor to its end. */
function getRange(m: Scratch, at: number, path: string): number {
  const start = m.u32[at >> 2]!;
  const length = m.u32[(at + 4) >> 2]!;
  if (start !== m.tail || length > m.length - start) {
    throw new StateError(path, `at most ${m.length - m.tail} bytes at offset ${m.tail}`, `${length} at ${start}`);
  }
  m.tail = start + length;
  return start;
}

export function getExternal<V>(m: Scratch, at: number, info: ExternalInfo<V>, path: string): V {
  const start = getRange(m, at, path);
  try {
    return info.decode(m.u8.slice(start, m.tail));
  } catch (error) {
    if (error instanceof StateError) throw error;
    throw new StateError(path, `a ${info.name}`, String(error));
  }
}

/** The next value that the check has built. */
export function part(m: Scratch): unknown {
  return m.parts[m.next++];
}

/** `capacity` elements: as many as the check counted (in `row`s) are built, the others new. */
export function partial<E>(m: Scratch, row: number, capacity: number, build: (index: number) => E, make: () => E): E[] {
  const count = (part(m) as number) / row;
  const items: E[] = [];
  for (let i = 0; i < capacity; i++) items.push(i < count ? build(i) : make());
  return items;
}

/** An array over the image's copy, in the machine's byte order; a copy when that is scratch. */
export function own<A extends Parameters<typeof native>[0] & { slice(): A }>(m: Memory, array: A): A {
  return m.end === SCRATCH ? native(array).slice() : native(array);
}
