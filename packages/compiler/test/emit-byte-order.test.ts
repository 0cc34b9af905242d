// A machine of the other byte order. In: typed arrays that keep their elements big-endian, in place of the engine's.
// Out: the images must be the same bytes, and load to the same values.

import { afterEach, expect, test, vi } from 'vitest';
import { type Exports, emit, evaluate } from './emit-evaluate.ts';
import {
  allocated,
  array,
  bool,
  charPointer,
  chars,
  count,
  double,
  field,
  float,
  i16,
  i32,
  i64,
  listOf,
  model,
  ref,
  struct,
  u128,
  u16,
  u32,
  u64,
  u8,
} from './emit-models.ts';

type Numbers = { [index: number]: unknown } & Pick<Uint16Array, 'buffer' | 'byteOffset' | 'length'>;
type NumbersClass = { new (...args: unknown[]): Numbers; readonly BYTES_PER_ELEMENT: number };

/** The class as a big-endian machine has it. */
function turned(type: NumbersClass): NumbersClass {
  const size = type.BYTES_PER_ELEMENT;
  const wrap = (own: Numbers): Numbers => {
    const turn = (index: number): void =>
      void new Uint8Array(own.buffer, own.byteOffset + index * size, size).reverse();
    const read = (index: number): unknown => {
      turn(index);
      const value = own[index];
      turn(index);
      return value;
    };
    const write = (index: number, value: unknown): void => {
      own[index] = value;
      turn(index);
    };
    const indexOf = (key: string | symbol): number => (typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1);
    return new Proxy(own, {
      get(_, key) {
        const index = indexOf(key);
        if (index >= 0) return index < own.length ? read(index) : undefined;
        if (key === 'constructor') return Turned;
        if (key === 'set')
          return (from: ArrayLike<unknown>, at = 0) => Array.from(from, (value, i) => write(at + i, value));
        if (key === 'slice')
          return () =>
            wrap(new type((own.buffer as ArrayBuffer).slice(own.byteOffset, own.byteOffset + size * own.length)));
        if (key === 'subarray')
          return (from: number, to: number) => wrap(new type(own.buffer, own.byteOffset + size * from, to - from));
        if (key === Symbol.iterator)
          return () => Array.from({ length: own.length }, (_none, i) => read(i))[Symbol.iterator]();
        return Reflect.get(own, key) as unknown;
      },
      set(_, key, value) {
        write(indexOf(key), value);
        return true;
      },
    });
  };
  const Turned = function (...args: unknown[]) {
    const [first] = args;
    if (!Array.isArray(first)) return wrap(new type(...args));
    const made = wrap(new type(first.length));
    for (const [i, value] of first.entries()) made[i] = value;
    return made;
  } as unknown as NumbersClass;
  return Object.assign(Turned, { BYTES_PER_ELEMENT: size, of: (...values: unknown[]) => new Turned(values) });
}

const inner = struct('In', [field('a', u8), field('b', i32), field('c', array(i16, 2))]);
const source = model([
  inner,
  struct('T', [
    field('n', u16),
    field('s', i64),
    field('big', u64),
    field('w', u128),
    field('f', float),
    field('d', double),
    field('flag', bool),
    field('t', chars(6)),
    field('small', array(u32, 2)),
    field('block', array(u16, 64)),
    field('longs', array(i64, 16)),
    field('inners', array(ref('In'), 2)),
    field('counted', array(u32, 40, count('n', 16))),
    field('note', charPointer),
    field('list', listOf(ref('In'))),
    field('numbers', listOf(u32)),
    field('used', allocated(u64, count('n', 16))),
  ]),
  struct('Fixed', [field('x', u32), field('b', array(u16, 40)), field('in', ref('In'))]),
]);
const { code } = emit(source);

const fill = (m: Exports) => {
  const value = m.createT({
    n: 3,
    s: -5n,
    big: 1n << 60n,
    w: (7n << 90n) + 1n,
    f: 1.5,
    d: Math.PI,
    flag: true,
    t: 'text',
    note: 'höm',
    numbers: [1, 0x12345678],
  });
  value.small[1] = 0x01020304;
  for (let i = 0; i < 64; i++) value.block[i] = 257 * i;
  for (let i = 0; i < 16; i++) value.longs[i] = BigInt(-i) << 40n;
  for (let i = 0; i < 3; i++) value.counted[i] = 0xff00 + i;
  value.inners[1].b = -70000;
  value.inners[1].c[1] = -2;
  value.list.push(m.createIn({ b: 99 }));
  value.used = m.longs3();
  return value;
};

/** Values without their classes. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plain);
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, plain(inside)]));
};

const run = async () => {
  vi.resetModules();
  const runtime = await import('../../runtime/src/codegen/v1.ts');
  const m: Exports = evaluate(code, { '@qidl/runtime/codegen/v1': runtime as Exports });
  m.longs3 = () => {
    const longs = new BigUint64Array(3);
    longs[2] = 1n << 50n;
    return longs;
  };
  const value = fill(m);
  const image: Uint8Array = m.saveOwnT(value);
  const fixed = m.createFixed({ x: 0x01020304 });
  fixed.b[3] = 0x0102;
  fixed.in.c[0] = -3;
  const target = new Uint8Array(256);
  m.saveIntoFixed(fixed, target, 8);
  return {
    image: Buffer.from(image).toString('hex'),
    fixed: Buffer.from(target).toString('hex'),
    decoded: plain(m.decodeT(image)),
    loaded: plain(m.loadT(image, m.createT())),
    decodedFixed: plain(m.decodeFixed(m.saveFixed(fixed))),
    loadedFixed: plain(m.loadFixed(m.saveFixed(fixed), m.createFixed())),
    same: [plain(value), plain(fixed)],
  };
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('a big-endian machine writes and reads the same images', async () => {
  const little = await run();
  for (const name of [
    'Uint16Array',
    'Int16Array',
    'Uint32Array',
    'Int32Array',
    'BigUint64Array',
    'BigInt64Array',
    'Float32Array',
    'Float64Array',
  ]) {
    vi.stubGlobal(name, turned((globalThis as never)[name]));
  }
  expect(new Uint8Array(new Uint16Array([1]).buffer)[1]).toBe(1);
  const big = await run();
  expect(big).toEqual(little);
  expect(little.decoded).toEqual(little.same[0]);
  expect(little.loaded).toEqual(little.same[0]);
  expect(little.decodedFixed).toEqual(little.same[1]);
  expect(little.loadedFixed).toEqual(little.same[1]);
});
