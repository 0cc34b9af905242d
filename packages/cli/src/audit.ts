// `qidl audit`. In: a header, and what is known to be saved of one of its structs: a list of names, or saved states. Out:
// the fields that nobody saves, and how often each default differs from its default.
// Rule: language.md, "What the review guidelines become": whether a field is at its default whenever it is not in use
// cannot be proved, but it can be counted. A field with a marker that says why it is not saved is no finding.

import { statSync } from 'node:fs';
import { auditList, auditStates, type Audit } from './audit/audit.ts';
import { auditJson, auditText } from './audit/report.ts';
import { readEvidence } from './audit/evidence.ts';
import { oneHeader } from './files.ts';
import { oneOf, UsageError, type Arguments, type Verb } from './options.ts';
import { analyzeAll } from './project.ts';
import { createReport } from './report.ts';
import { namesOf } from './state/keyed.ts';
import { structNamed } from './struct.ts';

export const audit: Verb = {
  usage: 'audit HEADER --against LIST.json or STATES [--type T]',
  does: 'names the fields that a list or saved states do not save, and counts how often defaults differ',
  options: { against: { type: 'string' }, type: { type: 'string' } },
  run,
};

function run(args: Arguments): number {
  const header = oneHeader(args);
  const against = args.text('against');
  if (against === undefined) throw new UsageError('--against is missing: a list.json, a state, or a folder of states');
  if (!statSync(against, { throwIfNoEntry: false })) throw new UsageError(`${against}: no such file or folder`);
  const format = oneOf('--format of audit', args.format, ['text', 'json'] as const);

  const report = createReport({ ...args, format: 'text', quiet: true });
  const [{ analysis }] = analyzeAll(args, { headers: [header], folders: [] }, report);
  const { model } = analysis;
  if (model === null) return 1;

  const names = namesOf(model);
  const struct = structNamed(model, args.text('type'), header);
  const evidence = readEvidence(against);
  const done: Audit =
    evidence.kind === 'list' ? auditList(struct, names, evidence) : auditStates(struct, names, evidence);
  process.stdout.write(format === 'json' ? auditJson(done, header, against) : auditText(done, header, against));
  return done.findings.length > 0 ? 1 : 0;
}
