// `qidl compile`. In: headers. Out: for each X.qidl.h the module X.qidl.h.js and the declarations X.qidl.h.d.ts, with
// maps: for programs without a bundler.
// Rule: beside the header, or below --out in the folders the headers have among each other, which keeps the imports
// between them right. A header with errors keeps the files it had.

import { basename, dirname, relative, resolve } from 'node:path';
import type { SourceMap } from '@qidl/compiler';
import { commonFolder, inputsOf, slashed } from './files.ts';
import type { Arguments, Verb } from './options.ts';
import { makeRule, writeFiles, type OutputFile } from './output.ts';
import { compileAll, type Compiled } from './project.ts';
import { createReport } from './report.ts';

export const compile: Verb = {
  usage: 'compile [paths] [--out DIR] [--check] [--depfile FILE]',
  does: 'writes X.qidl.h.js and X.qidl.h.d.ts for every header, for use without a bundler',
  options: { out: { type: 'string' }, check: { type: 'boolean' }, depfile: { type: 'string' } },
  run,
};

function run(args: Arguments): number {
  const inputs = inputsOf(args);
  const report = createReport(args);
  const compiled = compileAll(args, inputs, report, '.js');
  const base = commonFolder([...inputs.folders, ...compiled.map(({ header }) => dirname(header))]);
  const out = args.text('out');
  const folderFor = (header: string): string =>
    out === undefined ? dirname(header) : slashed(resolve(out, relative(base, dirname(header))));

  const outputs: OutputFile[] = [];
  let rules = '';
  for (const one of compiled) {
    if (one.result.code === '') continue;
    const files = moduleFiles(one, folderFor(one.header));
    outputs.push(...files);
    rules += makeRule(
      files.map(({ path }) => path),
      one.result.dependencies,
    );
  }
  const isCurrent = writeFiles(outputs, args.flag('check'));
  const depfile = args.text('depfile');
  if (depfile !== undefined && report.errors === 0) writeFiles([{ path: resolve(depfile), text: rules }], false);
  report.finish();
  return isCurrent && report.errors === 0 ? 0 : 1;
}

function moduleFiles({ header, result }: Compiled, folder: string): OutputFile[] {
  const { code, map, dts, dtsMap } = result;
  const name = basename(header);
  const pair = (text: string, of: SourceMap | null, file: string): OutputFile[] => [
    { path: `${folder}/${file}`, text: `${text}//# sourceMappingURL=${file}.map\n` },
    { path: `${folder}/${file}.map`, text: JSON.stringify(moved(of!, dirname(header), folder, file)) },
  ];
  return [...pair(code, map, `${name}.js`), ...pair(dts, dtsMap, `${name}.d.ts`)];
}

/** A map whose file lies elsewhere than its header; sources are relative to the file. */
function moved(map: SourceMap, from: string, to: string, file: string): SourceMap {
  return { ...map, file, sources: map.sources.map((source) => slashed(relative(to, resolve(from, source)))) };
}
