// In: declaration markers and markers that stand alone. Out: what they say: which types a file exports, the arguments
// of its structs, tags put on fields from outside, listed types, groups of constants.
// Rule: language.md, "Which declarations become exports" and the struct arguments. What a file says holds for the
// types of that file; the main file also speaks for the plain headers it includes.

import { atomText } from '../lex/atoms.ts';
import type { CompileOptions } from '../options.ts';
import type { MarkerArgument, RawMarker, TypeName } from '../parse/syntax.ts';
import type { Program } from '../sema/program.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { Arguments, DiagnosticKind, Diagnostics } from '../source/diagnostic.ts';
import { unqualified } from '../types/derive.ts';
import type { CType, EnumType, RecordType } from '../types/type.ts';
import { annotations, isRole, type RoleMeaning } from './annotations.ts';
import { integerArgument, isMarker, isTypeName, textArgument } from './arguments.ts';

/** The arguments of QIDL_DECLARE, QIDL_START, QIDL_STRUCT for one struct. */
export interface StructMarks {
  /** The default tag. */
  role: RoleMeaning | null;
  wireName: string | null;
  jsName: string | null;
  version: number | null;
  minimumVersion: number | null;
  skipState: boolean;
  skipProperties: boolean;
}

export interface EnumGroup {
  readonly name: string;
  readonly prefix: string;
  readonly marker: RawMarker;
}

export interface FileMarks {
  /** What declaration markers export; the paths of the files that have any. */
  readonly declared: ReadonlySet<RecordType | EnumType>;
  readonly declaringFiles: ReadonlySet<string>;
  /** QIDL_EXPORT. */
  readonly exported: readonly (RecordType | EnumType)[];
  readonly structs: ReadonlyMap<RecordType | EnumType, StructMarks>;
  /** QIDL_ANNOTATE: markers by member. */
  readonly fields: ReadonlyMap<RecordType, ReadonlyMap<string, RawMarker[]>>;
  /** Listed types by the file that lists them; those of the options under ''. */
  readonly immutableTypes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly enumGroups: readonly EnumGroup[];
}

export const noMarks: StructMarks = {
  role: null,
  wireName: null,
  jsName: null,
  version: null,
  minimumVersion: null,
  skipState: false,
  skipProperties: false,
};

interface Reading {
  readonly program: Program;
  readonly diagnostics: Diagnostics;
  readonly declared: Set<RecordType | EnumType>;
  readonly declaringFiles: Set<string>;
  readonly exported: (RecordType | EnumType)[];
  readonly structs: Map<RecordType | EnumType, StructMarks>;
  /** The arguments that said so, by what they say. */
  readonly said: Map<StructMarks, Map<string, RawMarker>>;
  readonly fields: Map<RecordType, Map<string, RawMarker[]>>;
  readonly immutableTypes: Map<string, Set<string>>;
  readonly enumGroups: EnumGroup[];
}

export function readMarks(program: Program, options: CompileOptions, diagnostics: Diagnostics): FileMarks {
  const reading: Reading = {
    program,
    diagnostics,
    declared: new Set(),
    declaringFiles: new Set(),
    exported: [],
    structs: new Map(),
    said: new Map(),
    fields: new Map(),
    immutableTypes: new Map([['', new Set((options.immutableTypes ?? []).map(withoutPointers))]]),
    enumGroups: [],
  };
  for (const [marker, declarations] of byMarker(program)) readDeclarations(reading, marker, declarations);
  // `struct q_immutable Foo { … };` says it of the struct.
  for (const record of program.records) readStructArguments(reading, record, record.markers);
  for (const { marker } of program.statements) {
    readStatement(reading, marker, program.source.stream.homeOf(marker.at).path);
  }
  return reading;
}

/** What one marker stands before: between QIDL_START and QIDL_END there may be several. */
function byMarker({ marked }: Program): ReadonlyMap<RawMarker, (readonly CType[])[]> {
  const found = new Map<RawMarker, (readonly CType[])[]>();
  for (const { declaration, types } of marked) {
    const marker = declaration.mark!;
    const declarations = found.get(marker);
    if (declarations === undefined) found.set(marker, [types]);
    else declarations.push(types);
  }
  return found;
}

/** All are exported; the arguments are those of the type that the marker names. */
function readDeclarations(reading: Reading, marker: RawMarker, declarations: readonly (readonly CType[])[]): void {
  const [name, ...rest] = marker.arguments;
  const named = name !== undefined && 'kind' in name && name.kind === 'name' ? atomText(name.name) : null;
  let matches = named === null;
  for (const types of declarations) {
    const isNamed = named === null || types.some((type) => isCalled(type, named));
    matches ||= isNamed;
    for (const type of types) {
      const bare = unqualified(type);
      if (bare.kind !== 'record' && bare.kind !== 'enum') continue;
      reading.declared.add(bare);
      reading.declaringFiles.add(bare.declaredIn.path);
      if (isNamed) readStructArguments(reading, bare, rest);
    }
  }
  if (!matches) report(reading, catalogue.markedOther, marker, { marker: marker.spelling, name: named! });
}

