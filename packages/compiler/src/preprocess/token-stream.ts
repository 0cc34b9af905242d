// Out of the preprocessor, into the parser: the translation unit's tokens (C11 5.1.1.2, end of phase 4), as a
// struct of arrays, the last one EOF. Rule: tokens carry offsets, never text; a span, with the includes and
// macro calls that led to it, is made only when someone asks (for a diagnostic, a doc comment, the model).

import type { Diagnostic, Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';

export interface TokenStream {
  /** The file the compilation began with. */
  readonly main: SourceFile;
  /** Tokens in the arrays, EOF included. The arrays may be longer. */
  readonly count: number;
  /** The first of them as a stream of their own, without EOF: one object for all streams that begin with them; null: none do. */
  readonly begun: TokenStream | null;
  /** Token kinds of lex/token-kind.ts. */
  readonly kind: Uint8Array;
  /**
   * Identifiers: the atom. PRAGMA_PACK: the alignment. Numbers: the value if it is plain decimal below 10^9 without
   * suffix, else −1.
   */
  readonly atom: Int32Array;
  /** The token's spelling, line splices removed. */
  textOf(index: number): string;
  /** Bits of lex/tokens.ts: at the start of a line, white space before it. */
  flagsOf(index: number): number;
  /** The file whose text spells the token: for a macro's tokens, where its body or argument is written. */
  fileOf(index: number): SourceFile;
  /**
   * The file a reader would say the token is in: for a token out of a macro expansion the file of the outermost
   * macro call.
   */
  homeOf(index: number): SourceFile;
  /** From the first to the last token inclusive, seen from the outermost macro call when they are of different origin. */
  spanOf(first: number, last?: number): Span;
  /** The documentation of a declaration whose tokens are first..last: the comment before it or behind it, as plain text lines; null without one. */
  docOf(first: number, last: number): string | null;
}

/** A macro as it stands at the end of the file (6.10.3). */
export interface MacroDefinition {
  readonly name: string;
  /** null for object-like macros. */
  readonly parameters: readonly string[] | null;
  readonly file: SourceFile;
  /** Span of the whole directive's name; docs hang on it. */
  readonly span: Span;
  readonly doc: string | null;
  /** The replacement list, fully macro-expanded now, as a stream of its own (EOF last): for the value of constants. Lazy. */
  expand(): TokenStream;
  /** Whether the replacement list is empty. */
  readonly empty: boolean;
  /** The spelling of a replacement list that is one number, as most are; null for all others. */
  readonly number: string | null;
}

export interface Preprocessed {
  readonly stream: TokenStream;
  /** Macros defined in the main file (or its exporting scope) and still defined at its end, in order of definition. */
  readonly macros: readonly MacroDefinition[];
  /** Every file read, in order of first use, main file first, built-in headers left out. */
  readonly dependencies: readonly string[];
  /** Paths that were looked for and not found where a file would have changed the outcome: watch them. */
  readonly missing: readonly string[];
  /** Direct and indirect includes that are exporting headers, each a module of its own. */
  readonly modules: readonly IncludedModule[];
  /** A diagnostic about what the header begins with, of whatever header that was read for, as it is for this one. */
  seen(diagnostic: Diagnostic): Diagnostic;
  /** An included file, by its path; null when none of that path was read. */
  fileOf(path: string): SourceFile | null;
}

export interface IncludedModule {
  readonly path: string;
  /** As written in the main file when included from there ("./x.qidl.h"), for the import specifier; else relative to the main file. */
  readonly specifier: string;
  readonly span: Span;
}
