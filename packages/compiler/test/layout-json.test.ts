// `print --emit layout`: the JSON of docs/cli.md.

import { expect, test } from 'vitest';
import { layoutJson } from '../src/sema/layout-json.ts';
import type { TargetName } from '../src/target.ts';
import { programOf } from './program-of.ts';

const jsonOf = (text: string, target: TargetName = 'x86_64'): unknown =>
  JSON.parse(JSON.stringify(layoutJson(programOf(text, target).program)));

test('fields: offsets in bytes, sizes with dimensions, types as written', () => {
  const text = `typedef unsigned char u8; typedef int row[3];
    struct foo { u8 a; const char *name; row grid[2]; unsigned x : 3, : 2, y : 7; struct bar *next; u8 tail[]; };`;
  expect(jsonOf(text)).toEqual({
    target: 'x86_64',
    types: {
      'struct foo': {
        kind: 'struct',
        size: 56,
        align: 8,
        fields: [
          { name: 'a', offset: 0, size: 1, type: 'u8' },
          { name: 'name', offset: 8, size: 8, type: 'const char *' },
          { name: 'grid', offset: 16, size: 24, type: 'int', dims: [2, 3] },
          { name: 'x', type: 'unsigned int', bitOffset: 320, bitSize: 3 },
          { name: 'y', type: 'unsigned int', bitOffset: 325, bitSize: 7 },
          { name: 'next', offset: 48, size: 8, type: 'struct bar *' },
          { name: 'tail', offset: 56, size: 0, type: 'u8', dims: [0] },
        ],
      },
    },
    enums: {},
  });
});

test('untagged members are listed in place, from their own start; types by tag or typedef', () => {
  const text = `typedef struct { int a; } T; union u { T t; char c; };
    struct s { char c; struct { short x; union { int y; }; } in[2]; T t; struct inner { char d; } i; };`;
  const { types } = jsonOf(text) as { types: Record<string, { fields: unknown[] }> };
  expect(Object.keys(types)).toEqual(['T', 'union u', 'struct s', 'struct inner']);
  expect(types['struct s'].fields).toEqual([
    { name: 'c', offset: 0, size: 1, type: 'char' },
    {
      name: 'in',
      offset: 4,
      size: 16,
      type: 'struct {}',
      dims: [2],
      kind: 'struct',
      fields: [
        { name: 'x', offset: 0, size: 2, type: 'short' },
        {
          name: '',
          offset: 4,
          size: 4,
          type: 'union {}',
          kind: 'union',
          fields: [{ name: 'y', offset: 0, size: 4, type: 'int' }],
        },
      ],
    },
    { name: 't', offset: 20, size: 4, type: 'T' },
    { name: 'i', offset: 24, size: 1, type: 'struct inner' },
  ]);
});

test('bit offsets count in the target’s own order', () => {
  const fields = (target: TargetName): unknown =>
    (jsonOf('struct s { int a : 4; int b : 12; };', target) as { types: Record<string, { fields: unknown }> }).types[
      'struct s'
    ].fields;
  expect(fields('s390x')).toEqual(fields('x86_64'));
});

test('enums: size, sign, values; integers beyond 2^53 are strings', () => {
  const text =
    'enum e { A, B = -1 }; typedef enum { BIG = 0xffffffffffffffff } E; enum __attribute__((packed)) p { P = 200 }; enum { NAMELESS };';
  expect((jsonOf(text) as { enums: unknown }).enums).toEqual({
    'enum e': { size: 4, signed: true, values: { A: 0, B: -1 } },
    E: { size: 8, signed: false, values: { BIG: '18446744073709551615' } },
    'enum p': { size: 1, signed: false, values: { P: 200 } },
  });
});

test('what is incomplete or has no layout is left out; names of the prototype are names', () => {
  const text =
    'struct gone; struct vague { unknown_t x; }; typedef struct { int constructor; } __proto__; enum e { toString };';
  const { types, enums } = jsonOf(text) as { types: object; enums: object };
  expect(Object.keys(types)).toEqual(['__proto__']);
  expect(enums).toEqual({ 'enum e': { size: 4, signed: false, values: { toString: 0 } } });
});

test('the alignment of a typedef of an untagged type is its own', () => {
  expect(
    (jsonOf('typedef struct { char c; } T __attribute__((aligned(16)));') as { types: unknown }).types,
  ).toMatchObject({ T: { size: 1, align: 16 } });
});
