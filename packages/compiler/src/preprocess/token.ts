// One token inside macro expansion and directives. Tokens that no macro touches never become objects: they are
// copied from the file's arrays into the stream's.

import type { Tokens } from '../lex/tokens.ts';
import { LINE_START, SPACE_BEFORE, SPLICED } from '../lex/tokens.ts';
import { EOF, PLACEMARKER } from '../lex/token-kind.ts';
import type { Origin } from './origin.ts';

export interface Token {
  readonly kind: number;
  readonly flags: number;
  readonly atom: number;
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

export function tokenAt(tokens: Tokens, index: number, origin: Origin): Token {
  return {
    kind: tokens.kind[index],
    flags: tokens.flags[index],
    atom: tokens.atom[index],
    start: tokens.start[index],
    end: tokens.end[index],
    origin,
  };
}

/** The tokens `first..end` of a file. */
export function tokensBetween(tokens: Tokens, first: number, end: number, origin: Origin): Token[] {
  const list: Token[] = [];
  for (let index = first; index < end; index++) list.push(tokenAt(tokens, index, origin));
  return list;
}

export function withFlags(token: Token, flags: number): Token {
  const { kind, atom, start, end, origin } = token;
  return { kind, flags, atom, start, end, origin };
}

/** The token with the white space of another one before it. */
export function spacedAs(token: Token, spaced: boolean): Token {
  const flags = spacedFlags(token.flags, spaced);
  return flags === token.flags ? token : withFlags(token, flags);
}

export function spacedFlags(flags: number, spaced: boolean): number {
  return (flags & ~(SPACE_BEFORE | LINE_START)) | (spaced ? SPACE_BEFORE : 0);
}

export function hasSpace({ flags }: Token): boolean {
  return isSpaced(flags);
}

export function isSpaced(flags: number): boolean {
  return (flags & (SPACE_BEFORE | LINE_START)) !== 0;
}

/** The token's spelling, line splices removed. */
export function spelling(token: Token): string {
  return spellingOf(token.origin.file.text, token.start, token.end, token.flags);
}

export function spellingOf(text: string, start: number, end: number, flags: number): string {
  const written = text.slice(start, end);
  return (flags & SPLICED) === 0 ? written : written.replace(/\\[ \t\v\f\r]*\n/g, '');
}

/** Ends every list of tokens that is being read. */
export function endToken(origin: Origin): Token {
  return { kind: EOF, flags: LINE_START, atom: 0, start: origin.atEnd, end: origin.atEnd, origin };
}

/** Stands for an empty operand of `##` (C11 6.10.3.3). */
export function placemarker(like: Token): Token {
  return { kind: PLACEMARKER, flags: like.flags, atom: 0, start: like.start, end: like.start, origin: like.origin };
}
