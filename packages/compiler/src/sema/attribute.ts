// In: attributes as parsed. Out: what those mean that change a type: aligned, packed, mode, vector_size, ms_struct.
// Rule: gcc's manual, "Common Type Attributes" and "Common Variable Attributes"; scalar_storage_order is refused, and all
// others leave the layout alone.

import { atomText } from '../lex/atoms.ts';
import type { Attribute, DeclarationSpecifiers, Declarator, Expression, Node, TypeName } from '../parse/syntax.ts';
import {
  announcedAttributes,
  badAlignment,
  badOperand,
  foreignByteOrder,
  reducedAlignment,
} from '../source/catalogue/3-types.ts';
import type { Target } from '../target.ts';
import { basic, isInteger, isSigned } from '../types/basic.ts';
import { unqualified, vectorOf } from '../types/derive.ts';
import { spell, tagText } from '../types/spell.ts';
import type { BuiltinName } from '../parse/syntax.ts';
import type { BasicType, CType } from '../types/type.ts';
import { evaluateInteger } from './constant.ts';
import type { Context } from './context.ts';
import { quiet, report } from './context.ts';
import type { DeclaredEnum, DeclaredRecord } from './declared.ts';

/** Bytes: the most that aligned(n) takes, as in gcc. */
export const MAX_ALIGNMENT: number = 2 ** 28;

export interface TypeAttributes {
  readonly packed: boolean;
  /** Bytes; 0 without. */
  readonly align: number;
  readonly bitFieldRule: 'ms' | 'gcc' | null;
}

const none: TypeAttributes = { packed: false, align: 0, bitFieldRule: null };

export function typeAttributes(context: Context, list: readonly Attribute[]): TypeAttributes {
  if (list.length === 0) return none;
  let { packed, align, bitFieldRule } = none;
  for (const attribute of list) {
    switch (attribute.name) {
      case 'packed':
        packed = true;
        break;
      case 'aligned':
        align = Math.max(align, alignmentArgument(context, attribute));
        break;
      case 'align':
        if (attribute.syntax === 'declspec') align = Math.max(align, alignmentArgument(context, attribute));
        break;
      case 'ms_struct':
        bitFieldRule = 'ms';
        break;
      case 'gcc_struct':
        bitFieldRule = 'gcc';
        break;
      case 'scalar_storage_order':
        checkByteOrder(context, attribute);
        break;
      default:
    }
  }
  return { packed, align, bitFieldRule };
}

/** The target's own byte order needs nothing; the other one, a byte swap at every member, which only gcc has. */
function checkByteOrder(context: Context, attribute: Attribute): void {
  const { name, bigEndian } = context.target;
  const own = bigEndian ? 'big-endian' : 'little-endian';
  const [argument] = attribute.arguments;
  const order = argument === undefined ? '' : context.stream.textOf(argument.at).slice(1, -1);
  if (order !== own) report(context, foreignByteOrder, attribute, { order, target: name, own });
}

/** Attributes on a tag before its body, by who keeps them for the body. */
export interface AnnouncedAttributes {
  readonly clang: TypeAttributes;
  /** gcc has no `__declspec`, so that what clang does with one is all there is. */
  readonly declspec: TypeAttributes;
}

/** `struct __attribute__((packed)) foo;` or `typedef struct __declspec(align(8)) foo foo_t;`, and no body so far. */
export function announceAttributes(
  context: Context,
  type: DeclaredRecord | DeclaredEnum,
  list: readonly Attribute[],
): void {
  if (list.length === 0 || type.complete || type.open) return;
  const { announced } = context.names;
  const before = announced.get(type);
  const declspec = typeAttributes(
    quiet(context),
    list.filter(({ syntax }) => syntax === 'declspec'),
  );
  announced.set(type, {
    clang: joined(before?.clang ?? none, typeAttributes(context, list)),
    declspec: joined(before?.declspec ?? none, declspec),
  });
}

/** Attributes of a body, and of its tag before it: those that gcc heeds, where there is a gcc. */
export function attributesOfBody(
  context: Context,
  type: DeclaredRecord | DeclaredEnum,
  list: readonly Attribute[],
  node: Node,
): TypeAttributes {
  const own = typeAttributes(context, list);
  const announced = context.names.announced.get(type);
  if (announced === undefined) return own;
  const clang = joined(announced.clang, own);
  if (!context.target.hasGcc) return clang;
  const gcc = joined(announced.declspec, own);
  const isSame = gcc.packed === clang.packed && gcc.align === clang.align && gcc.bitFieldRule === clang.bitFieldRule;
  if (!isSame) report(context, announcedAttributes, node, { type: tagText(type) });
  return gcc;
}

function joined(before: TypeAttributes, own: TypeAttributes): TypeAttributes {
  return {
    packed: before.packed || own.packed,
    align: Math.max(before.align, own.align),
    bitFieldRule: own.bitFieldRule ?? before.bitFieldRule,
  };
}

function alignmentArgument(context: Context, attribute: Attribute): number {
  const [argument] = attribute.arguments;
  return argument === undefined ? context.target.maxAlign : alignment(context, argument);
}

