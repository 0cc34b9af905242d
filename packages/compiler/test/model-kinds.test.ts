// In: one field each. Out: its kind (kinds.md, language.md 6, 8, 13 to 17), or the code of what is wrong.

import { expect, test } from 'vitest';
import { codesOf, describeField, modelOf, structOf } from './model-of.ts';

const before = `#include <stdint.h>
#include <stdbool.h>
#define QLIST_HEAD(name, type) struct name { struct type *lh_first; }
#define QTAILQ_HEAD(name, type) union name { struct type *tqh_first; struct { void *l; } tqh_circ; }
#define QLIST_ENTRY(type) struct { struct type *le_next; struct type **le_prev; }
struct Part { uint8_t p; };
typedef struct Part Part_t;
enum e { A, B }; enum neg { N = -1 }; typedef enum { T1 } E_t; enum __attribute__((packed)) small { S1 };
typedef uint8_t mac[6];
typedef struct _GSList GSList;
struct tm { int tm_sec; };
`;

function kindOf(declaration: string): string {
  const modelled = modelOf(`${before}struct S { uint8_t n; ${declaration}; };\n`);
  expect(codesOf(modelled).filter((code) => !code.startsWith('QIDL4039'))).toEqual([]);
  return describeField(structOf(modelled, 'S').fields[1]).slice(3).replace(', saved by tag', '');
}

test.for([
  ['uint8_t f', 'u8'],
  ['int8_t f', 'i8'],
  ['char f', 'u8'],
  ['signed char f', 'i8'],
  ['short f', 'i16'],
  ['unsigned f', 'u32'],
  ['int64_t f', 'i64'],
  ['unsigned long long f', 'u64'],
  ['__int128 f', 'i128'],
  ['unsigned __int128 f', 'u128'],
  ['bool f', 'bool'],
  ['_Bool f', 'bool'],
  ['float f', 'f32'],
  ['double f', 'f64'],
  ['volatile int f', 'i32'],
  ['enum e f', 'enum e u32'],
  ['enum neg f', 'enum neg i32'],
  ['E_t f', 'enum E_t u32'],
  ['enum small f', 'enum small u8'],
  ['enum { X, Y } f', 'enum S_f u32'],
  ['unsigned f : 3', 'u32:3'],
  ['int f : 3', 'i32:3'],
  ['bool f : 1', 'bool:1'],
  ['enum e f : 2', 'enum e u32:2'],
  ['uint64_t f : 40', 'u64:40'],
  ['uint8_t f[4]', 'u8[4]'],
  ['uint64_t f[2][3]', 'u64[2][3]'],
  ['mac f', 'u8[6]'],
  ['mac f[2]', 'u8[2][6]'],
  ['struct Part f', 'Part_t'],
  ['Part_t f[2]', 'Part_t[2]'],
  ['struct Part *f', 'Part_t in place'],
  ['struct Part *f[2]', 'Part_t in place[2]'],
  ['struct { int x; } f', 'S_f'],
  ['struct { int x; } f[2]', 'S_f[2]'],
  ['char f[8] q_string', 'string(8)'],
  ['uint8_t f[8] q_str', 'string(8)'],
  ['char f[2][8] q_string', 'string(8)[2]'],
  ['char *f', 'string'],
  ['char *f[2]', 'string[2]'],
  ['uint8_t *f q_string', 'string'],
  ['uint8_t f[4] q_size(n)', 'u8[4] of n'],
  ['uint8_t *f q_size(n)', 'u8* of n'],
  ['char *f q_size(n)', 'u8* of n'],
  ['struct Part *f q_size(n)', 'Part_t* of n'],
  ['struct Part **f q_size(n)', 'Part_t in place* of n'],
  ['uint8_t f[] q_size(n)', 'u8* of n'],
  ['uint8_t f[3][2] q_size(n)', 'u8[3][2] of n'],
  ['QEMUTimer *f', 'external QEMUTimer'],
  ['QEMUTimer f', 'external QEMUTimer'],
  ['QEMUTimer *f[2]', 'external QEMUTimer[2]'],
  ['struct tm f', 'external tm'],
  ['Int128 f', 'i128'],
  ['GSList *f q_type(Part_t)', 'glist of Part_t'],
  ['GList _type_is(struct Part) *f', 'glist of Part_t'],
  ['GSList *f q_type(int)', 'glist of i32'],
  ['GSList *f q_type(char *)', 'glist of string'],
  ['GSList *f[2] q_type(Part_t)', 'glist of Part_t[2]'],
  ['GSList *f QIDL(type_is, Part_t)', 'glist of Part_t'],
  ['GSList *f QIDL(serialize, type_is, Part_t)', 'glist of Part_t'],
  ['QLIST_HEAD(, Part) f', 'queue of Part_t'],
  ['QLIST_HEAD(, Part) f[2]', 'queue of Part_t[2]'],
  ['QTAILQ_HEAD(q, Part) f', 'queue of Part_t'],
  ['union { uint8_t a q_case(0); struct Part b q_case(1, 2); } f q_union(n)', 'union by n { a 0: u8; b 1|2: Part_t }'],
  ['union { char a[4] q_string q_case(A); void *b q_host; } f q_union(n)', 'union by n { a 0: string(4) }'],
] as const)('%s is %s', ([declaration, expected]) => {
  expect(kindOf(declaration)).toBe(expected);
});

