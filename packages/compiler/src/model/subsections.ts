// In: a struct's fields. Out: its named subsections, and when each is written.
// Rule: language.md, q_subsection and q_needed; stream.md: the name begins with the parent's, or no reader finds it.

import * as catalogue from '../source/catalogue/4-annotations.ts';
import { integerArgument } from './arguments.ts';
import { conditionOf } from './computations.ts';
import type { Computation, SubsectionModel } from './model.ts';
import { noteAt, reportAt, underStrict, type Entry, type Scope, type Slot } from './scope.ts';
import { tagOf } from './tags.ts';

/** What the fields of one name have said so far. */
interface Draft {
  readonly first: Slot;
  version: number | null;
  needed: Computation | null;
  neededBy: Slot | null;
  hasDefault: boolean;
}

export function subsectionsOf(scope: Scope, entry: Entry): readonly SubsectionModel[] {
  const drafts = new Map<string, Draft>();
  for (const slot of entry.slots) {
    if (slot.tags.by.size === 0) continue;
    const { role, subsection: name, default: value, optional } = entry.fields[slot.index];
    if (name === null) {
      const needed = tagOf(slot.tags, 'needed');
      if (needed !== null && role === 'saved')
        reportAt(entry, slot, catalogue.neededAlone, { marker: needed.spelling });
      continue;
    }
    if (role !== 'saved') continue;
    if (optional !== null) reportAbsentAlone(scope, entry, slot, optional.by);
    let draft = drafts.get(name);
    if (draft === undefined)
      drafts.set(name, (draft = { first: slot, version: null, needed: null, neededBy: null, hasDefault: false }));
    draft.hasDefault ||= value !== null;
    readVersion(scope, entry, slot, name, draft);
    readNeeded(scope, entry, slot, name, draft);
  }
  if (drafts.size > 0) checkOwnNames(entry, drafts);
  return [...drafts].map(([name, draft]) => subsectionOf(entry, name, draft));
}

/** A field with a default, or one that may be null, has a subsection of its own, which is not to be taken for a named one. */
function checkOwnNames(entry: Entry, drafts: ReadonlyMap<string, Draft>): void {
  for (const slot of entry.slots) {
    const { role, subsection, default: value, optional, wireName } = entry.fields[slot.index];
    if (role !== 'saved' || subsection !== null || (value === null && optional?.by !== 'null')) continue;
    const name = `${entry.marks.wireName ?? entry.name}/${wireName}`;
    const draft = drafts.get(name);
    if (draft !== undefined)
      reportAt(entry, draft.first, catalogue.fieldNameTaken, { name: `of subsection "${name}"`, other: slot.name });
  }
}

/** An optional field says by itself whether it is there; those of a subsection come together. */
function reportAbsentAlone(scope: Scope, entry: Entry, slot: Slot, by: 'has' | 'null'): void {
  const first = tagOf(slot.tags, 'subsection')!;
  const second = (tagOf(slot.tags, 'optional') ?? tagOf(slot.tags, 'default'))!;
  const parent = entry.marks.wireName ?? entry.name;
  const why =
    by === 'null'
      ? `what may be null has a subsection of its own, here ${parent}/${entry.fields[slot.index].wireName}`
      : `whether it is there says has_${slot.name}, of this field alone`;
  const notes = [
    ...[first, second].map((marker) => noteAt(scope, marker, `${marker.spelling} is here`)),
    {
      message: `${why}: leave ${first.spelling} out, or keep the object always and say with q_needed when it is written`,
      span: null,
    },
  ];
  reportAt(entry, slot, catalogue.rivalMarkers, { first: first.spelling, second: second.spelling }, notes);
}

function readVersion(scope: Scope, entry: Entry, slot: Slot, name: string, draft: Draft): void {
  const marker = tagOf(slot.tags, 'subsection')!;
  if (marker.arguments.length < 2) return;
  const version = integerArgument(scope.program, entry.problems, marker, 1, 1);
  if (draft.version !== null && version !== null && version !== draft.version) {
    reportAt(entry, slot, catalogue.subsectionConflict, { subsection: name, what: 'version' }, [
      noteAt(scope, marker, 'this version'),
    ]);
  }
  draft.version ??= version;
}

function readNeeded(scope: Scope, entry: Entry, slot: Slot, name: string, draft: Draft): void {
  const marker = tagOf(slot.tags, 'needed');
  if (marker === null) return;
  if (draft.neededBy !== null) {
    const other = tagOf(draft.neededBy.tags, 'needed')!;
    reportAt(entry, slot, catalogue.subsectionConflict, { subsection: name, what: 'condition' }, [
      noteAt(scope, other, 'the other one'),
    ]);
    return;
  }
  const needed = conditionOf(scope, entry, marker);
  draft.neededBy = slot;
  if ('kind' in needed)
    reportAt(entry, slot, needed.problem, needed.args, [noteAt(scope, marker, `${marker.spelling} is here`)]);
  else draft.needed = needed;
  reportAt(entry, slot, underStrict(scope, catalogue.preferDefault), { subsection: name });
}

function subsectionOf(
  entry: Entry,
  name: string,
  { first, version, needed, neededBy, hasDefault }: Draft,
): SubsectionModel {
  const parent = entry.marks.wireName ?? entry.name;
  if (!name.startsWith(`${parent}/`)) reportAt(entry, first, catalogue.subsectionName, { subsection: name, parent });
  if (neededBy === null && !hasDefault) reportAt(entry, first, catalogue.subsectionNeverWritten, { subsection: name });
  return { name, version: version ?? 1, needed };
}
