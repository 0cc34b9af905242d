// The stack of token lists being rescanned (C11 6.10.3.4), and the one way to read from it.
// Rule: as GNU cpp: a macro is disabled while tokens of its replacement are still to be read; a name met meanwhile is
// marked and never expanded. Looking for a call's `(` may end a list, which enables its macro again.

import { EOF, HASH, LEFT_PAREN, PLACEMARKER } from '../lex/token-kind.ts';
import { LINE_START } from '../lex/tokens.ts';
import type { Macro } from './macro.ts';
import type { State } from './state.ts';
import type { Token } from './token.ts';
import { endToken, tokenAt } from './token.ts';
import { fileOrigin } from './origin.ts';
import { createSourceFile } from '../source/text.ts';

/** What is read when there is nothing more to read. */
export const END: Token = endToken(fileOrigin(createSourceFile('<end>', ''), null, 0, 0));

export function pushReplacement(state: State, tokens: readonly Token[], macro: Macro): void {
  macro.disabled = true;
  state.contexts.push({ tokens, at: 0, macro, barrier: false });
}

/** Everything read until `popBarrier` comes from these tokens. */
export function pushBarrier(state: State, tokens: readonly Token[]): void {
  state.contexts.push({ tokens, at: 0, macro: null, barrier: true });
}

export function popBarrier(state: State): void {
  while (!state.contexts[state.contexts.length - 1].barrier) popContext(state);
  popContext(state);
}

function popContext(state: State): void {
  const context = state.contexts.pop();
  if (context?.macro) context.macro.disabled = false;
}

/** Drops the lists that are read to their end, up to the next barrier. Whether a token is left. */
function settle(state: State): boolean {
  const { contexts } = state;
  for (let top = contexts.length - 1; top >= 0; top--) {
    const context = contexts[top];
    if (context.at < context.tokens.length) return true;
    if (context.barrier) return false;
    popContext(state);
  }
  return false;
}

/** The next token, not expanded, out of the lists being rescanned; END when they are exhausted. */
export function readRescanned(state: State): Token {
  if (!settle(state) || state.stopped) return END;
  const context = state.contexts[state.contexts.length - 1];
  return context.tokens[context.at++];
}

/** The next token, not expanded, for the arguments of a call: reads on in the file, directives and all. */
export function readArgumentToken(state: State): Token {
  if (settle(state) || state.contexts.length > 0 || state.reader === null) return readRescanned(state);
  const { reader } = state;
  const { tokens, origin } = reader;
  for (;;) {
    const { at } = reader;
    if (state.stopped || tokens.kind[at] === EOF) return END;
    if (tokens.kind[at] !== HASH || (tokens.flags[at] & LINE_START) === 0) break;
    state.handleDirective(state, reader);
  }
  return tokenAt(tokens, reader.at++, origin);
}

/**
 * Whether the next token is a `(`: then a function-like macro's name before it is a call. White space that empty
 * expansions left before it is dropped if so, and stays to be read if not.
 */
export function callFollows(state: State): boolean {
  const { contexts, reader } = state;
  let space: Token | null = null;
  let follows = false;
  while (settle(state)) {
    const context = contexts[contexts.length - 1];
    const token = context.tokens[context.at];
    follows = token.kind === LEFT_PAREN;
    if (token.kind !== PLACEMARKER) break;
    space = token;
    context.at++;
  }
  if (contexts.length === 0 && reader !== null) follows = reader.tokens.kind[reader.at] === LEFT_PAREN;
  if (space !== null && !follows) contexts.push({ tokens: [space], at: 0, macro: null, barrier: false });
  return follows;
}

/** Leaves every macro enabled, however reading ended. */
export function unwind(state: State): void {
  while (state.contexts.length > 0) popContext(state);
}
