// In: the span of something that a preamble's files say, as it was for the header that read them. Out: the same for the
// header at hand. Rule: all that differs is the way there: the #include of the main file that it begins with.

import type { Diagnostic, Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';

/** An #include of a main file. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The #includes that main files begin with, in order: the same ones in each. */
export type Places = ReadonlyMap<SourceFile, readonly Place[]>;

export interface Viewpoint {
  readonly main: SourceFile;
  readonly places: readonly Place[];
  /** Of the headers that read the preamble. */
  readonly readers: Places;
}

export function seenFrom(view: Viewpoint, span: Span): Span {
  const { file, start, end, via } = span;
  if (via) return { file, start, end, via: { ...via, at: seenFrom(view, via.at) } };
  // The same file may have been included elsewhere: only there it has these places.
  const index = view.readers.get(file)?.findIndex((place) => place.start === start && place.end === end) ?? -1;
  if (index >= 0) return { file: view.main, ...view.places[index], via: null };
  // What the command line includes stands nowhere: at 0, in each main file.
  return end === 0 && view.readers.has(file) ? { ...span, file: view.main } : span;
}

export function diagnosticSeenFrom(view: Viewpoint, diagnostic: Diagnostic): Diagnostic {
  const notes = diagnostic.notes.map(({ message, span }) => ({ message, span: span && seenFrom(view, span) }));
  return { ...diagnostic, span: seenFrom(view, diagnostic.span), notes };
}
