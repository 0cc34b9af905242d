// The verbs that show, compare and find fields: exact results on known states.

import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { diff, dump, equals, getPath, hash, setPath, size, StateError, walk } from '../src/index.ts';
import { createKinds, visitKinds } from './fixtures/kinds.ts';
import { createFifo, createSerialState, hooks, visitFifo, visitSerialState } from './fixtures/serial.ts';

const serial = () =>
  createSerialState({
    name: 'com1',
    rbr: 0x41,
    now_ns: 1_500_000_000n,
    in_count: 2,
    incoming: Uint16Array.of(1, 2, 0),
    recv_fifo: createFifo({ data: Uint8Array.of(0x68, 0x69, 0, 0xff), count: 2, trigger: 14 }),
    requests: [
      { tag: 1, text: 'read "me"' },
      { tag: 300, text: null },
    ],
  });
const kinds = () =>
  createKinds({
    grid: Int32Array.of(1, 2, 3, 4, 5, 6),
    rows: Uint8Array.of(1, 2, 3, 4),
    n: 2,
    dynamic: Uint32Array.of(7, 8),
  });

describe('dump', () => {
  test('structs, enums, text, lists', () => {
    expect(dump(visitSerialState, serial())).toBe(`\
SerialState
  name       "com1"
  rbr        0x41 (65)
  divider    0x000c (12)
  recv_fifo
    data     68 69 00 ff  hi..
    count    0x02
    trigger  TRIGGER_14 (14)
  xmit_fifo
    data     00 00 00 00  ....
    count    0x00
    trigger  TRIGGER_1 (1)
  now_ns     1500000000
  in_count   0x00000002
  incoming   0001 0002
  requests
    [0]
      tag    0x00000001
      text   "read \\"me\\""
    [1]
      tag    0x0000012c (300)
      text   null
`);
  });

  test('blocks in rows, with the index of the first element', () => {
    const state = createKinds({
      n: 9,
      dynamic: Uint32Array.from({ length: 9 }, (_, i) => i << 28),
      bytes: Uint8Array.from({ length: 20 }, (_, i) => 0x3a + i),
      u64: 99n,
    });
    const lines = dump(visitKinds, state).split('\n');
    const from = (label: string, count: number): string =>
      lines
        .slice(lines.findIndex((line) => new RegExp(`^  ${label}\\b`).test(line)))
        .slice(0, count)
        .join('\n');
    expect(from('dynamic', 3)).toBe(
      '  dynamic\n    00       00000000 10000000 20000000 30000000 40000000 50000000 60000000 70000000\n    08       80000000',
    );
    expect(from('bytes', 3)).toBe(
      '  bytes\n    00       3a 3b 3c 3d 3e 3f 40 41  42 43 44 45 46 47 48 49  :;<=>?@ABCDEFGHI\n    10       4a 4b 4c 4d                                       JKLM',
    );
    expect(from('u64', 1)).toBe('  u64        0x63 (99)');
    expect(from('points', 4)).toBe('  points\n    [0]\n      [0]\n        x    0');
    expect(from('grid', 3)).toBe('  grid\n    [0]      0 0 0\n    [1]      0 0 0');
    expect(from('rows', 3)).toBe('  rows\n    [0]      00 00  ..\n    [1]      00 00  ..');
    expect(from('u', 2)).toBe('  u\n    number   0x0000');
  });

  test('a zero below zero', () => {
    const text = dump(visitKinds, createKinds({ f64: -0, singles: Float32Array.of(-0, 0) }));
    expect(text).toMatch(/ {2}f64 +-0\n/);
    expect(text).toMatch(/ {2}singles +-0 0\n/);
  });

  test('nothing there', () => {
    expect(dump(visitSerialState, createSerialState())).toContain('  requests   []\n');
    expect(dump(visitSerialState, createSerialState())).toContain('  incoming   []\n');
  });
});

