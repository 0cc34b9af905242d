// What saves and loads refuse, and how they say it; what a careless program may do meanwhile.

import { describe, expect, test } from 'vitest';
import { StateError } from '../../runtime/src/state-error.ts';
import type { FieldType } from '../src/model/model.ts';
import { type Exports, load } from './emit-evaluate.ts';
import {
  allocated,
  array,
  bitfield,
  bool,
  charPointer,
  chars,
  count,
  field,
  i16,
  i64,
  listOf,
  model,
  ref,
  struct,
  u16,
  u32,
  u64,
  u8,
} from './emit-models.ts';

const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof StateError) return error.message;
    throw error;
  }
  return 'nothing thrown';
};

const pair: FieldType = {
  kind: 'union',
  tag: 'n',
  cases: [
    { name: 'p', values: [1n], type: u8 },
    { name: 'q', values: [2n], type: chars(4) },
  ],
};
const make = (...fields: Parameters<typeof field>[]): Exports =>
  load(
    model([
      struct('In', [field('name', chars(4)), field('rows', array(u8, 2))]),
      struct(
        'T',
        fields.map((item) => field(...item)),
      ),
    ]),
  );

describe('a save refuses', () => {
  const n = ['n', u8] as Parameters<typeof field>;
  test.for<[string, FieldType, object, string]>([
    ['a count beyond the capacity', array(u16, 3, count('n', 8)), { n: 4 }, 'T.x: expected 0 to 3 elements, found 4'],
    ['an array of another length', array(u16, 3), { x: new Uint16Array(4) }, 'T.x: expected 3 elements, found 4'],
    ['a row of another length', array(ref('In'), [1, 2]), { x: [[]] }, 'T.x[0]: expected 2 elements, found 0'],
    [
      'an allocated array of another length',
      allocated(u16, count('n', 8)),
      { n: 2, x: new Uint16Array(1) },
      'T.x: expected 2 elements, found 1',
    ],
    [
      'a text that is too long',
      chars(4),
      { x: 'four' },
      'T.x: expected well-formed text of at most 3 bytes of UTF-8, without NUL, found "four"',
    ],
    [
      'a text that is too long in UTF-8',
      chars(4),
      { x: 'éé' },
      'T.x: expected well-formed text of at most 3 bytes of UTF-8, without NUL, found "éé"',
    ],
    [
      'a NUL',
      chars(4),
      { x: 'a\0' },
      'T.x: expected well-formed text of at most 3 bytes of UTF-8, without NUL, found "a\\u0000"',
    ],
    ['a lone surrogate', charPointer, { x: '\ud800' }, 'T.x: expected well-formed text or null, found "\\ud800"'],
    [
      'a value wider than its bit-field',
      bitfield(u32, 3),
      { x: 8 },
      'T.x: expected an unsigned integer of 3 bits, found 8',
    ],
    [
      'a negative value for an unsigned one',
      bitfield(u32, 3),
      { x: -1 },
      'T.x: expected an unsigned integer of 3 bits, found -1',
    ],
    ['a value out of a signed one', bitfield(i16, 3), { x: 4 }, 'T.x: expected a signed integer of 3 bits, found 4'],
    [
      'a wide one',
      bitfield(u64, 40),
      { x: 1n << 40n },
      'T.x: expected an unsigned integer of 40 bits, found 1099511627776',
    ],
    ['the other case', pair, { n: 2, x: { case: 'p', value: 1 } }, 'T.x: expected the case q, found "p"'],
    [
      'a tag without a case',
      pair,
      { n: 3, x: { case: 'p', value: 1 } },
      'T.x: expected a tag that selects a case, found "p"',
    ],
    [
      'a fault in a case',
      pair,
      { n: 2, x: { case: 'q', value: 'four' } },
      'T.x.q: expected well-formed text of at most 3 bytes of UTF-8, without NUL, found "four"',
    ],
    [
      'a fault in a nested array',
      array(ref('In'), [2, 2]),
      {
        x: [
          [
            { name: '', rows: new Uint8Array(2) },
            { name: '', rows: new Uint8Array(2) },
          ],
          [
            { name: '', rows: new Uint8Array(2) },
            { name: 'four', rows: new Uint8Array(2) },
          ],
        ],
      },
      'T.x[1][1].name: expected well-formed text of at most 3 bytes of UTF-8, without NUL, found "four"',
    ],
    [
      'a fault in a list',
      listOf(ref('In')),
      { x: [{ name: '', rows: new Uint8Array(3) }] },
      'T.x[0].rows: expected 2 elements, found 3',
    ],
  ])('%s', ([, type, value, expected]) => {
    const m = make(n, ['x', type]);
    const state = m.createT(value);
    const target = new Uint8Array(4096).fill(0xee);
    for (const save of [m.saveT, m.saveOwnT, (s: object) => m.saveIntoT(s, target, 0)])
      expect(message(() => save(state))).toBe(expected);
    expect(target.every((byte) => byte === 0xee)).toBe(true);
  });

  test('a target without room, or an offset that is no multiple of 8', () => {
    for (const m of [make(['x', u32]), make(['x', charPointer])]) {
      expect(message(() => m.saveIntoT(m.createT(), new Uint8Array(31), 16))).toMatch(
        /^T: expected room for 24 bytes at a multiple of 8, found offset 16 in 31 bytes/,
      );
      expect(message(() => m.saveIntoT(m.createT(), new Uint8Array(64), 4))).toMatch(/offset 4 in 64/);
      expect(m.saveIntoT(m.createT(), new Uint8Array(64), 40)).toBe(24);
    }
  });
});

