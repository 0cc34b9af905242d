// In: segments, in the order of the generated text. Out: the `mappings` of a source map.
// Rule: ECMA-426 (source map format version 3): fields of a segment are differences to the last one, as base-64 VLQ.
// Digits go into bytes that all maps share, and become a string once.

const DIGITS = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const SEMICOLON = 59;
const COMMA = 44;
/** Digits of a 32-bit number. */
const MAX_DIGITS = 7;

const decoder = new TextDecoder();
let bytes = new Uint8Array(1 << 16);

export interface Mappings {
  /** Ordered by generated line and column; all count from 0. */
  add(line: number, column: number, source: number, sourceLine: number, sourceColumn: number): void;
  finish(): string;
}

/** One at a time: the bytes are shared. */
export function createMappings(): Mappings {
  let used = 0;
  let lastLine = 0;
  let lastColumn = 0;
  let lastSource = 0;
  let lastSourceLine = 0;
  let lastSourceColumn = 0;
  return {
    add(line, column, source, sourceLine, sourceColumn) {
      let at = used;
      const most = at + line - lastLine + 1 + 4 * MAX_DIGITS;
      if (most > bytes.length) grow(most);
      if (line > lastLine) {
        lastColumn = 0;
        for (; lastLine < line; lastLine++) bytes[at++] = SEMICOLON;
      } else if (at > 0) bytes[at++] = COMMA;
      at = putVlq(at, column - lastColumn);
      at = putVlq(at, source - lastSource);
      at = putVlq(at, sourceLine - lastSourceLine);
      used = putVlq(at, sourceColumn - lastSourceColumn);
      lastColumn = column;
      lastSource = source;
      lastSourceLine = sourceLine;
      lastSourceColumn = sourceColumn;
    },
    finish: () => decoder.decode(bytes.subarray(0, used)),
  };
}

function grow(least: number): void {
  const larger = new Uint8Array(Math.max(least, bytes.length * 2));
  larger.set(bytes);
  bytes = larger;
}

/** Returns the place behind the digits. */
function putVlq(at: number, value: number): number {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let to = at;
  for (; rest >= 32; rest >>>= 5) bytes[to++] = DIGITS[(rest & 31) | 32];
  bytes[to++] = DIGITS[rest];
  return to;
}
