// In: the token stream of a translation unit, and what to take for a marker. Out: its declarations, in order.
// Rule: C11 6.9 with the GNU and C23 parts in use. A declaration that cannot be understood is reported once and left
// out; the others count. The grammar is in the files beside this one, one function per rule:
//
//     declarations.ts  specifiers.ts  records.ts  enums.ts  declarators.ts  attributes.ts
//     expressions.ts   primary.ts     initializers.ts       markers.ts      marks.ts

import type { TokenStream } from '../preprocess/token-stream.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { goOnFrom, keepBeginning, knownBeginning } from './beginning.ts';
import { parseExternal } from './declarations.ts';
import { parseAssignment } from './expressions.ts';
import { finishMarks } from './marks.ts';
import { atEnd, createParser, NONE } from './parser-state.ts';
import { recover } from './recovery.ts';
import type { Expression, MarkerLexicon, Syntax } from './syntax.ts';
import { TypedefNames } from './typedef-names.ts';

/**
 * Parses a translation unit. `isExporting` says whether the file that a token is in takes part: only there are
 * markers recognised. It is asked at words of the lexicon alone.
 */
export function parse(
  stream: TokenStream,
  lexicon: MarkerLexicon,
  isExporting: (tokenIndex: number) => boolean,
  diagnostics: Diagnostics,
): Syntax[] {
  const known = knownBeginning(stream, lexicon);
  const typedefs = new TypedefNames();
  for (const name of known?.typedefs ?? NONE) typedefs.add(name);
  const p = createParser(stream, lexicon, isExporting, diagnostics, typedefs);
  const out: Syntax[] = [];
  const reported = diagnostics.list.length + diagnostics.suppressed;
  let isBeginning = stream.begun !== null && known === undefined;
  if (known !== undefined) goOnFrom(p, known, out);
  while (!atEnd(p)) {
    parseExternal(p, out);
    if (p.failedAt >= 0) recover(p, 0);
    if (isBeginning && p.at >= stream.begun!.count) {
      isBeginning = false;
      if (diagnostics.list.length + diagnostics.suppressed === reported) keepBeginning(p, out, typedefs.all());
    }
  }
  finishMarks(p);
  return out;
}

const noMarkers: MarkerLexicon = { byAtom: new Map(), group: new Map() };

/**
 * Parses tokens that stand for a value, such as a macro's replacement list; null if they are no expression.
 * `typedefs` tells which names are types.
 */
export function parseExpressionTokens(
  stream: TokenStream,
  typedefs: { has(atom: number): boolean },
): Expression | null {
  const names = { has: (atom: number) => typedefs.has(atom), add: () => undefined, delete: () => false };
  const p = createParser(stream, noMarkers, () => false, null, names);
  const value = parseAssignment(p);
  return p.failedAt < 0 && atEnd(p) ? value : null;
}
