// Views of C memory, against bytes written by hand as the ABI has them: little- and big-endian, aligned and packed,
// bit-fields, arrays, growth, and what is out of bounds.

import { describe, expect, test } from 'vitest';
import { StateError } from '../../runtime/src/state-error.ts';
import type { LayoutMember, LayoutType, Model, StructModel } from '../src/model/model.ts';
import { type Exports, load } from './emit-evaluate.ts';
import {
  array,
  bitfield,
  bool,
  chars,
  enumRef,
  enumeration,
  field,
  i16,
  i64,
  model,
  nowhere,
  ref,
  struct,
  u128,
  u16,
  u32,
  u64,
  u8,
} from './emit-models.ts';

/** As much of it as is used here: neither the DOM's nor Node's types are at hand. */
interface Growing {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => Growing;
};

const member = (name: string, offset: number, type: LayoutType, bit: LayoutMember['bit'] = null): LayoutMember => ({
  name,
  offset,
  bit,
  type,
  doc: null,
  place: nowhere,
});
const int = (bits: 8 | 16 | 32 | 64 | 128, signed = false): LayoutType => ({ kind: 'int', bits, signed });
const arrayOf = (element: LayoutType, dims: readonly number[], stride: number): LayoutType => ({
  kind: 'array',
  element,
  dims,
  stride,
});
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const big: Partial<Model> = { bigEndian: true, target: 's390x', pointerSize: 8 };
const laidOut = (
  name: string,
  size: number,
  align: number,
  members: LayoutMember[],
  fields: StructModel['fields'] = [],
): StructModel => struct(name, fields, { layout: { size, align, members } });

describe('a member', () => {
  const rows: [string, LayoutType, LayoutMember['bit'], unknown, string, string, unknown?][] = [
    ['u8', int(8), null, 0xfe, 'fe', 'fe'],
    ['i8', int(8, true), null, -2, 'fe', 'fe'],
    ['u16', int(16), null, 0x1234, '3412', '1234'],
    ['i32', int(32, true), null, -2, 'feffffff', 'fffffffe'],
    ['u64', int(64), null, 0x1122334455667788n, '8877665544332211', '1122334455667788'],
    ['i128', int(128, true), null, -2n, 'feffffffffffffff ffffffffffffffff', 'ffffffffffffffff fffffffffffffffe'],
    ['bool', { kind: 'bool' }, null, true, '01', '01'],
    ['float', { kind: 'float', bits: 32 }, null, 1.5, '0000c03f', '3fc00000'],
    ['double', { kind: 'float', bits: 64 }, null, 1.5, '000000000000f83f', '3ff8000000000000'],
    ['enum', { kind: 'enum', name: 'E', bits: 32, signed: false }, null, 7, '07000000', '00000007'],
    ['pointer', { kind: 'pointer', bits: 32, to: null }, null, 0x80001000, '00100080', '80001000'],
    ['wide pointer', { kind: 'pointer', bits: 64, to: null }, null, 0x1000n, '0010000000000000', '0000000000001000'],
    ['text', { kind: 'string', capacity: 4 }, null, 'ab', '61620000', '61620000'],
    // Offset 8 bytes into the struct: bits count from there, from the least or the most significant one.
    ['bits of a byte', int(8), { offset: 66, width: 3 }, 5, '14', '28'],
    ['bits of a word', int(32), { offset: 69, width: 20 }, 0x81234, '80460201', '04091a00'],
    ['signed bits', int(32, true), { offset: 68, width: 5 }, -3, 'd001', '0e80'],
    ['bits of all', int(32), { offset: 64, width: 32 }, 0xfedcba98, '98badcfe', 'fedcba98'],
    ['a bool bit', { kind: 'bool' }, { offset: 71, width: 1 }, true, '80', '01'],
    ['bits across words', int(32), { offset: 90, width: 20 }, 0xabcde, '00000078f32a', '0000002af378'],
    ['bits of 64', int(64), { offset: 67, width: 40 }, 0xab12345678n, 'c0b3a2915805', '156246 8acf00'],
    ['signed bits of 64', int(64, true), { offset: 67, width: 40 }, -2n, 'f0ffffffff07', '1fffffffffc0'],
  ];
  for (const [order, isBig] of [
    ['little', false],
    ['big', true],
  ] as const) {
    for (const packed of [false, true]) {
      test.for(rows)(`%s, ${order}${packed ? ', packed' : ''}`, ([, type, bit, value, little, large]) => {
        const align = packed ? 1 : 8;
        const at = packed ? 3 : 16;
        const m = load(
          model([laidOut('T', 32, align, [member('x', 8, type, bit)])], {
            ...(isBig ? big : {}),
            enums: [enumeration('E', {})],
          }),
        );
        const memory = new ArrayBuffer(64);
        const image = bytes(isBig ? large : little);
        const view = m.viewT(memory, at);
        new Uint8Array(memory).set(image, at + 8);
        expect(view.x).toEqual(value);
        new Uint8Array(memory).fill(0);
        view.x = value;
        expect(Buffer.from(memory, at + 8, image.length).toString('hex')).toBe(Buffer.from(image).toString('hex'));
        if (bit === null) return;
        new Uint8Array(memory).fill(0xff);
        view.x = type.kind === 'bool' ? false : type.kind === 'int' && type.bits === 64 ? 0n : 0;
        for (const [i, byte] of image.entries()) expect(new Uint8Array(memory)[at + 8 + i] & byte).toBe(0);
        view.x = value;
        expect(view.x).toEqual(value);
        expect(new Uint8Array(memory)[at + 7]).toBe(0xff);
        expect(new Uint8Array(memory)[at + 8 + image.length]).toBe(0xff);
      });
    }
  }
});

