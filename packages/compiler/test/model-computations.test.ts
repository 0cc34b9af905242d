// In: the expression of a size each. Out: the computation, with C's types where they matter (language.md 9).

import { expect, test } from 'vitest';
import { computationText } from '../src/model/dump.ts';
import type { Computation } from '../src/model/model.ts';
import { codesOf, modelOf, structOf } from './model-of.ts';

const before = `#include <stdint.h>
#include <stdbool.h>
#define HEADER 4
enum { FOUR = 4 };
struct Head { uint16_t used; uint8_t extra : 3; struct { uint8_t deep; } in; };
struct S;
static inline int twice(int n) { return n * 2; }
static inline uint8_t narrow(int n) { return n; }
static inline int none(void) { return 3; }
int opaque(struct S *s, int n);
`;
const fields =
  'struct Head head; struct Head *more; int8_t s8; uint8_t u8; uint32_t u32; int64_t s64; bool flag; enum { OFF, ON } mode; uint8_t skip[2]; int grid[2][3]; struct Head parts[2][2]; bool flags[2];';
const after = `
static inline int of_struct(const struct S *s) { return s->u8 ? s->head.used : twice(s->u8); }
static inline int skip_at(const struct S *s) { return s->skip[1]; }
static inline int of_part(struct Head *h, int scale) { return h->used * scale; }
`;

function sizeOf(expression: string, options = {}): Computation {
  const modelled = modelOf(`${before}struct S { ${fields} uint8_t a[255] q_size(${expression}); };${after}`, options);
  expect(codesOf(modelled)).toEqual([]);
  const type = structOf(modelled, 'S').fields.at(-1)!.type;
  if (type?.kind !== 'array' || type.size === null) throw new Error('no size');
  return type.size;
}

test.for([
  ['8', '8'],
  ['HEADER * 2', '8'],
  ['FOUR + 1', '5'],
  ['u8', 'u8'],
  ['obj->u8', 'u8'],
  ['(*obj)->u8', 'u8'],
  ['(*obj).u8', 'u8'],
  ['head.used', 'head.used'],
  ['obj->head.in.deep', 'head.in.deep'],
  ['more->used', 'more.used'],
  ['(&obj->head)->used', 'head.used'],
  ['u8 + 1', 'u8 + 1'],
  ['u8 * 2 + HEADER', '(u8 * 2) + 4'],
  ['-s8', '-s8'],
  ['!u8', '!u8'],
  ['~u8 & 7', '~u8 & 7'],
  ['u8 << 1', 'u8 << 1'],
  ['u8 ? 4 : 8', 'u8 ? 4 : 8'],
  ['u8 ?: 8', 'u8 ? u8 : 8'],
  ['flag && mode == ON', 'flag && (mode == 1)'],
  ['(uint8_t)u32', '(uint8_t)u32'],
  ['(bool)u32', 'u32 != 0'],
  ['sizeof(uint32_t)', '4'],
  ['sizeof(skip)', '2'],
  ['sizeof obj->head', '4'],
  ['twice(u8)', 'u8 * 2'],
  ['none()', '3'],
  ['twice(twice(3))', '(3 * 2) * 2'],
  ['of_struct(obj)', 'u8 ? head.used : (u8 * 2)'],
  ['of_struct(*obj)', 'u8 ? head.used : (u8 * 2)'],
  ['of_part(&obj->head, 2)', 'head.used * 2'],
  ['of_part(more, 2)', 'more.used * 2'],
  ['narrow(u8 + 1)', '(uint8_t)(u8 + 1)'],
  ['skip[ON]', 'skip[1]'],
  ['obj->grid[1][2] + grid[0][0]', 'grid[5] + grid[0]'],
  ['parts[1][HEADER - 4].in.deep', 'parts[1][0].in.deep'],
  ['(obj->skip)[0]', 'skip[0]'],
  ['sizeof(grid[1])', '12'],
  ['skip_at(obj)', 'skip[1]'],
] as const)('%s is %s', ([expression, expected]) => {
  expect(computationText(sizeOf(expression))).toBe(expected);
});

