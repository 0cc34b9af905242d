// In: a macro call. Out: its replacement list with arguments put in, `#` and `##` done (C11 6.10.3.1 to 6.10.3.3),
// and __VA_OPT__ (C23 6.10.4.1) and GNU's `, ## __VA_ARGS__`. Rule: as GNU cpp, white space included, since a `#`
// further out can see it: what replaces a parameter is spaced as the parameter was.

import { intern } from '../lex/atoms.ts';
import { lex } from '../lex/lex.ts';
import { CHARACTER, COMMA, IDENTIFIER, PLACEMARKER, STRING } from '../lex/token-kind.ts';
import { SPACE_BEFORE } from '../lex/tokens.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { createSourceFile } from '../source/text.ts';
import { isWithinLengthLimit, MAX_TOKEN_LENGTH } from './expansion-limit.ts';
import type { BodyItem, Macro } from './macro.ts';
import type { Origin } from './origin.ts';
import { generatedOrigin } from './origin.ts';
import { bodyOf } from './replacement-list.ts';
import type { State } from './state.ts';
import { report, tokenSpan } from './state.ts';
import type { Token } from './token.ts';
import { hasSpace, placemarker, spacedAs, spelling, tokenAt } from './token.ts';

/** One use of a macro. */
export interface Call {
  readonly macro: Macro;
  readonly origin: Origin;
  readonly arguments: readonly Argument[];
  /** `, ## __VA_ARGS__` loses its comma: the variable argument was left out. */
  readonly omitted: boolean;
}

export interface Argument {
  readonly tokens: readonly Token[];
  /** Fully macro-expanded (6.10.3.1), if the body needs it so. */
  readonly expanded: readonly Token[];
}

export function substitute(state: State, call: Call): Token[] {
  const out: Token[] = [];
  substituteItems(state, call, bodyOf(call.macro).items, out);
  if (!out.some(isPlacemarker)) return out;
  // The first one stays: what follows an empty beginning keeps its own white space.
  return out.filter((token, index) => !isPlacemarker(token) || index === 0 || hasSpace(token));
}

function isPlacemarker({ kind }: Token): boolean {
  return kind === PLACEMARKER;
}

function substituteItems(state: State, call: Call, items: readonly BodyItem[], out: Token[]): void {
  const base = out.length;
  for (let index = 0; index < items.length && !state.stopped; index++) {
    const item = items[index];
    const token = tokenAt(call.macro.tokens, item.at, call.origin);
    if (item.parameter < 0 && item.optional === null && !item.pasteBefore) {
      out.push(spacedAs(token, hasSpace(token)));
      continue;
    }
    const piece = pieceOf(state, call, item, token);
    if (piece.length === 0) piece.push(placemarker(token));
    else if (!item.pasteBefore) piece[0] = spacedAs(piece[0], hasSpace(token));
    if (!item.pasteBefore || out.length === base) append(out, piece, 0);
    else if (isCommaPaste(call, item, out[out.length - 1])) {
      if (call.omitted) out[out.length - 1] = spacedAs(placemarker(token), false);
      else append(out, piece, 0);
    } else {
      const left = out.pop()!;
      paste(state, left, piece[0], out);
      append(out, piece, 1);
    }
  }
}

function append(out: Token[], piece: readonly Token[], from: number): void {
  for (let index = from; index < piece.length; index++) out.push(piece[index]);
}

/** What one item becomes: a list of its own, to be changed by the caller. */
function pieceOf(state: State, call: Call, item: BodyItem, token: Token): Token[] {
  if (item.optional !== null) {
    const inner: Token[] = [];
    // Kept if the variable argument leaves tokens when it is expanded.
    if (call.arguments[call.arguments.length - 1].expanded.length > 0)
      substituteItems(state, call, item.optional, inner);
    return item.stringify ? [stringify(state, inner, token)] : inner;
  }
  if (item.parameter < 0) return [token];
  const argument = call.arguments[item.parameter];
  if (item.stringify) return [stringify(state, argument.tokens, token)];
  if (item.pasteBefore || item.pasteAfter) return argument.tokens.slice();
  return argument.expanded.slice();
}

/**
 * `, ## __VA_ARGS__`: without the argument the comma goes too, with it the `##` does nothing. Nor does it behind a comma
 * that the argument itself ends with, in `__VA_ARGS__ ## __VA_ARGS__`.
 */
function isCommaPaste({ macro }: Call, { parameter, stringify }: BodyItem, before: Token): boolean {
  return macro.variadic && !stringify && parameter === macro.parameters!.length - 1 && before.kind === COMMA;
}

/** `#`: the spelling of tokens as a string literal (6.10.3.2). */
function stringify(state: State, tokens: readonly Token[], operator: Token): Token {
  let text = '"';
  for (const token of tokens) {
    if (token.kind === PLACEMARKER) continue;
    if (text.length > 1 && hasSpace(token)) text += ' ';
    const isLiteral = token.kind === STRING || token.kind === CHARACTER;
    text += isLiteral ? spelling(token).replace(/["\\]/g, '\\$&') : spelling(token);
    if (text.length > MAX_TOKEN_LENGTH) break;
  }
  isWithinLengthLimit(state, operator, text.length);
  return generatedToken(`${text}"`, STRING, 0, operator);
}

/** `##`: one token out of two (6.10.3.3). Two tokens that make none stay two. */
function paste(state: State, left: Token, right: Token, out: Token[]): void {
  if (right.kind === PLACEMARKER) out.push(left);
  else if (left.kind === PLACEMARKER) out.push(spacedAs(right, hasSpace(left)));
  else {
    const text = spelling(left) + spelling(right);
    if (!isWithinLengthLimit(state, left, text.length)) return;
    const token = pasted(text, left, right);
    if (token === null) {
      report(state, catalogue.invalidPaste, tokenSpan(left), { left: spelling(left), right: spelling(right) });
      out.push(left, right);
    } else {
      if (token.kind === IDENTIFIER) state.made.add(token.atom);
      out.push(token);
    }
  }
}

function pasted(text: string, left: Token, right: Token): Token | null {
  if (left.kind === IDENTIFIER && right.kind === IDENTIFIER)
    return generatedToken(text, IDENTIFIER, intern(text), left);
  const tokens = lex(text);
  if (tokens.count !== 2 || tokens.commentStart.length > 0 || tokens.unterminated.length > 0) return null;
  return generatedToken(text, tokens.kind[0], tokens.atom[0], left);
}

/** A token spelled here, spaced as the one it comes from. */
export function generatedToken(text: string, kind: number, atom: number, from: Token): Token {
  const file = createSourceFile('<generated>', text);
  const flags = hasSpace(from) ? SPACE_BEFORE : 0;
  const origin = generatedOrigin(file, from.origin, from.start, from.end);
  return { kind, flags, atom, start: 0, end: text.length, origin };
}
