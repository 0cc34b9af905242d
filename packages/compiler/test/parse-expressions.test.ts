// In: expressions. Out: the same with all parentheses. `T` is a type, other names are not.

import { expect, test } from 'vitest';
import { atomText } from '../src/lex/atoms.ts';
import { dumpExpression } from '../src/parse/dump-expression.ts';
import { parseExpressionTokens } from '../src/parse/parse.ts';
import { parseText } from './parse-of.ts';

const cases: readonly (readonly [source: string, grouped: string])[] = [
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['(1 + 2) * 3', '((1 + 2) * 3)'],
  ['1 - 2 - 3', '((1 - 2) - 3)'],
  ['1 << 2 + 3 < 4 == 5 & 6 ^ 7 | 8 && 9 || 10', '((((((((1 << (2 + 3)) < 4) == 5) & 6) ^ 7) | 8) && 9) || 10)'],
  [
    'a || b && c | d ^ e & f != g >= h >> i / j % k',
    '(a || (b && (c | (d ^ (e & (f != (g >= (h >> ((i / j) % k)))))))))',
  ],
  ['-1 + +2 - ~3 * !4', '(((- 1) + (+ 2)) - ((~ 3) * (! 4)))'],
  ['- - a - -b', '((- (- a)) - (- b))'],
  ['&a + *b', '((& a) + (* b))'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['a ? b, c : d', '(a ? (b , c) : d)'],
  ['a ?: b', '(a ? : b)'],
  ['a = b = c', '(a = (b = c))'],
  ['++a + b++', '((++ a) + (b ++))'],
  ['a[1][2].b->c(3, d)(4)', 'a[1][2].b->c(3, d)(4)'],
  ['f()', 'f()'],
  ['f((a, b), c)', 'f((a , b), c)'],
  ['sizeof a', 'size a'],
  ['sizeof a + 1', '(size a + 1)'],
  ['sizeof (a) + 1', '(size a + 1)'],
  ['sizeof(int) + 1', '(size (int) + 1)'],
  ['sizeof(T *) * 2', '(size (pointer to T) * 2)'],
  ['sizeof(struct S)', 'size (struct S)'],
  ['sizeof(int[3]) / sizeof(int (*)(void))', '(size (array 3 of int) / size (pointer to function () returning int))'],
  ['sizeof(int){3}', 'size (int){3}'],
  ['sizeof -a', 'size (- a)'],
  ['sizeof sizeof a', 'size size a'],
  [
    '_Alignof(int) + __alignof__(a) + __alignof a + alignof(char)',
    '(((alignment (int) + alignment a) + alignment a) + alignment (char))',
  ],
  ['(int) a + b', '(((int) a) + b)'],
  ['(unsigned char) -1', '((unsigned char) (- 1))'],
  ['(T *) 0', '((pointer to T) 0)'],
  ['(T) 1', '((T) 1)'],
  ['(T) a', '((T) a)'],
  ['(T) (a)', '((T) a)'],
  ['(T *const) a', '((const pointer to T) a)'],
  ['(const volatile T *) &a', '((pointer to const volatile T) (& a))'],
  ['(int (*)(int)) 0', '((pointer to function (int) returning int) 0)'],
  ['(struct S) {1, .a = 2}', '(struct S){1, .a = 2}'],
  ['(int[]) {1, 2, 3}[1]', '(array of int){1, 2, 3}[1]'],
  ['(struct S *) a->b', '((pointer to struct S) a->b)'],
  ['(a) - 1', '(a - 1)'],
  ['(a) (b)', 'a(b)'],
  ['((char) 1)', '((char) 1)'],
  ['((int) (sizeof(long) * 8))', '((int) (size (long) * 8))'],
  ['__builtin_offsetof(struct S, a)', 'offset a of (struct S)'],
  ['__builtin_offsetof(T, a.b[2].c)', 'offset a.b[2].c of (T)'],
  ['__builtin_constant_p(a)', '__builtin_constant_p(a)'],
  ['__builtin_types_compatible_p(T, int *) + 1', '(compatible {T, pointer to int} + 1)'],
  ['__builtin_choose_expr(a, b, c + 1)', 'choice a {b, (c + 1)}'],
  ['_Generic(a, int: 1, T *: 2, default: 3)', 'generic a {int: 1, pointer to T: 2, default: 3}'],
  ['_Generic((a), const char *: b, default: c)(d)', 'generic a {pointer to const char: b, default: c}(d)'],
  ['({ int x = 1; x; })', '…'],
  ['__extension__ (1)', '(__extension__ 1)'],
  ['__extension__ ({ 1; }) + 1', '((__extension__ …) + 1)'],
  ['__real__ a + __imag__ b', '(… + …)'],
  ['&&label', '…'],
  ["'a' + L'b' + '\\n'", "(('a' + L'b') + '\\n')"],
  ['"a" "b" L"c"', '"a" "b" L"c"'],
  ['u8"x"[0]', 'u8"x"[0]'],
  ['0x1F + 010 + 1.5e3 + 1ull + 0b101', '((((0x1F + 010) + 1.5e3) + 1ull) + 0b101)'],
  ['typeof_unqual + constexpr', '(typeof_unqual + constexpr)'],
  ['(__extension__ int) 1', '((int) 1)'],
  ['(_Atomic(int)) a', '((atomic (int)) a)'],
  ['(typeof(a)) b', '((typeof a) b)'],
  ['(enum E) 1', '((enum E) 1)'],
  ['(_Bool) 3', '((bool) 3)'],
  ['(bool) 3', '((bool) 3)'],
  ['(a += b, c)', '(… , c)'],
  ['(a, b)', '(a , b)'],
];

test.for(cases)('%s', ([source, grouped]) => {
  const { dumped, problems } = parseText(`typedef int T; int x = ${source};`);
  expect(problems).toEqual([]);
  expect(dumped).toBe(`typedef T: int\nx: int = ${grouped}\n`);
});

// The tokens of a macro's replacement list: a value, or nothing at all.

const values: readonly (readonly [source: string, grouped: string | null])[] = [
  ['1 + 2', '(1 + 2)'],
  ['((T) -1)', '((T) (- 1))'],
  ['((Unknown) -1)', '(Unknown - 1)'],
  ['sizeof(struct S)', 'size (struct S)'],
  ['"a" "b"', '"a" "b"'],
  ['', null],
  ['1 +', null],
  ['1 2', null],
  ['1, 2', null],
  ['int', null],
  ['struct S', null],
  ['do { } while (0)', null],
  ['{0}', null],
  ['(', null],
  [')', null],
  ['__attribute__((packed))', null],
];

test.for(values)('tokens: %s', ([source, grouped]) => {
  const { stream } = parseText(source);
  const typedefs = { has: (atom: number) => atomText(atom) === 'T' };
  const expression = parseExpressionTokens(stream, typedefs);
  expect(expression && dumpExpression(expression, stream)).toBe(grouped);
});
