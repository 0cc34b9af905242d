// In: a token stream. Out: for each file, one number made of all tokens that it put into the stream, macros expanded.
// Rule: two streams with the same number for a file have the same declarations from it, and the same packing.

import { EOF, IDENTIFIER, PRAGMA_PACK } from '../lex/token-kind.ts';
import type { SourceFile } from '../source/text.ts';
import type { TokenStream } from './token-stream.ts';

/** By path. */
export function hashesByFile(stream: TokenStream): ReadonlyMap<string, number> {
  const hashes = new Map<SourceFile, number>();
  let pack = 0;
  for (let index = 0; index < stream.count; index++) {
    const kind = stream.kind[index];
    const atom = stream.atom[index];
    if (kind === EOF) continue;
    const file = stream.homeOf(index);
    if (kind === PRAGMA_PACK) pack = atom;
    let hash = mixed(hashes.get(file) ?? pack, kind);
    if (kind === IDENTIFIER || kind === PRAGMA_PACK) hash = mixed(hash, atom);
    else hash = mixedText(hash, stream.textOf(index));
    hashes.set(file, hash);
  }
  return new Map([...hashes].map(([{ path }, hash]) => [path, hash]));
}

/** FNV-1a on 32-bit words. */
function mixed(hash: number, word: number): number {
  return Math.imul(hash ^ word, 0x01000193);
}

function mixedText(hash: number, text: string): number {
  let all = hash;
  for (let at = 0; at < text.length; at++) all = mixed(all, text.charCodeAt(at));
  return all;
}
