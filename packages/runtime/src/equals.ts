// Whether two devices are in the same state. In: two values of one described type. Out: true or false.
// Rule: saved fields decide and nothing else; what the image, JSON and the stream could not tell apart is equal: integers
// by value, floats by their bits but for NaN, which equals itself, floats of 32 bits after rounding to them.

import { type NumbersNode, type ScalarNode, type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { NumberArray, VisitFunction } from './visitor.ts';

/** Whether all saved fields of `a` and `b` are equal. */
export function equals<T extends object>(visit: VisitFunction<T, never>, a: T, b: T): boolean {
  return equalNodes(snapshotTree(visit, a), snapshotTree(visit, b));
}

function equalNodes(a: SnapshotNode, b: SnapshotNode): boolean {
  if (a.kind !== b.kind || a.name !== b.name) return false;
  if ('children' in a) {
    const others = (b as typeof a).children;
    return a.children.length === others.length && a.children.every((child, i) => equalNodes(child, others[i]!));
  }
  return a.kind === 'numbers' ? equalNumbers(a.value, (b as NumbersNode).value) : equalScalars(a, b as ScalarNode);
}

export function equalScalars(a: ScalarNode, b: ScalarNode): boolean {
  return a.kind === 'float' || a.kind === 'double' ? Object.is(a.value, b.value) : a.value === b.value;
}

function equalNumbers(a: NumberArray, b: NumberArray): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equalElements(a[i]!, b[i]!)) return false;
  return true;
}

/** Elements of blocks: there are no negative zeros among integers. */
export function equalElements(a: number | bigint, b: number | bigint): boolean {
  return Object.is(a, b);
}
