// A state for user interfaces. In: a described value and a function. Out: a call per saved field, in declaration order,
// parents first, with all there is to show it and to set it: place, value, kind, documentation.

import { nativeValue } from './native-value.ts';
import { formatPath, type PathPart } from './path-trail.ts';
import { formatPointer } from './pointer.ts';
import { type ScalarKind, type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { EnumInfo, FieldInfo, StructInfo, VisitFunction } from './visitor.ts';

export interface WalkedField {
  /** As in code: `SerialState.recv_fifo.count`. */
  readonly path: string;
  /** As a JSON pointer for getPath and setPath: `/recv_fifo/count`. */
  readonly pointer: string;
  /** The wire name, or the index of an element; null for the root. */
  readonly name: string | number | null;
  /** 0 for the root, 1 for its fields. */
  readonly depth: number;
  readonly kind: ScalarKind | 'numbers' | 'struct' | 'list' | 'union';
  /** As in T, a block as a copy; undefined for structs, lists and unions, whose parts follow. */
  readonly value: unknown;
  /** The descriptor of the field, or of the one that it is an element of; null for the root, and within externals. */
  readonly field: FieldInfo | null;
  /** The header's comment on the field. */
  readonly doc: string | null;
  /** Of structs. */
  readonly struct: StructInfo | null;
  /** Of enums. */
  readonly enum: EnumInfo | null;
  /** Of blocks with more than one dimension. */
  readonly dims: readonly number[] | null;
}

/** Calls `callback` for `value` and every saved field in it. */
export function walk<T extends object>(
  visit: VisitFunction<T, never>,
  value: T,
  callback: (field: WalkedField) => void,
): void {
  const root = snapshotTree(visit, value);
  walkNode(root, { path: [root.info.name], name: null, field: null }, callback);
}

interface Place {
  readonly path: readonly PathPart[];
  readonly name: string | number | null;
  readonly field: FieldInfo | null;
}

function walkNode(node: SnapshotNode, place: Place, callback: (field: WalkedField) => void): void {
  const isParent = 'children' in node;
  callback({
    path: formatPath(place.path),
    pointer: formatPointer(place.path.slice(1)),
    name: place.name,
    depth: place.path.length - 1,
    kind: node.kind,
    value: isParent ? undefined : nativeValue(node),
    field: place.field,
    doc: place.field?.doc ?? null,
    struct: node.kind === 'struct' ? node.info : null,
    enum: node.kind === 'enum' ? node.info : null,
    dims: node.kind === 'numbers' ? node.dims : null,
  });
  if (!isParent) return;
  const fields = node.kind === 'struct' ? new Map(node.info.fields.map((field) => [field.wireName, field])) : null;
  node.children.forEach((child, index) => {
    const name = child.name ?? index;
    const field = fields === null ? place.field : (fields.get(String(name)) ?? null);
    walkNode(child, { path: [...place.path, name], name, field }, callback);
  });
}
