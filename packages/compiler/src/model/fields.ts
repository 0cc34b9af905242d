// In: a slot, its role decided. Out: its FieldModel.
// Rule: language.md, the marker table and rules 4 to 12, 18, 20. A refusal is an error for a saved field; a field that
// is not saved is then just not in T.

import type { Expression } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { Diagnostics, type DiagnosticKind, type Note } from '../source/diagnostic.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import { expressionArgument, integerArgument, MAX_NAME_BYTES, textArgument, utf8Length } from './arguments.ts';
import { fieldTypeOf, MAX_STRUCT_NESTING } from './kinds.ts';
import { Field, type FieldFacts } from './lazy.ts';
import type { FieldModel, FieldType, Role, RoleReason, Value } from './model.ts';
import { propertiesOf } from './properties.ts';
import { checkSkipped } from './roles.ts';
import { noteAt, refuse, reportAt, slotNamed, type Entry, type Refusal, type Scope, type Slot } from './scope.ts';
import { tagOf, untagged } from './tags.ts';
import { valueOf } from './values.ts';
import { variesByTarget } from './widths.ts';

/** Refusals that only say that a type has no row in kinds.md: no fault of a field that is not saved. */
const withoutForm: ReadonlySet<DiagnosticKind> = new Set([
  catalogue.unknownFieldType,
  catalogue.unsupportedFieldType,
  catalogue.scalarPointer,
  catalogue.flexibleArray,
  catalogue.unionNeedsTag,
  catalogue.containerNeedsType,
  catalogue.listLink,
  catalogue.savedCycle,
  catalogue.nestingTooDeep,
  catalogue.tooManyFields,
  catalogue.arrayTooLarge,
]);

export function buildField(scope: Scope, entry: Entry, slot: Slot): FieldModel {
  const { member, tags } = slot;
  const { type, role, reason } = settle(scope, entry, slot);
  if (role === 'saved') {
    if (type?.kind !== 'struct') entry.savedFields++;
    if (scope.options.target === undefined && variesByTarget(scope, member.type))
      reportAt(entry, slot, catalogue.widthVaries);
  }
  const isTagged = tags.by.size > 0;
  const value = isTagged ? defaultOf(scope, entry, slot, type, role) : null;
  const facts: FieldFacts = {
    name: slot.name,
    jsName: slot.jsName,
    wireName: isTagged ? wireNameOf(scope, entry, slot) : slot.name,
    type,
    role,
    reason,
    default: value,
    optional: isTagged && role === 'saved' ? optionalOf(scope, entry, slot, type, value) : null,
    version: isTagged ? versionOf(scope, entry, slot) : 0,
    subsection: isTagged ? subsectionNameOf(scope, entry, slot) : null,
    renamedFrom: tags.renamedFrom.length === 0 ? nothing : renamedFromOf(scope, entry, slot),
    unusedBefore: member.unusedBefore.length === 0 ? 0 : unusedOf(scope, entry, slot),
    properties: tags.properties.length === 0 ? nothing : propertiesOf(scope, entry, slot, type),
  };
  if (role === 'saved') checkNameLength(entry, slot, facts);
  return new Field(facts, member, scope.places);
}

/** A name on the wire has a length of one byte; that of an own subsection has the struct's name before it. */
function checkNameLength(entry: Entry, slot: Slot, { wireName, default: value, optional }: FieldFacts): void {
  const parent = entry.marks.wireName ?? entry.name;
  if ((parent.length + wireName.length) * 3 < MAX_NAME_BYTES) return;
  const isAlone = value !== null || optional?.by === 'null';
  const bytes = utf8Length(wireName) + (isAlone ? utf8Length(parent) + 1 : 0);
  if (bytes > MAX_NAME_BYTES) reportAt(entry, slot, catalogue.nameTooLong, { bytes, most: MAX_NAME_BYTES });
}

const nothing: readonly never[] = [];

