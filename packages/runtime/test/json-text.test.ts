// The letter of JSON: what is read, what is not, and what hostile text does.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromJson, StateError, toJson } from '../src/index.ts';
import { JSON_DEPTH_LIMIT } from '../src/json-reader.ts';
import { type Kinds, createKinds, visitKinds } from './fixtures/kinds.ts';
import { createSerialState, hooks, visitRequest, visitSerialState } from './fixtures/serial.ts';
import { kinds, serialStates } from './states.ts';

const request = (text: string, options = {}) => fromJson(visitRequest, text, null, undefined, options);
const kindsWith = (from: string, to: string): Kinds =>
  fromJson(visitKinds, toJson(visitKinds, createKinds()).replace(from, to), null);

describe('accepted', () => {
  test.for<[text: string, tag: number, value: string | null]>([
    ['{"tag":1,"text":null}', 1, null],
    [' \t\r\n{ "tag" : 1 , "text" : "" } \n', 1, ''],
    ['{"text":"b","tag":0}', 0, 'b'],
    ['{"\\u0074ag":1,"te\\u0078t":"a"}', 1, 'a'],
    ['{"tag":1e2,"text":null}', 100, null],
    ['{"tag":1.0,"text":null}', 1, null],
    ['{"tag":100E-2,"text":null}', 1, null],
    ['{"tag":-0,"text":null}', 0, null],
    ['{"tag":4294967295,"text":null}', 4294967295, null],
    ['{"tag":1,"text":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"}', 1, '"\\/\b\f\n\r\té😀'],
    ['{"tag":1,"text":"é€😀\ufeff\u2028\u007f"}', 1, 'é€😀\ufeff\u2028\u007f'],
  ])('%j', ([text, tag, value]) => {
    const read = request(text);
    expect(read).toEqual({ tag, text: value });
    expect(Object.is(read.tag, tag)).toBe(true);
  });

  test.for<[field: string, text: string, value: bigint | number]>([
    ['u64', '18446744073709551615', 18446744073709551615n],
    ['u64', '"18446744073709551615"', 18446744073709551615n],
    ['u64', '9007199254740993', 9007199254740993n],
    ['u64', '1e3', 1000n],
    ['u64', '"-0"', 0n],
    ['i64', '-9223372036854775808', -9223372036854775808n],
    ['i64', '"\\u0031"', 1n],
    ['u128', '340282366920938463463374607431768211455', (1n << 128n) - 1n],
    ['i128', '"-170141183460469231731687303715884105728"', -(1n << 127n)],
    ['f64', '-0', -0],
    ['f64', '-0.0e5', -0],
    ['f64', '123456789012345678901234567890', 123456789012345678901234567890],
    ['f64', '"-Infinity"', -Infinity],
    ['f32', '0.1', Math.fround(0.1)],
  ])('%s %s', ([field, text, value]) => {
    const written = field.startsWith('f') ? `"${field}":0` : `"${field}":"0"`;
    expect(kindsWith(written, `"${field}":${text}`)[field as keyof Kinds]).toBe(value);
  });

  test('texts that fill the first buffer to its end', () => {
    for (let size = (1 << 14) - 50; size <= 1 << 14; size++) {
      const shell = `{"text":"","tag":${size}}`;
      const text = 'é'.repeat((size - shell.length) >> 1) + 'e'.repeat((size - shell.length) & 1);
      expect(request(shell.replace('""', `"${text}"`))).toEqual({ tag: size, text });
    }
  });

  test('hex digits of either case, escaped if one likes', () => {
    expect([...kindsWith('"000000"', '"aBfF0\\u0031"').bytes]).toEqual([0xab, 0xff, 1]);
  });

  test('keep, too, reads integers that are too long for a number', () => {
    const read = fromJson(
      visitKinds,
      '{"u64":18446744073709551615,"f64":123456789012345678901234567890}',
      createKinds({ i8: 3 }),
      undefined,
      { missing: 'keep' },
    );
    expect(read).toMatchObject({ u64: 18446744073709551615n, f64: 123456789012345678901234567890, i8: 3 });
  });
});

