// The visitor that docs/visitors.md shows: it is the one of fixtures/lines.ts, and works.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createKinds, visitKinds } from './fixtures/kinds.ts';
import { toLines } from './fixtures/lines.ts';
import { createSerialState, visitSerialState } from './fixtures/serial.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('writes a line per field', () => {
  const requests = [
    { tag: 5, text: 'x' },
    { tag: 6, text: null },
  ];
  const state = createSerialState({ name: 'com1', requests });
  state.recv_fifo.trigger = 14;
  expect(toLines(visitSerialState, state)).toEqual([
    'SerialState.name = "com1"',
    'SerialState.rbr = 0',
    'SerialState.divider = 12',
    'SerialState.recv_fifo.data = 0 0 0 0',
    'SerialState.recv_fifo.count = 0',
    'SerialState.recv_fifo.trigger = TRIGGER_14',
    'SerialState.xmit_fifo.data = 0 0 0 0',
    'SerialState.xmit_fifo.count = 0',
    'SerialState.xmit_fifo.trigger = TRIGGER_1',
    'SerialState.now_ns = 0',
    'SerialState.in_count = 0',
    'SerialState.incoming = ',
    'SerialState.requests[0].tag = 5',
    'SerialState.requests[0].text = "x"',
    'SerialState.requests[1].tag = 6',
    'SerialState.requests[1].text = null',
  ]);
  const lines = toLines(visitKinds, createKinds());
  for (const line of ['Kinds.points[0][1].y = 0', 'Kinds.u.number = 0', 'Kinds.flags[1] = false', 'Kinds.timer = -1']) {
    expect(lines).toContain(line);
  }
});

test('is the one in the documentation', () => {
  const blocks = [...read('../../../docs/visitors.md').matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]);
  expect(blocks).toContain(read('./fixtures/lines.ts').replaceAll('../../src/index.ts', '@qidl/runtime'));
});
