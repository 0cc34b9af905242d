// In: marked declarations, one line each. Out: where each marker was found, `@meaning/place`; or code and place of
// what is wrong with it.

import { expect, test } from 'vitest';
import { inWords, parseText } from './parse-of.ts';

const cases: readonly (readonly [source: string, words: string])[] = [
  ['struct S { _immutable int a; };', 'struct S { a: int @immutable/type }'],
  ['struct S { int _immutable a; };', 'struct S { a: int @immutable/type }'],
  ['struct S { int *_immutable a; };', 'struct S { a: pointer to int @immutable/pointer }'],
  ['struct S { int a _immutable; };', 'struct S { a: int @immutable/declarator }'],
  ['struct S { int a[4] _immutable; };', 'struct S { a: array 4 of int @immutable/declarator }'],
  ['struct S { int a _size_is(n) [4]; };', 'struct S { a: array 4 of int @size(n)/declarator }'],
  ['struct S { int _version; };', 'struct S { _version: int }'],
  ['struct S { uint8_t _version[4]; };', 'struct S { _version: array 4 of uint8_t }'],
  ['struct S { int _default, x; };', 'struct S { _default: int; x: int }'],
  ['struct S { int _version, y; };', 'struct S { _version: int; y: int }'],
  ['struct S { int x, _version; };', 'struct S { x: int; _version: int }'],
  ['struct S { int _version : 3; };', 'struct S { _version: bits 3 of int }'],
  ['struct S { int *_string; };', 'struct S { _string: pointer to int }'],
  ['struct S { char *_string _optional; };', 'struct S { _string: pointer to char @optional/declarator }'],
  ['struct S { char _string _immutable; };', 'struct S { _string: char @immutable/declarator }'],
  ['struct S { char _immutable _version; };', 'struct S { _version: char @immutable/type }'],
  ['struct S { int (*_host)(int); };', 'struct S { _host: pointer to function (int) returning int }'],
  ['struct S { void _host (*f)(int); };', 'struct S { f: pointer to function (int) returning void @host/type }'],
  ['struct S { void (*f _host)(int); };', 'struct S { f: pointer to function (int) returning void @host/declarator }'],
  ['struct S { void (*f)(int) _host; };', 'struct S { f: pointer to function (int) returning void @host/declarator }'],
  [
    'struct S { int a _immutable, b, *_host c; };',
    'struct S { a: int @immutable/declarator; b: int; c: pointer to int @host/pointer }',
  ],
  ['struct S { int a, _immutable b; };', 'struct S { a: int; b: int @immutable/pointer }'],
  [
    'struct S { _immutable _default(1) int a _version(2) _optional; };',
    'struct S { a: int @immutable/type @default(1)/type @version(2)/declarator @optional/declarator }',
  ],
  ['struct S { struct T _immutable *a; };', 'struct S { a: pointer to struct T @immutable/type }'],
  ['struct S { const _immutable int a; };', 'struct S { a: const int @immutable/type }'],
  ['struct S { unsigned _immutable int a; };', 'struct S { a: unsigned int @immutable/type }'],
  [
    'struct S { int a : 3 _immutable; int b _immutable : 3; };',
    'struct S { a: bits 3 of int @immutable/declarator; b: bits 3 of int @immutable/declarator }',
  ],
  [
    'struct S { int a _immutable __attribute__((packed)); int b __attribute__((packed)) _immutable; };',
    'struct S { a: int #packed @immutable/declarator; b: int #packed @immutable/declarator }',
  ],
  ['struct S { int _immutable __attribute__((packed)); };', 'struct S { _immutable: int #packed }'],
  ['struct S { int _immutable __attribute__((packed)) b; };', 'struct S { b: int #packed @immutable/type }'],
  [
    'struct S { int QIDL(immutable) a QIDL(default, 3) QIDL(size_is, n); };',
    'struct S { a: int @immutable/type @default(3)/declarator @size(n)/declarator }',
  ],
  [
    'struct S { int a QIDL(serialize, immutable); int b QIDL(serialize, default, {1, 2}); };',
    'struct S { a: int @immutable/declarator; b: int @default({1, 2})/declarator }',
  ],
  ['struct S { int QIDL; };', 'struct S { QIDL: int }'],
  ['struct S { int a QIDL(property, "x", 1); };', 'struct S { a: int @property("x", 1)/declarator }'],
  [
    'struct S { int a q_property("x", 2, 3) q_property("y", 3); };',
    'struct S { a: int @property("x", 2, 3)/declarator @property("y", 3)/declarator }',
  ],
  [
    'struct S { GSList _type_is(struct foo *) *a _default_is(NULL); };',
    'struct S { a: pointer to GSList @type(pointer to struct foo)/type @default(NULL)/declarator }',
  ],
  [
    'struct S { int a q_default({0}); int b q_default({{1, 2}, .x = 3}); int c q_default(-1 + (uint8_t) 3); };',
    'struct S { a: int @default({0})/declarator; b: int @default({{1, 2}, .x = 3})/declarator; c: int @default(((- 1) + ((uint8_t) 3)))/declarator }',
  ],
  [
    'struct S { int a[4] q_size(((PCIDevice *)obj)->n ? obj->a : f(obj, 1)); };',
    'struct S { a: array 4 of int @size((((pointer to PCIDevice) obj)->n ? obj->a : f(obj, 1)))/declarator }',
  ],
  [
    'struct S { union { int a q_case(1, 2); float b q_case(X); } q_union(tag) u; union { int c; } q_union(t); };',
    'struct S { u: union { a: int @case(1, 2)/declarator; b: float @case(X)/declarator } @union(tag)/type; union { c: int } @union(t)/type }',
  ],
  [
    'struct S { q_unused(4) int a; q_unused(8) q_unused(1) int b; };',
    'struct S { @unused(4); a: int; @unused(8); @unused(1); b: int }',
  ],
  ['struct q_immutable S { int a; };', 'struct S { a: int } @immutable/record'],
  ['struct _string { int a; };', 'struct _string { a: int }'],
  ['struct q_immutable { int a; } q_host;', 'struct { a: int } @immutable/record @host/record'],
  ['struct S { union q_derived { int a; }; };', 'struct S { union { a: int } @derived/record }'],
  [
    'struct S { struct q_host T { int a; } *b, c; };',
    'struct S { b: pointer to struct T { a: int } @host/record; c: struct T {…} @host/record }',
  ],
  ['typedef struct { int a; } q_immutable T;', 'typedef T: struct { a: int } @immutable/record'],
  ['enum _string { _version, _host = 3 };', 'enum _string { _version, _host = 3 }'],
  ['int _version;', '_version: int'],
  ['int f(int _version);', 'f: function (_version: int) returning int'],
  ['typedef int _string; struct S { _string a; };', 'typedef _string: int; struct S { a: _string }'],
  ['QIDL_DECLARE(S) { int a; };', '@declare(S) struct S { a: int }'],
  [
    'QIDL_DECLARE(S, q_immutable, name("x"), version(3), skip_state) { int a; } b, *c;',
    '@declare(S, @immutable, @name("x"), @version(3), @skip_state) b: struct S { a: int }; c: pointer to struct S {…}',
  ],
  ['typedef QIDL_DECLARE(S) { int a; } S;', '@declare(S) typedef S: struct S { a: int }'],
  ['QIDL_DECLARE_PUBLIC(S) { int a; } __attribute__((packed));', '@declare(S) struct S { a: int } #packed'],
  ['QIDL_START(S) typedef struct S { int a; } S; QIDL_END(S)', '@start(S) typedef S: struct S { a: int }'],
  [
    'QIDL_START(S, q_immutable) struct S { int a; }; typedef struct S S; QIDL_END() int x;',
    '@start(S, @immutable) struct S { a: int }; @start(S, @immutable) typedef S: struct S; x: int',
  ],
  ['QIDL_START(S); struct S { int a; }; QIDL_END(S);', '@start(S) struct S { a: int }'],
  ['qc_declaration typedef struct S { int a; } S;', '@declaration typedef S: struct S { a: int }'],
  ['qc_declaration struct S { int a; };', '@declaration struct S { a: int }'],
  ['QIDL_EXPORT(struct foo) QIDL_EXPORT(bar) int a;', '@export(struct foo); @export(bar); a: int'],
  ['QIDL_EXPORT(struct foo);', '@export(struct foo)'],
  [
    'QIDL_ANNOTATE(struct foo, member, q_immutable, q_default(3))',
    '@annotate(struct foo, member, @immutable, @default(3))',
  ],
  ['QIDL_STRUCT(Foo, version(2), minimum_version(1), q_host)', '@struct(Foo, @version(2), @minimum_version(1), @host)'],
  [
    'QIDL_ENUM(Foo, FOO_) QIDL_IMMUTABLE_TYPES(A, struct b, C *)',
    '@enum(Foo, FOO_); @immutable_types(A, struct b, pointer to C)',
  ],
  ['QIDL(serialize, Foo) typedef struct Foo { int a; } Foo;', '@serialize(Foo) typedef Foo: struct Foo { a: int }'],
  ['QIDL(serialize, Foo); struct Foo { int a; };', '@serialize(Foo) struct Foo { a: int }'],
  ['qc_declaration;; typedef struct S { int a; } S;', '@declaration typedef S: struct S { a: int }'],
  [
    'struct S { struct { int a; } q_immutable; union { int b; } _host _optional; };',
    'struct S { struct { a: int } @immutable/type; union { b: int } @host/type @optional/type }',
  ],
  [
    'struct S { struct { int a; } _version; struct { int b; } _host _type_is; };',
    'struct S { _version: struct { a: int }; _type_is: struct { b: int } @host/type }',
  ],
  [
    'struct S { union { int a; } _host[3]; union { int a; } _host, x; };',
    'struct S { _host: array 3 of union { a: int }; _host: union { a: int }; x: union {…} }',
  ],
  [
    'struct S { void q_host (*f)(int q_host); };',
    'struct S { f: pointer to function (q_host: int) returning void @host/type }',
  ],
];

