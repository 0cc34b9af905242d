// Names and text of a header that would break a careless generator: nothing of them may act, and everything works.

import { describe, expect, test } from 'vitest';
import { fromObject } from '../../runtime/src/object-input.ts';
import { toObject } from '../../runtime/src/object-output.ts';
import { escape } from '../src/emit/escape.ts';
import { emit, evaluate, load } from './emit-evaluate.ts';
import {
  array,
  bool,
  chars,
  constant,
  count,
  enumRef,
  enumeration,
  field,
  listOf,
  model,
  nowhere,
  ref,
  struct,
  u16,
  u32,
  u64,
  u8,
} from './emit-models.ts';

/** What generated functions call their own, what JavaScript reserves, and what every object has. */
const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'default',
  'class',
  'delete',
  'function',
  'new',
  'this',
  'var',
  'let',
  'yield',
  'await',
  'async',
  'null',
  'true',
  'undefined',
  'NaN',
  'arguments',
  'eval',
  'globalThis',
  'value',
  'into',
  'm',
  'at',
  'u8',
  'u32',
  'array',
  'count',
  'item',
  'i',
  'image',
  'from',
  'draft',
  'hooks',
  'error',
  'init',
  'v',
  'o',
  'name',
  'length',
  'case',
  '$',
  '_',
  'größe',
  'claim',
  'open',
];

describe('field names', () => {
  const fields = names.map((name, i) =>
    field(name, [u8, u16, array(u16, 40), bool, chars(8), listOf(u8), ref('In')][i % 7]),
  );
  const inner = struct(
    'In',
    names.map((name) => field(name, u8)),
  );
  const m = load(model([inner, struct('T', fields, {})]));

  test('are the fields of a new object, in order', () => {
    expect(Object.keys(m.createT())).toEqual(names);
    expect(Object.getPrototypeOf(m.createT())).toBe(Object.prototype);
    expect(m.createIn({ constructor: 5, toString: 6 })).toMatchObject({ constructor: 5, toString: 6, valueOf: 0 });
  });

  test('survive every way there is', () => {
    const value = m.createT();
    let n = 1;
    for (const key of names) {
      if (typeof value[key] === 'number') Object.defineProperty(value, key, { value: n++ });
      else if (typeof value[key] === 'string') value[key] = key.slice(0, 3).replace('ö', 'o');
    }
    const plain = structuredClone(value);
    expect(m.decodeT(m.saveT(value))).toEqual(plain);
    expect(m.loadT(m.saveT(value), m.createT())).toEqual(plain);
    expect(fromObject(m.visitT, toObject(m.visitT, value), null)).toEqual(plain);
  });
});

describe('type names, enums and constants', () => {
  const int = { bits: 32, signed: true } as const;
  const hidden = [
    'Uint8Array',
    'Uint16Array',
    'BigInt',
    'Array',
    'Number',
    'Map',
    'Object',
    'claim',
    'within',
    'open',
    'list',
    'storeT',
    'buildT',
    'class',
    'at',
    'm',
    'value',
    'undefined',
    'globalThis',
    'NaN',
  ];
  const source = model(
    [
      struct('lower', [field('a', array(u8, 100)), field('n', u64), field('b', array(u16, 4, count('n', 64)))]),
      struct('T', [field('e', enumRef('Error')), field('l', listOf(ref('lower'))), field('x', array(bool, 3))]),
      struct('_Under', [field('a', u8)]),
    ],
    {
      enums: [enumeration('Error', { class: 1n, __proto__x: 2n, constructor: 3n })],
      constants: hidden.map((name, i) => ({ name, value: constant(BigInt(i)), type: int, doc: null, place: nowhere })),
    },
  );
  const m = load(source);

  test('are exported as the header calls them', () => {
    for (const [i, name] of hidden.entries()) expect(m[name]).toBe(i);
    expect(m.Error.class).toBe(1);
    expect(Object.keys(m)).toEqual(
      expect.arrayContaining([
        'create_lower',
        'saveInto_lower',
        'lower_Info',
        'createT',
        'TInfo',
        'create__Under',
        '_Under_Info',
      ]),
    );
  });

  test('and the functions beside them work', () => {
    const value = m.createT({
      e: 3,
      l: [m.create_lower({ n: 2n, b: m.create_lower().b.map((_: number, i: number) => (i < 2 ? 7 : 0)) })],
    });
    expect(m.decodeT(m.saveT(value))).toEqual(value);
    expect(toObject(m.visitT, value)).toMatchObject({ e: 'constructor', l: [{ n: '2', b: [7, 7] }] });
  });
});

describe('text', () => {
  const doc =
    'ends */ here\u2028next\u2029line\r\nalert(1) </script> //# sourceMappingURL=x\n@__NO_SIDE_EFFECTS__ \u202e\0';
  const name = "it's\n\u2028`${x}`\\";
  const source = model(
    [
      struct(
        'T',
        [
          field('a', u8, { doc, wireName: name, ctype: name }),
          field('s', chars(40), { doc, default: { kind: 'string', value: name } }),
        ],
        { doc, wireName: name },
      ),
    ],
    {
      file: 'x\n*/.qidl.h',
      constants: [{ name: 'S', value: { kind: 'string', value: name }, type: null, doc, place: nowhere }],
    },
  );
  const { code, dts } = emit(source);

  test('cannot leave its comment or string', () => {
    const m = evaluate(code);
    expect(m.S).toBe(name);
    expect(m.createT()).toEqual({ a: 0, s: name });
    expect(m.TInfo.fields[0].doc).toBe(doc);
    expect(m.TInfo.fields[0].wireName).toBe(name);
    expect(toObject(m.visitT, m.createT({ a: 3 }))).toEqual({ [name]: 3 });
    for (const text of [code, dts]) {
      expect(text).not.toMatch(/[\u2028\u2029\u202e\0\r]|<\/script|# sourceMappingURL/);
      expect(text).not.toMatch(/\* .*@__/);
      // Every comment that opens closes, and nothing of the header stands outside.
      expect(text.replace(/\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|\/\/.*/g, '')).not.toMatch(/alert|here|script/);
    }
  });

  test.for<[string, Parameters<typeof escape>[1], string]>([
    ['a', 'key', 'a'],
    ['class', 'key', 'class'],
    ['__proto__', 'key', "['__proto__']"],
    ['a-b', 'key', "'a-b'"],
    ['a-b', 'member', "['a-b']"],
    ['größe', 'member', '.größe'],
    ['a-b', 'identifier', 'a_u002db'],
    ['1a', 'identifier', '_1a'],
    ["'\\\n\u2028\u0007", 'string', String.raw`'\'\\\n\u2028\u0007'`],
    ['</script>', 'string', String.raw`'<\/script>'`],
    ['\ud800', 'string', String.raw`'\ud800'`],
    ['a*/b', 'comment', 'a* /b'],
  ])('%j as %s', ([text, place, expected]) => expect(escape(text, place)).toBe(expected));

  test('\u0000-\uffff: every string literal means its text', () => {
    let text = '';
    for (let unit = 0; unit <= 0xffff; unit++) text += String.fromCharCode(unit);
    expect(new Function(`return ${escape(text, 'string')}`)()).toBe(text);
  });
});

test('equal models give equal text', () => {
  const make = () => emit(model([struct('T', [field('a', u32), field('b', array(u8, 3))])]));
  expect(make()).toEqual(make());
});