describe('arrays', () => {
  const inner = laidOut(
    'In',
    4,
    2,
    [member('a', 0, int(8)), member('b', 2, int(16))],
    [field('a', u8), field('b', u16)],
  );
  const members = [
    member('numbers', 0, arrayOf(int(16), [2, 2], 2)),
    member('flags', 8, arrayOf({ kind: 'bool' }, [2], 1)),
    member('structs', 10, arrayOf({ kind: 'struct', name: 'In' }, [2, 1], 4)),
    member('names', 18, arrayOf({ kind: 'string', capacity: 3 }, [2], 3)),
    member('raw', 24, { kind: 'bytes', size: 4 }),
    member('wide', 32, arrayOf(int(128), [1], 16)),
    member('one', 48, { kind: 'struct', name: 'In' }),
    member('rest', 52, arrayOf(int(16), [0], 2)),
  ];
  const content =
    '0100 0200 0300 0400 0001 ' +
    '0700 0800 0900 0a00 ' +
    '616200 630000 01020304 00000000 ' +
    '05000000000000000000000000000000 ' +
    '0b000c00 ' +
    '0d000e00';

  test('of numbers are typed arrays, the others accessors', () => {
    const m = load(model([inner, laidOut('T', 52, 8, members)]));
    const memory = new ArrayBuffer(64);
    new Uint8Array(memory).set(bytes(content));
    const view = m.viewT(memory, 0);
    expect(view.numbers).toEqual(Uint16Array.of(1, 2, 3, 4));
    expect([...view.flags]).toEqual([false, true]);
    expect(view.structs.get(1).get(0).b).toBe(10);
    expect([...view.names]).toEqual(['ab', 'c']);
    expect(view.raw).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect([...view.wide]).toEqual([5n]);
    expect(view.one.b).toBe(12);
    expect(view.rest(2)).toEqual(Uint16Array.of(13, 14));
    expect(view.flags.length).toBe(2);
    view.numbers[3] = 9;
    view.flags.set(0, true);
    view.structs.get(0).get(0).b = 77;
    view.names.set(1, 'é');
    view.wide.set(0, -1n);
    view.one.a = 3;
    view.rest(2)[1] = 5;
    const changed =
      '0100 0200 0300 0900 0101 0700 4d00 0900 0a00 616200 c3a900 01020304 00000000 ffffffffffffffffffffffffffffffff 03000c00 0d000500';
    expect(Buffer.from(memory, 0, 56).toString('hex')).toBe(changed.replaceAll(' ', ''));
    expect(() => view.flags.get(2)).toThrow(RangeError);
    expect(() => view.structs.set(0, 1)).toThrow(TypeError);
    expect(() => view.names.set(0, 'abc')).toThrow(StateError);
    expect(() => view.rest(100)).toThrow(RangeError);
  });

  test('of another byte order are accessors', () => {
    const m = load(model([inner, laidOut('T', 52, 8, members)], big));
    const memory = new ArrayBuffer(64);
    new Uint8Array(memory).set(bytes('0001 0002 0003 0004'));
    const view = m.viewT(memory, 0);
    expect([...view.numbers]).toEqual([1, 2, 3, 4]);
    view.numbers.set(2, 0x0506);
    expect(new Uint8Array(memory, 4, 2)).toEqual(Uint8Array.of(5, 6));
    view.structs.get(0).get(0).b = 1;
    expect(new Uint8Array(memory)[13]).toBe(1);
    expect([...view.rest(2)]).toEqual([0, 0]);
  });

  test('structs at odd places of a packed one work, and only there', () => {
    const m = load(
      model([
        inner,
        laidOut('T', 9, 1, [
          member('x', 0, int(8)),
          member('one', 1, { kind: 'struct', name: 'In' }),
          member('more', 5, arrayOf({ kind: 'struct', name: 'In' }, [1], 4)),
        ]),
      ]),
    );
    const memory = new ArrayBuffer(16);
    const view = m.viewT(memory, 2);
    view.one.b = 0x1234;
    view.more.get(0).b = 0x5678;
    expect(Buffer.from(memory).toString('hex')).toBe('0000000000341200007856' + '0000000000');
    expect(view.one.b).toBe(0x1234);
    expect(() => m.viewIn(memory, 1)).toThrow('address 1 is no multiple of 2');
  });
});

