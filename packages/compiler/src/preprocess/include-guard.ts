// In: a file's tokens. Out: the macro that guards it against being read twice: nothing but comments outside of
// `#ifndef X … #endif` or `#if !defined(X) … #endif`, without #else. Rule: as GNU cpp's "once-only headers"; then a
// second #include of the file need not look at it.

import { KW_ELSE, KW_IF } from '../lex/keywords.ts';
import { DEFINED, ELIF, ELIFDEF, ELIFNDEF, ENDIF, IFDEF, IFNDEF } from '../lex/names.ts';
import { EXCLAIM, IDENTIFIER, LEFT_PAREN, RIGHT_PAREN } from '../lex/token-kind.ts';
import type { Tokens } from '../lex/tokens.ts';
import { LINE_START } from '../lex/tokens.ts';

/** The guard's atom; 0 if the file has none. */
export function guardOf(tokens: Tokens): number {
  const { directives, count } = tokens;
  const last = directives.length - 1;
  if (last < 1 || directives[0] !== 0) return 0;
  const guard = testedName(tokens);
  if (guard === 0 || directiveName(tokens, directives[last]) !== ENDIF) return 0;
  // Only the `#endif`'s own tokens and EOF may follow it.
  for (let at = directives[last] + 1; at < count - 1; at++) if ((tokens.flags[at] & LINE_START) !== 0) return 0;
  let depth = 1;
  for (let index = 1; index <= last; index++) {
    const name = directiveName(tokens, directives[index]);
    if (name === KW_IF || name === IFDEF || name === IFNDEF) depth++;
    else if (name === ENDIF) depth--;
    else if (depth === 1 && (name === KW_ELSE || name === ELIF || name === ELIFDEF || name === ELIFNDEF)) return 0;
    if (depth === 0) return index === last ? guard : 0;
  }
  return 0;
}

/** X of `#ifndef X`, `#if !defined X` and `#if !defined(X)`, the first line; else 0. */
export function testedName({ kind, atom, flags, count }: Tokens): number {
  let end = 1;
  while (end < count && (flags[end] & LINE_START) === 0) end++;
  let at = 0;
  if (kind[1] !== IDENTIFIER) return 0;
  if (atom[1] === IFNDEF) at = end === 3 ? 2 : 0;
  else if (atom[1] === KW_IF && kind[2] === EXCLAIM && atom[3] === DEFINED) {
    if (end === 5) at = 4;
    else if (end === 7 && kind[4] === LEFT_PAREN && kind[6] === RIGHT_PAREN) at = 5;
  }
  return at > 0 && kind[at] === IDENTIFIER ? atom[at] : 0;
}

/** The atom behind a directive's `#`; 0 if it has no name. */
export function directiveName({ kind, flags, atom }: Tokens, hash: number): number {
  return kind[hash + 1] === IDENTIFIER && (flags[hash + 1] & LINE_START) === 0 ? atom[hash + 1] : 0;
}
