// What is different between two states. In: two values of one described type. Out: the paths of all saved fields that
// differ, with both values, in declaration order; elements of blocks and lists one by one.
// Rule: empty exactly when `equals` says so.

import { equalElements, equalScalars } from './equals.ts';
import { indicesOf, nativeValue } from './native-value.ts';
import { formatPath, type PathPart } from './path-trail.ts';
import { formatPointer } from './pointer.ts';
import { type NumbersNode, type ScalarNode, type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { VisitFunction } from './visitor.ts';

export interface Change {
  /** As in code: `SerialState.recv_fifo.data[3]`. */
  readonly path: string;
  /** As a JSON pointer for getPath and setPath: `/recv_fifo/data/3`. */
  readonly pointer: string;
  /** undefined: there is no such optional field, case or element. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The saved fields in which `after` differs from `before`. */
export function diff<T extends object>(visit: VisitFunction<T, never>, before: T, after: T): Change[] {
  const changes: Change[] = [];
  const from = snapshotTree(visit, before);
  compare(from, snapshotTree(visit, after), [from.info.name], changes);
  return changes;
}

function compare(before: SnapshotNode, after: SnapshotNode, path: readonly PathPart[], changes: Change[]): void {
  if (before.kind === 'list') compareElements(before.children, (after as typeof before).children, path, changes);
  else if ('children' in before) compareFields(before.children, (after as typeof before).children, path, changes);
  else if (before.kind === 'numbers') compareNumbers(before, after as NumbersNode, path, changes);
  else if (!equalScalars(before, after as ScalarNode)) changes.push(change(path, before, after));
}

function compareFields(
  before: readonly SnapshotNode[],
  after: readonly SnapshotNode[],
  path: readonly PathPart[],
  changes: Change[],
): void {
  const later = new Map(after.map((node) => [node.name, node]));
  for (const node of before) {
    const other = later.get(node.name);
    later.delete(node.name);
    if (other === undefined) changes.push(change([...path, node.name], node, undefined));
    else compare(node, other, [...path, node.name], changes);
  }
  for (const node of later.values()) changes.push(change([...path, node.name], undefined, node));
}

function compareElements(
  before: readonly SnapshotNode[],
  after: readonly SnapshotNode[],
  path: readonly PathPart[],
  changes: Change[],
): void {
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [from, to] = [before[i], after[i]];
    if (from === undefined || to === undefined) changes.push(change([...path, i], from, to));
    else compare(from, to, [...path, i], changes);
  }
}

function compareNumbers(before: NumbersNode, after: NumbersNode, path: readonly PathPart[], changes: Change[]): void {
  const [from, to] = [before.value, after.value];
  for (let i = 0; i < Math.max(from.length, to.length); i++) {
    if (i < from.length && i < to.length && equalElements(from[i]!, to[i]!)) continue;
    const place = [...path, ...indicesOf(i, before.dims)];
    changes.push({ path: formatPath(place), pointer: formatPointer(place.slice(1)), before: from[i], after: to[i] });
  }
}

function change(path: readonly PathPart[], before: SnapshotNode | undefined, after: SnapshotNode | undefined): Change {
  return {
    path: formatPath(path),
    pointer: formatPointer(path.slice(1)),
    before: before && nativeValue(before),
    after: after && nativeValue(after),
  };
}
