// Rows that no library can be far ahead of: hand-written code that knows the shape, its buffer and its input.
// In: a shape. Out: rows (run.mjs says what a row is).

import { arraysOver, limitCode, roundUp8, viewCode } from './limit-code.mjs';

const bufferOf = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const ownBytes = (bytes) => new Uint8Array(bufferOf(bytes));
const bytesAndView = (bytes) => {
  const u8 = Buffer.from(bufferOf(bytes));
  return { u8, dv: new DataView(u8.buffer) };
};

function typedArrays(shape, flags) {
  const { store, load, size } = limitCode(shape, 'ta', flags);
  const [a, b, c, d, e, f, g, h, i] = arraysOver(new ArrayBuffer(roundUp8(size)));
  const out = a.subarray(0, size);
  return {
    encode(value) {
      store(value, a, b, c, d, e, f, g, h, i, 0);
      return out;
    },
    prepare(bytes) {
      const buffer = new ArrayBuffer(roundUp8(size));
      new Uint8Array(buffer).set(bytes);
      return arraysOver(buffer);
    },
    decode: (x) => load(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], 0),
  };
}

function dataView(shape, flags) {
  const { store, load, size } = limitCode(shape, 'dv', flags);
  const u8 = Buffer.from(new ArrayBuffer(size));
  const dv = new DataView(u8.buffer);
  return {
    encode(value) {
      store(value, dv, u8, 0);
      return u8;
    },
    prepare: bytesAndView,
    decode: (x) => load(x.dv, x.u8, 0),
  };
}

/** Bytes of an image up to which a decoded copy lies in shared memory. */
const SLAB_MOST = 8192;

/** L6: results in shared memory, input from anywhere: what a program can really ask for. */
function realistic(shape) {
  const { store, load, size } = limitCode(shape, 'ta', { isView: true });
  const step = roundUp8(size);
  const slabSize = Math.max(65_536, step * 4);
  let at = slabSize;
  let slab, u8, u16, i16, u32, i32, u64, i64, text;
  const claim = () => {
    if (at + step > slabSize) {
      slab = new ArrayBuffer(slabSize);
      [u8, u16, i16, u32, i32, u64, i64, text] = arraysOver(slab);
      at = 0;
    }
    at += step;
    return at - step;
  };
  const [a, b, c, d, e, f, g, bytes, buffer] = arraysOver(new ArrayBuffer(step));
  return {
    encode(value) {
      const start = claim();
      store(value, u8, u16, i16, u32, i32, u64, i64, null, null, start);
      return new Uint8Array(slab, start, size);
    },
    prepare: ownBytes,
    decode:
      step <= SLAB_MOST
        ? (image) => {
            const start = claim();
            u8.set(image, start);
            return load(u8, u16, i16, u32, i32, u64, i64, text, slab, start);
          }
        : (image) => {
            a.set(image);
            return load(a, b, c, d, e, f, g, bytes, buffer.slice(0), 0);
          },
  };
}

/** L5: into an object that is there. `isAny`: from any bytes, which takes one copy. */
function loadInto(shape, pool, isAny) {
  const { loadInto: fill, size } = limitCode(shape, 'ta');
  const row = typedArrays(shape, {});
  const into = structuredClone(pool[0]);
  if (!isAny) {
    return {
      ...row,
      decode(x) {
        fill(into, x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], 0);
        return into;
      },
    };
  }
  const [a, b, c, d, e, f, g, h, i] = arraysOver(new ArrayBuffer(roundUp8(size)));
  return {
    ...row,
    prepare: ownBytes,
    decode(image) {
      a.set(image);
      fill(into, a, b, c, d, e, f, g, h, i, 0);
      return into;
    },
  };
}

/** Bytes in a packed layout, as the views have them. */
export function packedBytes(shape) {
  const { store, size } = limitCode(shape, 'dv');
  return (value) => {
    const u8 = Buffer.from(new ArrayBuffer(size));
    store(value, new DataView(u8.buffer), u8, 0);
    return u8;
  };
}

export const limits = [
  { name: 'L1: DataView, one buffer', make: (shape) => dataView(shape, {}) },
  {
    name: 'L1n: L1, arrays of numbers are lists',
    only: ['S3', 'S4'],
    native: { ints: (value) => Array.from(value) },
    make: (shape) => dataView(shape, { isList: true }),
  },
  {
    name: 'L1f: L1, a fresh buffer for each',
    make(shape) {
      const { store, load, size } = limitCode(shape, 'dv');
      return {
        encode(value) {
          const buffer = new ArrayBuffer(size);
          const u8 = new Uint8Array(buffer);
          store(value, new DataView(buffer), u8, 0);
          return u8;
        },
        prepare: (bytes) => Buffer.from(bufferOf(bytes)),
        decode: (x) => load(new DataView(x.buffer, x.byteOffset, x.byteLength), x, 0),
      };
    },
  },
  {
    name: 'L2: bytes, one buffer',
    make(shape) {
      const { store, load, size } = limitCode(shape, 'u8');
      const u8 = new Uint8Array(size);
      return {
        encode(value) {
          store(value, u8, 0);
          return u8;
        },
        prepare: ownBytes,
        decode: (x) => load(x, 0),
      };
    },
  },
  { name: 'L3: typed arrays, one buffer, arrays copied', make: (shape) => typedArrays(shape, {}) },
  {
    name: 'L3a: L3, arrays are views of the input',
    only: ['S2', 'S3', 'S4'],
    make: (shape) => typedArrays(shape, { isView: true }),
  },
  { name: 'L6: out into shared memory, in from any bytes', make: realistic },
  { name: 'L5: into an object, from aligned memory', make: (shape, { pool }) => loadInto(shape, pool, false) },
  { name: 'L5b: into an object, from any bytes', make: (shape, { pool }) => loadInto(shape, pool, true) },
  {
    name: 'L4: a view, nothing read',
    make(shape) {
      const View = viewCode(shape);
      const packed = packedBytes(shape);
      return {
        encode: packed,
        prepare: bytesAndView,
        decode: (x) => new View(x.dv, x.u8, 0),
      };
    },
  },
  {
    name: 'L4t: a view, every field read once',
    decodeOnly: true,
    make(shape) {
      const View = viewCode(shape);
      const sum = new Int32Array(1);
      return {
        encode: packedBytes(shape),
        prepare: bytesAndView,
        decode(x) {
          const view = new View(x.dv, x.u8, 0);
          sum[0] = view.touch();
          return view;
        },
      };
    },
  },
  {
    name: 'the bytes, copied',
    isUnchecked: true,
    make(shape, { pool }) {
      const packed = packedBytes(shape);
      const out = new Uint8Array(packed(pool[0]).length);
      const copy = (bytes) => {
        out.set(bytes);
        return out;
      };
      return { toNative: (value) => new Uint8Array(packed(value)), encode: copy, prepare: ownBytes, decode: copy };
    },
  },
];
