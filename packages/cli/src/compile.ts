// `qidl compile`. In: headers. Out: for each X.qidl.h the module X.qidl.h.js and the declarations X.qidl.h.d.ts, with
// maps: for programs without a bundler.
// Rule: beside the header, or below --out in the folders the headers have among each other, which keeps the imports
// between them right. A header with errors keeps the files it had.

import { basename, dirname, relative, resolve } from 'node:path';
import type { EmittedModule, SourceMap } from '@qidl/compiler';
import { commonFolder, inputsOf, slashed, type Inputs } from './files.ts';
import { UsageError, type Arguments, type Verb } from './options.ts';
import { makeRule, writeFiles, type OutputFile } from './output.ts';
import { analyzeAll, importable } from './project.ts';
import { createReport, silent } from './report.ts';

export const compile: Verb = {
  usage: 'compile [paths] [--out DIR] [--check] [--depfile FILE]',
  does: 'writes X.qidl.h.js and X.qidl.h.d.ts for every header, for use without a bundler',
  options: { out: { type: 'string' }, check: { type: 'boolean' }, depfile: { type: 'string' } },
  run,
};

function run(args: Arguments): number {
  const inputs = inputsOf(args);
  const report = createReport(args);
  const check = args.flag('check');
  const depfile = args.text('depfile');
  if (check && depfile !== undefined) throw new UsageError('--check writes nothing, so there is no --depfile with it');
  const out = args.text('out');
  const base = out === undefined ? null : baseOf(args, inputs);
  const folderFor = (header: string): string =>
    base === null ? dirname(header) : slashed(resolve(out!, relative(base, dirname(header))));

  let isCurrent = true;
  let rules = '';
  for (const { header, analysis, emit } of analyzeAll(args, inputs, report, '.js')) {
    const folder = folderFor(header);
    const module = emit(folder);
    if (module === null) continue;
    const files = moduleFiles(header, module, folder);
    isCurrent = writeFiles(files, check) && isCurrent;
    rules += makeRule(
      files.map(({ path }) => path),
      analysis.source.dependencies,
    );
  }
  if (depfile !== undefined && report.errors === 0) writeFiles([{ path: resolve(depfile), text: rules }], false);
  report.finish();
  return isCurrent && report.errors === 0 ? 0 : 1;
}

/**
 * The folder that all headers are in, those that modules import included. Which these are, only an analysis tells; but
 * where nothing that is included lies elsewhere, neither does what is imported.
 */
function baseOf(args: Arguments, inputs: Inputs): string {
  const given = commonFolder(inputs.folders);
  const isBelow = (header: string): boolean => header.startsWith(`${given}/`);
  if ([...importable(args, inputs)].every(isBelow)) return given;
  const folders = new Set(inputs.folders);
  for (const { header } of analyzeAll(args, inputs, silent)) folders.add(dirname(header));
  return commonFolder([...folders]);
}

function moduleFiles(header: string, { code, map, dts, dtsMap }: EmittedModule, folder: string): OutputFile[] {
  const name = basename(header);
  const pair = (text: string, of: SourceMap | null, file: string): OutputFile[] => [
    // A URL: nothing that reads it would go on behind a space.
    { path: `${folder}/${file}`, text: `${text}//# sourceMappingURL=${encodeURIComponent(file)}.map\n` },
    { path: `${folder}/${file}.map`, text: JSON.stringify(moved(of!, dirname(header), folder, file)) },
  ];
  return [...pair(code, map, `${name}.js`), ...pair(dts, dtsMap, `${name}.d.ts`)];
}

/** A map whose file lies elsewhere than its header; sources are relative to the file. */
function moved(map: SourceMap, from: string, to: string, file: string): SourceMap {
  return { ...map, file, sources: map.sources.map((source) => slashed(relative(to, resolve(from, source)))) };
}
