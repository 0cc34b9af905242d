// In: the headers of the project. Out: the lock file and the option that holds builds to it.
// Rule: only together: a build that looks for a lock that is not there fails. Headers with errors have no schema yet.

import { existsSync } from 'node:fs';
import { EMPTY_LOCK, LOCK_FILE, lockText, type Lock } from '@qidl/compiler';
import { inputsOf } from '../files.ts';
import { UsageError, type Arguments } from '../options.ts';
import { createReport } from '../report.ts';
import { lockPathOf } from '../schemas/lock-file.ts';
import { survey } from '../schemas/survey.ts';
import { advise, change, NOTHING, textOf, together, type Step } from './edit.ts';
import { append, parseJsonc } from './jsonc.ts';

const CONFIG = 'qidl.config.json';

export function setLock(args: Arguments): Step {
  if (args.config.lock !== undefined) return NOTHING;
  const code = ['qidl.config.js', 'qidl.config.mjs'].find((file) => existsSync(file));
  const lock = existsSync(LOCK_FILE) ? null : schemasNow(args);
  if (lock === 'broken')
    return advise(
      `the headers have errors: \`qidl lint\`, then \`qidl lock\`, then "lock": "${LOCK_FILE}" in ${CONFIG}`,
    );
  const file = lock === null ? NOTHING : change(LOCK_FILE, null, lockText(lock));
  if (code !== undefined) {
    const isSaid = textOf(code)!.includes(LOCK_FILE);
    return together([
      file,
      isSaid ? NOTHING : advise(`${code}: add lock: '${LOCK_FILE}', so that every build is held to it`),
    ]);
  }
  return together([file, option()]);
}

function option(): Step {
  const text = textOf(CONFIG);
  const entry = `"lock": "${LOCK_FILE}"`;
  if (text === null) return change(CONFIG, null, `{\n  ${entry}\n}\n`);
  const root = parseJsonc(text);
  return root?.kind === 'object' ? change(CONFIG, text, append(text, root, entry)) : advise(`${CONFIG}: add ${entry}`);
}

/** 'broken': a header has errors. */
function schemasNow(args: Arguments): Lock | 'broken' {
  const report = createReport({ ...args, format: 'json', quiet: true });
  try {
    const inputs = inputsOf({ ...args, paths: [] });
    const basis = { lock: EMPTY_LOCK, path: lockPathOf(args), name: 'the lock', text: null };
    const { schemas } = survey(args, inputs, basis, report);
    return report.errors > 0 ? 'broken' : { headers: schemas, releases: new Map() };
  } catch (error) {
    // No headers yet.
    if (error instanceof UsageError) return EMPTY_LOCK;
    throw error;
  }
}
