// Out: the kinds of preprocessing tokens (C11 6.4) and the spelling of each punctuator.
// Rule: plain numeric constants: token kinds live in Uint8Arrays and are compared in hot loops.

export const EOF = 0;
/** Identifiers and keywords: `atom` tells which. */
export const IDENTIFIER = 1;
/** A pp-number (C11 6.4.8). */
export const NUMBER = 2;
/** A character constant with its prefix. */
export const CHARACTER = 3;
/** One string literal with its prefix; adjacent ones are not joined here. */
export const STRING = 4;
/** A character that is no other token. */
export const OTHER = 5;
/** `#pragma pack` took effect here; `atom` holds the alignment now in force, in bytes (0: the target's). */
export const PRAGMA_PACK = 6;
/** Used inside macro expansion only (C11 6.10.3.3). */
export const PLACEMARKER = 7;
/** `<name>` or `"name"` after #include and __has_include (C11 6.4.7); never leaves the preprocessor. */
export const HEADER_NAME = 8;

export const LEFT_BRACKET = 16;
export const RIGHT_BRACKET = 17;
export const LEFT_PAREN = 18;
export const RIGHT_PAREN = 19;
export const LEFT_BRACE = 20;
export const RIGHT_BRACE = 21;
export const DOT = 22;
export const ARROW = 23;
export const PLUS_PLUS = 24;
export const MINUS_MINUS = 25;
export const AMPERSAND = 26;
export const STAR = 27;
export const PLUS = 28;
export const MINUS = 29;
export const TILDE = 30;
export const EXCLAIM = 31;
export const SLASH = 32;
export const PERCENT = 33;
export const SHIFT_LEFT = 34;
export const SHIFT_RIGHT = 35;
export const LESS = 36;
export const GREATER = 37;
export const LESS_EQUAL = 38;
export const GREATER_EQUAL = 39;
export const EQUAL_EQUAL = 40;
export const NOT_EQUAL = 41;
export const CARET = 42;
export const PIPE = 43;
export const AND_AND = 44;
export const OR_OR = 45;
export const QUESTION = 46;
export const COLON = 47;
export const SEMICOLON = 48;
export const ELLIPSIS = 49;
export const EQUAL = 50;
export const STAR_EQUAL = 51;
export const SLASH_EQUAL = 52;
export const PERCENT_EQUAL = 53;
export const PLUS_EQUAL = 54;
export const MINUS_EQUAL = 55;
export const SHIFT_LEFT_EQUAL = 56;
export const SHIFT_RIGHT_EQUAL = 57;
export const AND_EQUAL = 58;
export const CARET_EQUAL = 59;
export const PIPE_EQUAL = 60;
export const COMMA = 61;
export const HASH = 62;
export const HASH_HASH = 63;
/** C23 and GNU attributes need it: `[[gnu::packed]]`. */
export const COLON_COLON = 64;

/** Spelling by kind, from LEFT_BRACKET on (digraphs have the kind of what they stand for). */
export const PUNCTUATORS: readonly string[] = [
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '.',
  '->',
  '++',
  '--',
  '&',
  '*',
  '+',
  '-',
  '~',
  '!',
  '/',
  '%',
  '<<',
  '>>',
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  '^',
  '|',
  '&&',
  '||',
  '?',
  ':',
  ';',
  '...',
  '=',
  '*=',
  '/=',
  '%=',
  '+=',
  '-=',
  '<<=',
  '>>=',
  '&=',
  '^=',
  '|=',
  ',',
  '#',
  '##',
  '::',
];

export function punctuatorText(kind: number): string {
  return PUNCTUATORS[kind - LEFT_BRACKET];
}
