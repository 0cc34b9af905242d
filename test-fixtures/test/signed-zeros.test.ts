// Floats whose default is zero: what is left out for being the default must not have a sign, and NaN can be a default.

import { test } from 'vitest';
import { memoryHost } from './states/memory-host.ts';
import { compiled } from './states/modules.ts';
import { checkStruct } from './states/round-trips.ts';

const PATH = '/h/zeros.qidl.h';
const text = `#include "qidl.h"
typedef struct Point { float x, y; } Point;
struct Zeros {
    float f q_default(0);
    double d q_default(0);
    float row[2] q_default({0});
    double rows[2][2] q_default({{0, 0}, {0, 1}});
    Point p q_default({0});
};
`;

const values = { '0': 0, '-0': -0, NaN, '1': 1 };
const pairs = Object.entries(values).flatMap((value) => Object.entries(values).map((other) => [...value, ...other]));

test.for(pairs as [string, number, string, number][])(
  '%s in all formats, beside another state',
  async ([, value, , other]) => {
    const all = await compiled(PATH, { target: 'wasm32' }, memoryHost({ [PATH]: text }));
    const struct = all.model.structs.find(({ name }) => name === 'Zeros')!;
    const state = (x: number): Record<string, unknown> => ({
      f: x,
      d: x,
      row: Float32Array.of(0, x),
      rows: Float64Array.of(x, 0, 0, 1),
      p: { x, y: 0 },
    });
    checkStruct(all, struct, state(value), state(other));
  },
);
