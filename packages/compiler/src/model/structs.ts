// In: a complete struct or union. Out: its entry: slots, fields, subsections, what it holds, and whether it is sound.
// Rule: members in order, those of anonymous structs and unions among their parent's (language.md 15). A struct, or a
// union of which one member is saved, is built in three passes, because a field may look at its siblings: slots with roles, then kinds, then what needs both.

import type { RawMarker } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { Diagnostics, type Span } from '../source/diagnostic.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { CMember, RecordType } from '../types/type.ts';
import { isRole } from './annotations.ts';
import { textArgument } from './arguments.ts';
import { buildField } from './fields.ts';
import { MAX_STRUCT_NESTING } from './kinds.ts';
import { noMarks } from './marks.ts';
import type { FieldModel } from './model.ts';
import { checkWireNames } from './names.ts';
import { decideRole } from './roles.ts';
import { underStrict, type Entry, type Scope, type Slot } from './scope.ts';
import { subsectionsOf } from './subsections.ts';
import { readTags, tagOf, untagged } from './tags.ts';

/** `fallback`: the name of a record that has neither tag nor typedef. */
export function entryOf(scope: Scope, record: RecordType, fallback: string): Entry {
  const known = scope.entries.get(record);
  if (known !== undefined) return known;
  const marks = scope.marks.structs.get(record) ?? noMarks;
  const entry: Entry = {
    record,
    name: marks.jsName ?? (record.typedefName || record.tag || fallback),
    marks,
    listed: listsFor(scope, record),
    problems: scope.roots.has(record) ? scope.diagnostics : new Diagnostics(),
    slots: [],
    named: null,
    fields: [],
    subsections: [],
    version: 1,
    saves: [],
    contains: [],
    enums: [],
    externals: [],
    state: 'open',
    at: null,
    sound: false,
    nesting: 1,
    savedFields: 0,
    viewed: false,
    needsHooks: false,
  };
  scope.entries.set(record, entry);
  const before = entry.problems.list.length;
  scope.depth++;
  if (record.keyword === 'struct' || isSettledUnion(scope, entry)) buildStruct(scope, entry);
  else buildUnion(scope, entry);
  scope.depth--;
  entry.state = 'done';
  if (!scope.structs.has(entry.name)) scope.structs.set(entry.name, entry);
  entry.sound = !hasErrorSince(entry.problems, before) && entry.saves.every((target) => target.sound);
  return entry;
}

const noLists: readonly never[] = [];

/** The struct's own file if that is a module, else the main one. */
function listsFor({ marks, program }: Scope, record: RecordType): readonly ReadonlySet<string>[] {
  const { immutableTypes } = marks;
  const general = immutableTypes.get('')!;
  if (immutableTypes.size === 1) return general.size === 0 ? noLists : [general];
  const { path } = record.declaredIn;
  const isModule = program.source.modules.some((module) => module.path === path);
  const own = immutableTypes.get(isModule ? path : program.main.path);
  return own === undefined ? [general] : [general, own];
}

function hasErrorSince(problems: Diagnostics, index: number): boolean {
  const { list } = problems;
  for (let at = index; at < list.length; at++) if (list[at].severity === 'error') return true;
  return false;
}

function buildStruct(scope: Scope, entry: Entry): void {
  const unions: AnonymousUnion[] = [];
  const slots: Slot[] = [];
  collect(scope, entry, entry.record, [], slots, unions);
  if (scope.options.unknown === 'broken') for (const union of unions) breakAnonymousUnion(entry, union, slots);
  entry.slots = slots;
  const fields: FieldModel[] = [];
  let isPlain = true;
  for (const slot of slots) {
    entry.at = slot;
    fields.push(buildField(scope, entry, slot));
    isPlain &&= slot.tags === untagged && (slot.role === 'saved' || slot.role === 'immutable');
  }
  entry.fields = fields;
  for (const union of unions) checkAnonymousUnion(entry, union);
  entry.version = versionOf(entry);
  if (!isPlain) {
    entry.subsections = subsectionsOf(scope, entry);
    checkWireNames(entry);
    reportBroken(scope, entry);
    entry.needsHooks = fields.some(({ role, type }) => role === 'derived' && type !== null);
  }
  entry.needsHooks ||= entry.saves.some((target) => target.needsHooks);
}

/**
 * Rule 15: a union whose members but one say why they are not saved is saved as that one, like a struct. q_case leaves
 * the choice to the field that has the union.
 */
function isSettledUnion(scope: Scope, entry: Entry): boolean {
  const { record } = entry;
  const annotated = scope.marks.fields.get(record);
  let saved = 0;
  for (const member of record.members) {
    const added = annotated?.get(member.name);
    const markers = added === undefined ? member.markers : [...member.markers, ...added];
    if (markers.some(({ meaning }) => meaning === 'case')) return false;
    const role = markers.map(({ meaning }) => meaning).find(isRole) ?? null;
    if (decideRole(entry, member.type, { ...untagged, role }).role === 'saved') saved++;
  }
  return saved <= 1 && record.members.length > 0;
}

/** Any other union is only viewed: what it holds has views, too. Saving one is a matter of the field that has it. */
function buildUnion(scope: Scope, entry: Entry): void {
  for (const member of entry.record.members) {
    const record = unqualified(dimensionsOf(member.type).element);
    if (member.name === '' || record.kind !== 'record' || !record.complete || scope.depth >= MAX_STRUCT_NESTING)
      continue;
    const target = entryOf(scope, record, `${entry.name}_${member.name}`);
    if (target.state === 'open' || !target.sound || target.nesting >= MAX_STRUCT_NESTING) continue;
    entry.contains.push(target);
    entry.nesting = Math.max(entry.nesting, target.nesting + 1);
  }
}

