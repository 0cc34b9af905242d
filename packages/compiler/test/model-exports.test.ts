// In: whole headers. Out: what they export, import and call it; docs, constants, layouts, subsections, versions.

import { expect, test } from 'vitest';
import { exportedTypes, exportedValues } from '../src/emit/names.ts';
import { settle } from '../src/model/lazy.ts';
import { dumpModel } from '../src/model/dump.ts';
import { codesOf, describeField, modelOf, structOf, type Modelled } from './model-of.ts';

const names = ({ model }: Modelled): string => [...model.structs, ...model.enums].map(({ name }) => name).join(' ');

test.for([
  ['struct a { int x; };', 'a'],
  ['typedef struct a { int x; } A;', 'A'],
  ['typedef struct { int x; } A;', 'A'],
  ['struct a; struct b { struct a *p q_host; int x; };', 'b'],
  ['struct { int x; } object;', ''],
  ['enum e { X };', 'e'],
  ['typedef enum { X } E;', 'E'],
  ['union u { int a; };', 'u'],
  ['struct a { struct b { int x; } b; };', 'b a'],
  ['struct a { struct { int x; } b; };', 'a_b a'],
  ['struct a { enum { X } e; union { int i; float f; } u q_host; };', 'a_u a a_e'],
  ['struct b { int x; }; struct a { struct b b; }; ', 'b a'],
  ['struct a { struct b *b; }; struct b { int x; };', 'b a'],
  ['QIDL_DECLARE(a) { int x; }; struct b { int y; };', 'a'],
  ['struct b { int y; }; QIDL_DECLARE(a) { struct b b; };', 'b a'],
  ['QIDL_START(A) typedef struct { int x; } A; QIDL_END(A) struct b { int y; };', 'A'],
  ['qc_declaration typedef struct a { int x; } A; struct b { int y; };', 'A'],
  ['QIDL_DECLARE(a) { int x; }; struct b { int y; }; QIDL_EXPORT(struct b)', 'a b'],
  [
    'int f(void); extern int v; static inline int g(void) { return 1; } _Static_assert(1, ""); struct a { int x; };',
    'a',
  ],
  ['', ''],
] as const)('%s exports %s', ([text, expected]) => {
  const modelled = modelOf(text);
  expect(codesOf(modelled)).toEqual([]);
  expect(names(modelled)).toBe(expected);
});

const files = {
  'fifo.qidl.h':
    '#ifndef F\n#define F\n#include "part.h"\nenum speed { SLOW };\ntypedef struct Fifo { struct part p; enum speed s; int d q_derived; } Fifo;\nstruct unused { int u; };\n#endif\n',
  'part.h':
    '#ifndef P\n#define P\nstruct part { int x; };\nstruct other { int y; };\nstruct bad { int *q; };\n#endif\n',
};

test('types of other modules are imported, with the plain types they reach', () => {
  const modelled = modelOf(
    '#include "fifo.qidl.h"\n#include "part.h"\nstruct S { Fifo f; struct part p; struct other o; struct bad *b q_host; enum speed s; };',
    {},
    files,
  );
  expect(codesOf(modelled)).toEqual([]);
  expect(names(modelled)).toBe('other S');
  expect(
    modelled.model.imports.map(({ from, structs, enums }) => [
      from,
      structs.map(({ name }) => name),
      enums.map(({ name }) => name),
    ]),
  ).toEqual([['./fifo.qidl.h', ['part', 'Fifo'], ['speed']]]);
  expect(structOf(modelled, 'S').needsHooks).toBe(true);
});

test('errors of a plain type are reported where something saved reaches it, and nowhere else', () => {
  expect(codesOf(modelOf('#include "part.h"\nstruct S { struct bad b q_host; int x; };', {}, files))).toEqual([]);
  const { diagnostics } = modelOf('#include "part.h"\nstruct S { struct bad b; };', {}, files);
  expect(diagnostics.map(({ code, span }) => `${code} ${span.file.path}`)).toEqual(['QIDL4023 /h/part.h']);
});

