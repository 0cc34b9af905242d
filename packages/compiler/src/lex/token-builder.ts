// In: tokens and comments, one by one, in the order of the text. Out: the Tokens of a file.
// Rule: the arrays grow geometrically and are reused from file to file; `finish` copies what was filled.

import type { Tokens } from './tokens.ts';
import { LINE_START } from './tokens.ts';
import { HASH } from './token-kind.ts';

export class TokenBuilder {
  count = 0;
  kind: Uint8Array = new Uint8Array(1 << 14);
  flags: Uint8Array = new Uint8Array(1 << 14);
  start: Int32Array = new Int32Array(1 << 14);
  end: Int32Array = new Int32Array(1 << 14);
  atom: Int32Array = new Int32Array(1 << 14);
  /** Index of the first token of the current line. */
  lineFirst = 0;
  commentCount = 0;
  commentStart: Int32Array = new Int32Array(1 << 10);
  commentEnd: Int32Array = new Int32Array(1 << 10);
  unterminatedComment = -1;
  #directives: number[] = [];
  #unterminated: number[] = [];

  reset(): void {
    this.count = 0;
    this.lineFirst = 0;
    this.commentCount = 0;
    this.unterminatedComment = -1;
    this.#directives.length = 0;
    this.#unterminated.length = 0;
  }

  add(kind: number, flags: number, start: number, end: number, atom: number): void {
    const at = this.count;
    if (at === this.kind.length) this.#grow();
    this.kind[at] = kind;
    this.flags[at] = flags;
    this.start[at] = start;
    this.end[at] = end;
    this.atom[at] = atom;
    if ((flags & LINE_START) !== 0) {
      this.lineFirst = at;
      if (kind === HASH) this.#directives.push(at);
    }
    this.count = at + 1;
  }

  addUnterminated(kind: number, flags: number, start: number, end: number): void {
    this.#unterminated.push(this.count);
    this.add(kind, flags, start, end, 0);
  }

  addComment(start: number, end: number): void {
    if (this.commentCount === this.commentStart.length) {
      this.commentStart = doubled(this.commentStart);
      this.commentEnd = doubled(this.commentEnd);
    }
    this.commentStart[this.commentCount] = start;
    this.commentEnd[this.commentCount++] = end;
  }

  finish(): Tokens {
    const { count, commentCount } = this;
    const directives = this.#directives;
    const unterminated = this.#unterminated;
    // One block for all arrays: many small buffers cost more than what is in them.
    const numbers = 3 * count + directives.length + unterminated.length + 2 * commentCount;
    const block = new ArrayBuffer(4 * numbers + 2 * count);
    const kind = new Uint8Array(block, 4 * numbers, count);
    const flags = new Uint8Array(block, 4 * numbers + count, count);
    kind.set(this.kind.subarray(0, count));
    flags.set(this.flags.subarray(0, count));
    let used = 0;
    const take = (source: ArrayLike<number>, length: number): Int32Array => {
      const part = new Int32Array(block, used, length);
      part.set(source);
      used += 4 * length;
      return part;
    };
    return {
      count,
      kind,
      flags,
      start: take(this.start.subarray(0, count), count),
      end: take(this.end.subarray(0, count), count),
      atom: take(this.atom.subarray(0, count), count),
      directives: take(directives, directives.length),
      unterminated: take(unterminated, unterminated.length),
      commentStart: take(this.commentStart.subarray(0, commentCount), commentCount),
      commentEnd: take(this.commentEnd.subarray(0, commentCount), commentCount),
      unterminatedComment: this.unterminatedComment,
    };
  }

  #grow(): void {
    const size = this.kind.length * 2;
    const kind = new Uint8Array(size);
    const flags = new Uint8Array(size);
    kind.set(this.kind);
    flags.set(this.flags);
    this.kind = kind;
    this.flags = flags;
    this.start = doubled(this.start);
    this.end = doubled(this.end);
    this.atom = doubled(this.atom);
  }
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
