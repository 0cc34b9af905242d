// The state of one preprocessing run, which the files of this folder work on.
// Rule: plain data; whoever changes a part says so in its name. `stopped` ends everything after a limit was
// exceeded: all loops look at it, nothing is thrown.

import type { Tokens } from '../lex/tokens.ts';
import type { Host } from '../options.ts';
import type { DiagnosticKind, Diagnostics, Note, Span } from '../source/diagnostic.ts';
import type { Arguments } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import type { Target } from '../target.ts';
import type { Macro, Macros } from './macro.ts';
import { definitionSpan } from './macro.ts';
import type { Origin } from './origin.ts';
import { spanAt } from './origin.ts';
import type { Token } from './token.ts';
import type { TokenCache, TokenizedFile } from './token-cache.ts';
import type { TokenSink } from './token-sink.ts';
import type { IncludedModule } from './token-stream.ts';
import type { Viewpoint } from './viewpoint.ts';
import { seenFrom } from './viewpoint.ts';

/** What the preprocessor needs of the compilation's options. */
export interface PreprocessOptions {
  readonly includeDirs?: readonly string[];
  readonly define?: Readonly<Record<string, string | true>> | undefined;
  readonly undefine?: readonly string[] | undefined;
  readonly forceInclude?: readonly string[] | undefined;
  /** Which included files are modules of their own. The main file is one whatever this says. */
  readonly exporting?: (path: string) => boolean;
  /** Names that stay what they are in exporting files: markers, which no #define may take away. */
  readonly reserved?: ReadonlySet<number>;
}

export interface State {
  readonly main: SourceFile;
  readonly options: PreprocessOptions;
  readonly host: Host;
  readonly target: Target;
  readonly cache: TokenCache;
  readonly diagnostics: Diagnostics;
  readonly macros: Macros;
  sink: TokenSink;
  /** Tokens of each file read, by its source. */
  readonly tokensOf: Map<SourceFile, Tokens>;
  /** What is being rescanned, innermost last. */
  readonly contexts: Context[];
  /** The file being read; null before the first one. */
  reader: Reader | null;
  /** Definitions saved by `#pragma push_macro`, by name. */
  readonly pushedMacros: Map<number, (Macro | null)[]>;
  /** Names that no file spells as they are: they were pasted, or written in strings. */
  readonly made: Set<number>;
  readonly pack: PackState;
  readonly files: FileRecords;
  /** For spans that were kept with a preamble (preamble.ts); null without one. */
  readonly view: Viewpoint | null;
  /** `__COUNTER__` */
  counter: number;
  /** Nested `#include`s. */
  includeDepth: number;
  /** Tokens of files that had been read before. */
  reread: number;
  /** Macro arguments being expanded inside one another. */
  argumentDepth: number;
  /** Tokens made by macro expansion so far, and how many there may be. */
  expanded: number;
  expandable: number;
  /** The same for the values of constants, which are asked for when all is read. */
  constantTokens: number;
  /** Collecting the arguments of a macro call, where an #include makes no sense. */
  collecting: boolean;
  stopped: boolean;
  /** Breaks the knot between expansion, which may meet directives, and directives, which expand macros. */
  readonly handleDirective: (state: State, reader: Reader) => void;
}

/** A list of tokens being read. */
export interface Context {
  readonly tokens: readonly Token[];
  at: number;
  /** Whose replacement it is; it may be expanded again when the list is at its end. */
  readonly macro: Macro | null;
  /** Reading does not go on behind it: a macro argument or a directive's line. */
  readonly barrier: boolean;
}

/** A file being read. */
export interface Reader {
  readonly file: TokenizedFile;
  readonly tokens: Tokens;
  readonly origin: Origin;
  readonly exporting: boolean;
  /** Where `#include "…"` looks first. */
  readonly folder: string;
  /** Index of the folder that it was found in: −1 beside its includer, else of options.includeDirs. */
  readonly searchIndex: number;
  /** The next token. */
  at: number;
  /** The next directive: index into `tokens.directives`. */
  directive: number;
  /** `#if`s open, innermost last. */
  readonly conditionals: Conditional[];
  /** Set by #line: what to add to line numbers, and the name of `__FILE__`. */
  lineDelta: number;
  presumedName: string | null;
  /** Something without end was reported at the end of the file: an #if without #endif is no news. */
  cutShort: boolean;
  /** Token ranges [first, end, first, end, …] that reach the stream; null: all. */
  regions: readonly number[] | null;
}

export interface Conditional {
  /** The directive's `#`. */
  readonly at: number;
  /** A group was chosen already. */
  taken: boolean;
  hasElse: boolean;
}

/** `#pragma pack` (GNU, Microsoft). */
export interface PackState {
  /** Bytes; 0: the target's rule. */
  current: number;
  readonly stack: { readonly label: number; readonly bytes: number }[];
}

/** What was read and looked for. */
export interface FileRecords {
  /** By path as asked for. */
  readonly found: Map<string, FoundFile>;
  /** Real paths of files with `#pragma once` or that were #imported. */
  readonly once: Set<string>;
  readonly dependencies: Set<string>;
  readonly missing: Set<string>;
  readonly modules: Map<string, IncludedModule>;
}

export interface FoundFile {
  readonly path: string;
  /** Symlinks resolved: the file's identity. */
  readonly realPath: string;
  /** null: not the host's, or not there. */
  readonly bytes: Uint8Array | null;
  /** null: `why` not. */
  readonly file: TokenizedFile | null;
  readonly why: 'found' | 'missing' | 'outside' | 'too-large';
}

export function report(
  state: State,
  kind: DiagnosticKind,
  span: Span,
  args: Arguments = {},
  notes: readonly Note[] = [],
): void {
  if (!state.stopped) state.diagnostics.report(kind, span, args, notes);
}

/** A limit was exceeded: says so, and ends the run. */
export function stop(
  state: State,
  kind: DiagnosticKind,
  span: Span,
  args: Arguments = {},
  notes: readonly Note[] = [],
): void {
  report(state, kind, span, args, notes);
  state.stopped = true;
}

export function tokenSpan(token: Token): Span {
  return spanAt(token.origin, token.start, token.end);
}

/** A macro's name where it is defined, as the header at hand came there. */
export function definedAt({ view }: State, macro: Macro): Span {
  const span = definitionSpan(macro);
  return view === null ? span : seenFrom(view, span);
}

/** The span of the tokens `first..end` of the file being read. */
export function readerSpan({ tokens, origin }: Reader, first: number, end: number = first + 1): Span {
  return spanAt(origin, tokens.start[first], tokens.end[Math.max(first, end - 1)]);
}
