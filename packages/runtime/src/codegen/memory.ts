// The memory that images are written to and read from: a buffer, and a typed array over it for every width.
// Rule: images are little-endian (docs/image-format.md). On a machine of the other byte order the arrays are stand-ins
// that turn each element round: slower, and right. Signed integers go through the unsigned arrays: the bits are the same.

export interface Memory {
  /** The arrays' own `buffer` is found by a call. */
  readonly buffer: ArrayBuffer;
  readonly u8: Uint8Array<ArrayBuffer>;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly u64: BigUint64Array;
  /** In a slab: where the last claim begins and ends. SCRATCH: nothing may keep a view of this memory. */
  at: number;
  end: number;
}

/** The end of memory that is used again after this save or load, or is not ours. */
export const SCRATCH: number = -1;

/** Arrays that few structs need: made when they are asked for. */
export interface MoreArrays {
  readonly i64: BigInt64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** `size`: bytes, a multiple of 8. `view`: `writing`, or `reading`, which writes, too. */
export function createMemory(size: number, view: View = writing): Memory {
  const buffer = new ArrayBuffer(size);
  return {
    buffer,
    u8: new Uint8Array(buffer),
    u16: view(new Uint16Array(buffer), 2),
    u32: view(new Uint32Array(buffer), 4),
    u64: view(new BigUint64Array(buffer), 8),
    at: 0,
    end: 0,
  };
}

/** Memory that has only been written so far. */
export function readable(m: Memory): Memory {
  return isLittle ? m : { ...m, u16: reading(m.u16, 2), u32: reading(m.u32, 4), u64: reading(m.u64, 8) };
}

let more: MoreArrays;
let owner: Memory | undefined;

export function moreOf(m: Memory): MoreArrays {
  if (m !== owner) {
    const { buffer } = m;
    owner = m;
    more = {
      i64: reading(new BigInt64Array(buffer), 8),
      f32: reading(new Float32Array(buffer), 4),
      f64: reading(new Float64Array(buffer), 8),
    };
  }
  return more;
}

// ---- byte order ----------------------------------------------------------------------------------------------

interface Numbers {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly BYTES_PER_ELEMENT: number;
}

/** 1 where the machine's byte order is the image's, else 0. */
export const isLittle: number = /*#__PURE__*/ new Uint8Array(/*#__PURE__*/ Uint16Array.of(1).buffer)[0]!;

/** An array as image code sees it, which does no more than read and write elements, of `size` bytes each. */
type View = <A extends Numbers>(array: A, size: number) => A;

/** On a big-endian machine: a stand-in that writes little-endian elements. */
export const writing: View = (array, size) =>
  isLittle
    ? array
    : new Proxy(array, {
        set(_, index: never, value: never) {
          array[index] = value;
          return new Uint8Array(array.buffer, index * size, size).reverse() as never;
        },
      });

/** One that reads them, too. */
export const reading: View = (array, size) =>
  isLittle
    ? array
    : new Proxy(writing(array, size), {
        get(_, index: never) {
          const element = new Uint8Array(array.buffer.slice(index * size, index * size + size)).reverse();
          return new (array.constructor as new (buffer: ArrayBufferLike) => never[])(element.buffer)[0];
        },
      });

/** Turns the elements of an array over an image round, once: from the image's byte order to the machine's, or back. */
export function native<A extends Numbers>(array: A): A {
  if (!isLittle) {
    const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: size } = array;
    for (let at = 0; at < byteLength; at += size) new Uint8Array(buffer, byteOffset + at, size).reverse();
  }
  return array;
}
