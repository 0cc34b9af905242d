// What input visitors refuse: the path, what was expected, what was found; the object loaded into stays as it was.

import { describe, expect, test } from 'vitest';
import { fromJson, fromObject, StateError, toJson, toObject } from '../src/index.ts';
import { createKinds, visitKinds } from './fixtures/kinds.ts';
import { createSerialState, hooks, visitSerialState } from './fixtures/serial.ts';

const serial = createSerialState({
  name: 'com1',
  has_tsr: true,
  tsr: 7,
  requests: [
    { tag: 1, text: 'a' },
    { tag: 2, text: null },
  ],
});
const kinds = createKinds({ n: 2, dynamic: Uint32Array.of(1, 2), u: { case: 'point', value: { x: 1, y: 2 } } });

function errorOf(run: () => unknown): StateError {
  try {
    run();
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Sets a member of plain data by names and indices; undefined removes it. */
function put(data: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(data);
  let at = copy as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  const last = path[path.length - 1]!;
  if (value === undefined) delete at[last];
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** The error of the object visitor, after checking that JSON text gives the same and that nothing has changed. */
function refusal(device: 'serial' | 'kinds', path: readonly (string | number)[], value: unknown): string {
  const isSerial = device === 'serial';
  const data = put(isSerial ? toObject(visitSerialState, serial) : toObject(visitKinds, kinds), path, value);
  const load = (input: unknown, isText: boolean): StateError => {
    const target = isSerial ? createSerialState({ name: 'old', rbr: 9 }) : createKinds({ i8: 9 });
    const before = structuredClone(target);
    const error = errorOf(() => {
      if (isSerial) {
        return isText
          ? fromJson(visitSerialState, input as string, target as never, hooks)
          : fromObject(visitSerialState, input, target as never, hooks);
      }
      return isText
        ? fromJson(visitKinds, input as string, target as never)
        : fromObject(visitKinds, input, target as never);
    });
    expect(target).toEqual(before);
    return error;
  };
  const error = load(data, false);
  expect(load(JSON.stringify(data), true).message).toBe(error.message);
  return error.message;
}

describe('a wrong value, in objects and in text', () => {
  test.for<[device: 'serial' | 'kinds', path: (string | number)[], value: unknown, message: string]>([
    ['serial', ['rbr'], 300, 'SerialState.rbr: expected an integer from 0 to 255, found 300'],
    ['serial', ['rbr'], -1, 'SerialState.rbr: expected an integer from 0 to 255, found -1'],
    ['serial', ['rbr'], 1.5, 'SerialState.rbr: expected an integer from 0 to 255, found 1.5'],
    ['serial', ['rbr'], '5', 'SerialState.rbr: expected an integer from 0 to 255, found "5"'],
    ['serial', ['rbr'], null, 'SerialState.rbr: expected an integer from 0 to 255, found null'],
    ['serial', ['rbr'], true, 'SerialState.rbr: expected an integer from 0 to 255, found true'],
    ['serial', ['rbr'], [1], 'SerialState.rbr: expected an integer from 0 to 255, found an array of 1 element'],
    ['serial', ['rbr'], {}, 'SerialState.rbr: expected an integer from 0 to 255, found an object'],
    ['serial', ['rbr'], undefined, 'SerialState.rbr: expected a value, found no such key'],
    [
      'serial',
      ['rbx'],
      1,
      'SerialState.rbx: expected a field of SerialState (did you mean rbr?), found an unknown key',
    ],
    ['serial', ['zzzzzzzz'], 1, 'SerialState.zzzzzzzz: expected a field of SerialState, found an unknown key'],
    ['serial', ['a key'], 1, 'SerialState["a key"]: expected a field of SerialState, found an unknown key'],
    ['serial', ['chr'], null, 'SerialState.chr: expected a field of SerialState, found an unknown key'],
    ['serial', ['has_tsr'], true, 'SerialState.has_tsr: expected a field of SerialState, found an unknown key'],
    [
      'serial',
      ['__proto__'],
      { rbr: 1 },
      'SerialState.__proto__: expected a field of SerialState, found an unknown key',
    ],
    ['serial', ['constructor'], 1, 'SerialState.constructor: expected a field of SerialState, found an unknown key'],
    ['serial', ['recv_fifo'], undefined, 'SerialState.recv_fifo: expected a value, found no such key'],
    ['serial', ['recv_fifo'], null, 'SerialState.recv_fifo: expected an object, found null'],
    ['serial', ['recv_fifo'], [], 'SerialState.recv_fifo: expected an object, found an array of 0 elements'],
    [
      'serial',
      ['recv_fifo', 'count'],
      256,
      'SerialState.recv_fifo.count: expected an integer from 0 to 255, found 256',
    ],
    [
      'serial',
      ['recv_fifo', 'data'],
      '0011',
      'SerialState.recv_fifo.data: expected a text of 8 hex digits, found 4 characters',
    ],
    [
      'serial',
      ['recv_fifo', 'data'],
      '0011223g',
      'SerialState.recv_fifo.data: expected a text of 8 hex digits, found "0011223g"',
    ],
    [
      'serial',
      ['recv_fifo', 'data'],
      '001122é',
      'SerialState.recv_fifo.data: expected a text of 8 hex digits, found 7 characters',
    ],
    [
      'serial',
      ['recv_fifo', 'data'],
      '0011223é',
      'SerialState.recv_fifo.data: expected a text of 8 hex digits, found "0011223é"',
    ],
    [
      'serial',
      ['recv_fifo', 'data'],
      [0, 1, 2, 3],
      'SerialState.recv_fifo.data: expected a text of 8 hex digits, found an array of 4 elements',
    ],
    [
      'serial',
      ['recv_fifo', 'trigger'],
      'TRIGGER_5',
      'SerialState.recv_fifo.trigger: expected a name of enum Trigger (did you mean TRIGGER_1?) or an integer from 0 to 4294967295, found "TRIGGER_5"',
    ],
    [
      'serial',
      ['recv_fifo', 'trigger'],
      -1,
      'SerialState.recv_fifo.trigger: expected a name of enum Trigger or an integer from 0 to 4294967295, found -1',
    ],
    [
      'serial',
      ['recv_fifo', 'trigger'],
      'constructor',
      'SerialState.recv_fifo.trigger: expected a name of enum Trigger or an integer from 0 to 4294967295, found "constructor"',
    ],
    [
      'serial',
      ['name'],
      'a'.repeat(16),
      'SerialState.name: expected well-formed text of at most 15 bytes of UTF-8, without NUL, found "aaaaaaaaaaaaaaaa"',
    ],
    [
      'serial',
      ['name'],
      'é'.repeat(8),
      'SerialState.name: expected well-formed text of at most 15 bytes of UTF-8, without NUL, found "éééééééé"',
    ],
    [
      'serial',
      ['name'],
      'a\0b',
      'SerialState.name: expected well-formed text of at most 15 bytes of UTF-8, without NUL, found "a\\u0000b"',
    ],
    [
      'serial',
      ['name'],
      null,
      'SerialState.name: expected well-formed text of at most 15 bytes of UTF-8, without NUL, found null',
    ],
    [
      'serial',
      ['requests', 1, 'text'],
      '\ud800',
      'SerialState.requests[1].text: expected well-formed text or null, found "\\ud800"',
    ],
    ['serial', ['requests', 1, 'text'], 5, 'SerialState.requests[1].text: expected well-formed text or null, found 5'],
    [
      'serial',
      ['requests', 0, 'tag'],
      2 ** 32,
      'SerialState.requests[0].tag: expected an integer from 0 to 4294967295, found 4294967296',
    ],
    ['serial', ['requests', 1], 5, 'SerialState.requests[1]: expected an object, found 5'],
    [
      'serial',
      ['requests', 1, 'tags'],
      5,
      'SerialState.requests[1].tags: expected a field of Request (did you mean tag?), found an unknown key',
    ],
    ['serial', ['requests'], {}, 'SerialState.requests: expected an array, found an object'],
    [
      'serial',
      ['now_ns'],
      '9223372036854775808',
      'SerialState.now_ns: expected an integer from -9223372036854775808 to 9223372036854775807, found "9223372036854775808"',
    ],
    [
      'serial',
      ['now_ns'],
      '1.0',
      'SerialState.now_ns: expected an integer from -9223372036854775808 to 9223372036854775807, found "1.0"',
    ],
    [
      'serial',
      ['now_ns'],
      '01',
      'SerialState.now_ns: expected an integer from -9223372036854775808 to 9223372036854775807, found "01"',
    ],
    [
      'serial',
      ['now_ns'],
      '',
      'SerialState.now_ns: expected an integer from -9223372036854775808 to 9223372036854775807, found ""',
    ],
    [
      'serial',
      ['now_ns'],
      '0x10',
      'SerialState.now_ns: expected an integer from -9223372036854775808 to 9223372036854775807, found "0x10"',
    ],
    [
      'serial',
      ['now_ns'],
      '9'.repeat(100),
      `SerialState.now_ns: expected an integer from -9223372036854775808 to 9223372036854775807, found "${'9'.repeat(40)}…"`,
    ],
    ['serial', ['in_count'], 4, 'SerialState.incoming: expected 0 to 3 elements, found 4'],
    ['serial', ['incoming'], [1], 'SerialState.incoming: expected 0 elements, found 1'],
    ['kinds', ['i8'], 128, 'Kinds.i8: expected an integer from -128 to 127, found 128'],
    ['kinds', ['u16'], 65536, 'Kinds.u16: expected an integer from 0 to 65535, found 65536'],
    ['kinds', ['i16'], -32769, 'Kinds.i16: expected an integer from -32768 to 32767, found -32769'],
    ['kinds', ['u32'], -1, 'Kinds.u32: expected an integer from 0 to 4294967295, found -1'],
    ['kinds', ['i32'], 2147483648, 'Kinds.i32: expected an integer from -2147483648 to 2147483647, found 2147483648'],
    ['kinds', ['u64'], '-1', 'Kinds.u64: expected an integer from 0 to 18446744073709551615, found "-1"'],
    [
      'kinds',
      ['u64'],
      '18446744073709551616',
      'Kinds.u64: expected an integer from 0 to 18446744073709551615, found "18446744073709551616"',
    ],
    ['kinds', ['u64'], 0.5, 'Kinds.u64: expected an integer from 0 to 18446744073709551615, found 0.5'],
    [
      'kinds',
      ['u128'],
      '-1',
      'Kinds.u128: expected an integer from 0 to 340282366920938463463374607431768211455, found "-1"',
    ],
    ['kinds', ['flag'], 1, 'Kinds.flag: expected true or false, found 1'],
    ['kinds', ['flag'], 'true', 'Kinds.flag: expected true or false, found "true"'],
    ['kinds', ['f32'], 'nan', 'Kinds.f32: expected a number, "NaN", "Infinity" or "-Infinity" (32 bits), found "nan"'],
    ['kinds', ['f32'], 1e39, 'Kinds.f32: expected a number, "NaN", "Infinity" or "-Infinity" (32 bits), found 1e+39'],
    ['kinds', ['f64'], null, 'Kinds.f64: expected a number, "NaN", "Infinity" or "-Infinity", found null'],
    ['kinds', ['grid'], [[1, 2, 3]], 'Kinds.grid: expected 2 elements, found 1'],
    [
      'kinds',
      ['grid'],
      [
        [1, 2, 3],
        [4, 5],
      ],
      'Kinds.grid[1]: expected 3 elements, found 2',
    ],
    ['kinds', ['grid', 1, 2], 'x', 'Kinds.grid[1][2]: expected an integer from -2147483648 to 2147483647, found "x"'],
    ['kinds', ['rows', 1], '00', 'Kinds.rows[1]: expected a text of 4 hex digits, found 2 characters'],
    ['kinds', ['wide', 1], '-1', 'Kinds.wide[1]: expected an integer from 0 to 18446744073709551615, found "-1"'],
    ['kinds', ['singles', 0], 'x', 'Kinds.singles[0]: expected a number, "NaN", "Infinity" or "-Infinity", found "x"'],
    ['kinds', ['flags', 1], 0, 'Kinds.flags[1]: expected true or false, found 0'],
    ['kinds', ['flags'], [true], 'Kinds.flags: expected 2 elements, found 1'],
    [
      'kinds',
      ['points', 0, 1, 'y'],
      'x',
      'Kinds.points[0][1].y: expected an integer from -2147483648 to 2147483647, found "x"',
    ],
    ['kinds', ['points', 0], 7, 'Kinds.points[0]: expected an array, found 7'],
    ['kinds', ['dynamic'], [1], 'Kinds.dynamic: expected 2 elements, found 1'],
    ['kinds', ['u'], {}, 'Kinds.u: expected an object of one key, found 0 keys'],
    ['kinds', ['u'], { other: 1 }, 'Kinds.u: expected one of the cases number, point, found "other"'],
    ['kinds', ['u'], { number: 'x' }, 'Kinds.u.number: expected an integer from 0 to 65535, found "x"'],
    ['kinds', ['u'], null, 'Kinds.u: expected an object of one key, found null'],
    [
      'kinds',
      ['timer'],
      'x',
      'Kinds.timer: expected an integer from -9223372036854775808 to 9223372036854775807, found "x"',
    ],
    ['kinds', ['__proto__'], {}, 'Kinds.__proto__: expected an integer from 0 to 255, found an object'],
  ])('%s %j %j', ([device, path, value, message]) => {
    expect(refusal(device, path, value)).toBe(message);
  });

  test('more elements, or cases, than there may be', () => {
    const text = toJson(visitKinds, kinds);
    for (const [from, to, path, expected] of [
      ['"flags":[false,false]', '"flags":[false,false,true]', 'Kinds.flags', '2 elements'],
      ['"dynamic":[1,2]', '"dynamic":[1,2,3]', 'Kinds.dynamic', '2 elements'],
      ['"u":{', '"u":{"number":1,', 'Kinds.u', 'an object of one key'],
    ] as const) {
      const changed = text.replace(from, to);
      for (const run of [
        () => fromJson(visitKinds, changed, null),
        () => fromObject(visitKinds, JSON.parse(changed), null),
      ]) {
        expect(errorOf(run)).toMatchObject({ path, expected });
      }
    }
  });

  test('a root that is no object', () => {
    for (const root of [null, 5, [], 'x', undefined, new Uint8Array(1)]) {
      expect(errorOf(() => fromObject(visitKinds, root, null)).path).toBe('Kinds');
      if (root !== undefined)
        expect(
          errorOf(() => fromJson(visitKinds, JSON.stringify(root) === '{"0":0}' ? '[]' : JSON.stringify(root), null))
            .path,
        ).toBe('Kinds');
    }
  });

  test('a hook that throws leaves the object as it was', () => {
    const target = createSerialState({ rbr: 1 });
    const before = structuredClone(target);
    const failing = {
      ...hooks,
      SerialState: () => {
        throw new TypeError('mine');
      },
    };
    expect(() => fromObject(visitSerialState, toObject(visitSerialState, serial), target, failing)).toThrow(TypeError);
    expect(() => fromJson(visitSerialState, toJson(visitSerialState, serial), target, failing)).toThrow(TypeError);
    expect(target).toEqual(before);
  });
});

describe('options', () => {
  const plain = toObject(visitSerialState, serial);
  const loads: [string, (data: unknown, options: object, into?: typeof serial | null) => typeof serial][] = [
    ['object', (data, options, into = null) => fromObject(visitSerialState, data, into, hooks, options)],
    ['text', (data, options, into = null) => fromJson(visitSerialState, JSON.stringify(data), into, hooks, options)],
  ];
  test.for(loads)('unknown keys are ignored, at any depth, in any order: %s', ([, load]) => {
    const more = {
      zz: { deep: [1, { __proto__: 2 }] },
      ...plain,
      recv_fifo: { x: [], ...(plain.recv_fifo as object), y: null },
      a: 'é',
    };
    expect(load(more, { unknown: 'ignore' })).toEqual(load(plain, {}));
    expect(() => load(more, {})).toThrow(StateError);
  });

  test.for(loads)('missing keys keep what is there; those that say something do not: %s', ([, load]) => {
    const into = createSerialState({
      rbr: 5,
      divider: 99,
      now_ns: 1n << 60n,
      in_count: 2,
      incoming: Uint16Array.of(7, 8, 0),
      current: { tag: 3, text: 'c' },
    });
    into.recv_fifo.data[2] = 9;
    into.xmit_fifo.trigger = 14;
    const loaded = load(
      { name: 'new', recv_fifo: { count: 1 }, requests: [{ tag: 4, text: null }] },
      { missing: 'keep' },
      into,
    );
    expect(loaded).toBe(into);
    expect(loaded).toMatchObject({
      name: 'new',
      rbr: 5,
      divider: 12,
      now_ns: 1n << 60n,
      in_count: 2,
      current: null,
      requests: [{ tag: 4, text: null }],
    });
    expect([...loaded.incoming]).toEqual([7, 8, 0]);
    expect(loaded.recv_fifo).toMatchObject({ count: 1, level: 10 });
    expect([...loaded.recv_fifo.data]).toEqual([0, 0, 9, 0]);
    // A struct that is kept as a whole is kept with what differs from its defaults.
    expect(loaded.xmit_fifo.trigger).toBe(14);
  });

  test.for(loads)('there is nothing to keep in a fresh object: %s', ([, load]) => {
    expect(() => load({ name: 'new' }, { missing: 'keep' })).toThrow('no such key');
  });
});

describe('prototypes', () => {
  test('no key of an input reaches a prototype', () => {
    const text = toJson(visitSerialState, serial).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const into = createSerialState();
    fromJson(visitSerialState, text, into, hooks, { unknown: 'ignore' });
    fromObject(visitSerialState, JSON.parse(text), into, hooks, { unknown: 'ignore' });
    fromJson(visitSerialState, text, into, hooks, { unknown: 'ignore', missing: 'keep' });
    expect(Object.getPrototypeOf(into)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('a field may be called __proto__', () => {
    const state = createKinds({ __proto__field: 7 });
    const plain = toObject(visitKinds, state);
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(plain, '__proto__')?.value).toBe(7);
    expect(fromObject(visitKinds, plain, null)).toEqual(state);
    expect(fromJson(visitKinds, toJson(visitKinds, state), null)).toEqual(state);
    delete plain.__proto__;
    expect(fromObject(visitKinds, plain, null).__proto__field).toBe(0);
  });

  test('what a prototype has is no value', () => {
    const heir = Object.assign(Object.create({ toString: 1 }) as object, toObject(visitSerialState, serial));
    expect(fromObject(visitSerialState, heir, null, hooks).name).toBe('com1');
  });
});
