// In: an expression. Out: its value, or null with the reason reported.
// Rule: C11 6.6, as wide as gcc's constant folding needs to be for headers: integer, floating and address constants,
// sizeof and offsets; what is not evaluated (the other arm of ?:, the right of && and ||) need not be constant.

import type {
  BinaryExpression,
  CastExpression,
  ConditionalExpression,
  Expression,
  NameExpression,
  Node,
  SizeofExpression,
  UnaryExpression,
} from '../parse/syntax.ts';
import { badCharacter, badNumber, expressionTooLarge, noSize, notConstant } from '../source/catalogue/3-types.ts';
import { memberAlignment } from '../layout/record.ts';
import { basic } from '../types/basic.ts';
import { commonType, fits, wrap } from '../types/convert.ts';
import { unqualified } from '../types/derive.ts';
import { spell } from '../types/spell.ts';
import type { CType } from '../types/type.ts';
import { binary, unary } from './arithmetic.ts';
import { callBuiltin } from './builtin.ts';
import type { Context, EnumeratorName } from './context.ts';
import { MAX_EVALUATION_STEPS, quiet, report, reportingTo, reportUndeclared } from './context.ts';
import { areCompatible, associationOf, choiceOf, typeOfExpression } from './expression-type.ts';
import { addressOf, memberNamed, offsetOf } from './address.ts';
import { numberLiteral } from './number-literal.ts';
import { textLiteral } from './text-literal.ts';
import type { Value } from './value.ts';
import { arithmeticType, converted, integer, isTrue, objectSize, toArithmetic, truth } from './value.ts';

export function evaluate(context: Context, e: Expression): Value | null {
  if (!spend(context, e)) return null;
  switch (e.kind) {
    case 'number':
      return number(context, e);
    case 'character':
      return character(context, e);
    case 'string':
      return text(context, e);
    case 'name':
      return named(context, e);
    case 'unary':
      return prefixed(context, e);
    case 'binary':
      return combined(context, e);
    case 'conditional':
      return chosen(context, e);
    case 'cast':
      return cast(context, e);
    case 'sizeof':
      return measured(context, e);
    case 'offsetof':
      return offsetOf(context, e);
    case 'call':
      return callBuiltin(context, e);
    case 'member':
    case 'index':
      return addressOf(context, e);
    case 'generic': {
      const association = associationOf(context, e);
      return association === null ? null : evaluate(context, association);
    }
    case 'compatible':
      return truth(areCompatible(context, e));
    case 'choice': {
      const choice = choiceOf(context, e);
      return choice === null ? null : evaluate(context, choice);
    }
    case 'list':
    case 'compound':
      return report(context, notConstant, e, { what: 'an initialiser' });
    case 'opaque':
      return report(context, notConstant, e, { what: `'${context.stream.textOf(e.at)}'` });
  }
}

/** Counts a step; false, reported once, when there are none left. */
export function spend(context: Context, node: Node): boolean {
  const { budget } = context;
  if (--budget.steps === -1) {
    report(reportingTo(context, budget.diagnostics), expressionTooLarge, node, { limit: MAX_EVALUATION_STEPS });
  }
  return budget.steps >= 0;
}

function number(context: Context, e: Node): Value | null {
  const plain = context.stream.atom[e.at];
  if (plain >= 0) return integer(BigInt(plain), basic('int'));
  const spelling = context.stream.textOf(e.at);
  const literal = numberLiteral(spelling, context.target);
  if (literal.kind === 'wrong') return report(context, badNumber, e, { text: spelling.slice(0, 80), why: literal.why });
  return literal;
}

/** 6.4.4.4: several characters make up an int, the last one in its lowest byte, as gcc and clang do. */
function character(context: Context, e: Node): Value | null {
  const { target } = context;
  const { prefix, type, units, wrong } = textLiteral(context.stream.textOf(e.at), target);
  if (wrong !== '') return report(context, badCharacter, e, { what: wrong });
  if (units.length === 0) return report(context, badCharacter, e, { what: 'an empty character constant' });
  if (prefix === 'u8') return integer(BigInt(units[0]), basic('unsigned char'));
  if (prefix !== '') return integer(wrap(BigInt(units[units.length - 1]), type, target), type);
  if (units.length === 1) return integer(wrap(BigInt(units[0]), type, target), basic('int'));
  const joined = units.reduce((value, unit) => (value << 8) | unit, 0);
  return integer(BigInt(joined), basic('int'));
}

