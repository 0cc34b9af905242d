// In: a call. Out: its value, when the function is one that gcc and clang fold in constant expressions.
// Rule: the built-ins that headers use in macros for constants; every other call is no constant.

import type { BuiltinName, CallExpression } from '../parse/syntax.ts';
import { notConstant } from '../source/catalogue/3-types.ts';
import { basic, integerSize } from '../types/basic.ts';
import { fits, wrap } from '../types/convert.ts';
import type { BasicType } from '../types/type.ts';
import { evaluate } from './constant.ts';
import type { Context } from './context.ts';
import { quiet, report } from './context.ts';
import type { Value } from './value.ts';
import { arithmeticType, integer, toArithmetic, truth } from './value.ts';

/** null: no constant for these arguments. */
type Fold = (context: Context, values: readonly Value[]) => Value | null;

export function callBuiltin(context: Context, e: CallExpression): Value | null {
  const name = e.callee.kind === 'name' ? context.stream.textOf(e.callee.at) : '';
  if (name === '__builtin_constant_p' && e.arguments.length === 1) {
    return truth(evaluate(quiet(context), e.arguments[0]) !== null);
  }
  const fold = builtins.get(name);
  if (fold === undefined)
    return report(context, notConstant, e, { what: name === '' ? 'a call' : `a call of ${name}` });
  const values: Value[] = [];
  for (const argument of e.arguments) {
    const value = evaluate(context, argument);
    if (value === null) return null;
    values.push(value);
  }
  return fold(context, values) ?? report(context, notConstant, e, { what: `such a call of ${name}` });
}

const builtins: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ['__builtin_expect', (_, [value]) => value ?? null],
  ['__builtin_expect_with_probability', (_, [value]) => value ?? null],
  ['__builtin_bswap16', (context, [value]) => swapped(context, value, basic('unsigned short'))],
  ['__builtin_bswap32', (context, [value]) => swapped(context, value, basic('unsigned int'))],
  ['__builtin_bswap64', (context, [value]) => swapped(context, value, uint64(context))],
  ...counting('__builtin_clz', (value, bits) => (value === 0n ? null : bits - value.toString(2).length)),
  ...counting('__builtin_ctz', (value) => (value === 0n ? null : trailingZeros(value))),
  ...counting('__builtin_ffs', (value) => (value === 0n ? 0 : trailingZeros(value) + 1)),
  ...counting('__builtin_popcount', onesOf),
  ...counting('__builtin_parity', (value) => onesOf(value) % 2),
  ...absolute(),
  ...overflowing('add', (a, b) => a + b),
  ...overflowing('sub', (a, b) => a - b),
  ...overflowing('mul', (a, b) => a * b),
  ...floating('__builtin_huge_val', Infinity),
  ...floating('__builtin_inf', Infinity),
  ...floating('__builtin_nan', NaN),
  ['__builtin_strlen', lengthOf],
]);

function uint64(context: Context): BasicType {
  return basic(context.target.int64Type === 'long' ? 'unsigned long' : 'unsigned long long');
}

function swapped(context: Context, value: Value | undefined, type: BasicType): Value | null {
  const operand = value ? toArithmetic(value, type, context.target) : null;
  if (operand?.kind !== 'integer') return null;
  let result = 0n;
  let rest = operand.value;
  for (let byte = 0; byte < integerSize(type, context.target); byte++, rest >>= 8n)
    result = (result << 8n) | (rest & 0xffn);
  return integer(result, type);
}

/** A function of the argument's bits that gives an int, in its forms for int, long and long long. */
function counting(name: string, count: (value: bigint, bits: number) => number | null): [string, Fold][] {
  const forms: [suffix: string, type: BuiltinName][] = [
    ['', 'unsigned int'],
    ['l', 'unsigned long'],
    ['ll', 'unsigned long long'],
  ];
  return forms.map(([suffix, typeName]) => [
    name + suffix,
    (context, [value]) => {
      const type = basic(typeName);
      const operand = value ? toArithmetic(value, type, context.target) : null;
      if (operand?.kind !== 'integer') return null;
      const result = count(wrap(operand.value, type, context.target), integerSize(type, context.target) * 8);
      return result === null ? null : integer(BigInt(result), basic('int'));
    },
  ]);
}

function absolute(): [string, Fold][] {
  const forms: [prefix: string, type: BuiltinName][] = [
    ['', 'int'],
    ['l', 'long'],
    ['ll', 'long long'],
  ];
  return forms.map(([prefix, typeName]) => [
    `__builtin_${prefix}abs`,
    (context, [value]) => {
      const type = basic(typeName);
      const operand = value ? toArithmetic(value, type, context.target) : null;
      if (operand?.kind !== 'integer') return null;
      return integer(wrap(operand.value < 0n ? -operand.value : operand.value, type, context.target), type);
    },
  ]);
}

/** Whether the third argument's type cannot hold what the operation gives, as if computed without limits. */
function overflowing(name: string, compute: (a: bigint, b: bigint) => bigint): [string, Fold][] {
  return [
    [
      `__builtin_${name}_overflow_p`,
      ({ target }, [a, b, like]) => {
        if (a?.kind !== 'integer' || b?.kind !== 'integer' || like?.kind !== 'integer') return null;
        const type = arithmeticType(like.type, target);
        return type && truth(!fits(compute(a.value, b.value), type, target));
      },
    ],
  ];
}

function trailingZeros(value: bigint): number {
  const digits = value.toString(2);
  return digits.length - 1 - digits.lastIndexOf('1');
}

function onesOf(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length;
}

function floating(name: string, value: number): [string, Fold][] {
  const forms: [suffix: string, type: BuiltinName][] = [
    ['', 'double'],
    ['f', 'float'],
    ['l', 'long double'],
  ];
  return forms.map(([suffix, type]) => [name + suffix, () => ({ kind: 'float', value, type: basic(type) })]);
}

function lengthOf(context: Context, [value]: readonly Value[]): Value | null {
  if (value?.kind !== 'string') return null;
  const end = value.units.indexOf(0);
  return integer(BigInt(end < 0 ? value.units.length : end), basic(context.target.sizeType));
}
