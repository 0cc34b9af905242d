// In: bytes and a place. Out: the punctuator that begins there (C11 6.4.6), the longest one, digraphs included.

import * as kind from './token-kind.ts';

/** Kinds of the punctuators that begin no longer one, by character; 0 for other characters. */
export const SINGLE: Uint8Array = new Uint8Array(256);
for (const single of '[](){}~?;,') SINGLE[single.charCodeAt(0)] = kind.LEFT_BRACKET + kind.PUNCTUATORS.indexOf(single);

const EQUALS = 61;

/** Kind | length << 8 of the punctuator at `at`, whose first character begins a longer one too; 0 if there is none. */
export function punctuatorAt(bytes: Uint8Array, at: number): number {
  const next = bytes[at + 1];
  switch (bytes[at]) {
    case 33: // !
      return next === EQUALS ? two(kind.NOT_EQUAL) : one(kind.EXCLAIM);
    case 35: // #
      return next === 35 ? two(kind.HASH_HASH) : one(kind.HASH);
    case 37: // %
      return percent(bytes, at, next);
    case 38: // &
      if (next === 38) return two(kind.AND_AND);
      return next === EQUALS ? two(kind.AND_EQUAL) : one(kind.AMPERSAND);
    case 42: // *
      return next === EQUALS ? two(kind.STAR_EQUAL) : one(kind.STAR);
    case 43: // +
      if (next === 43) return two(kind.PLUS_PLUS);
      return next === EQUALS ? two(kind.PLUS_EQUAL) : one(kind.PLUS);
    case 45: // -
      if (next === 62) return two(kind.ARROW);
      if (next === 45) return two(kind.MINUS_MINUS);
      return next === EQUALS ? two(kind.MINUS_EQUAL) : one(kind.MINUS);
    case 46: // .
      return next === 46 && bytes[at + 2] === 46 ? three(kind.ELLIPSIS) : one(kind.DOT);
    case 47: // /
      return next === EQUALS ? two(kind.SLASH_EQUAL) : one(kind.SLASH);
    case 58: // :
      if (next === 62) return two(kind.RIGHT_BRACKET);
      return next === 58 ? two(kind.COLON_COLON) : one(kind.COLON);
    case 60: // <
      return less(bytes, at, next);
    case EQUALS:
      return next === EQUALS ? two(kind.EQUAL_EQUAL) : one(kind.EQUAL);
    case 62: // >
      if (next === 62) return bytes[at + 2] === EQUALS ? three(kind.SHIFT_RIGHT_EQUAL) : two(kind.SHIFT_RIGHT);
      return next === EQUALS ? two(kind.GREATER_EQUAL) : one(kind.GREATER);
    case 94: // ^
      return next === EQUALS ? two(kind.CARET_EQUAL) : one(kind.CARET);
    case 124: // |
      if (next === 124) return two(kind.OR_OR);
      return next === EQUALS ? two(kind.PIPE_EQUAL) : one(kind.PIPE);
    default:
      return 0;
  }
}

function percent(bytes: Uint8Array, at: number, next: number): number {
  if (next === EQUALS) return two(kind.PERCENT_EQUAL);
  if (next === 62) return two(kind.RIGHT_BRACE);
  if (next !== 58) return one(kind.PERCENT);
  return bytes[at + 2] === 37 && bytes[at + 3] === 58 ? kind.HASH_HASH | (4 << 8) : two(kind.HASH);
}

function less(bytes: Uint8Array, at: number, next: number): number {
  if (next === 60) return bytes[at + 2] === EQUALS ? three(kind.SHIFT_LEFT_EQUAL) : two(kind.SHIFT_LEFT);
  if (next === EQUALS) return two(kind.LESS_EQUAL);
  if (next === 58) return two(kind.LEFT_BRACKET);
  return next === 37 ? two(kind.LEFT_BRACE) : one(kind.LESS);
}

const one = (kind: number): number => kind | (1 << 8);
const two = (kind: number): number => kind | (2 << 8);
const three = (kind: number): number => kind | (3 << 8);
