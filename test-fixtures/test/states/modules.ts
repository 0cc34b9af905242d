// In: a header. Out: its compiled module, imported by Node as a user's bundle would have it, and its model.
// Rule: modules are data: URLs, so that nothing is written to disk; the runtime and the modules of other headers are
// reached by absolute specifiers in place of those that the compiler wrote.

import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import {
  compile,
  renderDiagnostic,
  type CompileOptions,
  type CompileResult,
  type Host,
  type Model,
  type StructModel,
} from '@qidl/compiler';

// oxlint-disable-next-line typescript/no-explicit-any
export type Exports = Record<string, any>;

export interface Compiled {
  readonly result: CompileResult;
  readonly model: Model;
  readonly module: Exports;
  /** What the modules that it imports export. */
  readonly imported: Exports;
  /** Its own structs and the imported ones, by name. */
  readonly structs: ReadonlyMap<string, StructModel>;
}

/** What a header's options `types` and `functions` name: module text by specifier. */
export type Stubs = Readonly<Record<string, string>>;

const runtime = runtimeUrl('@qidl/runtime/codegen/v1');

/** Throws an error that lists the diagnostics of a header with errors. */
export async function compiled(
  path: string,
  options: CompileOptions,
  host: Host,
  stubs: Stubs = {},
): Promise<Compiled> {
  const urls = new Map<string, string>();
  const { url, result } = urlOf(path, options, host, stubs, urls);
  const module: Exports = await import(/* @vite-ignore */ url);
  const imported: Exports = {};
  for (const other of urls.values()) Object.assign(imported, await import(/* @vite-ignore */ other));
  const model = result.model!;
  const all = [...model.structs, ...model.imports.flatMap((item) => item.structs)];
  return { result, model, module, imported, structs: new Map(all.map((struct) => [struct.name, struct])) };
}

function urlOf(
  path: string,
  options: CompileOptions,
  host: Host,
  stubs: Stubs,
  known: Map<string, string>,
): { url: string; result: CompileResult } {
  const result = compile(path, options, host);
  if (result.model === null) throw new Error(result.diagnostics.map((item) => renderDiagnostic(item)).join('\n'));
  const code = result.code.replace(/^(import .* from )'(.*)';$/gm, (_, head: string, from: string) => {
    if (from.startsWith('@qidl/')) return `${head}'${runtime}';`;
    const stub = stubs[from];
    if (stub !== undefined) return `${head}'${dataUrl(stub)}';`;
    const target = resolve(dirname(path), from);
    let url = known.get(target);
    if (url === undefined) known.set(target, (url = urlOf(target, options, host, stubs, known).url));
    return `${head}'${url}';`;
  });
  return { url: dataUrl(code), result };
}

function dataUrl(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
}

function runtimeUrl(name: string): string {
  return pathToFileURL(createRequire(import.meta.url).resolve(name)).href;
}

/** What a module calls its function for a struct. */
export function named(verb: string, struct: string): string {
  return /^[A-Z]/.test(struct) ? verb + struct : `${verb}_${struct}`;
}
