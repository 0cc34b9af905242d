// A second device in the same state. In: a described value. Out: a fresh one with equal saved fields, which shares
// nothing that is saved; derived fields are the hooks' work, and the others (host, immutable …) are the original's own.
// Rule: an input visitor that reads from the tree of the original instead of from a format.

import { clearFrom, copyOf } from './keyed-form.ts';
import { PathTrail } from './path-trail.ts';
import { type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { EnumInfo, ExternalInfo, InputVisitor, NumberArray, StructInfo, VisitFunction } from './visitor.ts';

/** The argument after the value: hooks are required exactly when the visit function wants them. */
export type CloneArguments<H> = unknown extends H ? [hooks?: undefined] : [hooks: H];

/** A fresh T in the state of `value`. */
export function clone<T extends object, H>(
  visit: VisitFunction<T, H>,
  value: T,
  ...[hooks]: CloneArguments<NoInfer<H>>
): T {
  const root = snapshotTree(visit as VisitFunction<T, never>, value);
  return visit(new TreeInput(root), null, value, hooks as H);
}

class TreeInput implements InputVisitor {
  readonly reads = true;
  private nodes: readonly SnapshotNode[];
  private next = 0;
  private readonly outer: (readonly SnapshotNode[] | number)[] = [];
  private readonly trail: PathTrail = new PathTrail();

  constructor(root: SnapshotNode) {
    this.nodes = [root];
  }

  private take(): SnapshotNode {
    return this.nodes[this.next++]!;
  }

  private scalar(): never {
    return (this.take() as { value: unknown }).value as never;
  }

  private open(): void {
    const node = this.take() as { children: readonly SnapshotNode[] };
    this.outer.push(this.nodes, this.next);
    this.nodes = node.children;
    this.next = 0;
  }

  private close(): void {
    this.next = this.outer.pop() as number;
    this.nodes = this.outer.pop() as readonly SnapshotNode[];
  }

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    const draft = this.trail.depth === 0 || value === null ? info.draft(value) : value;
    this.open();
    this.trail.enter(name, info.name);
    return draft;
  }

  endStruct<T extends object>(_name: string | null, _value: T | null, current: T): T {
    this.close();
    this.trail.leave();
    return current;
  }

  startList(name: string | null): void {
    this.open();
    this.trail.enterList(name);
  }

  nextElement(index: number): boolean {
    this.trail.element(index);
    return index < this.nodes.length;
  }

  endList(): void {
    this.close();
    this.trail.leaveList();
  }

  startUnion(name: string | null): string {
    this.open();
    this.trail.enter(name, '');
    return this.nodes[0]!.name!;
  }

  endUnion(): void {
    this.close();
    this.trail.leave();
  }

  present(name: string): boolean {
    for (let i = this.next; i < this.nodes.length; i++) if (this.nodes[i]!.name === name) return true;
    return false;
  }

  bool(): boolean {
    return this.scalar();
  }

  uint8(): number {
    return this.scalar();
  }

  int8(): number {
    return this.scalar();
  }

  uint16(): number {
    return this.scalar();
  }

  int16(): number {
    return this.scalar();
  }

  uint32(): number {
    return this.scalar();
  }

  int32(): number {
    return this.scalar();
  }

  uint64(): bigint {
    return this.scalar();
  }

  int64(): bigint {
    return this.scalar();
  }

  uint128(): bigint {
    return this.scalar();
  }

  int128(): bigint {
    return this.scalar();
  }

  float(): number {
    return this.scalar();
  }

  double(): number {
    return this.scalar();
  }

  str(): string | null {
    return this.scalar();
  }

  enum(_name: string | null, _value: number, _info: EnumInfo): number {
    return this.scalar();
  }

  numbers<A extends NumberArray>(_name: string | null, array: A, count: number): A {
    const source = this.scalar() as A;
    if (array.length < count) return copyOf(source);
    array.set(source as never);
    clearFrom(array, count);
    return array;
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  fail(name: string | null, expected: string, found: string): never {
    throw this.trail.error([name], expected, found);
  }
}
