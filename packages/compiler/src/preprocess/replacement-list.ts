// In: a macro whose definition was found valid (define.ts). Out: its replacement list in items, each `#`, `##` and
// __VA_OPT__ resolved to what it does. Rule: done on first use, once per definition.

import { VA_OPT } from '../lex/names.ts';
import { HASH, HASH_HASH, IDENTIFIER, LEFT_PAREN, RIGHT_PAREN } from '../lex/token-kind.ts';
import type { Body, BodyItem, Macro } from './macro.ts';

export function bodyOf(macro: Macro): Body {
  return (macro.body ??= takeApart(macro));
}

function takeApart(macro: Macro): Body {
  const items: BodyItem[] = [];
  const expands = (macro.parameters ?? []).map(() => false);
  takeApartRange(macro, macro.first, macro.end, items, expands);
  return { items, expands };
}

// The definition was checked (define.ts): every `#` has its parameter, every `##` its two sides.
function takeApartRange(macro: Macro, first: number, end: number, items: BodyItem[], expands: boolean[]): void {
  const { kind } = macro.tokens;
  let pasteBefore = false;
  for (let at = first; at < end; at++) {
    if (kind[at] === HASH_HASH && items.length > 0) {
      pasteBefore = true;
      continue;
    }
    const start = at;
    const stringify = macro.parameters !== null && kind[at] === HASH;
    if (stringify) at++;
    let optional: BodyItem[] | null = null;
    const named = at;
    if (macro.variadic && macro.tokens.atom[at] === VA_OPT && kind[at] === IDENTIFIER) {
      const close = closingParen(macro, at + 1, end);
      optional = [];
      takeApartRange(macro, at + 2, close, optional, expands);
      expands[expands.length - 1] = true;
      at = close;
    }
    const pasteAfter = at + 1 < end && kind[at + 1] === HASH_HASH;
    const parameter = kind[named] === IDENTIFIER ? (macro.parameters?.indexOf(macro.tokens.atom[named]) ?? -1) : -1;
    if (parameter >= 0 && !stringify && !pasteBefore && !pasteAfter) expands[parameter] = true;
    items.push({ at: start, parameter, stringify, pasteBefore, pasteAfter, optional });
    pasteBefore = false;
  }
}

/** Index of the `)` that closes the `(` at `open`. */
export function closingParen({ tokens: { kind } }: { tokens: Macro['tokens'] }, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (kind[at] === LEFT_PAREN) depth++;
    else if (kind[at] === RIGHT_PAREN && --depth === 0) return at;
  }
  return end;
}
