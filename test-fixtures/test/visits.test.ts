// The contract of visitors, over a generated module with a field of every kind; and that its check can fail.

import type { OutputVisitor, Visitor } from '@qidl/runtime';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkingVisitor } from './states/checking-visitor.ts';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';
import { knownOf, stateOf } from './states/random-state.ts';
import { recorder } from './states/recorder.ts';
import { checkVisit } from './states/visits.ts';

const PATH = '/h/kinds.qidl.h';
const HEADER = `
#include <stdbool.h>
#include <stdint.h>
#include "qidl.h"
enum Mode { OFF, ON };
typedef struct Point { int16_t x, y; } Point;
typedef struct Request { uint32_t tag; char *text q_string; } Request;
typedef struct Kinds {
  uint8_t u8; int8_t i8; uint16_t u16; int16_t i16; uint32_t u32; int32_t i32; uint64_t u64; int64_t i64;
  unsigned __int128 u128; __int128 i128; bool flag; float f32; double f64; enum Mode mode; unsigned bits : 3;
  uint8_t bytes[4]; int32_t grid[2][3]; bool flags[2]; Point points[2][2];
  uint32_t count; uint16_t some[5] q_size(count); uint32_t *allocated q_size(count);
  char name[8] q_string; Request first; Request *maybe q_optional;
  bool has_tsr; uint8_t tsr q_optional;
  uint32_t usual q_default(7);
  uint32_t later q_version(2);
  uint8_t which; union { uint16_t number q_case(1); Point point q_case(2); } u q_union(which);
  QEMUTimer timer;
} Kinds;
`;

const METHODS =
  'bool double endList endStruct endUnion enum external float int128 int16 int32 int64 int8 nextElement numbers ' +
  'present startList startStruct startUnion str uint128 uint16 uint32 uint64 uint8';

const all = await compiled(PATH, {}, memoryHost({ [PATH]: HEADER }));
const struct = all.model.structs.find(({ name }) => name === 'Kinds')!;
const [visit, create] = [all.module.visitKinds, all.module.createKinds];

test('every method is called as the contract says, in both directions', () => {
  const called = new Set<string>();
  const state = stateOf(knownOf(all), struct);
  fc.assert(
    fc.property(state, state, (init, other) => {
      for (const method of checkVisit(visit, create(init), create(other), undefined)) called.add(method);
    }),
    { numRuns: 30 },
  );
  expect([...called].sort().join(' ')).toBe(METHODS);
});

test.for<[string, Partial<Visitor>, (v: Visitor) => unknown]>([
  ['elements have no name', {}, (v) => (v.startList('flags', 1), v.bool('x', true))],
  ['there are as many elements', {}, (v) => (v.startList('flags', 2), v.bool(null, true), v.endList('flags'))],
  ['ends have the name', {}, (v) => (v.startList('flags', 0), v.endList('flag'))],
  ['visited once', {}, (v) => (v.uint8('u8', 1), v.uint8('u8', 1))],
  ['is a field', {}, (v) => v.uint8('no', 1)],
  ['returns what it was given', { uint8: () => 5 }, (v) => v.uint8('u8', 1)],
  ['is a case', {}, (v) => v.startUnion('u', 'other', ['number', 'point'])],
  ['the case that holds', {}, (v) => (v.startUnion('u', 'number', ['number']), v.endUnion('u'))],
  ['all that is counted', {}, (v) => v.numbers('bytes', new Uint8Array(3), 4, null)],
  ['rows whole', {}, (v) => v.numbers('grid', new Int32Array(6), 5, [2, 3])],
  ['only input visitors', {}, (v) => (v.startList('flags', 1), v.nextElement(0))],
  [
    'is present, and follows',
    {},
    (v) => (v.present('usual', true, 'default', { subsection: 'a/b', version: 1, since: 0 }), v.uint8('u8', 1)),
  ],
  ['is given a number', {}, (v) => v.uint8('u8', 1n as never)],
  ['ends with its outermost', {}, () => undefined],
])('a visit that breaks the contract fails: %s', ([rule, broken, calls]) => {
  const { visitor, finish } = checkingVisitor({ ...recorder([], false), ...broken } as OutputVisitor);
  visitor.startStruct(null, create(), all.module.KindsInfo);
  expect(() => (calls(visitor), finish())).toThrow(rule);
});
