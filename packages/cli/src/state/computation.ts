// In: an expression of the model, and how to get a field's value. Out: its value in C's arithmetic.
// Rule: C11 6.5 on integers, each node converted to its type; what C leaves undefined is 0 (division by zero) or wraps.
// A call has no value here: it would run code that somebody named in a config file.

import type { Computation, ComputedType, FieldPath } from '@qidl/compiler';

type Binary = (Computation & { readonly op: 'binary' })['operator'];

/** null: the expression calls a function, or `field` knows no value. */
export function valueOf(node: Computation, field: (path: FieldPath) => bigint | null): bigint | null {
  const value = (inner: Computation): bigint | null => valueOf(inner, field);
  switch (node.op) {
    case 'constant':
      return node.value;
    case 'field':
      return field(node.path);
    case 'convert': {
      const operand = value(node.operand);
      return operand === null ? null : wrap(operand, node.type);
    }
    case 'unary': {
      const operand = value(node.operand);
      return operand === null ? null : wrap(unary(node.operator, operand), node.type);
    }
    case 'conditional': {
      const condition = value(node.condition);
      return condition === null ? null : value(condition === 0n ? node.otherwise : node.then);
    }
    case 'binary':
      return binary(node.operator, value(node.left), () => value(node.right), node.type);
    case 'call':
      return null;
  }
}

function wrap(value: bigint, { bits, signed }: ComputedType): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

function unary(operator: '-' | '~' | '!' | '+', operand: bigint): bigint {
  if (operator === '!') return BigInt(operand === 0n);
  if (operator === '-') return -operand;
  return operator === '~' ? ~operand : operand;
}

function binary(
  operator: Binary,
  left: bigint | null,
  rightOf: () => bigint | null,
  type: ComputedType,
): bigint | null {
  if (left === null) return null;
  if (operator === '&&' && left === 0n) return 0n;
  if (operator === '||' && left !== 0n) return 1n;
  const right = rightOf();
  if (right === null) return null;
  if (operator === '&&' || operator === '||') return BigInt(right !== 0n);
  return wrap(operations[operator](left, right, BigInt(type.bits)), type);
}

type Operation = (a: bigint, b: bigint, bits: bigint) => bigint;

const operations: Readonly<Record<Exclude<Binary, '&&' | '||'>, Operation>> = {
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0n ? 0n : a / b),
  '%': (a, b) => (b === 0n ? 0n : a % b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '<<': (a, b, bits) => a << (b & (bits - 1n)),
  '>>': (a, b, bits) => a >> (b & (bits - 1n)),
  '<': (a, b) => BigInt(a < b),
  '>': (a, b) => BigInt(a > b),
  '<=': (a, b) => BigInt(a <= b),
  '>=': (a, b) => BigInt(a >= b),
  '==': (a, b) => BigInt(a === b),
  '!=': (a, b) => BigInt(a !== b),
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '|': (a, b) => a | b,
};
