// #pragma pack (Microsoft's, as gcc and clang know it): the largest alignment of record members from here on.
// In: the tokens behind the word. Out: a PRAGMA_PACK token in the stream, which the parser reads as it comes to it.

import { intern } from '../lex/atoms.ts';
import { COMMA, IDENTIFIER, LEFT_PAREN, NUMBER, PRAGMA_PACK, RIGHT_PAREN } from '../lex/token-kind.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { integerValue } from './constant.ts';
import type { State } from './state.ts';
import { report, tokenSpan } from './state.ts';
import type { Token } from './token.ts';
import { spelling } from './token.ts';

/** `#pragma pack(push)`es without their pop. */
export const MAX_PACK_DEPTH = 1000;

const PUSH = intern('push');
const POP = intern('pop');
const SHOW = intern('show');

interface PackPragma {
  /** PUSH, POP, SHOW; 0: none. */
  readonly action: number;
  /** Atom of the label of a push; 0 without one. */
  readonly label: number;
  /** Bytes; 0: the target's rule; null: not given. */
  readonly bytes: number | null;
}

/** Carries out the pragma; `place` stands for it in the stream and in diagnostics. */
export function pack(state: State, tokens: readonly Token[], place: Token): void {
  const pragma = parse(tokens);
  const { stack } = state.pack;
  if (pragma === null) return report(state, catalogue.packSyntax, tokenSpan(place));
  if (stack.length >= MAX_PACK_DEPTH)
    return report(state, catalogue.packTooDeep, tokenSpan(place), { limit: MAX_PACK_DEPTH });
  const { action, label, bytes } = pragma;
  if (action === SHOW) return;
  if (action === PUSH) stack.push({ label, bytes: state.pack.current });
  if (action === POP && !pop(state, label)) return report(state, catalogue.packWithoutPush, tokenSpan(place));
  if (action === 0 || bytes !== null) state.pack.current = bytes ?? 0;
  const { start, end, origin } = place;
  state.sink.push({ kind: PRAGMA_PACK, flags: 0, atom: state.pack.current, start, end, origin });
}

/** Back to what the last push, or the last one with the label, saved. */
function pop(state: State, label: number): boolean {
  const { stack } = state.pack;
  const at = label === 0 ? stack.length - 1 : stack.findLastIndex((pushed) => pushed.label === label);
  if (at < 0) return false;
  state.pack.current = stack[at].bytes;
  stack.length = at;
  return true;
}

/** ( ) | ( n ) | ( push [, label] [, n] ) | ( pop [, label] [, n] ) | ( show ) */
function parse(tokens: readonly Token[]): PackPragma | null {
  const last = tokens.length - 1;
  if (last < 1 || tokens[0].kind !== LEFT_PAREN || tokens[last].kind !== RIGHT_PAREN) return null;
  const operands = tokens.slice(1, last).filter((_, index) => index % 2 === 0);
  if (last > 1 && last % 2 !== 0) return null;
  for (let at = 2; at < last; at += 2) if (tokens[at].kind !== COMMA) return null;
  let next = 0;
  let action = 0;
  let label = 0;
  if (operands[next]?.kind === IDENTIFIER) {
    action = operands[next++].atom;
    if (action !== PUSH && action !== POP && action !== SHOW) return null;
    if (operands[next]?.kind === IDENTIFIER) label = operands[next++].atom;
  }
  const bytes = next < operands.length ? alignment(operands[next++]) : null;
  return next < operands.length || bytes === -1 ? null : { action, label, bytes };
}

/** 0, 1, 2, 4, 8 or 16; else −1. */
function alignment(token: Token): number {
  const value = token.kind === NUMBER ? integerValue(spelling(token))?.value : undefined;
  return value !== undefined && [0n, 1n, 2n, 4n, 8n, 16n].includes(value) ? Number(value) : -1;
}
