// In: a file's text. Out: its preprocessing tokens and comments (C11 6.4), translation phases 1 to 3 of 5.1.1.2.
// Rule: one pass over UTF-8 bytes, one table look-up per character, no strings made. Trigraphs are not replaced
// (as in gnu11). Phase 2 is done first (physical-lines.ts), in a copy; offsets are mapped back at the end, so a line
// splice costs nothing where there is none, and nothing below knows that splices exist.

import { HASH_PRIME, HASH_SEED, internHashed } from './atoms.ts';
import { identifierAt, universalNameLength } from './identifier.ts';
import { KW_IF } from './keywords.ts';
import { ELIF, HAS_INCLUDE, HAS_INCLUDE_NEXT, IMPORT, INCLUDE, INCLUDE_NEXT } from './names.ts';
import { joinLines, restoreOffsets } from './physical-lines.ts';
import { punctuatorAt, SINGLE } from './punctuator.ts';
import { TokenBuilder } from './token-builder.ts';
import { CHARACTER, EOF, HASH, HEADER_NAME, IDENTIFIER, LEFT_PAREN, NUMBER, OTHER, STRING } from './token-kind.ts';
import type { Tokens } from './tokens.ts';
import { LINE_START, SPACE_BEFORE } from './tokens.ts';

// What a character begins. Letters and digits, the characters that continue a name, are the two highest.
const STRAY = 0;
const SPACE = 1;
const NEWLINE = 2;
const SINGLE_PUNCTUATOR = 3;
const PUNCTUATOR = 4;
const QUOTE = 5;
const NUL = 6;
const WIDE = 7;
const DIGIT = 8;
const LETTER = 9;

const DOUBLE_QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const LESS = 60;
const GREATER = 62;
const LINE_FEED = 10;
const SLASH = 47;
const STAR = 42;

const CLASS: Uint8Array = classes();

const builder = new TokenBuilder();

export function lex(text: string): Tokens {
  const { bytes, length, adjustments } = joinLines(text);
  builder.reset();
  scan(bytes, length, builder);
  if (adjustments !== null) restoreOffsets(builder, adjustments);
  return builder.finish();
}

function scan(bytes: Uint8Array, length: number, out: TokenBuilder): void {
  let at = 0;
  let flags = LINE_START;
  while (at <= length) {
    const c = bytes[at];
    const start = at;
    switch (CLASS[c]) {
      case LETTER: {
        let hash = HASH_SEED;
        let next = c;
        do {
          hash = Math.imul(hash ^ next, HASH_PRIME);
          next = bytes[++at];
        } while (CLASS[next] >= DIGIT);
        if (next >= 0x80 || next === BACKSLASH) at = addName(bytes, start, flags, out);
        else if (CLASS[next] === QUOTE && isEncodingPrefix(bytes, start, at))
          at = addLiteral(bytes, length, start, at, flags, out);
        else out.add(IDENTIFIER, flags, start, at, internHashed(bytes, start, at, hash));
        break;
      }
      case SPACE:
        do at++;
        while (CLASS[bytes[at]] === SPACE);
        flags |= SPACE_BEFORE;
        continue;
      case NEWLINE:
        at++;
        flags = LINE_START;
        continue;
      case SINGLE_PUNCTUATOR:
        out.add(SINGLE[c], flags, start, ++at, 0);
        break;
      case DIGIT:
        at = addNumber(bytes, start, flags, out);
        break;
      case PUNCTUATOR: {
        const next = bytes[at + 1];
        if (c === SLASH && (next === STAR || next === SLASH)) {
          at = addComment(bytes, length, start, out);
          flags |= SPACE_BEFORE;
          continue;
        }
        if (c === LESS && expectsHeaderName(out, flags)) at = addHeaderName(bytes, start, GREATER, flags, out);
        else if (c === 46 && CLASS[next] === DIGIT) at = addNumber(bytes, start, flags, out);
        else at = addPunctuator(bytes, start, flags, out);
        break;
      }
      case QUOTE:
        if (c === DOUBLE_QUOTE && expectsHeaderName(out, flags)) at = addHeaderName(bytes, start, c, flags, out);
        else at = addLiteral(bytes, length, start, at, flags, out);
        break;
      case WIDE:
        at = addName(bytes, start, flags, out);
        break;
      case NUL:
        at++;
        if (start === length) out.add(EOF, LINE_START, start, start, 0);
        else flags |= SPACE_BEFORE;
        continue;
      default:
        out.add(OTHER, flags, start, ++at, 0);
    }
    flags = 0;
  }
}

/** An identifier with characters that are not ASCII, or one such character that belongs to no identifier. */
function addName(bytes: Uint8Array, start: number, flags: number, out: TokenBuilder): number {
  const { end, atom } = identifierAt(bytes, start);
  out.add(atom === 0 ? OTHER : IDENTIFIER, flags, start, end, atom);
  return end;
}

/**
 * pp-number: digit | . digit | pp-number (digit | identifier-nondigit | e sign | E sign | p sign | P sign | .)
 * and C23's digit separators.
 */
