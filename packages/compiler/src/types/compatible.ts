// In: two types. Out: whether C takes them for the same (6.2.7, 6.7.2.2p4, 6.7.6): what redeclarations are held to.
// Rule: records by identity; typedefs are looked through; what takes too long to compare passes for the same; an enum
// is compatible with its integer type where somebody says which that is (the target's business: no header redeclares
// by it), else with itself alone.

import type { BasicType, CType, EnumType, FunctionType } from './type.ts';
import { unqualified } from './derive.ts';

/** Pairs of types compared for one question: function types may hold each other's typedefs without end. */
export const MAX_COMPARISONS = 1000;

/** What a comparison may take, and knows. */
export interface Question {
  /** How many are left. */
  comparisons: number;
  /** The integer type of a complete enum; null: nobody says. */
  readonly integerOf: (type: EnumType) => BasicType | null;
}

export function compatible(
  a: CType,
  b: CType,
  question: Question = { comparisons: MAX_COMPARISONS, integerOf: () => null },
): boolean {
  return same(a, b, question);
}

function same(a: CType, b: CType, question: Question): boolean {
  if (question.comparisons-- <= 0) return true;
  let left = a;
  let right = b;
  for (;;) {
    if (left === right) return true;
    if (topQualifiers(left) !== topQualifiers(right)) return false;
    left = unqualified(left);
    right = unqualified(right);
    if (left === right) return true;
    if (left.kind === 'pointer' && right.kind === 'pointer') {
      left = left.to;
      right = right.to;
    } else if (left.kind === 'array' && right.kind === 'array') {
      if (left.count !== null && right.count !== null && left.count !== right.count) return false;
      left = left.of;
      right = right.of;
    } else if (left.kind === 'vector' && right.kind === 'vector') {
      if (left.bytes !== right.bytes) return false;
      left = left.of;
      right = right.of;
    } else if (left.kind === 'function' && right.kind === 'function') {
      if (!sameParameters(left, right, question)) return false;
      left = left.returns;
      right = right.returns;
    } else {
      return sameName(left, right) || sameInteger(left, right, question) || sameInteger(right, left, question);
    }
  }
}

/** What is left to compare by name: `_BitInt` of one width, unknown types of one name. */
function sameName(left: CType, right: CType): boolean {
  if (left.kind === 'basic' && right.kind === 'basic') {
    return left.name === right.name && left.complex === right.complex && left.width === right.width;
  }
  return left.kind === 'unknown' && right.kind === 'unknown' && left.name === right.name;
}

/** 6.7.2.2p4. */
function sameInteger(left: CType, right: CType, { integerOf }: Question): boolean {
  return left.kind === 'enum' && right.kind === 'basic' && integerOf(left) === right;
}

/** Qualifiers of a parameter itself do not count (6.7.6.3p15). */
function sameParameters(left: FunctionType, right: FunctionType, question: Question): boolean {
  if (left.variadic !== right.variadic || left.parameters.length !== right.parameters.length) return false;
  return left.parameters.every((type, i) => same(unqualified(type), unqualified(right.parameters[i]), question));
}

/** Qualifiers outside any derivation, those inside typedefs too. */
function topQualifiers(type: CType): number {
  let qualifiers = 0;
  let at = type;
  for (;;) {
    if (at.kind === 'typedef') at = at.to;
    else if (at.kind === 'qualified') {
      qualifiers |= at.qualifiers;
      at = at.of;
    } else return qualifiers;
  }
}
