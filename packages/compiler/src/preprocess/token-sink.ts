// In: runs of tokens from files and single tokens from macro expansion, in order. Out: the TokenStream.
// Rule: of each token only what the parser reads is copied. Where a token came from, and where it is spelled, is kept
// per run of tokens of one origin that follow one another there, and looked up by binary search.

import type { Tokens } from '../lex/tokens.ts';
import { EOF, PRAGMA_PACK } from '../lex/token-kind.ts';
import type { Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import { docAround } from './doc.ts';
import type { Origin } from './origin.ts';
import { homeOrigin, outermostSpan, spanAt } from './origin.ts';
import type { Token } from './token.ts';
import { spacedFlags, spellingOf } from './token.ts';
import type { TokenStream } from './token-stream.ts';
import type { Viewpoint } from './viewpoint.ts';
import { seenFrom } from './viewpoint.ts';

interface Run {
  readonly origin: Origin;
  /** The file's tokens; null: they are among those that came one by one, `single`. */
  readonly tokens: Tokens | null;
  readonly single: readonly Token[];
  /** Where the run begins in the stream; how much further on its tokens are where they came from. */
  readonly start: number;
  readonly shift: number;
  /** Whether white space is before the first token; null: as it is written. */
  readonly spaced: boolean | null;
}

const NO_KINDS = new Uint8Array(0);
const NO_ATOMS = new Int32Array(0);

export class TokenSink implements TokenStream {
  readonly main: SourceFile;
  count = 0;
  begun: TokenSink | null = null;
  kind: Uint8Array = NO_KINDS;
  atom: Int32Array = NO_ATOMS;
  /** Tokens to make room for when the first one comes. */
  readonly capacity: number;
  /** Tokens of the files, for their comments. */
  readonly #tokensOf: Map<SourceFile, Tokens>;
  readonly #single: Token[] = [];
  #view: Viewpoint | null = null;
  #runs: Run[] = [];
  #lastRun = 0;

  constructor(main: SourceFile, capacity: number, tokensOf: Map<SourceFile, Tokens>) {
    this.main = main;
    this.capacity = capacity;
    this.#tokensOf = tokensOf;
  }

  /** Begins with the tokens of a stream that others begin with, too; places in it are seen from here. */
  begin(shared: TokenSink, view: Viewpoint): void {
    this.begun = shared;
    this.#view = view;
    this.#take(shared);
  }

  #take({ kind, atom, count }: TokenSink): void {
    this.#reserve(count + this.capacity);
    this.kind.set(kind.subarray(0, count));
    this.atom.set(atom.subarray(0, count));
    this.count = count;
  }

  /** The tokens so far, for others to begin with. */
  share(): TokenSink {
    const shared = new TokenSink(this.main, 0, new Map(this.#tokensOf));
    const single = this.#single.slice();
    shared.begun = this.begun;
    shared.#take(this);
    shared.#runs = this.#runs.map((run) => (run.single === this.#single ? { ...run, single } : run));
    this.begun = shared;
    return shared;
  }

  push(token: Token): void {
    const at = this.count;
    if (at === this.kind.length) this.#reserve(1);
    this.#continueRun(token.origin, null, this.#single.length, null);
    this.#single.push(token);
    this.count = at + 1;
    this.kind[at] = token.kind;
    this.atom[at] = token.atom;
  }

  /** The tokens `first..end` of a file. `spaced`: whether white space is before the first; null: as it is written. */
  copy(tokens: Tokens, first: number, end: number, origin: Origin, spaced: boolean | null): void {
    if (first >= end) return;
    if (this.count + end - first > this.kind.length) this.#reserve(end - first);
    this.#continueRun(origin, tokens, first, spaced);
    const { kind, atom } = this;
    const { kind: kinds, atom: atoms } = tokens;
    let to = this.count;
    for (let from = first; from < end; from++, to++) {
      kind[to] = kinds[from];
      atom[to] = atoms[from];
    }
    this.count = to;
  }

  clear(): void {
    this.count = 0;
    this.begun = null;
    this.#runs.length = 0;
    this.#lastRun = 0;
  }

  textOf(index: number): string {
    const kind = this.kind[index];
    if (kind === EOF || kind === PRAGMA_PACK) return '';
    return spellingOf(this.fileOf(index).text, this.#startOf(index), this.#endOf(index), this.flagsOf(index));
  }

  flagsOf(index: number): number {
    const { tokens, single, start, shift, spaced } = this.#runOf(index);
    const flags = tokens === null ? single[index + shift].flags : tokens.flags[index + shift];
    return spaced !== null && index === start ? spacedFlags(flags, spaced) : flags;
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
    const start = this.#startOf(first);
    const other = this.#originOf(last);
    const end = this.#endOf(last);
    if (origin === other && start <= end) return spanAt(origin, start, end);
    const from = outermostSpan(origin, start, this.#endOf(first));
    const to = outermostSpan(other, this.#startOf(last), end);
    if (from.file !== to.file) return from;
    return { file: from.file, start: Math.min(from.start, to.start), end: Math.max(from.end, to.end), via: from.via };
  }

  docOf(first: number, last: number): string | null {
    const from = outermostSpan(this.#originOf(first), this.#startOf(first), this.#endOf(first));
    const to = outermostSpan(this.#originOf(last), this.#startOf(last), this.#endOf(last));
    const tokens = this.#tokensOf.get(from.file);
    if (tokens === undefined) return null;
    return docAround(from.file.text, tokens, from.start, to.file === from.file ? to.end : from.end);
  }

  #originOf(index: number): Origin {
    return this.#runOf(index).origin;
  }

  #startOf(index: number): number {
    const { tokens, single, shift } = this.#runOf(index);
    return tokens === null ? single[index + shift].start : tokens.start[index + shift];
  }

  #endOf(index: number): number {
    const { tokens, single, shift } = this.#runOf(index);
    return tokens === null ? single[index + shift].end : tokens.end[index + shift];
  }

  /** Of this stream, or of one that it begins with. */
  #runOf(index: number): Run {
    const { begun } = this;
    if (begun !== null && index < begun.count) return begun.#runOf(index);
    const runs = this.#runs;
    const last = this.#lastRun;
    if (runs[last].start <= index && (last + 1 === runs.length || index < runs[last + 1].start)) return runs[last];
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (runs[middle].start <= index) low = middle;
      else high = middle - 1;
    }
    this.#lastRun = low;
    return runs[low];
  }

  /** The next token is number `at` of the file's, or of those that come one by one: the last run goes on, or one begins. */
  #continueRun(origin: Origin, tokens: Tokens | null, at: number, spaced: boolean | null): void {
    const runs = this.#runs;
    const start = this.count;
    const shift = at - start;
    const single = this.#single;
    if (runs.length > 0 && spaced === null) {
      const last = runs[runs.length - 1];
      if (last.origin === origin && last.shift === shift && last.tokens === tokens && last.single === single) return;
    }
    runs.push({ origin, tokens, single, start, shift, spaced });
  }

  #reserve(more: number): void {
    const size = Math.max(this.capacity, this.kind.length * 2, this.count + more);
    const block = new ArrayBuffer(5 * size);
    const atom = new Int32Array(block, 0, size);
    const kind = new Uint8Array(block, 4 * size, size);
    kind.set(this.kind);
    atom.set(this.atom);
    this.kind = kind;
    this.atom = atom;
  }
}