test.for(cases)('%s', ([source, words]) => {
  expect(inWords(source)).toBe(words);
});

const errors: readonly (readonly [source: string, problems: string])[] = [
  ['struct S { int a q_default; };', 'QIDL2102 1:18'],
  ['struct S { int a q_default(); };', 'QIDL2102 1:18'],
  ['struct S { int a q_default(1, 2); };', 'QIDL2102 1:18'],
  ['struct S { int a q_immutable(3); };', 'QIDL2102 1:18'],
  ['struct S { q_immutable() int a; };', 'QIDL2102 1:12'],
  ['struct S { int q_size a; };', 'QIDL2102 1:16'],
  ['struct S { int a q_default(1 +); int b; };', 'QIDL2001 1:31'],
  ['struct S { int a q_default(1; int b; };', 'QIDL2001 1:29'],
  ['struct S { int a q_default(1 2); int b; };', 'QIDL2001 1:30'],
  ['struct S { int a q_type(3); };', 'QIDL2001 1:25'],
  ['struct S { int a q_type(); };', 'QIDL2102 1:18'],
  ['struct S { int a QIDL; };', 'QIDL2102 1:18'],
  ['struct S { int a QIDL(); };', 'QIDL2001 1:23'],
  ['struct S { int a QIDL(3); };', 'QIDL2001 1:23'],
  ['struct S { int a QIDL(imutable); int b; };', 'QIDL2103 1:23'],
  ['struct S { int a QIDL(default); };', 'QIDL2102 1:18'],
  ['struct S { int a QIDL(immutable, 3); };', 'QIDL2102 1:18'],
  ['struct S { int a QIDL(serialize); };', 'QIDL2102 1:18'],
  ['struct S { int a QIDL(serialize, default); };', 'QIDL2102 1:18'],
  ['struct S { int a q_property(); };', 'QIDL2102 1:18'],
  ['struct S { int a q_property("x", 1, 2, 3); };', 'QIDL2102 1:18'],
  ['struct S { int a q_unused(3); };', 'QIDL2101 1:18'],
  ['struct S { int a; q_unused(3) };', 'QIDL2101 1:19'],
  ['struct S { int a; q_unused(3); };', 'QIDL2101 1:19'],
  ['struct S { q_unused int a; };', 'QIDL2102 1:12'],
  ['struct S { int _version(3); };', 'QIDL2010 1:12'],
  ['struct S { int (*f)(int q_immutable x); };', 'QIDL2101 1:25'],
  ['struct S { int a[q_immutable 3]; };', 'QIDL2001 1:30'],
  ['struct S { int a[3 q_immutable]; };', 'QIDL2101 1:20'],
  ['struct S { QIDL_EXPORT(struct x) int a; };', 'QIDL2101 1:12'],
  ['struct S { qc_declaration int a; };', 'QIDL2101 1:12'],
  ['struct S { QIDL_DECLARE(T) { int b; } t; int a; };', 'QIDL2101 1:12'],
  ['struct S { enum { A q_immutable } a; };', 'QIDL2101 1:21'],
  ['q_immutable int x;', 'QIDL2101 1:1'],
  ['int x q_immutable;', 'QIDL2101 1:7'],
  ['extern int q_immutable x;', 'QIDL2101 1:12'],
  ['QIDL(immutable) int x;', 'QIDL2101 1:1'],
  ['QIDL_DECLARE() { int a; };', 'QIDL2102 1:1'],
  ['QIDL_DECLARE { int a; };', 'QIDL2102 1:1'],
  ['QIDL_DECLARE(3) { int a; };', 'QIDL2001 1:14'],
  ['QIDL_DECLARE(S) int a;', 'QIDL2001 1:17'],
  ['QIDL_DECLARE(S);', 'QIDL2001 1:16'],
  ['QIDL_DECLARE(S) { int 3; int b; };', 'QIDL2001 1:23'],
  ['QIDL_START(S) struct S { int a; };', 'QIDL2105 1:1'],
  ['QIDL_START(S) struct S { int a; }; QIDL_END(T)', 'QIDL2106 1:36'],
  ['QIDL_START(S) struct S { int a; }; QIDL_START(T) struct T { int b; }; QIDL_END(T)', 'QIDL2105 1:1'],
  ['QIDL_END(S)', 'QIDL2106 1:1'],
  ['qc_declaration', 'QIDL2107 1:1'],
  ['qc_declaration QIDL_EXPORT(struct foo)', 'QIDL2107 1:1'],
  ['qc_declaration qc_declaration typedef int T;', 'QIDL2107 1:1'],
  ['QIDL_EXPORT()', 'QIDL2102 1:1'],
  ['QIDL_EXPORT(struct foo, 3)', 'QIDL2001 1:25'],
  ['QIDL_EXPORT', 'QIDL2102 1:1'],
  ['QIDL_EXPORT(3)', 'QIDL2001 1:13'],
  ['QIDL_EXPORT(struct foo', 'QIDL2001 1:23'],
  ['QIDL_ANNOTATE(struct foo)', 'QIDL2102 1:1'],
  ['QIDL_ENUM(Foo)', 'QIDL2102 1:1'],
  ['QIDL_STRUCT(Foo)', 'QIDL2102 1:1'],
  ['struct S { int a q_default(struct x); };', 'QIDL2001 1:28'],
  ['struct S { int a q_default({1, 2); int b; };', 'QIDL2001 1:33'],
  ['QIDL_DECLARE(S) struct T { int a; };', 'QIDL2001 1:17'],
  ['struct S { _version x; };', 'QIDL2102 1:12, QIDL2010 1:12'],
];

