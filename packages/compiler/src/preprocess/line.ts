// Lines of tokens.

import type { Tokens } from '../lex/tokens.ts';
import { LINE_START } from '../lex/tokens.ts';

/** One past the last token of the line that `first` is in. */
export function lineEnd({ flags }: Tokens, first: number): number {
  let end = first + 1;
  while ((flags[end] & LINE_START) === 0) end++;
  return end;
}
