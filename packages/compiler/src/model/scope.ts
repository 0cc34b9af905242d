// What the files of this stage share while a model is built: the program, what the file's markers say, the structs
// built so far. Rule: a struct is built once, when first needed; its problems stay with it and are reported only if
// this module exports it or something saved reaches it.

import type { CompileOptions } from '../options.ts';
import type { RawMarker } from '../parse/syntax.ts';
import type { Program } from '../sema/program.ts';
import type { Arguments, DiagnosticKind, Diagnostics, Note } from '../source/diagnostic.ts';
import { spell } from '../types/spell.ts';
import type { CMember, CType, EnumType, RecordType } from '../types/type.ts';
import type { RegisteredTypes } from './externals.ts';
import type { FileMarks, StructMarks } from './marks.ts';
import type { ExternalModel, FieldModel, FieldType, Role, RoleReason, SubsectionModel } from './model.ts';
import type { Places } from './places.ts';
import type { Tags } from './tags.ts';

export interface Scope {
  readonly program: Program;
  readonly options: CompileOptions;
  readonly diagnostics: Diagnostics;
  readonly places: Places;
  readonly marks: FileMarks;
  /** Types with a visitor of their own. */
  readonly registered: RegisteredTypes;
  /** Functions that expressions may call, by name. */
  readonly functions: ReadonlyMap<string, ExternalModel>;
  /** Structs and unions built so far. */
  readonly entries: Map<RecordType, Entry>;
  /** The same, by name. */
  readonly structs: Map<string, Entry>;
  /** Types that this module exports whatever reaches them. */
  readonly roots: ReadonlySet<RecordType | EnumType>;
  /** Names of the enums that fields have: the header's, or parent and member for those without any. */
  readonly enumNames: Map<EnumType, string>;
  /** Kinds of types that depend on nothing but the type, by identity. */
  readonly kinds: Map<CType, FieldType | Refusal>;
  /** Whether types differ in width between targets, by identity. */
  readonly widths: Map<CType, boolean>;
  /** Structs being built, inside one another. */
  depth: number;
  /** The entry of a complete record, built when first asked for. `name`: for records without one. */
  entryOf(record: RecordType, name: string): Entry;
}

/** A struct or union that this module or an imported one exports, if something needs it. */
export interface Entry {
  readonly record: RecordType;
  readonly name: string;
  readonly marks: StructMarks;
  /** Lists of types whose fields are immutable: the options', and that of the file that speaks for the struct. */
  readonly listed: readonly ReadonlySet<string>[];
  /** Problems wait here until the struct turns out to be needed. */
  readonly problems: Diagnostics;
  slots: readonly Slot[];
  /** `slots` by name; made when first asked for. */
  named: Map<string, Slot> | null;
  fields: readonly FieldModel[];
  subsections: readonly SubsectionModel[];
  version: number;
  /** Structs that saved fields hold or point to; repeated as often as fields do. */
  readonly saves: Entry[];
  /** Structs and unions that the fields in T and the C layout have in them. */
  readonly contains: Entry[];
  readonly enums: EnumType[];
  readonly externals: ExternalModel[];
  /** 'reached': part of the module or of its imports. */
  state: 'open' | 'done' | 'reached';
  /** The field whose kind is being found, while the struct is open. */
  at: Slot | null;
  /** No errors, in it or in what it saves. */
  sound: boolean;
  /** Structs inside one another through saved fields, itself included. */
  nesting: number;
  /** Saved fields, those of nested structs counted where they are nested. */
  savedFields: number;
  /** It has a view, in this module or in an import. */
  viewed: boolean;
  /** It, or a struct it saves, has derived fields in T. */
  needsHooks: boolean;
}

/** A member as a field: those of anonymous structs and unions stand among their parent's. */
export interface Slot {
  readonly member: CMember;
  readonly name: string;
  readonly jsName: string;
  readonly tags: Tags;
  readonly role: Role;
  readonly reason: RoleReason;
  /** Position among the slots: what stands before what. */
  readonly index: number;
}

export function slotNamed(entry: Entry, name: string): Slot | null {
  entry.named ??= new Map(entry.slots.map((slot) => [slot.name, slot]));
  return entry.named.get(name) ?? null;
}

/** Why a type is no kind of field. */
export interface Refusal {
  readonly kind: 'refused';
  readonly problem: DiagnosticKind;
  readonly args: Arguments;
  readonly notes: readonly Note[];
}

export function refuse(problem: DiagnosticKind, args: Arguments = {}, notes: readonly Note[] = []): Refusal {
  return { kind: 'refused', problem, args, notes };
}

/** Reports at a field: `{struct}`, `{field}` and `{type}` are filled in. */
export function reportAt(
  entry: Entry,
  slot: Slot,
  problem: DiagnosticKind,
  args: Arguments = {},
  notes: readonly Note[] = [],
): void {
  const { type, bitWidth, span } = slot.member;
  const spelled = bitWidth < 0 ? spell(type) : `${spell(type)} : ${bitWidth}`;
  entry.problems.report(problem, span, { struct: entry.name, field: slot.name, type: spelled, ...args }, notes);
}

/** Points at a marker: the other half of a contradiction. */
export function noteAt(scope: Scope, marker: RawMarker, message: string): Note {
  return { message, span: scope.program.spanOf(marker) };
}

/** A warning that `strict` makes an error. */
export function underStrict(scope: Scope, kind: DiagnosticKind): DiagnosticKind {
  return scope.options.strict === true ? { ...kind, severity: 'error' } : kind;
}
