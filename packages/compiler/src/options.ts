// What a compilation is asked for, what it reads through, and what it gives back.
// Rule: the compiler is pure; files are reached through a Host, and only inside its roots.

import type { Diagnostic } from './source/diagnostic.ts';
import type { Model } from './model/model.ts';
import type { TargetName } from './target.ts';

/** Files as the compiler sees them. Paths are absolute and use `/`. */
export interface Host {
  /**
   * The bytes of a file, or why there are none. 'missing': no such file; 'outside': it resolves (through symlinks)
   * to a place outside the roots; 'too-large': over the limit MAX_FILE_BYTES.
   */
  read(path: string): Uint8Array | 'missing' | 'outside' | 'too-large';
  /** Whether `read` would give bytes, without reading them. */
  exists(path: string): boolean;
  /** The path with symlinks resolved: one file, one identity. The path itself when it does not exist. */
  realpath(path: string): string;
}

/** Options every front (plugins, CLI, library) shares. */
export interface CompileOptions {
  /** C's implementation-defined widths. Default: wasm32. */
  readonly target?: TargetName;
  /** `-I`: searched in order for both forms of #include (after the including file's folder for quotes). */
  readonly includeDirs?: readonly string[];
  /** Searched behind `includeDirs`; that a folder stands here is no permission to read it. */
  readonly searchDirs?: readonly string[];
  /** `-D`: name → replacement text; true means 1. */
  readonly define?: Readonly<Record<string, string | true>>;
  /** `-U`. */
  readonly undefine?: readonly string[];
  /** `-include`: files read before the header. */
  readonly forceInclude?: readonly string[];
  /** A saved field of an unknown type: an error, or broken with a warning. Default: 'error'. */
  readonly unknown?: 'error' | 'broken';
  /** Types whose fields are immutable. */
  readonly immutableTypes?: readonly string[];
  /** Registered external visitors: C type name → module that exports them. */
  readonly types?: Readonly<Record<string, string>>;
  /** Functions that size and condition expressions may call: C name → module that exports them. */
  readonly functions?: Readonly<Record<string, string>>;
  /** Warnings that say "an error under strict" are errors. */
  readonly strict?: boolean;
  /** The lock file (absolute path) that schemas may not break with; see docs/cli.md. */
  readonly lock?: string;
  /** `-fshort-enums`. */
  readonly shortEnums?: boolean;
  /** `-fpack-struct=n`, bytes; 0: the target's rule. */
  readonly pack?: number;
  /** Which files' structs are modules of their own. Default: paths that end in `.qidl.h`. */
  readonly exporting?: (path: string) => boolean;
  /** Appended to the specifiers of other headers' modules: '' in bundlers, '.js' for `qidl compile`. */
  readonly importSuffix?: string;
}

export interface SourceMap {
  readonly version: 3;
  readonly file: string;
  readonly sources: readonly string[];
  readonly sourcesContent: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

export interface CompileResult {
  /** ES module text; '' when there are errors. */
  readonly code: string;
  readonly map: SourceMap | null;
  /** Declaration file text, without its map comment; '' when there are errors. */
  readonly dts: string;
  readonly dtsMap: SourceMap | null;
  /** null when there are errors that leave no model. */
  readonly model: Model | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Every file read, the header first: edits of these change the result. Given on failure too. */
  readonly dependencies: readonly string[];
  /** Files looked for in vain: their appearance may change the result. */
  readonly missing: readonly string[];
}
