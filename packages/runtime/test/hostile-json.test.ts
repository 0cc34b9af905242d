// Text that somebody wrote to do harm, or that was cut off. In: a valid text, broken in one way. Out: a StateError with a
// path, and a target that is as it was; or, where the text is valid after all, what it says.

import { describe, expect, test } from 'vitest';
import { fromJson, StateError, toJson } from '../src/index.ts';
import { createKinds, visitKinds } from './fixtures/kinds.ts';
import { createSerialState, hooks, visitSerialState } from './fixtures/serial.ts';

const serial = createSerialState({
  name: 'é€😀',
  has_tsr: true,
  tsr: 7,
  in_count: 2,
  incoming: Uint16Array.of(1, 2, 0),
  requests: [{ tag: 1, text: 'a"\\\n' }],
  current: { tag: 3, text: null },
});
const kinds = createKinds({
  n: 2,
  dynamic: Uint32Array.of(1, 2),
  u: { case: 'point', value: { x: 1, y: 2 } },
  u64: 5n,
  f64: 1.5e-9,
  __proto__field: 3,
});
const devices = [
  {
    name: 'SerialState',
    text: toJson(visitSerialState, serial),
    refuse(text: string): StateError {
      return refused(createSerialState({ rbr: 9 }), (into) => fromJson(visitSerialState, text, into, hooks));
    },
  },
  {
    name: 'Kinds',
    text: toJson(visitKinds, kinds),
    refuse(text: string): StateError {
      return refused(createKinds({ i8: 9 }), (into) => fromJson(visitKinds, text, into));
    },
  },
];

function refused<T>(into: T, load: (into: T) => unknown): StateError {
  const before = structuredClone(into);
  try {
    load(into);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    expect(into).toEqual(before);
    expect(error.path).toMatch(/^(?:SerialState|Kinds|JSON)/);
    expect(error.found.length).toBeLessThan(100);
    return error;
  }
  throw new Error('nothing was thrown');
}

describe.for(devices)('$name', ({ text, refuse }) => {
  test('cut off at every character', () => {
    for (let end = 0; end < text.length; end++) refuse(text.slice(0, end));
  });

  test.for(['\0', '\ufeff', '/', '{}', ',', ']', 'null', '\u00a0'])('%j before it, or behind it', (character) => {
    refuse(character + text);
    refuse(text + character);
  });

  test('a control character, or a byte order mark, in place of any character but those in texts', () => {
    const inText = /"(?:[^"\\]|\\.)*"/g;
    const outside = text.replace(inText, (match) => '"'.padEnd(match.length, 'x'));
    for (let at = 0; at < text.length; at++) {
      if (outside[at] === 'x' || outside[at] === '"') continue;
      for (const character of ['\0', '\u001f', '\ufeff']) refuse(text.slice(0, at) + character + text.slice(at + 1));
    }
  });

  test('a lone surrogate anywhere', () => {
    for (let at = 0; at <= text.length; at += 7) {
      const isInPair = at > 0 && text.codePointAt(at - 1)! > 0xffff;
      if (!isInPair) refuse(`${text.slice(0, at)}\ud800${text.slice(at)}`);
      if (!isInPair) refuse(`${text.slice(0, at)}\udfff${text.slice(at)}`);
    }
  });

  test('any key a second time, wherever its object ends', () => {
    const keys = [...text.matchAll(/"(\w+)":/g)];
    expect(keys.length).toBeGreaterThan(10);
    for (const { index, 0: key } of keys) {
      refuse(`${text.slice(0, index)}${key}0,${text.slice(index)}`);
      refuse(`${text.slice(0, -1)},${key}0}`);
    }
  });

  test('any number, or text, that is another thing', () => {
    const things = ['1e400', '-1e400', '0.5', '00', '-', '1.', '.5', '+1', '0x1', 'NaN', 'Infinity', '[', '{'];
    const values = [...text.matchAll(/(?<=[:[,])(?:-?\d[-+.\de]*|"(?:[^"\\]|\\.)*")(?=[,}\]])/g)];
    expect(values.length).toBeGreaterThan(10);
    for (const { index, 0: value } of values) {
      const isFloat = /"f(?:32|64)":$|"(?:singles|doubles)":\[[^\]]*$/.test(text.slice(0, index));
      for (const thing of things) {
        if (isFloat && thing === '0.5') continue;
        refuse(text.slice(0, index) + thing + text.slice(index + value.length));
      }
      refuse(`${text.slice(0, index)}${'9'.repeat(400)}${text.slice(index + value.length)}`);
    }
  });

  test('nesting without end in place of any value', () => {
    for (const { index } of text.matchAll(/:/g)) {
      for (const open of ['[', '{"a":', '[{"a":']) refuse(text.slice(0, index + 1) + open.repeat(50_000));
    }
  });
});

test('zero below zero is zero, where there are integers', () => {
  const text = toJson(visitKinds, kinds).replace('"i8":0', '"i8":-0').replace('"i64":"0"', '"i64":-0');
  const loaded = fromJson(visitKinds, text, null);
  expect(Object.is(loaded.i8, 0)).toBe(true);
  expect(loaded.i64).toBe(0n);
});

test('__proto__ and its like are keys, and no way to a prototype', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\\u005f_proto__']) {
    const text = toJson(visitSerialState, serial).replace('{', `{"${key}":{"polluted":1},`);
    expect(devices[0]!.refuse(text).found).toBe('an unknown key');
    const into = createSerialState();
    fromJson(visitSerialState, text, into, hooks, { unknown: 'ignore' });
    expect(Object.getPrototypeOf(into)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }
});
