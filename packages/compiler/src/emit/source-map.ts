// In: segments, in the order of the generated text. Out: the `mappings` of a source map.
// Rule: ECMA-426 (source map format version 3): fields of a segment are differences to the last one, as base-64 VLQ.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers per segment: generated line and column, source index, source line and column; all from 0. */
export const SEGMENT_SIZE = 5;

/** `segments`: SEGMENT_SIZE numbers for each, ordered by generated line and column. */
export function encodeMappings(segments: readonly number[]): string {
  let text = '';
  let line = 0;
  let column = 0;
  let source = 0;
  let sourceLine = 0;
  let sourceColumn = 0;
  let isFirst = true;
  for (let i = 0; i < segments.length; i += SEGMENT_SIZE) {
    while (line < segments[i]) {
      text += ';';
      line++;
      column = 0;
      isFirst = true;
    }
    if (!isFirst) text += ',';
    isFirst = false;
    text += vlq(segments[i + 1] - column) + vlq(segments[i + 2] - source);
    text += vlq(segments[i + 3] - sourceLine) + vlq(segments[i + 4] - sourceColumn);
    column = segments[i + 1];
    source = segments[i + 2];
    sourceLine = segments[i + 3];
    sourceColumn = segments[i + 4];
  }
  return text;
}

function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  if (rest < 32) return DIGITS[rest];
  let text = '';
  for (; rest >= 32; rest >>>= 5) text += DIGITS[(rest & 31) | 32];
  return text + DIGITS[rest];
}
