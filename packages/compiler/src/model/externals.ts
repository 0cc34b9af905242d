// In: the options `types` and `functions`. Out: the types that have a visitor of their own, and the functions that
// expressions may call, by C name.
// Rule (language.md 17): QEMUTimer and struct tm have one from the start; registering one of them anew replaces it.
// The module exports it under the type's last word: `struct tm` as `tm`.

import type { CompileOptions } from '../options.ts';
import type { ExternalModel } from './model.ts';

/** Where generated modules find what they call. */
const RUNTIME = '@qidl/runtime/codegen/v1';

const own: readonly (readonly [type: string, module: string])[] = [
  ['QEMUTimer', RUNTIME],
  ['struct QEMUTimer', RUNTIME],
  ['struct tm', RUNTIME],
];

/** Visitors by the names of types: of typedefs and of types nobody declared, and by tag, of structs and unions. */
export interface RegisteredTypes {
  readonly names: ReadonlyMap<string, ExternalModel>;
  readonly structs: ReadonlyMap<string, ExternalModel>;
  readonly unions: ReadonlyMap<string, ExternalModel>;
}

export function registeredTypes({ types }: CompileOptions): RegisteredTypes {
  return types === undefined ? ownTypes : tablesOf([...own, ...Object.entries(types)]);
}

function tablesOf(all: readonly (readonly [type: string, module: string])[]): RegisteredTypes {
  const tables = { names: new Map(), structs: new Map(), unions: new Map() };
  for (const [type, module] of all) {
    const name = type.slice(type.lastIndexOf(' ') + 1);
    const visitor: ExternalModel = { kind: 'visitor', name, module };
    if (type === `struct ${name}`) tables.structs.set(name, visitor);
    else if (type === `union ${name}`) tables.unions.set(name, visitor);
    else tables.names.set(type, visitor);
  }
  return tables;
}

const ownTypes: RegisteredTypes = tablesOf(own);

export function registeredFunctions(options: CompileOptions): ReadonlyMap<string, ExternalModel> {
  const all = Object.entries(options.functions ?? {});
  return new Map(all.map(([name, module]) => [name, { kind: 'function', name, module }]));
}
