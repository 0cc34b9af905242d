// A state as a tree of its fields, for the verbs that compare, show or search rather than write a format.
// In: a described value. Out: one node per saved field, in declaration order, with the value as T has it.
// Rule: fields with their default are there, absent optional ones are not. Values are not copied: a tree is used at once.

import { blockOf, describe } from './keyed-form.ts';
import { PathTrail } from './path-trail.ts';
import type {
  EnumInfo,
  ExternalInfo,
  NumberArray,
  OutputVisitor,
  PresenceReason,
  StructInfo,
  VisitFunction,
} from './visitor.ts';

export type ScalarKind =
  | 'bool'
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'uint128'
  | 'int128'
  | 'float'
  | 'double'
  | 'str'
  | 'enum';

interface Named {
  /** The wire name; null for elements of lists and for the root. */
  readonly name: string | null;
}
export interface StructNode extends Named {
  readonly kind: 'struct';
  readonly info: StructInfo;
  readonly children: SnapshotNode[];
}
export interface ListNode extends Named {
  readonly kind: 'list';
  readonly children: SnapshotNode[];
}
/** Its one child is named like the case that holds. */
export interface UnionNode extends Named {
  readonly kind: 'union';
  readonly children: SnapshotNode[];
}
export interface ScalarNode extends Named {
  readonly kind: ScalarKind;
  readonly value: number | bigint | boolean | string | null;
  /** Of enums. */
  readonly info: EnumInfo | null;
}
export interface NumbersNode extends Named {
  readonly kind: 'numbers';
  /** The elements that are in use. */
  readonly value: NumberArray;
  readonly dims: readonly number[] | null;
}
export type SnapshotNode = StructNode | ListNode | UnionNode | ScalarNode | NumbersNode;

export function snapshotTree<T extends object>(visit: VisitFunction<T, never>, value: T): StructNode {
  const visitor = new TreeOutput();
  visit(visitor, null, value);
  return visitor.root;
}

class TreeOutput implements OutputVisitor {
  readonly reads = false;
  private children: SnapshotNode[] = [];
  private readonly outer: SnapshotNode[][] = [];
  private readonly trail: PathTrail = new PathTrail();

  get root(): StructNode {
    return this.children[0] as StructNode;
  }

  private open(children: SnapshotNode[]): void {
    this.outer.push(this.children);
    this.children = children;
  }

  private close(): void {
    this.children = this.outer.pop()!;
  }

  private markElement(name: string | null): void {
    if (name === null && this.trail.isInList) this.trail.element(this.children.length);
  }

  startStruct<T extends object>(name: string | null, value: T | null, info: StructInfo<T>): T {
    if (typeof value !== 'object' || value === null) {
      this.fail(this.trail.nameOf(name, info.name), 'an object', describe(value));
    }
    this.markElement(name);
    const node: StructNode = { name, kind: 'struct', info: info as StructInfo<never>, children: [] };
    this.children.push(node);
    this.open(node.children);
    this.trail.enter(name, info.name);
    return value;
  }

  endStruct<T extends object>(_name: string | null, _value: T | null, current: T): T {
    this.trail.leave();
    this.close();
    return current;
  }

  startList(name: string | null): void {
    this.markElement(name);
    const node: ListNode = { name, kind: 'list', children: [] };
    this.children.push(node);
    this.open(node.children);
    this.trail.enterList(name);
  }

  nextElement(): boolean {
    return false;
  }

  endList(): void {
    this.trail.leaveList();
    this.close();
  }

  startUnion(name: string | null, caseName: string): string {
    this.markElement(name);
    const node: UnionNode = { name, kind: 'union', children: [] };
    this.children.push(node);
    this.open(node.children);
    this.trail.enter(name, '');
    return caseName;
  }

  endUnion(): void {
    this.trail.leave();
    this.close();
  }

  present(_name: string, isPresent: boolean, why: PresenceReason): boolean {
    return isPresent || why !== 'optional';
  }

  private leaf<V extends ScalarNode['value']>(
    kind: ScalarKind,
    name: string | null,
    value: V,
    info: EnumInfo | null,
  ): V {
    this.children.push({ name, kind, value, info });
    return value;
  }

  bool(name: string | null, value: boolean): boolean {
    return this.leaf('bool', name, value, null);
  }

  uint8(name: string | null, value: number): number {
    return this.leaf('uint8', name, value, null);
  }

  int8(name: string | null, value: number): number {
    return this.leaf('int8', name, value, null);
  }

  uint16(name: string | null, value: number): number {
    return this.leaf('uint16', name, value, null);
  }

  int16(name: string | null, value: number): number {
    return this.leaf('int16', name, value, null);
  }

  uint32(name: string | null, value: number): number {
    return this.leaf('uint32', name, value, null);
  }

  int32(name: string | null, value: number): number {
    return this.leaf('int32', name, value, null);
  }

  uint64(name: string | null, value: bigint): bigint {
    return this.leaf('uint64', name, value, null);
  }

  int64(name: string | null, value: bigint): bigint {
    return this.leaf('int64', name, value, null);
  }

  uint128(name: string | null, value: bigint): bigint {
    return this.leaf('uint128', name, value, null);
  }

  int128(name: string | null, value: bigint): bigint {
    return this.leaf('int128', name, value, null);
  }

  float(name: string | null, value: number): number {
    this.leaf('float', name, Math.fround(value), null);
    return value;
  }

  double(name: string | null, value: number): number {
    return this.leaf('double', name, value, null);
  }

  str(name: string | null, value: string | null): string | null {
    return this.leaf('str', name, value, null);
  }

  enum(name: string | null, value: number, info: EnumInfo): number {
    return this.leaf('enum', name, value, info);
  }

  numbers<A extends NumberArray>(name: string | null, array: A, count: number, dims: readonly number[] | null): A {
    const block = blockOf(this, name, array, count);
    const value = block.length === count ? block : block.subarray(0, count);
    this.children.push({ name, kind: 'numbers', value: value as NumberArray, dims });
    return array;
  }

  external<V>(name: string | null, value: V, info: ExternalInfo<V>): V {
    return info.visit(this, name, value);
  }

  fail(name: string | null, expected: string, found: string): never {
    this.markElement(name);
    throw this.trail.error([name], expected, found);
  }
}