describe('getPath and setPath', () => {
  test.for<[pointer: string, value: unknown]>([
    ['/name', 'com1'],
    ['/rbr', 0x41],
    ['/divider', 12],
    ['/now_ns', 1_500_000_000n],
    ['/recv_fifo/data', Uint8Array.of(0x68, 0x69, 0, 0xff)],
    ['/recv_fifo/data/3', 0xff],
    ['/recv_fifo/trigger', 14],
    ['/incoming/1', 2],
    ['/requests/1', { tag: 300, text: null }],
    ['/requests/0/text', 'read "me"'],
    ['/tsr', undefined],
    ['/current', undefined],
  ])('%s', ([pointer, value]) => {
    expect(getPath(visitSerialState, serial(), pointer)).toEqual(value);
  });

  test('rows and elements of blocks, cases, the whole', () => {
    expect(getPath(visitKinds, kinds(), '/grid/1')).toEqual(Int32Array.of(4, 5, 6));
    expect(getPath(visitKinds, kinds(), '/grid/1/2')).toBe(6);
    expect(getPath(visitKinds, kinds(), '/rows/1/0')).toBe(3);
    expect(getPath(visitKinds, kinds(), '/points/0/1/y')).toBe(0);
    expect(getPath(visitKinds, kinds(), '/u')).toEqual({ number: 0 });
    expect(getPath(visitKinds, kinds(), '/u/number')).toBe(0);
    expect(getPath(visitFifo, createFifo(), '')).toEqual({ data: new Uint8Array(4), count: 0, trigger: 1 });
  });

  test.for<[pointer: string, message: string]>([
    ['rbr', '"rbr": expected a JSON pointer, like /recv_fifo/count, found another text'],
    ['/a~2', 'a JSON pointer'],
    ['/rbx', 'SerialState: expected a field of SerialState (did you mean rbr?), found "rbx"'],
    ['/recv_fifo/cnt', 'SerialState.recv_fifo: expected a field of Fifo, found "cnt"'],
    ['/has_tsr', 'SerialState: expected a field of SerialState, found "has_tsr"'],
    ['/int_pending', 'SerialState: expected a field of SerialState, found "int_pending"'],
    ['/constructor', 'SerialState: expected a field of SerialState, found "constructor"'],
    ['/requests/2', 'SerialState.requests: expected an index below 2, found "2"'],
    ['/requests/01', 'SerialState.requests: expected an index below 2, found "01"'],
    ['/requests/-', 'SerialState.requests: expected an index below 2, found "-"'],
    ['/requests/length', 'SerialState.requests: expected an index below 2, found "length"'],
    ['/recv_fifo/data/4', 'SerialState.recv_fifo.data: expected an index below 4, found "4"'],
    ['/recv_fifo/data/0/0', 'SerialState.recv_fifo.data[0]: expected no more parts, found "0"'],
    ['/rbr/0', 'SerialState.rbr: expected no more parts, found "0"'],
    ['/tsr/0', 'SerialState: expected a field that is there, found "tsr"'],
  ])('%s leads nowhere', ([pointer, message]) => {
    expect(() => getPath(visitSerialState, serial(), pointer)).toThrow(message);
    expect(() =>
      setPath(visitSerialState, serial(), pointer === '/requests/-' ? '/requests/-1' : pointer, undefined, hooks),
    ).toThrow(StateError);
  });

  test('sets what it may, with all checks and hooks', () => {
    const state = serial();
    const { recv_fifo: fifo } = state;
    expect(setPath(visitSerialState, state, '/recv_fifo/count', 3, hooks)).toBe(state);
    expect(fifo).toMatchObject({ count: 3, level: 30 });
    expect(state.int_pending).toBe(true);
    setPath(visitSerialState, state, '/recv_fifo/data/1', 0x21, hooks);
    expect([...fifo.data]).toEqual([0x68, 0x21, 0, 0xff]);
    setPath(visitSerialState, state, '/recv_fifo/data', Uint8Array.of(4, 3, 2, 1), hooks);
    setPath(visitSerialState, state, '/xmit_fifo/data', '0a0b0c0d', hooks);
    expect([...fifo.data, ...state.xmit_fifo.data]).toEqual([4, 3, 2, 1, 10, 11, 12, 13]);
    setPath(visitSerialState, state, '/recv_fifo/data', Buffer.from([5, 6, 7, 8]), hooks);
    setPath(visitSerialState, state, '/xmit_fifo/data', runInNewContext('Uint8Array.of(1, 2, 3, 4)'), hooks);
    expect([...fifo.data, ...state.xmit_fifo.data]).toEqual([5, 6, 7, 8, 1, 2, 3, 4]);
    setPath(visitSerialState, state, '/recv_fifo/trigger', 'TRIGGER_4', hooks);
    setPath(visitSerialState, state, '/now_ns', 5n, hooks);
    setPath(visitSerialState, state, '/divider', 1, hooks);
    setPath(visitSerialState, state, '/tsr', 9, hooks);
    setPath(visitSerialState, state, '/current', { tag: 7, text: 'x' }, hooks);
    setPath(visitSerialState, state, '/requests/-', { tag: 8, text: null }, hooks);
    setPath(visitSerialState, state, '/requests/0/tag', 2, hooks);
    setPath(visitSerialState, state, '/requests/-', { tag: 9, text: 'gone' }, hooks);
    setPath(visitSerialState, state, '/requests/3', undefined, hooks);
    expect(state).toMatchObject({ now_ns: 5n, divider: 1, has_tsr: true, tsr: 9, current: { tag: 7 } });
    expect(fifo.trigger).toBe(4);
    expect(state.requests.map((request) => request.tag)).toEqual([2, 300, 8]);
    setPath(visitSerialState, state, '/tsr', undefined, hooks);
    setPath(visitSerialState, state, '/current', undefined, hooks);
    expect(state).toMatchObject({ has_tsr: false, tsr: 0, current: null });
    const grid = kinds();
    setPath(visitKinds, grid, '/grid/1/0', -4);
    setPath(visitKinds, grid, '/rows/1/1', 0xee);
    setPath(visitKinds, grid, '/grid', getPath(visitKinds, grid, '/grid'));
    setPath(visitKinds, grid, '/u', { point: { x: 1, y: 2 } });
    expect([...grid.grid, ...grid.rows]).toEqual([1, 2, 3, -4, 5, 6, 1, 2, 3, 0xee]);
    expect(grid.u).toEqual({ case: 'point', value: { x: 1, y: 2 } });
  });

  test.for<[pointer: string, value: unknown, path: string]>([
    ['/rbr', 256, 'SerialState.rbr'],
    ['/rbr', undefined, 'SerialState.rbr'],
    ['/incoming/0', undefined, 'SerialState.incoming'],
    ['/requests/-', undefined, 'SerialState.requests'],
    ['/requests/2', { tag: 1, text: null }, 'SerialState.requests'],
    ['/nothing', 1, 'SerialState.nothing'],
    ['/recv_fifo/data/1', 256, 'SerialState.recv_fifo.data[1]'],
    ['/recv_fifo/data/4', 1, 'SerialState.recv_fifo.data'],
    ['/recv_fifo/data', Uint16Array.of(1, 2, 3, 4), 'SerialState.recv_fifo.data'],
    ['/in_count', 3, 'SerialState.incoming'],
    ['/name/0', 1, 'SerialState.name'],
    ['/requests/5/tag', 1, 'SerialState.requests'],
    ['/int_pending', true, 'SerialState.int_pending'],
    ['/__proto__', {}, 'SerialState.__proto__'],
    ['/__proto__/polluted', 1, 'SerialState'],
    ['', 5, 'SerialState'],
  ])('does not set %s to %j', ([pointer, value, path]) => {
    const state = serial();
    try {
      setPath(visitSerialState, state, pointer, value, hooks);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StateError);
      expect((error as StateError).path).toBe(path);
    }
    expect(state).toEqual(serial());
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test('diff: paths and pointers of what changed, with both values', () => {
  const before = serial();
  const after = serial();
  after.recv_fifo.data[3] = 0;
  after.divider = 1;
  after.chr = {};
  after.int_pending = true;
  after.has_tsr = true;
  after.tsr = 5;
  after.requests.pop();
  after.requests[0]!.text = null;
  after.current = { tag: 1, text: null };
  after.in_count = 1;
  expect(diff(visitSerialState, before, after)).toEqual([
    { path: 'SerialState.divider', pointer: '/divider', before: 12, after: 1 },
    { path: 'SerialState.recv_fifo.data[3]', pointer: '/recv_fifo/data/3', before: 255, after: 0 },
    { path: 'SerialState.in_count', pointer: '/in_count', before: 2, after: 1 },
    { path: 'SerialState.incoming[1]', pointer: '/incoming/1', before: 2, after: undefined },
    { path: 'SerialState.requests[0].text', pointer: '/requests/0/text', before: 'read "me"', after: null },
    { path: 'SerialState.requests[1]', pointer: '/requests/1', before: { tag: 300, text: null }, after: undefined },
    { path: 'SerialState.tsr', pointer: '/tsr', before: undefined, after: 5 },
    { path: 'SerialState.current', pointer: '/current', before: undefined, after: { tag: 1, text: null } },
  ]);
  const grid = kinds();
  grid.grid[4] = 0;
  grid.u = { case: 'point', value: { x: 1, y: 2 } };
  expect(diff(visitKinds, kinds(), grid)).toEqual([
    { path: 'Kinds.grid[1][1]', pointer: '/grid/1/1', before: 5, after: 0 },
    { path: 'Kinds.u.number', pointer: '/u/number', before: 0, after: undefined },
    { path: 'Kinds.u.point', pointer: '/u/point', before: undefined, after: { x: 1, y: 2 } },
  ]);
});

describe('equals and hash', () => {
  test('derived, host and absent fields, and unused elements, do not count', () => {
    const other = serial();
    Object.assign(other, { chr: {}, int_pending: true, tsr: 99 });
    other.recv_fifo.level = 77;
    other.incoming[2] = 5;
    expect(equals(visitSerialState, serial(), other)).toBe(true);
    expect(hash(visitSerialState, other)).toBe(hash(visitSerialState, serial()));
  });

  test('floats: NaN is itself, zeros have signs, 32 bits are rounded', () => {
    const pairs: [Partial<ReturnType<typeof createKinds>>, Partial<ReturnType<typeof createKinds>>, boolean][] = [
      [{ f64: NaN }, { f64: NaN }, true],
      [{ f64: 0 }, { f64: -0 }, false],
      [{ f32: 0.1 }, { f32: Math.fround(0.1) }, true],
      [{ doubles: Float64Array.of(NaN, -0) }, { doubles: Float64Array.of(NaN, -0) }, true],
      [{ doubles: Float64Array.of(0, 0) }, { doubles: Float64Array.of(0, -0) }, false],
      [{ u16: 0 }, { u16: -0 }, true],
    ];
    for (const [a, b, same] of pairs) {
      expect(equals(visitKinds, createKinds(a), createKinds(b))).toBe(same);
      expect(hash(visitKinds, createKinds(a)) === hash(visitKinds, createKinds(b))).toBe(same);
    }
  });

  test('hashes are what they were in every release', () => {
    expect(hash(visitFifo, createFifo())).toBe('6c8dc61d8d2eb328');
    expect(hash(visitSerialState, serial())).toBe('d284a32dee0a9063');
    expect(
      hash(visitKinds, createKinds({ f64: NaN, i128: -1n, u64: 1n << 40n, singles: Float32Array.of(1.5, NaN) })),
    ).toBe('e9d5ca6d77269ff2');
  });
});

test('size: fields that are there, and their bytes', () => {
  expect(size(visitFifo, createFifo())).toEqual({ fields: 3, bytes: 4 + 1 + 4 });
  // name, rbr, divider, two FIFOs, now_ns, in_count, two elements, two requests
  expect(size(visitSerialState, serial())).toEqual({
    fields: 16,
    bytes: 4 + 1 + 2 + 2 * 9 + 8 + 4 + 2 * 2 + (4 + 9) + 4,
  });
});

test('walk: place, value and documentation of every field', () => {
  const seen: string[] = [];
  walk(visitSerialState, serial(), ({ path, pointer, depth, kind, value, doc, struct }) => {
    seen.push([path, pointer, depth, kind, value ?? struct?.name ?? '-', doc ?? ''].join(' '));
  });
  expect(seen.slice(0, 7)).toEqual([
    'SerialState  0 struct SerialState ',
    'SerialState.name /name 1 str com1 ',
    'SerialState.rbr /rbr 1 uint8 65 Receiver buffer.',
    'SerialState.divider /divider 1 uint16 12 ',
    'SerialState.recv_fifo /recv_fifo 1 struct Fifo Characters received.',
    'SerialState.recv_fifo.data /recv_fifo/data 2 numbers 104,105,0,255 The ring.',
    'SerialState.recv_fifo.count /recv_fifo/count 2 uint8 2 ',
  ]);
  expect(seen.slice(-7)).toEqual([
    'SerialState.requests /requests 1 list - ',
    'SerialState.requests[0] /requests/0 2 struct Request ',
    'SerialState.requests[0].tag /requests/0/tag 3 uint32 1 ',
    'SerialState.requests[0].text /requests/0/text 3 str read "me" ',
    'SerialState.requests[1] /requests/1 2 struct Request ',
    'SerialState.requests[1].tag /requests/1/tag 3 uint32 300 ',
    'SerialState.requests[1].text /requests/1/text 3 str - ',
  ]);
});
