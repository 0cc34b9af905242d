// In: spans. Out: places: line and offsets, and the file when it is not the module's own.
// Rule: fields come in order, so the next line is looked for from the last one before the table is searched.

import type { Span } from '../source/diagnostic.ts';
import { positionOf, type SourceFile } from '../source/text.ts';
import type { Place } from './model.ts';

export interface Places {
  of(span: Span): Place;
}

/** `main` is the header the module is made of. */
export function createPlaces(main: SourceFile): Places {
  let file: SourceFile | null = null;
  let line = 1;

  const lineOf = (next: SourceFile, offset: number): number => {
    const starts = next === file ? next.lineStarts : null;
    if (starts !== null && starts[line - 1] <= offset) {
      for (let steps = 0; steps < NEAR; steps++) {
        if (line === starts.length || starts[line] > offset) return line;
        line++;
      }
    }
    file = next;
    line = positionOf(next, offset).line;
    return line;
  };

  return {
    of({ file: next, start, end }) {
      return { path: next === main ? null : next.path, line: lineOf(next, start), start, end };
    },
  };
}

/** Lines: a comment between two fields is rarely longer. */
const NEAR = 8;
