// In: headers and a lock. Out: their schemas now, with every difference reported at its place.
// Rule: a header that is gone is one that moved when another one, new to the lock, has all of its structs; otherwise what
// it saved can be read by nobody, which is an error at its line of the lock.

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  checkAgainst,
  lockedPath,
  schemaOf,
  type Diagnostic,
  type HeaderSchema,
  type Lock,
  type Schemas,
} from '@qidl/compiler';
import { slashed, type Inputs } from '../files.ts';
import type { Arguments } from '../options.ts';
import { analyzeAll } from '../project.ts';
import type { Report } from '../report.ts';

export interface Survey {
  /** By the header's path in the lock. */
  readonly schemas: ReadonlyMap<string, HeaderSchema>;
  /** Headers of the lock, where it was looked, that are not there any more; moved ones included. */
  readonly gone: ReadonlySet<string>;
  /** New path by old path. */
  readonly moved: ReadonlyMap<string, string>;
}

export interface Basis {
  readonly lock: Lock;
  /** Absolute; paths in the lock count from its folder. */
  readonly path: string;
  /** What it is called in messages: "the lock", "v1.0". */
  readonly name: string;
  /** The lock file's text, to point at; null where there is no file. */
  readonly text: string | null;
}

export function survey(args: Arguments, inputs: Inputs, basis: Basis, report: Report): Survey {
  const { lock, path, name } = basis;
  const isMissing = (header: string): boolean => !existsSync(resolve(dirname(path), header));
  const isLookedAt = scopeOf(args);
  const gone = new Set(
    [...lock.headers.keys()].filter(
      (header) => isMissing(header) && isLookedAt(slashed(resolve(dirname(path), header))),
    ),
  );
  const schemas = new Map<string, HeaderSchema>();
  const moved = new Map<string, string>();
  // What the lock says is reported below, and not by every header for itself.
  const unlocked = { ...args, config: { ...args.config, lock: undefined } };
  for (const { header, analysis } of analyzeAll(unlocked, inputs, report)) {
    const { model, source } = analysis;
    if (model === null) continue;
    const key = lockedPath(path, header);
    const schema = schemaOf(model);
    schemas.set(key, schema);
    const old = lock.headers.has(key) ? key : formerPath(lock.headers, gone, moved, schema);
    if (old !== null && old !== key) moved.set(old, key);
    const checked = { model, main: source.stream.main, fileOf: source.fileOf };
    report.add(header, checkAgainst(checked, lock, old ?? key, name));
  }
  for (const header of gone)
    if (!moved.has(header)) report.add(header, structsGone(basis, header, lock.headers.get(header)!));
  return { schemas, gone, moved };
}

/** Without paths it is looked everywhere; else below the folders that were given. */
function scopeOf({ paths }: Arguments): (file: string) => boolean {
  if (paths.length === 0) return () => true;
  const folders = paths.map((path) => `${slashed(resolve(path))}/`);
  return (file) => folders.some((folder) => file.startsWith(folder));
}

/** Where a header that is new to the lock was before. */
function formerPath(
  locked: Schemas,
  gone: ReadonlySet<string>,
  moved: ReadonlyMap<string, string>,
  { structs }: HeaderSchema,
): string | null {
  for (const header of gone) {
    const names = Object.keys(locked.get(header)!.structs);
    if (!moved.has(header) && names.length > 0 && names.every((name) => Object.hasOwn(structs, name))) return header;
  }
  return null;
}

function structsGone({ path, name, text }: Basis, header: string, { structs }: HeaderSchema): Diagnostic[] {
  const names = Object.keys(structs);
  if (names.length === 0) return [];
  const key = JSON.stringify(header);
  const start = Math.max(0, text?.indexOf(key) ?? 0);
  const file = { path, text: text ?? '', lineStarts: null };
  return [
    {
      code: 'QIDL5009',
      severity: 'error',
      message: `${name} has ${names.join(', ')} of ${header}, which is gone: no module can read their states`,
      span: { file, start, end: text === null ? 0 : start + key.length },
      notes: [],
      help: ['keep the header', `if no state of ${name} is left: \`qidl lock --update\``],
    },
  ];
}
