// In: declaration specifiers and declarators. Out: the types they declare (C11 6.7.2, 6.7.6).
// Rule: a specifier that has a body defines its record or enum on the way, so specifiers are resolved once per
// declaration. Where a type cannot be, it is reported and int stands for it: one mistake, one diagnostic.

import type {
  ArrayDerivation,
  BuiltinSpecifier,
  DeclarationSpecifiers,
  Declarator,
  Expression,
  FunctionDerivation,
  NameSpecifier,
  Node,
  TypeofSpecifier,
} from '../parse/syntax.ts';
import { ATOMIC } from '../parse/syntax.ts';
import type { SizeAlign } from '../layout/layout.ts';
import { MAX_TYPE_BYTES } from '../layout/layout.ts';
import {
  arrayLengthType,
  impossibleType,
  negativeArray,
  noInt128,
  notConstant,
  tooLarge,
  typeTooDeep,
} from '../source/catalogue/3-types.ts';
import { basic, bitInt, complexOf, isVoid } from '../types/basic.ts';
import { arrayOf, pointerTo, qualified, unqualified } from '../types/derive.ts';
import { spell } from '../types/spell.ts';
import type { CType } from '../types/type.ts';
import { retyped } from './attribute.ts';
import { evaluate, evaluateInteger } from './constant.ts';
import type { Context, Declared } from './context.ts';
import { MAX_TYPE_DEPTH, quiet, quietPrototype, report } from './context.ts';
import { DeclaredTypedef, PrototypeType } from './declared.ts';
import { enumType } from './enum.ts';
import { typeOfExpression } from './expression-type.ts';
import { recordType } from './record.ts';
import { smallInteger } from './small-integer.ts';

/** The type of a parameter or a type name, or of the only declarator of a declaration. */
export function typeOfDeclared(context: Context, { specifiers, declarator }: Declared): CType {
  return declaredType(context, specifiedType(context, specifiers, specifiers), specifiers, declarator);
}

/** What the specifiers name, with their qualifiers. `owner`: the declaration, whose comments document a record in it. */
export function specifiedType(context: Context, specifiers: DeclarationSpecifiers, owner: Node): CType {
  const type = namedType(context, specifiers, owner);
  return qualified(retyped(context, type, specifiers.attributes), specifiers.qualifiers);
}

function namedType(context: Context, { type }: DeclarationSpecifiers, owner: Node): CType {
  switch (type.kind) {
    case 'builtin':
      return builtinType(context, type);
    case 'name':
      return typedefNamed(context, type);
    case 'record':
      return recordType(context, type, owner);
    case 'enum':
      return enumType(context, type, owner);
    case 'typeof':
      return typeofType(context, type);
    case 'atomic':
      return qualified(context.typeOf(context, type.operand), ATOMIC);
  }
}

function builtinType(context: Context, type: BuiltinSpecifier): CType {
  if (type.name !== '_BitInt') {
    const { target } = context;
    const named = type.complex ? complexOf(type.name) : basic(type.name);
    if (target.alignInt128 === 0 && type.name.endsWith('__int128'))
      report(context, noInt128, type, { type: spell(named), target: target.name });
    return named;
  }
  const width = type.width === null ? null : evaluateInteger(context, type.width);
  return bitInt(width === null ? 1 : Number(BigInt.asUintN(32, width.value)));
}

/** A name that is no typedef is an unknown type: whether that matters, the model decides. */
function typedefNamed(context: Context, type: NameSpecifier): CType {
  const known = context.names.ordinary.get(type.name);
  if (known?.kind === 'typedef') return known;
  const last = Math.max(type.at, type.end - 1);
  return { kind: 'unknown', name: context.stream.textOf(type.at), span: context.stream.spanOf(type.at, last) };
}

function typeofType(context: Context, { operand, unqualified: bare }: TypeofSpecifier): CType {
  const type = operand.kind === 'type-name' ? context.typeOf(context, operand) : typeOfExpression(context, operand);
  if (type === null) return basic('int');
  return bare ? unqualified(type) : type;
}

/** The type of a declarator: `base` wrapped in its derivations, the one nearest to the name last. */
export function declaredType(
  context: Context,
  base: CType,
  specifiers: DeclarationSpecifiers,
  declarator: Declarator,
): CType {
  const { derivations } = declarator;
  let type = retyped(context, base, declarator.attributes);
  if (derivations.length === 0 && isNamed(base)) return type;
  if (derivations.length + depthOf(base) >= MAX_TYPE_DEPTH) {
    report(context, typeTooDeep, { at: specifiers.at, end: declarator.end }, { limit: MAX_TYPE_DEPTH });
    return basic('int');
  }
  for (let i = derivations.length - 1; i >= 0; i--) {
    const derivation = derivations[i];
    switch (derivation.kind) {
      case 'pointer':
        type = qualified(pointerTo(type), derivation.qualifiers);
        break;
      case 'array':
        type = arrayType(context, type, derivation, declarator);
        break;
      case 'function':
        type = functionType(context, type, derivation, declarator);
    }
  }
  return type;
}

