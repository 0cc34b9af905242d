// Values of a snapshot tree as T has them: numbers, bigints, typed arrays; structs as plain objects by wire name, unions
// as objects of one key. Out: copies, so that nothing changes with the device they came from.

import { copyOf } from './keyed-form.ts';
import type { SnapshotNode } from './snapshot-tree.ts';

export function nativeValue(node: SnapshotNode): unknown {
  if (node.kind === 'list') return node.children.map(nativeValue);
  if ('children' in node) return Object.fromEntries(node.children.map((child) => [child.name, nativeValue(child)]));
  return node.kind === 'numbers' ? copyOf(node.value) : node.value;
}

/** The indices of element `index` of a block of `dims`, row-major. */
export function indicesOf(index: number, dims: readonly number[] | null): number[] {
  const indices: number[] = [];
  for (const dim of (dims ?? []).slice(1).toReversed()) {
    indices.unshift(index % dim);
    index = Math.floor(index / dim);
  }
  return [index, ...indices];
}
