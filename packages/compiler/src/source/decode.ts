// In: the bytes of a file. Out: its text, or why it is none.
// Rule: UTF-8 and nothing else, so that a header means the same everywhere; a byte order mark is dropped. A NUL byte
// tells of a binary file, or of UTF-16.

import * as catalogue from './catalogue/1-preprocessing.ts';
import type { Diagnostics, Provenance } from './diagnostic.ts';
import type { SourceFile } from './text.ts';
import { lineText, offsetOfLine } from './text.ts';

/** Larger files are refused before they are read. */
export const MAX_FILE_BYTES: number = 16 << 20;

export interface Decoded {
  /** With U+FFFD for bytes that are no character. */
  readonly text: string;
  readonly problem: Unreadable | null;
}

export interface Unreadable {
  readonly kind: 'not-utf8' | 'nul';
  /** The first bad byte. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

export function decode(bytes: Uint8Array): Decoded {
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    return { text: lenient.decode(bytes), problem: unreadable('not-utf8', bytes, badByte(bytes)) };
  }
  if (!text.includes('\0')) return { text, problem: null };
  return { text, problem: unreadable('nul', bytes, bytes.indexOf(0)) };
}

/** Whether bytes are text: an escape in a string may have made others of them. */
export function isUtf8(bytes: Uint8Array): boolean {
  return badByte(bytes) === bytes.length;
}

/** Reports the problem at its line in the file; `via` tells who included it. */
export function reportUnreadable(
  file: SourceFile,
  { kind, offset, line }: Unreadable,
  diagnostics: Diagnostics,
  via: Provenance | null,
): void {
  const start = offsetOfLine(file, line);
  const span = { file, start, end: start + lineText(file, line).length, via };
  diagnostics.report(kind === 'nul' ? catalogue.nulByte : catalogue.notUtf8, span, { offset, line });
}

function unreadable(kind: Unreadable['kind'], bytes: Uint8Array, offset: number): Unreadable {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return { kind, offset, line };
}

/** Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7). */
function badByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) break;
    at += length;
  }
  return at;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  const second = bytes[at + 1];
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  for (let next = 1; next < length; next++)
    if (at + next >= bytes.length || (bytes[at + next] & 0xc0) !== 0x80) return 0;
  return length;
}
