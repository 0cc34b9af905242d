// In: a field that is a union with q_union(tag), or an array of such, whose elements are all of the tag's case. Out: the
// union's cases, each with the values of the tag that select it.
// Rule (language.md 15): the tag is a field that stands before the union and is known when it is loaded; every member
// has a q_case, or a tag that says why it is not saved.

import type { Expression, RawMarker } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { atomText } from '../lex/atoms.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { CMember } from '../types/type.ts';
import { expressionArgument, isExpression } from './arguments.ts';
import type { FieldType, UnionFieldType } from './model.ts';
import { refuse, slotNamed, type Entry, type Refusal, type Scope, type Slot } from './scope.ts';
import { readTags, tagOf } from './tags.ts';

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
  const taken = new Map<bigint, string>();
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
  return tag;
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
  taken: Map<bigint, string>,
  fieldTypeOf: SlotKind,
): UnionFieldType['cases'][number] | Refusal | null {
  const tags = readTags(scope, entry, member, member.markers);
  if (tags.role !== null && tags.role !== 'standard') return null;
  const marker = tagOf(tags, 'case');
  if (marker === null || member.name === '')
    return refuse(catalogue.caseMissing, { member: member.name || 'an anonymous member' });
  const values = caseValues(scope, marker, member.name, taken);
  if ('kind' in values) return values;
  const type = fieldTypeOf(scope, entry, { ...slot, member, name: `${slot.name}_${member.name}`, tags });
  if (type.kind !== 'refused') return { name: member.name, values, type };
  return {
    ...type,
    args: { field: `${slot.name}.${member.name}`, type: scope.program.spell(member.type), ...type.args },
  };
}

function caseValues(scope: Scope, marker: RawMarker, name: string, taken: Map<bigint, string>): bigint[] | Refusal {
  const values: bigint[] = [];
  for (const argument of marker.arguments) {
    const value = isExpression(argument) ? scope.program.evaluate(argument) : null;
    if (value?.kind !== 'integer') return refuse(catalogue.caseValue, { member: name, why: 'is no integer constant' });
    const other = taken.get(value.value);
    if (other !== undefined)
      return refuse(catalogue.caseValue, { member: name, why: `${value.value} selects ${other} already` });
    taken.set(value.value, name);
    values.push(value.value);
  }
  return values;
}