test('what another module lists, exports and groups is its own', () => {
  const other =
    '#define X_A 1\nstruct T { int x; };\nQIDL_IMMUTABLE_TYPES(struct T)\nQIDL_ENUM(X, X_)\nQIDL_EXPORT(struct part)\nstruct O { struct T t; int y; };';
  const modelled = modelOf(
    '#include "part.h"\n#include "o.qidl.h"\nstruct S { struct T t; struct O o; };',
    {},
    { ...files, 'o.qidl.h': other },
  );
  expect(codesOf(modelled)).toEqual([]);
  expect(names(modelled)).toBe('S');
  expect(structOf(modelled, 'S').fields.map(describeField)).toEqual(['t: T', 'o: O']);
  const own = modelOf(
    '#include "o.qidl.h"\nQIDL_IMMUTABLE_TYPES(struct O)\nstruct S { struct T t; struct O o; };',
    {},
    { ...files, 'o.qidl.h': other },
  );
  expect(structOf(own, 'S').fields.map(describeField)).toEqual(['t: T', 'o: O, immutable by type']);
});

test('an unsaved struct without a saved form is not in T', () => {
  const modelled = modelOf(
    '#include "part.h"\nstruct S { struct bad b q_host; struct part p q_host; int x; };',
    {},
    files,
  );
  expect(structOf(modelled, 'S').fields.map(describeField)).toEqual([
    'b: not in T, host by tag',
    'p: part, host by tag',
    'x: i32',
  ]);
  expect(names(modelled)).toBe('part S');
});

test('annotations from outside', () => {
  const text =
    '#include "part.h"\nQIDL_EXPORT(struct bad)\nQIDL_ANNOTATE(struct bad, q, q_host)\nQIDL_STRUCT(struct bad, name("wire"), version(3), minimum_version(2), q_js_name("Bad"))';
  const modelled = modelOf(text, {}, files);
  expect(codesOf(modelled)).toEqual([]);
  expect(structOf(modelled, 'Bad')).toMatchObject({
    name: 'Bad',
    wireName: 'wire',
    version: 3,
    minimumVersion: 2,
    ctype: 'struct bad',
  });
});

test('unused bytes stand before the next field, whatever stands between', () => {
  const modelled = modelOf(
    'struct a { int x; q_unused(4) enum e { X }; q_unused(1) int : 3; q_unused(2) _Static_assert(1, ""); int y; };',
  );
  expect(structOf(modelled, 'a').fields.map(({ unusedBefore }) => unusedBefore)).toEqual([0, 7]);
});

test('what stands between QIDL_START and QIDL_END is exported; the arguments are those of the named type', () => {
  const text =
    'QIDL_START(b, version(3), q_immutable) struct a { int x; }; struct b { int y; struct a a q_standard; }; QIDL_END(b)\nstruct c { int z; };';
  const modelled = modelOf(text);
  expect(codesOf(modelled)).toEqual([]);
  expect(modelled.model!.structs.map(({ name, version }) => [name, version])).toEqual([
    ['a', 1],
    ['b', 3],
  ]);
  expect(structOf(modelled, 'a').fields[0]).toMatchObject({ role: 'saved' });
  expect(structOf(modelled, 'b').fields[0]).toMatchObject({ role: 'immutable' });
});

test('a struct is told each thing once, by whichever marker', () => {
  const text =
    'QIDL_START(a, version(3)) typedef struct a { int x; } a; QIDL_END(a)\nQIDL_STRUCT(a, name("wire"))\nQIDL_STRUCT(a, q_js_name("A"), skip_properties)';
  const modelled = modelOf(text);
  expect(codesOf(modelled)).toEqual([]);
  expect(structOf(modelled, 'A')).toMatchObject({ wireName: 'wire', version: 3 });
});

test('a tag goes without its keyword where no typedef is called so', () => {
  const modelled = modelOf(
    'struct a { int x; };\nQIDL_STRUCT(a, version(2))\nQIDL_ANNOTATE(a, x, q_host)\nstruct b { int x; };\ntypedef struct c { int x; } b;\nQIDL_STRUCT(b, version(3))\nQIDL_STRUCT(struct b, q_js_name("tagged"), version(4))',
  );
  expect(codesOf(modelled)).toEqual([]);
  expect(modelled.model!.structs.map(({ name, version }) => [name, version])).toEqual([
    ['a', 2],
    ['tagged', 4],
    ['b', 3],
  ]);
  expect(structOf(modelled, 'a').fields[0]).toMatchObject({ role: 'host' });
});

