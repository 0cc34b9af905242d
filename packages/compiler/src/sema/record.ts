// In: a struct or union specifier. Out: its RecordType, completed when the specifier has a body (C11 6.7.2.1).
// Rule: one object per tag; members that cannot be are reported and replaced by int, so that the rest still counts.

import { atomText } from '../lex/atoms.ts';
import type {
  Declarator,
  Expression,
  MemberDeclaration,
  Node,
  RawMarker,
  RecordSpecifier,
  StaticAssert,
} from '../parse/syntax.ts';
import { MAX_TYPE_BYTES } from '../layout/layout.ts';
import {
  bitFieldType,
  bitFieldWidth,
  changedTagKind,
  containsItself,
  disputedLayout,
  duplicateMember,
  flexibleAlone,
  flexibleNotLast,
  functionMember,
  incompleteMember,
  namedZeroWidth,
  redefinedTag,
  staticAssertFailed,
  tooLarge,
  typeTooDeep,
} from '../source/catalogue/3-types.ts';
import type { Note } from '../source/diagnostic.ts';
import { basic, integerSize, isInteger, isVoid } from '../types/basic.ts';
import type { BareType } from '../types/derive.ts';
import { unqualified } from '../types/derive.ts';
import { spell, tagText } from '../types/spell.ts';
import type { ArrayType, CType } from '../types/type.ts';
import {
  alignasOf,
  alignOfPointer,
  announceAttributes,
  attributesOfBody,
  checkAlignas,
  typeAttributes,
} from './attribute.ts';
import { evaluate, evaluateInteger } from './constant.ts';
import type { Context } from './context.ts';
import { MAX_TYPE_DEPTH, quiet, report } from './context.ts';
import { declaredType, specifiedType } from './declarator.ts';
import type { DeclaredEnum, Place } from './declared.ts';
import { DeclaredMember, DeclaredRecord, namesOf } from './declared.ts';
import { smallInteger } from './small-integer.ts';
import { arithmeticType, isTrue } from './value.ts';

/** `owner`: the declaration that the specifier is in, whose comments document the record. */
export function recordType(context: Context, specifier: RecordSpecifier, owner: Node): DeclaredRecord {
  const known = specifier.tag === 0 ? undefined : context.names.tags.get(specifier.tag);
  const place = placeOf(context, specifier, owner);
  if (specifier.members === null) {
    const isKnown = known?.kind === 'record' && known.keyword === specifier.keyword;
    if (known !== undefined && !isKnown) reportChangedKind(context, specifier, known);
    const record = isKnown ? known : newRecord(context, specifier, place);
    announceAttributes(context, record, specifier.attributes);
    return record;
  }
  const record = recordToDefine(context, specifier, place, known);
  record.place = place;
  record.order = context.names.order++;
  record.markers = specifier.markers;
  record.open = true;
  const attributes = attributesOfBody(context, record, specifier.attributes, tagOf(specifier));
  record.packed = attributes.packed;
  record.align = attributes.align;
  record.bitFieldRule = attributes.bitFieldRule;
  record.pack = specifier.pack || context.pack;
  addMembers(context, record, specifier);
  checkFlexible(context, record);
  record.open = false;
  record.complete = true;
  checkLayout(context, record, specifier);
  return record;
}

function placeOf(context: Context, specifier: { readonly at: number; readonly tagAt: number }, owner: Node): Place {
  const name = specifier.tagAt >= 0 ? specifier.tagAt : specifier.at;
  return { stream: context.stream, name, first: owner.at, last: owner.end - 1 };
}

/** `listed`: among the unit's records; a second definition is not. */
function newRecord(context: Context, specifier: RecordSpecifier, place: Place, listed = true): DeclaredRecord {
  const { names } = context;
  const tag = specifier.tag === 0 ? '' : atomText(specifier.tag);
  const record = new DeclaredRecord(specifier.keyword, tag, names.order++, place);
  if (context.prototype || !listed) return record;
  names.records.push(record);
  if (specifier.tag !== 0 && !names.tags.has(specifier.tag)) names.tags.set(specifier.tag, record);
  return record;
}

/** The record of a tag that waits for its body; a new one after a report when the tag is taken. */
function recordToDefine(
  context: Context,
  specifier: RecordSpecifier,
  place: Place,
  known: DeclaredRecord | DeclaredEnum | undefined,
): DeclaredRecord {
  if (known === undefined || context.prototype) return newRecord(context, specifier, place);
  if (known.kind !== 'record' || known.keyword !== specifier.keyword) reportChangedKind(context, specifier, known);
  else if (!known.complete && !known.open) return known;
  else reportRedefinition(context, specifier, known);
  return newRecord(context, specifier, place, false);
}

export function reportRedefinition(
  context: Context,
  { tagAt }: { readonly tagAt: number },
  known: DeclaredRecord | DeclaredEnum,
): void {
  report(context, redefinedTag, { at: tagAt, end: tagAt + 1 }, { type: tagText(known) }, [firstNote(known)]);
}

