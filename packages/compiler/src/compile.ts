// The pipeline, top to bottom: the file to read first. In: a header's path, options, a Host. Out: its module.
// Rule: each stage sees what the stages before it made, and nothing else; problems go into one list of diagnostics
// and no stage throws over its input.

import { holdToLock, watchLock } from './compat/hold.ts';
import { emitModule, type EmittedModule } from './emit/module.ts';
import { checkImports, type Alone } from './imports.ts';
import { buildModel } from './model/build.ts';
import { markerLexicon } from './model/annotations.ts';
import type { Model } from './model/model.ts';
import type { CompileOptions, CompileResult, Host } from './options.ts';
import { parse } from './parse/parse.ts';
import type { Syntax } from './parse/syntax.ts';
import { createTokenCache, preprocess, type TokenCache } from './preprocess/preprocess.ts';
import { readMain } from './preprocess/read-main.ts';
import type { Preprocessed, TokenStream } from './preprocess/token-stream.ts';
import type { Program } from './sema/program.ts';
import { resolve } from './sema/resolve.ts';
import { Diagnostics, type Diagnostic } from './source/diagnostic.ts';
import type { SourceFile } from './source/text.ts';
import { targetNamed, type Target } from './target.ts';

/** What compilations of one process share: files as tokens, and what headers begin with, by content. */
export type CompilerCache = TokenCache;
export const createCompilerCache: () => CompilerCache = createTokenCache;

/** Compiles a header to a module. Throws for an unknown target only. */
export function compile(
  path: string,
  options: CompileOptions,
  host: Host,
  cache: CompilerCache = createCompilerCache(),
): CompileResult {
  const analysis = analyze(path, options, host, cache);
  const { source, model, diagnostics } = analysis;
  const module = model === null ? NOTHING : emit(analysis, options);
  return {
    code: module.code,
    dts: module.dts,
    get map() {
      return module.map;
    },
    get dtsMap() {
      return module.dtsMap;
    },
    model,
    diagnostics,
    ...watchLock(source, options.lock, host),
  };
}

/** Everything known of a header before anything is emitted. */
export interface Analysis {
  readonly source: Preprocessed;
  readonly syntax: readonly Syntax[];
  readonly program: Program;
  /** null when there are errors. */
  readonly model: Model | null;
  readonly diagnostics: readonly Diagnostic[];
}

export function analyze(
  path: string,
  options: CompileOptions,
  host: Host,
  cache: CompilerCache = createCompilerCache(),
): Analysis {
  const reading = read(path, options, host, cache);
  const { syntax, program } = understand(reading, options);
  const { source, diagnostics } = reading;
  const model = buildModel(program, options, diagnostics);
  const alone = (header: string): Alone => readAlone(header, options, host, cache);
  const seen = diagnostics.hasErrors ? [] : checkImports(model, program, alone, diagnostics);
  const dependencies = seen.length === 0 ? source.dependencies : [...new Set([...source.dependencies, ...seen])];
  const { main } = source.stream;
  if (options.lock !== undefined && !diagnostics.hasErrors)
    holdToLock({ model, main, fileOf: source.fileOf }, options.lock, host, diagnostics);
  return {
    source: { ...source, dependencies },
    syntax,
    program,
    model: diagnostics.hasErrors ? null : model,
    diagnostics: diagnostics.list.map(source.seen),
  };
}

/** A header that is imported, as if nothing stood before it. What is wrong with it then is its own affair. */
function readAlone(path: string, options: CompileOptions, host: Host, cache: CompilerCache): Alone {
  const reading = read(path, options, host, cache);
  return {
    source: reading.source,
    model() {
      const model = buildModel(understand(reading, options).program, options, reading.diagnostics);
      return reading.diagnostics.hasErrors ? null : model;
    },
  };
}

/**
 * The model of a header for looking at memory: what is wrong with markers alone says nothing of where members lie.
 * null when C itself would refuse the header; the diagnostics say why.
 */
export function modelOfMemory(
  path: string,
  options: CompileOptions,
  host: Host,
  cache: CompilerCache = createCompilerCache(),
): Pick<Analysis, 'model' | 'diagnostics'> {
  const reading = read(path, options, host, cache);
  const { program } = understand(reading, options);
  const { hasErrors, list } = reading.diagnostics;
  const diagnostics = list.map(reading.source.seen);
  return { model: hasErrors ? null : buildModel(program, options, new Diagnostics()), diagnostics };
}

/** A header after preprocessing. */
export interface Reading {
  readonly target: Target;
  readonly exporting: (path: string) => boolean;
  readonly source: Preprocessed;
  readonly diagnostics: Diagnostics;
}

export function read(path: string, options: CompileOptions, host: Host, cache: CompilerCache): Reading {
  const diagnostics = new Diagnostics();
  const target = targetOf(options);
  const exporting = options.exporting ?? isQidlHeader;
  const main = readMain(path, host, cache, !exporting(path), diagnostics);
  const { includeDirs = [], searchDirs = [], define, undefine, forceInclude } = options;
  const search = [...includeDirs, ...searchDirs];
  const reading = { includeDirs: search, define, undefine, forceInclude, exporting, reserved };
  const source = preprocess(main, reading, host, target, cache, diagnostics);
  return { target, exporting, source, diagnostics };
}

/** C's view of a header: declarations, types, constants, layouts. Nothing here knows what QIDL makes of it. */
export function understand(
  { target, exporting, source, diagnostics }: Reading,
  options: CompileOptions,
): Pick<Analysis, 'syntax' | 'program'> {
  const syntax = parse(source.stream, lexicon, isExporting(source.stream, exporting), diagnostics);
  const program = resolve(syntax, source, target, options, diagnostics);
  return { syntax, program };
}

/** The last stage. The analysis must have a model. */
export function emit(
  { source, model }: Analysis,
  { importSuffix = '' }: Pick<CompileOptions, 'importSuffix'> = {},
): EmittedModule {
  const { main } = source.stream;
  const fileOf = (path: string | null): SourceFile | null => (path === null ? main : source.fileOf(path));
  return emitModule(model!, { importSuffix, path: main.path, fileOf });
}

const NOTHING: EmittedModule = { code: '', map: null, dts: '', dtsMap: null };
const lexicon = markerLexicon();
const reserved: ReadonlySet<number> = new Set(lexicon.byAtom.keys());

function isQidlHeader(path: string): boolean {
  return path.endsWith('.qidl.h');
}

/** Whether a token's file exports: the main one, and those that are modules of their own. */
function isExporting(stream: TokenStream, exporting: (path: string) => boolean): (token: number) => boolean {
  const known = new Map([[stream.main, true]]);
  return (token) => {
    const file = stream.homeOf(token);
    let answer = known.get(file);
    if (answer === undefined) known.set(file, (answer = exporting(file.path)));
    return answer;
  };
}

function targetOf({ target = 'wasm32' }: CompileOptions): Target {
  const found = targetNamed(target);
  if ('pointer' in found) return found;
  throw new Error(`there is no target "${target}"; ${found.hint}`);
}
