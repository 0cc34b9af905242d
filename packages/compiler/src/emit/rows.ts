// Lists of things that nobody looks for one by one. In: items, and what is around them. Out: one line, or a block of rows.

import type { Writer } from './writer.ts';

/** Columns that a row of values may take. */
const ROW_COLUMNS = 100;

export function emitRows(js: Writer, before: string, items: readonly string[], after: string): void {
  if (items.length === 0) {
    js.line(before.trimEnd() + after.trimStart());
    return;
  }
  let columns = 0;
  for (const item of items) columns += item.length + 2;
  if (columns <= ROW_COLUMNS) {
    js.line(before + items.join(', ') + after);
    return;
  }
  js.open(before.trimEnd());
  let row = '';
  for (const item of items) {
    if (row.length + item.length > ROW_COLUMNS) {
      js.line(row);
      row = '';
    }
    row += row === '' ? `${item},` : ` ${item},`;
  }
  js.line(row);
  js.close(after.trimStart());
}
