// In: lines of generated text, some with the place in the header they come from. Out: the text and its source map.
// Rule: a line's place is mapped at its first character; `named` maps a name at its start and its end, which is what
// language services need to lead from a declaration to the header. Marks are kept as numbers: there are very many.

import type { Place } from '../model/model.ts';
import type { SourceMap } from '../options.ts';
import { offsetOfLine, type SourceFile } from '../source/text.ts';
import { createMappings } from './source-map.ts';
import { relativePath } from './types-file.ts';

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
  /** What was written so far. */
  take(): Written;
}

/** Text, and segments with places instead of source positions. */
export interface Written {
  readonly text: string;
  /** Three numbers each: line from 0, column, 1 for the end of a place and 0 for its start. */
  readonly at: readonly number[];
  readonly places: readonly Place[];
}

/** Where maps find the texts they point into. */
export interface Sources {
  /** The header's file name. */
  readonly file: string;
  /** The header's path; '' when it has none. Includes are named relative to its folder. */
  readonly path: string;
  /** The header (null), or an include by its path; null when it is not at hand. */
  fileOf(path: string | null): SourceFile | null;
}

const INDENT = ['', '  ', '    ', '      ', '        ', '          ', '            ', '              '];

export function createWriter(): Writer {
  /** Finished blocks: flat text, so that the many small strings of a block live no longer than it takes to write it. */
  const blocks: string[] = [];
  const at: number[] = [];
  const places: Place[] = [];
  let finished = 0;
  /** Lines of the present block; null: a place that is kept for one. */
  let lines: (string | null)[] = [];
  let firstMark = 0;
  let depth = 0;
  let next: Place | undefined;
  /** A comment was the last line: what follows belongs to it. */
  let isCommented = false;
  const margin = (): string => INDENT[depth] ?? '  '.repeat(depth);
  const addMark = (place: Place, column: number, isEnd: number): void => {
    at.push(lines.length, column, isEnd);
    places.push(place);
  };
  const gap = (): void => {
    if (lines.length + finished > 0) lines.push('');
  };
  const line = (text: string, place = next): void => {
    if (place !== undefined) addMark(place, 2 * depth, 0);
    next = undefined;
    isCommented = false;
    lines.push(text === '' ? '' : margin() + text);
  };
  const finishBlock = (): void => {
    // A block has at most one place that was kept and not used.
    const missing = lines.indexOf(null);
    if (missing >= 0) lines.splice(missing, 1);
    for (let i = 3 * firstMark; i < at.length; i += 3)
      at[i] += missing >= 0 && at[i] > missing ? finished - 1 : finished;
    firstMark = places.length;
    finished += lines.length;
    if (lines.length > 0) blocks.push(lines.join('\n'));
    lines = [];
  };

  return {
    line,
    gap,
    mark(place) {
      next = place;
    },
    named(before, name, place, after) {
      const column = 2 * depth + before.length;
      addMark(place, column, 0);
      addMark(place, column + name.length, 1);
      lines.push(margin() + before + name + after);
      isCommented = false;
    },
    open(text, place) {
      if (depth === 0 && !isCommented) gap();
      line(text, place);
      depth++;
    },
    close(text) {
      depth--;
      next = undefined;
      line(text);
      if (depth === 0) finishBlock();
    },
    comment(texts) {
      if (depth === 0) gap();
      for (const text of texts) line(text);
      isCommented = true;
    },
    indent() {
      depth++;
    },
    dedent() {
      depth--;
    },
    reserve() {
      const own = lines;
      const index = own.push(null) - 1;
      const spaces = margin();
      return (text) => {
        if (text !== '') own[index] = spaces + text;
      };
    },
    take() {
      finishBlock();
      return { text: blocks.length === 0 ? '' : `${blocks.join('\n')}\n`, at, places };
    },
  };
}

/** A finished file. */
export interface MappedText {
  readonly text: string;
  /** Made when it is asked for: most builds have no use for it. */
  readonly map: SourceMap;
}

/** `head`: text before what was written, whole lines without places. */
export function finish(writer: Writer, head: string, sources: Sources, file: string): MappedText {
  const { text, at, places } = writer.take();
  const files = filesOf(places, sources);
  const names = [...files.keys()].map((path) => nameOf(path, sources));
  const first = head.split('\n').length - 1;
  return mappedText(head + text, { at, places, first, files, names, file });
}

/** What a map is made of. */
interface Marks extends Omit<Written, 'text'> {
  /** The number of the first line that was written, from 0. */
  readonly first: number;
  readonly files: ReadonlyMap<string | null, SourceFile | null>;
  /** Of the files. */
  readonly names: readonly string[];
  /** The generated file's name. */
  readonly file: string;
}

/** Made apart, where nothing else is in reach: marks are all that is kept until somebody asks, and nothing after. */
function mappedText(text: string, marks: Marks): MappedText {
  let pending: Marks | null = marks;
  let made: SourceMap | null = null;
  return {
    text,
    get map() {
      if (pending !== null) made = mapOf(pending);
      pending = null;
      return made!;
    },
  };
}

/** The files that the places are in, by path, in the order of their first place. */
function filesOf(places: readonly Place[], sources: Sources): ReadonlyMap<string | null, SourceFile | null> {
  const files = new Map<string | null, SourceFile | null>();
  let last: string | null | undefined;
  for (const { path } of places) {
    if (path === last) continue;
    last = path;
    if (!files.has(path)) files.set(path, sources.fileOf(path));
  }
  return files;
}

function mapOf({ at, places, first, files: filesByPath, names, file }: Marks): SourceMap {
  const paths = [...filesByPath.keys()];
  const files = [...filesByPath.values()];
  const mappings = createMappings();
  let source = 0;
  for (let i = 0; i < places.length; i++) {
    const { path, line, start, end } = places[i];
    if (paths[source] !== path) source = paths.indexOf(path);
    const origin = files[source];
    const column = origin === null ? 0 : start - offsetOfLine(origin, line);
    const isEnd = at[3 * i + 2] === 1;
    mappings.add(first + at[3 * i], at[3 * i + 1], source, line - 1, isEnd ? column + end - start : column);
  }
  return {
    version: 3,
    file,
    sources: names,
    sourcesContent: files.map((origin) => origin?.text ?? ''),
    names: [],
    mappings: mappings.finish(),
  };
}

function nameOf(path: string | null, { file, path: header }: Sources): string {
  if (path === null) return file;
  const folder = header.slice(0, Math.max(0, header.lastIndexOf('/')));
  return folder === '' ? path : relativePath(folder, path);
}
