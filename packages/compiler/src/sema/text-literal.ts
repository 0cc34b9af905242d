// In: the spelling of a character constant or a string literal. Out: the values of its characters.
// Rule: C11 6.4.4.4 and 6.4.5. Plain text is UTF-8, u8 too; u is UTF-16, U is UTF-32, L is the target's wchar_t.

import type { Target } from '../target.ts';
import type { BuiltinName } from '../parse/syntax.ts';
import { basic, integerSize } from '../types/basic.ts';
import type { BasicType } from '../types/type.ts';
import { digitValue } from './number-literal.ts';

export type TextPrefix = '' | 'u8' | 'u' | 'U' | 'L';

export interface TextLiteral {
  readonly prefix: TextPrefix;
  /** The type of one character. */
  readonly type: BasicType;
  /** Values of the characters, in the execution character set. */
  readonly units: readonly number[];
  /** What is wrong with it; '' when nothing is. */
  readonly wrong: string;
}

export function characterType(prefix: TextPrefix, target: Target): BuiltinName {
  switch (prefix) {
    case 'u':
      return 'unsigned short';
    case 'U':
      return 'unsigned int';
    case 'L':
      return target.wcharType;
    default:
      return 'char';
  }
}

/** `prefix` and quotes included: `'a'`, `L"text"`. */
export function textLiteral(spelling: string, target: Target): TextLiteral {
  let quote = 0;
  while (quote < 2 && spelling[quote] !== "'" && spelling[quote] !== '"') quote++;
  const prefix = spelling.slice(0, quote) as TextPrefix;
  const type = basic(characterType(prefix, target));
  const limit = 2 ** (8 * integerSize(type, target));
  const units: number[] = [];
  let wrong = '';
  for (let at = quote + 1; at < spelling.length - 1;) {
    const code = spelling.codePointAt(at) as number;
    if (code !== 0x5c /* \ */) {
      pushCharacter(units, code, limit);
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const escape = escapeAt(spelling, at + 1);
    if (escape.wrong !== '') wrong = escape.wrong;
    else if (escape.isCharacter) pushCharacter(units, escape.value, limit);
    else if (escape.value >= limit) wrong = `the escape ${spelling.slice(at, escape.end)} does not fit a character`;
    else units.push(escape.value);
    at = escape.end;
  }
  return { prefix, type, units, wrong };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** The characters as text, and in UTF-8. What is no UTF-8 in a plain literal stays so in `bytes`. */
export function textOfUnits(
  units: readonly number[],
  type: BuiltinName,
): { readonly value: string; readonly bytes: Uint8Array } {
  if (type === 'char') {
    const bytes = Uint8Array.from(units);
    return { value: decoder.decode(bytes), bytes };
  }
  const isUtf16 = type === 'unsigned short';
  const characters = units.map((unit) =>
    isUtf16 ? String.fromCharCode(unit) : String.fromCodePoint(Math.min(unit, 0x10_ffff)),
  );
  const value = characters.join('');
  return { value, bytes: encoder.encode(value) };
}

/** A code point in units of the literal's width. */
function pushCharacter(units: number[], code: number, limit: number): void {
  if (limit > 0x1_0000) units.push(code);
  else if (limit === 0x1_0000) {
    if (code > 0xffff) units.push(0xd800 + ((code - 0x1_0000) >> 10), 0xdc00 + (code & 0x3ff));
    else units.push(code);
  } else if (code < 0x80) units.push(code);
  else if (code < 0x800) units.push(0xc0 | (code >> 6), continuation(code));
  else if (code < 0x1_0000) units.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
  else units.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
}

function continuation(code: number): number {
  return 0x80 | (code & 0x3f);
}

interface Escape {
  readonly value: number;
  readonly end: number;
  /** A code point, to be encoded (\u, \U); else the value of one unit. */
  readonly isCharacter: boolean;
  readonly wrong: string;
}

const simpleEscapes: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['t', 9],
  ['r', 13],
  ['0', 0],
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['v', 11],
  ['e', 27],
  ['E', 27],
]);

/** The escape sequence whose backslash is before `at`. */
function escapeAt(text: string, at: number): Escape {
  const letter = text[at];
  if (letter >= '0' && letter <= '7') return numericEscape(text, at, 8, 3);
  if (letter === 'x') return numericEscape(text, at + 1, 16, Infinity);
  if (letter === 'u' || letter === 'U') return universalName(text, at + 1, letter === 'u' ? 4 : 8);
  const value = simpleEscapes.get(letter) ?? (text.codePointAt(at) as number);
  return { value, end: at + (value > 0xffff ? 2 : 1), isCharacter: value > 0x7f, wrong: '' };
}

function numericEscape(text: string, start: number, base: 8 | 16, most: number): Escape {
  let end = start;
  let value = 0;
  while (end - start < most && digitValue(text.charCodeAt(end)) < base) {
    value = Math.min(2 ** 33, value * base + digitValue(text.charCodeAt(end)));
    end++;
  }
  return { value, end, isCharacter: false, wrong: end === start ? '\\x without digits' : '' };
}

/** 6.4.3. */
function universalName(text: string, start: number, length: number): Escape {
  const { value, end } = numericEscape(text, start, 16, length);
  const surrogate = value >= 0xd800 && value <= 0xdfff;
  const wrong =
    end - start < length || value > 0x10_ffff || surrogate ? `\\${text.slice(start - 1, end)} names no character` : '';
  return { value, end, isCharacter: true, wrong };
}
