// In: a row as written in the catalogue's files. Out: a DiagnosticKind.
// Rule: codes are QIDL1xxx lexing and preprocessing, 2xxx syntax, 3xxx types and layout, 4xxx annotations,
// 5xxx compatibility; a code is never reused.

import type { DiagnosticKind, Severity } from '../diagnostic.ts';

export interface Row {
  readonly message: string;
  readonly help?: readonly string[];
  readonly explain: string;
  readonly bad: string;
  readonly good: string;
}

export const error = (code: string, row: Row): DiagnosticKind => kind(code, 'error', row);
export const warning = (code: string, row: Row): DiagnosticKind => kind(code, 'warning', row);
export const note = (code: string, row: Row): DiagnosticKind => kind(code, 'note', row);

function kind(code: string, severity: Severity, row: Row): DiagnosticKind {
  return {
    code,
    severity,
    template: row.message,
    help: row.help ?? [],
    explain: row.explain,
    bad: row.bad,
    good: row.good,
  };
}
