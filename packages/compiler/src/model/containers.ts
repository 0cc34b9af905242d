// In: a field whose type is one of QEMU's or GLib's lists. Out: the list and its element.
// Rule (language.md 16): GSList and GList are known by name, declared or not; QLIST_HEAD, QTAILQ_HEAD, QSIMPLEQ_HEAD and
// QSLIST_HEAD by the member that all of them begin with. q_type names the element unless the macro does.

import * as catalogue from '../source/catalogue/4-annotations.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { CType, RecordType } from '../types/type.ts';
import { isMarker, isTypeName } from './arguments.ts';
import type { FieldType, ListType } from './model.ts';
import { refuse, type Entry, type Refusal, type Scope, type Slot } from './scope.ts';
import { tagOf } from './tags.ts';
import { typeNameFor } from './type-names.ts';

type KindOf = (scope: Scope, entry: Entry, slot: Slot, type: CType) => FieldType | Refusal;

const glists: ReadonlySet<string> = new Set(['GSList', 'GList', '_GSList', '_GList']);
const heads: ReadonlySet<string> = new Set(['lh_first', 'tqh_first', 'sqh_first', 'slh_first', 'stqh_first']);
const links: ReadonlySet<string> = new Set(['le_next', 'tqe_next', 'tql_next', 'sqe_next', 'sle_next', 'stqe_next']);

/** A list by its name or its shape; not a pointer to one. */
export function isContainer(type: CType): boolean {
  return flavourOf(type) !== null;
}

function flavourOf(type: CType): ListType['flavour'] | null {
  for (let at = type; ;) {
    switch (at.kind) {
      case 'typedef':
        if (glists.has(at.name)) return 'glist';
        at = at.to;
        break;
      case 'qualified':
        at = at.of;
        break;
      case 'unknown':
        return glists.has(at.name) ? 'glist' : null;
      case 'record':
        if (glists.has(at.tag)) return 'glist';
        return firstPointer(at, heads) === null ? null : 'queue';
      default:
        return null;
    }
  }
}

/** The link that QLIST_ENTRY and its like put into elements: no list, and nothing to save. */
export function isListLink(record: RecordType): boolean {
  return firstPointer(record, links) !== null;
}

/** What the first member points to, if it has one of the names. */
function firstPointer(record: RecordType, names: ReadonlySet<string>): CType | null {
  const first = record.members.length > 0 ? record.members[0] : null;
  if (first === null || !names.has(first.name)) return null;
  const bare = unqualified(first.type);
  return bare.kind === 'pointer' ? bare.to : null;
}

/** The list that `type` is, points to, or is an array of: the element's type is q_type's, else the macro's. */
export function listOf(scope: Scope, entry: Entry, slot: Slot, type: CType, kindOf: KindOf): ListType | Refusal {
  const element = dimensionsOf(type).element;
  const bare = unqualified(element);
  const flavour = flavourOf(element) ?? (bare.kind === 'pointer' ? flavourOf(bare.to) : null);
  if (flavour === null) return refuse(catalogue.typeNotContainer);
  const named = elementOf(scope, slot, unqualified(bare.kind === 'pointer' ? bare.to : element));
  if (named === null) return refuse(catalogue.containerNeedsType);
  if (isEndless(slot, named))
    return refuse(catalogue.unsupportedFieldType, { why: 'a list of itself has no saved form' });
  const of = kindOf(scope, entry, slot, named);
  if (of.kind === 'refused') return of;
  if (of.kind === 'array') return refuse(catalogue.unsupportedFieldType, { why: 'a list of arrays has no saved form' });
  return { kind: 'list', element: of.kind === 'struct' ? { ...of, pointer: false } : of, flavour };
}

/** An element that is a list, of lists, of lists …: q_type would name the element of each of them. */
function isEndless(slot: Slot, element: CType): boolean {
  const seen = new Set<CType>();
  for (let at: CType | null = element; at !== null;) {
    const list = listIn(at);
    const record = unqualified(list);
    if (!isContainer(list)) return false;
    if (tagOf(slot.tags, 'type') !== null || seen.has(record)) return true;
    seen.add(record);
    at = record.kind === 'record' ? firstPointer(record, heads) : null;
  }
  return false;
}

/** The type itself, that of the elements of an array, or what a pointer to one of these points to. */
function listIn(type: CType): CType {
  const { element } = dimensionsOf(type);
  const bare = unqualified(element);
  return bare.kind === 'pointer' ? dimensionsOf(bare.to).element : element;
}

function elementOf(scope: Scope, slot: Slot, container: CType): CType | null {
  const argument = tagOf(slot.tags, 'type')?.arguments[0];
  if (argument === undefined) return container.kind === 'record' ? firstPointer(container, heads) : null;
  if (isTypeName(argument)) return scope.program.typeOf(argument);
  return isMarker(argument) ? null : scope.program.typeOf(typeNameFor(argument));
}
