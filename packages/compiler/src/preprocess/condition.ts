// In: the tokens of an #if or #elif line. Out: whether its group is kept (C11 6.10.1).
// Rule: C's arithmetic on intmax_t and uintmax_t, 64 bits on every target; macros are expanded as tokens are read,
// so that `defined` and __has_include see their operands untouched. A line in error counts as false.

import { atomText } from '../lex/atoms.ts';
import {
  DEFINED,
  HAS_ATTRIBUTE,
  HAS_BUILTIN,
  HAS_C_ATTRIBUTE,
  HAS_CPP_ATTRIBUTE,
  HAS_INCLUDE,
  HAS_INCLUDE_NEXT,
} from '../lex/names.ts';
import * as kinds from '../lex/token-kind.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import type { DiagnosticKind } from '../source/diagnostic.ts';
import { characterValue, integerValue } from './constant.ts';
import { END, popBarrier, pushBarrier, readRescanned } from './contexts.ts';
import { expandTokens, readExpanded } from './expand.ts';
import { hasAttribute, hasBuiltin, hasStandardAttribute } from './has-feature.ts';
import { headerNameOf, isIncludable } from './include.ts';
import { isDefined } from './macro.ts';
import type { Reader, State } from './state.ts';
import { readerSpan, report, tokenSpan } from './state.ts';
import type { Token } from './token.ts';
import { spelling, tokensBetween } from './token.ts';

/** Parentheses and unary operators inside one another. */
export const MAX_CONDITION_NESTING = 200;

/** A value of intmax_t or uintmax_t. */
interface Value {
  readonly value: bigint;
  readonly unsigned: boolean;
}

interface Evaluation {
  readonly state: State;
  readonly reader: Reader;
  readonly hash: number;
  /** The next token, macros expanded. */
  token: Token;
  depth: number;
  /** > 0 in operands that are not evaluated, where a division by zero is fine. */
  skipping: number;
  failed: boolean;
}

const ZERO: Value = { value: 0n, unsigned: false };
const ONE: Value = { value: 1n, unsigned: false };

/** Binary operators by precedence (C11 6.5.5 to 6.5.14); the higher binds tighter. */
const PRECEDENCE: ReadonlyMap<number, number> = new Map([
  [kinds.STAR, 10],
  [kinds.SLASH, 10],
  [kinds.PERCENT, 10],
  [kinds.PLUS, 9],
  [kinds.MINUS, 9],
  [kinds.SHIFT_LEFT, 8],
  [kinds.SHIFT_RIGHT, 8],
  [kinds.LESS, 7],
  [kinds.GREATER, 7],
  [kinds.LESS_EQUAL, 7],
  [kinds.GREATER_EQUAL, 7],
  [kinds.EQUAL_EQUAL, 6],
  [kinds.NOT_EQUAL, 6],
  [kinds.AMPERSAND, 5],
  [kinds.CARET, 4],
  [kinds.PIPE, 3],
  [kinds.AND_AND, 2],
  [kinds.OR_OR, 1],
]);

/** `hash`: the directive's `#`; `first..end`: its expression. */
export function evaluateCondition(state: State, reader: Reader, hash: number, first: number, end: number): boolean {
  if (first >= end) {
    report(state, catalogue.conditionEmpty, readerSpan(reader, hash, end));
    return false;
  }
  pushBarrier(state, tokensBetween(reader.tokens, first, end, reader.origin));
  const evaluation: Evaluation = { state, reader, hash, token: END, depth: 0, skipping: 0, failed: false };
  advance(evaluation);
  const { value } = comma(evaluation);
  if (!evaluation.failed && evaluation.token !== END) unexpected(evaluation, evaluation.token);
  popBarrier(state);
  return !evaluation.failed && value !== 0n;
}

function advance(evaluation: Evaluation): void {
  evaluation.token = readExpanded(evaluation.state);
}

function accept(evaluation: Evaluation, kind: number): boolean {
  if (evaluation.token.kind !== kind) return false;
  advance(evaluation);
  return true;
}

function fail(
  evaluation: Evaluation,
  kind: DiagnosticKind,
  token: Token,
  args: Record<string, string | number>,
): Value {
  if (!evaluation.failed) {
    const { state, reader, hash } = evaluation;
    report(state, kind, token === END ? readerSpan(reader, hash, hash + 2) : tokenSpan(token), args);
  }
  evaluation.failed = true;
  return ZERO;
}

function unexpected(evaluation: Evaluation, token: Token): Value {
  const what = token === END ? 'the end of the line' : `"${spelling(token)}"`;
  return fail(evaluation, catalogue.conditionSyntax, token, { what });
}

/** expression: conditional | expression , conditional */
function comma(evaluation: Evaluation): Value {
  let value = conditional(evaluation);
  while (!evaluation.failed && evaluation.token.kind === kinds.COMMA) {
    advance(evaluation);
    value = conditional(evaluation);
  }
  return value;
}

