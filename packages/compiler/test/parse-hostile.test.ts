// In: text that tries to exhaust the stack or the time: each pattern 100,000 times over. Out: diagnostics.
// Work that is not linear shows as a timeout.

import { expect, test } from 'vitest';
import {
  MAX_DECLARATOR_DEPTH,
  MAX_DERIVATIONS,
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_HEIGHT,
  MAX_RECORD_DEPTH,
} from '../src/parse/parser-state.ts';
import { parseText } from './parse-of.ts';

const MANY = 100_000;

const patterns: readonly (readonly [before: string, repeated: string, after?: string])[] = [
  ['int a = ', '(', '1;'],
  ['int a = ', '(int)', '1;'],
  ['int a = ', '- ', '1;'],
  ['int a = ', '&& ', '1;'],
  ['int a = ', 'sizeof ', '1;'],
  ['int a = ', 'sizeof(', '1;'],
  ['int a = ', '1 + ', '1;'],
  ['int a = ', '1 ? ', '1;'],
  ['int a = ', '1 ? 2 : ', '1;'],
  ['int a = ', 'b = ', '1;'],
  ['int a = ', 'b += ', '1;'],
  ['int a = ', '1 || 1 && 1 | 1 ^ 1 & 1 == 1 < 1 << 1 + 1 * (', '1;'],
  ['int a = b', '[0]', ';'],
  ['int a = b', '[b', ';'],
  ['int a = b', '()', ';'],
  ['int a = b', '(b', ';'],
  ['int a = b', '.c', ';'],
  ['int a = b', '++', ';'],
  ['int a = ', '(struct S) {', ';'],
  ['int a = ', '{', ';'],
  ['int a = {', '[', ';'],
  ['int a = {', '{0},', '};'],
  ['int a = ', '({', ';'],
  ['int a = ', '_Generic(', ';'],
  ['int a = ', '_Generic(1, ', ';'],
  ['int a = ', '(__extension__ ', ';'],
  ['int a = ', '__builtin_offsetof(', ';'],
  ['int a = __builtin_offsetof(int, a', '[b', ';'],
  ['int ', '*', 'a;'],
  ['int ', '(', 'a;'],
  ['int ', '(*', 'a;'],
  ['int a', '[1]', ';'],
  ['int a', '[b', ';'],
  ['int a', '(int a', ';'],
  ['int a', '(void)', ';'],
  ['int a', '(int (*', ';'],
  ['int ', '* const ', 'a;'],
  ['int ', 'a * ', 'b;'],
  ['int ', 'a ', ';'],
  ['int a ', 'B(1) ', ';'],
  ['', 'a '],
  ['', 'a * '],
  ['', 'const '],
  ['', 'long '],
  ['', '__extension__ ', 'int a;'],
  ['', '__attribute__((x)) ', 'int a;'],
  ['int ', '__attribute__((x)) * ', 'a;'],
  ['', '__attribute__((aligned(', ';'],
  ['', '__attribute__((x(', ';'],
  ['', '[[', ';'],
  ['', '_Alignas(', ';'],
  ['', '_Alignas(8) ', 'int a;'],
  ['', 'typeof(', ';'],
  ['', '_Atomic(', ';'],
  ['', '_BitInt(', ';'],
  ['', 'struct { '],
  ['', 'struct { ', 'int a; '],
  ['', 'struct S { int a; ', '}'],
  ['', 'union { struct S '],
  ['', 'enum : '],
  ['', 'enum E : enum { A = sizeof('],
  ['', 'enum { '],
  ['enum { ', 'A B, ', '};'],
  ['struct S { ', 'int a '],
  ['struct S { ', 'int 3; ', '};'],
  ['struct S { ', '_Static_assert(', '};'],
  ['', '{'],
  ['', '}'],
  ['', '( '],
  ['', 'FOO( '],
  ['', 'FOO( ; '],
  ['', 'FOO( { ; '],
  ['', 'FOO(a) '],
  ['', 'FOO(a) { '],
  ['', 'int f(void) { '],
  ['', 'int f(void) { return ('],
  ['', 'int f(a) int a; '],
  ['', 'int a = {; '],
  ['', 'int a = ({ ; '],
  ['', 'asm( '],
  ['', 'extern "C" { '],
  ['struct S { int ', '_immutable ', 'a; };'],
  ['struct S { int ', '_immutable ', '; };'],
  ['struct S { int ', '_default(1) ', 'a; };'],
  ['struct S { int ', '_default(', 'a; };'],
  ['struct S { int a ', '_immutable ', '; };'],
  ['struct S { int ', '(_immutable *', '; };'],
  ['struct S { int ', '_immutable __attribute__((x)) ', '; };'],
  ['struct S { ', 'QIDL( ', '};'],
  ['struct S { ', 'int a q_default( ; ', '};'],
  ['struct S { ', 'q_unused(', '};'],
  ['', 'QIDL_STRUCT(a, '],
  ['', 'QIDL_DECLARE(a) { '],
  ['', 'QIDL_DECLARE('],
  ['', 'QIDL_START(a) '],
  ['', 'QIDL_END(a) '],
  ['', 'qc_declaration '],
  ['', 'QIDL(serialize, '],
];

test.for(patterns)('%s%s…', ([before, repeated, after = '']) => {
  const { syntax, diagnostics } = parseText(before + repeated.repeat(MANY) + after);
  expect(syntax.length + diagnostics.length).toBeGreaterThan(0);
});

const nested = (depth: number, open: string, inner: string, close: string): string =>
  open.repeat(depth) + inner + close.repeat(depth);

const limits: readonly (readonly [what: string, limit: number, source: (depth: number) => string])[] = [
  ['parentheses', MAX_EXPRESSION_DEPTH, (n) => `int a = ${nested(n, '(', '1', ')')};`],
  ['calls', MAX_EXPRESSION_DEPTH, (n) => `int a = ${nested(n, 'f(', '1', ')')};`],
  ['operators', MAX_EXPRESSION_HEIGHT, (n) => `int a = 1${' + 1'.repeat(n)};`],
  ['declarators', MAX_DECLARATOR_DEPTH, (n) => `int ${nested(n, '(', 'a', ')')};`],
  ['parameters', MAX_DECLARATOR_DEPTH, (n) => `int a${nested(n, '(int a', '', ')')};`],
  ['pointers', MAX_DERIVATIONS, (n) => `int ${'*'.repeat(n)}a;`],
  ['dimensions', MAX_DERIVATIONS, (n) => `int a${'[1]'.repeat(n)};`],
  ['structs', MAX_RECORD_DEPTH, (n) => `${nested(n, 'struct {', 'int a;', '} b;')}`],
];

test.for(limits)('as many %s as allowed are none too many', ([, limit, source]) => {
  expect(parseText(source(limit)).problems).toEqual([]);
  const codes = parseText(source(limit + 1)).diagnostics.map(({ code }) => code);
  expect(codes).toEqual(['QIDL2009']);
});