describe('refused', () => {
  test.for<[text: string, message: string]>([
    ['', 'Request: expected a JSON value, found the end of the text'],
    ['\ufeff{"tag":1,"text":null}', 'Request'],
    ['{', 'Request.tag: expected a key, found the end of the text'],
    ['{"tag"', 'Request.tag: expected ":", found the end of the text'],
    ['{"tag":', 'Request.tag: expected a JSON value, found the end of the text'],
    ['{"tag":1', 'Request.text: expected "," or "}", found the end of the text'],
    ['{"tag":1,', 'Request.text: expected a key, found the end of the text'],
    ['{"tag":1,"text":null', 'Request: expected "," or "}", found the end of the text'],
    ['{"tag":1,"text":null,}', 'Request: expected a key, found } (character 22)'],
    ['{"tag":1,"text":null}}', 'Request: expected the end of the text, found } (character 22)'],
    ['{"tag":1,"text":null} x', 'Request: expected the end of the text, found x (character 23)'],
    ['{"tag":1 "text":null}', 'Request.text: expected "," or "}", found "text" (character 10)'],
    ['{"tag" 1,"text":null}', 'Request.tag: expected ":", found 1 (character 8)'],
    ['{tag:1,"text":null}', 'Request.tag: expected a key, found tag (character 2)'],
    ["{'tag':1}", "Request.tag: expected a key, found ' (character 2)"],
    ['{"tag":01,"text":null}', 'Request.tag: expected a number without leading zeros, found 1 (character 9)'],
    ['{"tag":+1,"text":null}', 'Request.tag: expected a JSON value, found +1 (character 8)'],
    ['{"tag":.5,"text":null}', 'Request.tag: expected a JSON value, found .5 (character 8)'],
    ['{"tag":1.,"text":null}', 'Request.tag: expected a digit, found , (character 10)'],
    ['{"tag":-,"text":null}', 'Request.tag: expected a digit, found , (character 9)'],
    ['{"tag":1e,"text":null}', 'Request.tag: expected a digit, found , (character 10)'],
    ['{"tag":NaN,"text":null}', 'Request.tag: expected a JSON value, found NaN (character 8)'],
    ['{"tag":1,"text":nul}', 'Request.text: expected a JSON value, found nul (character 17)'],
    ['{"tag":1,"text":"a}', 'Request.text: expected a text that ends, found'],
    ['{"tag":1,"text":"a\nb"}', 'Request.text: expected no control characters in a text, found'],
    ['{"tag":1,"text":"\\x"}', 'Request.text: expected a text with valid escapes, found'],
    ['{"tag":1,"text":"\\u12g4"}', 'Request.text: expected a text with valid escapes, found'],
    ['{"tag":1,"tag":2,"text":null}', 'Request.tag: expected one value, found the key a second time'],
    ['{"tag":1,"text":null,"tag":2}', 'Request.tag: expected one value, found the key a second time'],
    ['{"text":null,"tag":1,"text":null}', 'Request.tag: expected keys that differ, found "text" (character 22)'],
    ['{"tag":1,"text":"\ud800"}', 'JSON: expected well-formed text, found a lone surrogate'],
    ['/**/{"tag":1,"text":null}', 'Request: expected a JSON value, found /'],
  ])('%j', ([text, message]) => {
    expect(() => request(text)).toThrow(StateError);
    expect(() => request(text)).toThrow(message);
  });

  test('a key of no field twice is an error even where such keys are ignored', () => {
    expect(() => request('{"x":1,"tag":1,"text":null,"x":2}', { unknown: 'ignore' })).toThrow('keys that differ');
    expect(() => request('{"tag":1,"text":null,"tag":1}', { unknown: 'ignore' })).toThrow('a second time');
  });

  test('nesting without end, where nothing says how deep', () => {
    const nested = (depth: number) => `{"x":${'['.repeat(depth)}${']'.repeat(depth)},"tag":1,"text":null}`;
    expect(request(nested(JSON_DEPTH_LIMIT - 2), { unknown: 'ignore' }).tag).toBe(1);
    for (const text of [nested(JSON_DEPTH_LIMIT + 2), nested(1e6), '{"x":'.repeat(1e5), `{"tag":${'['.repeat(1e5)}`]) {
      expect(() => request(text, { unknown: 'ignore' })).toThrow(StateError);
    }
  });

  test('numbers of any length are refused at once', () => {
    for (const digits of ['9'.repeat(1e6), `1e${'9'.repeat(1e5)}`]) {
      expect(() => request(`{"tag":${digits},"text":null}`)).toThrow('an integer from 0 to 4294967295');
      expect(() => kindsWith('"u64":"0"', `"u64":${digits}`)).toThrow(StateError);
      expect(() => kindsWith('"u128":"0"', `"u128":"${digits}"`)).toThrow(StateError);
    }
  });

  test('a number that no double is near', () => {
    const message = 'Kinds.f64: expected a number, "NaN", "Infinity" or "-Infinity", found 1e999';
    expect(() => kindsWith('"f64":0', '"f64":1e999')).toThrow(message);
    expect(() => kindsWith('"f32":0', '"f32":-1e999')).toThrow(StateError);
    expect(() => kindsWith('"doubles":[0,0]', '"doubles":[0,1e999]')).toThrow('Kinds.doubles[1]');
  });

  test('a count does not decide how much is allocated', () => {
    expect(() => kindsWith('"n":0,"dynamic":[]', '"n":4294967295,"dynamic":[1]')).toThrow(
      'expected 4294967295 elements',
    );
  });
});

