// In: a token stream. Out: the cursor that every parsing function shares, and the few moves it makes.
// Rule: recursive descent over one array of tokens, one token ahead. PRAGMA_PACK tokens may stand between any two
// tokens; the cursor steps over them and keeps what they say, so the grammar never sees one. After a mistake the
// cursor stands at the end of the stream, where everything ends by itself, until recovery.ts puts it back.

import { EOF, IDENTIFIER, PRAGMA_PACK } from '../lex/token-kind.ts';
import type { TokenStream } from '../preprocess/token-stream.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import type { Expression, MarkerLexicon, RawMarker } from './syntax.ts';
import type { TypedefNames } from './typedef-names.ts';
import { MARKER, SOFT, wordsOf, type Words } from './words.ts';

/** Parentheses, brackets, braces and unary operators of an expression inside each other. */
export const MAX_EXPRESSION_DEPTH = 256;
/** Height of an expression's tree: `a + a + …` is as high as it is long. Bounds the recursion of later stages. */
export const MAX_EXPRESSION_HEIGHT = 1000;
/** Parentheses and parameter lists of a declarator inside each other. */
export const MAX_DECLARATOR_DEPTH = 64;
/** Pointers, arrays and functions of one declarator: C asks for 12 at least (5.2.4.1). */
export const MAX_DERIVATIONS = 256;
/** Records and enums inside each other: C asks for 63 at least. */
export const MAX_RECORD_DEPTH = 128;

// Where declaration specifiers and declarators stand.
export const AT_FILE = 0;
export const IN_RECORD = 1;
export const IN_PARAMETERS = 2;
export const IN_TYPE_NAME = 3;
export type Context = typeof AT_FILE | typeof IN_RECORD | typeof IN_PARAMETERS | typeof IN_TYPE_NAME;

export const NONE: readonly never[] = [];

/** Adds to a list that began as NONE and belongs to one node. */
export function append<T>(list: readonly T[], item: T): readonly T[] {
  if (list === NONE) return [item];
  (list as T[]).push(item);
  return list;
}

/** What stands where a mistake was reported. */
export const NOTHING: Expression = { kind: 'opaque', at: 0, end: 0 };

/** What the parser asks of the names that are types. */
type Typedefs = Pick<TypedefNames, 'has' | 'add' | 'delete'>;

export interface Parser {
  readonly stream: TokenStream;
  readonly kinds: Uint8Array;
  readonly atoms: Int32Array;
  /** Index of the EOF token. */
  readonly last: number;
  readonly words: Words;
  readonly lexicon: MarkerLexicon;
  readonly isExporting: (tokenIndex: number) => boolean;
  /** null: nothing is reported. */
  readonly diagnostics: Diagnostics | null;
  /** Names declared by typedef, parameters that hide them taken out. */
  readonly typedefs: Typedefs;
  /** Unknown macros reported so far: each name once. */
  readonly reported: Set<number>;
  /** The current token; never a PRAGMA_PACK. */
  at: number;
  /** Where the declaration at hand began. */
  declarationAt: number;
  /** `#pragma pack` in force at the current token, in bytes. */
  pack: number;
  /** Where the mistake is that the cursor left for the end of the stream; -1 without. */
  failedAt: number;
  /** Something unclosed at the end of the file has been reported: what is around it is unclosed, too. */
  endReported: boolean;
  /** Mistakes are left unreported: what is parsed is optional. */
  quiet: boolean;
  /** Open braces that the declaration at hand has consumed, now and when it failed. */
  braces: number;
  failedBraces: number;
  expressionDepth: number;
  declaratorDepth: number;
  recordDepth: number;
  /** Height of the expression parsed last. */
  height: number;
  /** The run of markers looked at last ends before this token, and has this token for a name (-1: none). See markers.ts. */
  runEnd: number;
  runName: number;
  /** QIDL_DECLARE met in the specifiers at hand. */
  mark: RawMarker | null;
  /** QIDL_START that has not been ended yet. */
  started: RawMarker | null;
}

export function createParser(
  stream: TokenStream,
  lexicon: MarkerLexicon,
  isExporting: (tokenIndex: number) => boolean,
  diagnostics: Diagnostics | null,
  typedefs: Typedefs,
): Parser {
  const parser: Parser = {
    stream,
    kinds: stream.kind,
    atoms: stream.atom,
    last: stream.count - 1,
    words: wordsOf(lexicon),
    lexicon,
    isExporting,
    diagnostics,
    typedefs,
    reported: new Set(),
    at: -1,
    declarationAt: 0,
    pack: 0,
    failedAt: -1,
    endReported: false,
    quiet: false,
    braces: 0,
    failedBraces: 0,
    expressionDepth: 0,
    declaratorDepth: 0,
    recordDepth: 0,
    height: 0,
    runEnd: 0,
    runName: -1,
    mark: null,
    started: null,
  };
  advance(parser);
  return parser;
}

/** To the next token. At the end of the stream it stays there. */
export function advance(p: Parser): void {
  let at = p.at;
  if (at === p.last) return;
  while (p.kinds[++at] === PRAGMA_PACK) p.pack = p.atoms[at];
  p.at = at;
}

/** To a token further on. */
export function advanceTo(p: Parser, index: number): void {
  for (let at = p.at; at < index; at++) if (p.kinds[at] === PRAGMA_PACK) p.pack = p.atoms[at];
  p.at = index;
}

/** The index of the token after `index`. */
export function after(p: Parser, index: number): number {
  if (index >= p.last) return p.last;
  let next = index + 1;
  while (p.kinds[next] === PRAGMA_PACK) next++;
  return next;
}

export function kindAfter(p: Parser): number {
  return p.kinds[after(p, p.at)];
}

/** One past the last token consumed: the `end` of a node that is complete. */
export function endOf(p: Parser): number {
  let end = p.at;
  while (end > 0 && p.kinds[end - 1] === PRAGMA_PACK) end--;
  return end;
}

/** The word (words.ts) of a token; 0 for anything but an identifier with a meaning. */
export function wordAt(p: Parser, index: number): number {
  if (p.kinds[index] !== IDENTIFIER) return 0;
  const atom = p.atoms[index];
  return atom < p.words.length ? p.words[atom] : 0;
}

/** Whether a token may be a name where one is needed: an identifier that C11 does not reserve. */
export function isNameAt(p: Parser, index: number): boolean {
  if (p.kinds[index] !== IDENTIFIER) return false;
  const word = wordAt(p, index);
  return word === 0 || (word & SOFT) !== 0 || word >>> 16 === MARKER;
}

/** Consumes a token of the kind if it is the current one. */
export function accept(p: Parser, kind: number): boolean {
  if (p.kinds[p.at] !== kind) return false;
  advance(p);
  return true;
}

export function atEnd(p: Parser): boolean {
  return p.kinds[p.at] === EOF;
}