test.for(errors)('%s', ([source, problems]) => {
  expect(parseText(source).problems.join(', ')).toBe(problems);
});

// A file that takes no part: markers' words are names, and mistakes where only a marker could stand.

test('in a plain header the words are names', () => {
  const { dumped, problems } = parseText('struct S { int _version, *_host; };', '/p/plain.h');
  expect(problems).toEqual([]);
  expect(dumped).toBe('struct S {\n  _version: int\n  _host: pointer to int\n}\n');
});

const outside: readonly (readonly [source: string, problems: string])[] = [
  ['struct S { int a q_immutable; };', 'QIDL2104 1:18'],
  ['struct S { q_immutable int a; };', 'QIDL2104 1:12'],
  ['struct S { int q_immutable a; };', 'QIDL2104 1:16'],
  ['struct S { int a q_size(3); };', 'QIDL2104 1:18'],
  ['struct S { T q_host *a; };', 'QIDL2104 1:14'],
];

test.for(outside)('in a plain header: %s', ([source, problems]) => {
  expect(parseText(source, '/p/plain.h').problems.join(', ')).toBe(problems);
});

test('an include takes part by its own name', () => {
  const files = {
    '/p/plain.h': 'struct P { int _version, _host; };\n',
    '/p/other.qidl.h': 'struct Q { int a _host; };\n',
  };
  const { dumped, problems } = parseText(
    '#include "plain.h"\n#include "other.qidl.h"\nstruct R { int b _host; };',
    undefined,
    files,
  );
  expect(problems).toEqual([]);
  expect(dumped).toBe(
    'struct P {\n  _version: int\n  _host: int\n}\nstruct Q {\n  a: int @host/declarator\n}\nstruct R {\n  b: int @host/declarator\n}\n',
  );
});