describe('memory', () => {
  const node = laidOut('Node', 16, 8, [
    member('value', 0, int(32)),
    member('next', 4, { kind: 'pointer', bits: 32, to: 'Node' }),
    member('wide', 8, int(64)),
  ]);
  const m = load(model([node]));

  const check = (memory: Growing | ArrayBuffer | SharedArrayBuffer): void => {
    const view = m.viewNode(memory, 64);
    view.value = 5;
    view.next = 128;
    view.$next.value = 6;
    expect([view.value, view.$next.value, view.$next.$next]).toEqual([5, 6, null]);
  };

  test('of any sort', () => {
    check(new ArrayBuffer(256));
    check(new SharedArrayBuffer(256));
    check(new WebAssembly.Memory({ initial: 1 }));
    check(new ArrayBuffer(251));
  });

  test('is no typed array, which may begin anywhere in it', () => {
    const buffer = new ArrayBuffer(256);
    for (const part of [new Uint8Array(buffer, 64), Buffer.from(buffer), new DataView(buffer)]) {
      expect(() => m.viewNode(part, 64)).toThrow('a typed array is no memory');
    }
  });

  test.for([false, true])('that grows (shared: %s)', (shared) => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 10, shared });
    const view = m.viewNode(memory, 64);
    const other = m.viewNode(memory, 128);
    view.value = 7;
    memory.grow(1);
    expect(view.value).toBe(7);
    memory.grow(1);
    other.wide = 9n;
    expect(new BigUint64Array(memory.buffer, 136, 1)[0]).toBe(9n);
    view.next = 65536 * 2 + 8;
    view.$next.value = 3;
    expect(new Uint32Array(memory.buffer, 65536 * 2 + 8, 1)[0]).toBe(3);
    memory.grow(1);
    expect(view.wide + other.wide).toBe(9n);
  });

  test('that grows, read through bools and bit-fields', () => {
    const members = [
      member('no', 0, { kind: 'bool' }),
      member('yes', 1, { kind: 'bool' }),
      member('b', 2, int(16), { offset: 16, width: 3 }),
      member('c', 2, int(16), { offset: 19, width: 10 }),
      member('d', 4, int(32, true), { offset: 35, width: 20 }),
    ];
    const { viewB } = load(model([laidOut('B', 8, 4, members)]));
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 9 });
    const view = viewB(memory, 8);
    const values: [name: string, value: unknown][] = [
      ['no', false],
      ['yes', true],
      ['b', 5],
      ['c', 1000],
      ['d', -500_000],
    ];
    for (const [name, value] of values) view[name] = value;
    for (const [name, value] of values) {
      memory.grow(1);
      expect(view[name]).toBe(value);
    }
    const small = new (ArrayBuffer as never as new (size: number, options: object) => ArrayBuffer)(64, {
      maxByteLength: 128,
    });
    const shrinking = viewB(small, 32);
    (small as never as { resize(size: number): void }).resize(32);
    for (const [name] of values) expect(() => shrinking[name], name).toThrow(RangeError);
  });

  test('that grows again and again, under members of every width', () => {
    const members = [
      member('i8', 0, int(8, true)),
      member('u8', 1, int(8)),
      member('i16', 2, int(16, true)),
      member('u16', 4, int(16)),
      member('i32', 8, int(32, true)),
      member('u32', 12, int(32)),
      member('i64', 16, int(64, true)),
      member('u64', 24, int(64)),
      member('f32', 32, { kind: 'float', bits: 32 }),
      member('f64', 40, { kind: 'float', bits: 64 }),
      member('flag', 48, { kind: 'bool' }),
    ];
    const { viewW } = load(model([laidOut('W', 56, 8, members)]));
    const memories = [1, 2].map(() => new WebAssembly.Memory({ initial: 1, maximum: 64 }));
    const views = memories.map((memory) => viewW(memory, 8));
    const valuesOf = (round: number): [name: string, value: unknown][] => [
      ['i8', -100 - round],
      ['u8', 200 + round],
      ['i16', -30_000 - round],
      ['u16', 60_000 + round],
      ['i32', -2_000_000_000 - round],
      ['u32', 4_000_000_000 + round],
      ['i64', BigInt(-round) << 60n],
      ['u64', (1n << 63n) + BigInt(round)],
      ['f32', round + 0.5],
      ['f64', round + 0.1],
      ['flag', round % 2 === 0],
    ];
    for (let round = 0; round < 4; round++) {
      const [view, other] = [views[round % 2], views[1 - (round % 2)]];
      for (const [name, value] of valuesOf(round)) {
        view[name] = value;
        memories[round % 2].grow(round % 2);
        expect(view[name], name).toBe(value);
        if (round > 0) expect(other[name], name).toBe(valuesOf(round - 1).find(([key]) => key === name)![1]);
      }
      for (const memory of memories) memory.grow(1);
    }
  });

  test('has an end, and addresses are addresses', () => {
    const memory = new ArrayBuffer(64);
    expect(() => m.viewNode(memory, 56)).toThrow(RangeError);
    expect(() => m.viewNode(memory, -8)).toThrow(RangeError);
    expect(() => m.viewNode(memory, 0.5)).toThrow(RangeError);
    expect(() => m.viewNode(memory, NaN)).toThrow(RangeError);
    expect(() => m.viewNode(memory, 4)).toThrow('no multiple of 8');
    expect(() => m.viewNode(memory, 2 ** 32)).toThrow(RangeError);
    const view = m.viewNode(memory, 48);
    view.next = 1000;
    expect(() => view.$next).toThrow(RangeError);
    const small = new (ArrayBuffer as never as new (size: number, options: object) => ArrayBuffer)(64, {
      maxByteLength: 128,
    });
    const shrinking = m.viewNode(small, 32);
    (small as never as { resize(size: number): void }).resize(32);
    expect(() => shrinking.value).toThrow(RangeError);
    expect(() => (shrinking.value = 1)).toThrow(RangeError);
    expect(() => (shrinking.wide = 1n)).toThrow(RangeError);
  });
});

