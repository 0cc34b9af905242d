// In: a field that is a union with q_union(tag), or an array of such, whose elements are all of the tag's case. Out: the
// union's cases, each with the values of the tag that select it.
// Rule (language.md 15): the tag is a field that stands before the union and is known when it is loaded; every member
// has a q_case, or a tag that says why it is not saved.

import type { Expression, RawMarker } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { atomText } from '../lex/atoms.ts';
import { integerRange } from '../types/convert.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { CMember } from '../types/type.ts';
import type { ShapeMeaning } from './annotations.ts';
import { expressionArgument, isExpression } from './arguments.ts';
import type { FieldType, UnionFieldType } from './model.ts';
import { noteAt, refuse, slotNamed, type Entry, type Refusal, type Scope, type Slot } from './scope.ts';
import { readTags, tagOf, type Tags } from './tags.ts';

type SlotKind = (scope: Scope, entry: Entry, slot: Slot) => FieldType | Refusal;

export function unionOf(scope: Scope, entry: Entry, slot: Slot, fieldTypeOf: SlotKind): UnionFieldType | Refusal {
  const record = unqualified(dimensionsOf(slot.member.type).element);
  if (record.kind !== 'record' || record.keyword !== 'union' || !record.complete)
    return refuse(catalogue.unionMarkerElsewhere);
  const tag = tagSlot(entry, slot);
  if ('kind' in tag) return tag;
  const tagType = fieldTypeOf(scope, entry, tag);
  const integer = tagType.kind === 'bitfield' ? tagType.of : tagType;
  if (integer.kind !== 'int' && integer.kind !== 'enum' && integer.kind !== 'bool') {
    return refuse(catalogue.unionTag, { tag: tag.name, why: 'is no integer' });
  }
  const cases: UnionFieldType['cases'][number][] = [];
  const taken: Taken = { range: rangeOf(integer, tagType.kind === 'bitfield' ? tagType.width : null), by: new Map() };
  for (const member of record.members) {
    const branch = caseOf(scope, entry, slot, member, taken, fieldTypeOf);
    if (branch === null) continue;
    if ('kind' in branch) return branch;
    cases.push(branch);
  }
  return { kind: 'union', tag: tag.jsName, cases };
}

function tagSlot(entry: Entry, slot: Slot): Slot | Refusal {
  const marker = tagOf(slot.tags, 'union')!;
  const name = fieldNameIn(expressionArgument(marker, 0));
  if (name === null) return refuse(catalogue.unionTag, { tag: 'the argument', why: "is no field's name" });
  const tag = slotNamed(entry, name);
  if (tag === null) return refuse(catalogue.unionTag, { tag: name, why: 'is no field of the struct' });
  if (slot.role !== 'saved') return tag;
  if (tag.index >= slot.index) return refuse(catalogue.unionTag, { tag: name, why: 'stands after the union' });
  if (tag.role === 'derived')
    return refuse(catalogue.unionTag, { tag: name, why: 'is derived: it is computed after load' });
  if (tag.tags.by.has('optional') && slotNamed(entry, `has_${name}`) === null)
    return refuse(catalogue.unionTag, { tag: name, why: 'is optional and may be null' });
  return tag;
}

/** What the tag can have, and the members that have a value of it already. */
interface Taken {
  readonly range: readonly [least: bigint, most: bigint];
  readonly by: Map<bigint, string>;
}

/** Of an integer, an enum or a bool; `width`: bits of a bit-field. */
function rangeOf(integer: FieldType, width: number | null): Taken['range'] {
  if (integer.kind !== 'int' && integer.kind !== 'enum') return [0n, 1n];
  return integerRange(width ?? integer.bits, integer.signed);
}

/** `tag`, `obj->tag` and `(*obj).tag` name the same field. */
function fieldNameIn(expression: Expression | null): string | null {
  if (expression?.kind === 'name') return atomText(expression.name);
  if (expression?.kind !== 'member') return null;
  const { object } = expression;
  const struct = object.kind === 'unary' && object.operator === '*' ? object.operand : object;
  return struct.kind === 'name' && atomText(struct.name) === 'obj' ? atomText(expression.name) : null;
}

/** null: a member that says why it is no case. */
function caseOf(
  scope: Scope,
  entry: Entry,
  slot: Slot,
  member: CMember,
  taken: Taken,
  fieldTypeOf: SlotKind,
): UnionFieldType['cases'][number] | Refusal | null {
  const tags = readTags(scope, entry, member, member.markers);
  const marker = tagOf(tags, 'case');
  const skips = tags.role === null || tags.role === 'standard' ? null : (tags.by.get(tags.role) ?? tags.properties[0]);
  if (skips !== null && marker === null) return null;
  if (marker === null || member.name === '')
    return refuse(catalogue.caseMissing, { member: member.name || 'an anonymous member' });
  const rival = skips ?? rivalOf(tags);
  if (rival !== null) return refuseRival(scope, slot, member, marker, rival);
  const values = caseValues(scope, marker, member.name, taken);
  if ('kind' in values) return values;
  const type = fieldTypeOf(scope, entry, { ...slot, member, name: `${slot.name}_${member.name}`, tags });
  if (type.kind !== 'refused') return { name: member.name, values, type };
  return {
    ...type,
    args: { field: `${slot.name}.${member.name}`, type: scope.program.spell(member.type), ...type.args },
  };
}

/** Markers that say how a field of a struct is written, or what it is called. A case is written as its union says. */
const ofFields: readonly ShapeMeaning[] = [
  'default',
  'optional',
  'version',
  'subsection',
  'needed',
  'name',
  'js_name',
  'union',
];

function rivalOf({ by, properties, renamedFrom }: Tags): RawMarker | null {
  for (const meaning of ofFields) if (by.has(meaning)) return by.get(meaning)!;
  return renamedFrom[0] ?? properties[0] ?? null;
}

function refuseRival(scope: Scope, slot: Slot, member: CMember, marker: RawMarker, rival: RawMarker): Refusal {
  const notes = [marker, rival].map((one) => noteAt(scope, one, `${one.spelling} is here`));
  if (rival.meaning === 'union')
    notes.push({ message: 'a union within a union is put into a struct, with its tag before it', span: null });
  const args = { field: `${slot.name}.${member.name}`, first: marker.spelling, second: rival.spelling };
  return refuse(catalogue.rivalMarkers, args, notes);
}

function caseValues(scope: Scope, marker: RawMarker, name: string, { range, by }: Taken): bigint[] | Refusal {
  const [least, most] = range;
  const values: bigint[] = [];
  for (const argument of marker.arguments) {
    const value = isExpression(argument) ? scope.program.evaluate(argument) : null;
    if (value?.kind !== 'integer') return refuse(catalogue.caseValue, { member: name, why: 'is no integer constant' });
    if (value.value < least || value.value > most)
      return refuse(catalogue.caseValue, {
        member: name,
        why: `${value.value} is none of the tag's ${least} to ${most}`,
      });
    const other = by.get(value.value);
    if (other !== undefined)
      return refuse(catalogue.caseValue, { member: name, why: `${value.value} selects ${other} already` });
    by.set(value.value, name);
    values.push(value.value);
  }
  return values;
}
