// All verbs agree with one another, on random states of every kind.

import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clone,
  diff,
  dump,
  equals,
  fromJson,
  fromObject,
  getPath,
  hash,
  setPath,
  size,
  toJson,
  toObject,
  walk,
} from '../src/index.ts';
import { createKinds, type Kinds, visitKinds } from './fixtures/kinds.ts';
import { createSerialState, hooks, visitSerialState } from './fixtures/serial.ts';
import { kinds, serialStates } from './states.ts';

const runs = { numRuns: 200 };

test('object output and input: the same state, fresh and into an existing one', () => {
  fc.assert(
    fc.property(serialStates, serialStates, (state, other) => {
      const plain = toObject(visitSerialState, state);
      expect(fromObject(visitSerialState, plain, null, hooks)).toEqual(state);
      expect(fromObject(visitSerialState, plain, other, hooks)).toBe(other);
      expect(other).toEqual(state);
    }),
    runs,
  );
  fc.assert(
    fc.property(kinds, kinds, (state, other) => {
      const plain = toObject(visitKinds, state);
      expect(fromObject(visitKinds, plain, null)).toEqual(state);
      expect(fromObject(visitKinds, plain, other)).toEqual(state);
    }),
    runs,
  );
});

test('JSON text is that of the object, but for the zero below zero, and reads back', () => {
  fc.assert(
    fc.property(serialStates, (state) => {
      const text = toJson(visitSerialState, state);
      expect(text).toBe(JSON.stringify(toObject(visitSerialState, state)));
      expect(fromJson(visitSerialState, text, createSerialState(), hooks)).toEqual(state);
    }),
    runs,
  );
  fc.assert(
    fc.property(kinds, (state) => {
      const text = toJson(visitKinds, state);
      expect(JSON.parse(text)).toEqual(toObject(visitKinds, state));
      expect(fromJson(visitKinds, text, null)).toEqual(state);
    }),
    runs,
  );
});

test('JSON with other white space and another order of keys is the same state', () => {
  const shuffled = (value: unknown, reverse: boolean): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => shuffled(item, reverse));
    const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner, !reverse)] as const);
    return Object.fromEntries(reverse ? entries.toReversed() : entries);
  };
  fc.assert(
    fc.property(serialStates, fc.boolean(), fc.constantFrom(undefined, 1, '\t'), (state, reverse, space) => {
      const text = JSON.stringify(shuffled(toObject(visitSerialState, state), reverse), null, space);
      expect(fromJson(visitSerialState, ` ${text}\r\n`, null, hooks)).toEqual(state);
    }),
    runs,
  );
  fc.assert(
    fc.property(kinds, (state) => {
      const text = JSON.stringify(shuffled(JSON.parse(toJson(visitKinds, state)), true), null, 2);
      expect(equals(visitKinds, fromJson(visitKinds, text, null), fromObject(visitKinds, JSON.parse(text), null))).toBe(
        true,
      );
    }),
    runs,
  );
});

test("a clone is equal and shares nothing saved; what is not saved is the original's", () => {
  fc.assert(
    fc.property(serialStates, (state) => {
      state.chr = {};
      const copy = clone(visitSerialState, state, hooks);
      expect(copy).toEqual(state);
      expect(copy.chr).toBe(state.chr);
      const before = toJson(visitSerialState, state);
      copy.recv_fifo.data.fill(255);
      copy.incoming.fill(7);
      copy.requests.push({ tag: 1, text: null });
      if (copy.current !== null) copy.current.tag ^= 1;
      for (const request of copy.requests) request.text = 'x';
      expect(toJson(visitSerialState, state)).toBe(before);
    }),
    runs,
  );
  fc.assert(
    fc.property(kinds, (state) => {
      expect(clone(visitKinds, state)).toEqual(state);
    }),
    runs,
  );
});

test('equals, diff, hash and JSON agree on what is the same', () => {
  const two = <S>(states: fc.Arbitrary<S>): fc.Arbitrary<[S, S]> =>
    fc.oneof(fc.tuple(states, states), fc.clone(states, 2) as unknown as fc.Arbitrary<[S, S]>);
  fc.assert(
    fc.property(two(serialStates), ([a, b]) => {
      const same = toJson(visitSerialState, a) === toJson(visitSerialState, b);
      expect(equals(visitSerialState, a, b)).toBe(same);
      expect(diff(visitSerialState, a, b).length === 0).toBe(same);
      expect(hash(visitSerialState, a) === hash(visitSerialState, b)).toBe(same);
    }),
    runs,
  );
  fc.assert(
    fc.property(two(kinds), ([a, b]) => {
      const same = toJson(visitKinds, a) === toJson(visitKinds, b);
      expect(equals(visitKinds, a, b)).toBe(same);
      expect(diff(visitKinds, a, b).length === 0).toBe(same);
      expect(hash(visitKinds, a) === hash(visitKinds, b)).toBe(same);
    }),
    runs,
  );
});

