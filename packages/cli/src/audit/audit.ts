// In: a struct, and what is known to be saved of it. Out: findings, the counts of each default, and the fields that say
// why they are not saved.
// Rule: names in a list and keys of a state are wire names (a list may say C's names, too); `recv_fifo.count` is a field
// of a nested struct, and a nested struct whose name is listed is listed with all its fields.

import { nearest, type FieldModel, type FieldType, type Place, type StructModel } from '@qidl/compiler';
import { NoImage, readImage, structOfImage } from '../state/image.ts';
import { isObject, isValue, own, type Keyed, type Names } from '../state/keyed.ts';
import { counted } from '../report.ts';
import type { SavedList, SavedStates, StateFile } from './evidence.ts';

export interface Finding {
  /**
   * 'unsaved': the struct says saved, and nobody saves it; 'saved': somebody does, and the marker says not;
   * 'unknown': a name that no field has; 'unreadable': a file that is no state of the struct.
   */
  readonly kind: 'unsaved' | 'saved' | 'unknown' | 'unreadable';
  /** Path of the field, the name, or the file. */
  readonly subject: string;
  readonly message: string;
  readonly place: Place | null;
}

/** How often a field with a default differs from it. */
export interface DefaultCount {
  readonly field: string;
  /** As in the header, shortened. */
  readonly default: string;
  observed: number;
  differs: number;
}

export interface Skipped {
  readonly field: string;
  readonly role: string;
  readonly doc: string | null;
}

export interface Audit {
  readonly struct: StructModel;
  /** 0 for a list. */
  readonly states: number;
  readonly findings: readonly Finding[];
  readonly defaults: readonly DefaultCount[];
  readonly skipped: readonly Skipped[];
}

// ---- the fields of a struct, nested ones included -------------------------------------------------------------

interface Path {
  readonly path: string;
  readonly field: FieldModel;
  /** Fields of nested structs follow. */
  readonly hasInner: boolean;
}

/** Depth first; elements of arrays and lists are `[]`, cases of unions their names. */
function pathsOf(struct: StructModel, names: Names, prefix = ''): Path[] {
  return struct.fields.flatMap((field) => {
    const own = prefix + field.wireName;
    const within = innersOf(field.type, names, own);
    const rest = field.role !== 'saved' ? [] : within.flatMap(({ inner, path }) => pathsOf(inner, names, `${path}.`));
    return [{ path: pathOf(field.type, names, own), field, hasInner: rest.length > 0 }, ...rest];
  });
}

/** What a field is called: arrays of structs by their elements. */
function pathOf(type: FieldType | null, names: Names, own: string): string {
  if (type === null || !('element' in type)) return own;
  const [within] = innersOf(type.element, names, own);
  return within === undefined ? own : pathOf(type.element, names, `${own}[]`);
}

interface Inner {
  readonly inner: StructModel;
  readonly path: string;
}

/** The structs within a field; of a union, those of all cases. */
function innersOf(type: FieldType | null, names: Names, path: string): readonly Inner[] {
  switch (type?.kind) {
    case 'struct': {
      const inner = names.structs.get(type.name);
      return inner === undefined ? [] : [{ inner, path }];
    }
    case 'array':
    case 'pointer-array':
    case 'list':
      return innersOf(type.element, names, `${path}[]`);
    case 'union':
      return type.cases.flatMap((item) => innersOf(item.type, names, `${path}.${item.name}`));
    default:
      return [];
  }
}

function skippedOf(paths: readonly Path[]): Skipped[] {
  return paths
    .filter(({ field }) => field.role !== 'saved')
    .map(({ path, field }) => ({ field: path, role: field.role, doc: field.doc }));
}

// ---- against a list -------------------------------------------------------------------------------------------

