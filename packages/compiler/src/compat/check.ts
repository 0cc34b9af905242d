// In: a header's model and the lock. Out: diagnostics: what old states do not survive as errors, what they do as notes.
// Rule: a field is blamed once, by the newest of the schemas that speak of it: the lock before its releases.

import type { Model, Place } from '../model/model.ts';
import type { Arguments, Diagnostic, DiagnosticKind, Span } from '../source/diagnostic.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import { compareSchemas } from './compare.ts';
import type { Lock, Schemas } from './lock.ts';

export interface Checked {
  readonly model: Model;
  readonly main: SourceFile;
  /** An included file, by its path. */
  readonly fileOf: (path: string) => SourceFile | null;
}

/** `header`: its path from the lock file's folder. `name`: what the lock is called in messages. */
export function checkAgainst(checked: Checked, lock: Lock, header: string, name = 'the lock'): readonly Diagnostic[] {
  const versions: [since: string, schemas: Schemas][] = [
    [name, lock.headers],
    ...[...lock.releases].reverse().map(([release, schemas]): [string, Schemas] => [`release ${release}`, schemas]),
  ];
  const diagnostics = new Diagnostics();
  const seen = new Set<string>();
  for (const [since, schemas] of versions) {
    const was = schemas.get(header);
    if (was === undefined) continue;
    for (const { kind, place, args } of compareSchemas(was, checked.model, since)) {
      const key = keyOf(kind, place, args);
      if (seen.has(key)) continue;
      seen.add(key);
      diagnostics.report(kind, spanOf(checked, place), args);
    }
  }
  return diagnostics.list;
}

/** The same of a release is no news. */
function keyOf({ code }: DiagnosticKind, place: Place | null, args: Arguments): string {
  return JSON.stringify([code, place?.path, place?.start, args.field ?? args.name ?? args.what ?? args.enumerator]);
}

function spanOf({ main, fileOf }: Checked, place: Place | null): Span {
  if (place === null) return { file: main, start: 0, end: 0 };
  const { path, start, end } = place;
  return { file: path === null ? main : (fileOf(path) ?? main), start, end };
}
