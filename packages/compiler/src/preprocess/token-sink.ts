// In: runs of tokens from files and single tokens from macro expansion, in order. Out: the TokenStream.
// Rule: where a token came from is kept per run of tokens of one origin, not per token, and looked up by binary search.

import type { Tokens } from '../lex/tokens.ts';
import { EOF, PRAGMA_PACK } from '../lex/token-kind.ts';
import type { Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import { docAround } from './doc.ts';
import type { Origin } from './origin.ts';
import { homeOrigin, outermostSpan, spanAt } from './origin.ts';
import type { Token } from './token.ts';
import { spellingOf } from './token.ts';
import type { TokenStream } from './token-stream.ts';
import type { Viewpoint } from './viewpoint.ts';
import { seenFrom } from './viewpoint.ts';

const NO_BYTES = new Uint8Array(0);
const NO_NUMBERS = new Int32Array(0);

type Columns = Pick<TokenStream, 'kind' | 'flags' | 'atom' | 'start' | 'end'>;

/** The first tokens of streams. */
export interface Rows extends Columns {
  readonly count: number;
  readonly runOrigin: readonly Origin[];
  readonly runStart: readonly number[];
}

export class TokenSink implements TokenStream {
  readonly main: SourceFile;
  count = 0;
  begun: Rows | null = null;
  kind: Uint8Array = NO_BYTES;
  /** lex/tokens.ts */
  flags: Uint8Array = NO_BYTES;
  atom: Int32Array = NO_NUMBERS;
  start: Int32Array = NO_NUMBERS;
  end: Int32Array = NO_NUMBERS;
  /** Rows to make room for when the first one comes. */
  readonly capacity: number;
  /** Tokens of the files, for their comments. */
  readonly #tokensOf: Map<SourceFile, Tokens>;
  #view: Viewpoint | null = null;
  #runOrigin: Origin[] = [];
  #runStart: number[] = [];
  #lastRun = 0;

  constructor(main: SourceFile, capacity: number, tokensOf: Map<SourceFile, Tokens>) {
    this.main = main;
    this.capacity = capacity;
    this.#tokensOf = tokensOf;
  }

  /** Goes on behind rows of another stream, whose places are seen from here. */
  begin(rows: Rows, view: Viewpoint): void {
    const { count, kind, flags, atom, start, end, runOrigin, runStart } = rows;
    this.begun = rows;
    this.#view = view;
    this.#allocate(count + this.capacity, { kind, flags, atom, start, end });
    this.count = count;
    this.#runOrigin = runOrigin.slice();
    this.#runStart = runStart.slice();
  }

  /** The tokens so far, for others to begin with. */
  share(): Rows {
    const { count } = this;
    this.begun = {
      count,
      kind: this.kind.slice(0, count),
      flags: this.flags.slice(0, count),
      atom: this.atom.slice(0, count),
      start: this.start.slice(0, count),
      end: this.end.slice(0, count),
      runOrigin: this.#runOrigin.slice(),
      runStart: this.#runStart.slice(),
    };
    return this.begun;
  }

  push(token: Token): void {
    if (this.count === this.kind.length) this.#reserve(1);
    this.#beginRun(token.origin);
    const at = this.count++;
    this.kind[at] = token.kind;
    this.flags[at] = token.flags;
    this.atom[at] = token.atom;
    this.start[at] = token.start;
    this.end[at] = token.end;
  }

  /** The tokens `first..end` of a file. */
  copy(tokens: Tokens, first: number, end: number, origin: Origin): void {
    if (first >= end) return;
    if (this.count + end - first > this.kind.length) this.#reserve(end - first);
    this.#beginRun(origin);
    const { kind, flags, atom, start, end: ends } = this;
    let to = this.count;
    for (let from = first; from < end; from++, to++) {
      kind[to] = tokens.kind[from];
      flags[to] = tokens.flags[from];
      atom[to] = tokens.atom[from];
      start[to] = tokens.start[from];
      ends[to] = tokens.end[from];
    }
    this.count = to;
  }

  clear(): void {
    this.count = 0;
    this.begun = null;
    this.#runOrigin.length = 0;
    this.#runStart.length = 0;
    this.#lastRun = 0;
  }

  textOf(index: number): string {
    const kind = this.kind[index];
    if (kind === EOF || kind === PRAGMA_PACK) return '';
    return spellingOf(this.fileOf(index).text, this.start[index], this.end[index], this.flags[index]);
  }

  fileOf(index: number): SourceFile {
    return this.#originOf(index).file;
  }

  homeOf(index: number): SourceFile {
    return homeOrigin(this.#originOf(index)).file;
  }

  spanOf(first: number, last: number = first): Span {
    const span = this.#written(first, last);
    return this.#view === null ? span : seenFrom(this.#view, span);
  }

  #written(first: number, last: number): Span {
    const origin = this.#originOf(first);
    const other = this.#originOf(last);
    if (origin === other && this.start[first] <= this.end[last])
      return spanAt(origin, this.start[first], this.end[last]);
    const from = outermostSpan(origin, this.start[first], this.end[first]);
    const to = outermostSpan(other, this.start[last], this.end[last]);
    if (from.file !== to.file) return from;
    return { file: from.file, start: Math.min(from.start, to.start), end: Math.max(from.end, to.end), via: from.via };
  }

  docOf(first: number, last: number): string | null {
    const from = outermostSpan(this.#originOf(first), this.start[first], this.end[first]);
    const to = outermostSpan(this.#originOf(last), this.start[last], this.end[last]);
    const tokens = this.#tokensOf.get(from.file);
    if (tokens === undefined) return null;
    return docAround(from.file.text, tokens, from.start, to.file === from.file ? to.end : from.end);
  }

  #originOf(index: number): Origin {
    const starts = this.#runStart;
    const runs = this.#runOrigin.length;
    let low = this.#lastRun;
    if (index < starts[low] || (low + 1 < runs && index >= starts[low + 1])) {
      low = 0;
      let high = runs - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= index) low = middle;
        else high = middle - 1;
      }
      this.#lastRun = low;
    }
    return this.#runOrigin[low];
  }

  #beginRun(origin: Origin): void {
    const runs = this.#runOrigin.length;
    if (runs > 0 && this.#runOrigin[runs - 1] === origin) return;
    this.#runStart.push(this.count);
    this.#runOrigin.push(origin);
  }

  #reserve(more: number): void {
    this.#allocate(Math.max(this.capacity, this.kind.length * 2, this.count + more), this);
  }

  /** One block for all arrays: many small buffers cost more than what is in them. */
  #allocate(size: number, { kind, flags, atom, start, end }: Columns): void {
    const block = new ArrayBuffer(14 * size);
    this.atom = new Int32Array(block, 0, size);
    this.start = new Int32Array(block, 4 * size, size);
    this.end = new Int32Array(block, 8 * size, size);
    this.kind = new Uint8Array(block, 12 * size, size);
    this.flags = new Uint8Array(block, 13 * size, size);
    this.atom.set(atom);
    this.start.set(start);
    this.end.set(end);
    this.kind.set(kind);
    this.flags.set(flags);
  }
}