test('a text that is read twice, or not at all, leaves nothing for the next one', () => {
  const outOfOrder = JSON.stringify({ text: 'b', tag: 0 });
  const serial = JSON.parse(toJson(visitSerialState, createSerialState())) as object;
  // `divider` has its default, and its key would come before others: it is taken to be absent, until it turns up.
  const late = JSON.stringify({ ...serial, divider: 7 });
  const into = createSerialState({ rbr: 1 });
  const before = structuredClone(into);
  for (const text of [late, outOfOrder, '{', late]) {
    try {
      fromJson(visitSerialState, text, null, hooks);
    } catch (error) {
      expect(error).toBeInstanceOf(StateError);
    }
    expect(() => fromJson(visitSerialState, late.replace('"now_ns"', '"now"'), into, hooks)).toThrow(StateError);
    expect(into).toEqual(before);
  }
  expect(fromJson(visitSerialState, late, null, hooks).divider).toBe(7);
});

describe('written', () => {
  test('text of every kind, short and long', () => {
    for (const text of [
      '',
      'a',
      '"',
      '\\',
      '\n\0\u001f',
      'é',
      '😀',
      '\u2028',
      '\ufeff',
      'x'.repeat(47),
      'x'.repeat(48),
      `${'x'.repeat(60)}"é`,
    ]) {
      expect(toJson(visitRequest, { tag: 1, text })).toBe(JSON.stringify({ tag: 1, text }));
    }
  });

  test('beyond any buffer', () => {
    const text = 'é"'.repeat(2e5);
    const list = Array.from({ length: 1000 }, (_, tag) => ({ tag, text }));
    const state = createSerialState({ requests: list.slice(0, 20), incoming: new Uint16Array(3) });
    expect(fromJson(visitSerialState, toJson(visitSerialState, state), null, hooks).requests).toEqual(
      list.slice(0, 20),
    );
    const block = createKinds({ n: 1e5, dynamic: Uint32Array.from({ length: 1e5 }, (_, i) => i * 40_000) });
    expect(fromJson(visitKinds, toJson(visitKinds, block), null)).toEqual(block);
  });

  test('a value of a wrong type or range is not written', () => {
    const wrong: [Partial<Record<keyof Kinds, unknown>>, string][] = [
      [{ i8: 200 }, 'Kinds.i8: expected an integer from -128 to 127, found 200'],
      [{ u16: undefined }, 'Kinds.u16: expected an integer from 0 to 65535, found nothing'],
      [{ u32: 1.5 }, 'Kinds.u32'],
      [{ u64: 5 }, 'Kinds.u64: expected an integer from 0 to 18446744073709551615, found 5'],
      [{ i64: 1n << 63n }, 'Kinds.i64'],
      [{ flag: 0 }, 'Kinds.flag: expected true or false, found 0'],
      [{ f64: '1' }, 'Kinds.f64'],
      [{ mode: 'x' }, 'Kinds.mode'],
      [{ n: 9 }, 'Kinds.dynamic: expected 9 elements, found 0'],
      [{ flags: [true, 1] }, 'Kinds.flags[1]: expected true or false, found 1'],
      [
        {
          points: [
            [
              { x: 1, y: 2 },
              { x: 1, y: 'a' },
            ],
          ],
        },
        'Kinds.points[0][1].y',
      ],
      [{ u: { case: 'other', value: 1 } }, 'Kinds.u: expected one of the cases number, point, found "other"'],
    ];
    for (const [init, message] of wrong)
      expect(() => toJson(visitKinds, createKinds(init as Partial<Kinds>))).toThrow(message);
    expect(() => toJson(visitRequest, { tag: 1, text: '\udc00' })).toThrow(
      'Request.text: expected well-formed text or null',
    );
    expect(() => toJson(visitRequest, null as never)).toThrow('Request: expected an object, found null');
  });

  test('a getter may write another state meanwhile', () => {
    const inner = createKinds();
    const outer = {
      tag: 1,
      get text() {
        return toJson(visitKinds, inner);
      },
    };
    expect(JSON.parse(JSON.parse(toJson(visitRequest, outer)).text)).toEqual(JSON.parse(toJson(visitKinds, inner)));
  });

  test('a hook may read another state meanwhile', () => {
    const text = toJson(visitSerialState, createSerialState({ rbr: 3 }));
    const nested = { ...hooks, Fifo: () => ({ level: fromJson(visitRequest, '{"tag":4,"text":"x"}', null).tag }) };
    expect(fromJson(visitSerialState, text, null, nested)).toMatchObject({ rbr: 3, recv_fifo: { level: 4 } });
  });
});

