// In: the program. Out: its model. Rule: language.md decides what is exported and what becomes of each field, kinds.md
// what each kind is; every violation is a diagnostic, and the model is made all the same.

import { integerOfEnum } from '../layout/enum.ts';
import type { CompileOptions } from '../options.ts';
import type { IncludedModule } from '../preprocess/token-stream.ts';
import type { Program } from '../sema/program.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { integerSize, isSigned } from '../types/basic.ts';
import type { EnumType } from '../types/type.ts';
import { constantsOf, type Constants } from './constants.ts';
import { reach, rootsOf, savedBy, type Reached } from './exports.ts';
import { registeredFunctions, registeredTypes } from './externals.ts';
import type { Lookup } from './fingerprint.ts';
import { Enum, Struct } from './lazy.ts';
import { readMarks } from './marks.ts';
import type { EnumModel, ExternalModel, ImportModel, Model, StructModel } from './model.ts';
import { checkExports, type Named } from './names.ts';
import { createPlaces } from './places.ts';
import type { Entry, Scope } from './scope.ts';
import { entryOf } from './structs.ts';
import { viewOf, withoutView } from './views.ts';

/** Saved fields of all structs of a module, nested ones counted wherever they are nested. */
export const MAX_MODULE_FIELDS = 1_048_576;

export function buildModel(program: Program, options: CompileOptions, diagnostics: Diagnostics): Model {
  const marks = readMarks(program, options, diagnostics);
  const roots = rootsOf(program, marks);
  const scope: Scope = {
    program,
    options,
    diagnostics,
    places: createPlaces(program.main),
    marks,
    registered: registeredTypes(options),
    functions: registeredFunctions(options),
    entries: new Map(),
    structs: new Map(),
    roots,
    enumNames: new Map(),
    kinds: new Map(),
    widths: new Map(),
    depth: 0,
    entryOf: (record, name) => entryOf(scope, record, name),
  };
  const entries: Entry[] = [];
  const enums: EnumType[] = [];
  for (const type of roots) {
    if (type.kind === 'record') entries.push(entryOf(scope, type, ''));
    else enums.push(type);
  }
  reportProblems(scope, entries);
  return assemble(scope, reach(program, marks, entries, enums));
}

/** Of the structs that are not exported in any case, those that are saved all the same. Their own modules warn for themselves. */
function reportProblems({ program, diagnostics, entries }: Scope, roots: readonly Entry[]): void {
  const isWaiting = ({ problems }: Entry): boolean => problems !== diagnostics && problems.list.length > 0;
  if (![...entries.values()].some(isWaiting)) return;
  const modules = new Set(program.source.modules.map(({ path }) => path));
  for (const { problems, record } of savedBy(roots)) {
    if (problems === diagnostics) continue;
    const isImported = modules.has(record.declaredIn.path);
    for (const problem of problems.list)
      if (!isImported || problem.severity === 'error') diagnostics.list.push(problem);
  }
}

function assemble(scope: Scope, { structs, enums }: Reached): Model {
  const { program, diagnostics } = scope;
  checkSize(scope, structs);
  for (const { entry } of structs) entry.viewed = withoutView(scope, entry.record) === null;
  const models: StructModel[] = [];
  const lookup = lookupIn(models);
  const imports = new Map<IncludedModule, { structs: StructModel[]; enums: EnumModel[] }>();
  const own = { structs: [] as StructModel[], enums: [] as EnumModel[] };
  const groupOf = (from: IncludedModule | null): typeof own => {
    if (from === null) return own;
    const group = imports.get(from) ?? { structs: [], enums: [] };
    imports.set(from, group);
    return group;
  };
  for (const { entry, from } of structs) {
    const struct = structModel(scope, entry, lookup);
    models.push(struct);
    groupOf(from).structs.push(struct);
  }
  for (const { type, from } of enums) groupOf(from).enums.push(enumModel(scope, type));
  const found = constantsOf(scope);
  checkExports(namesOf(scope, { structs, enums }, found), diagnostics);
  return {
    file: program.main.path.slice(program.main.path.lastIndexOf('/') + 1),
    target: program.target.name,
    bigEndian: program.target.bigEndian,
    pointerSize: program.target.pointer,
    structs: own.structs,
    enums: own.enums.concat(found.groups.map(({ model }) => model)),
    constants: found.constants.map(({ model }) => model),
    imports: [...imports].map(([{ specifier }, group]): ImportModel => ({ from: specifier, ...group })),
    externals: externalsOf(structs),
  };
}

/** Made apart, where nothing else is in reach: whatever a model keeps would keep this module's scope, and all it read. */
function lookupIn(structs: readonly StructModel[]): Lookup {
  let byName: ReadonlyMap<string, StructModel> | null = null;
  return (name) => (byName ??= new Map(structs.map((struct) => [struct.name, struct]))).get(name);
}

function checkSize({ diagnostics }: Scope, structs: Reached['structs']): void {
  let total = 0;
  for (const { entry } of structs) {
    total += entry.savedFields;
    if (total <= MAX_MODULE_FIELDS) continue;
    diagnostics.report(catalogue.moduleTooLarge, entry.record.span, { most: MAX_MODULE_FIELDS });
    return;
  }
}

function structModel(scope: Scope, entry: Entry, lookup: Lookup): StructModel {
  const { program, places, diagnostics, roots, options } = scope;
  const { record } = entry;
  if (!entry.viewed && entry.sound && roots.has(record) && options.unknown !== 'broken') {
    diagnostics.report(catalogue.noView, record.span, { struct: entry.name, why: withoutView(scope, record)! });
  }
  const ctype = record.typedefName || program.spell(record);
  return new Struct(entry, { record, ctype, places, lookup, layout: () => viewOf(scope, entry) });
}

function enumModel(scope: Scope, type: EnumType): EnumModel {
  const { target } = scope.program;
  const integer = integerOfEnum(type, target);
  const bits = (integerSize(integer, target) * 8) as EnumModel['bits'];
  const ctype = type.typedefName || scope.program.spell(type);
  return new Enum({ name: enumName(scope, type), ctype, bits, signed: isSigned(integer, target) }, type, scope.places);
}

function enumName(scope: Scope, type: EnumType): string {
  return scope.enumNames.get(type) ?? scope.marks.structs.get(type)?.jsName ?? (type.typedefName || type.tag);
}

function namesOf(scope: Scope, { structs, enums }: Reached, { constants, groups }: Constants): readonly Named[] {
  return structs
    .map(({ entry }): Named => ({ name: entry.name, kind: 'struct', declared: entry.record }))
    .concat(
      enums.map(({ type }): Named => ({ name: enumName(scope, type), kind: 'enum', declared: type })),
      groups.map(({ model, declared }): Named => ({ name: model.name, kind: 'enum', declared })),
      constants.map(({ model, declared }): Named => ({ name: model.name, kind: 'constant', declared })),
    );
}

function externalsOf(structs: Reached['structs']): readonly ExternalModel[] {
  const used = new Set<ExternalModel>();
  for (const { entry, from } of structs) {
    if (from !== null) continue;
    for (const external of entry.externals) used.add(external);
  }
  return [...used];
}
