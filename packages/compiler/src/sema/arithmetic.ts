// In: an operator and the values of its operands. Out: the value C gives (C11 6.5.3.3, 6.5.5 to 6.5.12).
// Rule: operands go through the usual arithmetic conversions; integers wrap at the width of the common type, as gcc
// and clang do for signed ones as well.

import type { BinaryOperator, Node } from '../parse/syntax.ts';
import { badOperand, divisionByZero, shiftOutOfRange } from '../source/catalogue/3-types.ts';
import { basic, integerSize } from '../types/basic.ts';
import { commonType, promoted, wrap } from '../types/convert.ts';
import { spell } from '../types/spell.ts';
import type { BasicType, CType } from '../types/type.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import type { Value } from './value.ts';
import { arithmeticType, integer, isTrue, strideOf, toArithmetic, truth } from './value.ts';

export function unary(context: Context, operator: '+' | '-' | '~' | '!', operand: Value, node: Node): Value | null {
  if (operator === '!') return truth(!isTrue(operand));
  if (operand.kind === 'integer') {
    const type = promoted(integerType(context, operand.type));
    const value = operator === '-' ? -operand.value : operator === '~' ? ~operand.value : operand.value;
    return integer(wrap(value, type, context.target), type);
  }
  if (operand.kind === 'float' && operator !== '~') {
    return operator === '-' ? { kind: 'float', value: -operand.value, type: operand.type } : operand;
  }
  return report(context, badOperand, node, { what: `${operator} of ${describe(operand)}` });
}

export function binary(
  context: Context,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  node: Node,
): Value | null {
  if (left.kind === 'pointer' || right.kind === 'pointer') return withPointer(context, operator, left, right, node);
  if (left.kind === 'string' || right.kind === 'string') return withString(context, operator, left, right, node);
  if (operator === '<<' || operator === '>>') return shifted(context, operator, left, right, node);
  const type = commonType(integerType(context, left.type), integerType(context, right.type), context.target);
  const a = toArithmetic(left, type, context.target);
  const b = toArithmetic(right, type, context.target);
  if (a === null || b === null) return mismatch(context, operator, left, right, node);
  if (a.kind === 'float' || b.kind === 'float')
    return floating(context, operator, Number(a.value), Number(b.value), type, node);
  return integral(context, operator, a.value, b.value, type, node);
}

function integral(
  context: Context,
  operator: BinaryOperator,
  a: bigint,
  b: bigint,
  type: BasicType,
  node: Node,
): Value | null {
  const result = (value: bigint): Value => integer(wrap(value, type, context.target), type);
  switch (operator) {
    case '+':
      return result(a + b);
    case '-':
      return result(a - b);
    case '*':
      return result(a * b);
    case '/':
      return b === 0n ? report(context, divisionByZero, node) : result(a / b);
    case '%':
      return b === 0n ? report(context, divisionByZero, node) : result(a % b);
    case '&':
      return result(a & b);
    case '|':
      return result(a | b);
    case '^':
      return result(a ^ b);
    default:
      return compared(operator, a, b);
  }
}

function floating(
  context: Context,
  operator: BinaryOperator,
  a: number,
  b: number,
  type: BasicType,
  node: Node,
): Value | null {
  const result = (value: number): Value | null => toArithmetic({ kind: 'float', value, type }, type, context.target);
  switch (operator) {
    case '+':
      return result(a + b);
    case '-':
      return result(a - b);
    case '*':
      return result(a * b);
    case '/':
      return result(a / b);
    default:
      return compared(operator, a, b) ?? report(context, badOperand, node, { what: `${operator} of ${spell(type)}` });
  }
}

function compared<T extends bigint | number>(operator: BinaryOperator, a: T, b: T): Value | null {
  switch (operator) {
    case '<':
      return truth(a < b);
    case '>':
      return truth(a > b);
    case '<=':
      return truth(a <= b);
    case '>=':
      return truth(a >= b);
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    default:
      return null;
  }
}

/** 6.5.7: the type is the promoted left operand's. */
function shifted(context: Context, operator: '<<' | '>>', left: Value, right: Value, node: Node): Value | null {
  if (left.kind !== 'integer' || right.kind !== 'integer') return mismatch(context, operator, left, right, node);
  const type = promoted(integerType(context, left.type));
  const bits = integerSize(type, context.target) * 8;
  const count = right.value;
  if (count < 0n || count >= BigInt(bits)) return report(context, shiftOutOfRange, node, { count, bits });
  const value = operator === '<<' ? left.value << count : left.value >> count;
  return integer(wrap(value, type, context.target), type);
}

/** 6.5.6, 6.5.8, 6.5.9: pointer ± integer, pointer − pointer, comparisons. */
function withPointer(context: Context, operator: BinaryOperator, left: Value, right: Value, node: Node): Value | null {
  const { target, layouts } = context;
  if (left.kind === 'pointer' && right.kind === 'integer' && (operator === '+' || operator === '-')) {
    const stride = strideOf(left.type, layouts);
    if (stride === null) return mismatch(context, operator, left, right, node);
    const distance = right.value * BigInt(stride);
    const address = operator === '+' ? left.address + distance : left.address - distance;
    return { kind: 'pointer', address: BigInt.asUintN(target.pointer * 8, address), type: left.type };
  }
  if (left.kind === 'integer' && right.kind === 'pointer' && operator === '+') {
    return withPointer(context, operator, right, left, node);
  }
  const a = addressOf(left);
  const b = addressOf(right);
  if (a === null || b === null) return withString(context, operator, left, right, node);
  if (operator !== '-') return compared(operator, a, b) ?? mismatch(context, operator, left, right, node);
  const stride = left.kind === 'pointer' && right.kind === 'pointer' ? strideOf(left.type, layouts) : null;
  if (stride === null || stride === 0) return mismatch(context, operator, left, right, node);
  const type = basic(target.ptrdiffType);
  return integer(wrap(BigInt.asIntN(target.pointer * 8, a - b) / BigInt(stride), type, target), type);
}

/** A string's address is unknown, but it is not null. */
function withString(context: Context, operator: BinaryOperator, left: Value, right: Value, node: Node): Value | null {
  const withNull = left.kind !== right.kind && !(isTrue(left) && isTrue(right));
  if (withNull && (operator === '==' || operator === '!=')) return truth(operator === '!=');
  return mismatch(context, operator, left, right, node);
}

function addressOf(value: Value): bigint | null {
  if (value.kind === 'pointer') return value.address;
  return value.kind === 'integer' ? value.value : null;
}

/** The type an integer or floating value is computed in. */
function integerType(context: Context, type: CType): BasicType {
  return arithmeticType(type, context.target) ?? basic('int');
}

function mismatch(context: Context, operator: string, left: Value, right: Value, node: Node): null {
  return report(context, badOperand, node, { what: `${describe(left)} ${operator} ${describe(right)}` });
}

function describe(value: Value): string {
  return value.kind === 'string' ? 'a string' : spell(value.type);
}