/** conditional: binary | binary ? expression : conditional */
function conditional(evaluation: Evaluation): Value {
  const condition = binary(evaluation, 1);
  if (evaluation.failed || evaluation.token.kind !== kinds.QUESTION) return condition;
  if (++evaluation.depth > MAX_CONDITION_NESTING) {
    return fail(evaluation, catalogue.conditionTooDeep, evaluation.token, { limit: MAX_CONDITION_NESTING });
  }
  const chosen = condition.value !== 0n;
  advance(evaluation);
  const yes = skippedUnless(evaluation, chosen, comma);
  if (evaluation.failed) return ZERO;
  if (!accept(evaluation, kinds.COLON)) return unexpected(evaluation, evaluation.token);
  const no = skippedUnless(evaluation, !chosen, conditional);
  evaluation.depth--;
  return wrap(chosen ? yes.value : no.value, yes.unsigned || no.unsigned);
}

function skippedUnless(evaluation: Evaluation, wanted: boolean, parse: (evaluation: Evaluation) => Value): Value {
  evaluation.skipping += wanted ? 0 : 1;
  const value = parse(evaluation);
  evaluation.skipping -= wanted ? 0 : 1;
  return value;
}

/** binary: unary | binary operator binary, by precedence */
function binary(evaluation: Evaluation, least: number): Value {
  let left = unary(evaluation);
  for (;;) {
    const operator = evaluation.token;
    const precedence = PRECEDENCE.get(operator.kind);
    if (evaluation.failed || precedence === undefined || precedence < least) return left;
    advance(evaluation);
    const decided =
      (operator.kind === kinds.AND_AND && left.value === 0n) || (operator.kind === kinds.OR_OR && left.value !== 0n);
    const right = skippedUnless(evaluation, !decided, (rest) => binary(rest, precedence + 1));
    if (evaluation.failed) return ZERO;
    left = apply(evaluation, operator, left, right);
  }
}

/** unary: primary | ! unary | ~ unary | - unary | + unary */
function unary(evaluation: Evaluation): Value {
  const { kind } = evaluation.token;
  if (kind !== kinds.EXCLAIM && kind !== kinds.TILDE && kind !== kinds.MINUS && kind !== kinds.PLUS)
    return primary(evaluation);
  if (++evaluation.depth > MAX_CONDITION_NESTING) {
    return fail(evaluation, catalogue.conditionTooDeep, evaluation.token, { limit: MAX_CONDITION_NESTING });
  }
  advance(evaluation);
  const { value, unsigned } = unary(evaluation);
  evaluation.depth--;
  if (kind === kinds.EXCLAIM) return value === 0n ? ONE : ZERO;
  return kind === kinds.PLUS ? { value, unsigned } : wrap(kind === kinds.TILDE ? ~value : -value, unsigned);
}

/** primary: number | character constant | identifier | defined … | __has_… | ( expression ) */
function primary(evaluation: Evaluation): Value {
  const { token } = evaluation;
  switch (token.kind) {
    case kinds.NUMBER: {
      const value = integerValue(spelling(token));
      if (value === null) return fail(evaluation, catalogue.conditionNumber, token, { number: spelling(token) });
      advance(evaluation);
      return value;
    }
    case kinds.CHARACTER: {
      const value = characterValue(spelling(token), evaluation.state.target.charSigned);
      if (value === null) return unexpected(evaluation, token);
      advance(evaluation);
      return value;
    }
    case kinds.IDENTIFIER:
      return name(evaluation, token);
    case kinds.LEFT_PAREN:
      return parenthesized(evaluation);
    default:
      return unexpected(evaluation, token);
  }
}

function parenthesized(evaluation: Evaluation): Value {
  if (++evaluation.depth > MAX_CONDITION_NESTING) {
    return fail(evaluation, catalogue.conditionTooDeep, evaluation.token, { limit: MAX_CONDITION_NESTING });
  }
  advance(evaluation);
  const value = comma(evaluation);
  if (evaluation.failed) return ZERO;
  if (!accept(evaluation, kinds.RIGHT_PAREN)) return unexpected(evaluation, evaluation.token);
  evaluation.depth--;
  return value;
}

/** What is left of identifiers after macro expansion is 0 (6.10.1p4). */
function name(evaluation: Evaluation, token: Token): Value {
  switch (token.atom) {
    case DEFINED:
      return defined(evaluation, token);
    case HAS_INCLUDE:
    case HAS_INCLUDE_NEXT:
      return hasInclude(evaluation, token);
    case HAS_ATTRIBUTE:
    case HAS_C_ATTRIBUTE:
    case HAS_CPP_ATTRIBUTE:
    case HAS_BUILTIN:
      return hasFeature(evaluation, token);
    default: {
      advance(evaluation);
      if (evaluation.token.kind !== kinds.LEFT_PAREN) return ZERO;
      return fail(evaluation, catalogue.conditionCall, token, { name: atomText(token.atom) });
    }
  }
}

