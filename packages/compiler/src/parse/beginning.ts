// What streams that begin with the same tokens have in common. In: a parser that has come to their end. Out: the
// declarations up to there, for the parsers that begin with them, too.
// Rule: kept when the tokens end where a declaration does, with the `;` or `}` that ends it whatever follows, and when
// nothing was to be reported. Syntax has no places but the numbers of tokens, which are the same in all of the streams.

import { PRAGMA_PACK, RIGHT_BRACE, SEMICOLON } from '../lex/token-kind.ts';
import type { TokenStream } from '../preprocess/token-stream.ts';
import { advance, endOf, type Parser } from './parser-state.ts';
import type { MarkerLexicon, RawMarker, Syntax } from './syntax.ts';

interface Beginning {
  readonly lexicon: MarkerLexicon;
  readonly count: number;
  readonly syntax: readonly Syntax[];
  readonly typedefs: readonly number[];
  readonly reported: ReadonlySet<number>;
  readonly started: RawMarker | null;
  readonly pack: number;
}

/** By what the streams have in common. */
const beginnings = new WeakMap<object, Beginning>();

export function knownBeginning({ begun }: TokenStream, lexicon: MarkerLexicon): Beginning | undefined {
  const known = begun === null ? undefined : beginnings.get(begun);
  return known?.lexicon === lexicon ? known : undefined;
}

/** The declarations that are the same objects in all streams that begin as this one does. */
export function sharedSyntax({ begun }: TokenStream): readonly Syntax[] | null {
  return begun === null ? null : (beginnings.get(begun)?.syntax ?? null);
}

/** Puts a parser behind the tokens; it has their typedefs already. */
export function goOnFrom(p: Parser, beginning: Beginning, out: Syntax[]): void {
  for (const node of beginning.syntax) out.push(node);
  for (const name of beginning.reported) p.reported.add(name);
  p.started = beginning.started;
  p.pack = beginning.pack;
  p.at = beginning.count - 1;
  advance(p);
}

/** The parser has left the tokens, and reported nothing. */
export function keepBeginning(p: Parser, syntax: readonly Syntax[], typedefs: readonly number[]): void {
  const { kinds, lexicon, reported, started } = p;
  const { begun } = p.stream;
  const last = endOf(p) - 1;
  if (begun === null || last >= begun.count || (kinds[last] !== SEMICOLON && kinds[last] !== RIGHT_BRACE)) return;
  const pack = kinds.lastIndexOf(PRAGMA_PACK, begun.count - 1);
  beginnings.set(begun, {
    lexicon,
    count: begun.count,
    syntax: syntax.slice(),
    typedefs,
    reported: new Set(reported),
    started,
    pack: pack < 0 ? 0 : p.atoms[pack],
  });
}
