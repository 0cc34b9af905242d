// In: an expression of the model. Out: the same in JavaScript, with C's results.
// Rule: C11 6.5 on values already promoted and converted (the model has a type at every node). Up to 32 bits are
// computed in numbers, 64 in bigints. What C leaves undefined is 0 (division by zero) or wraps.

import type { Computation, ComputedType, FieldPath } from '../model/model.ts';

export interface ComputationContext {
  /** The value of a field in T, or of a load's image; a number, or a bigint for 64 bits. */
  field(path: FieldPath): string;
  /** A function of option `functions`. */
  function(name: string): string;
  /** The struct itself, as an argument. */
  whole(): string;
  global(name: string): string;
  runtime(name: string): string;
}

/** A JavaScript number: for counts, out of range when C's value is. */
export function countOf(node: Computation, context: ComputationContext): string {
  const text = compute(node, context);
  return node.type.bits === 64 ? `${context.global('Number')}(${text})` : text;
}

/** A JavaScript boolean. */
export function conditionOf(node: Computation, context: ComputationContext): string {
  if (node.op === 'binary' && isBoolean(node.operator)) return truth(node, context);
  return `${compute(node, context)} !== ${zero(node.type)}`;
}

function compute(node: Computation, context: ComputationContext): string {
  const { type } = node;
  const is64 = type.bits === 64;
  switch (node.op) {
    case 'constant':
      return literal(node.value, is64 ? 'n' : '');
    case 'field': {
      const text = context.field(node.path);
      return node.boolean === true ? `(${text} ? 1 : 0)` : text;
    }
    case 'unary':
      return unary(node, context);
    case 'binary':
      return isBoolean(node.operator)
        ? `(${truth(node, context)} ? ${one(type)} : ${zero(type)})`
        : arithmetic(node, context);
    case 'conditional': {
      const [then, otherwise] = [compute(node.then, context), compute(node.otherwise, context)];
      return `(${conditionOf(node.condition, context)} ? ${then} : ${otherwise})`;
    }
    case 'convert':
      return convert(compute(node.operand, context), node.operand.type, type, context);
    case 'call': {
      const args = node.arguments.map((argument) =>
        argument.op === 'whole' ? context.whole() : compute(argument, context),
      );
      return wrap(
        `${context.global(is64 ? 'BigInt' : 'Number')}(${context.function(node.function)}(${args.join(', ')}))`,
        type,
        context,
      );
    }
  }
}

/** Negative ones in parentheses: `- -1`. */
const literal = (value: bigint, suffix: string): string => (value < 0n ? `(${value}${suffix})` : `${value}${suffix}`);
const zero = ({ bits }: ComputedType): string => (bits === 64 ? '0n' : '0');
const one = ({ bits }: ComputedType): string => (bits === 64 ? '1n' : '1');

function unary(node: Computation & { readonly op: 'unary' }, context: ComputationContext): string {
  const operand = compute(node.operand, context);
  switch (node.operator) {
    case '!':
      return `(${operand} === ${zero(node.operand.type)} ? 1 : 0)`;
    case '+':
      return operand;
    default:
      return wrap(`${node.operator}(${operand})`, node.type, context);
  }
}

function isBoolean(operator: string): boolean {
  return operator === '&&' || operator === '||' || operator === '==' || operator === '!=' || /^[<>]=?$/.test(operator);
}

function truth(node: Computation & { readonly op: 'binary' }, context: ComputationContext): string {
  if (node.operator === '&&' || node.operator === '||') {
    return `(${conditionOf(node.left, context)}) ${node.operator} (${conditionOf(node.right, context)})`;
  }
  const operator = node.operator === '==' || node.operator === '!=' ? `${node.operator}=` : node.operator;
  return `${compute(node.left, context)} ${operator} ${compute(node.right, context)}`;
}

function arithmetic(node: Computation & { readonly op: 'binary' }, context: ComputationContext): string {
  const left = compute(node.left, context);
  const right = compute(node.right, context);
  const is64 = node.type.bits === 64;
  switch (node.operator) {
    case '*':
      if (is64) break;
      return node.type.signed
        ? `${context.global('Math')}.imul(${left}, ${right})`
        : `(${context.global('Math')}.imul(${left}, ${right}) >>> 0)`;
    case '/':
    case '%':
      if (!is64) return wrap(`(${left} ${node.operator} ${right})`, node.type, context);
      return wrap(
        `${context.runtime(node.operator === '/' ? 'quotient' : 'remainder')}(${left}, ${right})`,
        node.type,
        context,
      );
    case '<<':
    case '>>': {
      // The count has a type of its own (C11 6.5.7).
      const isBigCount = node.right.type.bits === 64;
      const count = is64
        ? `(${isBigCount ? right : `${context.global('BigInt')}(${right})`} & 63n)`
        : isBigCount
          ? `${context.global('Number')}(${right} & 31n)`
          : right;
      const operator = node.operator === '>>' && !is64 && !node.type.signed ? '>>>' : node.operator;
      return wrap(`(${left} ${operator} ${count})`, node.type, context);
    }
  }
  return wrap(`(${left} ${node.operator} ${right})`, node.type, context);
}

/** The value of the type that has the same low bits. */
function wrap(text: string, { bits, signed }: ComputedType, context: ComputationContext): string {
  if (bits === 64) return `${context.global('BigInt')}.as${signed ? 'Int' : 'Uint'}N(64, ${text})`;
  if (bits === 32) return signed ? `(${text} | 0)` : `(${text} >>> 0)`;
  return signed ? `(${text} << ${32 - bits} >> ${32 - bits})` : `(${text} & ${bits === 8 ? '0xff' : '0xffff'})`;
}

function convert(text: string, from: ComputedType, to: ComputedType, context: ComputationContext): string {
  if (from.bits === to.bits && from.signed === to.signed) return text;
  if (from.bits === 64 && to.bits === 64) return wrap(text, to, context);
  if (from.bits === 64)
    return wrap(`${context.global('Number')}(${context.global('BigInt')}.asIntN(32, ${text}))`, to, context);
  if (to.bits === 64) {
    const big = `${context.global('BigInt')}(${text})`;
    return from.signed && !to.signed ? wrap(big, to, context) : big;
  }
  const widens = to.bits > from.bits && (to.signed || !from.signed);
  return widens ? text : wrap(text, to, context);
}