export function auditList(struct: StructModel, names: Names, list: SavedList): Audit {
  const paths = pathsOf(struct, names);
  const listed = new Set(namesFor(struct, list).map(plain));
  const used = new Set<string>();
  const findings: Finding[] = [];
  for (const { path, field, hasInner } of paths) {
    const isListed = listed.has(plain(path)) || listed.has(withName(path, field.name));
    for (const name of [plain(path), withName(path, field.name)]) if (listed.has(name)) used.add(name);
    const isCovered = isListed || prefixes(plain(path)).some((prefix) => listed.has(prefix));
    const isCoveredWithin = hasInner && [...listed].some((name) => name.startsWith(`${plain(path)}.`));
    if (field.role === 'saved' && !isCovered && !isCoveredWithin && !isUnsavedAbove(findings, path))
      findings.push(unsaved(path, field, `${path} is not on the list`));
    if (field.role !== 'saved' && isListed)
      findings.push(contradiction(path, field, `${path} is on the list, but the header says ${field.role}`));
  }
  const known = paths.map(({ path }) => plain(path));
  for (const name of listed) if (!used.has(name)) findings.push(unknown(name, known, 'the list'));
  return { struct, states: 0, findings, defaults: [], skipped: skippedOf(paths) };
}

function namesFor(struct: StructModel, { fields }: SavedList): readonly string[] {
  for (const name of [struct.name, struct.ctype, struct.wireName, '']) {
    const found = fields.get(name);
    if (found !== undefined) return found;
  }
  return [];
}

/** The same path for all elements. */
function plain(path: string): string {
  return path.replace(/\[\d*\]/g, '');
}

function withName(path: string, name: string): string {
  const parts = plain(path).split('.');
  return [...parts.slice(0, -1), name].join('.');
}

