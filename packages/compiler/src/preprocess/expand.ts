// Macro expansion (C11 6.10.3): from a macro's name to the tokens that replace it, rescanned with the rest.
// Rule: as GNU cpp, token for token. Replacements are lists on a stack (contexts.ts), not recursion; only the
// arguments of a call are expanded by recursion, to a fixed depth.

import { COMMA, IDENTIFIER, LEFT_PAREN, PLACEMARKER, RIGHT_PAREN } from '../lex/token-kind.ts';
import { NO_EXPAND, SPACE_BEFORE } from '../lex/tokens.ts';
import { atomText } from '../lex/atoms.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { builtinReplacement } from './builtin-macro.ts';
import {
  callFollows,
  END,
  popBarrier,
  pushBarrier,
  pushReplacement,
  readArgumentToken,
  readRescanned,
} from './contexts.ts';
import { isWithinExpansionLimit } from './expansion-limit.ts';
import type { Macro } from './macro.ts';
import { findMacro, HAS_QUERY, mayBeMacro, NONE, POISONED, PRAGMA_CALL } from './macro.ts';
import type { Origin } from './origin.ts';
import { GENERATED, macroOrigin } from './origin.ts';
import { reportPoisoned } from './poison.ts';
import type { State } from './state.ts';
import { definedAt, report, stop, tokenSpan } from './state.ts';
import type { Call } from './substitute.ts';
import { substitute } from './substitute.ts';
import { bodyOf } from './replacement-list.ts';
import type { Token } from './token.ts';
import { hasSpace, placemarker, spacedAs, tokensBetween, withFlags } from './token.ts';

/** Calls in the arguments of calls in the arguments of calls … */
export const MAX_ARGUMENT_NESTING = 400;

/** The macro that an identifier names where it stands; null if it is to stay as it is. */
export function macroAt(state: State, atom: number): Macro | null {
  if (mayBeMacro()[atom] !== 1) return null;
  const macro = findMacro(state.macros, atom);
  if (macro === null) return null;
  const kept = state.reader?.exporting === true && state.options.reserved?.has(atom) === true;
  return kept ? null : macro;
}

/** The next token out of the lists being rescanned, macros expanded; END at their end. */
export function readExpanded(state: State): Token {
  let space = 0;
  for (;;) {
    const read = readRescanned(state);
    if (read.kind === PLACEMARKER) {
      if (hasSpace(read)) space = SPACE_BEFORE;
      continue;
    }
    const token = space === 0 || read === END ? read : withFlags(read, read.flags | space);
    if (token.kind !== IDENTIFIER || (token.flags & NO_EXPAND) !== 0) return token;
    const macro = macroAt(state, token.atom);
    if (macro === null) return token;
    if (macro.disabled) return withFlags(token, token.flags | NO_EXPAND);
    if (!enterMacro(state, token, macro)) return token;
    space = 0;
  }
}

/** Replaces a macro's name by pushing its replacement. False: it stays, for it is not called. */
export function enterMacro(state: State, name: Token, macro: Macro): boolean {
  if (macro.builtin === HAS_QUERY || macro.builtin === PRAGMA_CALL || macro.builtin === POISONED) return false;
  if (macro.builtin !== NONE) {
    pushReplacement(state, [builtinReplacement(state, name, macro.builtin)], macro);
    return true;
  }
  if (macro.parameters === null) {
    const origin = originOfCall(macro, name, name);
    const tokens = macro.plain
      ? tokensBetween(macro.tokens, macro.first, macro.end, origin)
      : substitute(state, { macro, origin, arguments: [], omitted: false });
    replace(state, name, macro, tokens);
    return true;
  }
  if (!callFollows(state)) return false;
  const call = readCall(state, name, macro);
  if (call === null) return false;
  replace(state, name, macro, substitute(state, call));
  return true;
}

function replace(state: State, name: Token, macro: Macro, tokens: Token[]): void {
  if (!isWithinExpansionLimit(state, name, tokens.length + 1)) return;
  if (tokens.length > 0) tokens[0] = spacedAs(tokens[0], hasSpace(name));
  else if (hasSpace(name)) tokens.push(placemarker(name));
  pushReplacement(state, tokens, macro);
}

