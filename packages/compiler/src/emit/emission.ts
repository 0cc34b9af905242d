// What the emitters of one module share: the model, where the image has things, the two files being written and the
// names in each. In: a model. Out: ways to write names of other things so that the right import is there.

import type { EnumModel, FieldModel, Model, StructModel } from '../model/model.ts';
import { createModuleNames, exportedTypes, exportedValues, type ModuleNames, prefixed, suffixed } from './names.ts';
import { createSlotTable, type SlotTable } from './slots.ts';
import { Writer } from './writer.ts';

/** The one module of the runtime that generated code imports. */
export const RUNTIME = '@qidl/runtime/codegen/v1';

export interface Emission {
  readonly model: Model;
  /** This module's and imported ones, by name. */
  readonly structs: ReadonlyMap<string, StructModel>;
  readonly enums: ReadonlyMap<string, EnumModel>;
  /** Import specifiers of the structs and enums of other modules. */
  readonly importedFrom: ReadonlyMap<string, string>;
  readonly externals: ReadonlyMap<string, string>;
  readonly slots: SlotTable;
  /** Enums whose names some visit function needs. */
  readonly visitedEnums: Set<string>;
  /** Structs of which some default is all zero. */
  readonly zeroStructs: Set<StructModel>;
  readonly js: Writer;
  readonly dts: Writer;
  /** Module scope of the JavaScript, and of the declaration file. */
  readonly names: ModuleNames;
  readonly types: ModuleNames;
  /** Names that were asked for, by what they begin or end with and struct: they are written very often. */
  readonly functions: NamesByStruct;
  readonly privates: NamesByStruct;
  readonly structTypes: NamesByStruct;
  /** Of the runtime's functions. */
  readonly runtimeNames: Map<string, string>;
}

type NamesByStruct = Map<string, Map<string, string>>;

export function createEmission(model: Model, importSuffix: string): Emission {
  const structs = new Map(model.structs.map((struct) => [struct.name, struct]));
  const enums = new Map(model.enums.map((item) => [item.name, item]));
  const importedFrom = new Map<string, string>();
  for (const { from, structs: theirs, enums: values } of model.imports) {
    for (const struct of theirs) structs.set(struct.name, struct);
    for (const item of values) enums.set(item.name, item);
    for (const { name } of [...theirs, ...values]) importedFrom.set(name, from + importSuffix);
  }
  const values = exportedValues(model);
  return {
    model,
    structs,
    enums,
    importedFrom,
    externals: new Map(model.externals.map(({ name, module }) => [name, module])),
    slots: createSlotTable(structs),
    visitedEnums: new Set(),
    zeroStructs: new Set(),
    js: new Writer(),
    dts: new Writer(),
    names: createModuleNames(values, true),
    types: createModuleNames(exportedTypes(model, values), false),
    functions: new Map(),
    privates: new Map(),
    structTypes: new Map(),
    runtimeNames: new Map(),
  };
}

/** A question about a module that is asked often: answered once. */
export function perModule<T>(answer: (emission: Emission) => T): (emission: Emission) => T {
  // One module after the other is emitted: the answer for the last one is all that is needed.
  let last: Emission | null = null;
  let known: T;
  return (emission) => {
    if (emission !== last) {
      known = answer(emission);
      last = emission;
    }
    return known;
  };
}

/** The same about structs, which leads to those within. */
export function perStruct<T>(
  answer: (emission: Emission, struct: StructModel) => T,
): (emission: Emission, struct: StructModel) => T {
  const answersFor = perModule(() => new Map<StructModel, T>());
  return (emission, struct) => {
    const answers = answersFor(emission);
    let known = answers.get(struct);
    if (known === undefined) answers.set(struct, (known = answer(emission, struct)));
    return known;
  };
}

/** Fields by their property's name. */
export const fieldsByName: (emission: Emission, struct: StructModel) => ReadonlyMap<string, FieldModel> = perStruct(
  (_, { fields }) => new Map(fields.map((field) => [field.jsName, field])),
);

// ---- names in the JavaScript ---------------------------------------------------------------------------------

/** A function of the runtime. */
export function runtime({ names, runtimeNames }: Emission, name: string): string {
  return runtimeNames.get(name) ?? kept(runtimeNames, name, names.imported(RUNTIME, name));
}

/** What a module exports for a struct: `createFoo`. */
export function functionOf(emission: Emission, prefix: string, struct: string): string {
  const known = namesOf(emission.functions, prefix);
  return known.get(struct) ?? kept(known, struct, exportOf(emission, emission.names, prefixed(prefix, struct), struct));
}

export function infoOf(emission: Emission, struct: string): string {
  const known = namesOf(emission.functions, 'Info');
  return known.get(struct) ?? kept(known, struct, exportOf(emission, emission.names, suffixed(struct, 'Info'), struct));
}

/** The const object of an enum. */
export function enumOf(emission: Emission, name: string): string {
  return exportOf(emission, emission.names, name, name);
}

/** A function of this module alone, for one of its structs or an imported one: `storeFoo`. */
export function privateOf({ names, privates }: Emission, prefix: string, struct: string): string {
  const known = namesOf(privates, prefix);
  return known.get(struct) ?? kept(known, struct, names.own(prefixed(prefix, struct)));
}

/** A registered visitor or function. */
export function externalOf(emission: Emission, name: string): string {
  return emission.names.imported(emission.externals.get(name)!, name);
}

// ---- names in the declaration file ---------------------------------------------------------------------------

export function runtimeType(emission: Emission, name: string): string {
  return emission.types.imported(RUNTIME, name);
}

export function typeOf(emission: Emission, struct: string): string {
  return structType(emission, struct, '');
}

export function hooksOf(emission: Emission, struct: string): string {
  return structType(emission, struct, 'Hooks');
}

export function viewTypeOf(emission: Emission, struct: string): string {
  return structType(emission, struct, 'View');
}

function structType(emission: Emission, struct: string, suffix: string): string {
  const known = namesOf(emission.structTypes, suffix);
  const local = known.get(struct);
  if (local !== undefined) return local;
  const name = suffix === '' ? struct : suffixed(struct, suffix);
  return kept(known, struct, exportOf(emission, emission.types, name, struct));
}

// ---- how names are found -------------------------------------------------------------------------------------

function exportOf({ importedFrom }: Emission, names: ModuleNames, name: string, owner: string): string {
  const from = importedFrom.get(owner);
  return from === undefined ? names.exported(name) : names.imported(from, name);
}

function namesOf(table: NamesByStruct, verb: string): Map<string, string> {
  let names = table.get(verb);
  if (names === undefined) table.set(verb, (names = new Map()));
  return names;
}

function kept(names: Map<string, string>, key: string, name: string): string {
  names.set(key, name);
  return name;
}
