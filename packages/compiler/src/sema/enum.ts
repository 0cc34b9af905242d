// In: an enum specifier. Out: its EnumType, completed when the specifier has a body (C11 6.7.2.2, C23's fixed types).
// Rule: an enumerator without a value is one more than the one before; values may need up to 64 bits (GNU).

import { atomText } from '../lex/atoms.ts';
import type { Attribute, EnumSpecifier, Enumerator, Expression, Node } from '../parse/syntax.ts';
import {
  enumAlignment,
  enumOverflow,
  enumRange,
  enumTypeNotInteger,
  redefinedName,
} from '../source/catalogue/3-types.ts';
import { integerOfEnum } from '../layout/enum.ts';
import { basic, isInteger } from '../types/basic.ts';
import { fits } from '../types/convert.ts';
import { unqualified } from '../types/derive.ts';
import { spell, tagText } from '../types/spell.ts';
import type { CType } from '../types/type.ts';
import { announceAttributes, attributesOfBody, modeOfEnum, typeAttributes } from './attribute.ts';
import { evaluateInteger } from './constant.ts';
import type { Context, Ordinary } from './context.ts';
import { report } from './context.ts';
import type { Place } from './declared.ts';
import { DeclaredEnum, DeclaredEnumerator } from './declared.ts';
import { reportChangedKind, reportRedefinition, tagOf } from './record.ts';
import { smallInteger } from './small-integer.ts';
import { arithmeticType } from './value.ts';

/** `owner`: the declaration that the specifier is in, whose comments document the enum. */
export function enumType(context: Context, specifier: EnumSpecifier, owner: Node): DeclaredEnum {
  const known = specifier.tag === 0 ? undefined : context.names.tags.get(specifier.tag);
  const name = specifier.tagAt >= 0 ? specifier.tagAt : specifier.at;
  const place = { stream: context.stream, name, first: owner.at, last: owner.end - 1 };
  if (known !== undefined && known.kind !== 'enum') reportChangedKind(context, specifier, known);
  const defines = specifier.enumerators !== null || specifier.underlying !== null;
  const usable = known?.kind === 'enum' && !(defines && context.prototype) ? known : null;
  if (specifier.enumerators === null) {
    const type = usable ?? newEnum(context, specifier, place);
    announceAttributes(context, type, specifier.attributes);
    setUnderlying(context, type, specifier);
    return type;
  }
  const defined = usable !== null && (usable.open || usable.enumerators.length > 0);
  if (defined) reportRedefinition(context, specifier, usable);
  const type = usable === null || defined ? newEnum(context, specifier, place, !defined) : usable;
  type.place = place;
  type.order = context.names.order++;
  type.open = true;
  const heeded = specifier.attributes.filter((attribute) => !isUnheeded(context, attribute));
  const attributes = attributesOfBody(context, type, heeded, tagOf(specifier));
  type.packed = attributes.packed;
  type.align = attributes.align;
  setUnderlying(context, type, specifier);
  addEnumerators(context, type, specifier.enumerators);
  if (specifier.attributes.length > 0) setMode(context, type, specifier);
  type.open = false;
  type.complete = true;
  if (heeded.length < specifier.attributes.length) reportUnheeded(context, specifier, type);
  return type;
}

/** gcc makes an enum's alignment anew when it knows all enumerators: aligned(n) does nothing to it. */
function isUnheeded({ target }: Context, { name }: Attribute): boolean {
  return name === 'aligned' && target.hasGcc;
}

function reportUnheeded(context: Context, { attributes, tagAt, at }: EnumSpecifier, type: DeclaredEnum): void {
  const { align } = typeAttributes(
    context,
    attributes.filter((attribute) => isUnheeded(context, attribute)),
  );
  const natural = context.layouts.sizeOf(type)?.align ?? 0;
  if (align !== 0 && align !== natural)
    report(context, enumAlignment, tagOf({ at, tagAt }), { type: tagText(type), align, natural });
}

/** `listed`: among the unit's enums; a second definition is not. */
function newEnum(context: Context, specifier: EnumSpecifier, place: Place, listed = true): DeclaredEnum {
  const { names } = context;
  const tag = specifier.tag === 0 ? '' : atomText(specifier.tag);
  const type = new DeclaredEnum(tag, names.order++, place);
  if (context.prototype || !listed) return type;
  names.enums.push(type);
  if (specifier.tag !== 0 && !names.tags.has(specifier.tag)) names.tags.set(specifier.tag, type);
  return type;
}