export function reportChangedKind(
  context: Context,
  specifier: { readonly tagAt: number; readonly keyword?: string },
  known: DeclaredRecord | DeclaredEnum,
): void {
  const at = specifier.tagAt;
  const type = `${specifier.keyword ?? 'enum'} ${known.tag}`;
  report(context, changedTagKind, { at, end: at + 1 }, { type, other: tagText(known) }, [firstNote(known)]);
}

function firstNote(known: DeclaredRecord | DeclaredEnum): Note {
  return { message: 'it was first declared here', span: known.span };
}

// ---- members -------------------------------------------------------------------------------------------------

function addMembers(context: Context, record: DeclaredRecord, specifier: RecordSpecifier): void {
  let unused: RawMarker[] = [];
  for (const member of specifier.members ?? []) {
    switch (member.kind) {
      case 'member':
        if (addDeclaration(context, record, member, unused)) unused = [];
        break;
      case 'static-assert':
        checkStaticAssert(context, member);
        break;
      case 'unused':
        unused.push(member.marker);
    }
  }
}

/** Whether there is a member that the unused bytes stand before: an unnamed bit-field is none. */
function addDeclaration(
  context: Context,
  record: DeclaredRecord,
  declaration: MemberDeclaration,
  unused: readonly RawMarker[],
): boolean {
  const { specifiers, declarators } = declaration;
  const base = specifiedType(context, specifiers, declaration);
  const shared = typeAttributes(context, specifiers.attributes);
  const alignas = alignasOf(context, specifiers);
  const align = Math.max(shared.align, alignas);
  if (declarators.length === 0) {
    if (!isAnonymous(declaration, base)) return false;
    nest(context, record, unqualified(base), declaration);
    const member = new DeclaredMember(context.stream, declaration, null, base, record.members.length);
    member.align = align;
    member.packed = shared.packed;
    member.markers = specifiers.markers;
    member.unusedBefore = unused;
    addMember(context, record, member);
    return true;
  }
  let isTaken = false;
  for (let i = 0; i < declarators.length; i++) {
    const declarator = declarators[i];
    const type = memberType(context, record, declarator, declaredType(context, base, specifiers, declarator));
    const member = new DeclaredMember(context.stream, declaration, declarator, type, record.members.length);
    const own = typeAttributes(context, declarator.attributes);
    if (alignas > 0) checkAlignas(context, alignas, type, declarator);
    if (declarator.bitWidth !== null) member.bitWidth = widthOf(context, declarator, declarator.bitWidth, type);
    member.align = Math.max(align, own.align, alignOfPointer(context, declarator));
    member.packed = shared.packed || own.packed;
    member.markers = joined(specifiers.markers, declarator.markers);
    if (!isTaken && member.name !== '') {
      member.unusedBefore = unused;
      isTaken = true;
    }
    addMember(context, record, member);
  }
  return isTaken;
}

/** 6.7.2.1p13: a struct or union without a tag, declared in place. */
function isAnonymous({ specifiers: { type } }: MemberDeclaration, base: CType): boolean {
  return type.kind === 'record' && type.tag === 0 && unqualified(base).kind === 'record';
}

function joined(left: readonly RawMarker[], right: readonly RawMarker[]): readonly RawMarker[] {
  if (right.length === 0) return left;
  return left.length === 0 ? right : [...left, ...right];
}

function addMember(context: Context, record: DeclaredRecord, member: DeclaredMember): void {
  const { members } = record;
  const previous = members.length === 0 ? null : members[members.length - 1];
  if (previous !== null && record.keyword === 'struct' && isFlexible(previous.type)) {
    report(context, flexibleNotLast, tokenAt(previous.nameAt), { name: previous.name, type: tagText(record) });
  }
  if (member.atom !== 0) checkName(context, record, member.atom, member.nameAt);
  else for (const atom of namesOf(member)) checkName(context, record, atom, nameToken(member, atom));
  record.add(member);
}

/** 6.7.2.1p13: the members of an anonymous member are members of the record. */
function checkName(context: Context, record: DeclaredRecord, atom: number, nameAt: number): void {
  const other = record.memberNamed(atom);
  if (other === undefined) return;
  const note: Note = { message: 'the other one is here', span: context.stream.spanOf(nameToken(other, atom)) };
  report(context, duplicateMember, tokenAt(nameAt), { type: tagText(record), name: atomText(atom) }, [note]);
}

/** The token that gives a member, or what lies in an anonymous one, its name. */
function nameToken(member: DeclaredMember, atom: number): number {
  let at = member;
  for (;;) {
    const inner = at.atom === atom ? null : unqualified(at.type);
    const next = inner instanceof DeclaredRecord ? inner.memberNamed(atom) : undefined;
    if (next === undefined) return at.nameAt;
    at = next;
  }
}

/** The tag, or the keyword where there is none. */
export function tagOf({ at, tagAt }: { readonly at: number; readonly tagAt: number }): Node {
  return tokenAt(tagAt >= 0 ? tagAt : at);
}

function tokenAt(index: number): Node {
  return { at: index, end: index + 1 };
}

function isFlexible(type: CType): boolean {
  const bare = unqualified(type);
  return bare.kind === 'array' && bare.count === null;
}

