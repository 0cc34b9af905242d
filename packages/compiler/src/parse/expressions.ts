// In: tokens of an expression. Out: its tree.
// Rule: C11 6.5.1 to 6.5.17 with GNU's `?:`; binary operators by precedence climbing. Nothing is typed or evaluated.
// Every function leaves the height of its tree in `p.height`, so that no tree is higher than later stages can climb.

import {
  AND_AND,
  AMPERSAND,
  ARROW,
  CARET,
  CHARACTER,
  COLON,
  COMMA,
  DOT,
  EQUAL,
  EQUAL_EQUAL,
  EXCLAIM,
  GREATER,
  GREATER_EQUAL,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  LESS,
  LESS_EQUAL,
  MINUS,
  MINUS_MINUS,
  NOT_EQUAL,
  NUMBER,
  OR_OR,
  PERCENT,
  PIPE,
  PIPE_EQUAL,
  PLUS,
  PLUS_PLUS,
  punctuatorText,
  QUESTION,
  RIGHT_BRACKET,
  RIGHT_PAREN,
  SHIFT_LEFT,
  SHIFT_RIGHT,
  SLASH,
  STAR,
  STRING,
  TILDE,
} from '../lex/token-kind.ts';
import { isTypeNameAt, parseTypeName } from './declarators.ts';
import { parseInitializerList } from './initializers.ts';
import {
  accept,
  advance,
  after,
  endOf,
  kindAfter,
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_HEIGHT,
  NONE,
  type Parser,
  wordAt,
} from './parser-state.ts';
import { parsePrimary, parseSizeof } from './primary.ts';
import { expectClosing, expected, expect, tooDeep } from './recovery.ts';
import type { BinaryOperator, Expression, TypeName, UnaryOperator } from './syntax.ts';
import { ALIGNOF, EXTENSION, ORDINARY, PART, SIZEOF, SOFT } from './words.ts';

/** Precedence by token kind, 0: no binary operator (C11 6.5.5 to 6.5.14). */
const PRECEDENCE = new Uint8Array(256);
for (const [precedence, kinds] of [
  [1, [OR_OR]],
  [2, [AND_AND]],
  [3, [PIPE]],
  [4, [CARET]],
  [5, [AMPERSAND]],
  [6, [EQUAL_EQUAL, NOT_EQUAL]],
  [7, [LESS, GREATER, LESS_EQUAL, GREATER_EQUAL]],
  [8, [SHIFT_LEFT, SHIFT_RIGHT]],
  [9, [PLUS, MINUS]],
  [10, [STAR, SLASH, PERCENT]],
] as const) {
  for (const kind of kinds) PRECEDENCE[kind] = precedence;
}

/** `=` is the first of the kinds of assignment, `|=` the last. */
function isAssignment(kind: number): boolean {
  return kind >= EQUAL && kind <= PIPE_EQUAL;
}

/** Goes one bracket or prefix deeper; at the limit it fails, and the end of the stream stops the recursion. */
export function enterExpression(p: Parser): void {
  if (++p.expressionDepth > MAX_EXPRESSION_DEPTH) tooDeep(p, 'nesting of this expression', MAX_EXPRESSION_DEPTH);
}

export function leaveExpression(p: Parser): void {
  p.expressionDepth--;
}

/** Notes the height of a node above a subtree of height `below`. */
export function rise(p: Parser, below: number): void {
  p.height = below + 1;
  if (below >= MAX_EXPRESSION_HEIGHT) tooDeep(p, 'operators of this expression', MAX_EXPRESSION_HEIGHT);
}

/** expression: assignment { `,` assignment } */
export function parseExpression(p: Parser): Expression {
  let left = parseAssignment(p);
  while (p.kinds[p.at] === COMMA) {
    const below = p.height;
    advance(p);
    const right = parseAssignment(p);
    rise(p, Math.max(below, p.height));
    left = { kind: 'binary', at: left.at, end: right.end, operator: ',', left, right };
  }
  return left;
}

/** assignment: conditional | unary assignment-operator assignment */
export function parseAssignment(p: Parser): Expression {
  const left = parseConditional(p);
  const kind = p.kinds[p.at];
  return isAssignment(kind) ? assign(p, left, kind) : left;
}