/** defined identifier | defined ( identifier ) */
function defined(evaluation: Evaluation, token: Token): Value {
  const { state } = evaluation;
  let operand = readRescanned(state);
  const parenthesized = operand.kind === kinds.LEFT_PAREN;
  if (parenthesized) operand = readRescanned(state);
  if (operand.kind !== kinds.IDENTIFIER || (parenthesized && readRescanned(state).kind !== kinds.RIGHT_PAREN)) {
    return fail(evaluation, catalogue.conditionOperand, token, { name: 'defined' });
  }
  advance(evaluation);
  return isDefined(state.macros, operand.atom) ? ONE : ZERO;
}

/** __has_include ( header-name ) | __has_include ( tokens that expand to one ) */
function hasInclude(evaluation: Evaluation, token: Token): Value {
  const { state, reader } = evaluation;
  const operand = operandTokens(evaluation);
  const header =
    operand === null
      ? null
      : headerNameOf(operand[0]?.kind === kinds.HEADER_NAME ? operand : expandTokens(state, operand));
  if (header === null && operand?.length === 1 && isEmptyName(operand[0])) {
    advance(evaluation);
    // gcc finds the folder of the file.
    return spelling(operand[0]) === '""' ? ONE : ZERO;
  }
  if (header === null) return fail(evaluation, catalogue.conditionOperand, token, { name: atomText(token.atom) });
  advance(evaluation);
  return isIncludable(state, reader, header, token.atom === HAS_INCLUDE_NEXT) ? ONE : ZERO;
}

/** `""` | `<>` */
function isEmptyName({ kind, start, end }: Token): boolean {
  return end - start === 2 && (kind === kinds.HEADER_NAME || kind === kinds.STRING);
}

function hasFeature(evaluation: Evaluation, token: Token): Value {
  const operand = operandTokens(evaluation);
  if (operand === null || operand.length === 0) {
    return fail(evaluation, catalogue.conditionOperand, token, { name: atomText(token.atom) });
  }
  advance(evaluation);
  const text = operand.map((part) => spelling(part)).join('');
  const { target } = evaluation.state;
  if (token.atom === HAS_BUILTIN) return hasBuiltin(text) ? ONE : ZERO;
  if (token.atom === HAS_ATTRIBUTE) return hasAttribute(text, target) ? ONE : ZERO;
  return { value: BigInt(hasStandardAttribute(text, target)), unsigned: false };
}

/** The tokens between `(` and its `)`, not expanded; null if they are not there. */
function operandTokens({ state }: Evaluation): Token[] | null {
  if (readRescanned(state).kind !== kinds.LEFT_PAREN) return null;
  const tokens: Token[] = [];
  let depth = 0;
  for (let token = readRescanned(state); ; token = readRescanned(state)) {
    if (token === END) return null;
    if (token.kind === kinds.LEFT_PAREN) depth++;
    if (token.kind === kinds.RIGHT_PAREN && depth-- === 0) return tokens;
    tokens.push(token);
  }
}

function apply(evaluation: Evaluation, operator: Token, left: Value, right: Value): Value {
  const unsigned = left.unsigned || right.unsigned;
  const a = unsigned ? BigInt.asUintN(64, left.value) : left.value;
  const b = unsigned ? BigInt.asUintN(64, right.value) : right.value;
  switch (operator.kind) {
    case kinds.STAR:
      return wrap(a * b, unsigned);
    case kinds.SLASH:
    case kinds.PERCENT:
      if (b !== 0n) return wrap(operator.kind === kinds.SLASH ? a / b : a % b, unsigned);
      return evaluation.skipping > 0 ? ZERO : fail(evaluation, catalogue.divisionByZero, operator, {});
    case kinds.PLUS:
      return wrap(a + b, unsigned);
    case kinds.MINUS:
      return wrap(a - b, unsigned);
    case kinds.SHIFT_LEFT:
      return shifted(left, right.value);
    case kinds.SHIFT_RIGHT:
      return shifted(left, -right.value);
    case kinds.AMPERSAND:
      return wrap(a & b, unsigned);
    case kinds.CARET:
      return wrap(a ^ b, unsigned);
    case kinds.PIPE:
      return wrap(a | b, unsigned);
    default:
      return isTrue(operator.kind, a, b) ? ONE : ZERO;
  }
}

function isTrue(operator: number, a: bigint, b: bigint): boolean {
  switch (operator) {
    case kinds.LESS:
      return a < b;
    case kinds.GREATER:
      return a > b;
    case kinds.LESS_EQUAL:
      return a <= b;
    case kinds.GREATER_EQUAL:
      return a >= b;
    case kinds.EQUAL_EQUAL:
      return a === b;
    case kinds.NOT_EQUAL:
      return a !== b;
    case kinds.AND_AND:
      return a !== 0n && b !== 0n;
    default:
      return a !== 0n || b !== 0n;
  }
}

/** A negative count shifts the other way, as in GNU cpp; a large one shifts everything out. */
function shifted({ value, unsigned }: Value, count: bigint): Value {
  const distance = count > 64n ? 64n : count < -64n ? -64n : count;
  return wrap(distance >= 0n ? value << distance : value >> -distance, unsigned);
}

function wrap(value: bigint, unsigned: boolean): Value {
  return { value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value), unsigned };
}
