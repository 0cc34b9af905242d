// In: an expression that is not evaluated: the operand of sizeof or typeof, the arm of ?: that is not taken.
// Out: its type, or null with the reason reported. Rule: C11 6.5, clause by clause; arrays and functions decay
// where the operators make them (6.3.2.1).

import type {
  BinaryExpression,
  ChoiceExpression,
  CompatibleExpression,
  CompoundLiteral,
  ConditionalExpression,
  Expression,
  GenericExpression,
  IndexExpression,
  MemberExpression,
  UnaryExpression,
} from '../parse/syntax.ts';
import { badOperand, noMember, notConstant } from '../source/catalogue/3-types.ts';
import { basic, isInteger, isVoid } from '../types/basic.ts';
import { compatible, MAX_COMPARISONS, type Question } from '../types/compatible.ts';
import { commonType, promoted } from '../types/convert.ts';
import { arrayOf, pointerTo, qualifiersOf, unqualified } from '../types/derive.ts';
import { spell } from '../types/spell.ts';
import type { CType } from '../types/type.ts';
import { memberNamed } from './address.ts';
import { enumeratorType, evaluate, evaluateInteger, spend } from './constant.ts';
import type { Context } from './context.ts';
import { quiet, report, reportUndeclared } from './context.ts';
import { arithmeticType } from './value.ts';

export function typeOfExpression(context: Context, e: Expression): CType | null {
  if (!spend(context, e)) return null;
  switch (e.kind) {
    case 'number':
    case 'character':
    case 'string':
    case 'sizeof':
    case 'offsetof':
      return typeOfValue(context, e);
    case 'name':
      return typeOfName(context, e.name, e);
    case 'unary':
      return typeOfUnary(context, e);
    case 'binary':
      return typeOfBinary(context, e);
    case 'conditional':
      return typeOfConditional(context, e);
    case 'cast':
      return unqualified(context.typeOf(context, e.type));
    case 'call':
      return typeOfCall(context, e);
    case 'member':
      return typeOfMember(context, e);
    case 'index':
      return typeOfElement(context, e);
    case 'compound':
      return typeOfLiteral(context, e);
    case 'generic': {
      const association = associationOf(context, e);
      return association && typeOfExpression(context, association);
    }
    case 'compatible':
      return basic('int');
    case 'choice': {
      const choice = choiceOf(context, e);
      return choice && typeOfExpression(context, choice);
    }
    default:
      return report(context, notConstant, e, { what: `the type of '${context.stream.textOf(e.at)}'` });
  }
}

function typeOfValue(context: Context, e: Expression): CType | null {
  const value = evaluate(context, e);
  if (value === null) return null;
  return value.kind === 'string' ? arrayOf(value.element, value.units.length + 1) : value.type;
}

function typeOfName(context: Context, name: number, e: Expression): CType | null {
  const known = context.names.ordinary.get(name);
  switch (known?.kind) {
    case 'enumerator':
      return enumeratorType(context, known);
    case 'object':
      return known.type;
    case 'function':
      return context.typeOf(quiet(context), known);
    default:
      return reportUndeclared(context, e);
  }
}

function typeOfUnary(context: Context, e: UnaryExpression): CType | null {
  const operand = typeOfExpression(context, e.operand);
  if (operand === null) return null;
  switch (e.operator) {
    case '!':
      return basic('int');
    case '&':
      return pointerTo(operand);
    case '*': {
      const pointer = decayed(operand);
      if (pointer.kind === 'pointer') return pointer.to;
      return report(context, badOperand, e, { what: `* of ${spell(operand)}` });
    }
    case '+':
    case '-':
    case '~': {
      const type = arithmeticType(operand, context.target);
      if (type === null || (e.operator === '~' && !isInteger(type))) {
        return report(context, badOperand, e, { what: `${e.operator} of ${spell(operand)}` });
      }
      return commonType(type, type, context.target);
    }
    default:
      return operand;
  }
}

function typeOfBinary(context: Context, e: BinaryExpression): CType | null {
  const left = typeOfExpression(context, e.left);
  const right = typeOfExpression(context, e.right);
  if (left === null || right === null) return null;
  switch (e.operator) {
    case '&&':
    case '||':
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '==':
    case '!=':
      return basic('int');
    case ',':
      return decayed(right);
    case '=':
      return unqualified(left);
    default:
      return typeOfArithmetic(context, e, left, right);
  }
}

function typeOfArithmetic(context: Context, e: BinaryExpression, left: CType, right: CType): CType | null {
  const a = decayed(left);
  const b = decayed(right);
  if (a.kind === 'pointer' && b.kind === 'pointer') return basic(context.target.ptrdiffType);
  if (a.kind === 'pointer') return a;
  if (b.kind === 'pointer') return b;
  const x = arithmeticType(a, context.target);
  const y = arithmeticType(b, context.target);
  const needsIntegers = INTEGER_OPERATORS.has(e.operator);
  if (x === null || y === null || (needsIntegers && !(isInteger(x) && isInteger(y)))) {
    return report(context, badOperand, e, { what: `${spell(left)} ${e.operator} ${spell(right)}` });
  }
  return e.operator === '<<' || e.operator === '>>' ? promoted(x) : commonType(x, y, context.target);
}

const INTEGER_OPERATORS: ReadonlySet<string> = new Set(['%', '<<', '>>', '&', '^', '|']);