interface Settled {
  readonly type: FieldType | null;
  readonly role: Role;
  readonly reason: RoleReason;
}

/** The field's kind, and the role that its kind leaves it. */
function settle(scope: Scope, entry: Entry, slot: Slot): Settled {
  const { role, reason, tags, member } = slot;
  const scalar = tags === untagged && member.bitWidth < 0 ? scope.kinds.get(member.type) : undefined;
  if (scalar !== undefined && scalar.kind !== 'refused') return { type: scalar, role, reason };
  if (role !== 'saved' && tags !== untagged) checkSkipped(scope, entry, slot);
  const type = fieldTypeOf(scope, entry, slot);
  if (type.kind === 'refused') {
    containByValue(scope, entry, slot);
    return refused(scope, entry, slot, type);
  }
  if (type.kind === 'union' || (type.kind === 'array' && type.element.kind === 'union'))
    containByValue(scope, entry, slot);
  if (tags.by.size > 0) checkShape(entry, slot, type);
  const isCaseless = hasNoCases(type);
  if (role !== 'saved') return { type: isCaseless ? null : type, role, reason };
  if (!isCaseless && !isEmptyStruct(scope, type)) return { type, role, reason };
  reportAt(entry, slot, catalogue.emptyStruct);
  const isNothing = isCaseless || (type.kind === 'struct' && type.pointer);
  return { type: isNothing ? null : type, role: 'immutable', reason: 'empty' };
}

function refused(scope: Scope, entry: Entry, slot: Slot, { problem, args, notes }: Refusal): Settled {
  const { role, reason } = slot;
  const isFormless = withoutForm.has(problem);
  if (role !== 'saved' && isFormless) return { type: null, role, reason };
  if (isFormless && scope.options.unknown === 'broken') {
    reportAt(entry, slot, catalogue.brokenForNow, { ...args, problem: problem.code });
    return { type: null, role: 'broken', reason: 'unknown' };
  }
  reportAt(entry, slot, problem, args, notes);
  return { type: null, role, reason };
}

/** Rule 18. */
function isEmptyStruct(scope: Scope, type: FieldType): boolean {
  const element = type.kind === 'array' ? type.element : type;
  if (element.kind !== 'struct') return false;
  const target = scope.structs.get(element.name);
  return target !== undefined && target.savedFields === 0 && target.sound;
}

/** A union all of whose members say why they are not saved: no value of T can be one. */
function hasNoCases(type: FieldType): boolean {
  const element = type.kind === 'array' ? type.element : type;
  return element.kind === 'union' && element.cases.length === 0;
}

/** Structs and unions without a kind of their own are still part of the view. */
function containByValue(scope: Scope, entry: Entry, slot: Slot): void {
  const record = unqualified(dimensionsOf(slot.member.type).element);
  if (record.kind !== 'record' || !record.complete || scope.depth >= MAX_STRUCT_NESTING) return;
  const target = scope.entryOf(record, `${entry.name}_${slot.name}`);
  if (target.state === 'open' || !target.sound || target.nesting >= MAX_STRUCT_NESTING) return;
  entry.contains.push(target);
  entry.nesting = Math.max(entry.nesting, target.nesting + 1);
}

/** Markers that mean nothing for the kind they stand on. */
function checkShape(entry: Entry, slot: Slot, type: FieldType): void {
  if (slot.tags.by.has('case')) reportAt(entry, slot, catalogue.caseOutsideUnion);
  if (slot.tags.by.has('type') && type.kind !== 'list' && type.kind !== 'array')
    reportAt(entry, slot, catalogue.typeNotContainer);
}

