// The preprocessing tokens of one file, as a struct of arrays, the last one EOF; and its comments.
// Rule: immutable once made, shared by every compilation that reads the file. All offsets are UTF-16 offsets into
// the file's text, ascending.

/** First token of a line: nothing but white space and comments before it. */
export const LINE_START = 1;
/** White space or a comment before it. */
export const SPACE_BEFORE = 2;
/** A line splice (backslash, newline) inside it: its spelling is not simply text.slice(start, end). */
export const SPLICED = 4;
/** Inside macro expansion: a macro name that may never be expanded again (C11 6.10.3.4). */
export const NO_EXPAND = 8;

export interface Tokens {
  /** EOF included; every array below has at least this many. */
  readonly count: number;
  /** lex/token-kind.ts */
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  readonly start: Int32Array;
  /** Exclusive. */
  readonly end: Int32Array;
  /** Identifiers: the atom. Numbers: the value if it is plain decimal below 10^9 without suffix, else −1. */
  readonly atom: Int32Array;
  /** Indices of the `#`s that begin directives (C11 6.10). */
  readonly directives: Int32Array;
  /** Indices of character constants and strings without their closing quote; their kind is OTHER. */
  readonly unterminated: Int32Array;
  readonly commentStart: Int32Array;
  readonly commentEnd: Int32Array;
  /** Offset of a comment without end; −1 without one. */
  readonly unterminatedComment: number;
}