/** 6.5.15p5, p6: a null pointer constant takes the other arm's type; void * wins over other pointers. */
function typeOfConditional(context: Context, e: ConditionalExpression): CType | null {
  const first = e.then ?? e.condition;
  const left = typeOfExpression(context, first);
  const right = typeOfExpression(context, e.otherwise);
  if (left === null || right === null) return null;
  const x = arithmeticType(left, context.target);
  const y = arithmeticType(right, context.target);
  if (x !== null && y !== null) return commonType(x, y, context.target);
  const a = decayed(left);
  const b = decayed(right);
  if (a.kind !== 'pointer') return b.kind === 'pointer' ? b : a;
  if (b.kind !== 'pointer' || isNullConstant(context, e.otherwise, b)) return a;
  if (isNullConstant(context, first, a)) return b;
  return isVoid(unqualified(b.to)) ? b : a;
}

/** 6.3.2.3p3: an integer constant 0, cast to void * here, since the arm has a pointer type. */
function isNullConstant(context: Context, e: Expression, type: CType): boolean {
  if (type.kind !== 'pointer' || !isVoid(unqualified(type.to)) || qualifiersOf(type.to) !== 0) return false;
  const value = evaluate(quiet(context), e);
  return value?.kind === 'pointer' && value.address === 0n;
}

function typeOfCall(context: Context, e: Extract<Expression, { kind: 'call' }>): CType | null {
  if (e.callee.kind === 'name' && context.names.ordinary.get(e.callee.name) === undefined)
    return typeOfValue(context, e);
  const callee = typeOfExpression(context, e.callee);
  if (callee === null) return null;
  const bare = unqualified(callee);
  const called = bare.kind === 'pointer' ? unqualified(bare.to) : bare;
  if (called.kind === 'function') return called.returns;
  return report(context, badOperand, e, { what: `a call of ${spell(callee)}` });
}

function typeOfMember(context: Context, e: MemberExpression): CType | null {
  const object = typeOfExpression(context, e.object);
  if (object === null) return null;
  const pointer = decayed(object);
  const record = e.arrow && pointer.kind === 'pointer' ? pointer.to : object;
  const type = memberNamed(record, e.name)?.member.type ?? null;
  if (type !== null) return type;
  const name = context.stream.textOf(e.nameAt);
  return report(context, noMember, { at: e.nameAt, end: e.nameAt + 1 }, { type: spell(record), name });
}

function typeOfElement(context: Context, e: IndexExpression): CType | null {
  const object = typeOfExpression(context, e.object);
  if (object === null) return null;
  const array = decayed(object);
  if (array.kind === 'pointer') return array.to;
  const bare = unqualified(object);
  if (bare.kind === 'vector') return bare.of;
  return report(context, badOperand, e, { what: `an element of ${spell(object)}` });
}

/** 6.5.2.5p5: the initialiser gives the length of an array without one. */
function typeOfLiteral(context: Context, e: CompoundLiteral): CType | null {
  const type = context.typeOf(context, e.type);
  const array = unqualified(type);
  if (array.kind !== 'array' || array.count !== null) return type;
  const { items } = e.value;
  if (items.every((item) => item.designators.length === 0)) return arrayOf(array.of, items.length);
  return report(context, notConstant, e, { what: 'the length of an array that its initialiser gives' });
}

/** 6.5.1.1: the expression of the association whose type is the controlling expression's. */
export function associationOf(context: Context, e: GenericExpression): Expression | null {
  const type = typeOfExpression(context, e.control);
  if (type === null) return null;
  const control = decayed(type);
  let otherwise: Expression | null = null;
  for (const { type: name, value } of e.associations) {
    if (name === null) {
      otherwise = value;
      continue;
    }
    if (isCompatible(context, context.typeOf(context, name), control)) return value;
  }
  return (
    otherwise ?? report(context, badOperand, e, { what: `no association of _Generic has the type ${spell(type)}` })
  );
}

/** GNU: the one of the two that the condition chooses, as it stands. */
export function choiceOf(context: Context, e: ChoiceExpression): Expression | null {
  const condition = evaluateInteger(context, e.condition);
  if (condition === null) return null;
  return condition.value === 0n ? e.otherwise : e.then;
}

/** GNU: qualifiers of a type itself, and of an array's elements, do not count; an enum goes with its integer type. */
export function areCompatible(context: Context, e: CompatibleExpression): boolean {
  const bare = (type: CType): CType => {
    const own = unqualified(type);
    return own.kind === 'array' ? arrayOf(bare(own.of), own.count) : own;
  };
  const [left, right] = [e.left, e.right].map((name) => bare(context.typeOf(context, name)));
  return isCompatible(context, left, right);
}

/** Comparisons are steps of the evaluation. */
function isCompatible({ target, budget }: Context, a: CType, b: CType): boolean {
  const question: Question = { comparisons: MAX_COMPARISONS, integerOf: (type) => arithmeticType(type, target) };
  const answer = compatible(a, b, question);
  budget.steps = Math.max(Math.min(budget.steps, 0), budget.steps - (MAX_COMPARISONS - question.comparisons));
  return answer;
}

/** 6.3.2.1p3, p4; without the qualifiers that an rvalue does not have. */
function decayed(type: CType): ReturnType<typeof unqualified> {
  const bare = unqualified(type);
  if (bare.kind === 'array') return pointerTo(bare.of);
  return bare.kind === 'function' ? pointerTo(bare) : bare;
}
