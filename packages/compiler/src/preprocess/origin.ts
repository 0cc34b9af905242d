// Where tokens come from: one Origin per included file, per macro expansion and per token the preprocessor spelled
// itself. Rule: made in the hot loops, so it is a small flat object; spans and the chain of Provenance that
// diagnostics show are derived from it only when asked for.

import type { Provenance, Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';

/** Tokens as a file has them. `at..atEnd`: the #include in the parent. */
export const FILE = 0;
/** Tokens of a macro's replacement list. `at..atEnd`: the macro call in the parent. */
export const MACRO = 1;
/** Tokens spelled by `#`, `##` or a built-in macro. `at..atEnd`: the place in the parent that stands for them. */
export const GENERATED = 2;

export interface Origin {
  readonly kind: typeof FILE | typeof MACRO | typeof GENERATED;
  /** The file whose text spells the tokens. */
  readonly file: SourceFile;
  /** The macro's name; empty for other kinds. */
  readonly name: string;
  /** null for the main file and for text that no file includes. */
  readonly parent: Origin | null;
  readonly at: number;
  readonly atEnd: number;
  /** Macro calls between these tokens and their file. */
  readonly depth: number;
}

/** Longer macro trails are shortened in the middle: only the outermost call and the innermost ones are kept. */
export const MAX_MACRO_TRAIL = 64;

export function fileOrigin(file: SourceFile, parent: Origin | null, at: number, atEnd: number): Origin {
  return { kind: FILE, file, name: '', parent, at, atEnd, depth: 0 };
}

/** The origin of what replaces a call of the macro, `at..atEnd` in `parent`. */
export function macroOrigin(file: SourceFile, name: string, parent: Origin, at: number, atEnd: number): Origin {
  if (parent.depth < MAX_MACRO_TRAIL) return { kind: MACRO, file, name, parent, at, atEnd, depth: parent.depth + 1 };
  const call = outermostCall(parent);
  return { kind: MACRO, file, name, parent: call.parent, at: call.at, atEnd: call.atEnd, depth: 1 };
}

/** The origin of a token spelled in `file`, which stands for `at..atEnd` in `parent`. */
export function generatedOrigin(file: SourceFile, place: Origin, at: number, atEnd: number): Origin {
  const again = place.kind === GENERATED;
  const parent = again ? place.parent : place;
  return {
    kind: GENERATED,
    file,
    name: '',
    parent,
    at: again ? place.at : at,
    atEnd: again ? place.atEnd : atEnd,
    depth: place.depth,
  };
}

function outermostCall(origin: Origin): Origin {
  let call = origin;
  while (call.parent !== null && call.parent.kind !== FILE) call = call.parent;
  return call;
}

/** The span of `start..end` in the text of an origin. */
export function spanAt(origin: Origin, start: number, end: number): Span {
  if (origin.kind === GENERATED && origin.parent !== null) return spanAt(origin.parent, origin.at, origin.atEnd);
  return { file: origin.file, start, end, via: provenanceOf(origin) };
}

/** The same as the reader of the source sees it: for macro tokens the outermost call. */
export function outermostSpan(origin: Origin, start: number, end: number): Span {
  let [seen, from, to] = [origin, start, end];
  while (seen.kind !== FILE && seen.parent !== null) [seen, from, to] = [seen.parent, seen.at, seen.atEnd];
  return { file: seen.file, start: from, end: to, via: provenanceOf(seen) };
}

/** The file an origin's tokens are in for a reader. */
export function homeOrigin(origin: Origin): Origin {
  let seen = origin;
  while (seen.kind !== FILE && seen.parent !== null) seen = seen.parent;
  return seen;
}

function provenanceOf(origin: Origin): Provenance | null {
  if (origin.parent === null) return null;
  const at = spanAt(origin.parent, origin.at, origin.atEnd);
  return { kind: origin.kind === FILE ? 'include' : 'macro', name: origin.name, at };
}
