// In: a path and its text. Out: a SourceFile, and offset → line and column on demand.
// Rule: everything downstream speaks in UTF-16 offsets; lines are computed only when something is shown.

export interface SourceFile {
  /** The path as the host knows it (absolute for files), or `<name>` for text that is in no file. */
  readonly path: string;
  readonly text: string;
  /** Offsets of line starts; filled on first use. */
  lineStarts: Int32Array | null;
}

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

export function createSourceFile(path: string, text: string): SourceFile {
  return { path, text, lineStarts: null };
}

export function positionOf(file: SourceFile, offset: number): Position {
  const starts = (file.lineStarts ??= lineStartsOf(file.text));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low] + 1 };
}

/** Where a line (1-based) begins; the end of the text for lines behind the last one. */
export function offsetOfLine(file: SourceFile, line: number): number {
  const starts = (file.lineStarts ??= lineStartsOf(file.text));
  return starts[line - 1] ?? file.text.length;
}

/** The text of a line (1-based), without its line terminator. */
export function lineText(file: SourceFile, line: number): string {
  const starts = (file.lineStarts ??= lineStartsOf(file.text));
  const start = starts[line - 1];
  if (start === undefined) return '';
  let end = starts[line] ?? file.text.length;
  while (end > start && (file.text.charCodeAt(end - 1) === 10 || file.text.charCodeAt(end - 1) === 13)) end--;
  return file.text.slice(start, end);
}

function lineStartsOf(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}
