// In: an object-like macro whose replacement is what it says, macros in it likewise: sizes of arrays, mostly. Out: its
// replacement in the stream, as runs of the tokens that the definitions have; no token becomes an object.
// Rule: C11 6.10.3.4 where it asks for nothing else: no call, no `##`, no name met again, nothing that may fail or is
// empty. Whatever is not so simple, or long, is left to expand.ts.

import { atomText } from '../lex/atoms.ts';
import { IDENTIFIER, OTHER } from '../lex/token-kind.ts';
import { macroAt } from './expand.ts';
import type { Macro } from './macro.ts';
import type { Origin } from './origin.ts';
import { macroOrigin } from './origin.ts';
import type { State } from './state.ts';
import { isSpaced } from './token.ts';

/** Tokens and macros of an expansion. Also ends the look at a macro that leads back to itself. */
const MAX_PLAIN_COST = 64;

/** Expands the macro, whose name is at `start..end` in `place`; false, and nothing is done, when it is not so simple. */
export function expandPlainly(
  state: State,
  macro: Macro,
  place: Origin,
  start: number,
  end: number,
  spaced: boolean,
): boolean {
  const cost = plainCost(state, macro);
  if (cost < 0) return false;
  state.expanded += cost;
  copyReplacement(state, macro, originAt(macro, place, start, end), spaced);
  return true;
}

/** The same for the replacement list alone, where it is defined. */
export function expandListPlainly(state: State, macro: Macro): boolean {
  const cost = plainCost(state, macro);
  if (cost < 0) return false;
  state.expanded += cost - (macro.end - macro.first + 1);
  copyReplacement(state, macro, macro.origin, null);
  return true;
}

/** What expand.ts would count; −1 when it has to do it. */
function plainCost(state: State, macro: Macro): number {
  if (state.stopped) return -1;
  const cost = costOf(state, macro, MAX_PLAIN_COST);
  return cost > MAX_PLAIN_COST || state.expanded + cost > state.expandable ? -1 : cost;
}

/** More than `most` when it is not so simple. */
function costOf(state: State, macro: Macro, most: number): number {
  const { first, end, tokens } = macro;
  let cost = end - first + 1;
  if (!macro.plain || first === end) return most + 1;
  for (let at = first; at < end && cost <= most; at++) {
    const kind = tokens.kind[at];
    const inner = kind === IDENTIFIER ? macroAt(state, tokens.atom[at]) : null;
    if (kind === OTHER) return most + 1;
    if (inner !== null) cost += costOf(state, inner, most - cost);
  }
  return cost;
}

/** `spaced`: whether white space is before the first token; null: as it is written. */
function copyReplacement(state: State, { tokens, first, end }: Macro, origin: Origin, spaced: boolean | null): void {
  let from = first;
  for (let at = first; at < end; at++) {
    const inner = tokens.kind[at] === IDENTIFIER ? macroAt(state, tokens.atom[at]) : null;
    if (inner === null) continue;
    state.sink.copy(tokens, from, at, origin, from === first ? spaced : null);
    const own = at === first && spaced !== null ? spaced : isSpaced(tokens.flags[at]);
    copyReplacement(state, inner, originAt(inner, origin, tokens.start[at], tokens.end[at]), own);
    from = at + 1;
  }
  state.sink.copy(tokens, from, end, origin, from === first ? spaced : null);
}

function originAt({ atom, origin }: Macro, place: Origin, start: number, end: number): Origin {
  return macroOrigin(origin.file, atomText(atom), place, start, end);
}
