// In: `{ … }` or an expression behind `=`. Out: an initialiser.
// Rule: C11 6.7.9 with GNU's ranges (`[1 ... 3] = x`) and old designators (`x: 1`). A table of thousands of numbers
// matters by its length alone: beyond LARGE_INITIALIZER tokens the elements are counted, not read.

import {
  COLON,
  COMMA,
  DOT,
  ELLIPSIS,
  EOF,
  EQUAL,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  RIGHT_BRACE,
  RIGHT_BRACKET,
} from '../lex/token-kind.ts';
import { enterExpression, leaveExpression, parseAssignment, parseConstant, rise } from './expressions.ts';
import { accept, advance, endOf, kindAfter, NONE, NOTHING, type Parser } from './parser-state.ts';
import { closingOf, expect, expectClosing, expected, skipBracketed } from './recovery.ts';
import type { Expression, InitializerItem, InitializerList } from './syntax.ts';

/** Tokens between the braces of an initialiser from which on its elements are only counted. */
export const LARGE_INITIALIZER = 512;

/** initializer: assignment | `{` … `}` */
export function parseInitializer(p: Parser): Expression {
  return p.kinds[p.at] === LEFT_BRACE ? parseInitializerList(p) : parseAssignment(p);
}

/** initializer-list: `{` [ item { `,` item } [`,`] ] `}` */
export function parseInitializerList(p: Parser): InitializerList {
  const { at } = p;
  const large = p.expressionDepth === 0 && closingOf(p, at) - at > LARGE_INITIALIZER;
  const items: InitializerItem[] = [];
  let highest = 0;
  enterExpression(p);
  expect(p, LEFT_BRACE);
  p.braces++;
  while (p.kinds[p.at] !== RIGHT_BRACE && p.kinds[p.at] !== EOF) {
    p.height = 0;
    items.push(large ? countedItem(p) : item(p));
    highest = Math.max(highest, p.height);
    if (!accept(p, COMMA)) break;
  }
  leaveExpression(p);
  rise(p, highest);
  if (p.kinds[p.at] !== RIGHT_BRACE && p.kinds[p.at] !== EOF) expected(p, "',' or '}'");
  p.braces--;
  expectClosing(p, RIGHT_BRACE, at);
  return { kind: 'list', at, end: endOf(p), items };
}

/** item: [ designator+ `=` ] initializer | name `:` initializer */
function item(p: Parser): InitializerItem {
  const designators = parseDesignators(p);
  return { designators, value: parseInitializer(p) };
}

const COUNTED: InitializerItem = { designators: NONE, value: NOTHING };

function countedItem(p: Parser): InitializerItem {
  const designators = parseDesignators(p);
  skipElement(p);
  return designators === NONE ? COUNTED : { designators, value: NOTHING };
}

/** To the `,` or `}` that ends the element. */
function skipElement(p: Parser): void {
  for (;;) {
    const kind = p.kinds[p.at];
    if (kind === COMMA || kind === RIGHT_BRACE || kind === EOF) return;
    if (kind === LEFT_BRACE || kind === LEFT_PAREN || kind === LEFT_BRACKET) skipBracketed(p);
    else advance(p);
  }
}

/** designator: `[` constant [ `...` constant ] `]` | `.` name. A range counts as its end. */
function parseDesignators(p: Parser): InitializerItem['designators'] {
  const kind = p.kinds[p.at];
  if (kind === IDENTIFIER && kindAfter(p) === COLON) {
    const name = p.atoms[p.at];
    advance(p);
    advance(p);
    return [name];
  }
  if (kind !== DOT && kind !== LEFT_BRACKET) return NONE;
  const designators: (Expression | number)[] = [];
  while (p.kinds[p.at] === DOT || p.kinds[p.at] === LEFT_BRACKET) {
    designators.push(p.kinds[p.at] === DOT ? fieldDesignator(p) : indexDesignator(p));
  }
  // GNU C lets `[1] x` pass without the `=`.
  if (p.kinds[p.at] === EQUAL) advance(p);
  return designators;
}

function fieldDesignator(p: Parser): number {
  advance(p);
  const name = p.atoms[p.at];
  if (p.kinds[p.at] === IDENTIFIER) advance(p);
  else expected(p, "a member's name");
  return name;
}

function indexDesignator(p: Parser): Expression {
  const open = p.at;
  advance(p);
  let index = parseConstant(p);
  if (accept(p, ELLIPSIS)) index = parseConstant(p);
  expectClosing(p, RIGHT_BRACKET, open);
  return index;
}
