// C memory as views see it. In: a WebAssembly.Memory or a buffer. Out: typed arrays over it that follow its growth.
// Rule: one object per memory holds the arrays. Growth of unshared memory detaches them, their length becomes 0;
// shared memory grows behind their end. Both show as `undefined`, so the usual read asks nothing.

import { wrongLength } from './checks.ts';
import { reading } from './memory.ts';

/** Memory of a C program: live (`WebAssembly.Memory`), or a copy of it. A typed array is none: addresses are a buffer's. */
export type MemoryLike =
  | ArrayBuffer
  | SharedArrayBuffer
  | { readonly buffer: ArrayBufferLike; readonly byteOffset?: never };

export interface ViewMemory extends Viewed {
  /** Whose buffer it is now. */
  readonly source: MemoryLike;
  buffer: ArrayBufferLike;
  u8: Uint8Array;
  i8: Int8Array;
  u16: Uint16Array;
  i16: Int16Array;
  u32: Uint32Array;
  i32: Int32Array;
  u64: BigUint64Array;
  i64: BigInt64Array;
  f32: Float32Array;
  f64: Float64Array;
  data: DataView;
}

/** Where a memory has its arrays: a property is found in a tenth of the time that a WeakMap takes. */
const VIEWS: unique symbol = /*#__PURE__*/ Symbol('QIDL views');

interface Viewed {
  readonly [VIEWS]?: ViewMemory;
}

/** Largest address, bytes: element indices are computed in 32 bits. */
const MOST = 2 ** 32;

/** The arrays of a memory, after a look at the address of a struct of `size` bytes. */
export function memoryOf(
  memory: (MemoryLike & Viewed) | ViewMemory,
  address: number,
  size: number,
  align: number,
): ViewMemory {
  let m = memory[VIEWS];
  if (m === undefined) m = keep(memory as MemoryLike);
  // A remainder would cost as much as reading ten fields; `align` is a power of two.
  const isAddress = address >>> 0 === address && (address & (align - 1)) === 0;
  return isAddress && address + size <= m.u8.length ? m : look(m, address, size, align);
}

/** Says what is wrong with an address, unless the memory has grown to reach it. */
function look(m: ViewMemory, address: number, size: number, align: number): ViewMemory {
  if (!Number.isInteger(address) || address < 0 || address + size > MOST) {
    throw new RangeError(`${address} is no address`);
  }
  if (address % align !== 0) throw new RangeError(`address ${address} is no multiple of ${align}`);
  return reach(m, address + size);
}

function keep(memory: MemoryLike): ViewMemory {
  // It has a buffer, too, and may begin anywhere in that.
  if (ArrayBuffer.isView(memory)) throw new TypeError('a typed array is no memory: give its buffer');
  const m = attach(memory);
  Object.defineProperty(m, VIEWS, { value: m });
  if (Object.isExtensible(memory)) Object.defineProperty(memory, VIEWS, { value: m });
  return m;
}

function attach(source: MemoryLike): ViewMemory {
  const buffer = 'buffer' in source ? source.buffer : source;
  const bytes = Math.min(buffer.byteLength, MOST);
  return {
    source,
    buffer,
    u8: new Uint8Array(buffer, 0, bytes),
    i8: new Int8Array(buffer, 0, bytes),
    u16: reading(new Uint16Array(buffer, 0, Math.floor(bytes / 2)), 2),
    i16: reading(new Int16Array(buffer, 0, Math.floor(bytes / 2)), 2),
    u32: reading(new Uint32Array(buffer, 0, Math.floor(bytes / 4)), 4),
    i32: reading(new Int32Array(buffer, 0, Math.floor(bytes / 4)), 4),
    u64: reading(new BigUint64Array(buffer, 0, Math.floor(bytes / 8)), 8),
    i64: reading(new BigInt64Array(buffer, 0, Math.floor(bytes / 8)), 8),
    f32: reading(new Float32Array(buffer, 0, Math.floor(bytes / 4)), 4),
    f64: reading(new Float64Array(buffer, 0, Math.floor(bytes / 8)), 8),
    data: new DataView(buffer, 0, bytes),
  };
}

/** The memory, grown since or not, if it reaches to `end`. */
export function reach(m: ViewMemory, end: number): ViewMemory {
  if (end > m.u8.length) {
    Object.assign(m, attach(m.source));
    if (end > m.u8.length) throw new RangeError(`address ${end - 1} is outside of the memory's ${m.u8.length} bytes`);
  }
  return m;
}