test.for([
  ['QIDL_START(A) typedef struct B { int x; } B; QIDL_END(A)', 'QIDL4070'],
  ['QIDL_EXPORT(struct missing)', 'QIDL4071'],
  ['struct a; QIDL_EXPORT(struct a)', 'QIDL4071'],
  ['struct a { int x; }; QIDL_ANNOTATE(struct a, y, q_host)', 'QIDL4072'],
  ['#include "fifo.qidl.h"\nQIDL_ANNOTATE(Fifo, s, q_host)', 'QIDL4073'],
  ['#include "fifo.qidl.h"\nQIDL_STRUCT(Fifo, q_immutable)', 'QIDL4073'],
  ['QIDL_DECLARE(a, q_immutable, q_host) { int x; };', 'QIDL4076'],
  ['QIDL_DECLARE(a, version(2)) { int x; };\nQIDL_STRUCT(a, version(3))', 'QIDL4076'],
  ['struct q_immutable a { int x; };\nQIDL_STRUCT(a, q_standard)', 'QIDL4076'],
  ['struct a { int x; }; QIDL_ANNOTATE(struct a, x, q_imutable)', 'QIDL4077'],
  ['struct a { int x; }; QIDL_ANNOTATE(struct a, x, q_host, 3)', 'QIDL4077'],
  ['struct a { int x; }; QIDL_ANNOTATE(struct a, x, q_unused(4))', 'QIDL4077'],
  ['struct a { q_unused(4) struct { int x; }; };', 'QIDL4006'],
  ['enum e { X }; QIDL_STRUCT(enum e, version(2))', 'QIDL4074'],
  ['enum e { X }; QIDL_STRUCT(enum e, q_immutable, q_js_name("E"))', 'QIDL4074'],
  ['struct a { int x, y; }; QIDL_ANNOTATE(struct a, x.y, q_host)', 'QIDL4072'],
  ['QIDL_DECLARE(a, q_optional) { int x; };', 'QIDL4074'],
  ['struct a { int x; }; QIDL_ENUM(E, NO_)', 'QIDL4075'],
  ['typedef struct string { int x; } string;', 'QIDL4080'],
  ['struct then { int x; };', 'QIDL4080'],
  ['struct a { int x; }; QIDL_STRUCT(struct a, q_js_name("not a name"))', 'QIDL4080'],
  ['#define then 1', 'QIDL4080'],
  ['struct A { int x; }; struct AInfo { int y; };', 'QIDL4081'],
  ['struct a { int x; }; struct a_Hooks { int y; };', 'QIDL4081'],
  ['struct a { int x; };\n#define create_a 1', 'QIDL4081'],
  ['struct T { int x; }; typedef struct other { int y; } T;', 'QIDL4081'],
  ['struct a { struct { int x; } b; }; struct a_b { int y; };', 'QIDL4081'],
  ['QIDL_DECLARE(a, version(1)) { int x q_version(2); };', 'QIDL4053'],
  ['QIDL_DECLARE(a, version(1), minimum_version(2)) { int x; };', 'QIDL4054'],
  ['struct a { int x q_name("y"); int y; };', 'QIDL4061'],
  ['struct a { int x q_js_name("y"); int y; };', 'QIDL4061'],
  ['struct a { int x; int y q_renamed_from("x"); };', 'QIDL4061'],
  ['struct a { int x q_default(0); int y q_default(0) q_subsection("a/x"); };', 'QIDL4061'],
  ['struct a { int x q_optional; int y q_default(0) q_subsection("a/x"); };', 'QIDL4061'],
  ['struct a { int x q_property("p"); int y q_property("p"); int z; };', 'QIDL4061'],
  ['struct a { int x q_property("p", 0, true) q_property("p", 1, true); int z; };', 'QIDL4061'],
  ['struct a { int x q_name(""); };', 'QIDL4007'],
  ['struct a { int x q_name("\\x01"); };', 'QIDL4007'],
  ['struct a { int x q_version(0); };', 'QIDL4008'],
  ['struct a { int x q_property_bit("p", 32); int y; };', 'QIDL4060'],
] as const)('%s is %s', ([text, code]) => {
  expect(codesOf(modelOf(text, {}, files)).map((found) => found.split(' ')[0])).toEqual([code]);
});

test.for(['Foo', 'foo', '_foo'])('no other export can take a name that %s has in the module', (name) => {
  const text = `struct ${name} { int x; };\n`;
  const { model } = modelOf(text);
  const others = [...exportedTypes(model, exportedValues(model))].filter((other) => other !== name);
  expect(others.length).toBeGreaterThan(14);
  for (const other of others)
    expect([other, ...codesOf(modelOf(`${text}#define ${other} 1\n`))]).toEqual([other, 'QIDL4081 2:9']);
});

