// A default that is no state itself: its pointer has nothing where its size, computed from the default, wants an element.

import { toJson } from '@qidl/runtime';
import { expect, test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';
import { checkStruct } from './states/round-trips.ts';

const PATH = '/h/default.qidl.h';
const text = `#include <stdint.h>
#include "qidl.h"
typedef struct Pair { uint16_t a, b; } Pair;
typedef struct Table { uint8_t more; Pair *pairs q_size(more + 1); } Table;
struct Owner { Table table q_default({0}); Table both[2] q_default({0}); };
`;

const all = await compiled(PATH, { target: 'wasm32' }, memoryHost({ [PATH]: text }));
const table = (...pairs: number[]): object => ({ more: pairs.length - 1, pairs: pairs.map((a) => ({ a, b: 0 })) });

test('every state is another, and is saved', () => {
  const struct = all.model.structs.find(({ name }) => name === 'Owner')!;
  const zeros = { table: table(0), both: [table(0), table(0)] };
  checkStruct(all, struct, zeros, { table: table(1, 2), both: [table(0), table(3)] });
});

test('what is wrong with a state is said at its place', () => {
  const owner = all.module.createOwner({ table: { more: 2, pairs: [] }, both: [table(0), table(0)] });
  expect(() => toJson(all.module.visitOwner, owner)).toThrow('Owner.table.pairs: expected 3 elements, found 0');
});
