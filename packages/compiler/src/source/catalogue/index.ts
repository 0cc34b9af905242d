// Out: every diagnostic kind there is, by code: for `qidl explain`, docs/diagnostics.md and the goldens.

import type { DiagnosticKind } from '../diagnostic.ts';
import * as preprocessing from './1-preprocessing.ts';
import * as syntax from './2-syntax.ts';
import * as types from './3-types.ts';
import * as annotations from './4-annotations.ts';
import * as compatibility from './5-compatibility.ts';

const byCode = new Map<string, DiagnosticKind>();
for (const room of [preprocessing, syntax, types, annotations, compatibility]) {
  for (const kind of Object.values<DiagnosticKind>(room)) byCode.set(kind.code, kind);
}

/** All kinds, ordered by code. */
export const catalogue: ReadonlyMap<string, DiagnosticKind> = new Map([...byCode].sort(([a], [b]) => (a < b ? -1 : 1)));
