// How much macro expansion may do: what a header says in a few lines can take any time and memory.
// Rule: everything that is read or made is counted, long spellings as the many tokens that they are.

import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import type { State } from './state.ts';
import { stop, tokenSpan } from './state.ts';
import type { Token } from './token.ts';
import { spelling } from './token.ts';

/** Tokens that macro expansion may read and make in one compilation: this many, and some for each of included files. */
export const MAX_EXPANDED_TOKENS: number = 1 << 20;
/** What each token of an included file adds, once: the larger the headers, the more there is in them to expand. */
export const EXPANDED_PER_TOKEN = 4;
/** The same for the value of one `#define`. */
export const MAX_CONSTANT_TOKENS = 10_000;
/** The same for the values of all of them together: each may be made of the one before. */
export const MAX_CONSTANTS_TOKENS: number = 1 << 22;
/** Characters of one token: nested `#`s and `##`s double a token with each level. */
export const MAX_TOKEN_LENGTH: number = 1 << 20;

/** Characters that count as one token. */
const CHARACTERS_PER_TOKEN = 8;

/** Counts what the expansion at `place` reads or makes; false: that was too much, and all ends. */
export function isWithinExpansionLimit(state: State, place: Token, tokens: number): boolean {
  state.expanded += tokens;
  const limit = state.expandable;
  if (state.expanded <= limit) return true;
  stop(state, catalogue.expansionTooLarge, tokenSpan(place), { name: spelling(place), limit });
  return false;
}

/** The same for a token to be spelled at `place`. */
export function isWithinLengthLimit(state: State, place: Token, length: number): boolean {
  if (length <= MAX_TOKEN_LENGTH)
    return isWithinExpansionLimit(state, place, Math.floor(length / CHARACTERS_PER_TOKEN));
  stop(state, catalogue.tokenTooLong, tokenSpan(place), { limit: MAX_TOKEN_LENGTH });
  return false;
}