function assign(p: Parser, left: Expression, kind: number): Expression {
  const below = p.height;
  enterExpression(p);
  advance(p);
  const right = parseAssignment(p);
  leaveExpression(p);
  rise(p, Math.max(below, p.height));
  const { at } = left;
  const { end } = right;
  return kind === EQUAL ? { kind: 'binary', at, end, operator: '=', left, right } : { kind: 'opaque', at, end };
}

/** constant-expression: conditional */
export function parseConstant(p: Parser): Expression {
  return parseConditional(p);
}

/** conditional: binary [ `?` [expression] `:` conditional ] */
function parseConditional(p: Parser): Expression {
  const condition = parseBinary(p, 1);
  if (p.kinds[p.at] !== QUESTION) return condition;
  let below = p.height;
  enterExpression(p);
  advance(p);
  let then: Expression | null = null;
  if (p.kinds[p.at] !== COLON) {
    then = parseExpression(p);
    below = Math.max(below, p.height);
  }
  expect(p, COLON);
  const otherwise = parseConditional(p);
  leaveExpression(p);
  rise(p, Math.max(below, p.height));
  return { kind: 'conditional', at: condition.at, end: otherwise.end, condition, then, otherwise };
}

/** binary(n): unary { operator of precedence ≥ n, binary(its precedence + 1) } */
function parseBinary(p: Parser, least: number): Expression {
  let left = parseUnary(p);
  for (;;) {
    const kind = p.kinds[p.at];
    const precedence = PRECEDENCE[kind];
    if (precedence === 0 || precedence < least) return left;
    const below = p.height;
    advance(p);
    const right = parseBinary(p, precedence + 1);
    rise(p, Math.max(below, p.height));
    const operator = punctuatorText(kind) as BinaryOperator;
    left = { kind: 'binary', at: left.at, end: right.end, operator, left, right };
  }
}

/** unary: postfix | prefix-operator unary | `sizeof` … | cast */
export function parseUnary(p: Parser): Expression {
  const kind = p.kinds[p.at];
  switch (kind) {
    case IDENTIFIER: {
      if ((wordAt(p, p.at) & SOFT) !== 0 && kindAfter(p) !== LEFT_PAREN) break;
      const word = wordAt(p, p.at) >>> 16;
      if (word === SIZEOF || word === ALIGNOF) return parseSizeof(p, word === SIZEOF ? 'size' : 'alignment');
      if (word === EXTENSION) return prefix(p, '__extension__');
      if (word === PART) return opaquePrefix(p);
      break;
    }
    case LEFT_PAREN:
      if (isCast(p)) return parseCast(p);
      break;
    case PLUS:
    case MINUS:
    case EXCLAIM:
    case TILDE:
    case STAR:
    case AMPERSAND:
    case PLUS_PLUS:
    case MINUS_MINUS:
      return prefix(p, punctuatorText(kind) as UnaryOperator);
    case AND_AND:
      return opaquePrefix(p);
  }
  return parsePostfix(p, parsePrimary(p));
}

function prefix(p: Parser, operator: UnaryOperator): Expression {
  const { at } = p;
  enterExpression(p);
  advance(p);
  const operand = parseUnary(p);
  leaveExpression(p);
  rise(p, p.height);
  return { kind: 'unary', at, end: operand.end, operator, operand };
}

/** `&&label` and `__real__ x`: no constants. */
function opaquePrefix(p: Parser): Expression {
  const { at, end } = prefix(p, '&');
  return { kind: 'opaque', at, end };
}

/**
 * Whether `(` opens a cast or a compound literal. A name nobody declared is a type if nothing else makes sense:
 * `(Unknown) x`, `(Unknown) 1`, `(Unknown) { … }`, `(Unknown *)`, `(Unknown []) { … }`.
 */
function isCast(p: Parser): boolean {
  const first = after(p, p.at);
  if (isTypeNameAt(p, first)) return true;
  if (p.kinds[first] !== IDENTIFIER || wordAt(p, first) !== ORDINARY) return false;
  const behind = after(p, first);
  const close = behindDerivations(p, behind);
  if (p.kinds[close] !== RIGHT_PAREN) return false;
  if (close !== behind) return true;
  const next = after(p, close);
  const kind = p.kinds[next];
  if (kind === IDENTIFIER) return wordAt(p, next) === ORDINARY || wordAt(p, next) >>> 16 === SIZEOF;
  return kind === NUMBER || kind === CHARACTER || kind === STRING || kind === LEFT_BRACE;
}