describe('whole structs', () => {
  const inner = laidOut(
    'In',
    4,
    2,
    [member('a', 0, int(8)), member('b', 2, int(16))],
    [field('a', u8), field('b', u16)],
  );
  const fields = [
    field('n', u32),
    field('t', i64),
    field('e', enumRef('E')),
    field('f', bitfield(u16, 3)),
    field('flag', bool),
    field('name', chars(5)),
    field('nums', array(u16, [2, 2])),
    field('flags', array(bool, 2)),
    field('ins', array(ref('In'), [1, 2])),
    field('in', ref('In')),
    field('wide', u128),
    field('kept', i16, { role: 'immutable' }),
    field('gone', u64, { role: 'host', default: null }),
  ];
  const members = [
    member('n', 0, int(32)),
    member('t', 8, int(64, true)),
    member('e', 16, { kind: 'enum', name: 'E', bits: 32, signed: false }),
    member('f', 20, int(16), { offset: 161, width: 3 }),
    member('flag', 22, { kind: 'bool' }),
    member('name', 23, { kind: 'string', capacity: 5 }),
    member('nums', 28, arrayOf(int(16), [2, 2], 2)),
    member('flags', 36, arrayOf({ kind: 'bool' }, [2], 1)),
    member('ins', 38, arrayOf({ kind: 'struct', name: 'In' }, [1, 2], 4)),
    member('in', 46, { kind: 'struct', name: 'In' }),
    member('wide', 56, int(128)),
    member('kept', 72, int(16, true)),
    member('pointer', 76, { kind: 'pointer', bits: 32, to: null }),
  ];
  for (const [order, options] of [
    ['little', {}],
    ['big', big],
  ] as const) {
    test(`are copied both ways, ${order}-endian`, () => {
      const m = load(
        model([inner, laidOut('T', 80, 8, members, fields)], { ...options, enums: [enumeration('E', {})] }),
      );
      const memory = new ArrayBuffer(256);
      new Uint8Array(memory).fill(0xee);
      const value = m.createT({
        n: 1,
        t: -2n,
        e: 3,
        f: 5,
        flag: true,
        name: 'abc',
        nums: Uint16Array.of(1, 2, 3, 4),
        flags: [false, true],
        ins: [
          [
            { a: 1, b: 2 },
            { a: 3, b: 4 },
          ],
        ],
        in: { a: 5, b: 6 },
        wide: 1n << 100n,
        kept: -7,
      });
      m.writeT(memory, 88, value);
      expect(m.readT(memory, 88)).toEqual(value);
      expect(new Uint8Array(memory, 88 + 76, 4)).toEqual(Uint8Array.of(0xee, 0xee, 0xee, 0xee));
      expect(new Uint8Array(memory)[88 + 80]).toBe(0xee);
      const read = m.readT(memory, 88);
      m.writeT(memory, 88, m.createT());
      expect(read).toEqual(value);
      for (const [change, error] of [
        [{ nums: new Uint16Array(3) }, new StateError('T.nums', '4 elements', '3')],
        [{ flags: [true] }, new StateError('T.flags', '2 elements', '1')],
        [{ ins: [[{ a: 1, b: 2 }]] }, new StateError('T.ins[0]', '2 elements', '1')],
      ] as const) {
        expect(() => m.writeT(memory, 88, { ...value, ...change })).toThrow(error);
      }
    });
  }

  const cases = laidOut('U', 4, 4, [
    member('word', 0, int(32)),
    member('in', 0, { kind: 'struct', name: 'In' }),
    member('bytes', 0, arrayOf(int(8), [3], 1)),
  ]);
  const union = {
    kind: 'union',
    tag: 'which',
    cases: [
      { name: 'word', values: [0n], type: u32 },
      { name: 'in', values: [1n, 2n], type: ref('In') },
      { name: 'bytes', values: [3n], type: array(u8, 3) },
    ],
  } as const;
  const tagged = laidOut(
    'T',
    8,
    4,
    [member('tag', 0, int(8), { offset: 4, width: 3 }), member('u', 4, { kind: 'struct', name: 'U' })],
    [{ ...field('tag', bitfield(u8, 3)), jsName: 'which' }, field('u', union)],
  );

  test('with the member of a union that the tag selects', () => {
    const m = load(model([inner, { ...cases, keyword: 'union' }, tagged]));
    const memory = new ArrayBuffer(32);
    for (const value of [
      { which: 0, u: { case: 'word', value: 0x01020304 } },
      { which: 2, u: { case: 'in', value: { a: 7, b: 9 } } },
      { which: 3, u: { case: 'bytes', value: Uint8Array.of(1, 2, 3) } },
    ]) {
      new Uint8Array(memory).fill(0xee);
      m.writeT(memory, 8, value);
      expect(m.readT(memory, 8)).toEqual(value);
    }
    expect([...new Uint8Array(memory, 12, 4)]).toEqual([1, 2, 3, 0xee]);
  });

  test('without a union that is not there, whatever the tag', () => {
    const optional = laidOut(
      'T',
      12,
      4,
      [...tagged.layout!.members, member('has_u', 8, { kind: 'bool' })],
      [
        { ...field('tag', bitfield(u8, 3)), jsName: 'which' },
        field('has_u', bool),
        { ...field('u', union), optional: { by: 'has', field: 'has_u' } },
      ],
    );
    const m = load(model([inner, { ...cases, keyword: 'union' }, optional]));
    const memory = new ArrayBuffer(32);
    const u = { case: 'word', value: 0 };
    m.writeT(memory, 8, { which: 3, has_u: false, u });
    expect([...new Uint8Array(memory, 12, 4)]).toEqual([0, 0, 0, 0]);
    expect(m.readT(memory, 8)).toEqual({ which: 3, has_u: false, u: m.createT().u });
    expect(() => m.writeT(memory, 8, { which: 3, has_u: true, u })).toThrow(StateError);
  });

  test('not with a union whose tag selects nothing, nor one of another case', () => {
    const m = load(model([inner, { ...cases, keyword: 'union' }, tagged]));
    const memory = new ArrayBuffer(32);
    m.viewT(memory, 8).tag = 5;
    expect(() => m.readT(memory, 8)).toThrow(new StateError('T.u', 'a tag that selects a case', '5'));
    const value = { which: 1, u: { case: 'word', value: 0 } };
    expect(() => m.writeT(memory, 8, value)).toThrow(new StateError('T.u', 'the case in', '"word"'));
  });

  test('not where a pointer is saved', () => {
    const m: Exports = load(
      model([
        laidOut(
          'T',
          4,
          4,
          [member('s', 0, { kind: 'pointer', bits: 32, to: null })],
          [field('s', { kind: 'string', capacity: null })],
        ),
      ]),
    );
    expect(Object.keys(m)).toEqual(expect.arrayContaining(['viewT', 'saveT']));
    expect(m.readT).toBeUndefined();
    expect(m.writeT).toBeUndefined();
  });
});

test('sizeof and offsets', () => {
  const m = load(model([laidOut('T', 16, 8, [member('a', 0, int(32)), member('__proto__', 8, int(64))])]));
  expect(m.sizeofT).toBe(16);
  expect(Object.entries(m.offsetsT)).toEqual([
    ['a', 0],
    ['__proto__', 8],
  ]);
});
