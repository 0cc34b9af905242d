// `qidl print`. In: one header. Out: what a stage of the compiler makes of it, on stdout or in a file.

import { resolve } from 'node:path';
import { PRINTABLE, print as printStage } from '@qidl/compiler';
import { createNodeHost, packageOf } from '@qidl/compiler/node';
import { oneHeader } from './files.ts';
import { oneOf, UsageError, type Arguments, type Verb } from './options.ts';
import { makeRule, writeFiles } from './output.ts';
import { compileOptions } from './project.ts';
import { createReport } from './report.ts';

export const print: Verb = {
  usage: 'print FILE --emit WHAT [-o FILE] [--depfile FILE]',
  does: `prints one of ${PRINTABLE.join(', ')}`,
  options: {
    emit: { type: 'string' },
    output: { type: 'string', short: 'o' },
    depfile: { type: 'string' },
  },
  run,
};

function run(args: Arguments): number {
  const header = oneHeader(args);
  const emit = args.text('emit');
  if (emit === undefined) throw new UsageError(`--emit is missing: one of ${PRINTABLE.join(', ')}`);
  const what = oneOf('--emit', emit, PRINTABLE);
  const output = args.text('output');
  const depfile = args.text('depfile');
  if (depfile !== undefined && output === undefined)
    throw new UsageError('--depfile needs -o FILE: it says what that file is made of');
  const host = createNodeHost([process.cwd(), packageOf(header), ...(args.config.includeDirs ?? [])]);
  const report = createReport(args, process.stderr);
  const { text, diagnostics, dependencies } = printStage(what, header, compileOptions(args, [header]), host);
  report.add(header, diagnostics);
  report.finish();

  if (report.errors > 0) return 1;
  if (output === undefined) {
    process.stdout.write(text);
    return 0;
  }
  const files = [{ path: resolve(output), text }];
  if (depfile !== undefined) files.push({ path: resolve(depfile), text: makeRule([resolve(output)], dependencies) });
  writeFiles(files, false);
  return 0;
}