test('constants are typed by C; groups are enums; enums without a name are constants', () => {
  const text = `/* the first */
#define A_ONE 1
#define A_TWO 2u /* the second */
#define WIDE 3ULL
#define MINUS (-1)
#define HALF 0.5
#define TEXT "text"
#define NO_TEXT "\\xff"
#define EMPTY
#define F(x) x
#define NOT_ONE g()
enum { LAST = 9 };
QIDL_ENUM(A, A_)
`;
  const { model } = modelOf(text);
  expect(
    model.constants.map(({ name, value, type }) => [
      name,
      'value' in value ? value.value : null,
      type && `${type.signed ? 'i' : 'u'}${type.bits}`,
    ]),
  ).toEqual([
    ['WIDE', 3n, 'u64'],
    ['MINUS', -1n, 'i32'],
    ['HALF', 0.5, null],
    ['TEXT', 'text', null],
    ['LAST', 9n, 'u32'],
  ]);
  expect(
    model.enums.map(({ name, values }) => [name, values.map((value) => [value.name, value.value, value.doc])]),
  ).toEqual([
    [
      'A',
      [
        ['A_ONE', 1n, 'the first'],
        ['A_TWO', 2n, 'the second'],
      ],
    ],
  ]);
});

test('comments and lines go along', () => {
  const { model } = modelOf('/* The struct. */\nstruct S {\n  int a; // behind\n  /* before */\n  int b;\n};\n');
  const [{ doc, place, fields }] = model.structs;
  expect([doc, place.line, ...fields.map((field) => [field.doc, field.place.line])]).toEqual([
    'The struct.',
    2,
    ['behind', 3],
    ['before', 5],
  ]);
});

test('versions follow from the fields unless they are said', () => {
  const { model } = modelOf(
    'QIDL_DECLARE(a) { int x; int y q_version(4); }; QIDL_DECLARE(b, version(7)) { int x q_version(2); }; QIDL_DECLARE(c) { int x; };',
  );
  expect(model.structs.map(({ name, version, minimumVersion }) => [name, version, minimumVersion])).toEqual([
    ['a', 4, 1],
    ['b', 7, 1],
    ['c', 1, 1],
  ]);
});

test('subsections: fields of a name, version, condition', () => {
  const text =
    'struct r { int a; int b q_default(0) q_subsection("r/x", 2); int c q_default(1) q_subsection("r/x"); int d q_subsection("r/y") q_needed(a > 1); };';
  const modelled = modelOf(text);
  expect(codesOf(modelled)).toEqual(['QIDL4059 1:106']);
  expect(
    structOf(modelled, 'r').subsections.map(({ name, version, needed }) => [name, version, needed?.op ?? null]),
  ).toEqual([
    ['r/x', 2, null],
    ['r/y', 1, 'binary'],
  ]);
});

test.for([
  ['int b q_default(0) q_subsection("x")', 'QIDL4055'],
  ['int b q_subsection("r/x")', 'QIDL4056'],
  ['int b q_default(0) q_subsection("r/x", 1); int c q_subsection("r/x", 2)', 'QIDL4057'],
  ['int b q_needed(a)', 'QIDL4058'],
  ['int b q_subsection("r/x") q_needed(nope)', 'QIDL4045'],
  ['int b q_subsection("r/x") q_optional', 'QIDL4003'],
  ['_Bool has_b; int b q_subsection("r/x") q_optional; int c q_default(0) q_subsection("r/x")', 'QIDL4003'],
] as const)('%s is %s', ([body, code]) => {
  expect(codesOf(modelOf(`struct r { int a; ${body}; };`)).map((text) => text.split(' ')[0])).toContain(code);
});

test('optional in both forms; null by default is optional, too', () => {
  const modelled = modelOf(
    '#include <stdbool.h>\nstruct P { int x; }; struct S { bool has_a; int a q_optional; struct P *b q_optional; struct P *c q_default(NULL); int d q_optional; };',
  );
  expect(codesOf(modelled)).toEqual([]);
  expect(structOf(modelled, 'S').fields.map(describeField)).toEqual([
    'has_a: bool',
    'a: i32, if has_a',
    'b: P in place, or null',
    'c: P in place, default null, or null',
    'd: i32, or null',
  ]);
});

test.for([
  ['int has_a; int a q_optional', 'QIDL4049'],
  ['int a q_optional; _Bool has_a', 'QIDL4049'],
  ['_Bool has_a q_derived; int a q_optional', 'QIDL4049'],
  ['int a q_optional q_default(3)', 'QIDL4003'],
] as const)('%s is %s', ([body, code]) => {
  expect(codesOf(modelOf(`struct S { ${body}; };`)).map((text) => text.split(' ')[0])).toEqual([code]);
});