/** Behind the `*` and `[]` at `at`: neither can stand before the `)` of an expression. */
function behindDerivations(p: Parser, at: number): number {
  let end = at;
  for (;;) {
    if (p.kinds[end] === STAR) end = after(p, end);
    else if (p.kinds[end] === LEFT_BRACKET && p.kinds[after(p, end)] === RIGHT_BRACKET) end = after(p, after(p, end));
    else return end;
  }
}

/** cast: `(` type-name `)` unary | compound literal: `(` type-name `)` `{` … `}` */
function parseCast(p: Parser): Expression {
  const { at } = p;
  const type = parseParenthesizedType(p);
  if (p.kinds[p.at] === LEFT_BRACE) return parsePostfix(p, parseCompoundLiteral(p, at, type));
  enterExpression(p);
  const operand = parseUnary(p);
  leaveExpression(p);
  rise(p, p.height);
  return { kind: 'cast', at, end: operand.end, type, operand };
}

/** `(` type-name `)` */
export function parseParenthesizedType(p: Parser): TypeName {
  const open = p.at;
  enterExpression(p);
  advance(p);
  const type = parseTypeName(p);
  leaveExpression(p);
  expectClosing(p, RIGHT_PAREN, open);
  return type;
}

export function parseCompoundLiteral(p: Parser, at: number, type: TypeName): Expression {
  const value = parseInitializerList(p);
  rise(p, p.height);
  return { kind: 'compound', at, end: value.end, type, value };
}

/** postfix: primary { `[` expression `]` | `(` [arguments] `)` | `.` name | `->` name | `++` | `--` } */
export function parsePostfix(p: Parser, primary: Expression): Expression {
  let left = primary;
  for (;;) {
    const kind = p.kinds[p.at];
    if (kind < LEFT_BRACKET || kind > MINUS_MINUS) return left;
    const below = p.height;
    if (kind === LEFT_BRACKET) left = index(p, left);
    else if (kind === LEFT_PAREN) left = call(p, left);
    else if (kind === DOT || kind === ARROW) left = member(p, left, kind === ARROW);
    else if (kind === PLUS_PLUS || kind === MINUS_MINUS) left = postfix(p, left, kind === PLUS_PLUS);
    else return left;
    rise(p, Math.max(below, p.height));
  }
}

function index(p: Parser, object: Expression): Expression {
  const open = p.at;
  enterExpression(p);
  advance(p);
  const inner = parseExpression(p);
  leaveExpression(p);
  expectClosing(p, RIGHT_BRACKET, open);
  return { kind: 'index', at: object.at, end: endOf(p), object, index: inner };
}

function call(p: Parser, callee: Expression): Expression {
  const open = p.at;
  enterExpression(p);
  advance(p);
  let values: readonly Expression[] = NONE;
  let highest = 0;
  if (p.kinds[p.at] !== RIGHT_PAREN) {
    const list: Expression[] = [];
    do {
      list.push(parseAssignment(p));
      highest = Math.max(highest, p.height);
    } while (accept(p, COMMA));
    values = list;
  }
  leaveExpression(p);
  p.height = highest;
  expectClosing(p, RIGHT_PAREN, open);
  return { kind: 'call', at: callee.at, end: endOf(p), callee, arguments: values };
}

function member(p: Parser, object: Expression, arrow: boolean): Expression {
  advance(p);
  const nameAt = p.at;
  if (p.kinds[nameAt] !== IDENTIFIER) {
    expected(p, "a member's name");
    return object;
  }
  const name = p.atoms[nameAt];
  advance(p);
  return { kind: 'member', at: object.at, end: nameAt + 1, object, arrow, name, nameAt };
}

function postfix(p: Parser, operand: Expression, increment: boolean): Expression {
  advance(p);
  return { kind: 'unary', at: operand.at, end: endOf(p), operator: increment ? 'post++' : 'post--', operand };
}
