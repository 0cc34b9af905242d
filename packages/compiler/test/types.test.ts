// Types as data: what C computes in, how it spells types, when two are the same.

import { expect, test } from 'vitest';
import { CONST, VOLATILE } from '../src/parse/syntax.ts';
import type { BuiltinName } from '../src/parse/syntax.ts';
import { targetNamed, targets } from '../src/target.ts';
import { basic } from '../src/types/basic.ts';
import { compatible } from '../src/types/compatible.ts';
import { commonType, promoted, wrap } from '../src/types/convert.ts';
import {
  arrayOf,
  dimensionsOf,
  functionOf,
  pointerTo,
  qualified,
  qualifiersOf,
  unqualified,
} from '../src/types/derive.ts';
import { spell } from '../src/types/spell.ts';
import type { CType, TypedefType } from '../src/types/type.ts';

const int = basic('int');
const char = basic('char');
const named = (name: string, to: CType): TypedefType =>
  ({ kind: 'typedef', name, to, align: 0, order: 0, doc: null }) as unknown as TypedefType;

test('targets are found by name and alias', () => {
  expect(targetNamed('x86_64')).toBe(targets.x86_64);
  expect(targetNamed('powerpc64')).toBe(targets.ppc64);
  expect(targetNamed('x86-64')).toEqual({ unknown: 'x86-64', hint: 'did you mean "x86_64"?' });
  expect(targetNamed('__proto__')).toMatchObject({ unknown: '__proto__' });
});

test.for<[string, CType]>([
  ['int', int],
  ['unsigned int', basic('unsigned int')],
  ['_Bool', basic('bool')],
  ['int *', pointerTo(int)],
  ['int **', pointerTo(pointerTo(int))],
  ['const char *', pointerTo(qualified(char, CONST))],
  ['char *const', qualified(pointerTo(char), CONST)],
  ['const volatile int', qualified(qualified(int, CONST), VOLATILE)],
  ['int [2][3]', arrayOf(arrayOf(int, 3), 2)],
  ['int []', arrayOf(int, null)],
  ['int *[3]', arrayOf(pointerTo(int), 3)],
  ['int (*)[3]', pointerTo(arrayOf(int, 3))],
  ['int (*)(int)', pointerTo(functionOf(int, [int], false))],
  ['void (*)(void)', pointerTo(functionOf(basic('void'), [], false))],
  ['int (const char *, ...)', functionOf(int, [pointerTo(qualified(char, CONST))], true)],
  ['int (*(*)(int))(char)', pointerTo(functionOf(pointerTo(functionOf(int, [char], false)), [int], false))],
  ['char (*(*[4])(void))[5]', arrayOf(pointerTo(functionOf(pointerTo(arrayOf(char, 5)), [], false)), 4)],
  ['u8 *', pointerTo(named('u8', basic('unsigned char')))],
])('%s', ([text, type]) => {
  expect(spell(type)).toBe(text);
});

test.for<[BuiltinName, BuiltinName, BuiltinName, keyof typeof targets]>([
  ['char', 'char', 'int', 'x86_64'],
  ['unsigned short', 'short', 'int', 'x86_64'],
  ['int', 'unsigned int', 'unsigned int', 'x86_64'],
  ['long', 'unsigned int', 'long', 'x86_64'],
  ['long', 'unsigned int', 'unsigned long', 'wasm32'],
  ['unsigned int', 'long', 'unsigned long', 'i386'],
  ['long long', 'unsigned long', 'unsigned long long', 'x86_64'],
  ['long long', 'unsigned long', 'long long', 'i386'],
  ['unsigned long', 'long', 'unsigned long', 'arm'],
  ['bool', 'bool', 'int', 'arm'],
  ['float', 'long long', 'float', 'arm'],
  ['float', 'double', 'double', 'arm'],
  ['long double', 'float', 'long double', 'x86_64'],
  ['__int128', 'unsigned long long', '__int128', 'x86_64'],
])('%s and %s make %s on %4$s', ([a, b, result, target]) => {
  expect(commonType(basic(a), basic(b), targets[target])).toBe(basic(result));
});

test('promotion keeps int and wider', () => {
  expect(promoted(basic('unsigned char'))).toBe(int);
  expect(promoted(basic('unsigned int'))).toBe(basic('unsigned int'));
});

test.for<[bigint, BuiltinName, keyof typeof targets, bigint]>([
  [256n, 'unsigned char', 'x86_64', 0n],
  [200n, 'char', 'x86_64', -56n],
  [200n, 'char', 'arm', 200n],
  [-1n, 'unsigned long', 'x86_64', 0xffff_ffff_ffff_ffffn],
  [-1n, 'unsigned long', 'wasm32', 0xffff_ffffn],
  [2n, 'bool', 'x86_64', 1n],
])('%s as %s on %s is %s', ([value, type, target, result]) => {
  expect(wrap(value, basic(type), targets[target])).toBe(result);
});

test('typedefs and qualifiers come off', () => {
  const twice = named('twice', qualified(named('once', qualified(int, CONST)), VOLATILE));
  expect(unqualified(twice)).toBe(int);
  expect(qualifiersOf(twice)).toBe(CONST | VOLATILE);
  expect(qualifiersOf(arrayOf(qualified(int, CONST), 2))).toBe(CONST);
  expect(dimensionsOf(named('grid', arrayOf(named('row', arrayOf(char, 3)), 2)))).toEqual({
    dims: [2, 3],
    element: char,
  });
});

test.for<[string, CType, CType, boolean]>([
  ['typedefs are looked through', pointerTo(named('a', int)), pointerTo(int), true],
  ['int is not long', int, basic('long'), false],
  ['qualifiers count', pointerTo(qualified(int, CONST)), pointerTo(int), false],
  ['an unknown length matches any', arrayOf(int, null), arrayOf(int, 3), true],
  ['lengths differ', arrayOf(int, 2), arrayOf(int, 3), false],
  ['parameters count', functionOf(int, [char], false), functionOf(int, [int], false), false],
  [
    'qualifiers of parameters do not',
    functionOf(int, [qualified(char, CONST)], false),
    functionOf(int, [char], false),
    true,
  ],
  ['unknown types by name', { kind: 'unknown', name: 'x' } as CType, { kind: 'unknown', name: 'x' } as CType, true],
])('compatible: %s', ([, a, b, result]) => {
  expect(compatible(a, b)).toBe(result);
  expect(compatible(b, a)).toBe(result);
});

test('types that take long to compare are taken for the same', () => {
  let a: CType = int;
  let b: CType = int;
  for (let i = 0; i < 100_000; i++) {
    a = named('a', pointerTo(functionOf(int, [a, a], false)));
    b = named('b', pointerTo(functionOf(int, [b, b], false)));
  }
  expect(compatible(a, b)).toBe(true);
});
