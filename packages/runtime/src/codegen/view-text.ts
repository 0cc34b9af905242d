// Writing text into C memory. Rule: as in an image: a text that does not fit with its NUL is an error, never cut.

import { StateError } from '../state-error.ts';
import { describe, isText, textExpected } from '../keyed-form.ts';
import { reach, type ViewMemory } from './view-memory.ts';

export function writeText(m: ViewMemory, at: number, capacity: number, text: string, path: string): void {
  if (!isText(text, capacity)) throw new StateError(path, textExpected(capacity), describe(text));
  const { u8 } = reach(m, at + capacity);
  const bytes = new TextEncoder().encode(text);
  u8.set(bytes, at);
  u8.fill(0, at + bytes.length, at + capacity);
}
