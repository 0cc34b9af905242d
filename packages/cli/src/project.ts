// In: arguments and the headers they name. Out: those headers analysed one by one, and the headers that their modules
// import.
// Rule: a module is of no use without the modules it imports, so these come along unasked. A header is done with before
// the next one is begun, and nothing of it is kept: memory does not grow with their number. Progress is shown on a
// terminal once the work has taken a while, never into a pipe.

import { dirname, relative, resolve } from 'node:path';
import { createPathFilter, type Analysis, type CompileOptions, type EmittedModule, type Pass } from '@qidl/compiler';
import { createNodePass, withCompileCommands } from '@qidl/compiler/node';
import { slashed, type Inputs } from './files.ts';
import { UsageError, type Arguments } from './options.ts';
import type { Report } from './report.ts';

const PROGRESS_AFTER_MS = 700;

export interface Analyzed {
  /** Absolute. */
  readonly header: string;
  readonly analysis: Analysis;
  /** Its module, for a folder (default: the header's own); null when there are errors. */
  emit(folder?: string): EmittedModule | null;
}

/** The compiler's part of a configuration; `named` headers export whatever their names. */
export function compileOptions({ config }: Arguments, named: readonly string[]): CompileOptions {
  const { include: _, exclude: __, dts: ___, ...options } = config;
  const isHeader = createPathFilter(config);
  const given = new Set(named);
  const exporting = (path: string): boolean => given.has(path) || isHeader(path);
  try {
    return { ...withCompileCommands(options), exporting };
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function passOver(args: Arguments, inputs: Inputs, importSuffix = ''): Pass {
  const options = { ...compileOptions(args, inputs.headers), importSuffix };
  return createNodePass({ ...options, roots: [process.cwd(), ...inputs.folders] });
}

/** The headers of the arguments, and all that their modules could import. */
export function importable(args: Arguments, inputs: Inputs): ReadonlySet<string> {
  const pass = passOver(args, inputs);
  const headers = new Set(inputs.headers);
  for (const header of headers) for (const included of pass.importable(header)) headers.add(included);
  return headers;
}

/** The headers of the arguments, then those that modules import. */
export function* analyzeAll(args: Arguments, inputs: Inputs, report: Report, importSuffix = ''): Generator<Analyzed> {
  const pass = passOver(args, inputs, importSuffix);
  const progress = createProgress(!args.quiet);
  const headers = new Set(inputs.headers);
  let done = 0;
  for (const header of headers) {
    progress.show(done++, headers.size);
    const analysis = pass.analyze(header);
    report.add(header, analysis.diagnostics);
    const emit = (folder = dirname(header)): EmittedModule | null =>
      analysis.model === null ? null : pass.emit(movedTo(folder, header, analysis));
    yield { header, analysis, emit };
    for (const { from } of analysis.model?.imports ?? []) headers.add(slashed(resolve(dirname(header), from)));
  }
  progress.clear();
}

/** The options `types` and `functions` name modules as the header would import them; elsewhere the way is another. */
function movedTo(folder: string, header: string, analysis: Analysis): Analysis {
  const model = analysis.model!;
  const isAsWritten = (module: string): boolean => folder === dirname(header) || !/^\.\.?\//.test(module);
  if (model.externals.every(({ module }) => isAsWritten(module))) return analysis;
  const externals = model.externals.map((external) => {
    if (isAsWritten(external.module)) return external;
    const way = slashed(relative(folder, resolve(dirname(header), external.module)));
    return { ...external, module: way.startsWith('../') ? way : `./${way}` };
  });
  return { ...analysis, model: { ...model, externals } };
}

function createProgress(isWanted: boolean): { show(done: number, all: number): void; clear(): void } {
  const start = performance.now();
  let last = start;
  let isShown = false;
  return {
    show(done, all) {
      const now = performance.now();
      if (!isWanted || !process.stderr.isTTY || now - start < PROGRESS_AFTER_MS || now - last < 100) return;
      last = now;
      isShown = true;
      process.stderr.write(`\r${done} of ${all} headers`);
    },
    clear() {
      if (isShown) process.stderr.write('\r\x1b[K');
    },
  };
}
