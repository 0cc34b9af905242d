// In: arguments and the headers they name. Out: those headers compiled, and the headers that their modules import.
// Rule: a module is of no use without the modules it imports, so these come along unasked. Progress is shown on a
// terminal once the work has taken a while, never into a pipe.

import { dirname, resolve } from 'node:path';
import { createPathFilter, type CompileOptions, type CompileResult } from '@qidl/compiler';
import { createNodeProject } from '@qidl/compiler/node';
import { slashed, type Inputs } from './files.ts';
import type { Arguments } from './options.ts';
import type { Report } from './report.ts';

const PROGRESS_AFTER_MS = 700;

export interface Compiled {
  /** Absolute. */
  readonly header: string;
  readonly result: CompileResult;
}

/** The compiler's part of a configuration; `named` headers export whatever their names. */
export function compileOptions({ config }: Arguments, named: readonly string[]): CompileOptions {
  const { include: _, exclude: __, dts: ___, ...options } = config;
  const isHeader = createPathFilter(config);
  const given = new Set(named);
  return { ...options, exporting: (path) => given.has(path) || isHeader(path) };
}

export function compileAll(args: Arguments, inputs: Inputs, report: Report, importSuffix = ''): Compiled[] {
  const options = { ...compileOptions(args, inputs.headers), importSuffix };
  const project = createNodeProject({ ...options, roots: [process.cwd(), ...inputs.folders] });
  const progress = createProgress(!args.quiet);
  const headers = new Set(inputs.headers);
  const compiled: Compiled[] = [];
  for (const header of headers) {
    progress.show(compiled.length, headers.size);
    const result = project.compile(header);
    report.add(header, result.diagnostics);
    compiled.push({ header, result });
    for (const { from } of result.model?.imports ?? []) headers.add(slashed(resolve(dirname(header), from)));
  }
  progress.clear();
  return compiled;
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