/** Fully macro-expands a list of tokens by itself. */
export function expandTokens(state: State, tokens: readonly Token[]): Token[] {
  const expanded: Token[] = [];
  pushBarrier(state, tokens);
  for (let token = readExpanded(state); token !== END; token = readExpanded(state)) expanded.push(token);
  popBarrier(state);
  return expanded;
}

/** An argument, macro-expanded as if it were the rest of the file (6.10.3.1). */
function expandArgument(state: State, call: Token, tokens: readonly Token[]): readonly Token[] {
  if (state.argumentDepth >= MAX_ARGUMENT_NESTING) {
    stop(state, catalogue.argumentsTooDeep, tokenSpan(call), { limit: MAX_ARGUMENT_NESTING });
    return [];
  }
  if (!tokens.some(mayExpand)) return tokens;
  state.argumentDepth++;
  const expanded = expandTokens(state, tokens);
  state.argumentDepth--;
  return expanded;
}

function mayExpand({ kind, atom }: Token): boolean {
  return kind === IDENTIFIER && mayBeMacro()[atom] === 1;
}

/** Reads a call's arguments, from its `(` on; null, and a diagnostic, if they don't fit the macro. */
function readCall(state: State, name: Token, macro: Macro): Call | null {
  const parameters = macro.parameters!;
  const lists: Token[][] = [[]];
  const wasCollecting = state.collecting;
  state.collecting = true;
  readArgumentToken(state);
  let depth = 0;
  let count = 0;
  let token = readArgumentToken(state);
  for (; token !== END; token = readArgumentToken(state)) {
    if (token.kind === PLACEMARKER) continue;
    if (token.kind === RIGHT_PAREN && depth-- === 0) break;
    if (token.kind === LEFT_PAREN) depth++;
    const list = lists[lists.length - 1];
    const separates = token.kind === COMMA && depth === 0 && !(macro.variadic && lists.length >= parameters.length);
    if (separates) lists.push([]);
    else list.push(disabledHere(state, token));
    count++;
  }
  state.collecting = wasCollecting;
  if (!isWithinExpansionLimit(state, name, count)) return null;
  if (token === END) {
    report(state, catalogue.unterminatedArguments, tokenSpan(name), { name: atomText(macro.atom) });
    if (state.reader !== null && state.contexts.length === 0) state.reader.cutShort = true;
    return null;
  }
  if (parameters.length === 0 && lists.length === 1 && lists[0].length === 0) lists.pop();
  if (!argumentsFit(state, name, macro, lists.length)) return null;
  const last = lists[lists.length - 1];
  const omitted = macro.variadic && (lists.length < parameters.length || (lists.length === 1 && last.length === 0));
  if (lists.length < parameters.length) lists.push([]);
  const { expands } = bodyOf(macro);
  return {
    macro,
    origin: originOfCall(macro, name, token),
    arguments: lists.map((tokens, index) => ({
      tokens,
      expanded: expands[index] ? expandArgument(state, name, tokens) : tokens,
    })),
    omitted,
  };
}

/** An argument's name; one met while its macro is being replaced is not expanded later either. */
function disabledHere(state: State, token: Token): Token {
  if (token.kind !== IDENTIFIER || (token.flags & NO_EXPAND) !== 0 || mayBeMacro()[token.atom] !== 1) return token;
  const macro = findMacro(state.macros, token.atom);
  if (macro?.builtin === POISONED) reportPoisoned(state, token);
  return macro?.disabled === true ? withFlags(token, token.flags | NO_EXPAND) : token;
}

function argumentsFit(state: State, name: Token, macro: Macro, given: number): boolean {
  const needed = macro.parameters!.length;
  if (given === needed || (macro.variadic && given === needed - 1)) return true;
  const args = { name: atomText(macro.atom), needed, given };
  const note = { message: `'${args.name}' is defined here`, span: definedAt(state, macro) };
  report(state, catalogue.argumentCount, tokenSpan(name), args, [note]);
  return false;
}

/** The origin of a macro's replacement: `closing` is the call's last token. */
function originOfCall(macro: Macro, name: Token, closing: Token): Origin {
  const { origin } = name;
  const text = atomText(macro.atom);
  if (origin.kind === GENERATED) return macroOrigin(macro.origin.file, text, origin.parent!, origin.at, origin.atEnd);
  const end = closing.origin === origin && closing.end > name.start ? closing.end : name.end;
  return macroOrigin(macro.origin.file, text, origin, name.start, end);
}
