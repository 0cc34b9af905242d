// Named subsections in JSON: what is left out when all fields have their defaults, and what a state that has others then gets.

import { equals, fromJson, toJson } from '@qidl/runtime';
import { expect, test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';

const PATH = '/h/subsections.qidl.h';
const text = `#include "qidl.h"
#include <stdint.h>
struct Point { int x q_default(3); };
struct Plain {
    int mode q_default(3) q_subsection("Plain/s");
    int level q_subsection("Plain/s");
    uint8_t bytes[2] q_subsection("Plain/s");
    struct Point point q_subsection("Plain/s");
};
struct Needed { int on; int level q_subsection("Needed/s") q_needed(on); };
`;

const { module } = await compiled(PATH, { target: 'wasm32' }, memoryHost({ [PATH]: text }));

test('without a condition: what has no default is zero', () => {
  const state = module.createPlain({ point: { x: 0 } });
  const other = { mode: 9, level: 9, bytes: Uint8Array.of(9, 9), point: { x: 9 } };
  expect(toJson(module.visitPlain, state)).toBe('{}');
  const loaded = fromJson(module.visitPlain, '{}', other as never);
  expect(equals(module.visitPlain, loaded, state)).toBe(true);
  expect(loaded).toEqual({ mode: 3, level: 0, bytes: new Uint8Array(2), point: { x: 0 } });
});

test('with a condition that is false: left alone', () => {
  expect(fromJson(module.visitNeeded, '{"on":0}', { on: 1, level: 9 } as never)).toEqual({ on: 0, level: 9 });
});
