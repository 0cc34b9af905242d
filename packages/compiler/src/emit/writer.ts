// In: lines of generated text, some with the place in the header they come from. Out: the text and its source map.
// Rule: a line's place is mapped at its first character; `named` maps a name at its start and its end, which is what
// language services need to lead from a declaration to the header.

import type { Place } from '../model/model.ts';
import type { SourceMap } from '../options.ts';
import { encodeMappings } from './source-map.ts';
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
  /** An empty line. */
  gap(): void;
  /** Lines that belong to what follows. */
  comment(lines: readonly string[]): void;
  /** What follows is indented. */
  indent(): void;
  dedent(): void;
  /** A line that closes a block. */
  close(text: string): void;
  /** Keeps a place for one line here. Returns what puts it there; without text there is no line. */
  reserve(): (text: string) => void;
  readonly text: string;
  /** Segments as source-map.ts takes them, but for source positions: place by place. */
  readonly marks: readonly Mark[];
}

interface Mark {
  line: number;
  readonly column: number;
  readonly place: Place;
  readonly atEnd: boolean;
}

/** Where maps find the texts they point into. */
export interface Sources {
  /** The header's file name. */
  readonly file: string;
  /** The header's path; '' when it has none. Includes are named relative to its folder. */
  readonly path: string;
  /** The text of the header (null), or of an include by its path; null when it is not at hand. */
  textOf(path: string | null): string | null;
}

const INDENT = ['', '  ', '    ', '      ', '        ', '          ', '            ', '              '];

export function createWriter(): Writer {
  let text = '';
  let line = 0;
  let depth = 0;
  let next: Place | undefined;
  /** A comment was the last line: what follows belongs to it. */
  let isCommented = false;
  const marks: Mark[] = [];
  const margin = (): string => INDENT[depth] ?? '  '.repeat(depth);

  return {
    line(content, place = next) {
      if (place !== undefined) marks.push({ line, column: 2 * depth, place, atEnd: false });
      next = undefined;
      isCommented = false;
      text += content === '' ? '\n' : `${margin()}${content}\n`;
      line++;
    },
    mark(place) {
      next = place;
    },
    named(before, name, place, after) {
      const column = 2 * depth + before.length;
      marks.push({ line, column, place, atEnd: false });
      marks.push({ line, column: column + name.length, place, atEnd: true });
      text += `${margin()}${before}${name}${after}\n`;
      line++;
      isCommented = false;
    },
    open(content, place) {
      if (depth === 0 && !isCommented) this.gap();
      this.line(content, place);
      depth++;
    },
    gap() {
      if (line === 0) return;
      text += '\n';
      line++;
    },
    comment(lines) {
      if (depth === 0) this.gap();
      for (const content of lines) this.line(content);
      isCommented = true;
    },
    indent() {
      depth++;
    },
    dedent() {
      depth--;
    },
    close(content) {
      depth--;
      next = undefined;
      this.line(content);
    },
    reserve() {
      const before = text;
      const spaces = margin();
      const first = marks.length;
      text = '';
      return (content) => {
        text = content === '' ? before + text : `${before}${spaces}${content}\n${text}`;
        if (content === '') return;
        line++;
        for (let i = first; i < marks.length; i++) marks[i].line++;
      };
    },
    get text() {
      return text;
    },
    marks,
  };
}

/** `head`: text before what was written, whole lines without places. */
export function finish(
  writer: Writer,
  head: string,
  sources: Sources,
  file: string,
): { readonly text: string; readonly map: SourceMap } {
  const shift = head.split('\n').length - 1;
  const paths: (string | null)[] = [];
  const texts: (string | null)[] = [];
  const segments: number[] = [];
  for (const { line, column, place, atEnd } of writer.marks) {
    let source = paths.indexOf(place.path);
    if (source < 0) {
      source = paths.push(place.path) - 1;
      texts.push(sources.textOf(place.path));
    }
    const start = columnOf(texts[source], place.start);
    segments.push(line + shift, column, source, place.line - 1, atEnd ? start + place.end - place.start : start);
  }
  const map: SourceMap = {
    version: 3,
    file,
    sources: paths.map((path) => nameOf(path, sources)),
    sourcesContent: texts.map((text) => text ?? ''),
    names: [],
    mappings: encodeMappings(segments),
  };
  return { text: head + writer.text, map };
}

function columnOf(text: string | null, offset: number): number {
  if (text === null) return 0;
  return offset === 0 ? 0 : offset - 1 - text.lastIndexOf('\n', offset - 1);
}

function nameOf(path: string | null, { file, path: header }: Sources): string {
  if (path === null) return file;
  const folder = header.slice(0, Math.max(0, header.lastIndexOf('/')));
  return folder === '' ? path : relativePath(folder, path);
}
