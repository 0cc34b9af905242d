// In: lines of generated text, some with the place in the header they come from. Out: the text, and where in it the
// places are.
// Rule: a line's place is mapped at its first character; `named` maps a name at its start and its end, which is what
// language services need to lead from a declaration to the header. Marks are kept as numbers: there are very many.

import type { Place } from '../model/model.ts';

/** Text, and the places that are marked in it. */
export interface Written {
  readonly text: string;
  /** The line of the text, from 0, that is the first one here. */
  readonly first: number;
  /** Numbers by MARK, as many as MARK_SIZE for each place. */
  readonly marks: Int32Array;
  /** Where marks of places in another file begin, and its path. */
  readonly runs: ReadonlyMap<number, string | null>;
}

/** The numbers of a mark: of the text its line from `first`, the column and the length of a name (0: none), and of the place. */
export const MARK = { line: 0, column: 1, length: 2, placeLine: 3, placeStart: 4, placeEnd: 5 } as const;
export const MARK_SIZE = 6;

/** Room for marks, of writers that are done. */
const rooms: Int32Array[] = [];
const FIRST_ROOM = MARK_SIZE << 10;

/** Blocks that become flat text at once. */
const MOST_BLOCKS = 4;

/** What a line begins with, by depth. */
const MARGINS = Array.from({ length: 32 }, (_, depth) => `\n${'  '.repeat(depth)}`);

export class Writer {
  /** Finished blocks, flat: pieces of text live no longer than it takes to write a few blocks. */
  private text = '';
  /** The last blocks, in pieces. */
  private blocks: string[] = [];
  /** The present block; each line begins with the end of the one before it. */
  private block = '';
  /** Lines of the finished blocks and this one. */
  private count = 0;
  private marks = rooms.pop() ?? new Int32Array(FIRST_ROOM);
  /** How far they are used. */
  private used = 0;
  private readonly runs = new Map<number, string | null>();
  private path: string | null | undefined;
  private depth = 0;
  private margin = MARGINS[0];
  private next: Place | undefined;
  /** A comment was the last line: what follows belongs to it. */
  private isCommented = false;
  /** What is before the line that a place is kept for: text and marks. */
  private reserved = { text: '', margin: '', used: 0 };

  /** One line, indented; '' is an empty one. */
  line(text: string, place: Place | undefined = this.next): void {
    if (place !== undefined) this.addMark(place, 2 * this.depth, 0);
    this.next = undefined;
    this.isCommented = false;
    this.count++;
    this.block = text === '' ? `${this.block}\n` : this.block + this.margin + text;
  }

  /** The place of the next line. */
  mark(place: Place): void {
    this.next = place;
  }

  /** The line `before` + `name` + `after`. */
  named(before: string, name: string, place: Place, after: string): void {
    this.addMark(place, 2 * this.depth + before.length, name.length);
    this.count++;
    this.block = this.block + this.margin + before + name + after;
    this.isCommented = false;
  }

  /** A line that opens a block: what follows is indented. */
  open(text: string, place: Place | undefined = this.next): void {
    if (this.depth === 0 && !this.isCommented) this.gap();
    this.line(text, place);
    this.indent();
  }

  /** A line that closes a block. */
  close(text: string): void {
    this.dedent();
    this.next = undefined;
    this.line(text);
    if (this.depth === 0) this.finishBlock();
  }

  /** An empty line. */
  gap(): void {
    if (this.count === 0) return;
    this.block += '\n';
    this.count++;
  }

  /** Lines that belong to what follows. */
  comment(lines: readonly string[]): void {
    if (this.depth === 0) this.gap();
    for (const text of lines) this.line(text);
    this.isCommented = true;
  }

  /** What follows is indented. */
  indent(): void {
    this.setDepth(this.depth + 1);
  }

  dedent(): void {
    this.setDepth(this.depth - 1);
  }

  /** Keeps a place for one line, within a block: `declare` puts it there. */
  reserve(): void {
    this.reserved = { text: this.block, margin: this.margin, used: this.used };
    this.block = '';
  }

  /** The line that a place was kept for; '' is none. */
  declare(text: string): void {
    const { text: before, margin, used } = this.reserved;
    if (text === '') {
      this.block = before + this.block;
      return;
    }
    this.block = before + margin + text + this.block;
    this.count++;
    for (let at = used; at < this.used; at += MARK_SIZE) this.marks[at + MARK.line]++;
  }

  /** What was written, behind `head`. */
  take(head: string): Written {
    const { marks, runs } = this;
    const text = [head, this.text, ...this.blocks, this.block, '\n'].join('');
    rooms.push(marks);
    return {
      text,
      first: head.split('\n').length,
      marks: marks.slice(0, this.used),
      runs,
    };
  }

  private setDepth(depth: number): void {
    this.depth = depth;
    this.margin = MARGINS[depth] ?? `\n${'  '.repeat(depth)}`;
  }

  /** On the next line. */
  private addMark(place: Place, column: number, length: number): void {
    const at = this.used;
    if (at === this.marks.length) this.marks = larger(this.marks);
    const { marks } = this;
    marks[at + MARK.line] = this.count;
    marks[at + MARK.column] = column;
    marks[at + MARK.length] = length;
    marks[at + MARK.placeLine] = place.line;
    marks[at + MARK.placeStart] = place.start;
    marks[at + MARK.placeEnd] = place.end;
    this.used = at + MARK_SIZE;
    if (place.path === this.path) return;
    this.path = place.path;
    this.runs.set(at, place.path);
  }

  private finishBlock(): void {
    const count = this.blocks.push(this.block);
    this.block = '';
    if (count < MOST_BLOCKS) return;
    this.text += this.blocks.join('');
    this.blocks = [];
  }
}

function larger(marks: Int32Array): Int32Array {
  const room = new Int32Array(2 * marks.length);
  room.set(marks);
  return room;
}
