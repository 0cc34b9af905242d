// How much state there is. In: a described value. Out: its saved fields, and the bytes of their values.
// Rule: bytes as C has them (kinds.md), without padding, names, counts or framing; text as UTF-8 without the NUL; what
// is not in use of a counted array, and what is absent, is nothing. So any format is this, and its own overhead.

import { utf8Length } from './keyed-form.ts';
import { type ScalarKind, type ScalarNode, type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { VisitFunction } from './visitor.ts';

export interface Size {
  /** Scalars, texts and blocks of numbers: each counts one. */
  readonly fields: number;
  readonly bytes: number;
}

/** The number of saved fields in `value`, and of bytes in them. */
export function size<T extends object>(visit: VisitFunction<T, never>, value: T): Size {
  return sizeOf(snapshotTree(visit, value));
}

const BYTES: Readonly<Record<Exclude<ScalarKind, 'str' | 'enum'>, number>> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  uint64: 8,
  int64: 8,
  uint128: 16,
  int128: 16,
  float: 4,
  double: 8,
};

function sizeOf(node: SnapshotNode): Size {
  if (!('children' in node))
    return { fields: 1, bytes: node.kind === 'numbers' ? node.value.byteLength : bytesOf(node) };
  let fields = 0;
  let bytes = 0;
  for (const child of node.children) {
    const inner = sizeOf(child);
    fields += inner.fields;
    bytes += inner.bytes;
  }
  return { fields, bytes };
}

function bytesOf(node: ScalarNode): number {
  if (node.kind === 'str') return node.value === null ? 0 : Math.max(0, utf8Length(node.value as string, false));
  return node.kind === 'enum' ? node.info!.bits / 8 : BYTES[node.kind];
}
