// Comments as documentation. In: a file's text and comments, and the place of a declaration. Out: plain text lines.
// Rule: a comment documents what follows it without a blank line, if it has its lines to itself; else what stands
// before it on its line. A run of `//` lines is one comment. Decoration (`*` margins, `///`, `/**<`) is dropped;
// whatever else a comment holds is just text, and those who write it into other languages escape it.

import { HASH, IDENTIFIER, LEFT_BRACE, LEFT_PAREN, RIGHT_BRACE, RIGHT_PAREN, SEMICOLON } from '../lex/token-kind.ts';
import type { Tokens } from '../lex/tokens.ts';
import { LINE_START } from '../lex/tokens.ts';

/** A region's marker (comment-region.ts) says nothing about what stands beside it. */
const REGION = /^QIDL (?:START|END)$/;

export function docAround(text: string, tokens: Tokens, start: number, end: number): string | null {
  const [from, to] = outsideOfCalls(tokens, start, end);
  const before = lastCommentBefore(tokens, from);
  return docBefore(text, tokens, before, from) ?? docBehind(text, tokens, before + 1, to);
}

/**
 * A declaration may begin or end with a macro's argument: `REG(int, x);`. Then it is documented where the macro is:
 * goes from inside of parentheses to the name before them, and behind their end.
 */
function outsideOfCalls(tokens: Tokens, start: number, end: number): [start: number, end: number] {
  const { kind } = tokens;
  let first = tokenAtOrBehind(tokens, start);
  const least = Math.max(0, first - MAX_CALL_TOKENS);
  for (let at = first - 1, depth = 0; at > least && !ENDS_DECLARATION[kind[at]] && !isHash(tokens, at); at--) {
    if (kind[at] === RIGHT_PAREN) depth++;
    else if (kind[at] === LEFT_PAREN && depth-- === 0 && kind[at - 1] === IDENTIFIER) {
      first = at - 1;
      depth = 0;
    }
  }
  let to = end;
  const behind = tokenAtOrBehind(tokens, end);
  const most = Math.min(tokens.count, behind + MAX_CALL_TOKENS);
  for (let at = behind, depth = 0; at < most && !ENDS_DECLARATION[kind[at]] && !isHash(tokens, at); at++) {
    if (kind[at] === LEFT_PAREN) depth++;
    else if (kind[at] === RIGHT_PAREN && depth-- === 0) {
      to = tokens.end[at];
      depth = 0;
    }
  }
  return [Math.min(start, tokens.start[first]), to];
}

/** How far from a declaration the call of its macro is looked for. */
const MAX_CALL_TOKENS = 200;

/** ; { } */
const ENDS_DECLARATION: Uint8Array = new Uint8Array(256);
ENDS_DECLARATION[SEMICOLON] = ENDS_DECLARATION[LEFT_BRACE] = ENDS_DECLARATION[RIGHT_BRACE] = 1;

function isHash({ kind, flags }: Tokens, at: number): boolean {
  return kind[at] === HASH && (flags[at] & LINE_START) !== 0;
}

/** Index of the first token that begins at or behind an offset. */
export function tokenAtOrBehind({ start, count }: Tokens, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start[middle] >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the last comment that ends at or before the offset; −1 without one. */
function lastCommentBefore({ commentEnd }: Tokens, offset: number): number {
  let low = -1;
  let high = commentEnd.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (commentEnd[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function docBefore(text: string, { commentStart, commentEnd }: Tokens, last: number, start: number): string | null {
  if (last < 0 || !isGap(text, commentEnd[last], start) || !ownsLine(text, commentStart[last])) return null;
  let first = last;
  if (isLineComment(text, commentStart[last])) {
    while (
      first > 0 &&
      isLineComment(text, commentStart[first - 1]) &&
      isGap(text, commentEnd[first - 1], commentStart[first]) &&
      ownsLine(text, commentStart[first - 1])
    ) {
      first--;
    }
  }
  const lines: string[] = [];
  for (let comment = first; comment <= last; comment++) {
    lines.push(...plainLines(text.slice(commentStart[comment], commentEnd[comment])));
  }
  return joined(lines);
}

function docBehind(text: string, { commentStart, commentEnd }: Tokens, first: number, end: number): string | null {
  let comment = first;
  while (comment < commentStart.length && commentStart[comment] < end) comment++;
  if (comment === commentStart.length) return null;
  for (let at = end; at < commentStart[comment]; at++) if (!' \t;,'.includes(text[at])) return null;
  return joined(plainLines(text.slice(commentStart[comment], commentEnd[comment])));
}

/** Characters of white space between a comment and what it documents. */
const MAX_GAP = 4096;

/** White space with no blank line in it. */
function isGap(text: string, start: number, end: number): boolean {
  if (end - start > MAX_GAP) return false;
  let newlines = 0;
  for (let at = start; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === 10) newlines++;
    else if (c !== 32 && c !== 9 && c !== 13) return false;
  }
  return newlines < 2;
}

function ownsLine(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at--;
  return at < 0 || text.charCodeAt(at) === 10;
}

function isLineComment(text: string, start: number): boolean {
  return text.charCodeAt(start + 1) === 47;
}

function plainLines(comment: string): string[] {
  if (isLineComment(comment, 0)) return [comment.slice(behindDecoration(comment, '/')).trim()];
  const from = behindDecoration(comment, '*');
  let to = comment.length;
  if (comment.endsWith('/')) for (to--; to > from && comment[to - 1] === '*';) to--;
  const inside = comment.slice(from, to);
  if (!inside.includes('\n')) return [inside.trim()];
  return inside.split('\n').map((line, index) => (index === 0 ? line : line.replace(/^\s*\*+(?=\s|$)/, '')).trim());
}

/** Where the text of a comment begins; `mark` is the second character of what opens it. */
function behindDecoration(comment: string, mark: '/' | '*'): number {
  let at = 2;
  while (comment[at] === mark || comment[at] === '!') at++;
  return comment[at] === '<' ? at + 1 : at;
}

function joined(lines: readonly string[]): string | null {
  const doc = lines.length === 1 ? lines[0] : lines.join('\n').trim();
  return doc === '' || REGION.test(doc) ? null : doc;
}
