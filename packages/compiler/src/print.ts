// In: a header and the name of a stage. Out: what that stage makes of it, as text: for `qidl print`, goldens, curious
// users. Rule: only the stages that an output needs are run, so that a layout can be had of a struct that could not be
// saved; cli.md fixes the JSON of `model` and `layout`, which other programs rely on.

import { analyze, createCompilerCache, emit, read, understand, type CompilerCache } from './compile.ts';
import { emitAsserts } from './emit/asserts.ts';
import { dumpModel } from './model/dump.ts';
import type { CompileOptions, Host } from './options.ts';
import { dumpSyntax } from './parse/dump.ts';
import { BUILTIN_FOLDER } from './preprocess/builtin-headers.ts';
import { renderPreprocessed, renderTokens } from './preprocess/render.ts';
import type { Preprocessed } from './preprocess/token-stream.ts';
import { layoutJson, type LayoutJson } from './sema/layout-json.ts';
import type { Program } from './sema/program.ts';
import { reportUnknownTypes } from './sema/unknown-types.ts';
import type { Diagnostic } from './source/diagnostic.ts';

/** What can be printed. */
export const PRINTABLE = ['js', 'dts', 'model', 'layout', 'asserts', 'preprocessed', 'tokens', 'ast'] as const;
export type Printable = (typeof PRINTABLE)[number];

export interface Printed {
  /** '' when there are errors. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Every file read, the header first. */
  readonly dependencies: readonly string[];
}

interface Stage {
  readonly source: Preprocessed;
  readonly diagnostics: readonly Diagnostic[];
  readonly text: () => string;
}

export function print(
  what: Printable,
  path: string,
  options: CompileOptions,
  host: Host,
  cache: CompilerCache = createCompilerCache(),
): Printed {
  const { source, diagnostics: reported, text } = stageOf(what, path, options, host, cache);
  const diagnostics = reported.map(source.seen);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return { text: failed ? '' : text(), diagnostics, dependencies: source.dependencies };
}

function stageOf(what: Printable, path: string, options: CompileOptions, host: Host, cache: CompilerCache): Stage {
  if (what === 'js' || what === 'dts' || what === 'model') {
    const analysis = analyze(path, options, host, cache);
    const { source, diagnostics, model } = analysis;
    const module = (): string => emit(analysis, options)[what === 'js' ? 'code' : 'dts'];
    return { source, diagnostics, text: what === 'model' ? () => dumpModel(model!) : module };
  }
  const reading = read(path, options, host, cache);
  const { source } = reading;
  const diagnostics = reading.diagnostics.list;
  if (what === 'preprocessed') return { source, diagnostics, text: () => renderPreprocessed(source.stream) };
  if (what === 'tokens') return { source, diagnostics, text: () => renderTokens(source.stream) };
  const { syntax, program } = understand(reading, options);
  if (what === 'ast') return { source, diagnostics, text: () => dumpSyntax(syntax, source.stream) };
  reportUnknownTypes(syntax, program, source.stream, reading.diagnostics);
  if (what === 'asserts') return { source, diagnostics, text: () => emitAsserts(ownLayouts(program), fileName(path)) };
  return { source, diagnostics, text: () => `${JSON.stringify(layoutJson(program), null, 2)}\n` };
}

/** A C compiler has standard headers of its own, with other members in their structs. */
function ownLayouts(program: Program): LayoutJson {
  return layoutJson(program, (file) => !file.startsWith(BUILTIN_FOLDER));
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
