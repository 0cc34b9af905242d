// In: a kind from the catalogue, a span and the message's arguments. Out: a Diagnostic in a list.
// Rule: diagnostics are data; line, column, include stack and macro trail are computed when one is rendered
// (frame.ts). Throwing is for our own bugs only.

import { nearest } from './nearest.ts';
import type { SourceFile } from './text.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Where text came from besides its own file: the `#include`s and macro expansions that led to it. */
export interface Provenance {
  /** What the parent's place did: included this file, or expanded this macro. */
  readonly kind: 'include' | 'macro';
  /** The macro's name; empty for an include. */
  readonly name: string;
  /** The `#include` directive or the macro call. Its own `via` leads further out. */
  readonly at: Span;
}

export interface Span {
  readonly file: SourceFile;
  /** UTF-16 offsets into `file.text`; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly via?: Provenance | null;
}

export interface Note {
  readonly message: string;
  readonly span: Span | null;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly notes: readonly Note[];
  /** Ways out, one sentence each. */
  readonly help: readonly string[];
}

/**
 * One row of the catalogue. `{name}` in templates is replaced by the argument of that name; a line of help with
 * `{guess}` is left out when there is none.
 */
export interface DiagnosticKind {
  readonly code: string;
  readonly severity: Severity;
  readonly template: string;
  readonly help: readonly string[];
  /** What it means and why it is so: a paragraph for `qidl explain` and docs/diagnostics.md. */
  readonly explain: string;
  /** A header that triggers it, and the same header mended. */
  readonly bad: string;
  readonly good: string;
}

export type Arguments = Readonly<Record<string, string | number | bigint>>;

/** More than these, of one compilation, help nobody: the rest is only counted. */
export const MAX_DIAGNOSTICS = 1000;
/** Behind so many diagnostics no word is guessed any more, and a guess looks at so many names: both bound its cost. */
const MAX_GUESSED = 20;
const MAX_CANDIDATES = 2000;

/** Collects the diagnostics of one compilation. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  /** Reported, but not in the list. */
  suppressed = 0;
  #errors = false;
  #seen = new Set<string>();

  report(kind: DiagnosticKind, span: Span, args: Arguments = {}, notes: readonly Note[] = []): void {
    this.#errors ||= kind.severity === 'error';
    if (this.list.length >= MAX_DIAGNOSTICS) {
      this.suppressed++;
      return;
    }
    const message = fill(kind.template, args);
    if (!this.#isNew(kind.code, span, message)) return;
    const isGuess = (line: string): boolean => line.includes('{guess}');
    const help = kind.help.filter((line) => !isGuess(line) || args.guess).map((line) => fill(line, args));
    this.list.push({ code: kind.code, severity: kind.severity, message, span, notes, help });
  }

  /** What another compilation reported, for this one. */
  repeat(diagnostic: Diagnostic): void {
    if (this.list.length >= MAX_DIAGNOSTICS) this.suppressed++;
    else if (this.#isNew(diagnostic.code, diagnostic.span, diagnostic.message)) this.list.push(diagnostic);
  }

  #isNew(code: string, { file, start }: Span, message: string): boolean {
    const key = `${code} ${file.path} ${start} ${message}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** The argument `guess`: of the names there are, the one that `word` was probably meant to be; '' without one. */
  guess(word: string, candidates: () => Iterable<string>): string {
    if (this.list.length >= MAX_GUESSED) return '';
    const looked: string[] = [];
    for (const candidate of candidates()) {
      if (looked.length === MAX_CANDIDATES) break;
      if (candidate !== word) looked.push(candidate);
    }
    return nearest(word, looked, Math.floor((word.length + 1) / 3)) ?? '';
  }

  get hasErrors(): boolean {
    return this.#errors || this.list.some((diagnostic) => diagnostic.severity === 'error');
  }
}

function fill(template: string, args: Arguments): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? shortened(String(args[name])) : whole,
  );
}

/** A name may be as long as a file is; a message may not. */
function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
