// JSON whose keys stand in any order, with fields absent: what a key behind an object is called like in it, and texts of other
// fields written before, change nothing.

import { fromJson, toJson } from '@qidl/runtime';
import { expect, test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';

const PATH = '/h/keys.qidl.h';
const text = `#include "qidl.h"
#include <stdbool.h>
#include <stdint.h>
struct Part { int x; int y q_default(0); };
struct Whole { int first q_default(0); struct Part part; int x; int y; };
struct Counted { bool on q_default(true); uint8_t n; uint8_t data[4] q_size(obj->on ? obj->n : 0); };
struct Flags { bool has_a; int a q_optional; bool has_b; int b q_optional; bool has_c; int c q_optional; };
`;

const { module } = await compiled(PATH, { target: 'wasm32' }, memoryHost({ [PATH]: text }));

const members = ['"first":5', '"part":{"x":1}', '"x":7', '"y":8'];

test.for(permutations(members))('%s,%s,%s,%s', (order) => {
  const whole = { first: 5, part: { x: 1, y: 0 }, x: 7, y: 8 };
  expect(fromJson(module.visitWhole, `{${order.join()}}`, null)).toEqual(whole);
});

test.for(permutations(['"on":false', '"n":2', '"data":""']))('what others depend on: %s,%s,%s', (order) => {
  const counted = { on: false, n: 2, data: new Uint8Array(4) };
  expect(fromJson(module.visitCounted, `{${order.join()}}`, null)).toEqual(counted);
});

test.for(['{"n":2,"data":""}', '{"data":"","n":2}', '{"n":2,"data":"","on":true}', '{"data":"01","n":2,"on":true}'])(
  'an error of any order: %s',
  (text) => {
    expect(() => fromJson(module.visitCounted, text, null)).toThrow('Counted.data: expected a text of 4 hex digits');
  },
);

test('flags and their fields, whatever was written before', () => {
  const states = Array.from({ length: 8 }, (_, bits) => {
    const [a, b, c] = [1, 2, 4].map((bit) => (bits & bit) > 0);
    return { has_a: a, a: a ? 1 : 0, has_b: b, b: b ? 2 : 0, has_c: c, c: c ? 3 : 0 };
  });
  for (const before of states) {
    for (const state of states) {
      toJson(module.visitFlags, before);
      expect(fromJson(module.visitFlags, toJson(module.visitFlags, state), null)).toEqual(state);
    }
  }
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
