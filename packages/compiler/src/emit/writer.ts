// In: lines of generated text, some with the place in the header they come from. Out: the text, and where in it the
// places are.
// Rule: a line's place is mapped at its first character; `named` maps a name at its start and its end, which is what
// language services need to lead from a declaration to the header. Marks are kept as numbers: there are very many.

import type { Place } from '../model/model.ts';

export interface Writer {
  /** One line, indented; '' is an empty one. */
  line(text: string, place?: Place): void;
  /** The place of the next line. */
  mark(place: Place): void;
  /** The line `before` + `name` + `after`. */
  named(before: string, name: string, place: Place, after: string): void;
  /** A line that opens a block: what follows is indented. */
  open(text: string, place?: Place): void;
  /** A line that closes a block. */
  close(text: string): void;
  /** An empty line. */
  gap(): void;
  /** Lines that belong to what follows. */
  comment(lines: readonly string[]): void;
  /** What follows is indented. */
  indent(): void;
  dedent(): void;
  /** Keeps a place for one line, within a block. Returns what puts it there; without text there is no line. */
  reserve(): (text: string) => void;
  /** What was written so far, behind `head`. */
  take(head: string): Written;
}

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

/** What a line begins with, by depth. */
const MARGINS = Array.from({ length: 32 }, (_, depth) => `\n${'  '.repeat(depth)}`);

export function createWriter(): Writer {
  /** Finished blocks: flat text, so that the many small strings of a block live no longer than it takes to write it. */
  const blocks: string[] = [];
  /** Lines of the present block; each begins with the end of the one before it. */
  let lines: string[] = [];
  /** Of the finished blocks and this one. */
  let count = 0;
  let marks = rooms.pop() ?? new Int32Array(FIRST_ROOM);
  const places: Place[] = [];
  const paths = new Set<string | null>();
  let path: string | null | undefined;
  let depth = 0;
  let margin = MARGINS[0];
  let next: Place | undefined;
  /** A comment was the last line: what follows belongs to it. */
  let isCommented = false;

  const setDepth = (to: number): void => {
    depth = to;
    margin = MARGINS[to] ?? `\n${'  '.repeat(to)}`;
  };
  /** On the next line. */
  const addMark = (place: Place, column: number, length: number): void => {
    const at = 3 * places.push(place) - 3;
    if (at === marks.length) marks = larger(marks);
    marks[at] = count;
    marks[at + 1] = column;
    marks[at + 2] = length;
    if (place.path === path) return;
    path = place.path;
    paths.add(path);
  };
  const add = (line: string): void => {
    lines.push(line);
    count++;
  };
  const gap = (): void => {
    if (count > 0) add('\n');
  };
  const line = (own: string, place = next): void => {
    if (place !== undefined) addMark(place, 2 * depth, 0);
    next = undefined;
    isCommented = false;
    add(own === '' ? '\n' : margin + own);
  };
  const finishBlock = (): void => {
    blocks.push(lines.join(''));
    lines = [];
  };
  const open = (own: string, place = next): void => {
    if (depth === 0 && !isCommented) gap();
    line(own, place);
    setDepth(depth + 1);
  };

  return {
    line,
    gap,
    open,
    mark(place) {
      next = place;
    },
    named(before, name, place, after) {
      addMark(place, 2 * depth + before.length, name.length);
      add(margin + before + name + after);
      isCommented = false;
    },
    close(own) {
      setDepth(depth - 1);
      next = undefined;
      line(own);
      if (depth === 0) finishBlock();
    },
    comment(texts) {
      if (depth === 0) gap();
      for (const own of texts) line(own);
      isCommented = true;
    },
    indent: () => setDepth(depth + 1),
    dedent: () => setDepth(depth - 1),
    reserve() {
      const block = lines;
      const index = block.push('') - 1;
      const first = places.length;
      const before = margin;
      return (own) => {
        if (own === '') return;
        block[index] = before + own;
        count++;
        for (let i = first; i < places.length; i++) marks[3 * i]++;
      };
    },
    take(head) {
      finishBlock();
      blocks[0] = head + blocks[0];
      blocks.push('\n');
      rooms.push(marks);
      return {
        text: blocks.join(''),
        first: head.split('\n').length,
        marks: marks.slice(0, 3 * places.length),
        places,
        paths,
      };
    },
  };
}

function larger(marks: Int32Array): Int32Array {
  const room = new Int32Array(2 * marks.length);
  room.set(marks);
  return room;
}
