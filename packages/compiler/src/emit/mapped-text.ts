// In: what a writer has written. Out: a generated file: text, and its source map when somebody asks for it.
// Rule: most builds have no use for a map. What it takes is kept until it is asked for, and nothing else is: no program,
// no tokens.

import type { SourceMap } from '../options.ts';
import { offsetOfLine, type SourceFile } from '../source/text.ts';
import { createMappings } from './source-map.ts';
import { relativePath } from './types-file.ts';
import { MARK, MARK_SIZE, type Written } from './writer.ts';

/** Where maps find the texts they point into. */
export interface Sources {
  /** The header's file name. */
  readonly file: string;
  /** The header's path; '' when it has none. Includes are named relative to its folder. */
  readonly path: string;
  /** The header (null), or an include by its path; null when it is not at hand. */
  fileOf(path: string | null): SourceFile | null;
}

interface Origin {
  readonly path: string | null;
  readonly file: SourceFile | null;
  readonly name: string;
}

/** What a map is made of. */
interface Mapped extends Omit<Written, 'text'> {
  readonly origins: readonly Origin[];
  readonly file: string;
}

/** A finished file. A class: a getter of each object's own would be a hidden class of its own, and keep what it sees. */
export class MappedText {
  readonly text: string;
  private pending: Mapped | null;
  private made: SourceMap | null = null;

  /** `file`: the generated file's name. */
  constructor({ text, first, marks, runs }: Written, sources: Sources, file: string) {
    const paths = new Set(runs.values());
    const origins = Array.from(paths, (path) => ({ path, file: sources.fileOf(path), name: nameOf(path, sources) }));
    this.text = text;
    this.pending = { first, marks, runs, origins, file };
  }

  /** Made when it is asked for. */
  get map(): SourceMap {
    if (this.pending !== null) this.made = mapOf(this.pending);
    this.pending = null;
    return this.made!;
  }
}

function mapOf({ first, marks, runs, origins, file: generated }: Mapped): SourceMap {
  const mappings = createMappings();
  const starts = [...runs.keys(), marks.length];
  let next = 0;
  for (const path of runs.values()) {
    const source = origins.findIndex((origin) => origin.path === path);
    const { file } = origins[source];
    for (let at = starts[next++]; at < starts[next]; at += MARK_SIZE) {
      const line = marks[at + MARK.placeLine];
      const place = marks[at + MARK.placeStart];
      const column = file === null ? 0 : place - offsetOfLine(file, line);
      const to = first + marks[at + MARK.line];
      const from = marks[at + MARK.column];
      const length = marks[at + MARK.length];
      mappings.add(to, from, source, line - 1, column);
      if (length > 0) mappings.add(to, from + length, source, line - 1, column + marks[at + MARK.placeEnd] - place);
    }
  }
  return {
    version: 3,
    file: generated,
    sources: origins.map(({ name }) => name),
    sourcesContent: origins.map(({ file }) => file?.text ?? ''),
    names: [],
    mappings: mappings.finish(),
  };
}

function nameOf(path: string | null, { file, path: header }: Sources): string {
  if (path === null) return file;
  const folder = header.slice(0, Math.max(0, header.lastIndexOf('/')));
  return folder === '' ? path : relativePath(folder, path);
}
