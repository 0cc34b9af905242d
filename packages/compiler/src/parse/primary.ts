// In: the first token of an operand. Out: its tree.
// Rule: C11 6.5.1 (constants, names, parentheses, `_Generic`) and 6.5.3.4 (`sizeof`, `_Alignof`), and gcc's built-ins
// that take types. What cannot be part of a constant is understood just enough to be stepped over.

import {
  CHARACTER,
  COLON,
  COMMA,
  DOT,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  NUMBER,
  RIGHT_PAREN,
  STRING,
} from '../lex/token-kind.ts';
import { isTypeNameAhead, isTypeNameAt, parseTypeName } from './declarators.ts';
import {
  enterExpression,
  leaveExpression,
  parseAssignment,
  parseCompoundLiteral,
  parseExpression,
  parseParenthesizedType,
  parsePostfix,
  parseUnary,
  rise,
} from './expressions.ts';
import { accept, advance, after, endOf, isNameAt, kindAfter, NOTHING, type Parser, wordAt } from './parser-state.ts';
import { expect, expectClosing, expected, skipBracketed } from './recovery.ts';
import type { Expression, GenericExpression, TypeName } from './syntax.ts';
import { BUILTIN_CALL, CHOOSE_EXPR, GENERIC, OFFSETOF, STATEMENT, TYPES_COMPATIBLE, VALUE } from './words.ts';

/** primary: name | constant | string+ | `(` expression `)` | `({` … `})` | generic | built-in */
export function parsePrimary(p: Parser): Expression {
  const { at } = p;
  p.height = 0;
  switch (p.kinds[at]) {
    case IDENTIFIER:
      return parseName(p);
    case NUMBER:
      advance(p);
      return { kind: 'number', at, end: at + 1 };
    case CHARACTER:
      advance(p);
      return { kind: 'character', at, end: at + 1 };
    case STRING:
      do advance(p);
      while (p.kinds[p.at] === STRING);
      return { kind: 'string', at, end: endOf(p) };
    case LEFT_PAREN:
      return parseParenthesized(p);
  }
  expected(p, 'an expression');
  return NOTHING;
}

function parseName(p: Parser): Expression {
  const { at } = p;
  if (isNameAt(p, at)) {
    advance(p);
    return { kind: 'name', at, end: at + 1, name: p.atoms[at] };
  }
  switch (wordAt(p, at) >>> 16) {
    case OFFSETOF:
      return parseOffsetof(p);
    case GENERIC:
      return parseGeneric(p);
    case BUILTIN_CALL:
      return parseBuiltinCall(p);
  }
  expected(p, 'an expression');
  return NOTHING;
}

function parseBuiltinCall(p: Parser): Expression {
  const { at } = p;
  switch (wordAt(p, at) & VALUE) {
    case TYPES_COMPATIBLE:
      return parseCompatible(p);
    case CHOOSE_EXPR:
      return parseChoice(p);
  }
  advance(p);
  if (p.kinds[p.at] === LEFT_PAREN) skipBracketed(p);
  return { kind: 'opaque', at, end: endOf(p) };
}

/** `__builtin_types_compatible_p` `(` type-name `,` type-name `)` */
function parseCompatible(p: Parser): Expression {
  const { at } = p;
  const [left, right] = parseOperands(p, parseTypeName, 2);
  return { kind: 'compatible', at, end: endOf(p), left, right };
}

/** `__builtin_choose_expr` `(` assignment `,` assignment `,` assignment `)` */
function parseChoice(p: Parser): Expression {
  const { at } = p;
  const [condition, then, otherwise] = parseOperands(p, parseAssignment, 3);
  return { kind: 'choice', at, end: endOf(p), condition, then, otherwise };
}

/** Behind the name of a built-in: so many operands of one kind. */
function parseOperands<T>(p: Parser, parseOperand: (p: Parser) => T, count: number): T[] {
  advance(p);
  const open = p.at;
  enterExpression(p);
  expect(p, LEFT_PAREN);
  const operands: T[] = [];
  let highest = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0) expect(p, COMMA);
    operands.push(parseOperand(p));
    highest = Math.max(highest, p.height);
  }
  leaveExpression(p);
  rise(p, highest);
  expectClosing(p, RIGHT_PAREN, open);
  return operands;
}

