// In: a main file's tokens. Out: the #includes that it begins with, and what may stand before them: the include guard,
// whose name differs from header to header, and `#pragma once`. Rule: lines that are exactly that, with nothing but
// comments between them; any other line ends the beginning.

import { intern } from '../lex/atoms.ts';
import { DEFINE, INCLUDE, PRAGMA } from '../lex/names.ts';
import { HEADER_NAME } from '../lex/token-kind.ts';
import type { Tokens } from '../lex/tokens.ts';
import { directiveName, testedName } from './include-guard.ts';
import { lineEnd } from './line.ts';

export interface Beginning {
  /** X of `#ifndef X`; 0 without one. */
  readonly guard: number;
  readonly once: boolean;
  /** The `#` of each #include. */
  readonly includes: readonly number[];
}

const ONCE = intern('once');

export function beginningOf(tokens: Tokens): Beginning {
  const { kind, atom, directives } = tokens;
  const includes: number[] = [];
  let guard = 0;
  let once = false;
  let at = 0;
  for (const hash of directives) {
    if (hash !== at) break;
    at = lineEnd(tokens, hash);
    const name = directiveName(tokens, hash);
    const operand = at === hash + 3 ? hash + 2 : -1;
    if (name === INCLUDE && kind[operand] === HEADER_NAME) includes.push(hash);
    else if (includes.length > 0) break;
    else if (hash === 0 && testedName(tokens) !== 0) guard = testedName(tokens);
    else if (name === PRAGMA && atom[operand] === ONCE) once = true;
    else if (name !== DEFINE || atom[operand] !== guard || guard === 0) break;
  }
  return { guard, once, includes };
}