/** Before a flexible array at `at` is shown: `count` may be anything that the memory has. */
export function reachItems(m: ViewMemory, at: number, count: number, stride: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is no number of elements`);
  reach(m, at + count * stride);
}

// ---- arrays --------------------------------------------------------------------------------------------------

/** An array in C memory whose elements no typed array can show: structs, bools, text, numbers of another byte order. */
export interface Elements<E> extends Iterable<E> {
  readonly length: number;
  get(index: number): E;
  /** Not for structs: change their members. */
  set(index: number, value: E): void;
}

export function elements<E>(
  length: number,
  get: (index: number) => E,
  set?: (index: number, value: E) => void,
): Elements<E> {
  const checked = (index: number): number => {
    if (index >= 0 && index < length && Number.isInteger(index)) return index;
    throw new RangeError(`${index} is no index of ${length} elements`);
  };
  return {
    length,
    get: (index) => get(checked(index)),
    set(index, value) {
      if (set === undefined) throw new TypeError('a struct is changed by its members');
      set(checked(index), value);
    },
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield get(i);
    },
  };
}

type NumbersInMemory = ArrayLike<number | bigint> | Elements<number | bigint>;

/** A copy of numbers in C memory. */
export function takeNumbers<A extends { [index: number]: number | bigint; readonly length: number }>(
  target: A,
  source: NumbersInMemory,
): A {
  for (let i = 0; i < target.length; i++) target[i] = 'get' in source ? source.get(i) : source[i]!;
  return target;
}

export function putNumbers(target: NumbersInMemory, source: ArrayLike<number | bigint>, path: string): void {
  if (target.length !== source.length) throw wrongLength(path, target.length, source.length);
  for (let i = 0; i < target.length; i++) {
    if ('get' in target) target.set(i, source[i]!);
    else (target as { [index: number]: number | bigint })[i] = source[i]!;
  }
}

/** `put` writes one struct; without it elements are values. `rows`: how deep arrays nest. */
export function putElements(
  target: Elements<unknown>,
  source: readonly unknown[],
  rows: number,
  path: string,
  put?: (view: never, value: never) => void,
): void {
  if (target.length !== source.length) throw wrongLength(path, target.length, source.length);
  for (let i = 0; i < target.length; i++) {
    if (rows > 1)
      putElements(target.get(i) as Elements<unknown>, source[i] as unknown[], rows - 1, `${path}[${i}]`, put);
    else if (put === undefined) target.set(i, source[i]);
    else put(target.get(i) as never, source[i] as never);
  }
}

// ---- what has no typed array ---------------------------------------------------------------------------------

export function viewWide(m: ViewMemory, at: number, isBig: boolean, signed: boolean): bigint {
  const { data } = reach(m, at + 16);
  const low = data.getBigUint64(isBig ? at + 8 : at, !isBig);
  const value = (data.getBigUint64(isBig ? at : at + 8, !isBig) << 64n) | low;
  return signed ? BigInt.asIntN(128, value) : value;
}

export function writeWide(m: ViewMemory, at: number, isBig: boolean, value: bigint): void {
  const { data } = reach(m, at + 16);
  data.setBigUint64(isBig ? at + 8 : at, value, !isBig);
  data.setBigUint64(isBig ? at : at + 8, value >> 64n, !isBig);
}

/** `width` bits from bit `first` of the struct on, counted from the most significant bit when `isBig`. */
export function viewBits(
  m: ViewMemory,
  at: number,
  first: number,
  width: number,
  isBig: boolean,
  signed: boolean,
): bigint {
  const from = at + Math.floor(first / 8);
  const to = at + Math.ceil((first + width) / 8);
  const { u8 } = reach(m, to);
  let bits = 0n;
  for (let i = from; i < to; i++)
    bits = isBig ? (bits << 8n) | BigInt(u8[i]!) : bits | (BigInt(u8[i]!) << BigInt(8 * (i - from)));
  const value = bits >> BigInt(bitShift(first, width, isBig));
  return signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
}

export function writeBits(
  m: ViewMemory,
  at: number,
  first: number,
  width: number,
  isBig: boolean,
  value: bigint,
): void {
  const from = at + Math.floor(first / 8);
  const to = at + Math.ceil((first + width) / 8);
  const { u8 } = reach(m, to);
  const shift = BigInt(bitShift(first, width, isBig));
  const mask = BigInt.asUintN(width, -1n) << shift;
  const bits = BigInt.asUintN(width, value) << shift;
  for (let i = from; i < to; i++) {
    const byte = BigInt(8 * (isBig ? to - 1 - i : i - from));
    u8[i] = (u8[i]! & Number(BigInt.asUintN(8, ~(mask >> byte)))) | Number(BigInt.asUintN(8, bits >> byte));
  }
}

/** Bits to the right of the field in its bytes. */
function bitShift(first: number, width: number, isBig: boolean): number {
  return isBig ? (8 - ((first + width) % 8)) % 8 : first % 8;
}

let decoder: InstanceType<typeof TextDecoder> | undefined;

/** A `char s[capacity]`: up to its NUL. What is no UTF-8 is shown as U+FFFD: memory may hold anything. */
export function viewText(m: ViewMemory, at: number, capacity: number): string {
  const bytes = reach(m, at + capacity).u8.slice(at, at + capacity);
  const end = bytes.indexOf(0);
  return (decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })).decode(end < 0 ? bytes : bytes.subarray(0, end));
}
