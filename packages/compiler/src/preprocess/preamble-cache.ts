// In: the beginnings of headers, by key (preamble.ts). Out: what was kept of them.
// Rule: what was used least lately goes when there is too much. Nothing here is asked whether it still holds: whoever
// takes a preamble looks at its files.

import type { Preamble } from './preamble.ts';

/** Tokens of all preambles, of their files too; with what is made of them, some hundred bytes each. */
export const MAX_PREAMBLE_TOKENS: number = 1 << 20;
/** What a beginning counts that has come once. */
const SEEN = 64;

export interface PreambleCache {
  /** null: that beginning has come before, and nothing was kept of it; undefined: it has not. */
  get(key: string): Preamble | null | undefined;
  set(key: string, preamble: Preamble | null): void;
}

export function createPreambleCache(): PreambleCache {
  /** In the order of last use. */
  const preambles = new Map<string, Preamble | null>();
  let tokens = 0;
  const forget = (key: string): void => {
    const known = preambles.get(key);
    if (known === undefined) return;
    tokens -= known?.size ?? SEEN;
    preambles.delete(key);
  };
  return {
    get: (key) => preambles.get(key),
    set(key, preamble) {
      forget(key);
      preambles.set(key, preamble);
      tokens += preamble?.size ?? SEEN;
      for (const oldest of preambles.keys()) {
        if (tokens <= MAX_PREAMBLE_TOKENS) break;
        forget(oldest);
      }
    },
  };
}
