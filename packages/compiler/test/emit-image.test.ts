// The image: bytes as docs/image-format.md says, and save → load, save → decode back to equal values.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StateError } from '../../runtime/src/state-error.ts';
import type { Computation, FieldType, StructModel } from '../src/model/model.ts';
import { type Exports, load } from './emit-evaluate.ts';
import {
  allocated,
  array,
  bitfield,
  bool,
  charPointer,
  chars,
  constant,
  count,
  double,
  enumRef,
  enumeration,
  field,
  float,
  i128,
  i16,
  i32,
  i64,
  i8,
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

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('hex')
    .replace(/(.{8})(?=.)/g, '$1 ');

/** "QIDL", length, the fingerprint of emit-models.ts. */
const header = (length: number): string => `5149444c ${length.toString(16).padStart(2, '0')}000000 67452301 efcdab89`;

const single = (type: FieldType, more = {}): Exports =>
  load(model([struct('T', [field('a', u8), field('x', type, more)])], { enums: [enumeration('E', { A: 0n, B: 7n })] }));

describe('bytes', () => {
  test.for<[string, FieldType, unknown, string]>([
    ['u8', u8, 0xfe, '01fe'],
    ['i16', i16, -2, '0100feff'],
    ['u32', u32, 0x12345678, '01000000 78563412'],
    ['u64', u64, 0x1122334455667788n, '01000000 00000000 88776655 44332211'],
    ['i128', i128, -2n, '01000000 00000000 00000000 00000000 feffffff ffffffff ffffffff ffffffff'],
    ['bool', bool, true, '0101'],
    ['float', float, 1.5, '01000000 0000c03f'],
    ['double', double, 1.5, '01000000 00000000 00000000 0000f83f'],
    ['enum', enumRef('E'), 7, '01000000 07000000'],
    ['bit-field', bitfield(u16, 3), 5, '01000500'],
    ['chars', chars(4), 'ab', '01616200 00'],
    ['u16[3]', array(u16, 3), Uint16Array.of(1, 2, 3), '01000100 02000300'],
  ])('%s', ([, type, x, expected]) => {
    const m = single(type);
    const bytes: Uint8Array = m.saveT(m.createT({ a: 1, x }));
    const fixed = expected.replaceAll(' ', '').length / 2;
    const length = Math.ceil((16 + fixed) / 8) * 8;
    const padded = expected
      .replaceAll(' ', '')
      .padEnd(2 * (length - 16), '0')
      .replace(/(.{8})(?=.)/g, '$1 ');
    expect(hex(bytes)).toBe(`${header(length)} ${padded}`);
    expect(m.decodeT(bytes)).toEqual({ a: 1, x });
  });

  test('char * and lists are offset and count into the tail', () => {
    const m = load(
      model([
        struct('T', [
          field('s', charPointer),
          field('l', listOf(u16)),
          field('e', listOf(u8)),
          field('n', charPointer),
          field('empty', charPointer),
        ]),
      ]),
    );
    const value = m.createT({ s: 'hé', l: [1, 2], n: null, empty: '' });
    // 16 + 5 * 8 = 56: "hé" is 56..59, the list 64..68, the empty text at 68.
    const slots = '38000000 03000000 40000000 02000000 00000000 00000000 00000000 00000000 44000000 00000000';
    expect(hex(m.saveT(value))).toBe(`${header(68)} ${slots} 68c3a900 00000000 01000200`);
    expect(m.decodeT(m.saveT(value))).toEqual(value);
  });

  test('an odd length: a text at the end', () => {
    const m = load(model([struct('Pair', [field('a', u8), field('b', array(u16, 2)), field('name', charPointer)])]));
    const bytes = hex(m.savePair(m.createPair({ a: 1, b: Uint16Array.of(2, 3), name: 'hé' })));
    expect(bytes).toBe(`${header(35)} 01000200 03000000 20000000 03000000 68c3a9`);
  });

  test('null-optional, union, counted array', () => {
    const inner = struct('In', [field('v', u16)]);
    const union: FieldType = {
      kind: 'union',
      tag: 'kind',
      cases: [
        { name: 'p', values: [1n], type: u8 },
        { name: 'q', values: [2n, 3n], type: ref('In') },
      ],
    };
    const m = load(
      model([
        inner,
        struct('T', [
          field('kind', u8),
          field('u', union),
          field('o', ref('In', true), { optional: { by: 'null' } }),
          field('n', u8),
          field('c', array(u8, 4, count('n', 8))),
        ]),
      ]),
    );
    const value = m.createT({
      kind: 2,
      u: { case: 'q', value: { v: 0x1234 } },
      o: { v: 7 },
      n: 2,
      c: Uint8Array.of(8, 9, 0, 0),
    });
    expect(hex(m.saveT(value))).toBe(`${header(40)} 02000000 01000000 34120000 01000700 02080900 00000000`);
    expect(m.decodeT(m.saveT(value))).toEqual(value);
    const absent = m.createT({ kind: 1, u: { case: 'p', value: 5 } });
    expect(hex(m.saveT(absent))).toBe(`${header(40)} 01000000 00000000 05000000 00000000 00000000 00000000`);
    expect(m.loadT(m.saveT(absent), value)).toEqual(absent);
  });
});

describe('a size computed from the image is the one computed from the value', () => {
  const int = (value: bigint): Computation => ({ op: 'constant', value, type: { bits: 32, signed: true } });
  const ofN = (bits: 8 | 16 | 32, signed: boolean): Computation => {
    const n = count('n', bits, signed);
    const binary = (operator: '+' | '==', left: Computation, right: Computation): Computation => ({
      op: 'binary',
      operator,
      left,
      right,
      type: { bits: 32, signed: true },
    });
    // oxlint-disable-next-line unicorn/no-thenable -- data, never awaited
    return binary(
      '+',
      { op: 'conditional', condition: binary('==', n, int(-1n)), then: int(2n), otherwise: n, type: n.type },
      int(1n),
    );
  };

  test.for<[string, FieldType, Computation, number]>([
    ['i8', i8, ofN(8, true), -1],
    ['i16', i16, ofN(16, true), -1],
    ['i32', i32, ofN(32, true), -1],
    ['u8', u8, ofN(8, false), 4],
    ['u16', u16, ofN(16, false), 4],
    ['i32, another', i32, ofN(32, true), 3],
  ])('%s', ([, type, size, n]) => {
    const items = Uint8Array.of(1, 2, 3, 4, 5).subarray(0, n === -1 ? 3 : n + 1);
    const small = load(model([struct('T', [field('n', type), field('x', array(u8, 5, size))])]));
    const full = Uint8Array.from({ length: 5 }, (_, i) => items[i] ?? 0);
    expect(small.decodeT(small.saveT(small.createT({ n, x: full })))).toEqual({ n, x: full });
    const tail = load(model([struct('T', [field('n', type), field('x', allocated(u8, size))])]));
    expect(tail.decodeT(tail.saveT(tail.createT({ n, x: items })))).toEqual({ n, x: items });
  });
});

test('a new T has what a pointer to a fixed number of elements points to, and can be saved', () => {
  const two: Computation = { op: 'constant', value: 2n, type: { bits: 32, signed: true } };
  const m = load(
    model([
      struct('In', [field('v', u16)]),
      struct('T', [
        field('numbers', allocated(u32, two)),
        field('structs', allocated(ref('In'), two)),
        field('flags', allocated(bool, two)),
        field('absent', allocated(u8, two), { optional: { by: 'null' } }),
        field('usual', allocated(u8, two, true), { default: { kind: 'null' } }),
      ]),
    ]),
  );
  const value = m.createT();
  expect(value).toEqual({
    numbers: new Uint32Array(2),
    structs: [{ v: 0 }, { v: 0 }],
    flags: [false, false],
    absent: null,
    usual: new Uint8Array(0),
  });
  expect(m.decodeT(m.saveT(value))).toEqual(value);
  const unusual = { ...value, usual: Uint8Array.of(1, 2) };
  expect(m.decodeT(m.saveT(unusual))).toEqual(unusual);
  expect(() => m.saveT({ ...value, usual: Uint8Array.of(1) })).toThrow('T.usual: expected 2 elements, found 1');
});

// ---- every kind, any value ----------------------------------------------------------------------------------

const text = fc
  .string({ unit: 'grapheme', maxLength: 6 })
  .filter((s) => !s.includes('\0') && new TextEncoder().encode(s).length < 24);
const inner: StructModel = struct('Inner', [
  field('id', u32),
  field('flag', bool),
  field('name', chars(24), { default: { kind: 'string', value: 'x' } }),
  field('note', charPointer),
  field('kept', u32, { role: 'immutable' }),
  field('sum', u32, { role: 'derived' }),
]);
const plain: StructModel = struct('Plain', [field('a', u8), field('b', array(u16, [2, 3])), field('t', i64)]);
const union: FieldType = {
  kind: 'union',
  tag: 'mode',
  cases: [
    { name: 'number', values: [0n, 1n], type: i32 },
    { name: 'plain', values: [2n], type: ref('Plain') },
    { name: 'words', values: [3n], type: charPointer },
    { name: 'inner', values: [4n], type: ref('Inner') },
  ],
};
const everything: StructModel = struct('All', [
  field('a8', u8),
  field('b8', i8),
  field('a16', u16),
  field('b16', i16),
  field('a32', u32),
  field('b32', i32),
  field('a64', u64),
  field('b64', i64),
  field('a128', u128),
  field('b128', i128),
  field('flag', bool),
  field('f', float),
  field('d', double),
  field('e', enumRef('E')),
  field('big', enumRef('Big', 64)),
  field('bits', bitfield(u32, 5)),
  field('sbits', bitfield(i16, 4)),
  field('bbit', bitfield(bool, 1)),
  field('wide', bitfield(u64, 40)),
  field('blob', array(u8, 100)),
  field('small', array(i16, 3)),
  field('grid', array(u32, [2, 3])),
  field('longs', array(i64, 2)),
  field('bools', array(bool, [2, 2])),
  field('enums', array(enumRef('E'), 3)),
  field('huge', array(u128, 2)),
  field('floats', array(double, 2)),
  field('names', array(chars(24), 2)),
  field('plains', array(ref('Plain'), [2, 2])),
  field('inners', array(ref('Inner'), 2)),
  field('count', u16),
  field('counted', array(u16, 5, count('count', 16))),
  field('countedInners', array(ref('Inner'), 5, count('count', 16))),
  field('countedBools', array(bool, 5, count('count', 16))),
  field('countedRows', array(u8, [5, 2], count('count', 16))),
  field('many', allocated(u32, count('count', 16))),
  field('manyInners', allocated(ref('Inner'), count('count', 16))),
  field('has_opt', bool),
  field('opt', u32, { optional: { by: 'has', field: 'has_opt' } }),
  field('has_text', bool),
  field('text', charPointer, { optional: { by: 'has', field: 'has_text' } }),
  field('maybe', ref('Inner', true), { optional: { by: 'null' } }),
  field('perhaps', ref('Plain', true), { optional: { by: 'null' } }),
  field('mode', u8),
  field('u', union),
  field('list', listOf(ref('Inner'))),
  field('numbers', listOf(u64)),
  field('texts', listOf(charPointer)),
  field('flags', listOf(bool)),
  field('timer', { kind: 'external', name: 'QEMUTimer', version: 1 }),
  field('time', { kind: 'external', name: 'tm', version: 1 }),
  field('one', ref('Inner')),
  field('two', ref('Plain')),
  field('host', u32, { role: 'host' }),
  field('opaque', null, { role: 'immutable' }),
  field('lost', u32, { role: 'broken', default: constant(9n) }),
]);
const externals = ['QEMUTimer', 'tm'].map((name) => ({
  kind: 'visitor' as const,
  name,
  module: '@qidl/runtime/codegen/v1',
}));
const allModel = model([inner, plain, everything], {
  enums: [enumeration('E', { A: 0n, B: 7n }), enumeration('Big', { X: 0n, Y: 1n << 40n }, 64)],
  externals,
});

const n = (bits: number, signed = false): fc.Arbitrary<number> =>
  fc.integer({ min: signed ? -(2 ** (bits - 1)) : 0, max: 2 ** (signed ? bits - 1 : bits) - 1 });
const b = (bits: number, signed = false): fc.Arbitrary<bigint> =>
  fc.bigInt({ min: signed ? -(1n << BigInt(bits - 1)) : 0n, max: (1n << BigInt(signed ? bits - 1 : bits)) - 1n });
const typed = <A>(make: (items: never) => A, item: fc.Arbitrary<unknown>, length: number): fc.Arbitrary<A> =>
  fc.array(item, { minLength: length, maxLength: length }).map((items) => make(items as never));
const rows = <A>(item: fc.Arbitrary<A>, length: number): fc.Arbitrary<A[]> =>
  fc.array(item, { minLength: length, maxLength: length });

const someInner = fc.record({
  id: n(32),
  flag: fc.boolean(),
  name: text,
  note: fc.option(text),
  kept: fc.constant(0),
  sum: fc.constant(0),
});
const zeroInner = { id: 0, flag: false, name: 'x', note: null, kept: 0, sum: 0 };
const somePlain = fc.record({ a: n(8), b: typed((i) => Uint16Array.from(i), n(16), 6), t: b(64, true) });
const hooks = { Inner: (s: { id: number }) => ({ sum: (s.id + 1) >>> 0 }) };
const float32 = fc.float({ noNaN: true });

const someAll = n(8).chain((seed) => {
  const used = seed % 6;
  const modes: fc.Arbitrary<unknown>[] = [
    b(8).map(() => ({ case: 'number', value: seed - 128 })),
    fc.constant({ case: 'number', value: -1 }),
    somePlain.map((value) => ({ case: 'plain', value })),
    fc.option(text).map((value) => ({ case: 'words', value })),
    someInner.map((value) => ({ case: 'inner', value })),
  ];
  const mode = seed % modes.length;
  const first = <A>(make: (items: never) => A, item: fc.Arbitrary<unknown>, row = 1): fc.Arbitrary<A> =>
    fc
      .array(item, { minLength: used * row, maxLength: used * row })
      .map((items) => make([...items, ...Array.from({ length: (5 - used) * row }, () => 0)] as never));
  return fc.record({
    a8: n(8),
    b8: n(8, true),
    a16: n(16),
    b16: n(16, true),
    a32: n(32),
    b32: n(32, true),
    a64: b(64),
    b64: b(64, true),
    a128: b(128),
    b128: b(128, true),
    flag: fc.boolean(),
    f: float32,
    d: fc.double(),
    e: n(32),
    big: b(64),
    bits: n(5),
    sbits: n(4, true),
    bbit: fc.boolean(),
    wide: b(40),
    blob: typed((i) => Uint8Array.from(i), n(8), 100),
    small: typed((i) => Int16Array.from(i), n(16, true), 3),
    grid: typed((i) => Uint32Array.from(i), n(32), 6),
    longs: typed((i) => BigInt64Array.from(i), b(64, true), 2),
    bools: rows(fc.boolean(), 4),
    enums: typed((i) => Uint32Array.from(i), n(32), 3),
    huge: rows(b(128), 2),
    floats: typed((i) => Float64Array.from(i), fc.double(), 2),
    names: rows(text, 2),
    plains: rows(rows(somePlain, 2), 2),
    inners: rows(someInner, 2),
    count: fc.constant(used),
    counted: first((i) => Uint16Array.from(i), n(16)),
    countedInners: fc
      .array(someInner, { minLength: used, maxLength: used })
      .map((items) => [...items, ...Array.from({ length: 5 - used }, () => ({ ...zeroInner }))]),
    countedBools: fc
      .array(fc.boolean(), { minLength: used, maxLength: used })
      .map((items) => [...items, ...Array.from({ length: 5 - used }, () => false)]),
    countedRows: first((i) => Uint8Array.from(i), n(8), 2),
    many: typed((i) => Uint32Array.from(i), n(32), used),
    manyInners: rows(someInner, used),
    has_opt: fc.constant(seed % 2 === 0),
    opt: seed % 2 === 0 ? n(32) : fc.constant(0),
    has_text: fc.constant(seed % 3 === 0),
    text: seed % 3 === 0 ? fc.option(text) : fc.constant(null),
    maybe: fc.option(someInner),
    perhaps: fc.option(somePlain),
    mode: fc.constant(mode),
    u: modes[mode],
    list: fc.array(someInner, { maxLength: 3 }),
    numbers: fc.array(b(64), { maxLength: 3 }),
    texts: fc.array(fc.option(text), { maxLength: 3 }),
    flags: fc.array(fc.boolean(), { maxLength: 3 }),
    timer: b(64, true),
    time: fc.record(
      Object.fromEntries(
        ['sec', 'min', 'hour', 'mday', 'mon', 'year', 'wday', 'yday', 'isdst'].map((name) => [
          `tm_${name}`,
          n(32, true),
        ]),
      ),
    ),
    one: someInner,
    two: somePlain,
    host: n(32),
    lost: n(32),
  });
});

/** What a load leaves: derived fields computed, unsaved ones initial. */
function derived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(derived);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, derived(inside)]));
  if ('sum' in copy) copy.sum = ((copy.id as number) + 1) >>> 0;
  return copy;
}

