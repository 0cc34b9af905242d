// One field of a state by name. In: a JSON pointer (RFC 6901) of wire names and indices: `/recv_fifo/data/3`.
// Out: its value as T has it; or the state with another value there, after all the checks and hooks of a load.
// Rule: pointers reach what JSON has, and single bytes of blocks, too; fields at their default are there.

import { copyOf, describe, integerOf, type Keyed, keysOf, unknownKeyExpected } from './keyed-form.ts';
import { nativeValue } from './native-value.ts';
import { fromObject, type InputArguments } from './object-input.ts';
import { type KeyedObject, toFullObject } from './object-output.ts';
import { formatPath } from './path-trail.ts';
import { parseIndex, parsePointer } from './pointer.ts';
import { type NumbersNode, type SnapshotNode, snapshotTree, type StructNode } from './snapshot-tree.ts';
import { StateError } from './state-error.ts';
import type { VisitFunction } from './visitor.ts';

/**
 * The value at `pointer`: numbers, bigints, typed arrays (copies); structs as plain objects. undefined for an optional
 * field that is absent. Throws a StateError where the pointer leads nowhere.
 */
export function getPath<T extends object>(visit: VisitFunction<T, never>, value: T, pointer: string): unknown {
  return valueAt(snapshotTree(visit, value), parsePointer(pointer));
}

/** The arguments after the value: hooks are required exactly when the visit function wants them. */
export type SetPathArguments<H> = unknown extends H ? [hooks?: undefined] : [hooks: H];

/**
 * Sets the value at `pointer`, as fromObject takes it or as getPath gives it; undefined removes an optional field
 * or an element of a list, `-` for an index appends to one. The whole state is checked, and derived fields are recomputed.
 * Throws a StateError with the path of what is wrong; `value` is then as it was.
 */
export function setPath<T extends object, H>(
  visit: VisitFunction<T, H>,
  value: T,
  pointer: string,
  to: unknown,
  ...[hooks]: SetPathArguments<NoInfer<H>>
): T {
  const output = visit as VisitFunction<T, never>;
  const tokens = parsePointer(pointer);
  if (to === undefined) valueAt(snapshotTree(output, value), tokens);
  const holder: { root: unknown } = { root: toFullObject(output, value) };
  assign(holder, ['root', ...tokens], to, () => snapshotTree(output, value));
  return fromObject(visit, holder.root, value, ...([hooks] as unknown as InputArguments<H>));
}

function valueAt(root: StructNode, tokens: readonly string[]): unknown {
  let node: SnapshotNode = root;
  for (const [depth, token] of tokens.entries()) {
    if (node.kind === 'numbers') return elementAt(root, node, tokens, depth);
    const child: SnapshotNode | undefined = childOf(node, token);
    if (child === undefined) {
      if (isAbsent(node, token) && depth === tokens.length - 1) return undefined;
      throw nowhere(root, node, tokens, depth);
    }
    node = child;
  }
  return nativeValue(node);
}

function childOf(node: SnapshotNode, token: string): SnapshotNode | undefined {
  if (!('children' in node)) return undefined;
  if (node.kind === 'list') return node.children[parseIndex(token)];
  return node.children.find((child) => child.name === token);
}

/** Whether the struct has such a field, only not now. */
function isAbsent(node: SnapshotNode, token: string): boolean {
  return node.kind === 'struct' && keysOf(node.info).includes(token);
}

/** An element of a block, or a row of it. */
function elementAt(root: StructNode, node: NumbersNode, tokens: readonly string[], depth: number): unknown {
  const dims = node.dims ?? [node.value.length];
  let from = 0;
  let step = node.value.length;
  const indices = tokens.slice(depth);
  for (const [level, token] of indices.entries()) {
    const index = parseIndex(token);
    step = level === 0 ? dims.slice(1).reduce((product, dim) => product * dim, 1) : step / dims[level]!;
    from += index * step;
    const inRange = index >= 0 && (level === 0 ? from + step <= node.value.length : index < dims[level]!);
    if (level >= dims.length) throw nowhere(root, null, tokens, depth + level);
    if (!inRange) throw nowhere(root, node, tokens, depth + level);
  }
  return indices.length === dims.length ? node.value[from] : copyOf(node.value, from, from + step);
}