function isCalled(type: CType, name: string): boolean {
  if (type.kind === 'typedef' && type.name === name) return true;
  const bare = unqualified(type);
  return (bare.kind === 'record' || bare.kind === 'enum') && (bare.tag === name || bare.typedefName === name);
}

/** `home`: the file it stands in. What another module exports or groups is not this one's. */
function readStatement(reading: Reading, marker: RawMarker, home: string): void {
  const [first, ...rest] = marker.arguments;
  if (first === undefined) return;
  const isOwn = home === reading.program.main.path;
  switch (marker.meaning) {
    case 'export':
      return withType(reading, marker, first, (type) => isOwn && reading.exported.push(type));
    case 'struct':
      return withType(reading, marker, first, (type) => {
        if (!isForeign(reading, marker, home, type)) readStructArguments(reading, type, rest);
      });
    case 'annotate':
      return withType(reading, marker, first, (type) => readAnnotation(reading, marker, home, type, rest));
    case 'immutable_types':
      return listTypes(reading, marker, home);
    case 'enum':
      if (isOwn) readEnumGroup(reading, marker);
      return;
    default:
  }
}

/** The complete record or enum an argument names: `struct foo`, a typedef, or, when it is no typedef, a tag. */
function withType(
  reading: Reading,
  marker: RawMarker,
  argument: MarkerArgument,
  use: (type: RecordType | EnumType) => unknown,
): void {
  const named = isTypeName(argument) ? unqualified(reading.program.typeOf(argument)) : null;
  const type = named?.kind === 'unknown' ? taggedType(reading.program, named.name) : named;
  if (type !== null && (type.kind === 'record' || type.kind === 'enum') && type.complete) {
    use(type);
    return;
  }
  const name = isTypeName(argument) ? typeNameText(reading, argument) : marker.spelling;
  report(reading, catalogue.markedUnknown, marker, { marker: marker.spelling, name });
}

function taggedType({ tags }: Program, tag: string): RecordType | EnumType | null {
  return tags.get(`struct ${tag}`) ?? tags.get(`union ${tag}`) ?? tags.get(`enum ${tag}`) ?? null;
}

function readAnnotation(
  reading: Reading,
  marker: RawMarker,
  home: string,
  type: RecordType | EnumType,
  rest: readonly MarkerArgument[],
): void {
  const [member, ...tags] = rest;
  const name = nameOf(member);
  if (type.kind === 'enum' || name === null || !hasMember(type, name)) {
    const members = type.kind === 'enum' ? [] : type.members.map((candidate) => candidate.name);
    return report(reading, catalogue.annotatedUnknown, marker, {
      type: reading.program.spell(type),
      member: name ?? written(reading, member),
      guess: reading.diagnostics.guess(name ?? '', () => members),
    });
  }
  if (isForeign(reading, marker, home, type)) return;
  const members = reading.fields.get(type) ?? new Map<string, RawMarker[]>();
  const markers = members.get(name) ?? [];
  for (const tag of tags) {
    // Unused bytes are no matter of the field behind them.
    if (isMarker(tag) && tag.meaning !== 'unused') markers.push(tag);
    else reportNoMarker(reading, tag);
  }
  reading.fields.set(type, members.set(name, markers));
}

/** Whether a type belongs to another module, which is reported. `home`: the file that the marker stands in. */
function isForeign(reading: Reading, marker: RawMarker, home: string, type: RecordType | EnumType): boolean {
  const { path: owner } = type.declaredIn;
  if (owner === home || !reading.program.source.modules.some(({ path }) => path === owner)) return false;
  const from = owner.slice(owner.lastIndexOf('/') + 1);
  report(reading, catalogue.annotatedForeign, marker, {
    marker: marker.spelling,
    type: reading.program.spell(type),
    from,
  });
  return true;
}

function reportNoMarker({ program, diagnostics }: Reading, argument: MarkerArgument): void {
  if ('kind' in argument && argument.kind === 'opaque') return;
  const name = isMarker(argument) ? argument.spelling : nameOf(argument);
  const spellings = (): string[] => [...annotations.values()].flatMap(({ spellings: { snake } }) => snake);
  diagnostics.report(catalogue.annotationArgument, program.spanOf(argument), {
    argument: name ?? 'this',
    guess: name === null ? '' : diagnostics.guess(name, spellings),
  });
}

/** Looks into anonymous members, too. */
function hasMember(type: RecordType, name: string): boolean {
  return type.members.some((member) => {
    if (member.name !== '') return member.name === name;
    const inner = unqualified(member.type);
    return inner.kind === 'record' && hasMember(inner, name);
  });
}

