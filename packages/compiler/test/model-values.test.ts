// In: one field with a default each. Out: the value (language.md 12), or the code of what is wrong.

import { expect, test } from 'vitest';
import { codesOf, describeValue, modelOf, structOf } from './model-of.ts';

const before = `#include <stdint.h>
#include <stdbool.h>
#include <stddef.h>
#define LCR 0x03
enum e { IDLE, BUSY = 5 };
struct In { uint8_t a; void *skipped; uint16_t b; };
struct Out { struct In in; uint8_t c[2]; };
struct Hidden { int z; union { int a; uint8_t d[4] q_derived; }; struct { int b, c; }; };
struct Part { struct In *in; uint8_t a; };
struct Tagged { uint8_t tag; union { int a q_case(0); struct In in q_case(1); } u q_union(tag); };
`;

function defaultOf(declaration: string): string {
  const modelled = modelOf(`${before}struct S { ${declaration}; };\n`);
  expect(codesOf(modelled)).toEqual([]);
  const field = structOf(modelled, 'S').fields.find(({ name }) => name === 'f')!;
  return field.default === null ? 'none' : describeValue(field.default);
}

test.for([
  ['uint8_t f q_default(3)', '3'],
  ['uint8_t f q_default(LCR | (1 << 7))', '131'],
  ['uint8_t f q_default(255)', '255'],
  ['int8_t f q_default(-128)', '-128'],
  ['int64_t f q_default(-1LL)', '-1'],
  ['uint64_t f q_default(0xffffffffffffffff)', '18446744073709551615'],
  ['uint32_t f q_default(~0u)', '4294967295'],
  ['uint32_t f q_default(sizeof(struct In))', '12'],
  ['enum e f q_default(BUSY)', '5'],
  ['enum e f q_default(5)', '5'],
  ['bool f q_default(true)', 'true'],
  ['bool f q_default(0)', 'false'],
  ['_Bool f q_default(1)', 'true'],
  ["char f q_default('\\n')", '10'],
  ["char f q_default('\\xff')", '255'],
  ['float f q_default(0.5)', '0.5'],
  ['float f q_default(0.1)', '0.10000000149011612'],
  ['float f q_default(16777217)', '16777216'],
  ['double f q_default(0.1)', '0.1'],
  ['double f q_default(3)', '3'],
  ['double f q_default(-1.5e3)', '-1500'],
  ['unsigned f : 3 q_default(7)', '7'],
  ['int f : 3 q_default(-4)', '-4'],
  ['char f[8] q_string q_default("rtc")', '"rtc"'],
  ['char f[4] q_string q_default("abc")', '"abc"'],
  ['char f[4] q_string q_default("a\\0bcd")', '"a"'],
  ['char f[4] q_string q_default("\\xc3\\xa9")', '"é"'],
  ['char *f q_default("\\0")', '""'],
  ['char *f q_default(NULL)', 'null'],
  ['char *f q_default(0)', 'null'],
  ['char *f q_default("none")', '"none"'],
  ['struct In *f q_default(NULL)', 'null'],
  ['GSList *f q_type(int) q_default(NULL)', 'null'],
  ['uint8_t f[4] q_default({0})', 'zero'],
  ['uint8_t f[4] q_default({})', 'zero'],
  ['uint8_t f[4] q_default({1, 2})', '[1, 2]'],
  ['uint8_t f[4] q_default({[3] = 9, [1] = 5, 6})', '[0, 5, 6, 9]'],
  ['uint8_t f[2][3] q_default({{1}, {4, 5, 6}})', '[1, 0, 0, 4, 5, 6]'],
  ['uint8_t f[2][3] q_default({1, 2, 3, 4})', '[1, 2, 3, 4, 0, 0]'],
  ['uint8_t f[2][2] q_default({[1] = {[1] = 7}})', '[0, 0, 0, 7]'],
  ['char f[4] q_default("ab")', '[97, 98]'],
  ['bool f[2] q_default({true})', '[true]'],
  ['struct In f q_default({0})', 'zero'],
  ['struct In f q_default({1, NULL, 2})', '{a: 1, b: 2}'],
  ['struct In f q_default({.b = 7})', '{b: 7}'],
  ['struct Out f q_default({1, NULL, 2, {3, 4}})', '{in: {a: 1, b: 2}, c: [3, 4]}'],
  ['struct Out f q_default({.c = {9}})', '{c: [9]}'],
  ['struct In f[2] q_default({{1}, {.b = 2}})', '[{a: 1}, {b: 2}]'],
  ['struct In f[2] q_default({1, NULL, 2, 3})', '[{a: 1, b: 2}, {a: 3}]'],
  ['struct In f q_default({0, NULL, 0})', 'zero'],
  ['struct In *f q_default({0})', 'null'],
  ['struct In *f q_default({})', 'null'],
  ['uint8_t n; uint8_t *f q_size(n) q_default({NULL})', 'null'],
  ['struct Part f q_default({NULL})', 'zero'],
  ['struct Hidden f q_default({1, .a = 2, .b = 3, .c = 4})', '{z: 1, a: 2, b: 3, c: 4}'],
  ['union { int a; uint8_t b[4] q_derived; } f q_default({3})', '{a: 3}'],
  ['union { int a q_derived; uint8_t b[2]; } f q_default({.b = {1}})', '{b: [1]}'],
  ['struct Tagged f q_default({.tag = 1})', '{tag: 1}'],
] as const)('%s is %s', ([declaration, expected]) => {
  expect(defaultOf(declaration)).toBe(expected);
});

