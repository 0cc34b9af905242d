// `qidl lock`. In: headers. Out: the lock file with their schemas.
// Rule: what states of the lock or of a release do not survive is an error and leaves the file alone, unless --update says
// that none are left; it forgets the releases that this is true of, too. --release keeps a copy of the schemas under a
// name: states saved by it are out in the field.

import { readFileSync, statSync } from 'node:fs';
import { lockText, type Diagnostic, type Lock, type Schemas } from '@qidl/compiler';
import { inputsOf, shown, type Inputs } from './files.ts';
import { UsageError, type Arguments, type Verb } from './options.ts';
import { writeFiles } from './output.ts';
import { counted, createReport, type Report } from './report.ts';
import { lockOrEmpty, lockPathOf } from './schemas/lock-file.ts';
import { survey, type Basis, type Survey } from './schemas/survey.ts';

export const lock: Verb = {
  usage: 'lock [paths] [--update | --release NAME]',
  does: 'writes the schemas that saved states depend on into qidl.lock.json',
  options: { update: { type: 'boolean' }, release: { type: 'string' } },
  run,
};

function run(args: Arguments): number {
  const release = args.text('release');
  const isForced = args.flag('update');
  if (release !== undefined && isForced) throw new UsageError('--update and --release exclude each other');
  const inputs = inputsOf(args);
  const path = lockPathOf(args);
  const before = lockOrEmpty(path);
  if (release !== undefined && before.releases.has(release))
    throw new UsageError(`${shown(path)} has a release ${release} already; a release does not change`);

  const report = createReport(args);
  const text = statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, 'utf8') : null;
  const basis: Basis = { lock: before, path, name: 'the lock', text };
  const found = survey(args, inputs, basis, isForced ? accepting(report) : report);
  report.finish();
  if (report.errors > 0) return 1;

  const after = updated(before, found, release);
  const lost = isForced ? unreadable(args, inputs, { ...basis, lock: after }) : [];
  for (const name of lost) after.releases.delete(name);
  writeFiles([{ path, text: lockText(after) }], false);
  if (!args.quiet && args.format === 'text') {
    const headers = counted(found.schemas.size, 'header');
    process.stderr.write(`${shown(path)}: ${headers}, ${counted(report.notes, 'change')}\n`);
    if (lost.length > 0) process.stderr.write(`no longer readable, and forgotten: ${lost.join(', ')}\n`);
  }
  return 0;
}

/** What breaks with the lock is what --update is for. */
function accepting(report: Report): Report {
  const accepted = (one: Diagnostic): Diagnostic =>
    one.code.startsWith('QIDL5') ? { ...one, severity: 'note', help: [] } : one;
  return { ...report, add: (header, diagnostics) => report.add(header, diagnostics.map(accepted)) };
}

/** Headers that were not looked at keep their schemas. */
function updated(before: Lock, { schemas, gone, moved }: Survey, release: string | undefined) {
  const kept = [...before.headers].filter(([header]) => !gone.has(header));
  const headers: Schemas = new Map([...kept, ...schemas]);
  const releases = new Map([...before.releases].map(([name, old]) => [name, renamed(old, moved)]));
  if (release !== undefined) releases.set(release, headers);
  return { headers, releases };
}

/** The releases whose states cannot be read any more. */
function unreadable(args: Arguments, inputs: Inputs, basis: Basis): string[] {
  return [...basis.lock.releases.keys()].filter((name) => {
    const report = createReport({ ...args, format: 'json', quiet: true });
    survey(args, inputs, { ...basis, lock: { headers: basis.lock.releases.get(name)!, releases: new Map() } }, report);
    return report.errors > 0;
  });
}

function renamed(schemas: Schemas, moved: ReadonlyMap<string, string>): Schemas {
  return new Map([...schemas].map(([header, schema]) => [moved.get(header) ?? header, schema]));
}
