// `#pragma GCC poison`: names that are not to be used any more. In: the pragma's words. Out: an error where a file
// spells one of them afterwards, in its text, in a macro call, in a definition or in a condition.
// Rule: as gcc: a poisoned name is not defined, cannot be, and stays as it is where a macro defined before brings it.

import { atomText } from '../lex/atoms.ts';
import { IDENTIFIER } from '../lex/token-kind.ts';
import { poisonedName } from '../source/catalogue/1-preprocessing.ts';
import { builtinMacro } from './builtin-macro.ts';
import { findMacro, mayBeMacro, POISONED, setMacro } from './macro.ts';
import { FILE } from './origin.ts';
import type { Reader, State } from './state.ts';
import { readerSpan, report, tokenSpan } from './state.ts';
import type { Token } from './token.ts';

/** Whether this process ever met the pragma: few do, and definitions are many. */
let isAnythingPoisoned = false;

/** # pragma GCC poison { identifier } */
export function poison(state: State, words: readonly Token[]): void {
  isAnythingPoisoned = true;
  for (const { kind, atom } of words) if (kind === IDENTIFIER) setMacro(state.macros, builtinMacro(atom, POISONED));
}

export function isPoisoned(state: State, atom: number): boolean {
  return mayBeMacro()[atom] === 1 && findMacro(state.macros, atom)?.builtin === POISONED;
}

/** `name` is poisoned: an error where a file spells it. */
export function reportPoisoned(state: State, name: Token): void {
  if (name.origin.kind === FILE) report(state, poisonedName, tokenSpan(name), { name: atomText(name.atom) });
}

/** The words of a directive, `first` to `end`. */
export function reportPoisonedWords(state: State, reader: Reader, first: number, end: number): void {
  if (!isAnythingPoisoned) return;
  const { kind, atom } = reader.tokens;
  for (let at = first; at < end; at++)
    if (kind[at] === IDENTIFIER && isPoisoned(state, atom[at]))
      report(state, poisonedName, readerSpan(reader, at), { name: atomText(atom[at]) });
}
