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
  /** Three numbers for each place: line from `first`, column, and the length of the name that ends with it; 0 without. */
  readonly marks: Int32Array;
  readonly places: readonly Place[];
  /** The files that the places are in. */
  readonly paths: ReadonlySet<string | null>;
}

/** Room for marks, of writers that are done. */
const rooms: Int32Array[] = [];
const FIRST_ROOM = 3 << 10;

/** Blocks that become flat text at once. */
const MOST_BLOCKS = 16;

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
  private readonly places: Place[] = [];
  private readonly paths = new Set<string | null>();
  private path: string | null | undefined;
  private depth = 0;
  private margin = MARGINS[0];
  private next: Place | undefined;
  /** A comment was the last line: what follows belongs to it. */
  private isCommented = false;
  /** What is before the line that a place is kept for: text, and how many places. */
  private reserved = { text: '', margin: '', places: 0 };

  /** One line, indented; '' is an empty one. */
  line(text: string, place: Place | undefined = this.next): void {
    if (place !== undefined) this.addMark(place, 2 * this.depth, 0);
    this.next = undefined;
    this.isCommented = false;
    this.count++;
    this.block += text === '' ? '\n' : this.margin + text;
  }

  /** The place of the next line. */
  mark(place: Place): void {
    this.next = place;
  }

  /** The line `before` + `name` + `after`. */
  named(before: string, name: string, place: Place, after: string): void {
    this.addMark(place, 2 * this.depth + before.length, name.length);
    this.count++;
    this.block += this.margin + before + name + after;
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
    this.reserved = { text: this.block, margin: this.margin, places: this.places.length };
    this.block = '';
  }

  /** The line that a place was kept for; '' is none. */
  declare(text: string): void {
    const { text: before, margin, places } = this.reserved;
    if (text === '') {
      this.block = before + this.block;
      return;
    }
    this.block = before + margin + text + this.block;
    this.count++;
    for (let i = places; i < this.places.length; i++) this.marks[3 * i]++;
  }

  /** What was written, behind `head`. */
  take(head: string): Written {
    const { marks, places, paths } = this;
    const text = [head, this.text, ...this.blocks, this.block, '\n'].join('');
    rooms.push(marks);
    return {
      text,
      first: head.split('\n').length,
      marks: marks.slice(0, 3 * places.length),
      places,
      paths,
    };
  }

  private setDepth(depth: number): void {
    this.depth = depth;
    this.margin = MARGINS[depth] ?? `\n${'  '.repeat(depth)}`;
  }

  /** On the next line. */
  private addMark(place: Place, column: number, length: number): void {
    const at = 3 * this.places.push(place) - 3;
    if (at === this.marks.length) this.marks = larger(this.marks);
    const { marks } = this;
    marks[at] = this.count;
    marks[at + 1] = column;
    marks[at + 2] = length;
    if (place.path === this.path) return;
    this.path = place.path;
    this.paths.add(place.path);
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