function addNumber(bytes: Uint8Array, start: number, flags: number, out: TokenBuilder): number {
  let at = start;
  let value = 0;
  for (; CLASS[bytes[at]] === DIGIT; at++) value = value * 10 + bytes[at] - 48;
  const digits = at - start;
  for (;;) {
    const c = bytes[at];
    if (CLASS[c] >= DIGIT) {
      const letter = c | 32;
      const sign = bytes[at + 1];
      at += (letter === 101 || letter === 112) && (sign === 43 || sign === 45) ? 2 : 1;
    } else if (c === 46) at++;
    else if (c === APOSTROPHE && CLASS[bytes[at + 1]] >= DIGIT) at += 2;
    else if (c >= 0x80) at = Math.max(at + 1, identifierAt(bytes, at).end);
    else if (c === BACKSLASH && universalNameLength(bytes, at) > 0) at += universalNameLength(bytes, at);
    else break;
  }
  const plain = digits === at - start && digits < 10 && (digits === 1 || bytes[start] !== 48);
  out.add(NUMBER, flags, start, at, plain ? value : -1);
  return at;
}

/** A character constant or string whose quote is at `quoteAt`, behind its prefix. */
function addLiteral(
  bytes: Uint8Array,
  length: number,
  start: number,
  quoteAt: number,
  flags: number,
  out: TokenBuilder,
): number {
  const quote = bytes[quoteAt];
  let at = quoteAt + 1;
  for (let c = bytes[at]; c !== quote; c = bytes[at]) {
    if (c === LINE_FEED || at >= length) {
      out.addUnterminated(OTHER, flags, start, at);
      return at;
    }
    at += c === BACKSLASH && bytes[at + 1] !== LINE_FEED && at + 1 < length ? 2 : 1;
  }
  out.add(quote === DOUBLE_QUOTE ? STRING : CHARACTER, flags, start, ++at, 0);
  return at;
}

/** `<h-chars>` or `"q-chars"`, in which backslashes and comment openers are nothing special (C11 6.4.7). */
function addHeaderName(bytes: Uint8Array, start: number, closing: number, flags: number, out: TokenBuilder): number {
  let at = start + 1;
  while (bytes[at] !== closing && bytes[at] !== LINE_FEED && bytes[at] !== 0) at++;
  if (bytes[at] === closing) {
    out.add(HEADER_NAME, flags, start, ++at, 0);
    return at;
  }
  if (closing === GREATER) return addPunctuator(bytes, start, flags, out);
  out.addUnterminated(OTHER, flags, start, at);
  return at;
}

function addPunctuator(bytes: Uint8Array, start: number, flags: number, out: TokenBuilder): number {
  const punctuator = punctuatorAt(bytes, start);
  const end = start + (punctuator >> 8);
  out.add(punctuator & 0xff, flags, start, end, 0);
  return end;
}

function addComment(bytes: Uint8Array, length: number, start: number, out: TokenBuilder): number {
  let at = start + 2;
  if (bytes[start + 1] === SLASH) {
    while (bytes[at] !== LINE_FEED && at < length) at++;
    out.addComment(start, at);
    return at;
  }
  at = blockCommentEnd(bytes, length, at);
  if (at < 0) {
    at = length;
    out.unterminatedComment = start;
  }
  out.addComment(start, at);
  return at;
}

/** One past the comment closer behind `start`, or −1. Comments are half of many headers: every second byte will do. */
function blockCommentEnd(bytes: Uint8Array, length: number, start: number): number {
  for (let at = start + 1; at <= length; at += 2) {
    const c = bytes[at];
    if (c === SLASH && bytes[at - 1] === STAR) return at + 1;
    if (c === STAR && bytes[at + 1] === SLASH) return at + 2;
  }
  return -1;
}

/** After `#include` and its like, and in `#if` after `__has_include(`. */
function expectsHeaderName(out: TokenBuilder, flags: number): boolean {
  const { count, kind, atom, lineFirst: first } = out;
  if ((flags & LINE_START) !== 0 || count < first + 2 || kind[first] !== HASH || kind[first + 1] !== IDENTIFIER)
    return false;
  const directive = atom[first + 1];
  if (count === first + 2) return directive === INCLUDE || directive === INCLUDE_NEXT || directive === IMPORT;
  if ((directive !== KW_IF && directive !== ELIF) || kind[count - 1] !== LEFT_PAREN || kind[count - 2] !== IDENTIFIER) {
    return false;
  }
  return atom[count - 2] === HAS_INCLUDE || atom[count - 2] === HAS_INCLUDE_NEXT;
}

/** u8 u U L */
function isEncodingPrefix(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  if (end - start === 1) return first === 76 || first === 85 || first === 117;
  return end - start === 2 && first === 117 && bytes[start + 1] === 56;
}

function classes(): Uint8Array {
  const table = new Uint8Array(256).fill(STRAY);
  for (let c = 0x80; c < 0x100; c++) table[c] = WIDE;
  for (let c = 0; c < 26; c++) table[97 + c] = table[65 + c] = LETTER;
  for (const c of '_$') table[c.charCodeAt(0)] = LETTER;
  for (let c = 48; c < 58; c++) table[c] = DIGIT;
  for (let c = 0; c < 256; c++) if (SINGLE[c] !== 0) table[c] = SINGLE_PUNCTUATOR;
  for (const c of '!#%&*+-./:<=>^|') table[c.charCodeAt(0)] = PUNCTUATOR;
  for (const c of ' \t\v\f\r') table[c.charCodeAt(0)] = SPACE;
  table[LINE_FEED] = NEWLINE;
  table[DOUBLE_QUOTE] = table[APOSTROPHE] = QUOTE;
  table[0] = NUL;
  // Only as the beginning of a universal character name; else it is a token of its own.
  table[BACKSLASH] = WIDE;
  return table;
}
