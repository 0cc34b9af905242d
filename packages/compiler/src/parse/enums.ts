// In: `enum`. Out: the enum with its enumerators.
// Rule: C11 6.7.2.2, C23's fixed underlying type (which clang has had for long), gcc's attributes on enumerators.

import { COLON, COMMA, EOF, EQUAL, IDENTIFIER, LEFT_BRACE, RIGHT_BRACE } from '../lex/token-kind.ts';
import { parseAttributes, parseAttributesOfBody } from './attributes.ts';
import { isTypeNameAt, parseTypeName } from './declarators.ts';
import { parseConstant } from './expressions.ts';
import {
  accept,
  advance,
  after,
  type Context,
  endOf,
  IN_RECORD,
  isNameAt,
  MAX_RECORD_DEPTH,
  NONE,
  type Parser,
  wordAt,
} from './parser-state.ts';
import { complainUnknownMacro, expectClosing, expected, recoverInBraces, tooDeep } from './recovery.ts';
import type { Enumerator, Expression, TypeName, TypeSpecifier } from './syntax.ts';
import { ORDINARY } from './words.ts';

/** enum: `enum` { attribute } [ tag ] [ `:` type-name ] [ `{` enumerator { `,` enumerator } [`,`] `}` { attribute } ] */
export function parseEnum(p: Parser, context: Context): TypeSpecifier {
  const { at } = p;
  if (++p.recordDepth > MAX_RECORD_DEPTH) tooDeep(p, 'nesting of enums', MAX_RECORD_DEPTH);
  advance(p);
  let attributes = parseAttributes(p, NONE);
  let tag = 0;
  let tagAt = -1;
  if (isNameAt(p, p.at)) {
    tag = p.atoms[p.at];
    tagAt = p.at;
    advance(p);
  }
  const underlying = parseUnderlying(p, context);
  let enumerators: readonly Enumerator[] | null = null;
  if (p.kinds[p.at] === LEFT_BRACE) {
    enumerators = parseEnumerators(p);
    attributes = parseAttributesOfBody(p, attributes);
  } else if (tag === 0) expected(p, "a tag or '{'");
  p.recordDepth--;
  return { kind: 'enum', at, end: endOf(p), tag, tagAt, enumerators, underlying, attributes };
}

/** `:` type-name. In a struct, `enum e : 3` is an unnamed bit-field: what follows is no type. */
function parseUnderlying(p: Parser, context: Context): TypeName | null {
  if (p.kinds[p.at] !== COLON) return null;
  const next = after(p, p.at);
  const braced = p.kinds[next] === IDENTIFIER && p.kinds[after(p, next)] === LEFT_BRACE;
  if (context === IN_RECORD && !braced && !isTypeNameAt(p, next)) return null;
  advance(p);
  return parseTypeName(p);
}

function parseEnumerators(p: Parser): readonly Enumerator[] {
  const open = p.at;
  advance(p);
  p.braces++;
  const enumerators: Enumerator[] = [];
  do {
    if (p.kinds[p.at] === RIGHT_BRACE && enumerators.length > 0) break;
    const enumerator = parseEnumerator(p);
    if (enumerator !== null) enumerators.push(enumerator);
  } while (accept(p, COMMA));
  if (p.kinds[p.at] !== RIGHT_BRACE && p.kinds[p.at] !== EOF) expected(p, "',' or '}'");
  p.braces--;
  if (p.failedAt >= 0) recoverInBraces(p, p.braces);
  expectClosing(p, RIGHT_BRACE, open);
  return enumerators;
}

/** enumerator: name { attribute } [ `=` constant ] */
function parseEnumerator(p: Parser): Enumerator | null {
  const { at } = p;
  const name = p.atoms[at];
  if (!isNameAt(p, at)) {
    expected(p, "an enumerator's name");
    return null;
  }
  advance(p);
  parseAttributes(p, NONE);
  while (p.kinds[p.at] === IDENTIFIER && wordAt(p, p.at) === ORDINARY) {
    const next = p.kinds[after(p, p.at)];
    if (next !== COMMA && next !== EQUAL && next !== RIGHT_BRACE) break;
    complainUnknownMacro(p, p.at, p.atoms[p.at]);
    advance(p);
  }
  const value: Expression | null = accept(p, EQUAL) ? parseConstant(p) : null;
  // Of a broken one the name counts.
  return p.failedAt < 0 ? { at, end: endOf(p), name, value } : { at, end: at + 1, name, value: null };
}