test.for([
  ['u8 + 1', 'i32'],
  ['u32 + 1', 'u32'],
  ['u32 + s8', 'u32'],
  ['s64 + u32', 'i64'],
  ['u32 << s64', 'u32'],
  ['u8 < u32', 'i32'],
  ['head.extra', 'i32'],
  ['mode + 0', 'u32'],
  ['flag + flag', 'i32'],
  ['u8 ? u32 : s64', 'i64'],
] as const)('%s is computed in %s', ([expression, expected]) => {
  const { bits, signed } = sizeOf(expression).type;
  expect(`${signed ? 'i' : 'u'}${bits}`).toBe(expected);
});

test('operands are converted as C converts them', () => {
  const sum = sizeOf('u32 + s8');
  expect(sum).toMatchObject({
    op: 'binary',
    left: { op: 'field', path: ['u32'] },
    right: { op: 'convert', type: { bits: 32, signed: false }, operand: { op: 'field', path: ['s8'] } },
  });
});

test('a boolean field says that it is one', () => {
  expect(sizeOf('flag + 0')).toMatchObject({
    left: { operand: { op: 'field', path: ['flag'], boolean: true, type: { bits: 8, signed: false } } },
  });
});

test('an element has the type of its array', () => {
  expect(sizeOf('flags[1] + 0')).toMatchObject({
    left: { operand: { op: 'field', path: ['flags', 1], boolean: true, type: { bits: 8, signed: false } } },
  });
});

test('a function of a module gets the struct and integers', () => {
  expect(computationText(sizeOf('opaque(obj, u8)', { functions: { opaque: './opaque.js' } }))).toBe('opaque(*obj, u8)');
  const text = `${before}struct S { ${fields} uint8_t a[4] q_size(opaque(obj, 1)); };`;
  expect(modelOf(text, { functions: { opaque: './opaque.js' } }).model.externals).toEqual([
    { kind: 'function', name: 'opaque', module: './opaque.js' },
  ]);
});

test.for([
  ['nope', 'QIDL4045'],
  ['obj->nope', 'QIDL4045'],
  ['skip[u8]', 'QIDL4046'],
  ['skip[2]', 'QIDL4046'],
  ['skip[-1]', 'QIDL4046'],
  ['grid[1]', 'QIDL4046'],
  ['u8[0]', 'QIDL4046'],
  ['more[0]', 'QIDL4046'],
  ['skip', 'QIDL4046'],
  ['head', 'QIDL4046'],
  ['obj', 'QIDL4046'],
  ['1.5', 'QIDL4046'],
  ['twice(u8, 2)', 'QIDL4046'],
  ['twice()', 'QIDL4046'],
  ['none(1)', 'QIDL4046'],
  ['u8++', 'QIDL4046'],
  ['u8 = 3', 'QIDL4046'],
  ['opaque(obj, u8)', 'QIDL4047'],
  ['undeclared(u8)', 'QIDL4047'],
  ['256', 'QIDL4043'],
  ['-1', 'QIDL4043'],
  ['a[0]', 'QIDL4041'],
  ['later', 'QIDL4041'],
] as const)('%s is %s', ([expression, code]) => {
  const modelled = modelOf(
    `${before}struct S { ${fields} uint8_t a[255] q_size(${expression}); uint8_t later; };${after}`,
  );
  expect(codesOf(modelled).map((text) => text.split(' ')[0])).toEqual([code]);
});

test.for([
  ['q_derived', 'QIDL4042'],
  ['q_optional', 'QIDL4042'],
] as const)('a size field that is %s is not known on load', ([marker, code]) => {
  expect(codesOf(modelOf(`struct S { int n ${marker}; char a[4] q_size(n); };`))).toEqual([
    `${code} 1:${18 + marker.length + 7}`,
  ]);
});

test('what is allocated has a limit', () => {
  expect(codesOf(modelOf('struct S { char *a q_size(2147483647); };'))).toEqual([]);
  expect(codesOf(modelOf('struct S { char *a q_size(2147483648); };'))).toEqual(['QIDL4043 1:18']);
});

test('functions that fold without end stop', () => {
  const text =
    'static inline int f(int n) { return n ? f(n - 1) + f(n - 2) : 0; } struct S { int n; char a[4] q_size(f(n)); };';
  expect(codesOf(modelOf(text))).toEqual(['QIDL4048 1:91']);
});