test('the layout has every member, anonymous ones hoisted', () => {
  const text =
    'struct P { int x; }; struct S { char a; void *p; struct P *q; struct { short b; }; unsigned c : 3, d : 5; struct P s[2]; char t[4] q_string; long double l q_host; QIDLX *u q_host; union { int i; float f; } w q_host; char z[]  q_host; };';
  const { layout } = structOf(modelOf(text), 'S');
  expect(
    layout?.members.map(
      ({ name, offset, bit, type }) => `${name} ${bit === null ? offset : `bit ${bit.offset}`} ${type.kind}`,
    ),
  ).toEqual(
    [
      'a 0 int',
      'p 4 pointer',
      'q 8 pointer',
      'b 12 int',
      'c bit 112',
      'd bit 115',
      's 16 array',
      't 24 string',
      'l 32 bytes',
      'u 48 pointer',
      'w 52 struct',
      'z 56 array',
    ].map((line) => (line.startsWith('c') || line.startsWith('d') ? `${line} int` : line)),
  );
  expect(layout?.members.find(({ name }) => name === 'q')?.type).toEqual({ kind: 'pointer', bits: 32, to: 'P' });
});

test('without the size of a member there is no layout, and a note', () => {
  const modelled = modelOf('struct S { Missing m q_host; int x; };');
  expect(modelled.diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['QIDL4039 note']);
  expect(structOf(modelled, 'S').layout).toBeNull();
});

test.for([
  ['int', 255, '', true],
  ['int', 256, '', false],
  ['int', 253, ' q_default(1)', true],
  ['int', 254, ' q_default(1)', false],
  ['int *', 254, ' q_host', true],
] as const)('%s with a name of %s bytes%s fits: %s', ([type, length, marker, fits]) => {
  const codes = codesOf(modelOf(`struct S { ${type} ${'x'.repeat(length)}${marker}; int y; };`));
  expect(codes.some((code) => code.startsWith('QIDL4062'))).toBe(!fits);
});

test('what is read late is there after the program is let go of', () => {
  const { model } = modelOf(
    '/* The struct. */ struct S { int a; /* a */ enum { X /* x */ } e; };\n#define ONE 1 /* one */\n',
  );
  const settled = settle(model);
  expect(settled).toBe(model);
  expect([
    settled.structs[0].doc,
    settled.structs[0].fields[0].doc,
    settled.enums[0].values[0].doc,
    settled.constants[0].doc,
  ]).toEqual(['The struct.', 'a', 'x', 'one']);
});

test('fields with names that JavaScript has a meaning for', () => {
  const modelled = modelOf('struct S { int __proto__, constructor, then, toString, hasOwnProperty; };');
  expect(codesOf(modelled)).toEqual([]);
  expect(structOf(modelled, 'S').fields.map(({ jsName }) => jsName)).toEqual([
    '__proto__',
    'constructor',
    'then',
    'toString',
    'hasOwnProperty',
  ]);
});

test('the dump is JSON, the same each time, and has the keys that others rely on', () => {
  const text = 'struct P { int x; }; struct S { int n; char a[4] q_size(n); struct P p; int d q_default(3); };';
  const dump = dumpModel(modelOf(text).model);
  expect(dumpModel(modelOf(text).model)).toBe(dump);
  const { structs, enums, constants } = JSON.parse(dump) as {
    structs: { fields: object[] }[];
    enums: [];
    constants: [];
  };
  expect([enums, constants]).toEqual([[], []]);
  expect(Object.keys(structs[1])).toEqual(
    expect.arrayContaining(['name', 'version', 'minimumVersion', 'doc', 'line', 'fields']),
  );
  expect(structs[1].fields[1]).toMatchObject({
    name: 'a',
    wireName: 'a',
    ctype: 'char',
    type: { kind: 'array' },
    role: 'saved',
    reason: 'tag',
    default: null,
    optional: false,
    size: 'n',
    capacity: 4,
    string: false,
    version: 0,
    subsection: null,
    properties: [],
    doc: null,
    line: 1,
  });
  expect(structs[1].fields[3]).toMatchObject({ default: 3, reason: 'default' });
});

test('the fingerprint follows the schema alone', () => {
  const of = (body: string): string => structOf(modelOf(`struct S { ${body} };`), 'S').fingerprint.join(' ');
  expect(of('int a; int b q_derived;')).toBe(of('/* doc */ int a q_default(3);'));
  expect(of('int a;')).not.toBe(of('unsigned a;'));
  expect(of('int a;')).not.toBe(of('int b;'));
});