/** `_Alignas`: the strictest of them (6.7.5p6); 0 without. */
export function alignasOf(context: Context, specifiers: DeclarationSpecifiers): number {
  if (specifiers.alignments.length === 0) return 0;
  let align = 0;
  for (const operand of specifiers.alignments) align = Math.max(align, alignas(context, operand));
  return align;
}

/** Bytes, of a typedef or an object: its own aligned(n), that of its specifiers, and that of the pointer that it is. */
export function alignOfDeclared(context: Context, specifiers: DeclarationSpecifiers, declarator: Declarator): number {
  return Math.max(
    typeAttributes(context, specifiers.attributes).align,
    typeAttributes(context, declarator.attributes).align,
    alignOfPointer(context, declarator),
  );
}

/** `int *__attribute__((aligned(16))) p;`: of the pointer itself, bytes; 0 without. */
export function alignOfPointer(context: Context, { derivations }: Declarator): number {
  if (derivations.length === 0) return 0;
  const outermost = derivations[0];
  return outermost.kind === 'pointer' ? typeAttributes(context, outermost.attributes).align : 0;
}

/** 6.7.5p4: `align`, in bytes, is no less than the type's own. */
export function checkAlignas(context: Context, align: number, type: CType, { name, nameAt }: Declarator): void {
  const natural = context.layouts.sizeOf(type)?.align ?? 0;
  if (align >= natural) return;
  report(context, reducedAlignment, { at: nameAt, end: nameAt + 1 }, { align, natural, name: atomText(name) });
}

function alignas(context: Context, operand: Expression | TypeName): number {
  if (operand.kind !== 'type-name') return alignment(context, operand);
  return context.layouts.sizeOf(context.typeOf(context, operand))?.align ?? 0;
}

function alignment(context: Context, e: Expression): number {
  const value = evaluateInteger(context, e)?.value ?? 0n;
  if (value >= 0n && value <= BigInt(MAX_ALIGNMENT) && (value & (value - 1n)) === 0n) return Number(value);
  report(context, badAlignment, e, { value, limit: MAX_ALIGNMENT });
  return 0;
}

/** The type that `mode`, `vector_size` and `ext_vector_type` make of the one that the specifiers name. */
export function retyped(context: Context, type: CType, list: readonly Attribute[]): CType {
  if (list.length === 0) return type;
  let result = type;
  for (const attribute of list) {
    const [argument] = attribute.arguments;
    if (argument === undefined) continue;
    if (attribute.name === 'mode') result = withMode(context, result, argument);
    else if (attribute.name === 'vector_size') result = asVector(context, result, argument, 1);
    else if (attribute.name === 'ext_vector_type') {
      const element = context.layouts.sizeOf(result);
      if (element !== null) result = asVector(context, result, argument, element.size);
    }
  }
  return result;
}

/** The integer type that `mode` makes of an enum's own; null without. */
export function modeOfEnum(context: Context, own: BasicType, list: readonly Attribute[]): BasicType | null {
  let mode: BasicType | null = null;
  for (const { name, arguments: values } of list) {
    if (name !== 'mode' || values.length === 0) continue;
    const type = withMode(context, own, values[0]);
    if (isInteger(type)) mode = type;
  }
  return mode;
}

function asVector(context: Context, of: CType, argument: Expression, unit: number): CType {
  const length = evaluateInteger(context, argument);
  if (length === null) return of;
  const bytes = Number(length.value) * unit;
  const element = context.layouts.sizeOf(of);
  const isVector = element !== null && bytes > 0 && bytes <= MAX_ALIGNMENT && bytes % element.size === 0;
  if (isVector) return vectorOf(of, bytes);
  report(context, badOperand, argument, { what: `a vector of ${bytes} bytes of ${spell(of)}` });
  return of;
}

/** Machine modes: [signed, unsigned, floating] types by the mode's name. */
const modes: ReadonlyMap<string, readonly [BuiltinName, BuiltinName]> = new Map([
  ['QI', ['signed char', 'unsigned char']],
  ['byte', ['signed char', 'unsigned char']],
  ['HI', ['short', 'unsigned short']],
  ['SI', ['int', 'unsigned int']],
  ['DI', ['long long', 'unsigned long long']],
  ['TI', ['__int128', 'unsigned __int128']],
  ['word', ['long', 'unsigned long']],
  ['pointer', ['long', 'unsigned long']],
  ['SF', ['float', 'float']],
  ['DF', ['double', 'double']],
  ['XF', ['long double', 'long double']],
  ['TF', ['__float128', '__float128']],
]);

function withMode(context: Context, type: CType, argument: Expression): CType {
  const mode = context.stream.textOf(argument.at).replace(/^__|__$/g, '');
  const names = modes.get(mode);
  if (names === undefined) return type;
  return basic(isUnsigned(type, context.target) ? names[1] : names[0]);
}

function isUnsigned(type: CType, target: Target): boolean {
  const bare = unqualified(type);
  return isInteger(bare) && !isSigned(bare, target);
}
