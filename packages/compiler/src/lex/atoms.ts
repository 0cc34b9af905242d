// In: the spelling of an identifier. Out: its atom, a small number that is the same wherever the spelling is.
// Rule: one table per process, keywords first (lex/keywords.ts), append only; looking up a known spelling allocates
// nothing. Spellings are UTF-8 in one pool. The hash has a random seed, so that no header can be made to collide;
// atoms depend on the order of first use alone.

import { KEYWORDS } from './keywords.ts';

/** Hash of a spelling: starting from the seed, for each byte `hash = Math.imul(hash ^ byte, HASH_PRIME)`. */
export const HASH_SEED: number = (Math.random() * 0x7fffffff) | 0;
export const HASH_PRIME = 0x01000193;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

let count = 1;
/** Where each atom's spelling begins in the pool; it ends where the next one begins. */
let offsets = new Int32Array(1 << 12);
let pool = new Uint8Array(1 << 16);
/** Open addressing in pairs: hash, atom; atom 0 is empty. At most half full. */
let slots = new Int32Array(1 << 14);
/** Spellings as strings, made on first use; without holes, which engines are slow to ask. */
const texts: (string | undefined)[] = [''];

for (const keyword of KEYWORDS) intern(keyword);

/** The atom of a spelling. */
export function intern(text: string): number {
  const bytes = encoder.encode(text);
  return internRange(bytes, 0, bytes.length);
}

/** The atom of `bytes[start..end)`, UTF-8. */
export function internRange(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], HASH_PRIME);
  return internHashed(bytes, start, end, hash);
}

/** The same, for a caller who hashed the bytes on the way. */
export function internHashed(bytes: Uint8Array, start: number, end: number, rawHash: number): number {
  const hash = rawHash ^ (rawHash >>> 15);
  const mask = slots.length - 2;
  for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
    const atom = slots[slot + 1];
    if (atom === 0) return add(bytes, start, end, hash, slot);
    if (slots[slot] === hash && spells(atom, bytes, start, end)) return atom;
  }
}

/** The spelling of an atom; '' for 0. */
export function atomText(atom: number): string {
  const text = texts[atom];
  if (text !== undefined) return text;
  return (texts[atom] = decoder.decode(pool.subarray(offsets[atom], offsets[atom + 1])));
}

/** Atoms are 1 … atomCount() − 1. */
export function atomCount(): number {
  return count;
}

function spells(atom: number, bytes: Uint8Array, start: number, end: number): boolean {
  const offset = offsets[atom];
  if (offsets[atom + 1] - offset !== end - start) return false;
  for (let at = start, other = offset; at < end; at++, other++) if (bytes[at] !== pool[other]) return false;
  return true;
}

function add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
  if (count + 2 > offsets.length) offsets = grown(offsets);
  const atom = count++;
  texts.push(undefined);
  const offset = offsets[atom];
  const next = offset + end - start;
  if (next > pool.length) {
    const larger = new Uint8Array(Math.max(next, pool.length * 2));
    larger.set(pool);
    pool = larger;
  }
  for (let at = start, to = offset; at < end; at++, to++) pool[to] = bytes[at];
  offsets[atom + 1] = next;
  slots[slot] = hash;
  slots[slot + 1] = atom;
  if (count * 4 > slots.length) rehash();
  return atom;
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function rehash(): void {
  const former = slots;
  slots = new Int32Array(former.length * 2);
  const mask = slots.length - 2;
  for (let from = 0; from < former.length; from += 2) {
    if (former[from + 1] === 0) continue;
    let slot = (former[from] << 1) & mask;
    while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
    slots[slot] = former[from];
    slots[slot + 1] = former[from + 1];
  }
}
