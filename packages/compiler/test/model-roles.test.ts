// In: one field each. Out: its role and reason (language.md 1 to 7, 18), or the code of what is wrong.

import { expect, test } from 'vitest';
import { codesOf, describeField, modelOf, structOf } from './model-of.ts';

const before = '#include <stdint.h>\n#include <stdbool.h>\nstruct Part { uint8_t p; };\ntypedef void callback(void);\n';

function fieldsOf(body: string, rest = ''): string[] {
  const modelled = modelOf(`${before}struct S { ${body} };\n${rest}`);
  expect(codesOf(modelled).filter((code) => !code.startsWith('QIDL4010') && !code.startsWith('QIDL4039'))).toEqual([]);
  return structOf(modelled, 'S').fields.map(describeField);
}

test.for([
  ['uint8_t f', 'f: u8'],
  ['uint8_t f q_standard', 'f: u8, saved by tag'],
  ['uint8_t f q_immutable', 'f: u8, immutable by tag'],
  ['uint8_t f q_host', 'f: u8, host by tag'],
  ['uint8_t f q_derived', 'f: u8, derived by tag'],
  ['uint8_t f q_elsewhere', 'f: u8, elsewhere by tag'],
  ['uint8_t f q_broken', 'f: u8, broken by tag'],
  ['uint8_t f q_broken q_default(3)', 'f: u8, broken by tag, default 3'],
  ['const uint8_t f', 'f: u8, immutable by const'],
  ['const uint8_t f[2]', 'f: u8[2], immutable by const'],
  ['const uint8_t f q_standard', 'f: u8, saved by tag'],
  ['const char *f', 'f: string, immutable by const'],
  ['char *const f', 'f: string, immutable by const'],
  ['char *f', 'f: string'],
  ['callback *f', 'f: not in T, immutable by function-pointer'],
  ['int (*f[2])(int)', 'f: not in T, immutable by function-pointer'],
  ['void *f', 'f: not in T, immutable by void-pointer'],
  ['void *f[3]', 'f: not in T, immutable by void-pointer'],
  ['void *f q_derived', 'f: not in T, derived by tag'],
  ['struct Part f q_immutable', 'f: Part, immutable by tag'],
  ['struct Part *f q_immutable', 'f: not in T, immutable by tag'],
  ['uint8_t f q_property("f")', 'f: u8, immutable by tag, property f'],
  ['uint8_t f q_standard q_property("f")', 'f: u8, saved by tag, property f'],
  ['Missing f q_elsewhere', 'f: not in T, elsewhere by tag'],
] as const)('%s', ([declaration, expected]) => {
  expect(fieldsOf(`${declaration};`)).toEqual([expected]);
});

test.for([
  ['q_immutable uint8_t a, b;', ['a: u8, immutable by tag', 'b: u8, immutable by tag']],
  ['uint8_t q_immutable a, b;', ['a: u8, immutable by tag', 'b: u8, immutable by tag']],
  ['uint8_t a q_immutable, b;', ['a: u8, immutable by tag', 'b: u8']],
  ['char *q_immutable a, *b;', ['a: string, immutable by tag', 'b: string']],
  ['uint8_t a[2] q_immutable, b;', ['a: u8[2], immutable by tag', 'b: u8']],
] as const)('%s covers what it covers', ([body, expected]) => {
  expect(fieldsOf(body)).toEqual(expected);
});

test.for([
  ['uint8_t f _immutable', 'f: u8, immutable by tag'],
  ['uint8_t f QIDL(immutable)', 'f: u8, immutable by tag'],
  ['uint8_t f QIDL(serialize, immutable)', 'f: u8, immutable by tag'],
  ['uint8_t f qImmutable', 'f: u8, immutable by tag'],
  ['uint8_t f _default_is(3)', 'f: u8, default 3'],
  ['uint8_t f QIDL(default, 3)', 'f: u8, default 3'],
  ['uint8_t f QIDL(serialize, default, 3)', 'f: u8, default 3'],
  ['uint8_t f qDefault(3)', 'f: u8, default 3'],
  ['char f[4] QIDL(string)', 'f: string(4)'],
  ['uint8_t f QIDL(property, "f", 4)', 'f: u8, immutable by tag, property f = 4'],
  ['uint8_t f QIDL(version, 2)', 'f: u8, since 2'],
] as const)('%s is an older spelling', ([declaration, expected]) => {
  expect(fieldsOf(`${declaration};`)).toEqual([expected]);
});

test("the struct's default tag covers what has no reason of its own", () => {
  const tagged = fieldsOf(
    'uint8_t a; uint8_t b q_standard; const uint8_t c; uint8_t n q_standard; uint8_t d[2] q_size(n);',
    'QIDL_STRUCT(struct S, q_elsewhere)',
  );
  expect(tagged).toEqual([
    'a: u8, elsewhere by struct',
    'b: u8, saved by tag',
    'c: u8, immutable by const',
    'n: u8, saved by tag',
    'd: u8[2] of n, saved by tag',
  ]);
});

test('skip_state skips what is not tagged otherwise', () => {
  expect(fieldsOf('uint8_t a; uint8_t b q_derived;', 'QIDL_STRUCT(struct S, skip_state)')).toEqual([
    'a: u8, immutable by struct',
    'b: u8, derived by tag',
  ]);
});

