// In: the spelling of a number or character constant in a condition. Out: its value (C11 6.4.4.1, 6.4.4.4, 6.10.1p4).
// Rule: every integer has 64 bits; characters are those of a UTF-8 execution character set.

export interface IntegerConstant {
  readonly value: bigint;
  readonly unsigned: boolean;
}

const INTEGER =
  /^(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|(0[0-7]*)|([1-9][0-9]*))([uU]?[lL]{0,2}|[lL]{1,2}[uU]?|[uU]?[zZ]|[zZ][uU]?)$/;

/** null: not an integer. */
export function integerValue(spelling: string): IntegerConstant | null {
  const match = INTEGER.exec(spelling.replaceAll("'", ''));
  if (match === null) return null;
  const [, hex, binary, octal, decimal, suffix] = match;
  const value = BigInt(hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : decimal);
  const unsigned = /[uU]/.test(suffix) || value > 0x7fffffffffffffffn;
  return { value: unsigned ? BigInt.asUintN(64, value) : value, unsigned };
}

const SIMPLE_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['e', 27],
  ['E', 27],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

const CHARACTERS = /\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|([^\\])/gsu;

/** The value of `'a'`, `L'a'`, `'abcd'`; null if there is no character in it. */
export function characterValue(spelling: string, charSigned: boolean): IntegerConstant | null {
  const quote = spelling.indexOf("'");
  const prefix = spelling.slice(0, quote);
  const units: number[] = [];
  for (const match of spelling.slice(quote + 1, -1).matchAll(CHARACTERS)) units.push(...unitsOf(match, prefix === ''));
  if (units.length === 0) return null;
  const last = units[units.length - 1];
  if (prefix === 'L') return { value: BigInt.asIntN(32, BigInt(last)), unsigned: false };
  if (prefix !== '') return { value: BigInt(last), unsigned: true };
  if (units.length === 1) return { value: charSigned ? BigInt.asIntN(8, BigInt(last)) : BigInt(last), unsigned: false };
  let value = 0n;
  for (const unit of units) value = (value << 8n) | BigInt(unit);
  return { value: BigInt.asIntN(32, value), unsigned: false };
}

function unitsOf(match: RegExpMatchArray, narrow: boolean): number[] {
  const [, hex, octal, short, long, escaped, plain] = match;
  if (hex !== undefined) return [Number.parseInt(hex.slice(-8), 16) & (narrow ? 0xff : -1)];
  if (octal !== undefined) return [Number.parseInt(octal, 8) & (narrow ? 0xff : -1)];
  if (escaped !== undefined) return [SIMPLE_ESCAPES.get(escaped) ?? escaped.codePointAt(0)!];
  const code = plain !== undefined ? plain.codePointAt(0)! : Number.parseInt(short ?? long, 16);
  return narrow && code > 0x7f ? [...new TextEncoder().encode(String.fromCodePoint(Math.min(code, 0x10ffff)))] : [code];
}