describe('mutated text', () => {
  const mutation = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('delete', 'replace', 'insert', 'repeat'),
    character: fc.constantFrom(...'{}[],:"\\0-9.eEntf x\0é\ud800'),
  });
  const mutate = (text: string, { at, kind, character }: { at: number; kind: string; character: string }): string => {
    const i = at % text.length;
    if (kind === 'delete') return text.slice(0, i) + text.slice(i + 1);
    if (kind === 'replace') return text.slice(0, i) + character + text.slice(i + 1);
    return text.slice(0, i) + (kind === 'insert' ? character : text.slice(i, i + 7)) + text.slice(i);
  };

  test('loads what it says, or throws a StateError and changes nothing', () => {
    fc.assert(
      fc.property(serialStates, fc.array(mutation, { minLength: 1, maxLength: 3 }), (state, mutations) => {
        const text = mutations.reduce(mutate, toJson(visitSerialState, state));
        const target = createSerialState({ rbr: 1, requests: [{ tag: 1, text: null }] });
        const before = toJson(visitSerialState, target);
        let loaded;
        try {
          loaded = fromJson(visitSerialState, text, target, hooks);
        } catch (error) {
          expect(error).toBeInstanceOf(StateError);
          expect((error as StateError).path).toMatch(/^(SerialState|JSON)/);
          expect(toJson(visitSerialState, target)).toBe(before);
          return;
        }
        // JSON.parse is the judge of syntax; what is read is what is written again.
        JSON.parse(text);
        expect(fromJson(visitSerialState, toJson(visitSerialState, loaded), null, hooks)).toEqual(loaded);
      }),
      { numRuns: 500 },
    );
  });

  test('of every kind', () => {
    fc.assert(
      fc.property(kinds, fc.array(mutation, { minLength: 1, maxLength: 3 }), (state, mutations) => {
        const text = mutations.reduce(mutate, toJson(visitKinds, state));
        const target = createKinds();
        try {
          fromJson(visitKinds, text, target);
          JSON.parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(StateError);
          expect(target).toEqual(createKinds());
        }
      }),
      { numRuns: 500 },
    );
  });
});
