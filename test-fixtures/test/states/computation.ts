// In: an expression of the model and a state. Out: its value, by C11 6.5 in integers without a width; null where C
// leaves it undefined. Rule: nothing here is shared with what the compiler generates for the same expression.

import type { Computation, ComputedType, FieldPath } from '@qidl/compiler';

type State = Readonly<Record<string, unknown>>;
export type Functions = Readonly<Record<string, (...given: unknown[]) => number | bigint>>;

export function computed(node: Computation, state: State, functions: Functions): bigint | null {
  const of = (inner: Computation): bigint | null => computed(inner, state, functions);
  switch (node.op) {
    case 'constant':
      return node.value;
    case 'field':
      return fieldValue(node.path, state);
    case 'convert': {
      const value = of(node.operand);
      return value === null ? null : converted(value, node.type);
    }
    case 'unary': {
      const value = of(node.operand);
      return value === null ? null : inRange(unary(node.operator, value), node.type);
    }
    case 'conditional': {
      const condition = of(node.condition);
      return condition === null ? null : of(condition !== 0n ? node.then : node.otherwise);
    }
    case 'call': {
      const given = node.arguments.map((item) => {
        if (item.op === 'whole') return state;
        const value = of(item)!;
        return item.type.bits === 64 ? value : Number(value);
      });
      return converted(BigInt(functions[node.function]!(...given)), node.type);
    }
    case 'binary': {
      const left = of(node.left);
      if (left === null) return null;
      if (node.operator === '&&' && left === 0n) return 0n;
      if (node.operator === '||' && left !== 0n) return 1n;
      const right = of(node.right);
      if (right === null) return null;
      const value = binary(node.operator, left, right, node.left.type.bits);
      return value === null ? null : inRange(value, node.type);
    }
  }
}

function fieldValue(path: FieldPath, state: State): bigint {
  let value: unknown = state;
  for (const name of path) value = (value as State)[name];
  return typeof value === 'boolean' ? BigInt(value) : BigInt(value as number | bigint);
}

function unary(operator: string, value: bigint): bigint {
  switch (operator) {
    case '-':
      return -value;
    case '~':
      return ~value;
    case '!':
      return truth(value === 0n);
    default:
      return value;
  }
}

function binary(operator: string, a: bigint, b: bigint, bits: number): bigint | null {
  switch (operator) {
    case '*':
      return a * b;
    case '/':
      return b === 0n ? null : a / b;
    case '%':
      return b === 0n ? null : a % b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '<<':
      return b < 0n || b >= bits || a < 0n ? null : a << b;
    case '>>':
      return b < 0n || b >= bits ? null : a >> b;
    case '&':
      return a & b;
    case '^':
      return a ^ b;
    case '|':
      return a | b;
    case '&&':
      return truth(a !== 0n && b !== 0n);
    case '||':
      return truth(a !== 0n || b !== 0n);
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
    default:
      return truth(a !== b);
  }
}

const truth = (holds: boolean): bigint => (holds ? 1n : 0n);

function converted(value: bigint, { bits, signed }: ComputedType): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Unsigned arithmetic wraps; signed overflow is undefined. */
function inRange(value: bigint, type: ComputedType): bigint | null {
  const wrapped = converted(value, type);
  return type.signed && wrapped !== value ? null : wrapped;
}
