// `qidl types`. In: headers. Out: for each serial.qidl.h the serial.qidl.d.h.ts that types its import in a project with
// a bundler: the same bytes as the plugins write.
// Rule: --out and the config file's `dts` say where; without them, beside the header.

import { resolve } from 'node:path';
import { typesPath, typesText, type TypesFolders } from '@qidl/compiler';
import { inputsOf, slashed } from './files.ts';
import type { Arguments, Verb } from './options.ts';
import { writeFiles } from './output.ts';
import { analyzeAll } from './project.ts';
import { createReport } from './report.ts';

export const types: Verb = {
  usage: 'types [paths] [--out DIR] [--check]',
  does: 'writes the X.qidl.d.h.ts files that type the imports of a bundled project',
  options: { out: { type: 'string' }, check: { type: 'boolean' } },
  run,
};

function run(args: Arguments): number {
  const report = createReport(args);
  const folders = foldersOf(args);
  const check = args.flag('check');
  let isCurrent = true;
  for (const { header, emit } of analyzeAll(args, inputsOf(args), report)) {
    const module = emit();
    if (module === null) continue;
    const path = typesPath(header, folders);
    isCurrent = writeFiles([{ path, text: typesText(module, header, path) }], check) && isCurrent;
  }
  report.finish();
  return isCurrent && report.errors === 0 ? 0 : 1;
}

function foldersOf(args: Arguments): TypesFolders {
  const { dts } = args.config;
  const place = typeof dts === 'object' ? dts : {};
  const out = args.text('out') ?? (dts === true ? '.qidl' : place.out);
  return { base: absolute(place.base ?? '.'), out: out === undefined ? null : absolute(out) };
}

function absolute(folder: string): string {
  return slashed(resolve(folder));
}
