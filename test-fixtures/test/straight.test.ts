// Straight ways (StructInfo.give and accept) say what the visit says: values, texts and errors are the same as through a
// wrapper around the visit, which the runtime does not know and has to visit with.

import { runInNewContext } from 'node:vm';
import { fromJson, fromObject, toJson, toObject, type VisitFunction } from '@qidl/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';
import { knownOf, stateOf } from './states/random-state.ts';

const PATH = '/h/straight.qidl.h';
const HEADER = `
#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"
enum Mode { OFF, ON };
typedef struct Point { int16_t x; uint64_t y; } Point;
typedef struct Straight {
  uint8_t u8; int8_t i8; uint16_t u16; int16_t i16; uint32_t u32; int32_t i32; uint64_t u64; int64_t i64;
  bool flag; float f32; double f64; enum Mode mode; char name[8] q_string;
  uint8_t bytes[6]; int16_t halves[3]; uint64_t longs[2]; float floats[2];
  Point first; Point points[3];
  unsigned bit : 1; int few : 5; uint16_t most : 15; unsigned all : 32; bool yes : 1;
  uint8_t renamed q_renamed_from("before"); uint8_t größe, 名;
} Straight;
typedef struct Large { uint8_t memory[600000]; int32_t last; } Large;
typedef struct Long { int32_t numbers[300000]; int32_t last; } Long;
`;

const all = await compiled(PATH, {}, memoryHost({ [PATH]: HEADER }));
const struct = all.model.structs.find(({ name }) => name === 'Straight')!;
const { visitStraight: straight, createStraight: create, StraightInfo: info } = all.module;
const visited = ((...given: unknown[]) => straight(...given)) as VisitFunction<object>;

/** What a call gives, or why it fails. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

const state = stateOf(knownOf(all), struct).map((init) => create(init));
const foreign = fc.oneof(fc.constantFrom(undefined, null, 1.5, -0, 300, '', '12', 'ON', [], {}, true), fc.anything());

test('the struct has them', () => {
  expect(info.visit).toBe(straight);
  expect(Object.keys(info)).toEqual(expect.arrayContaining(['give', 'accept']));
});

test('what is given and accepted is what is visited', () => {
  fc.assert(
    fc.property(state, (value) => {
      const [object, text] = [toObject(visited, value), toJson(visited, value)];
      expect(toObject(straight, value)).toEqual(object);
      expect(toJson(straight, value)).toBe(text);
      for (const into of [null, create()]) {
        expect(fromObject(straight, object, into)).toEqual(value);
        expect(fromJson(straight, text, into)).toEqual(value);
      }
    }),
  );
});

test('arrays of another realm are like any', () => {
  const value = create({
    halves: Int16Array.of(1, -2, 3),
    longs: BigUint64Array.of(4n, 5n),
    floats: Float32Array.of(6, NaN),
  });
  const realm =
    '({ halves: Int16Array.of(1, -2, 3), longs: BigUint64Array.of(4n, 5n), floats: Float32Array.of(6, NaN) })';
  const other = create({ ...runInNewContext(realm), bytes: runInNewContext('new Uint8Array(6)') });
  for (const verb of [toObject, toJson] as const) expect(verb(straight, other)).toEqual(verb(straight, value));
});

test('whatever is wrong is wrong in the same way', () => {
  fc.assert(
    fc.property(state, fc.constantFrom(...Object.keys(create())), foreign, (value, key, wrong) => {
      const broken = { ...value, [key]: wrong };
      expect(outcome(() => toObject(straight, broken))).toEqual(outcome(() => toObject(visited, broken)));
      expect(outcome(() => toJson(straight, broken))).toEqual(outcome(() => toJson(visited, broken)));
      const object = { ...toObject(visited, value), [key]: wrong };
      expect(outcome(() => fromObject(straight, object, null))).toEqual(
        outcome(() => fromObject(visited, object, null)),
      );
    }),
    { numRuns: 500 },
  );
});

test('a field is found under the name it had', () => {
  const value = create({ renamed: 7, few: -3, most: 9 });
  const { renamed, ...others } = toObject(straight, value);
  const old = { ...others, before: renamed! };
  expect(fromObject(straight, old, null)).toEqual(value);
  expect(fromJson(straight, JSON.stringify(old), null)).toEqual(value);
});

test('texts that differ by a character are read or refused in the same way', () => {
  fc.assert(
    fc.property(state, fc.nat(), fc.constantFrom(...' \n"0-9.,:[]{}\\e'), (value, place, character) => {
      const text = toJson(visited, value);
      const at = place % text.length;
      for (const other of [text.slice(0, at) + character + text.slice(at + 1), text.slice(0, at), text + character]) {
        const into = create();
        expect(outcome(() => fromJson(straight, other, into))).toEqual(outcome(() => fromJson(visited, other, null)));
      }
    }),
    { numRuns: 500 },
  );
});

test('a backslash that ends a text is the same after any other text', () => {
  const value = create({ name: '"' });
  const text = toJson(visited, value);
  const cut = text.slice(0, text.indexOf('\\') + 1);
  for (const before of [`${cut}"""`, `${cut}zz`]) {
    outcome(() => fromJson(visited, before, null));
    expect(outcome(() => fromJson(visited, cut, null))).toMatch(/a text that ends/);
  }
});

test('a text within a text is another one', () => {
  const inner = create({ u32: 7, name: 'inner' });
  const text = toJson(visited, inner);
  const seen: string[] = [];
  const outer = {
    ...create(),
    get u32() {
      seen.push(toJson(straight, inner));
      expect(fromJson(straight, text, null)).toEqual(inner);
      expect(toObject(straight, inner)).toEqual(toObject(visited, inner));
      return 5;
    },
  };
  expect(toJson(straight, outer)).toBe(toJson(visited, create({ u32: 5 })));
  expect(seen).toEqual([text]);
  const failing = {
    ...create(),
    get u32() {
      throw new RangeError('mine');
    },
  };
  expect(() => toJson(straight, failing)).toThrow(RangeError);
  expect(toJson(straight, inner)).toBe(text);
});

test.for([
  ['Large', { memory: Uint8Array.from({ length: 600_000 }, (_, i) => i * 7), last: -1 }],
  ['Long', { numbers: Int32Array.from({ length: 300_000 }, (_, i) => i * -9999), last: 1 }],
] as const)('%s has a longer text than fits into the memory of a straight way', ([name, value]) => {
  const { [`visit${name}`]: visit } = all.module;
  const text = toJson(visit, value);
  expect(text.length).toBeGreaterThan(1 << 20);
  expect(text).toBe(JSON.stringify(toObject(visit, value)));
  expect(fromJson(visit, text, null)).toEqual(value);
  expect(fromObject(visit, toObject(visit, value), null)).toEqual(value);
});
