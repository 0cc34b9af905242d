// `qidl lint`. In: headers. Out: everything the compiler has to say about them; no files.
// Rule: warnings count. Exit status 1 means that there is something to read.

import { inputsOf } from './files.ts';
import type { Arguments, Verb } from './options.ts';
import { analyzeAll } from './project.ts';
import { counted, createReport } from './report.ts';

export const lint: Verb = {
  usage: 'lint [paths]',
  does: 'reports every diagnostic, without output',
  options: {},
  run,
};

function run(args: Arguments): number {
  const report = createReport(args);
  let headers = 0;
  for (const _ of analyzeAll(args, inputsOf(args, true), report)) headers++;
  report.finish();
  if (!args.quiet && args.format === 'text') {
    const { errors, findings } = report;
    const count = [counted(errors, 'error'), counted(findings - errors, 'warning')].join(', ');
    process.stderr.write(`${counted(headers, 'header')}: ${count}\n`);
  }
  return report.findings > 0 ? 1 : 0;
}