function isNamed({ kind }: CType): boolean {
  return kind === 'basic' || kind === 'record' || kind === 'enum' || kind === 'unknown';
}

/** Derivations and typedefs down to a record, an enum, a basic or an unknown type. */
export function depthOf(type: CType): number {
  let depth = 0;
  for (let at = type; ; depth++) {
    switch (at.kind) {
      case 'typedef':
        return depth + (at instanceof DeclaredTypedef ? at.depth : 1);
      case 'pointer':
        at = at.to;
        break;
      case 'array':
      case 'vector':
      case 'qualified':
        at = at.of;
        break;
      case 'function':
        at = at.returns;
        break;
      default:
        return depth;
    }
  }
}

/** 6.7.6.2. */
function arrayType(context: Context, of: CType, derivation: ArrayDerivation, declarator: Declarator): CType {
  const element = context.layouts.sizeOf(of);
  const what = impossibleElement(of, element);
  if (what !== null) {
    report(context, impossibleType, declarator, { what });
    return basic('int');
  }
  if (derivation.size === null) return arrayOf(of, null);
  const count = arrayLength(context, derivation.size);
  if (element === null || element.size * count <= MAX_TYPE_BYTES) return arrayOf(of, count);
  const bytes = BigInt(element.size) * BigInt(count);
  report(context, tooLarge, derivation.size, {
    what: `an array of ${count} elements of ${spell(of)} has ${bytes} bytes`,
    limit: MAX_TYPE_BYTES,
  });
  return arrayOf(of, 1);
}

/** Why there is no array of such elements; null when there is. Incomplete ones are the member's to report. */
function impossibleElement(of: CType, element: SizeAlign | null): string | null {
  const bare = unqualified(of);
  if (bare.kind === 'function') return 'an array of functions; an array of pointers to functions is (*name[])()';
  if (isVoid(bare)) return 'an array of void';
  if (bare.kind === 'array' && bare.count === null) return 'an array of arrays without a length';
  if (element === null || element.size === 0 || element.size % element.align === 0) return null;
  return `an array whose elements, of type ${spell(of)}, have ${element.size} bytes and an alignment of ${element.align}`;
}

/** Elements; 1 when there is no such length, which is reported. */
function arrayLength(context: Context, size: Expression): number {
  const small = smallInteger(context, size);
  if (small >= 0) return small;
  const value = evaluate(context, size);
  if (value === null) return 1;
  if (value.kind !== 'integer') {
    if (value.kind === 'float') report(context, arrayLengthType, size, { type: spell(value.type) });
    else report(context, notConstant, size, { what: 'an address' });
    return 1;
  }
  const count = value.value;
  if (count < 0n) {
    report(context, negativeArray, size, { count });
    return 1;
  }
  if (count <= BigInt(MAX_TYPE_BYTES)) return Number(count);
  report(context, tooLarge, size, { what: `an array of ${count} elements`, limit: MAX_TYPE_BYTES });
  return 1;
}

/** `extern char assertion[sizeof(int) == 4 ? 1 : -1];` is how C asserted before C11: also of an object nobody asks for. */
export function checkLengths(context: Context, { derivations }: Declarator): void {
  for (const derivation of derivations) {
    if (derivation.kind !== 'array' || derivation.size === null || smallInteger(context, derivation.size) >= 0)
      continue;
    const value = evaluate(quiet(context), derivation.size);
    if (value?.kind === 'integer' && value.value < 0n)
      report(context, negativeArray, derivation.size, { count: value.value });
  }
}

/** 6.7.6.3. Parameters are looked at when somebody asks for them. */
function functionType(context: Context, returns: CType, derivation: FunctionDerivation, declarator: Declarator): CType {
  const bare = unqualified(returns);
  if (bare.kind === 'array' || bare.kind === 'function') {
    report(context, impossibleType, declarator, {
      what: `a function that returns ${bare.kind === 'array' ? 'an array' : 'a function'}`,
    });
    return basic('int');
  }
  const inside = quietPrototype(context);
  return new PrototypeType(returns, derivation.variadic, () => parameterTypes(inside, derivation));
}

function parameterTypes(context: Context, { parameters }: FunctionDerivation): readonly CType[] {
  const types = parameters.map((parameter) => adjusted(typeOfDeclared(context, parameter)));
  return types.length === 1 && isVoid(types[0]) ? [] : types;
}

/** 6.7.6.3p7, p8: arrays and functions are passed as pointers. */
function adjusted(type: CType): CType {
  const bare = unqualified(type);
  if (bare.kind === 'array') return pointerTo(bare.of);
  return bare.kind === 'function' ? pointerTo(type) : type;
}