/** `enum e : uint8_t;` is complete without enumerators (C23 6.7.3.3). */
function setUnderlying(context: Context, type: DeclaredEnum, specifier: EnumSpecifier): void {
  if (specifier.underlying === null) return;
  const given = context.typeOf(context, specifier.underlying);
  const bare = unqualified(given);
  if (isInteger(bare) || bare.kind === 'unknown') type.underlying = given;
  else report(context, enumTypeNotInteger, specifier.underlying, { type: spell(given) });
  if (specifier.enumerators === null) type.complete = true;
}

/** GNU: `enum e { A } __attribute__((mode(QI)));` has a byte. Signed it is if an enumerator is negative. */
function setMode(context: Context, type: DeclaredEnum, { attributes, enumerators }: EnumSpecifier): void {
  const mode = modeOfEnum(context, integerOfEnum(type, context.target), attributes);
  if (mode === null) return;
  const beyond = type.enumerators.findIndex(({ value }) => !fits(value, mode, context.target));
  if (beyond < 0) type.mode = mode;
  else {
    const { name, value } = type.enumerators[beyond];
    report(context, enumRange, enumerators![beyond], { name, value, type: spell(mode) });
  }
}

function addEnumerators(context: Context, type: DeclaredEnum, enumerators: readonly Enumerator[]): void {
  let last: Constant = { value: -1n, type: basic('int') };
  let least = 0n;
  for (const syntax of enumerators) {
    const given =
      syntax.value === null ? successor(context, type, syntax, last) : (valueOf(context, syntax.value) ?? last);
    const name = atomText(syntax.name);
    const place = { stream: context.stream, name: syntax.at, first: syntax.at, last: syntax.end - 1 };
    const enumerator = new DeclaredEnumerator(name, inRange(context, type, syntax, given.value, least), place);
    last = { value: enumerator.value, type: given.type };
    if (enumerator.value < least) least = enumerator.value;
    type.enumerators.push(enumerator);
    declare(context, type, syntax, enumerator);
  }
}

interface Constant {
  readonly value: bigint;
  readonly type: CType;
}

function valueOf(context: Context, e: Expression): Constant | null {
  const small = smallInteger(context, e);
  return Number.isNaN(small) ? evaluateInteger(context, e) : { value: BigInt(small), type: basic('int') };
}

/** The value of an enumerator that gives none: one more, in int where the one before is an int, else in its type. */
function successor(context: Context, of: DeclaredEnum, syntax: Enumerator, last: Constant): Constant {
  const value = last.value + 1n;
  if (of.underlying !== null || fits(value, basic('int'), context.target)) return { value, type: last.type };
  const isInt = fits(last.value, basic('int'), context.target);
  const type = isInt ? basic('int') : arithmeticType(last.type, context.target);
  if (type === null || fits(value, type, context.target)) return { value, type: last.type };
  const larger = basic(last.value < 0x7fffffffffffffffn ? 'long long' : 'unsigned long long');
  if (fits(value, larger, context.target))
    report(context, enumOverflow, syntax, { name: atomText(syntax.name), value, type: spell(type) });
  return { value, type: larger };
}

/** The value if the enum can hold it beside the least one so far; else 0, which is reported. */
function inRange(context: Context, type: DeclaredEnum, syntax: Enumerator, value: bigint, least: bigint): bigint {
  const fixed = type.underlying === null ? null : arithmeticType(type.underlying, context.target);
  const widest = basic(value < 0n || least < 0n ? 'long long' : 'unsigned long long');
  const integer = fixed ?? widest;
  if (fits(value, integer, context.target)) return value;
  const name = atomText(syntax.name);
  report(context, enumRange, syntax, { name, value, type: fixed === null ? 'every integer type' : spell(fixed) });
  return 0n;
}

function declare(context: Context, type: DeclaredEnum, syntax: Enumerator, enumerator: DeclaredEnumerator): void {
  if (context.prototype) return;
  const { ordinary } = context.names;
  const known = ordinary.get(syntax.name);
  if (known !== undefined) reportTaken(context, syntax.at, known);
  else ordinary.set(syntax.name, { kind: 'enumerator', enumerator, of: type });
}

/** A name that is something else already. */
export function reportTaken(context: Context, at: number, known: Ordinary): void {
  const name = context.stream.textOf(at);
  const other = { typedef: 'a typedef', enumerator: 'an enumerator', object: 'an object', function: 'a function' }[
    known.kind
  ];
  const span = known.kind === 'typedef' ? known.span : known.kind === 'enumerator' ? known.enumerator.span : null;
  const notes = span === null ? [] : [{ message: 'it was first declared here', span }];
  report(context, redefinedName, { at, end: at + 1 }, { name, other }, notes);
}
