// In: a comment of the header. Out: a documentation comment.

import { escape } from './escape.ts';
import type { Writer } from './writer.ts';

/** `note`: a sentence of ours, after the header's. Nothing is written without either. */
export function emitDoc(writer: Writer, doc: string | null, note = ''): void {
  if (doc === null && note === '') return;
  const text = doc === null ? '' : escape(doc, 'comment').trimEnd();
  if (note === '' && !text.includes('\n')) {
    writer.comment([`/** ${text.trim()} */`]);
    return;
  }
  const lines = doc === null ? [] : text.split('\n');
  if (note !== '') lines.push(note);
  if (lines.length === 1) writer.comment([`/** ${lines[0].trim()} */`]);
  else writer.comment(['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */']);
}
