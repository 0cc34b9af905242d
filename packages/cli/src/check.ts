// `qidl check`. In: headers, and the lock, another lock, or a commit. Out: what states of then do not survive, at the
// field, with ways out; and what has changed without harm.
// Rule: it reads and compares, and writes nothing. Exit status 1 when something cannot be read any more.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createPass, createPathFilter, lockedPath, schemaOf, type HeaderSchema } from '@qidl/compiler';
import { inputsOf, isFile, shown, slashed, type Inputs } from './files.ts';
import { UsageError, type Arguments, type Verb } from './options.ts';
import { compileOptions } from './project.ts';
import { counted, createReport, type Report } from './report.ts';
import { treeOf } from './schemas/git.ts';
import { lockPathOf, readLock } from './schemas/lock-file.ts';
import { survey, type Basis, type Survey } from './schemas/survey.ts';

export const check: Verb = {
  usage: 'check [paths] [--against LOCK or GIT-REF]',
  does: 'says whether states that were saved before can still be read',
  options: { against: { type: 'string' } },
  run,
};

function run(args: Arguments): number {
  const inputs = inputsOf(args, true);
  const report = createReport(args);
  const basis = basisOf(args, inputs, report);
  const found = survey(args, inputs, basis, report);
  report.finish();
  if (!args.quiet && args.format === 'text') summarize(basis, found, report);
  return report.errors > 0 ? 1 : 0;
}

function summarize({ lock, name }: Basis, { schemas, moved }: Survey, report: Report): void {
  const known = new Set([...lock.headers.keys(), ...moved.values()]);
  const unlocked = [...schemas.keys()].filter((header) => !known.has(header));
  for (const [from, to] of moved) process.stderr.write(`${from} is ${to} now\n`);
  if (unlocked.length > 0) process.stderr.write(`not in ${name}: ${unlocked.join(', ')}\n`);
  const changes = `${counted(report.errors, 'error')}, ${counted(report.notes, 'compatible change')}`;
  process.stderr.write(`${counted(schemas.size, 'header')} against ${name}: ${changes}\n`);
}

function basisOf(args: Arguments, inputs: Inputs, report: Report): Basis {
  const own = lockPathOf(args);
  const against = args.text('against');
  const path = slashed(resolve(against ?? own));
  if (isFile(path)) {
    const name = against === undefined ? 'the lock' : shown(path);
    return { lock: readLock(path)!, path, name, text: readFileSync(path, 'utf8') };
  }
  if (against === undefined) throw new UsageError(`there is no ${shown(own)}; \`qidl lock\` writes it`);
  return commitBasis(args, inputs, against, own, report);
}

/** The schemas that the headers of a commit have, under the options of today. */
function commitBasis(args: Arguments, inputs: Inputs, ref: string, own: string, report: Report): Basis {
  const options = { ...compileOptions(args, inputs.headers), lock: undefined };
  const tree = treeOf(ref, options.includeDirs ?? []);
  if (tree === null) throw new UsageError(`${ref} is neither a lock file nor a commit of this repository`);
  const pass = createPass(options, tree.host);
  const headers = new Map<string, HeaderSchema>();
  for (const header of headersThen(args, inputs, tree.files)) {
    const { model, diagnostics } = pass.analyze(header);
    if (model !== null) headers.set(lockedPath(own, header), schemaOf(model));
    else report.add(header, diagnostics);
  }
  return { lock: { headers, releases: new Map() }, path: own, name: ref, text: null };
}

/** Today's headers, and those of the same folders that are gone. */
function headersThen(args: Arguments, { headers, folders }: Inputs, files: ReadonlySet<string>): string[] {
  const isHeader = createPathFilter(args.config);
  const isGone = (file: string): boolean =>
    isHeader(file) && folders.some((folder) => file.startsWith(`${folder}/`)) && !existsSync(file);
  const isNamed = args.paths.length > 0 && args.paths.every(isFile);
  const gone = isNamed ? [] : [...files].filter((file) => isGone(file) && !isInstalled(file));
  return [...headers.filter((header) => files.has(header)), ...gone].sort();
}

function isInstalled(file: string): boolean {
  return dirname(file).split('/').includes('node_modules');
}
