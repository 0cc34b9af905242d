// In: the program and its marks; later, the structs built. Out: which types this module exports in any case, and, of
// all that those reach, which are its own and which another header's module exports.
// Rule: language.md, "Which declarations become exports". A type that a plain include declares belongs to the module
// that reaches it; reached through an imported type, it is imported from there.

import type { IncludedModule } from '../preprocess/token-stream.ts';
import type { Program } from '../sema/program.ts';
import type { EnumType, RecordType } from '../types/type.ts';
import { isContainer, isListLink } from './containers.ts';
import type { FileMarks } from './marks.ts';
import type { Entry } from './scope.ts';

/** The types that the main file exports whatever reaches them, in order of declaration; then those of QIDL_EXPORT. */
export function rootsOf(program: Program, marks: FileMarks): ReadonlySet<RecordType | EnumType> {
  const roots = new Set<RecordType | EnumType>();
  const addOwn = (type: RecordType | EnumType): void => {
    if (type.declaredIn.path === program.main.path && exportsBySelf(marks, type)) roots.add(type);
  };
  program.records.forEach(addOwn);
  program.enums.forEach(addOwn);
  marks.exported.forEach((type) => roots.add(type));
  return roots;
}

function exportsBySelf(marks: FileMarks, type: RecordType | EnumType): boolean {
  if (!type.complete || (type.tag === '' && type.typedefName === '')) return false;
  // The parts of lists are no types of their own: a list is saved by the field that has it.
  if (type.kind === 'record' && (isContainer(type) || isListLink(type))) return false;
  if (marks.declaringFiles.size === 0) return true;
  return !marks.declaringFiles.has(type.declaredIn.path) || marks.declared.has(type);
}

/** A struct or enum that is part of the module or its imports; `from` null: the module's own. */
export interface Reached {
  readonly structs: readonly { readonly entry: Entry; readonly from: IncludedModule | null }[];
  readonly enums: readonly { readonly type: EnumType; readonly from: IncludedModule | null }[];
}

/** Everything that `roots` reach, each before those that hold it. */
export function reach(
  program: Program,
  marks: FileMarks,
  roots: readonly Entry[],
  enums: readonly EnumType[],
): Reached {
  const ordered = inOrder(roots);
  if (program.source.modules.length === 0) {
    const all = new Set(enums);
    for (const entry of ordered) for (const type of entry.enums) all.add(type);
    return { structs: ordered.map((entry) => ({ entry, from: null })), enums: asDeclared(all, () => null) };
  }
  const modules = new Map(program.source.modules.map((module) => [module.path, module]));
  const exporterOf = (type: RecordType | EnumType): IncludedModule | null => {
    const module = modules.get(type.declaredIn.path);
    return module !== undefined && exportsBySelf(marks, type) ? module : null;
  };
  const owners = new Map<Entry, IncludedModule | null>();
  const enumOwners = new Map<EnumType, IncludedModule | null>();
  const own = (entry: Entry, from: IncludedModule | null): void => {
    if (owners.has(entry)) return;
    owners.set(entry, from);
    for (const type of entry.enums) if (!enumOwners.has(type)) enumOwners.set(type, exporterOf(type) ?? from);
    for (const part of entry.contains) own(part, exporterOf(part.record) ?? from);
    for (const part of entry.saves) own(part, exporterOf(part.record) ?? from);
  };
  for (const entry of ordered) {
    const exporter = exporterOf(entry.record);
    if (exporter !== null) own(entry, exporter);
  }
  for (const entry of ordered) own(entry, null);
  for (const type of enums) enumOwners.set(type, null);
  return {
    structs: ordered.map((entry) => ({ entry, from: owners.get(entry)! })),
    enums: asDeclared(enumOwners.keys(), (type) => enumOwners.get(type)!),
  };
}

function asDeclared(types: Iterable<EnumType>, ownerOf: (type: EnumType) => IncludedModule | null): Reached['enums'] {
  return [...types].sort((a, b) => a.order - b.order).map((type) => ({ type, from: ownerOf(type) }));
}

/** Depth first, parts before wholes; MAX_STRUCT_NESTING bounds the depth. */
function inOrder(roots: readonly Entry[]): readonly Entry[] {
  const ordered: Entry[] = [];
  const visit = (entry: Entry): void => {
    if (entry.state === 'reached') return;
    entry.state = 'reached';
    for (const part of entry.saves) visit(part);
    for (const part of entry.contains) visit(part);
    ordered.push(entry);
  };
  for (const entry of roots) visit(entry);
  return ordered;
}

/** The structs that the state of `roots` is made of: their problems are this module's. */
export function savedBy(roots: readonly Entry[]): ReadonlySet<Entry> {
  const saved = new Set<Entry>();
  const visit = (entry: Entry): void => {
    if (saved.has(entry)) return;
    saved.add(entry);
    for (const part of entry.saves) visit(part);
  };
  for (const entry of roots) visit(entry);
  return saved;
}