/** `(` expression `)`; GNU's `({` statements `})` is skipped */
function parseParenthesized(p: Parser): Expression {
  const { at } = p;
  if (kindAfter(p) === LEFT_BRACE) {
    skipBracketed(p);
    return { kind: 'opaque', at, end: endOf(p) };
  }
  enterExpression(p);
  advance(p);
  const inner = parseExpression(p);
  leaveExpression(p);
  expectClosing(p, RIGHT_PAREN, at);
  return inner;
}

/** `sizeof` unary | `sizeof` `(` type-name `)`; the same for `_Alignof` */
export function parseSizeof(p: Parser, what: 'size' | 'alignment'): Expression {
  const { at } = p;
  enterExpression(p);
  advance(p);
  let operand: Expression | TypeName;
  if (p.kinds[p.at] === LEFT_PAREN && isTypeNameAt(p, after(p, p.at))) {
    const open = p.at;
    p.height = 0;
    operand = parseParenthesizedType(p);
    if (p.kinds[p.at] === LEFT_BRACE) operand = parsePostfix(p, parseCompoundLiteral(p, open, operand));
  } else operand = parseUnary(p);
  leaveExpression(p);
  rise(p, p.height);
  return { kind: 'sizeof', at, end: endOf(p), what, operand };
}

/** `__builtin_offsetof` `(` type-name `,` name { `.` name | `[` expression `]` } `)` */
function parseOffsetof(p: Parser): Expression {
  const { at } = p;
  advance(p);
  const open = p.at;
  enterExpression(p);
  expect(p, LEFT_PAREN);
  const type = parseTypeName(p);
  expect(p, COMMA);
  const path = parsePath(p);
  leaveExpression(p);
  expectClosing(p, RIGHT_PAREN, open);
  rise(p, p.height);
  return { kind: 'offsetof', at, end: endOf(p), type, path };
}

function parsePath(p: Parser): Expression {
  const { at } = p;
  p.height = 0;
  if (p.kinds[at] !== IDENTIFIER) {
    expected(p, "a member's name");
    return NOTHING;
  }
  advance(p);
  const root: Expression = { kind: 'name', at, end: at + 1, name: p.atoms[at] };
  return p.kinds[p.at] === DOT || p.kinds[p.at] === LEFT_BRACKET ? parsePostfix(p, root) : root;
}

/** generic: `_Generic` `(` assignment { `,` ( type-name | `default` ) `:` assignment } `)` */
function parseGeneric(p: Parser): Expression {
  const { at } = p;
  advance(p);
  const open = p.at;
  enterExpression(p);
  expect(p, LEFT_PAREN);
  const control = parseAssignment(p);
  let highest = p.height;
  const associations: GenericExpression['associations'][number][] = [];
  expect(p, COMMA);
  do {
    const isDefault = wordAt(p, p.at) >>> 16 === STATEMENT;
    if (isDefault) advance(p);
    const type = isDefault ? null : parseTypeName(p);
    expect(p, COLON);
    const value = parseAssignment(p);
    highest = Math.max(highest, p.height);
    associations.push({ type, value });
  } while (accept(p, COMMA));
  leaveExpression(p);
  rise(p, highest);
  expectClosing(p, RIGHT_PAREN, open);
  return { kind: 'generic', at, end: endOf(p), control, associations };
}

/** The operand of `typeof`, in its parentheses: an expression or a type name. */
export function parseTypeofOperand(p: Parser): Expression | TypeName {
  const open = p.at;
  enterExpression(p);
  expect(p, LEFT_PAREN);
  const operand = isTypeNameAhead(p) ? parseTypeName(p) : parseExpression(p);
  leaveExpression(p);
  expectClosing(p, RIGHT_PAREN, open);
  return operand;
}