test.for([
  ['uint8_t f q_default(x)', 'QIDL4050'],
  ['uint8_t f q_default(f)', 'QIDL4050'],
  ['uint8_t f q_default(256)', 'QIDL4051'],
  ['uint8_t f q_default(-1)', 'QIDL4051'],
  ['int8_t f q_default(128)', 'QIDL4051'],
  ['unsigned f : 3 q_default(8)', 'QIDL4051'],
  ['bool f q_default(2)', 'QIDL4051'],
  ['float f q_default(1e39)', 'QIDL4051'],
  ['char f[4] q_string q_default("four")', 'QIDL4051'],
  ['char f[2] q_default("abc")', 'QIDL4051'],
  ['uint8_t f q_default("a")', 'QIDL4052'],
  ['char f[4] q_string q_default("\\xff")', 'QIDL4052'],
  ['char *f q_default("\\xc3")', 'QIDL4052'],
  ['uint8_t f q_default(0.5)', 'QIDL4052'],
  ['uint8_t f[2] q_default(0)', 'QIDL4052'],
  ['uint8_t f[2] q_default({1, 2, 3})', 'QIDL4052'],
  ['struct In f q_default(0)', 'QIDL4052'],
  ['struct In f q_default({.nope = 1})', 'QIDL4052'],
  ['struct In *f q_default({1})', 'QIDL4052'],
  ['char *f q_default(3)', 'QIDL4052'],
  ['QEMUTimer *f q_default(3)', 'QIDL4052'],
  ['QEMUTimer *f q_default({0})', 'QIDL4052'],
  ['struct Part f q_default({NULL, 1})', 'QIDL4052'],
  ['struct Part f[2] q_default({{.in = NULL, .a = 2}})', 'QIDL4052'],
  ['struct Hidden f q_default({1, 2})', 'QIDL4052'],
  ['struct Hidden f q_default({1, .d = {0}, {3}})', 'QIDL4052'],
  ['union { int a q_derived; uint8_t b[2]; } f q_default({3})', 'QIDL4052'],
  ['union { int a; uint8_t b[4] q_derived; } f q_default({3, {1}})', 'QIDL4052'],
  ['uint8_t t; union { int a q_case(0); } f q_union(t) q_default({0})', 'QIDL4052'],
  ['uint8_t t; union { int a q_case(0); } f[2] q_union(t) q_default({0})', 'QIDL4052'],
  ['uint8_t f[65537] q_default({[65536] = 1})', 'QIDL4051'],
] as const)('%s is %s', ([declaration, code]) => {
  expect(codesOf(modelOf(`${before}struct S { ${declaration}; };\n`)).map((text) => text.split(' ')[0])).toContain(
    code,
  );
});

test('constants that are made of one another have a limit together', () => {
  const chain = Array.from({ length: 10_000 }, (_, n) => `#define M${n + 1} (M${n} + 1)\n`).join('');
  const { diagnostics } = modelOf(`#define M0 1\n${chain}`);
  expect(diagnostics.map(({ code, message }) => `${code} ${message.replace(/M\d+/, 'M')}`)).toEqual([
    "QIDL1033 macro expansion makes more than 4194304 tokens, here in 'M'",
  ]);
});

test('a chain of two hundred is well below it', () => {
  const chain = Array.from({ length: 200 }, (_, n) => `#define M${n + 1} (M${n} + 1)\n`).join('');
  const { model } = modelOf(`#define M0 1\n${chain}`);
  expect(model.constants.at(-1)?.value).toEqual({ kind: 'int', value: 201n });
});
