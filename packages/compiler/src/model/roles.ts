// In: a member's tags and type. Out: what becomes of the field when the struct is saved, and the reason.
// Rule (language.md 2): explicit tag; listed type; const, function pointer and void pointer; the struct's default tag;
// saved. What is not saved cannot say how it is written (rule 4).

import { CONST } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import { isVoid } from '../types/basic.ts';
import { qualifiersOf, unqualified } from '../types/derive.ts';
import type { CType, PointerType } from '../types/type.ts';
import { annotations, isRole, type RoleMeaning } from './annotations.ts';
import type { Role, RoleReason } from './model.ts';
import { noteAt, reportAt, type Entry, type Scope, type Slot } from './scope.ts';
import type { Tags } from './tags.ts';

export interface Decision {
  readonly role: Role;
  readonly reason: RoleReason;
}

const saved: Decision = { role: 'saved', reason: 'default' };
const decisions = new Map<string, Decision>();

export function decideRole(entry: Entry, type: CType, tags: Tags): Decision {
  if (tags.role !== null) return decision(tags.role, 'tag');
  if (entry.listed.length > 0 && entry.listed.some((names) => isListed(type, names)))
    return decision('immutable', 'type');
  const own = ownReason(type);
  if (own !== null) return decision('immutable', own);
  const { role, skipState } = entry.marks;
  if (skipState) return decision('immutable', 'struct');
  return role === null ? saved : decision(role, 'struct');
}

function decision(meaning: RoleMeaning, reason: RoleReason): Decision {
  const role = meaning === 'standard' ? 'saved' : meaning;
  const key = `${role} ${reason}`;
  let known = decisions.get(key);
  if (known === undefined) decisions.set(key, (known = { role, reason }));
  return known;
}

/** Rule 7. Arrays are what their elements are. */
function ownReason(type: CType): RoleReason | null {
  for (let at = type; ;) {
    switch (at.kind) {
      case 'typedef':
        at = at.to;
        break;
      case 'qualified':
        if ((at.qualifiers & CONST) !== 0) return 'const';
        at = at.of;
        break;
      case 'array':
        at = at.of;
        break;
      case 'pointer':
        return ownReasonOfPointer(at);
      default:
        return null;
    }
  }
}

function ownReasonOfPointer({ to }: PointerType): RoleReason | null {
  if ((qualifiersOf(to) & CONST) !== 0) return 'const';
  const bare = unqualified(to);
  if (bare.kind === 'function') return 'function-pointer';
  return isVoid(bare) ? 'void-pointer' : null;
}

/** Values, pointers and arrays of a listed type, by any of its names. */
function isListed(type: CType, names: ReadonlySet<string>): boolean {
  let at = type;
  for (;;) {
    switch (at.kind) {
      case 'typedef':
        if (names.has(at.name)) return true;
        at = at.to;
        break;
      case 'qualified':
      case 'array':
        at = at.of;
        break;
      case 'pointer':
        at = at.to;
        break;
      case 'record':
        return (at.tag !== '' && names.has(`${at.keyword} ${at.tag}`)) || names.has(at.typedefName);
      case 'enum':
        return (at.tag !== '' && names.has(`enum ${at.tag}`)) || names.has(at.typedefName);
      case 'unknown':
        return names.has(at.name);
      default:
        return at.kind === 'basic' && names.has(at.name);
    }
  }
}

/** Rule 4: reports each marker that says how a field is written which is not. */
export function checkSkipped(scope: Scope, entry: Entry, slot: Slot): void {
  const excluded: readonly string[] = annotations.get(slot.role)!.conflicts;
  for (const marker of [...slot.tags.by.values(), ...slot.tags.renamedFrom]) {
    if (isRole(marker.meaning) || !excluded.includes(marker.meaning)) continue;
    const args = { marker: marker.spelling, role: slot.role, why: explanation[slot.reason] };
    reportAt(entry, slot, catalogue.skippedShape, args, [noteAt(scope, marker, `${marker.spelling} is here`)]);
  }
}

const explanation: Readonly<Record<RoleReason, string>> = {
  tag: 'by its tag',
  type: 'because its type is listed as immutable',
  struct: "by the struct's default tag",
  const: 'because it is const or points to const',
  'function-pointer': 'because it is a function pointer',
  'void-pointer': 'because it is a void pointer',
  empty: 'because its struct has no saved field',
  unknown: 'because its type is unknown',
  default: 'by default',
};
