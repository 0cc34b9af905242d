// Defaults of structs, as a new state has them: under the names of properties, and with the case that a union's tag selects.

import { fromJson, toJson } from '@qidl/runtime';
import { expect, test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';

const PATH = '/h/defaults.qidl.h';
const text = `#include "qidl.h"
#include <stdbool.h>
#include <stdint.h>
struct Renamed { int x q_js_name("ex"); int y; };
struct Point { int x q_default(5); };
struct Command { uint8_t tag; union { int a q_case(0); struct Point at q_case(2); } u q_union(tag); };
struct Device {
    struct Renamed renamed q_default({ 3 });
    struct Command zero q_default({0});
    struct Command one q_default({ .tag = 2 });
    struct Command more[2] q_default({ [1] = { .tag = 2 } });
    bool on q_default(true);
    union { int off q_case(false); int level q_case(true); } u q_union(on);
};
`;

const { module } = await compiled(PATH, { target: 'wasm32' }, memoryHost({ [PATH]: text }));

const first = { tag: 0, u: { case: 'a', value: 0 } };
const other = { tag: 2, u: { case: 'at', value: { x: 0 } } };

test('a new state', () => {
  expect(module.createDevice()).toEqual({
    renamed: { ex: 3, y: 0 },
    zero: first,
    one: other,
    more: [first, other],
    on: true,
    u: { case: 'level', value: 0 },
  });
});

test('is saved and loaded', () => {
  const device = module.createDevice();
  expect(toJson(module.visitDevice, device)).toBe('{"u":{"level":0}}');
  expect(fromJson(module.visitDevice, '{"u":{"level":0}}', null)).toEqual(device);
  expect(module.decodeDevice(module.saveDevice(device))).toEqual(device);
});
