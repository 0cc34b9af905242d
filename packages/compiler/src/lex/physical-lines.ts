// Translation phase 2 (C11 5.1.1.2): a backslash at the end of a line joins it to the next one.
// In: a file's text. Out: the bytes of its logical lines, and the way back from their offsets to UTF-16 offsets of
// the text. Rule: one adjustment per splice and per non-ASCII character, ascending; a file with neither has none,
// and its offsets need no way back. White space between backslash and newline is tolerated, as in gcc.

import type { TokenBuilder } from './token-builder.ts';
import { SPLICED } from './tokens.ts';

export interface LogicalLines {
  /** UTF-8, a NUL behind the last one. Valid until the next call. */
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Null when offsets into `bytes` are offsets into the text. */
  readonly adjustments: Adjustments | null;
}

/** From byte `at[i]` on, the text's offset is `change[i]` further away than before. Splices have a change > 0. */
interface Adjustments {
  readonly at: number[];
  readonly change: number[];
}

const encoder = new TextEncoder();
let buffer = new Uint8Array(1 << 16);

const BACKSLASH = 92;
const NEWLINE = 10;

export function joinLines(text: string): LogicalLines {
  if (buffer.length <= text.length) buffer = new Uint8Array(text.length * 2);
  let { read, written } = encoder.encodeInto(text, buffer.subarray(0, -1));
  if (read < text.length) {
    buffer = new Uint8Array(text.length * 3 + 1);
    ({ written } = encoder.encodeInto(text, buffer));
  }
  const ascii = written === text.length;
  const splices = text.includes('\\') ? removeSplices(written) : null;
  const length = splices === null ? written : splices.length;
  buffer[length] = 0;
  const adjustments = ascii ? splices : withCharacters(length, splices);
  return { bytes: buffer, length, adjustments: adjustments?.at.length ? adjustments : null };
}

function removeSplices(length: number): Adjustments & { length: number } {
  const at: number[] = [];
  const change: number[] = [];
  let to = 0;
  let from = 0;
  // Ends the search at the end of the text, not of the buffer.
  buffer[length] = BACKSLASH;
  for (let slash = buffer.indexOf(BACKSLASH); slash < length; slash = buffer.indexOf(BACKSLASH, slash + 1)) {
    const end = spliceEnd(slash, length);
    if (end < 0) continue;
    buffer.copyWithin(to, from, slash);
    to += slash - from;
    from = end;
    at.push(to);
    change.push(end - slash);
  }
  buffer.copyWithin(to, from, length);
  return { at, change, length: to + length - from };
}

/** One past the splice that begins at the backslash, or −1. */
function spliceEnd(slash: number, length: number): number {
  let at = slash + 1;
  while (at < length && (buffer[at] === 32 || (buffer[at] >= 9 && buffer[at] <= 13 && buffer[at] !== NEWLINE))) at++;
  return at < length && buffer[at] === NEWLINE ? at + 1 : -1;
}

/** Merges the splices with an adjustment inside each character of more bytes than UTF-16 units. */
function withCharacters(length: number, splices: Adjustments | null): Adjustments {
  const at: number[] = [];
  const change: number[] = [];
  let splice = 0;
  for (let byte = 0; byte <= length; byte++) {
    while (splices?.at[splice] === byte) {
      at.push(byte);
      change.push(splices.change[splice++]);
    }
    const lead = buffer[byte];
    if (byte === length || lead < 0xc0) continue;
    at.push(byte + 1);
    change.push(lead >= 0xe0 ? -2 : -1);
  }
  return { at, change };
}

/** Turns the byte offsets of tokens and comments into offsets of the text, and marks the tokens with a splice inside. */
export function restoreOffsets(out: TokenBuilder, adjustments: Adjustments): void {
  restore(adjustments, out.start, out.end, out.count, out.flags);
  restore(adjustments, out.commentStart, out.commentEnd, out.commentCount, null);
}

// A splice between two tokens lies after the end of the first and before the start of the second.
function restore(
  { at, change }: Adjustments,
  starts: Int32Array,
  ends: Int32Array,
  count: number,
  flags: Uint8Array | null,
): void {
  let next = 0;
  let delta = 0;
  for (let i = 0; i < count; i++) {
    const start = starts[i];
    const end = ends[i];
    for (; next < at.length && at[next] <= start; next++) delta += change[next];
    starts[i] = start + delta;
    for (; next < at.length && at[next] < end; next++) {
      delta += change[next];
      if (flags !== null && change[next] > 0) flags[i] |= SPLICED;
    }
    ends[i] = end + delta;
  }
}