/** There is nothing at `tokens[depth]` in `node`; null: it has no parts at all. */
function nowhere(root: StructNode, node: SnapshotNode | null, tokens: readonly string[], depth: number): StateError {
  const token = tokens[depth]!;
  const path = formatPath([root.info.name, ...tokens.slice(0, depth).map(partOf)]);
  return new StateError(path, partExpected(node, token), JSON.stringify(token));
}

function partExpected(node: SnapshotNode | null, token: string): string {
  if (node?.kind === 'struct') {
    return isAbsent(node, token)
      ? 'a field that is there'
      : unknownKeyExpected(token, node.info.name, keysOf(node.info));
  }
  if (node?.kind === 'union') return `the case ${node.children[0]?.name}`;
  if (node?.kind === 'list') return `an index below ${node.children.length}`;
  return node?.kind === 'numbers' ? `an index below ${node.dims?.[0] ?? node.value.length}` : 'no more parts';
}

function partOf(token: string): string | number {
  return parseIndex(token) < 0 ? token : parseIndex(token);
}

/** Sets the value at `tokens` in keyed data. Bytes of a block are hex digits there: their text becomes bytes again. */
function assign(holder: unknown, tokens: readonly string[], to: unknown, tree: () => StructNode): void {
  let parent: unknown = null;
  let target: unknown = holder;
  for (const [depth, token] of tokens.slice(0, -1).entries()) {
    const next = memberOf(target, token);
    if (next === undefined) throw nowhereIn(tree(), tokens, depth);
    parent = target;
    target = next;
  }
  const last = tokens[tokens.length - 1]!;
  if (typeof target === 'string') {
    const root = tree();
    const bytes = valueAt(root, tokens.slice(1, -1));
    if (!(bytes instanceof Uint8Array)) throw nowhereIn(root, tokens, tokens.length - 1);
    put(parent, tokens[tokens.length - 2]!, withByte(root, bytes, tokens, to));
  } else if (typeof target !== 'object' || target === null) throw nowhereIn(tree(), tokens, tokens.length - 1);
  else if (Array.isArray(target) && last !== '-' && !(parseIndex(last) >= 0 && parseIndex(last) < target.length)) {
    throw nowhereIn(tree(), tokens, tokens.length - 1);
  } else put(target, last, to);
}

function memberOf(target: unknown, token: string): unknown {
  if (typeof target !== 'object' || target === null || !Object.hasOwn(target, token)) return undefined;
  return (target as KeyedObject)[token];
}

function put(target: unknown, token: string, value: unknown): void {
  if (Array.isArray(target) && value === undefined) target.splice(parseIndex(token), 1);
  else if (Array.isArray(target)) target[token === '-' ? target.length : parseIndex(token)] = value as Keyed;
  else Object.defineProperty(target, token, { value, writable: true, enumerable: true, configurable: true });
}

function withByte(root: StructNode, bytes: Uint8Array, tokens: readonly string[], to: unknown): Uint8Array {
  const index = parseIndex(tokens[tokens.length - 1]!);
  if (index < 0 || index >= bytes.length) throw nowhereIn(root, tokens, tokens.length - 1);
  if (typeof to !== 'number' || (to & 0xff) !== to) {
    throw new StateError(pathOf(root, tokens, tokens.length), integerOf(8, false), describe(to));
  }
  bytes[index] = to;
  return bytes;
}

/** The first of `tokens` stands for the root. */
function nowhereIn(root: StructNode, tokens: readonly string[], depth: number): StateError {
  return new StateError(pathOf(root, tokens, depth), 'a field or element of that name', JSON.stringify(tokens[depth]));
}

function pathOf(root: StructNode, tokens: readonly string[], end: number): string {
  return formatPath([root.info.name, ...tokens.slice(1, end).map(partOf)]);
}
