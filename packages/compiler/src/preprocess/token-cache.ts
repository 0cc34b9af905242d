// In: files by path and content. Out: their text and tokens, made once however many compilations read them.
// Rule: an entry is valid as long as the content is the same; tokens are immutable and shared. So are the macros
// that a target and a command line predefine. What was used least lately goes when there is too much. The header that is
// compiled is kept until the next one is: few are read again, while includes always are.

import { lex } from '../lex/lex.ts';
import type { Tokens } from '../lex/tokens.ts';
import type { Unreadable } from '../source/decode.ts';
import { decode } from '../source/decode.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import { createSourceFile } from '../source/text.ts';
import { guardOf } from './include-guard.ts';
import type { MacroTable } from './macro.ts';
import type { PreambleCache } from './preamble-cache.ts';
import { createPreambleCache } from './preamble-cache.ts';

export interface TokenizedFile {
  readonly source: SourceFile;
  readonly tokens: Tokens;
  /** The macro whose being defined makes the whole file empty (`#ifndef X … #endif`); 0 without one. */
  readonly guard: number;
  /** What is wrong with its bytes. */
  readonly problem: Unreadable | null;
  /** It is wrong in comments only, which nobody reads in a header of others. */
  readonly harmless: boolean;
}

export interface TokenCache {
  /** A file's tokens; `bytes` is its content now. */
  read(path: string, bytes: Uint8Array): TokenizedFile;
  /** The same for the header that is compiled. */
  readMain(path: string, bytes: Uint8Array): TokenizedFile;
  /** The tokens of a text that is at hand. */
  of(source: SourceFile): TokenizedFile;
  /** The predefined macros of a configuration, which is `key`. */
  predefined(key: string, make: () => Predefined): Predefined;
  /** What headers begin with. */
  readonly preambles: PreambleCache;
}

export interface Predefined {
  readonly macros: MacroTable;
  /** What was wrong with the command line's definitions: said in every compilation that uses them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters of all files whose tokens are kept; the tokens take some five times as many bytes. */
export const MAX_CACHED_CHARACTERS: number = 32 << 20;

interface CachedFile {
  readonly bytes: Uint8Array | null;
  readonly file: TokenizedFile;
}

export function createTokenCache(): TokenCache {
  /** In the order of last use. */
  const files = new Map<string, CachedFile>();
  let characters = 0;
  const forget = (path: string): void => {
    characters -= files.get(path)?.file.source.text.length ?? 0;
    files.delete(path);
  };
  const keep = (path: string, cached: CachedFile): TokenizedFile => {
    forget(path);
    files.set(path, cached);
    characters += cached.file.source.text.length;
    if (characters <= MAX_CACHED_CHARACTERS) return cached.file;
    for (const oldest of files.keys()) {
      if (characters <= MAX_CACHED_CHARACTERS || oldest === path) break;
      forget(oldest);
    }
    return cached.file;
  };
  let main: CachedFile | null = null;
  const knownAs = (path: string): CachedFile | undefined => (main?.file.source.path === path ? main : files.get(path));
  const fileOf = (path: string, bytes: Uint8Array): CachedFile => {
    const known = knownAs(path);
    if (known?.bytes != null && sameBytes(known.bytes, bytes)) return known;
    const { text, problem } = decode(bytes);
    return { bytes, file: tokenize(createSourceFile(path, text), problem) };
  };
  const tables = new Map<string, Predefined>();
  return {
    read: (path, bytes) => keep(path, fileOf(path, bytes)),
    readMain: (path, bytes) => (main = fileOf(path, bytes)).file,
    of(source) {
      const known = knownAs(source.path);
      if (known !== undefined && known.file.problem === null && known.file.source.text === source.text) {
        return known.file.source === source ? known.file : { ...known.file, source };
      }
      return keep(source.path, { bytes: null, file: tokenize(source) });
    },
    predefined(key, make) {
      const known = tables.get(key);
      if (known !== undefined) return known;
      const table = make();
      tables.set(key, table);
      return table;
    },
    preambles: createPreambleCache(),
  };
}

export function tokenize(source: SourceFile, problem: Unreadable | null = null): TokenizedFile {
  const tokens = lex(source.text);
  const harmless = problem !== null && problem.kind === 'not-utf8' && isInComments(source.text, tokens, '\ufffd');
  return { source, tokens, guard: guardOf(tokens), problem, harmless };
}

function isInComments(text: string, { commentStart, commentEnd }: Tokens, character: string): boolean {
  let comment = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
    while (comment < commentEnd.length && commentEnd[comment] <= at) comment++;
    if (comment === commentEnd.length || commentStart[comment] > at) return false;
  }
  return true;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