/** Rule 12; a default is assigned on load also when the field is broken. */
function defaultOf(scope: Scope, entry: Entry, slot: Slot, type: FieldType | null, role: Role): Value | null {
  const marker = tagOf(slot.tags, 'default');
  if (marker === null || type === null || (role !== 'saved' && role !== 'broken')) return null;
  const expression = expressionArgument(marker, 0);
  if (expression === null) {
    reportAt(entry, slot, catalogue.defaultNotConstant);
    return null;
  }
  const value = hasSelectedCase(type)
    ? refuse(catalogue.defaultKind, { needs: 'no default: what it is without one depends on its tag' })
    : valueOf(scope, type, expression);
  if (value.kind !== 'refused') return value;
  const notes = [noteAt(scope, marker, `${marker.spelling} is here`)];
  if (value.problem === catalogue.defaultNotConstant) notes.push(...reasonsOf(scope, expression));
  reportAt(entry, slot, value.problem, value.args, notes);
  return null;
}

/** A union with a tag, or an array of such: a value that the tag contradicts is none, and the tag stands elsewhere. */
function hasSelectedCase(type: FieldType): boolean {
  return type.kind === 'union' || (type.kind === 'array' && type.element.kind === 'union');
}

/** Why C finds no constant in an expression. */
function reasonsOf(scope: Scope, expression: Expression): readonly Note[] {
  const reasons = new Diagnostics();
  scope.program.evaluate(expression, reasons);
  return reasons.list.map(({ message, span }) => ({ message, span }));
}

/** Rule 11. A pointer to a struct that is null by default is absent when it is null. */
function optionalOf(
  scope: Scope,
  entry: Entry,
  slot: Slot,
  type: FieldType | null,
  value: Value | null,
): FieldModel['optional'] {
  const marker = tagOf(slot.tags, 'optional');
  const isNullByDefault = value?.kind === 'null' && type?.kind === 'struct';
  if (marker === null) return isNullByDefault ? byNull : null;
  if (value !== null && value.kind !== 'null') {
    const other = tagOf(slot.tags, 'default')!;
    const notes = [
      noteAt(scope, marker, `${marker.spelling} is here`),
      noteAt(scope, other, `${other.spelling} is here`),
    ];
    reportAt(entry, slot, catalogue.rivalMarkers, { first: marker.spelling, second: other.spelling }, notes);
  }
  const flag = slotNamed(entry, `has_${slot.name}`);
  if (flag === null) return byNull;
  const bare = unqualified(flag.member.type);
  if (bare.kind !== 'basic' || bare.name !== 'bool')
    reportAt(entry, slot, catalogue.presenceFlag, { flag: flag.name, why: 'is no bool' });
  else if (flag.index > slot.index)
    reportAt(entry, slot, catalogue.presenceFlag, { flag: flag.name, why: 'stands after it' });
  else if (flag.role !== 'saved')
    reportAt(entry, slot, catalogue.presenceFlag, { flag: flag.name, why: 'is not saved' });
  return { by: 'has', field: flag.jsName };
}

const byNull: FieldModel['optional'] = { by: 'null' };

function wireNameOf(scope: Scope, entry: Entry, slot: Slot): string {
  const marker = tagOf(slot.tags, 'name');
  return (marker && textArgument(scope.program, entry.problems, marker)) ?? slot.name;
}

function versionOf(scope: Scope, entry: Entry, slot: Slot): number {
  const marker = tagOf(slot.tags, 'version');
  return (marker && integerArgument(scope.program, entry.problems, marker, 0, 1)) ?? 0;
}

function subsectionNameOf(scope: Scope, entry: Entry, slot: Slot): string | null {
  const marker = tagOf(slot.tags, 'subsection');
  return marker && textArgument(scope.program, entry.problems, marker);
}

function renamedFromOf(scope: Scope, entry: Entry, slot: Slot): readonly string[] {
  return slot.tags.renamedFrom.flatMap((marker) => textArgument(scope.program, entry.problems, marker) ?? []);
}

function unusedOf(scope: Scope, entry: Entry, slot: Slot): number {
  let bytes = 0;
  for (const marker of slot.member.unusedBefore)
    bytes += integerArgument(scope.program, entry.problems, marker, 0, 1) ?? 0;
  return bytes;
}
