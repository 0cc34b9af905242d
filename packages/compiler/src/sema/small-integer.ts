// In: an expression. Out: its value, if it is made of small ints alone: the lengths and widths of nearly all headers.
// Rule: every part has type int and no step leaves its range, so C's arithmetic is that of ordinary numbers here; NaN
// for everything else, which constant.ts then evaluates in full.

import type { BinaryExpression, Expression } from '../parse/syntax.ts';
import type { Context } from './context.ts';

const INT_MAX = 2 ** 31 - 1;

export function smallInteger(context: Context, e: Expression): number {
  switch (e.kind) {
    case 'number': {
      const value = context.stream.atom[e.at];
      return value >= 0 ? value : NaN;
    }
    case 'name': {
      const name = context.names.ordinary.get(e.name);
      if (name?.kind !== 'enumerator' || name.of.underlying !== null) return NaN;
      return inRange(Number(name.enumerator.value));
    }
    case 'unary':
      return e.operator === '-' ? -smallInteger(context, e.operand) : NaN;
    case 'binary':
      return binary(context, e);
    default:
      return NaN;
  }
}

function binary(context: Context, e: BinaryExpression): number {
  const left = smallInteger(context, e.left);
  if (Number.isNaN(left)) return NaN;
  const right = smallInteger(context, e.right);
  switch (e.operator) {
    case '+':
      return inRange(left + right);
    case '-':
      return inRange(left - right);
    case '*':
      return inRange(left * right);
    case '/':
      return right === 0 ? NaN : inRange(Math.trunc(left / right));
    case '<<':
      return left >= 0 && right >= 0 && right < 31 ? inRange(left * 2 ** right) : NaN;
    default:
      return NaN;
  }
}

function inRange(value: number): number {
  return value <= INT_MAX && value >= -INT_MAX ? value : NaN;
}