/** 6.4.5p5: adjacent literals are one; a prefix of any is the prefix of all. */
function text(context: Context, e: Node): Value | null {
  const { stream, target } = context;
  let prefix = '';
  for (let at = e.at; at < e.end; at++) {
    const spelling = stream.textOf(at);
    if (spelling[0] !== '"') prefix = spelling.slice(0, spelling.indexOf('"'));
  }
  const units: number[] = [];
  let element = basic('char');
  for (let at = e.at; at < e.end; at++) {
    const spelling = stream.textOf(at);
    const literal = textLiteral(prefix + spelling.slice(spelling.indexOf('"')), target);
    if (literal.wrong !== '') return report(context, badCharacter, { at, end: at + 1 }, { what: literal.wrong });
    element = literal.type;
    for (const unit of literal.units) units.push(unit);
  }
  return { kind: 'string', units, element };
}

function named(context: Context, e: NameExpression): Value | null {
  const name = context.names.ordinary.get(e.name);
  if (name === undefined) return reportUndeclared(context, e);
  switch (name.kind) {
    case 'enumerator':
      return integer(name.enumerator.value, enumeratorType(context, name));
    case 'object':
      return name.constant ?? report(context, notConstant, e, { what: `the value of '${name.name}'` });
    default:
      return report(context, notConstant, e, { what: `'${context.stream.textOf(e.at)}'` });
  }
}

/** 6.7.2.2p3 and GNU: int if that holds the value, else the type of the enum. */
export function enumeratorType(context: Context, name: EnumeratorName): CType {
  const int = basic('int');
  if (name.of.underlying === null && fits(name.enumerator.value, int, context.target)) return int;
  if (name.of.underlying !== null || name.of.complete) return arithmeticType(name.of, context.target) ?? int;
  const isLong = fits(name.enumerator.value, basic('long long'), context.target);
  return basic(isLong ? 'long long' : 'unsigned long long');
}

function prefixed(context: Context, e: UnaryExpression): Value | null {
  switch (e.operator) {
    case '__extension__':
      return evaluate(context, e.operand);
    case '&':
    case '*':
      return addressOf(context, e);
    case '+':
    case '-':
    case '~':
    case '!': {
      const operand = evaluate(context, e.operand);
      return operand && unary(context, e.operator, operand, e);
    }
    default:
      return report(context, notConstant, e, { what: e.operator.replace('post', '') });
  }
}

function combined(context: Context, e: BinaryExpression): Value | null {
  const { operator } = e;
  if (operator === '=') return report(context, notConstant, e, { what: 'an assignment' });
  const left = evaluate(context, e.left);
  if (left === null) return null;
  if (operator === '&&' && !isTrue(left)) return truth(false);
  if (operator === '||' && isTrue(left)) return truth(true);
  const right = evaluate(context, e.right);
  if (right === null || operator === ',') return right;
  if (operator === '&&' || operator === '||') return truth(isTrue(right));
  return binary(context, operator, left, right, e);
}

/** 6.5.15: the arm that is not chosen still counts for the type. */
function chosen(context: Context, e: ConditionalExpression): Value | null {
  const condition = evaluate(context, e.condition);
  if (condition === null) return null;
  const then = e.then ?? e.condition;
  const arm = isTrue(condition) ? then : e.otherwise;
  const value = evaluate(context, arm);
  if (value === null || (value.kind !== 'integer' && value.kind !== 'float')) return value;
  const otherType = typeOfExpression(quiet(context), arm === then ? e.otherwise : then);
  const other = otherType && arithmeticType(otherType, context.target);
  const own = arithmeticType(value.type, context.target);
  if (other === null || own === null) return value;
  return toArithmetic(value, commonType(own, other, context.target), context.target);
}

