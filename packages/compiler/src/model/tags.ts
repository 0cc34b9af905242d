// In: the markers of a member as written. Out: its tags, one per meaning. Rule: the annotations table says which
// markers may stand on a field, which exclude each other and which repeat; each violation is reported once, at the
// field, with a note at the other marker.

import type { RawMarker } from '../parse/syntax.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { CMember } from '../types/type.ts';
import { annotations, isRole, type RoleMeaning, type ShapeMeaning } from './annotations.ts';
import { noteAt, type Entry, type Scope } from './scope.ts';

export interface Tags {
  /** The explicit one of immutable, host, derived, broken, elsewhere, standard; size and properties imply one. */
  readonly role: RoleMeaning | null;
  /** The markers that stand once, by meaning. */
  readonly by: ReadonlyMap<string, RawMarker>;
  readonly properties: readonly RawMarker[];
  readonly renamedFrom: readonly RawMarker[];
}

/** Without any marker. */
export const untagged: Tags = { role: null, by: new Map(), properties: [], renamedFrom: [] };

/** `markers`: the member's own, and those of anonymous structs around it and of QIDL_ANNOTATE. */
export function readTags(scope: Scope, entry: Entry, member: CMember, markers: readonly RawMarker[]): Tags {
  if (markers.length === 0) return untagged;
  const by = new Map<string, RawMarker>();
  const properties: RawMarker[] = [];
  const renamedFrom: RawMarker[] = [];
  let role: RoleMeaning | null = null;

  for (const marker of markers) {
    const row = annotations.get(marker.meaning);
    if (row === undefined || !row.homes.includes('field')) {
      entry.problems.report(catalogue.notAFieldMarker, scope.program.spanOf(marker), { marker: marker.spelling });
      continue;
    }
    if (row.repeats) {
      (marker.meaning === 'renamed_from' ? renamedFrom : properties).push(marker);
      continue;
    }
    const rival = rivalOf(marker.meaning, by);
    if (rival !== null) reportRivals(scope, entry, member, rival, marker);
    else by.set(marker.meaning, marker);
    if (isRole(marker.meaning)) role ??= marker.meaning;
  }
  if (role === null && properties.length > 0) role = 'immutable';
  if (role === null && by.has('size')) role = 'standard';
  return { role, by, properties, renamedFrom };
}

/** A marker of the field that excludes `meaning`. Roles against what they do not write are a matter of roles.ts. */
function rivalOf(meaning: string, by: ReadonlyMap<string, RawMarker>): RawMarker | null {
  const same = by.get(meaning);
  if (same !== undefined) return same;
  for (const other of annotations.get(meaning)!.conflicts) {
    const rival = by.get(other);
    if (rival !== undefined && isRole(meaning) === isRole(other)) return rival;
  }
  return null;
}

function reportRivals(scope: Scope, entry: Entry, member: CMember, first: RawMarker, second: RawMarker): void {
  const args = { struct: entry.name, field: member.name, first: first.spelling, second: second.spelling };
  const notes = [
    noteAt(scope, second, `${second.spelling} is here`),
    noteAt(scope, first, `${first.spelling} is here`),
  ];
  const kind = isRole(first.meaning)
    ? catalogue.twoRoles
    : first.meaning === second.meaning
      ? catalogue.twiceTagged
      : catalogue.rivalMarkers;
  entry.problems.report(kind, member.span, args, notes);
}

export function tagOf(tags: Tags, meaning: ShapeMeaning | RoleMeaning): RawMarker | null {
  return tags.by.get(meaning) ?? null;
}