describe('a load refuses', () => {
  const m = make(
    ['n', u8],
    ['flag', bool],
    ['bits', bitfield(u32, 3)],
    ['counted', array(u8, 3, count('n', 8))],
    ['text', chars(4)],
    ['x', ref('In')],
  );
  const tail = make(['s', charPointer], ['l', listOf(u32)], ['n', u8], ['p', allocated(u16, count('n', 8))]);
  const another = 'this image is from another schema; keep durable states with writeSnapshot';
  const changed = (bytes: Uint8Array, at: number, ...values: number[]): Uint8Array => {
    const copy = bytes.slice();
    copy.set(values, at);
    return copy;
  };
  const image = m.saveOwnT(m.createT({ n: 2, counted: Uint8Array.of(1, 2, 0), text: 'abc' }));
  const long = tail.saveOwnT(tail.createT({ s: 'text', l: [1, 2], n: 1, p: Uint16Array.of(3) }));

  test.for<[string, Exports, Uint8Array, string]>([
    ['nothing', m, new Uint8Array(), 'T: expected an image of 40 bytes, found 0 other bytes'],
    ['something else', m, new Uint8Array(40), 'T: expected an image of 40 bytes, found 40 other bytes'],
    ['a cut image', m, image.subarray(0, -1), 'T: expected an image of 40 bytes, found 39 other bytes'],
    ['a grown image', m, Uint8Array.of(...image, 0), 'T: expected an image of 40 bytes, found 41 other bytes'],
    ['another length in the header', m, changed(image, 4, 8), 'T: expected an image of 40 bytes, found 40 other bytes'],
    ['another schema', m, changed(image, 8, 0), `T: ${another}`],
    [
      'another schema of another length',
      m,
      changed(Uint8Array.of(...changed(image, 15, 1), 1), 4, 41),
      `T: ${another}`,
    ],
    ['the same with a tail', tail, changed(long, 8, 0), `T: ${another}`],
    ['a cut image with a tail', tail, long.subarray(0, 20), 'T: expected an image of 48 bytes, found 20 other bytes'],
    ['a bool of 2', m, changed(image, 17, 2), 'T.flag: expected 0 or 1, found 2'],
    ['a bit-field too wide', m, changed(image, 20, 9), 'T.bits: expected an unsigned integer of 3 bits, found 9'],
    ['a count too large', m, changed(image, 16, 4), 'T.counted: expected 0 to 3 elements, found 4'],
    ['leftovers behind the count', m, changed(image, 26, 4), 'T.counted: expected zeros where nothing is, found 4'],
    ['text without an end', m, changed(image, 30, 65), 'T.text: expected text that ends within 4 bytes, found no end'],
    ['text that goes on', m, changed(image, 28, 0), 'T.text: expected zeros after the text, found 99'],
    ['text that is no UTF-8', m, changed(image, 27, 0xff), 'T.text: expected text in UTF-8, found bytes that are none'],
    [
      'the same in a nested struct',
      m,
      changed(image, 31, 0xff, 0xff, 0xff, 0xff),
      'T.x.name: expected text that ends within 4 bytes, found no end',
    ],
    [
      'text at another place',
      tail,
      changed(long, 16, 49),
      'T.s: expected at most 18 bytes at offset 48, found 4 at 49',
    ],
    [
      'text longer than the image',
      tail,
      changed(long, 20, 200),
      'T.s: expected at most 18 bytes at offset 48, found 200 at 48',
    ],
    ['elements at another place', tail, changed(long, 24, 64), 'T.l: expected elements at offset 56, found 2 at 64'],
    [
      'more elements than the image',
      tail,
      changed(long, 28, 0, 0, 0, 64),
      'T.l: expected at most 2 elements, found 1073741824',
    ],
    ['another count than the field says', tail, changed(long, 32, 2), 'T.p: expected 2 elements, found 1'],
    [
      'a tail that goes on',
      tail,
      changed(Uint8Array.of(...long, 0), 4, long.length + 1),
      `T: expected an end after ${long.length} bytes, found ${long.length + 1}`,
    ],
  ])('%s', ([, from, bytes, expected]) => {
    const into = from.createT();
    const before = structuredClone(into);
    expect(message(() => from.loadT(bytes, into))).toBe(expected);
    expect(into).toEqual(before);
    expect(message(() => from.decodeT(bytes))).toBe(expected);
  });

  test('and takes a Buffer, an odd offset, shared memory', () => {
    for (const [from, bytes] of [
      [m, image],
      [tail, long],
    ] as const) {
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 5), 5);
      shared.set(bytes);
      const odd = Buffer.concat([Buffer.from([1, 2, 3]), bytes]).subarray(3);
      for (const input of [Buffer.from(bytes), shared, odd]) {
        expect(from.saveOwnT(from.decodeT(input))).toEqual(bytes);
        expect(from.saveOwnT(from.loadT(input, from.createT()))).toEqual(bytes);
      }
    }
  });
});