describe('every kind', () => {
  const m = load(allModel);

  test('save → decode and save → load give an equal value', () => {
    fc.assert(
      fc.property(someAll, (given) => {
        const value = m.createAll(given);
        const bytes: Uint8Array = m.saveOwnAll(value);
        const expected = { ...(derived(value) as object), host: 0, lost: 9 };
        expect(m.decodeAll(bytes, hooks)).toEqual(expected);
        const odd = new Uint8Array(bytes.length + 3).subarray(3);
        odd.set(bytes);
        const into = m.createAll({ host: 77, lost: 5, maybe: m.createInner({ kept: 3 }) });
        expect(m.loadAll(odd, into, hooks)).toEqual({
          ...expected,
          host: 77,
          maybe: value.maybe === null ? null : { ...(expected as never as { maybe: object }).maybe, kept: 3 },
        });
        expect(m.saveAll(into)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  test('saveInto writes the same bytes, at any multiple of 8', () => {
    fc.assert(
      fc.property(someAll, (given) => {
        const value = m.createAll(given);
        const target = new Uint8Array(4096 * 4).fill(0xee);
        const length = m.saveIntoAll(value, target, 24);
        expect(target.subarray(24, 24 + length)).toEqual(new Uint8Array(m.saveAll(value)));
        expect(target[23]).toBe(0xee);
        expect(target[24 + length]).toBe(0xee);
      }),
      { numRuns: 20 },
    );
  });

  test('a damaged image loads to a valid value or throws, and never changes half', () => {
    fc.assert(
      fc.property(someAll, fc.nat(), n(8), (given, where, byte) => {
        const bytes: Uint8Array = m.saveOwnAll(m.createAll(given));
        bytes[where % bytes.length] = byte;
        const into = m.createAll({ host: 1 });
        const before = m.saveOwnAll(into);
        try {
          m.loadAll(bytes, into, hooks);
          expect(m.decodeAll(m.saveAll(into), hooks)).toEqual({ ...into, host: 0 });
        } catch (error) {
          expect(error).toBeInstanceOf(StateError);
          expect((error as StateError).path).toMatch(/^All/);
          expect(m.saveOwnAll(into)).toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
  });
});
