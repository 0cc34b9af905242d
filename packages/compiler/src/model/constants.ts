// In: the macros of the main file, its enums without a name, and QIDL_ENUM groups. Out: exported constants and the
// enums that groups of them make. Rule (language.md 19): object-like macros whose value is constant, typed by C.

import { integerOfEnum } from '../layout/enum.ts';
import type { ConstantValue } from '../sema/program.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { isUtf8 } from '../source/decode.ts';
import type { Span } from '../source/diagnostic.ts';
import type { Target } from '../target.ts';
import { integerSize, isInteger, isSigned } from '../types/basic.ts';
import { unqualified } from '../types/derive.ts';
import type { BasicType, CType } from '../types/type.ts';
import { Constant, type ConstantSource } from './lazy.ts';
import type { ComputedType, ConstantModel, EnumModel, Value } from './model.ts';
import type { Scope } from './scope.ts';

interface Found {
  readonly model: ConstantModel;
  readonly declared: ConstantSource;
}

export interface Constants {
  readonly constants: readonly Found[];
  readonly groups: readonly { readonly model: EnumModel; readonly declared: { readonly span: Span } }[];
}

export function constantsOf(scope: Scope): Constants {
  const { program, marks } = scope;
  const enumerators = namelessEnumerators(scope);
  let constants: Found[] = [];
  for (const macro of program.source.macros) {
    if (macro.parameters !== null || macro.empty) continue;
    const value = program.macroValue(macro.name);
    const model = value === null ? null : constantOf(scope, macro, value);
    if (model === null || isSame(model.value, enumerators.get(macro.name)?.model.value)) continue;
    enumerators.delete(macro.name);
    constants.push({ model, declared: macro });
  }
  const groups = marks.enumGroups.map((group) => {
    const isMember = ({ model }: Found): boolean => model.name.startsWith(group.prefix) && model.value.kind === 'int';
    const members = constants.filter(isMember);
    constants = constants.filter((constant) => !isMember(constant));
    const span = program.spanOf(group.marker);
    if (members.length === 0) {
      scope.diagnostics.report(catalogue.enumGroupEmpty, span, { name: group.name, prefix: group.prefix });
    }
    return { model: groupModel(scope, group.name, members, span), declared: { span } };
  });
  constants.push(...enumerators.values());
  return { constants, groups };
}

function constantOf({ program, places }: Scope, source: ConstantSource, constant: ConstantValue): ConstantModel | null {
  switch (constant.kind) {
    case 'integer': {
      const bare = unqualified(constant.type);
      const isBool = bare.kind === 'basic' && bare.name === 'bool';
      const value: Value = isBool
        ? { kind: 'bool', value: constant.value !== 0n }
        : { kind: 'int', value: constant.value };
      return new Constant(source, value, computedType(program.target, constant.type), places);
    }
    case 'float':
      return new Constant(source, { kind: 'float', value: constant.value }, null, places);
    case 'string':
      if (!isUtf8(constant.bytes)) return null;
      return new Constant(source, { kind: 'string', value: constant.value }, null, places);
    default:
      return null;
  }
}

/** 128-bit values are given as 64-bit ones where they fit; constant expressions rarely have them. */
function computedType(target: Target, type: CType): ComputedType {
  const bare = unqualified(type);
  const integer: BasicType | null = bare.kind === 'enum' ? integerOfEnum(bare, target) : isInteger(bare) ? bare : null;
  if (integer === null) return { bits: 64, signed: true };
  return {
    bits: Math.min(integerSize(integer, target) * 8, 64) as ComputedType['bits'],
    signed: isSigned(integer, target),
  };
}

/** The smallest C integer type, int at least, that holds all values of the group. */
function groupModel(scope: Scope, name: string, members: readonly Found[], span: Span): EnumModel {
  const values = members.map(({ model }) => ({
    name: model.name,
    value: integerOf(model.value),
    doc: model.doc,
    place: model.place,
  }));
  const signed = values.some(({ value }) => value < 0n);
  const isWide = values.some(({ value }) => (signed ? BigInt.asIntN(32, value) : BigInt.asUintN(32, value)) !== value);
  return {
    name,
    ctype: signed ? 'int' : 'unsigned int',
    bits: isWide ? 64 : 32,
    signed,
    values,
    doc: null,
    place: scope.places.of(span),
  };
}

function integerOf(value: Value): bigint {
  return value.kind === 'int' ? value.value : 0n;
}

/**
 * `enum { A, B };` names numbers and no type. Headers say `#define A A` behind it, so that A can be tested for: that is
 * one constant. A macro of another value is what the name means.
 */
function namelessEnumerators({ program, places, enumNames }: Scope): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const type of program.enums) {
    const isNameless = type.tag === '' && type.typedefName === '' && !enumNames.has(type);
    if (!isNameless || type.declaredIn !== program.main) continue;
    const computed = computedType(program.target, type);
    for (const declared of type.enumerators) {
      const model = new Constant(declared, { kind: 'int', value: declared.value }, computed, places);
      found.set(declared.name, { model, declared });
    }
  }
  return found;
}

function isSame(value: Value, other: Value | undefined): boolean {
  return value.kind === 'int' && other?.kind === 'int' && value.value === other.value;
}
