// Visit functions, through the runtime's own visitors: what is called, in which order, and what comes back.

import { describe, expect, test } from 'vitest';
import { clone } from '../../runtime/src/clone.ts';
import { fromJson } from '../../runtime/src/json-input.ts';
import { toJson } from '../../runtime/src/json-output.ts';
import { fromObject } from '../../runtime/src/object-input.ts';
import { toObject } from '../../runtime/src/object-output.ts';
import { StateError } from '../../runtime/src/state-error.ts';
import type { VisitFunction } from '../../runtime/src/visitor.ts';
import type { Computation, FieldType } from '../src/model/model.ts';
import { load } from './emit-evaluate.ts';
import {
  allocated,
  array,
  bitfield,
  bool,
  charPointer,
  chars,
  constant,
  count,
  enumRef,
  enumeration,
  field,
  float,
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

const one = (type: FieldType, more = {}, fields = [field('n', u8)]) =>
  load(
    model([struct('In', [field('v', u16)]), struct('T', [...fields, field('x', type, more)])], {
      enums: [enumeration('E', { A: 0n, B: 7n })],
      externals: [{ kind: 'visitor', name: 'QEMUTimer', module: '@qidl/runtime/codegen/v1' }],
    }),
  );

describe('a value, its plain form, and back', () => {
  const pair: FieldType = {
    kind: 'union',
    tag: 'n',
    cases: [
      { name: 'p', values: [1n], type: u8 },
      { name: 'q', values: [2n], type: ref('In') },
    ],
  };
  test.for<[string, FieldType, unknown, unknown, number?]>([
    ['u8', u8, 5, 5],
    ['u64', u64, 1n << 60n, '1152921504606846976'],
    ['u128', u128, 1n << 100n, '1267650600228229401496703205376'],
    ['bool', bool, true, true],
    ['enum', enumRef('E'), 7, 'B'],
    ['enum without a name', enumRef('E'), 8, 8],
    ['bit-field', bitfield(u32, 3), 5, 5],
    ['bytes', array(u8, 3), Uint8Array.of(1, 2, 255), '0102ff'],
    [
      'numbers',
      array(u16, [2, 2]),
      Uint16Array.of(1, 2, 3, 4),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'bools',
      array(bool, [2, 2]),
      [true, false, false, true],
      [
        [true, false],
        [false, true],
      ],
    ],
    ['enums', array(enumRef('E'), 2), Uint32Array.of(7, 9), ['B', 9]],
    ['structs', array(ref('In'), [1, 2]), [[{ v: 1 }, { v: 2 }]], [[{ v: 1 }, { v: 2 }]]],
    ['counted', array(u16, 3, count('n', 8)), Uint16Array.of(7, 8, 0), [7, 8], 2],
    ['counted structs', array(ref('In'), 3, count('n', 8)), [{ v: 1 }, { v: 2 }, { v: 0 }], [{ v: 1 }, { v: 2 }], 2],
    ['allocated', allocated(u32, count('n', 8)), Uint32Array.of(1, 2), [1, 2], 2],
    ['allocated enums', allocated(enumRef('E'), count('n', 8)), Uint32Array.of(7, 0), ['B', 'A'], 2],
    ['allocated structs', allocated(ref('In'), count('n', 8)), [{ v: 3 }], [{ v: 3 }], 1],
    ['chars', chars(8), 'héé', 'héé'],
    ['char *', charPointer, null, null],
    ['list', listOf(ref('In')), [{ v: 1 }], [{ v: 1 }]],
    ['list of text', listOf(charPointer), ['a', null], ['a', null]],
    ['list of numbers', listOf(u64), [1n], ['1']],
    ['union', pair, { case: 'q', value: { v: 9 } }, { q: { v: 9 } }, 2],
    ['union of a number', pair, { case: 'p', value: 9 }, { p: 9 }, 1],
    ['external', { kind: 'external', name: 'QEMUTimer', version: 1 }, 12n, '12'],
  ])('%s', ([, type, value, plain, n = 0]) => {
    const m = one(type);
    const state = m.createT({ n, x: value });
    expect(toObject(m.visitT, state)).toEqual({ n, x: plain });
    expect(fromObject(m.visitT, { n, x: plain }, null)).toEqual(state);
    const into = m.createT();
    const { x } = into;
    expect(fromObject(m.visitT, { n, x: plain }, into)).toBe(into);
    expect(into).toEqual(state);
    if (type.kind === 'array') expect(into.x).toBe(x);
  });
});

test('a name that a field had is an unknown key beside its present one, in any order', () => {
  const { visitT } = load(model([struct('T', [field('a', u8, { renamedFrom: ['old', 'older'] }), field('b', u8)])]));
  const orders = ['a b old', 'a old b', 'b a old', 'old a b', 'old b a', 'b old a', 'b older old', 'old older b'];
  for (const keys of orders.map((order) => order.split(' '))) {
    const plain = Object.fromEntries(keys.map((key, index) => [key, index]));
    const state = { a: plain.a ?? plain.old, b: plain.b };
    const unknown = { path: keys.includes('a') ? 'T.old' : 'T.older', found: 'an unknown key' };
    const lenient = { unknown: 'ignore' } as const;
    const text = JSON.stringify(plain);
    expect(fromObject(visitT, plain, null, undefined as never, lenient)).toEqual(state);
    expect(fromJson(visitT, text, null, undefined as never, lenient)).toEqual(state);
    expect(() => fromObject(visitT, plain, null)).toThrow(expect.objectContaining(unknown));
    expect(() => fromJson(visitT, text, null)).toThrow(expect.objectContaining(unknown));
    expect(fromObject(visitT, { a: undefined, old: 1, b: 2 }, null)).toEqual({ a: 1, b: 2 });
  }
});

test('names need not be ASCII', () => {
  const union: FieldType = { kind: 'union', tag: 'n', cases: [{ name: 'é', values: [0n], type: u8 }] };
  const wide = struct('Wide', [field('größe', u8), field('名前', bool)]);
  const { visitT, createT } = load(
    model([wide, struct('T', [field('n', u8), field('x', union), field('w', ref('Wide'))])]),
  );
  const visits: VisitFunction<never>[] = [visitT, (...given: unknown[]) => visitT(...given)] as never[];
  for (const visit of visits) {
    const text = toJson(visit, createT() as never);
    expect(text).toBe('{"n":0,"x":{"é":0},"w":{"größe":0,"名前":false}}');
    expect(fromJson(visit, text, null)).toEqual(createT());
  }
});

test('a case that its tag does not select is an error at the union', () => {
  const pair: FieldType = {
    kind: 'union',
    tag: 'n',
    cases: [
      { name: 'p', values: [1n], type: u8 },
      { name: 'q', values: [2n], type: u16 },
    ],
  };
  const { visitT } = one(pair);
  for (const n of [2, 3]) {
    const expected = n === 2 ? 'the case q' : 'a tag that selects a case';
    const at = { path: 'T.x', expected };
    expect(() => fromObject(visitT, { n, x: { p: 9 } }, null)).toThrow(expect.objectContaining(at));
    expect(() => fromJson(visitT, `{"n":${n},"x":{"p":9}}`, null)).toThrow(expect.objectContaining(at));
    expect(() => toJson(visitT, { n, x: { case: 'p', value: 9 } })).toThrow(expect.objectContaining(at));
  }
});

describe('presence', () => {
  const both = (m: ReturnType<typeof load>, state: object, plain: object): void => {
    expect(toObject(m.visitT, state)).toEqual(plain);
    expect(fromObject(m.visitT, plain, null)).toEqual(state);
  };

  test('a default is not written, and assigned when it is missing', () => {
    const m = one(u32, { default: constant(7n) });
    both(m, m.createT({ n: 1 }), { n: 1 });
    both(m, m.createT({ n: 1, x: 8 }), { n: 1, x: 8 });
    expect(fromObject(m.visitT, { n: 0 }, m.createT({ x: 9 }))).toEqual({ n: 0, x: 7 });
  });

  test('a float is at its default when it is stored as that', () => {
    const value = Math.fround(0.1);
    const m = one(float, { default: { kind: 'float', value } });
    for (const x of [0.1, value]) expect(toObject(m.visitT, m.createT({ x }))).toEqual({ n: 0 });
    expect(toObject(m.visitT, m.createT({ x: 0.2 }))).toEqual({ n: 0, x: Math.fround(0.2) });
  });

  test('the flag of an optional field is no key, whatever the two are called', () => {
    const flag = field('has_x', bool, { jsName: 'isThere', wireName: 'presence' });
    const m = one(u32, { jsName: 'y', wireName: 'z', optional: { by: 'has', field: 'isThere' } }, [flag]);
    expect(fromObject(m.visitT, { z: 3 }, null)).toEqual({ isThere: true, y: 3 });
    for (const key of ['has_x', 'presence', 'isThere'])
      expect(() => fromObject(m.visitT, { [key]: true }, null)).toThrow('an unknown key');
  });

  test('has_F is the presence of its key', () => {
    const m = one(u32, { optional: { by: 'has', field: 'has_x' } }, [field('has_x', bool)]);
    both(m, m.createT({ has_x: true, x: 3 }), { x: 3 });
    both(m, m.createT(), {});
    expect(fromObject(m.visitT, {}, m.createT({ has_x: true, x: 3 }))).toEqual({ has_x: false, x: 0 });
  });

  test('null-optional', () => {
    const m = one(ref('In', true), { optional: { by: 'null' } });
    both(m, m.createT({ x: { v: 3 } }), { n: 0, x: { v: 3 } });
    both(m, m.createT(), { n: 0 });
    const kept = { v: 1 };
    const into = m.createT({ x: kept });
    fromObject(m.visitT, { n: 0, x: { v: 5 } }, into);
    expect(into.x).toBe(kept);
    expect(kept).toEqual({ v: 5 });
    expect(fromObject(m.visitT, { n: 0 }, into)).toEqual({ n: 0, x: null });
  });

  test('elements that are there keep what is not saved, in arrays that are built anew or may be null', () => {
    const m = load(
      model([
        struct('In', [field('v', u16), field('irq', u16, { role: 'immutable' })]),
        struct('T', [
          field('n', u8),
          field('all', allocated(ref('In'), count('n', 8))),
          field('some', array(ref('In'), 2), { optional: { by: 'null' } }),
        ]),
      ]),
    );
    const some = (irq: number) => [1, 2].map((v) => ({ v, irq }));
    const saved = m.createT({ n: 3, all: [...some(0), { v: 3, irq: 0 }], some: some(0) });
    const expected = { n: 3, all: [...some(7), { v: 3, irq: 0 }], some: some(7) };
    for (const loadInto of [
      (into: object) => m.loadT(m.saveOwnT(saved), into),
      (into: object) => fromObject(m.visitT, toObject(m.visitT, saved), into),
      (into: object) => fromJson(m.visitT, toJson(m.visitT, saved), into),
    ]) {
      const into = m.createT({ n: 2, all: some(7), some: some(7) });
      const [element] = into.all;
      loadInto(into);
      expect(into).toEqual(expected);
      expect(into.all[0]).toBe(element);
      m.loadT(m.saveOwnT(m.createT({ some: null })), into);
      expect(into).toEqual({ n: 0, all: [], some: null });
      loadInto(into);
      expect(into).toEqual(saved);
    }
  });

  test('elements of lists and what is in unions are made anew, also in elements that are there', () => {
    const either: FieldType = { kind: 'union', tag: 'tag', cases: [{ name: 'in', values: [0n], type: ref('In') }] };
    const m = load(
      model([
        struct('In', [field('v', u16), field('irq', u16, { role: 'immutable' })]),
        struct('Lists', [field('list', listOf(ref('In')))]),
        struct('Either', [field('tag', u8), field('either', either)]),
        struct('T', [
          field('n', u8),
          field('lists', allocated(ref('Lists'), count('n', 8))),
          field('eithers', allocated(ref('Either'), count('n', 8))),
        ]),
      ]),
    );
    const state = (v: number, irq: number) =>
      m.createT({
        n: 1,
        lists: [{ list: [{ v, irq }] }],
        eithers: [{ tag: 0, either: { case: 'in', value: { v, irq } } }],
      });
    for (const loadInto of [
      (into: object) => m.loadT(m.saveOwnT(state(1, 2)), into),
      (into: object) => fromObject(m.visitT, toObject(m.visitT, state(1, 2)), into),
      (into: object) => fromJson(m.visitT, toJson(m.visitT, state(1, 2)), into),
    ]) {
      const into = state(3, 4);
      loadInto(into);
      expect(into).toEqual(state(1, 0));
    }
  });

  test('structs that an older stream lacks stay as they are', () => {
    const m = load(
      model([
        struct('In', [field('v', u16), field('irq', u16, { role: 'immutable' })]),
        struct('T', [
          field('a', u8),
          field('one', ref('In'), { version: 2 }),
          field('all', array(ref('In'), 1), { version: 2 }),
        ]),
      ]),
    );
    const into = m.createT({ a: 1, one: { v: 2, irq: 3 }, all: [{ v: 4, irq: 5 }] });
    const { one } = into;
    fromObject(m.visitT, { a: 9 }, into);
    expect(into).toEqual({ a: 9, one: { v: 2, irq: 3 }, all: [{ v: 4, irq: 5 }] });
    fromObject(m.visitT, { a: 9, one: { v: 6 }, all: [{ v: 7 }] }, into);
    expect(into).toEqual({ a: 9, one: { v: 6, irq: 3 }, all: [{ v: 7, irq: 5 }] });
    expect(into.one).toBe(one);
  });

  test('a struct is its default if what is saved of it is', () => {
    const m = load(
      model([
        struct('In', [field('v', u16), field('cache', u16, { role: 'immutable' })]),
        struct('T', [
          field('one', ref('In'), { default: { kind: 'zero' } }),
          field('all', array(ref('In'), [1, 2]), { default: { kind: 'zero' } }),
        ]),
      ]),
    );
    const same = { v: 0, cache: 5 };
    expect(toObject(m.visitT, { one: same, all: [[same, same]] })).toEqual({});
    const other = { v: 1, cache: 0 };
    expect(toObject(m.visitT, { one: same, all: [[same, other]] })).toEqual({ all: [[{ v: 0 }, { v: 1 }]] });
  });

  test('defaults of arrays, lists and structs', () => {
    const m = load(
      model([
        struct('In', [field('v', u16, { default: constant(3n) })]),
        struct('T', [
          field('zero', array(u16, 3), { default: { kind: 'zero' } }),
          field('given', array(u16, 3), { default: { kind: 'array', elements: [constant(1n), constant(2n)] } }),
          field('list', listOf(u8), { default: { kind: 'null' } }),
          field('inner', ref('In'), { default: { kind: 'struct', fields: [{ name: 'v', value: constant(4n) }] } }),
          field('text', charPointer, { default: { kind: 'string', value: 'none' } }),
        ]),
      ]),
    );
    const fresh = { zero: new Uint16Array(3), given: Uint16Array.of(1, 2, 0), list: [], inner: { v: 4 }, text: 'none' };
    expect(m.createT()).toEqual(fresh);
    both(m, m.createT(), {});
    both(
      m,
      m.createT({ zero: Uint16Array.of(0, 1, 0), given: new Uint16Array(3), list: [1], inner: { v: 3 }, text: null }),
      {
        zero: [0, 1, 0],
        given: [0, 0, 0],
        list: [1],
        inner: {},
        text: null,
      },
    );
  });

  test('a field of a later version may be missing, and stays as it is', () => {
    const m = load(
      model([
        struct('T', [
          field('a', u8),
          field('b', array(u8, 2), { version: 2 }),
          field('c', u8, { version: 3, default: constant(9n) }),
        ]),
      ]),
    );
    expect(fromObject(m.visitT, { a: 1 }, m.createT({ b: Uint8Array.of(1, 2), c: 1 }))).toEqual({
      a: 1,
      b: Uint8Array.of(1, 2),
      c: 9,
    });
    expect(toObject(m.visitT, m.createT())).toEqual({ a: 0, b: '0000', c: 9 });
  });

  test('a named subsection is written when it is needed, all of it', () => {
    const needed: Computation = {
      op: 'binary',
      operator: '!=',
      left: count('a', 8),
      right: { op: 'constant', value: 0n, type: { bits: 32, signed: true } },
      type: { bits: 32, signed: true },
    };
    const fields = [field('a', u8), field('b', u8, { subsection: 'T/s' }), field('c', u8, { subsection: 'T/s' })];
    const m = load(model([struct('T', fields, { subsections: [{ name: 'T/s', version: 2, needed }] })]));
    expect(toObject(m.visitT, { a: 0, b: 1, c: 2 })).toEqual({ a: 0 });
    expect(toObject(m.visitT, { a: 1, b: 1, c: 2 })).toEqual({ a: 1, b: 1, c: 2 });
    expect(fromObject(m.visitT, { a: 1 }, { a: 0, b: 5, c: 6 })).toEqual({ a: 1, b: 5, c: 6 });
    const own = load(
      model([
        struct('T', [field('a', u8), field('b', u8, { subsection: 'T/s', default: constant(3n) })], {
          subsections: [{ name: 'T/s', version: 1, needed: null }],
        }),
      ]),
    );
    expect(toObject(own.visitT, { a: 0, b: 3 })).toEqual({ a: 0 });
    expect(fromObject(own.visitT, { a: 1 }, { a: 0, b: 5 })).toEqual({ a: 1, b: 3 });
  });
});

describe('hooks', () => {
  const m = load(
    model([
      struct('In', [field('v', u16), field('twice', u32, { role: 'derived' })]),
      struct('T', [
        field('ins', array(ref('In'), 2)),
        field('own', u8),
        field('sum', i64, { role: 'derived' }),
        field('host', u8, { role: 'host' }),
        field('gone', u8, { role: 'broken', default: constant(4n) }),
      ]),
    ]),
  );
  const plain = { ins: [{ v: 1 }, { v: 2 }], own: 3 };

  test('run innermost first on the draft; unsaved fields stay, broken ones get their default', () => {
    const calls: string[] = [];
    const hooks = {
      In: (s: { v: number }) => (calls.push(`In ${s.v}`), { twice: 2 * s.v }),
      T: (s: { ins: { twice: number }[]; host: number }) => (
        calls.push(`T ${s.host}`),
        { sum: BigInt(s.ins[0].twice + s.ins[1].twice) }
      ),
    };
    const into = m.createT({ host: 8, gone: 1 });
    const [first] = into.ins;
    expect(fromObject(m.visitT, plain, into, hooks as never)).toEqual({
      ins: [
        { v: 1, twice: 2 },
        { v: 2, twice: 4 },
      ],
      own: 3,
      sum: 6n,
      host: 8,
      gone: 4,
    });
    expect(into.ins[0]).toBe(first);
    expect(calls).toEqual(['In 1', 'In 2', 'T 8']);
  });

  test('a hook that throws leaves the object as it was, from every format', () => {
    const hooks = {
      In: () => ({ twice: 1 }),
      T: () => {
        throw new Error('no');
      },
    };
    const into = m.createT({ own: 9 });
    const before = structuredClone(into);
    expect(() => fromObject(m.visitT, plain, into, hooks as never)).toThrow('no');
    expect(() => m.loadT(m.saveT(m.createT()), into, hooks)).toThrow('no');
    expect(into).toEqual(before);
  });
});

test('a clone has bytes of its own, also of Node’s Buffer', () => {
  const { createT, visitT } = one(allocated(u8, count('n', 8)));
  const state = createT({ n: 3, x: Buffer.from([1, 2, 3]) });
  const copy = clone(visitT, state) as { x: Uint8Array };
  copy.x[0] = 9;
  expect([...state.x]).toEqual([1, 2, 3]);
  expect(fromJson(visitT, '{"n":4,"x":"01020304"}', state)).toEqual({ n: 4, x: Uint8Array.of(1, 2, 3, 4) });
});

describe('errors name the field', () => {
  const twoCases = one({
    kind: 'union',
    tag: 'n',
    cases: [
      { name: 'p', values: [1n], type: u8 },
      { name: 'q', values: [2n], type: u8 },
    ],
  });

  test.for<[string, () => unknown, string]>([
    [
      'count',
      () => toObject(one(array(u16, 3, count('n', 8))).visitT, { n: 4, x: new Uint16Array(3) }),
      'T.x: expected 0 to 3 elements, found 4',
    ],
    [
      'bit-field',
      () => toObject(one(bitfield(u32, 3)).visitT, { n: 4, x: 8 }),
      'T.x: expected an unsigned integer of 3 bits, found 8',
    ],
    [
      'case',
      () =>
        toObject(one({ kind: 'union', tag: 'n', cases: [{ name: 'p', values: [1n], type: u8 }] }).visitT, {
          n: 0,
          x: { case: 'p', value: 1 },
        }),
      'T.x: expected a tag that selects a case, found "p"',
    ],
    [
      'another case',
      () => fromObject(twoCases.visitT, { n: 1, x: { q: 1 } }, null),
      'T.x: expected the case p, found "q"',
    ],
    [
      'another case in a text',
      () => fromJson(twoCases.visitT, '{"n":1,"x":{"q":1}}', null),
      'T.x: expected the case p, found "q"',
    ],
    [
      'another case in a text, and another order',
      () => fromJson(twoCases.visitT, '{"x":{"q":1},"n":1}', null),
      'T.x: expected the case p, found "q"',
    ],
    [
      'allocated',
      () => toObject(one(allocated(u32, count('n', 8))).visitT, { n: 3, x: new Uint32Array(2) }),
      'T.x: expected 3 elements, found 2',
    ],
  ])('%s', ([, run, message]) => {
    expect(run).toThrow(StateError);
    expect(run).toThrow(message);
  });
});