function prefixes(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** What is said of a nested struct is not said again of its fields. */
function isUnsavedAbove(findings: readonly Finding[], path: string): boolean {
  return findings.some(({ kind, subject }) => kind === 'unsaved' && path.startsWith(`${subject}.`));
}

// ---- against states -------------------------------------------------------------------------------------------

interface Tally {
  readonly names: Names;
  readonly defaults: Map<string, DefaultCount>;
  /** Paths that some state has. */
  readonly present: Set<string>;
  /** Paths that may be missing (default, optional, version, subsection), or whose struct never occurred. */
  readonly met: Set<string>;
  readonly unknown: Map<string, string>;
}

export function auditStates(struct: StructModel, names: Names, { files }: SavedStates): Audit {
  const paths = pathsOf(struct, names);
  const defaults = new Map<string, DefaultCount>();
  for (const { path, field } of paths) {
    if (field.role !== 'saved' || field.default === null) continue;
    defaults.set(path, { field: path, default: textOf(field), observed: 0, differs: 0 });
  }
  const tally: Tally = { names, defaults, present: new Set(), met: new Set(), unknown: new Map() };
  const findings: Finding[] = [];
  let states = 0;
  for (const file of files) {
    const found = statesOf(file, struct, names);
    if (typeof found === 'string') findings.push(unreadable(file.file, found));
    else for (const state of found) tallyStruct(tally, struct, state, '', file.file);
    if (typeof found !== 'string') states += found.length;
  }
  for (const { path, field } of paths) {
    const isMissing = field.role === 'saved' && tally.met.has(path) && !tally.present.has(path);
    if (isMissing && !mayBeMissing(field))
      findings.push(unsaved(path, field, `${path} is in none of the ${counted(states, 'state')}`));
    if (field.role !== 'saved' && tally.present.has(path))
      findings.push(contradiction(path, field, `${path} is in the states, but the header says ${field.role}`));
  }
  const known = paths.map(({ path }) => path);
  for (const [name, file] of tally.unknown) findings.push(unknown(name, known, file));
  return { struct, states, findings, defaults: [...defaults.values()], skipped: skippedOf(paths) };
}

/** A file's states in keyed form, or why it has none. */
function statesOf({ content }: StateFile, struct: StructModel, names: Names): readonly Keyed[] | string {
  if (typeof content === 'string') return content;
  if (!(content instanceof Uint8Array)) {
    if (content.every(isObject)) return content;
    return 'no state: a state is a JSON object';
  }
  const found = structOfImage(content, names.structs.values());
  if (found !== struct) return found === null ? 'an image of another schema' : `an image of ${found.name}`;
  try {
    return [readImage(content, struct, names)];
  } catch (error) {
    if (error instanceof NoImage) return error.message;
    throw error;
  }
}

function tallyStruct(tally: Tally, struct: StructModel, state: Keyed, prefix: string, file: string): void {
  if (!isObject(state)) return;
  const known = new Set<string>();
  for (const field of struct.fields) {
    const path = pathOf(field.type, tally.names, prefix + field.wireName);
    for (const name of [field.wireName, ...field.renamedFrom]) known.add(name);
    const value = [field.wireName, ...field.renamedFrom]
      .map((name) => own(state, name))
      .find((one) => one !== undefined);
    tally.met.add(path);
    if (value !== undefined || isToldByPresence(struct, field)) tally.present.add(path);
    if (field.role !== 'saved' || field.type === null) continue;
    count(tally, path, field, value);
    if (value !== undefined) tallyWithin(tally, field.type, value, prefix + field.wireName, file);
  }
  for (const name of Object.keys(state)) if (!known.has(name)) tally.unknown.set(prefix + name, file);
}

/** The structs within a value; elements of arrays, of any dimensions, are alike. */
function tallyWithin(tally: Tally, type: FieldType, value: Keyed, path: string, file: string): void {
  if (Array.isArray(value)) {
    for (const element of value as readonly Keyed[]) tallyWithin(tally, type, element, path, file);
  } else if ('element' in type) tallyWithin(tally, type.element, value, `${path}[]`, file);
  else if (type.kind === 'struct') {
    const inner = tally.names.structs.get(type.name);
    if (inner !== undefined) tallyStruct(tally, inner, value, `${path}.`, file);
  } else if (type.kind === 'union' && isObject(value)) {
    for (const item of type.cases) {
      const held = own(value, item.name);
      if (held !== undefined) tallyWithin(tally, item.type, held, `${path}.${item.name}`, file);
    }
  }
}

function count({ names, defaults }: Tally, path: string, { type, default: value }: FieldModel, found?: Keyed): void {
  const counts = defaults.get(path);
  if (counts === undefined || value === null) return;
  counts.observed++;
  if (found !== undefined && !isValue(names, type!, found, value)) counts.differs++;
}

/** `has_F` is in JSON as the presence of F. */
function isToldByPresence({ fields }: StructModel, { jsName }: FieldModel): boolean {
  return fields.some(({ optional }) => optional?.by === 'has' && optional.field === jsName);
}

function mayBeMissing({ default: value, optional, version, subsection }: FieldModel): boolean {
  return value !== null || optional !== null || version > 0 || subsection !== null;
}

// ---- findings -------------------------------------------------------------------------------------------------

function unsaved(path: string, { place }: FieldModel, message: string): Finding {
  return { kind: 'unsaved', subject: path, message, place };
}

function contradiction(path: string, { place }: FieldModel, message: string): Finding {
  return { kind: 'saved', subject: path, message, place };
}

function unreadable(file: string, message: string): Finding {
  return { kind: 'unreadable', subject: file, message: `${file}: ${message}`, place: null };
}

function unknown(name: string, known: readonly string[], where: string): Finding {
  const meant = nearest(name, known);
  const hint = meant === null ? '' : `; did you mean ${meant}?`;
  return { kind: 'unknown', subject: name, message: `${where} has ${name}, which is no field${hint}`, place: null };
}

function textOf({ default: value }: FieldModel): string {
  switch (value!.kind) {
    case 'string':
      return JSON.stringify(value!.value);
    case 'array':
    case 'struct':
      return '{…}';
    case 'zero':
      return '{0}';
    case 'null':
      return 'NULL';
    default:
      return String(value!.value);
  }
}
