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

export function registeredTypes(options: CompileOptions): ReadonlyMap<string, ExternalModel> {
  const all = [...own, ...Object.entries(options.types ?? {})];
  return new Map(
    all.map(([type, module]) => [type, { kind: 'visitor', name: type.slice(type.lastIndexOf(' ') + 1), module }]),
  );
}

export function registeredFunctions(options: CompileOptions): ReadonlyMap<string, ExternalModel> {
  const all = Object.entries(options.functions ?? {});
  return new Map(all.map(([name, module]) => [name, { kind: 'function', name, module }]));
}