test('listed types: values, pointers, arrays, through typedefs; by statement and by option', () => {
  const text =
    'struct L { int x; }; typedef struct L L_t; struct S { struct L a; L_t *b; L_t c[2]; QEMUTimer *t; int u; };';
  const byStatement = structOf(modelOf(`${text}\nQIDL_IMMUTABLE_TYPES(struct L, QEMUTimer)`), 'S').fields.map(
    ({ reason }) => reason,
  );
  const byOption = structOf(modelOf(text, { immutableTypes: ['L_t', 'QEMUTimer'] }), 'S').fields.map(
    ({ reason }) => reason,
  );
  expect(byStatement).toEqual(['type', 'type', 'type', 'type', 'default']);
  expect(byOption).toEqual(['type', 'type', 'type', 'type', 'default']);
});

test.for([
  ['uint8_t f q_immutable q_host', 'QIDL4001'],
  ['uint8_t f q_immutable q_immutable', 'QIDL4001'],
  ['uint8_t f q_default(1) q_default(2)', 'QIDL4002'],
  ['uint8_t f[4] q_string q_type(int)', 'QIDL4003'],
  ['uint8_t f q_host q_default(1)', 'QIDL4004'],
  ['uint8_t f q_derived q_optional', 'QIDL4004'],
  ['uint8_t f q_elsewhere q_version(2)', 'QIDL4004'],
  ['uint8_t f[2] q_derived q_size(1)', 'QIDL4004'],
  ['uint8_t f q_broken q_version(2)', 'QIDL4004'],
] as const)('%s is %s, at the field', ([declaration, code]) => {
  expect(codesOf(modelOf(`#include <stdint.h>\nstruct S { ${declaration}; int y; };`))).toContain(`${code} 2:20`);
});

test('a role that nobody tagged forbids markers, too', () => {
  expect(codesOf(modelOf('struct S { const int f q_default(1); int y; };'))).toEqual(['QIDL4004 1:22']);
  expect(codesOf(modelOf('struct S { int f q_default(1); }; QIDL_STRUCT(struct S, q_host)'))).toEqual([
    'QIDL4004 1:16',
  ]);
});

test("a struct's word is no field's", () => {
  expect(codesOf(modelOf('struct S { int f QIDL(skip_state); };'))).toEqual(['QIDL4005 1:18']);
});

test('a struct without saved fields is dropped where it is a field', () => {
  const modelled = modelOf(
    'struct E { int x q_immutable; }; struct S { struct E e; struct E *p; struct E a[2]; int y; };',
  );
  expect(codesOf(modelled)).toEqual(['QIDL4011 1:54', 'QIDL4011 1:67', 'QIDL4011 1:79']);
  expect(structOf(modelled, 'S').fields.map(describeField)).toEqual([
    'e: E, immutable by empty',
    'p: not in T, immutable by empty',
    'a: E[2], immutable by empty',
    'y: i32',
  ]);
});

test('a union without cases is dropped, saved or not', () => {
  const union = 'union { int x q_immutable; void *p q_host; }';
  const modelled = modelOf(
    `struct S { int tag; ${union} u q_union(tag), a[2] q_union(tag), d q_union(tag) q_derived; };`,
  );
  expect(codesOf(modelled)).toEqual(['QIDL4011 1:66', 'QIDL4011 1:82']);
  expect(structOf(modelled, 'S').fields.map(describeField)).toEqual([
    'tag: i32',
    'u: not in T, immutable by empty',
    'a: not in T, immutable by empty',
    'd: not in T, derived by tag',
  ]);
});

test('broken fields are counted once for each struct, and an error under strict', () => {
  const text = 'struct S { int a q_broken, b; int c q_broken; };';
  const [warning, ...others] = modelOf(text).diagnostics;
  expect(others).toEqual([]);
  expect([warning.code, warning.severity, warning.message]).toEqual([
    'QIDL4010',
    'warning',
    'S loses 2 fields when it is saved: a, c',
  ]);
  expect(modelOf(text, { strict: true }).diagnostics.map(({ severity }) => severity)).toEqual(['error']);
});

test("with unknown: 'broken', each field without a form is a warning and broken", () => {
  const modelled = modelOf('struct S { Missing a; int *b; long double c; int d; };', { unknown: 'broken' });
  expect(modelled.diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'QIDL4022 warning',
    'QIDL4022 warning',
    'QIDL4022 warning',
  ]);
  expect(structOf(modelled, 'S').fields.map(({ role, reason }) => `${role} ${reason}`)).toEqual([
    'broken unknown',
    'broken unknown',
    'broken unknown',
    'saved default',
  ]);
});

test.for([
  ['long f', true],
  ['unsigned long f[2]', true],
  ['size_t f', true],
  ['word f', true],
  ['int64_t f', false],
  ['uint64_t f', false],
  ['int f', false],
  ['long f q_immutable', false],
  ['struct Part *f', false],
] as const)('%s varies by target: %s', ([declaration, varies]) => {
  const text = `#include <stdint.h>\n#include <stddef.h>\ntypedef unsigned long word; struct Part { int x; }; struct S { ${declaration}; int y; };`;
  expect(codesOf(modelOf(text)).some((code) => code.startsWith('QIDL4012'))).toBe(varies);
  expect(codesOf(modelOf(text, { target: 'x86_64' }))).toEqual([]);
});

test('a listed tag goes without its keyword where no typedef is called so', () => {
  const text =
    'struct L { int a; };\nstruct M { int b; };\ntypedef int M;\nQIDL_IMMUTABLE_TYPES(L, M)\nstruct S { struct L l, *p; struct M m; M n; };';
  const roles = structOf(modelOf(text), 'S').fields.map(({ name, role }) => `${name} ${role}`);
  expect(roles).toEqual(['l immutable', 'p immutable', 'm saved', 'n immutable']);
});
