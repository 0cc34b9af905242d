// Identifiers that are not plain ASCII (C11 6.4.2.1, 6.4.3, annex D): UTF-8 and universal character names.
// In: bytes and the place where one may begin. Out: its end and its atom; `\u00e9` and `é` are the same name.
// Rule: this is the slow path; the lexer comes here only when it meets a byte over 0x7f or a `\u`.

import { intern } from './atoms.ts';

export interface Identifier {
  readonly end: number;
  /** 0: not an identifier; the character up to `end` is a token of its own. */
  readonly atom: number;
}

const START = /^[\p{XID_Start}_$]$/u;
const CONTINUE = /^[\p{XID_Continue}$]$/u;

export function identifierAt(bytes: Uint8Array, start: number): Identifier {
  let name = '';
  let at = start;
  for (;;) {
    const length = characterLength(bytes, at);
    const character = length === 0 ? '' : characterAt(bytes, at, length);
    if (!(name === '' ? START : CONTINUE).test(character)) {
      return name === '' ? { end: at + Math.max(length, 1), atom: 0 } : { end: at, atom: intern(name) };
    }
    name += character;
    at += length;
  }
}

/** Bytes of the universal character name at `at`: 6 or 10; 0 if there is none. */
export function universalNameLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 92) return 0;
  const length = bytes[at + 1] === 117 ? 6 : bytes[at + 1] === 85 ? 10 : 0;
  for (let digit = at + 2; digit < at + length; digit++) if (!isHexDigit(bytes[digit])) return 0;
  return length;
}

function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead === 92) return universalNameLength(bytes, at);
  if (lead < 0x80) return 1;
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

function characterAt(bytes: Uint8Array, at: number, length: number): string {
  if (length === 1) return String.fromCharCode(bytes[at]);
  let code = 0;
  if (bytes[at] === 92) {
    for (let digit = at + 2; digit < at + length; digit++) code = code * 16 + hexValue(bytes[digit]);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  code = bytes[at] & (0x7f >> length);
  for (let next = 1; next < length; next++) code = (code << 6) | (bytes[at + next] & 0x3f);
  return String.fromCodePoint(code);
}

function isHexDigit(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 102);
}

function hexValue(byte: number): number {
  return byte <= 57 ? byte - 48 : (byte | 32) - 87;
}