/** Where the slots of each alternative of an anonymous union begin; the last entry is where they end. */
interface AnonymousUnion {
  readonly span: Span;
  readonly starts: readonly number[];
}

/** Adds the members of `record` to `slots`. `around`: role tags of the anonymous members it stands in. */
function collect(
  scope: Scope,
  entry: Entry,
  record: RecordType,
  around: readonly RawMarker[],
  slots: Slot[],
  unions: AnonymousUnion[],
): void {
  // The members of an anonymous struct are its parent's for QIDL_ANNOTATE, too.
  const annotated = scope.marks.fields.get(entry.record) ?? scope.marks.fields.get(record);
  const isUnion = record.keyword === 'union';
  const starts: number[] = [];
  for (const member of record.members) {
    if (isUnion) starts.push(slots.length);
    if (member.name === '') {
      for (const marker of member.unusedBefore)
        entry.problems.report(catalogue.anonymousMarker, scope.program.spanOf(marker), { marker: marker.spelling });
      collectAnonymous(scope, entry, member, around, slots, unions);
      continue;
    }
    let { markers } = member;
    if (around.length > 0) markers = [...around, ...markers];
    const added = annotated?.get(member.name);
    if (added !== undefined) markers = [...markers, ...added];
    slots.push(slotOf(scope, entry, member, markers, slots.length));
  }
  if (isUnion) unions.push({ span: record.span, starts: [...starts, slots.length] });
}

function collectAnonymous(
  scope: Scope,
  entry: Entry,
  member: CMember,
  around: readonly RawMarker[],
  slots: Slot[],
  unions: AnonymousUnion[],
): void {
  const record = unqualified(member.type);
  if (record.kind !== 'record') return; // an unnamed bit-field
  const stray = member.markers.find(({ meaning }) => !isRole(meaning));
  if (stray === undefined) return collect(scope, entry, record, [...around, ...member.markers], slots, unions);
  // What its members are cannot be known: one error stands for all of them.
  entry.problems.report(catalogue.anonymousMarker, scope.program.spanOf(stray), { marker: stray.spelling });
}

function slotOf(scope: Scope, entry: Entry, member: CMember, markers: readonly RawMarker[], index: number): Slot {
  const tags = readTags(scope, entry, member, markers);
  const { role, reason } = decideRole(entry, member.type, tags);
  const renamed = tags === untagged ? null : tagOf(tags, 'js_name');
  const jsName = (renamed && textArgument(scope.program, entry.problems, renamed)) ?? member.name;
  return { member, name: member.name, jsName, tags, role, reason, index };
}

/** Rule 15: the bytes of a union are saved once. Of its alternatives at most one may be. */
function checkAnonymousUnion(entry: Entry, { span, starts }: AnonymousUnion): void {
  let saved = 0;
  for (let at = 0; at + 1 < starts.length; at++) {
    const fields = entry.fields.slice(starts[at], starts[at + 1]);
    if (fields.some(({ role }) => role === 'saved')) saved++;
  }
  if (saved > 1)
    entry.problems.report(catalogue.unionNeedsTag, span, {
      struct: entry.name,
      field: 'the anonymous union',
      type: 'union',
    });
}

/** Under `unknown: 'broken'` nothing of a union is saved where more than one alternative would be. */
function breakAnonymousUnion(entry: Entry, { span, starts }: AnonymousUnion, slots: Slot[]): void {
  const isSaved = ({ role }: Slot): boolean => role === 'saved';
  const alternatives = starts.slice(1).filter((end, at) => slots.slice(starts[at], end).some(isSaved));
  if (alternatives.length < 2) return;
  for (let index = starts[0]; index < starts[starts.length - 1]; index++)
    if (isSaved(slots[index])) slots[index] = { ...slots[index], role: 'broken', reason: 'unknown' };
  entry.problems.report(catalogue.brokenForNow, span, {
    struct: entry.name,
    field: 'the anonymous union',
    type: 'union',
    problem: catalogue.unionNeedsTag.code,
  });
}

/** The struct's version: as said, else the latest of its fields'. */
function versionOf(entry: Entry): number {
  const { version, minimumVersion } = entry.marks;
  let latest = 1;
  for (const { member, index, name } of entry.slots) {
    const field = entry.fields[index];
    if (field.version <= latest) continue;
    latest = field.version;
    if (version === null || latest <= version) continue;
    entry.problems.report(catalogue.versionTooNew, member.span, {
      struct: entry.name,
      field: name,
      version: latest,
      most: version,
    });
  }
  const own = version ?? latest;
  if (minimumVersion !== null && minimumVersion > own) {
    entry.problems.report(catalogue.minimumVersion, entry.record.span, {
      struct: entry.name,
      minimum: minimumVersion,
      version: own,
    });
  }
  return own;
}

/** Broken fields are counted once per struct: what is known to be missing from its states. */
function reportBroken(scope: Scope, entry: Entry): void {
  const broken = entry.slots.filter(
    (slot, index) => slot.role === 'broken' && entry.fields[index].reason !== 'unknown',
  );
  if (broken.length === 0) return;
  const fields = broken.length === 1 ? '1 field' : `${broken.length} fields`;
  const names = broken.map(({ name }) => name).join(', ');
  const notes = broken.slice(1).map(({ name, member }) => ({ message: `${name} is broken, too`, span: member.span }));
  entry.problems.report(
    underStrict(scope, catalogue.brokenFields),
    broken[0].member.span,
    { struct: entry.name, fields, names },
    notes,
  );
}