function listTypes(reading: Reading, marker: RawMarker, home: string): void {
  const names = reading.immutableTypes.get(home) ?? new Set<string>();
  for (const argument of marker.arguments) {
    if (!isTypeName(argument)) continue;
    const name = withoutPointers(typeNameText(reading, argument));
    names.add(name);
    // A tag goes without its keyword where no typedef is called so.
    const tagged = isUnknown(reading, argument) ? taggedType(reading.program, name) : null;
    if (tagged !== null) names.add(reading.program.spell(tagged));
  }
  reading.immutableTypes.set(home, names);
}

function isUnknown({ program }: Reading, name: TypeName): boolean {
  let type = unqualified(program.typeOf(name));
  while (type.kind === 'pointer') type = unqualified(type.to);
  return type.kind === 'unknown';
}

/** A list holds for values, pointers and arrays of a type, whichever it names. */
function withoutPointers(type: string): string {
  return type.replace(/[\s*]+$/, '');
}

function readEnumGroup(reading: Reading, marker: RawMarker): void {
  const [name, prefix] = marker.arguments.map(nameOf);
  if (name != null && prefix != null) reading.enumGroups.push({ name, prefix, marker });
}

function readStructArguments(reading: Reading, type: RecordType | EnumType, list: readonly MarkerArgument[]): void {
  if (list.length === 0) return;
  const marks = reading.structs.get(type) ?? { ...noMarks };
  const said = reading.said.get(marks) ?? new Map<string, RawMarker>();
  const struct = reading.program.spell(type);
  for (const argument of list) {
    const fits = isMarker(argument) && (type.kind === 'record' || argument.meaning === 'js_name');
    if (!fits || !readStructArgument(reading, marks, argument)) {
      reading.diagnostics.report(catalogue.structArgument, reading.program.spanOf(argument), {
        argument: isMarker(argument) ? argument.spelling : (nameOf(argument) ?? 'this'),
        what: type.kind === 'record' ? 'a struct' : 'an enum',
      });
    } else checkSaidOnce(reading, said, argument, struct);
  }
  reading.structs.set(type, marks);
  reading.said.set(marks, said);
}

/** A typedef and its struct may come with one and the same argument. */
function checkSaidOnce(
  { program, diagnostics }: Reading,
  said: Map<string, RawMarker>,
  argument: RawMarker,
  struct: string,
): void {
  if (argument.meaning === 'outputs') return;
  const what = isRole(argument.meaning) ? 'role' : argument.meaning;
  const other = said.get(what) ?? argument;
  said.set(what, other);
  if (other === argument) return;
  const note = { message: `${other.spelling} is here`, span: program.spanOf(other) };
  const args = { struct, first: other.spelling, second: argument.spelling };
  diagnostics.report(catalogue.structArgumentTwice, program.spanOf(argument), args, [note]);
}

/** false: no argument of a struct. */
function readStructArgument(reading: Reading, marks: StructMarks, argument: RawMarker): boolean {
  const { program, diagnostics } = reading;
  if (isRole(argument.meaning)) {
    marks.role = argument.meaning;
    return true;
  }
  switch (argument.meaning) {
    case 'name':
      marks.wireName = textArgument(program, diagnostics, argument);
      return true;
    case 'js_name':
      marks.jsName = exportName(reading, argument);
      return true;
    case 'version':
      marks.version = integerArgument(program, diagnostics, argument, 0);
      return true;
    case 'minimum_version':
      marks.minimumVersion = integerArgument(program, diagnostics, argument, 0);
      return true;
    case 'skip_state':
      marks.skipState = true;
      return true;
    case 'skip_properties':
      marks.skipProperties = true;
      return true;
    case 'outputs':
      return true;
    default:
      return false;
  }
}

/** What JavaScript can export without quotes. */
function exportName(reading: Reading, marker: RawMarker): string | null {
  const name = textArgument(reading.program, reading.diagnostics, marker);
  if (name === null || /^[A-Za-z_$][\w$]*$/.test(name)) return name;
  report(reading, catalogue.nameRefused, marker, { name });
  return null;
}

function nameOf(argument: MarkerArgument | undefined): string | null {
  return argument !== undefined && !isMarker(argument) && argument.kind === 'name' ? atomText(argument.name) : null;
}

/** An argument as it stands in its file. */
function written({ program }: Reading, argument: MarkerArgument | undefined): string {
  if (argument === undefined) return '';
  const { file, start, end } = program.spanOf(argument);
  return file.text.slice(start, end);
}

/** A type as lists of types name it: "QEMUTimer", "struct foo". */
function typeNameText(reading: Reading, name: TypeName): string {
  return reading.program.spell(reading.program.typeOf(name));
}

function report(reading: Reading, kind: DiagnosticKind, marker: RawMarker, args: Arguments): void {
  reading.diagnostics.report(kind, reading.program.spanOf(marker), args);
}