describe('meanwhile', () => {
  const m = make(['a', u32], ['b', array(u8, 100)], ['c', i64]);
  const tail = make(['a', u32], ['s', charPointer], ['b', listOf(u32)]);
  const small = make(['a', u32], ['c', i64], ['d', u64]);
  const cases = [
    [m, m.createT({ a: 1, c: 5n }), m.createT({ a: 2, c: -1n })],
    [tail, tail.createT({ a: 1, s: 'one', b: [1] }), tail.createT({ a: 2, s: 'two', b: [2, 3] })],
    [small, small.createT({ a: 1, c: -5n, d: 6n }), small.createT({ a: 2, c: 7n, d: 8n })],
  ] as const;

  test.for([0, 1, 2])('a getter may save and load something else (%i)', (index) => {
    const [from, first, second] = cases[index];
    const seen: Uint8Array[] = [];
    const sly = {
      ...first,
      get a() {
        for (let i = 0; i < 300; i++) seen.push(from.saveT(second));
        from.saveIntoT(second, new Uint8Array(256), 0);
        from.loadT(from.saveT(second), from.createT());
        return 1;
      },
    };
    const plain = from.saveOwnT(first);
    const other = from.saveOwnT(second);
    const target = new Uint8Array(256);
    expect(new Uint8Array(from.saveT(sly))).toEqual(plain);
    from.saveIntoT(sly, target, 0);
    expect(target.slice(0, plain.length)).toEqual(plain);
    for (const bytes of seen) expect(new Uint8Array(bytes)).toEqual(other);
  });

  test.for([0, 1, 2])('a setter may, too (%i)', (index) => {
    const [from, first, second] = cases[index];
    const into = Object.defineProperty(from.createT(), 'a', {
      set() {
        from.loadT(from.saveT(second), from.createT());
      },
    });
    from.loadT(from.saveT(first), into);
    expect({ ...into, a: 1 }).toEqual(first);
  });

  test('results do not change when more is saved, and slabs may be transferred', () => {
    const [from, first, second] = cases[0];
    const kept = Array.from({ length: 2000 }, () => from.saveT(first));
    const copy = from.saveOwnT(first);
    for (let i = 0; i < 2000; i++) from.saveT(second);
    for (const bytes of kept) expect(Buffer.compare(bytes, copy)).toBe(0);
    structuredClone(from.saveT(second).buffer, { transfer: [from.saveT(second).buffer] });
    expect(new Uint8Array(from.saveT(first))).toEqual(copy);
  });

  test('a frozen object can be saved, and one without hooks is not touched by output', () => {
    const [from, first] = cases[0];
    expect(new Uint8Array(from.saveT(Object.freeze({ ...first })))).toEqual(from.saveOwnT(first));
  });

  test('padding and what is not in use are zero whatever was there before', () => {
    const counted = make(
      ['n', u8],
      ['c', array(u16, 4, count('n', 8))],
      ['o', ref('In', true), { optional: { by: 'null' } }],
      ['x', pair, {}],
      ['s', charPointer],
    );
    const full = counted.createT({
      n: 2,
      c: Uint16Array.of(1, 2, 9, 9),
      o: { name: 'abc', rows: Uint8Array.of(1, 2) },
      x: { case: 'q', value: 'xyz' },
      s: 'long text',
    });
    const little = counted.createT({ n: 1, x: { case: 'p', value: 1 } });
    const fresh = counted.saveOwnT(little);
    const target = new Uint8Array(256);
    counted.saveIntoT(full, target, 0);
    const length = counted.saveIntoT(little, target, 0);
    expect(target.slice(0, length)).toEqual(fresh);
    expect(counted.decodeT(counted.saveT(full)).c).toEqual(Uint16Array.of(1, 2, 0, 0));
  });
});
