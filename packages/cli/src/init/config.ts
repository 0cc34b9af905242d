// In: the headers of the project. Out: the lock file, and the options that hold builds to it and types to one folder.
// Rule: lock and option only together: a build that looks for a lock that is not there fails. Headers with errors have no
// schema yet.

import { existsSync } from 'node:fs';
import { CONFIG_FILES } from '@qidl/compiler/node';
import { EMPTY_LOCK, LOCK_FILE, lockText, type Lock } from '@qidl/compiler';
import { inputsOf } from '../files.ts';
import { UsageError, type Arguments } from '../options.ts';
import { createReport } from '../report.ts';
import { lockPathOf } from '../schemas/lock-file.ts';
import { survey } from '../schemas/survey.ts';
import { advise, change, NOTHING, textOf, together, type Step } from './edit.ts';
import { append, parseJsonc, type JsonObject } from './jsonc.ts';

const CONFIG = 'qidl.config.json';

/** An entry of the config file, as JSON and as code have it. */
interface Entry {
  readonly name: string;
  readonly json: string;
  readonly js: string;
  readonly why: string;
}

const LOCK: Entry = {
  name: 'lock',
  json: `"lock": "${LOCK_FILE}"`,
  js: `lock: '${LOCK_FILE}'`,
  why: 'so that every build is held to it',
};
const TYPES: Entry = {
  name: 'dts',
  json: '"dts": { "out": ".qidl" }',
  js: "dts: { out: '.qidl' }",
  why: 'so that types go there, and not below the root of the bundler',
};

/** `ownRoot`: the bundler's root is another folder than this one. */
export function setConfig(args: Arguments, ownRoot: boolean): Step {
  const types = ownRoot && args.config.dts === undefined ? [TYPES] : [];
  if (args.config.lock !== undefined) return options(types);
  const lock = existsSync(LOCK_FILE) ? null : schemasNow(args);
  if (lock === 'broken') {
    const todo = `the headers have errors: \`qidl lint\`, then \`qidl lock\`, then ${LOCK.json} in ${CONFIG}`;
    return together([options(types), advise(todo)]);
  }
  const file = lock === null ? NOTHING : change(LOCK_FILE, null, lockText(lock));
  return together([file, options([...types, LOCK])]);
}

function options(entries: readonly Entry[]): Step {
  const code = CONFIG_FILES.find((file) => file !== CONFIG && existsSync(file));
  const text = textOf(code ?? CONFIG);
  if (code !== undefined) {
    const missing = entries.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text!));
    return advise(...missing.map(({ js, why }) => `${code}: add ${js}, ${why}`));
  }
  if (entries.length === 0) return NOTHING;
  if (text === null) return change(CONFIG, null, `{\n${entries.map(({ json }) => `  ${json}`).join(',\n')}\n}\n`);
  if (parseJsonc(text)?.kind !== 'object')
    return advise(`${CONFIG}: add ${entries.map(({ json }) => json).join(' and ')}`);
  return change(
    CONFIG,
    text,
    entries.reduce((so, { json }) => append(so, parseJsonc(so) as JsonObject, json), text),
  );
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
