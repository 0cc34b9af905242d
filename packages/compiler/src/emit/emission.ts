// What the emitters of one module share: the model, where the image has things, the two files being written and the
// names in each. In: a model. Out: ways to write names of other things so that the right import is there.

import type { EnumModel, Model } from '../model/model.ts';
import { exportedTypes, exportedValues, ModuleNames, prefixed, suffixed } from './names.ts';
import { createSlotTable, type SlotTable } from './slots.ts';
import { type Field, Struct } from './struct.ts';
import { Writer } from './writer.ts';

/** The one module of the runtime that generated code imports. */
export const RUNTIME = '@qidl/runtime/codegen/v1';

export interface Emission {
  readonly model: Model;
  /** This module's and imported ones, by name. */
  readonly structs: ReadonlyMap<string, Struct>;
  /** This module's, in order. */
  readonly own: readonly Struct[];
  readonly enums: ReadonlyMap<string, EnumModel>;
  /** Import specifiers of the enums of other modules. */
  readonly importedFrom: ReadonlyMap<string, string>;
  readonly externals: ReadonlyMap<string, string>;
  readonly slots: SlotTable<Field>;
  /** Enums whose names some visit function needs. */
  readonly visitedEnums: Set<string>;
  /** Structs of which some default is all zero. */
  readonly zeroStructs: Set<Struct>;
  readonly js: Writer;
  readonly dts: Writer;
  /** Module scope of the JavaScript, and of the declaration file. */
  readonly names: ModuleNames;
  readonly types: ModuleNames;
  /** Of the runtime's functions. */
  readonly runtimeNames: Map<string, string>;
}

export function createEmission(model: Model, importSuffix: string): Emission {
  const own = model.structs.map((struct, index) => new Struct(struct, index, null));
  const structs = new Map(own.map((struct) => [struct.name, struct]));
  let count = own.length;
  const enums = new Map(model.enums.map((item) => [item.name, item]));
  const importedFrom = new Map<string, string>();
  for (const { from, structs: theirs, enums: values } of model.imports) {
    const specifier = from + importSuffix;
    for (const struct of theirs) structs.set(struct.name, new Struct(struct, count++, specifier));
    for (const item of values) {
      enums.set(item.name, item);
      importedFrom.set(item.name, specifier);
    }
  }
  const values = exportedValues(
    model,
    own.map((struct) => struct.names),
  );
  const names = new ModuleNames(values, true);
  for (const struct of own) forgetOthers(names, struct);
  return {
    model,
    structs,
    own,
    enums,
    importedFrom,
    externals: new Map(model.externals.map(({ name, module }) => [name, module])),
    slots: createSlotTable(structs),
    visitedEnums: new Set(),
    zeroStructs: new Set(),
    js: new Writer(),
    dts: new Writer(),
    names,
    types: new ModuleNames(exportedTypes(model, values), false),
    runtimeNames: new Map(),
  };
}

/** Nearly all exports are declared under their own names. Those that are not get another one when somebody asks. */
function forgetOthers(scope: ModuleNames, { names }: Struct): void {
  for (const [verb, name] of names) if (!scope.isKept(name)) names.delete(verb);
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
  answer: (emission: Emission, struct: Struct) => T,
): (emission: Emission, struct: Struct) => T {
  const answersFor = perModule(({ structs }) => new Array<T | undefined>(structs.size));
  return (emission, struct) => {
    const answers = answersFor(emission);
    let known = answers[struct.index];
    if (known === undefined) answers[struct.index] = known = answer(emission, struct);
    return known;
  };
}

/** What a kind of field calls by name. */
export function structNamed({ structs }: Emission, name: string): Struct {
  return structs.get(name)!;
}

/** Fields by their property's name. */
export const fieldsByName: (emission: Emission, struct: Struct) => ReadonlyMap<string, Field> = perStruct(
  (_, { fields }) => new Map(fields.map((field) => [field.jsName, field])),
);

// ---- names in the JavaScript ---------------------------------------------------------------------------------

/** A function of the runtime. */
export function runtime({ names, runtimeNames }: Emission, name: string): string {
  return runtimeNames.get(name) ?? kept(runtimeNames, name, names.imported(RUNTIME, name));
}

/** What a module exports for a struct: `createFoo`. */
export function functionOf({ names }: Emission, prefix: string, struct: Struct): string {
  return (
    struct.names.get(prefix) ?? kept(struct.names, prefix, exportOf(names, prefixed(prefix, struct.name), struct.from))
  );
}

export function infoOf({ names }: Emission, struct: Struct): string {
  return (
    struct.names.get('Info') ?? kept(struct.names, 'Info', exportOf(names, suffixed(struct.name, 'Info'), struct.from))
  );
}

/** The const object of an enum. */
export function enumOf(emission: Emission, name: string): string {
  return exportOf(emission.names, name, emission.importedFrom.get(name) ?? null);
}

/** A function of this module alone, for one of its structs or an imported one: `storeFoo`. */
export function privateOf({ names }: Emission, prefix: string, struct: Struct): string {
  return struct.names.get(prefix) ?? kept(struct.names, prefix, names.own(prefixed(prefix, struct.name)));
}

/** A registered visitor or function. */
export function externalOf(emission: Emission, name: string): string {
  return emission.names.imported(emission.externals.get(name)!, name);
}

// ---- names in the declaration file ---------------------------------------------------------------------------

export function runtimeType(emission: Emission, name: string): string {
  return emission.types.imported(RUNTIME, name);
}

export function typeOf(emission: Emission, struct: Struct): string {
  return structType(emission, struct, '', 'type');
}

export function hooksOf(emission: Emission, struct: Struct): string {
  return structType(emission, struct, 'Hooks', 'Hooks');
}

export function viewTypeOf(emission: Emission, struct: Struct): string {
  return structType(emission, struct, 'View', 'View');
}

function structType({ types }: Emission, struct: Struct, suffix: string, kind: string): string {
  const known = struct.names.get(kind);
  if (known !== undefined) return known;
  const name = suffix === '' ? struct.name : suffixed(struct.name, suffix);
  return kept(struct.names, kind, exportOf(types, name, struct.from));
}

// ---- how names are found -------------------------------------------------------------------------------------

function exportOf(names: ModuleNames, name: string, from: string | null): string {
  return from === null ? names.exported(name) : names.imported(from, name);
}

function kept(names: Map<string, string>, key: string, name: string): string {
  names.set(key, name);
  return name;
}
