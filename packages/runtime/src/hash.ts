// A short name for a state. In: a described value. Out: 16 hex digits, the same for equal states on every machine and
// in every release: the algorithm below is fixed. Not for adversaries: collisions can be made.
//
// A state becomes 32-bit words, a tree walked in declaration order. Text is its length in UTF-16 units, then the units.
//   every node        its name as text; 0xffffffff for elements
//   struct, union     the number of fields in it, then the fields      list   the number of elements, then the elements
//   bool, integers    1 or 0; the low 32 bits of the value, for 64 bits then the next, for 128 bits four words
//   float, double     the bits of IEEE 754, low word first; NaN is 0x7fc00000 or 0x7ff8000000000000
//   str               as text; 0xffffffff for null                     block  the number of elements, then each
// Each half of the result is MurmurHash3_x86_32 of these words, with the seeds 0 (first half) and 0x51444c31.

import { type NumbersNode, type ScalarNode, type SnapshotNode, snapshotTree } from './snapshot-tree.ts';
import type { VisitFunction } from './visitor.ts';

const SECOND_SEED = 0x51444c31;
const NONE = 0xffffffff;

interface Lanes {
  first: number;
  second: number;
  words: number;
}

/** The hash of all saved fields of `value`. */
export function hash<T extends object>(visit: VisitFunction<T, never>, value: T): string {
  const lanes: Lanes = { first: 0, second: SECOND_SEED, words: 0 };
  hashNode(lanes, snapshotTree(visit, value));
  return hexWord(finish(lanes.first, lanes.words)) + hexWord(finish(lanes.second, lanes.words));
}

function hashNode(lanes: Lanes, node: SnapshotNode): void {
  hashText(lanes, node.name);
  if ('children' in node) {
    hashWord(lanes, node.children.length);
    for (const child of node.children) hashNode(lanes, child);
  } else if (node.kind === 'numbers') hashNumbers(lanes, node);
  else hashScalar(lanes, node);
}

function hashText(lanes: Lanes, text: string | null): void {
  if (text === null) {
    hashWord(lanes, NONE);
    return;
  }
  hashWord(lanes, text.length);
  for (let i = 0; i < text.length; i++) hashWord(lanes, text.charCodeAt(i));
}

function hashNumbers(lanes: Lanes, { value }: NumbersNode): void {
  hashWord(lanes, value.length);
  if (value instanceof BigUint64Array || value instanceof BigInt64Array) {
    for (let i = 0; i < value.length; i++) hashBigint(lanes, value[i]!, 64);
  } else if (value instanceof Float32Array) {
    for (let i = 0; i < value.length; i++) hashFloat(lanes, value[i]!);
  } else if (value instanceof Float64Array) {
    for (let i = 0; i < value.length; i++) hashDouble(lanes, value[i]!);
  } else for (let i = 0; i < value.length; i++) hashWord(lanes, value[i]!);
}

function hashScalar(lanes: Lanes, { kind, value }: ScalarNode): void {
  if (kind === 'str') hashText(lanes, value as string | null);
  else if (kind === 'float') hashFloat(lanes, value as number);
  else if (kind === 'double') hashDouble(lanes, value as number);
  else if (typeof value === 'bigint') hashBigint(lanes, value, kind.endsWith('128') ? 128 : 64);
  else hashWord(lanes, Number(value));
}

function hashBigint(lanes: Lanes, value: bigint, bits: number): void {
  for (let bit = 0; bit < bits; bit += 32) hashWord(lanes, Number(BigInt.asUintN(32, value >> BigInt(bit))));
}

const bits = /*#__PURE__*/ new DataView(/*#__PURE__*/ new ArrayBuffer(8));

function hashFloat(lanes: Lanes, value: number): void {
  bits.setFloat32(0, value, true);
  hashWord(lanes, Number.isNaN(value) ? 0x7fc00000 : bits.getUint32(0, true));
}

function hashDouble(lanes: Lanes, value: number): void {
  bits.setFloat64(0, value, true);
  hashWord(lanes, Number.isNaN(value) ? 0 : bits.getUint32(0, true));
  hashWord(lanes, Number.isNaN(value) ? 0x7ff80000 : bits.getUint32(4, true));
}

// ---- MurmurHash3_x86_32, by Austin Appleby, in the public domain -----------------------------------------------

function hashWord(lanes: Lanes, word: number): void {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  lanes.first = mix(lanes.first, k);
  lanes.second = mix(lanes.second, k);
  lanes.words++;
}

function mix(lane: number, k: number): number {
  const h = lane ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(lane: number, words: number): number {
  let h = lane ^ (words * 4);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hexWord(word: number): string {
  return word.toString(16).padStart(8, '0');
}