test('a state to which all changes of a diff are made is the other state', () => {
  fc.assert(
    fc.property(kinds, kinds, (a, b) => {
      b.n = a.n;
      b.dynamic = a.dynamic.map((value) => value ^ 1);
      b.u = a.u.case === 'point' ? { case: 'point', value: { x: 1, y: 2 } } : { case: 'number', value: 3 };
      for (const change of diff(visitKinds, a, b)) {
        expect(getPath(visitKinds, a, change.pointer)).toEqual(change.before);
        setPath(visitKinds, a, change.pointer, change.after);
      }
      expect(equals(visitKinds, a, b)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('what walk shows is what getPath gives, and setting it changes nothing', () => {
  fc.assert(
    fc.property(kinds, (state) => {
      const before = hash(visitKinds, state);
      let bytes = 0;
      walk(visitKinds, state, ({ pointer, value }) => {
        bytes++;
        if (value === undefined) return;
        expect(getPath(visitKinds, state, pointer)).toEqual(value);
        setPath(visitKinds, state, pointer, value);
      });
      expect(bytes).toBeGreaterThan(size(visitKinds, state).fields);
      expect(hash(visitKinds, state)).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test('Node’s Buffer is an array of bytes like others', () => {
  const state = createKinds({ bytes: Buffer.from([1, 2, 3]) });
  (getPath(visitKinds, state, '/bytes') as Uint8Array)[0] = 9;
  (getPath(visitKinds, state, '') as { bytes: Uint8Array }).bytes[1] = 9;
  expect([...state.bytes]).toEqual([1, 2, 3]);
  setPath(visitKinds, state, '/bytes', Buffer.from([4, 5, 6]));
  expect(getPath(visitKinds, state, '/bytes/2')).toBe(6);
  expect(() => setPath(visitKinds, state, '/bytes', Uint16Array.of(1, 2, 3))).toThrow(
    'Kinds.bytes: expected a text of 6',
  );
});

test('dump shows every field on a line of its own', () => {
  fc.assert(
    fc.property(kinds, (state) => {
      const lines = dump(visitKinds, state).split('\n');
      walk(visitKinds, state, ({ name }) => {
        if (typeof name === 'string') expect(lines.some((line) => line.trimStart().startsWith(name))).toBe(true);
      });
    }),
    { numRuns: 30 },
  );
});

test('output verbs do not write to the state', () => {
  const freeze = <V>(value: V): V => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  const state = freeze(createSerialState({ requests: [{ tag: 1, text: 'a' }], current: { tag: 2, text: null } }));
  const frozen = freeze(createKinds());
  for (const verb of [toObject, toJson, dump, hash, size]) {
    expect(() => [verb(visitSerialState, state), verb(visitKinds, frozen)]).not.toThrow();
  }
});

/** The same with each typed array made by another realm, and with plain arrays in their place. */
function withOtherArrays(state: Kinds): { foreign: Kinds; plain: Kinds } {
  const foreign: Record<string, unknown> = { ...state };
  const plain: Record<string, unknown> = { ...state };
  for (const [key, value] of Object.entries(state)) {
    if (!ArrayBuffer.isView(value)) continue;
    plain[key] = Array.from(value as Uint8Array);
    foreign[key] = runInNewContext(`${value.constructor.name}.from(values)`, { values: plain[key] });
  }
  return { foreign: foreign as unknown as Kinds, plain: plain as unknown as Kinds };
}

test('typed arrays of another realm are like any, plain arrays are none', () => {
  fc.assert(
    fc.property(kinds, (state) => {
      const { foreign, plain } = withOtherArrays(state);
      for (const verb of [toJson, toObject, hash, dump, size] as const) {
        expect(verb(visitKinds, foreign)).toEqual(verb(visitKinds, state));
        expect(() => verb(visitKinds, plain)).toThrow(
          'Kinds.bytes: expected a typed array, found an array of 3 elements',
        );
      }
      expect(diff(visitKinds, state, foreign)).toEqual([]);
      expect(clone(visitKinds, foreign)).toEqual(state);
    }),
    { numRuns: 10 },
  );
});