/** 6.7.2.1p18. */
function checkFlexible(context: Context, { keyword, members }: DeclaredRecord): void {
  const isUnion = keyword === 'union';
  const last = members.length - 1;
  for (let i = isUnion ? 0 : Math.max(0, last); i <= last; i++) {
    const { type, name, nameAt } = members[i];
    if (!isFlexible(type) || (!isUnion && members.slice(0, i).some(isNamed))) continue;
    const why = isUnion ? 'is a member of a union' : 'has no named field before it';
    report(context, flexibleAlone, tokenAt(nameAt), { name, why });
  }
}

/** Not so the bit-fields that only pad. */
function isNamed({ name, bitWidth }: DeclaredMember): boolean {
  return name !== '' || bitWidth < 0;
}

// ---- the types of members ------------------------------------------------------------------------------------

/** The type if a member can have it; else int, and the reason is reported. */
function memberType(context: Context, record: DeclaredRecord, declarator: Declarator, type: CType): CType {
  const bare = unqualified(type);
  if (bare.kind === 'basic' && bare.name !== 'void') return type;
  if (bare.kind === 'pointer') return type;
  const node = tokenAt(declarator.nameAt);
  const name = atomText(declarator.name);
  if (bare.kind === 'function') {
    report(context, functionMember, node, { name, type: tagText(record) });
    return basic('int');
  }
  const element = bare.kind === 'array' ? elementOf(bare) : bare;
  if (element instanceof DeclaredRecord && element.open) {
    report(context, containsItself, node, { name, type: tagText(element) });
    return basic('int');
  }
  // A struct without a body is a type that nobody declared: what that means is for the model to say.
  if (isVoid(element) || isIncompleteEnum(element)) {
    report(context, incompleteMember, node, { name, why: context.layouts.why(element) });
    return basic('int');
  }
  return nest(context, record, element, node) ? type : basic('int');
}

function elementOf(array: ArrayType): BareType {
  let element: BareType = array;
  while (element.kind === 'array') element = unqualified(element.of);
  return element;
}

function isIncompleteEnum(type: CType): boolean {
  return type.kind === 'enum' && !type.complete && type.underlying === null;
}

/** Counts how deep records lie in one another; false, and a report, when that is too deep. */
function nest(context: Context, record: DeclaredRecord, inner: CType, node: Node): boolean {
  if (!(inner instanceof DeclaredRecord) || inner.depth < record.depth) return true;
  if (inner.depth + 1 > MAX_TYPE_DEPTH) {
    report(context, typeTooDeep, node, { limit: MAX_TYPE_DEPTH });
    return false;
  }
  record.depth = inner.depth + 1;
  return true;
}

/** The width of a bit-field (6.7.2.1p4); that of its type when it cannot be the one given, which is reported. */
function widthOf(context: Context, declarator: Declarator, e: Expression, type: CType): number {
  const small = smallInteger(context, e);
  const width = Number.isNaN(small) ? evaluateInteger(context, e)?.value : small;
  if (unqualified(type).kind === 'unknown') return Math.max(0, Math.min(128, Number(width ?? 1)));
  const integer = arithmeticType(type, context.target);
  if (integer === null || !isInteger(integer)) {
    report(context, bitFieldType, tokenAt(declarator.nameAt), { name: fieldName(declarator), type: spell(type) });
    return -1;
  }
  const bits = integer.name === 'bool' ? 1 : integerSize(integer, context.target) * 8;
  if (width === undefined) return bits;
  if (width < 0 || width > bits) {
    report(context, bitFieldWidth, e, { name: fieldName(declarator), width, type: spell(type), bits });
    return bits;
  }
  if (width <= 0 && declarator.name !== 0) {
    report(context, namedZeroWidth, e, { name: atomText(declarator.name) });
    return bits;
  }
  return Number(width);
}

function fieldName({ name }: Declarator): string {
  return name === 0 ? 'without a name' : `'${atomText(name)}'`;
}

// ---- the whole -----------------------------------------------------------------------------------------------

function checkLayout(context: Context, record: DeclaredRecord, specifier: RecordSpecifier): void {
  const layout = context.layouts.recordOf(record);
  const node = tagOf(specifier);
  if (layout?.disputed) report(context, disputedLayout, node, { type: tagText(record) });
  if (layout !== null || record.keyword === 'union') return;
  const bytes = record.members.reduce((sum, { type }) => sum + (context.layouts.sizeOf(type)?.size ?? 0), 0);
  if (bytes <= MAX_TYPE_BYTES) return;
  report(context, tooLarge, node, { what: `the members of ${tagText(record)} together`, limit: MAX_TYPE_BYTES });
}

/** 6.7.10. A condition that is not known to be constant, because of a type or name nobody declared, is left alone. */
export function checkStaticAssert(context: Context, assertion: StaticAssert): void {
  const value = evaluate(quiet(context), assertion.condition);
  if (value === null || isTrue(value)) return;
  const message = assertion.message === null || assertion.message === '' ? '' : `: ${assertion.message}`;
  report(context, staticAssertFailed, assertion.condition, { message });
}
