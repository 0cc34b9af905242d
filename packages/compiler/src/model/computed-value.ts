// In: an integer with its C type, and another type. Out: the same, converted.
// Rule: C11 6.3.1; a Computation has the type at every node, so that no reader has to know the rules again.

import { integerOfEnum } from '../layout/enum.ts';
import { integerSize, isInteger, isSigned } from '../types/basic.ts';
import { unqualified } from '../types/derive.ts';
import type { BasicType, CType } from '../types/type.ts';
import type { Computation, ComputedType } from './model.ts';
import type { Scope } from './scope.ts';

/** What an expression computes, as a node and as C sees it. */
export interface ComputedValue {
  readonly kind: 'value';
  readonly node: Computation;
  readonly type: BasicType;
}

/** The integer type of an object, an enum's included; null for any other and for 128 bits. */
export function integerTypeOf(scope: Scope, type: CType): BasicType | null {
  const bare = unqualified(type);
  if (bare.kind === 'enum') return bare.complete ? integerOfEnum(bare, scope.program.target) : null;
  return isInteger(bare) && integerSize(bare, scope.program.target) <= 8 ? bare : null;
}

export const int: ComputedType = { bits: 32, signed: true };

export function computed(scope: Scope, type: BasicType): ComputedType {
  const { target } = scope.program;
  return { bits: (integerSize(type, target) * 8) as ComputedType['bits'], signed: isSigned(type, target) };
}

/** 6.3.1.3; to bool, whether it is not zero (6.3.1.2). */
export function converted(scope: Scope, operand: ComputedValue, type: BasicType): ComputedValue {
  const { node } = operand;
  if (operand.type === type) return operand;
  if (type.name === 'bool') {
    const zero: Computation = { op: 'constant', value: 0n, type: node.type };
    return { kind: 'value', type, node: { op: 'binary', operator: '!=', left: node, right: zero, type: int } };
  }
  const to = computed(scope, type);
  if (to.bits === node.type.bits && to.signed === node.type.signed) return { kind: 'value', type, node };
  if (node.op === 'constant') {
    const value = to.signed ? BigInt.asIntN(to.bits, node.value) : BigInt.asUintN(to.bits, node.value);
    return { kind: 'value', type, node: { op: 'constant', value, type: to } };
  }
  return { kind: 'value', type, node: { op: 'convert', operand: node, type: to } };
}