function cast(context: Context, e: CastExpression): Value | null {
  const operand = evaluate(context, e.operand);
  if (operand === null) return null;
  const type = unqualified(context.typeOf(context, e.type));
  const value = converted(operand, type, context.target);
  return value ?? report(context, notConstant, e, { what: `a cast to ${spell(type)}` });
}

/** 6.5.3.4: size_t. */
function measured(context: Context, e: SizeofExpression): Value | null {
  const { layouts, target } = context;
  const operand = e.operand;
  const type = operand.kind === 'type-name' ? context.typeOf(context, operand) : typeOfExpression(context, operand);
  if (type === null) return null;
  const own = e.what === 'size' || operand.kind === 'type-name' ? 0 : ownAlignment(context, operand);
  const amount = e.what === 'size' ? objectSize(type, layouts) : own || alignmentOf(context, type, e);
  if (amount === null) return report(context, noSize, e, { why: layouts.why(type) });
  return integer(BigInt(amount), basic(target.sizeType));
}

/** Bytes: GNU's `_Alignof` of an object or a member that has more, or less, than its type asks for; else 0. */
function ownAlignment(context: Context, operand: Expression): number {
  if (operand.kind === 'name') {
    const known = context.names.ordinary.get(operand.name);
    return known?.kind === 'object' ? known.align : 0;
  }
  if (operand.kind !== 'member') return 0;
  const object = typeOfExpression(context, operand.object);
  const found = object && memberNamed(operand.arrow ? pointee(object) : object, operand.name);
  return found ? memberAlignment(found.record, found.member, context.layouts.sizeOf(found.member.type)?.align ?? 0) : 0;
}

function pointee(type: CType): CType {
  const bare = unqualified(type);
  if (bare.kind === 'pointer') return bare.to;
  return bare.kind === 'array' ? bare.of : type;
}

/**
 * `_Alignof` of a type is its alignment inside records, that of an object, and GNU's `__alignof__`, the one it has
 * alone: they differ on i386.
 */
function alignmentOf(context: Context, type: CType, e: SizeofExpression): number | null {
  const { layouts } = context;
  const bare = unqualified(type);
  if (bare.kind === 'function' || bare === basic('void')) return 1;
  const known = layouts.sizeOf(type);
  if (known === null) return null;
  const isAlone = isObjectName(e.operand) || context.stream.textOf(e.at).startsWith('__');
  return isAlone && isOfEightBytes(context, type) ? 8 : known.align;
}

function isObjectName(operand: SizeofExpression['operand']): boolean {
  if (operand.kind === 'unary' && operand.operator === '__extension__') return isObjectName(operand.operand);
  return operand.kind === 'name';
}

/** An arithmetic type of 8 bytes whose alignment nobody set, a complex number of two such, or an array of them. */
function isOfEightBytes(context: Context, type: CType): boolean {
  switch (type.kind) {
    case 'array':
      return isOfEightBytes(context, type.of);
    case 'typedef':
      return type.align === 0 && isOfEightBytes(context, type.to);
    case 'qualified':
      return isOfEightBytes(context, type.of);
    case 'enum':
    case 'basic': {
      const isComplex = type.kind === 'basic' && type.complex;
      const size = context.layouts.sizeOf(type)?.size;
      return isComplex ? size === 16 : size === 8 && arithmeticType(type, context.target) !== null;
    }
    default:
      return false;
  }
}

/** An integer constant expression, as array lengths and bit-fields need one (6.6p6). */
export function evaluateInteger(
  context: Context,
  e: Expression,
): { readonly value: bigint; readonly type: CType } | null {
  const value = evaluate(context, e);
  if (value === null) return null;
  if (value.kind === 'integer') return value;
  // GNU folds (char *)8 - (char *)0 and the like to integers first; a pointer alone is none.
  return report(context, notConstant, e, {
    what: value.kind === 'float' ? `a value of type ${spell(value.type)}` : 'an address',
  });
}
