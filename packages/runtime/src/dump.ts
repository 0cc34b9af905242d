// A state for people. In: a described value. Out: readable text, one line per saved field, values aligned:
//
//   SerialState
//     ier        0x05 (5)
//     trigger    SERIAL_TRIGGER_8 (8)
//     recv_fifo
//       data
//         00     68 65 6c 6c 6f 00 00 00  00 00 00 00 00 00 00 00  hello...........
//       count    0x05 (5)
//
// Rule: unsigned integers in hex, as wide as they are up to 32 bits; signed ones in decimal; blocks in rows, the index
// of the first element before each. For eyes only: nothing reads it back.

import { fromFloat } from './keyed-form.ts';
import { indicesOf } from './native-value.ts';
import { type NumbersNode, type ScalarNode, type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { NumberArray, VisitFunction } from './visitor.ts';

const INDENT = '  ';
/** A wider space after so many bytes. */
const BYTES_TOGETHER = 8;

interface Line {
  readonly depth: number;
  readonly label: string;
  /** null: a heading. */
  readonly text: string | null;
}

/** The saved fields of `value` as readable text; every line ends with a line feed. */
export function dump<T extends object>(visit: VisitFunction<T, never>, value: T): string {
  const root = snapshotTree(visit, value);
  const lines: Line[] = [{ depth: 0, label: root.info.name, text: null }];
  for (const child of root.children) addLines(lines, child, child.name ?? '', 1);
  const width = Math.max(
    ...lines.map((line) => (line.text === null ? 0 : line.depth * INDENT.length + line.label.length)),
  );
  return lines.map((line) => formatLine(line, width)).join('');
}

function formatLine({ depth, label, text }: Line, width: number): string {
  const start = INDENT.repeat(depth) + label;
  return text === null ? `${start}\n` : `${start.padEnd(width)}  ${text}\n`;
}

function addLines(lines: Line[], node: SnapshotNode, label: string, depth: number): void {
  if (!('children' in node)) {
    if (node.kind === 'numbers') addRows(lines, node, label, depth);
    else lines.push({ depth, label, text: scalarText(node) });
    return;
  }
  const isEmpty = node.children.length === 0;
  lines.push({ depth, label, text: isEmpty ? (node.kind === 'list' ? '[]' : '{}') : null });
  for (const [index, child] of node.children.entries()) addLines(lines, child, child.name ?? `[${index}]`, depth + 1);
}

function scalarText(node: ScalarNode): string {
  const { value } = node;
  switch (node.kind) {
    case 'str':
      return value === null ? 'null' : JSON.stringify(value);
    case 'enum': {
      const name = node.info?.nameOf.get(value as number);
      return name === undefined ? String(value) : `${name} (${value})`;
    }
    case 'uint8':
    case 'uint16':
    case 'uint32': {
      const hex = hexText(value as number, Number(node.kind.slice(4)) / 8);
      return (value as number) > 9 ? `${hex} (${value})` : hex;
    }
    case 'uint64':
    case 'uint128':
      return (value as bigint) > 9n ? `0x${(value as bigint).toString(16)} (${value})` : String(value);
    default:
      return plainText(value);
  }
}

/** As `toJson` has it: a zero below zero is not zero. */
function plainText(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function hexText(value: number, bytes: number): string {
  return `0x${value.toString(16).padStart(2 * bytes, '0')}`;
}

/** A block: on the field's own line if it is one short row, else a row per line below it. */
function addRows(lines: Line[], { value, dims }: NumbersNode, label: string, depth: number): void {
  const row = dims === null ? value.length : dims[dims.length - 1]!;
  const columns = Math.min(row, columnsOf(value));
  if (value.length === 0) lines.push({ depth, label, text: '[]' });
  else if (dims === null && row === columns) lines.push({ depth, label, text: rowText(value, 0, row, columns) });
  else {
    lines.push({ depth, label, text: null });
    for (let start = 0; start < value.length; start += row) {
      const outer =
        dims === null
          ? ''
          : indicesOf(start, dims)
              .slice(0, -1)
              .map((index) => `[${index}]`)
              .join('');
      for (let at = 0; at < row; at += columns) {
        const places = row === columns ? [outer] : outer === '' ? [offsetText(at, row)] : [outer, offsetText(at, row)];
        const text = rowText(value, start + at, start + Math.min(at + columns, row), columns);
        lines.push({ depth: depth + 1, label: places.join(' '), text });
      }
    }
  }
}

function offsetText(offset: number, length: number): string {
  return offset.toString(16).padStart(Math.max(2, (length - 1).toString(16).length), '0');
}

function columnsOf(array: NumberArray): number {
  if (array instanceof Float32Array || array instanceof Float64Array) return 4;
  return Math.min(16, 32 / array.BYTES_PER_ELEMENT);
}

function rowText(array: NumberArray, start: number, end: number, columns: number): string {
  const cells = Array.from({ length: end - start }, (_, i) => cellText(array, start + i));
  if (!(array instanceof Uint8Array)) return cells.join(' ');
  const [first, second] = [cells.slice(0, BYTES_TOGETHER).join(' '), cells.slice(BYTES_TOGETHER).join(' ')];
  const width = columns > BYTES_TOGETHER ? 3 * columns : 3 * columns - 1;
  const shown = array.subarray(start, end).reduce((text, byte) => text + printable(byte), '');
  return `${(second === '' ? first : `${first}  ${second}`).padEnd(width)}  ${shown}`;
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}

function cellText(array: NumberArray, index: number): string {
  const value = array[index]!;
  if (array instanceof Float32Array || array instanceof Float64Array) return plainText(fromFloat(value as number));
  if (array instanceof Int8Array || array instanceof Int16Array || array instanceof Int32Array) return String(value);
  if (array instanceof BigInt64Array) return String(value);
  return value.toString(16).padStart(2 * array.BYTES_PER_ELEMENT, '0');
}