test.for([
  ['Missing f', 'QIDL4020'],
  ['Missing *f', 'QIDL4020'],
  ['struct missing *f', 'QIDL4020'],
  ['enum missing *f', 'QIDL4023'],
  ['long double f', 'QIDL4021'],
  ['_Complex double f', 'QIDL4021'],
  ['void *f q_standard', 'QIDL4021'],
  ['void (*f)(void) q_standard', 'QIDL4021'],
  ['uint8_t **f', 'QIDL4021'],
  ['uint8_t (*f)[4]', 'QIDL4021'],
  ['uint8_t *f', 'QIDL4023'],
  ['bool *f', 'QIDL4023'],
  ['enum e *f', 'QIDL4023'],
  ['uint8_t *f[2]', 'QIDL4023'],
  ['struct S *f', 'QIDL4024'],
  ['struct S *f q_size(n)', 'QIDL4024'],
  ['struct S *f[2]', 'QIDL4024'],
  ['uint8_t f[0]', 'QIDL4025'],
  ['uint8_t f[]', 'QIDL4025'],
  ['union { int a; int b; } f', 'QIDL4030'],
  ['uint8_t f q_union(n)', 'QIDL4031'],
  ['union { int a q_case(0); } f q_union(x)', 'QIDL4032'],
  ['union { int a q_case(0); } f q_union(f)', 'QIDL4032'],
  ['union { int a; } f q_union(n)', 'QIDL4033'],
  ['union { int a q_case(n); } f q_union(n)', 'QIDL4034'],
  ['union { int a q_case(0); int b q_case(0); } f q_union(n)', 'QIDL4034'],
  ['union { int a q_case(4294967296); } f q_union(n)', 'QIDL4034'],
  ['bool b; union { int a q_case(2); } f q_union(b)', 'QIDL4034'],
  ['int t : 3; union { int a q_case(4); } f q_union(t)', 'QIDL4034'],
  ['uint8_t t; union { int a q_case(-1); } f q_union(t)', 'QIDL4034'],
  ['int t q_optional; union { int a q_case(0); } f q_union(t)', 'QIDL4032'],
  ['union { union { int b q_case(0); } a q_case(0) q_union(n); } f q_union(n)', 'QIDL4003'],
  ['union { int a q_case(0) q_immutable; int b q_case(1); } f q_union(n)', 'QIDL4003'],
  ['union { int a q_case(0) q_property("a"); int b q_case(1); } f q_union(n)', 'QIDL4003'],
  ['union { int a q_case(0) q_name("b"); } f q_union(n)', 'QIDL4003'],
  ['union { int a q_case(0) q_default(1); } f q_union(n)', 'QIDL4003'],
  ['union { int a q_case(0) q_renamed_from("b"); } f q_union(n)', 'QIDL4003'],
  ['uint8_t f q_case(0)', 'QIDL4035'],
  ['GSList *f', 'QIDL4036'],
  ['GList f', 'QIDL4036'],
  ['uint8_t f q_type(int)', 'QIDL4037'],
  ['struct Part *f q_type(int)', 'QIDL4037'],
  ['GSList *f q_type(Missing)', 'QIDL4020'],
  ['GSList *f q_type(struct S)', 'QIDL4024'],
  ['QLIST_ENTRY(S) f', 'QIDL4038'],
  ['uint8_t f q_size(n)', 'QIDL4040'],
  ['struct Part f q_size(n)', 'QIDL4040'],
  ['uint16_t f[4] q_string', 'QIDL4044'],
  ['uint8_t f q_string', 'QIDL4044'],
  ['struct Part f[2] q_string', 'QIDL4044'],
] as const)('%s is %s', ([declaration, code]) => {
  const codes = codesOf(modelOf(`${before}struct S { uint8_t n; ${declaration}; };\n`)).map(
    (text) => text.split(' ')[0],
  );
  expect(codes).toEqual([code]);
});

test('an unknown type names struct, field, type and the three ways out', () => {
  const [{ message, help }] = modelOf('struct Serial { ISADevice dev; };').diagnostics;
  expect(message).toBe("'dev' of Serial is saved, but its type ISADevice is unknown");
  expect(help).toHaveLength(3);
  expect(help.join('\n')).toMatch(/include.*ISADevice[^]*register a visitor[^]*q_immutable/);
});

test('a cycle through two structs is reported once', () => {
  expect(codesOf(modelOf('struct A { struct B *b; }; struct B { struct A *a; };'))).toEqual(['QIDL4024 1:49']);
});

test('registered types take their module along; a visitor of our own can be replaced', () => {
  const { model } = modelOf('struct S { Bitmap *b; struct ring *r; QEMUTimer *t; struct tm *when q_host; };', {
    types: { Bitmap: './bitmap.js', 'struct ring': './ring.js', QEMUTimer: './timer.js' },
  });
  expect(model.externals).toEqual([
    { kind: 'visitor', name: 'Bitmap', module: './bitmap.js' },
    { kind: 'visitor', name: 'ring', module: './ring.js' },
    { kind: 'visitor', name: 'QEMUTimer', module: './timer.js' },
    { kind: 'visitor', name: 'tm', module: '@qidl/runtime/codegen/v1' },
  ]);
});

test('members of anonymous structs and unions belong to their parent', () => {
  const modelled = modelOf(
    `struct S { struct { int a, b; }; union { int raw; q_derived struct { short lo, hi; }; }; q_host struct { int z; }; };`,
  );
  expect(codesOf(modelled)).toEqual([]);
  expect(structOf(modelled, 'S').fields.map(describeField)).toEqual([
    'a: i32',
    'b: i32',
    'raw: i32',
    'lo: i16, derived by tag',
    'hi: i16, derived by tag',
    'z: i32, host by tag',
  ]);
});

test('two saved alternatives of an anonymous union are one error', () => {
  expect(codesOf(modelOf('struct S { union { int a; struct { short b, c; }; }; };'))).toEqual(['QIDL4030 1:12']);
});

test('markers that describe a field cannot stand on an anonymous one', () => {
  expect(codesOf(modelOf('struct S { int n; union { int a q_case(0); int b q_case(1); } q_union(n); };'))).toContain(
    'QIDL4006 1:63',
  );
});

test('long is what the target says', () => {
  const text = 'struct S { long f; };';
  expect(describeField(structOf(modelOf(text, { target: 'wasm32' }), 'S').fields[0])).toBe('f: i32');
  expect(describeField(structOf(modelOf(text, { target: 'x86_64' }), 'S').fields[0])).toBe('f: i64');
});

test('what doubles with each struct ends in an error', () => {
  const links = Array.from({ length: 40 }, (_, index) => `struct s${index + 1} { struct s${index} a, b; };`);
  const codes = codesOf(modelOf(`struct s0 { char v; };\n${links.join('\n')}`)).map((code) => code.split(' ')[0]);
  expect(codes).toContain('QIDL4028');
  expect(codes.length).toBeLessThan(60);
});

test.for([
  ['by value', 'struct s'],
  ['by pointer, declared later', 'struct s'],
] as const)('a chain of 5000 structs %s ends in errors, not in a stack overflow', ([how]) => {
  const count = 5000;
  const structs = Array.from({ length: count }, (_, index) =>
    how === 'by value'
      ? `struct s${index} { ${index === 0 ? 'int v' : `struct s${index - 1} p`}; };`
      : `struct s${index} { ${index === count - 1 ? 'int v' : `struct s${index + 1} *p`}; };`,
  );
  expect(codesOf(modelOf(structs.join('\n'))).some((code) => code.startsWith('QIDL4027'))).toBe(true);
});

test.for([
  'struct L { struct Pair *lh_first; }; struct S { struct L f q_type(struct L); };',
  'struct L { struct Pair *lh_first; }; struct S { GSList *f q_type(struct L *); };',
  'struct S { GSList *f q_type(GSList); };',
  'typedef struct any GSList; struct S { GSList *f[2] q_type(GSList *); };',
  'struct A { struct A *lh_first; }; struct S { struct A f; };',
  'struct A { struct B *lh_first; }; struct B { struct A (*tqh_first)[2]; }; struct S { struct A f; };',
])('a list of itself has no saved form: %s', (text) => {
  const { diagnostics } = modelOf(`struct Pair { int a; }; ${text}`);
  expect(diagnostics.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/a list of itself has no saved form/),
  );
});
