// The grammar of JSON over bytes. In: a text. Out: its tokens at a cursor that the caller moves, checked as they are read.
// Rule: RFC 8259, strictly: no comments, no trailing commas, no leading zeros, no byte order mark; keys of one object
// differ. The byte after the text is 0, which no token contains, so nothing needs to ask for the end.

import { FOUND_LENGTH_LIMIT, INTEGER_LENGTH_LIMIT, utf8Length } from './keyed-form.ts';
import type { PathPart, PathTrail } from './path-trail.ts';
import { decode, encodeInto } from './utf8.ts';

/** Nesting of arrays and objects that a value without a field may have. */
export const JSON_DEPTH_LIMIT = 256;

const FIRST_BUFFER_BYTES = 1 << 14;
/** A buffer that grew beyond this is not kept for the next text. */
const KEPT_BUFFER_BYTES = 1 << 20;

export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const BACKSLASH = 92;
const LOWER_E = 101;

/** The buffer of the reader that was closed last; a load within a load finds none and makes its own. */
let spare: Uint8Array | null = null;

export class JsonReader {
  /** The text in UTF-8, and the offset after it. */
  readonly bytes: Uint8Array;
  readonly end: number;
  /** The cursor. */
  at = 0;
  /** The field that is read, below the place where `trail` is. */
  leaf: PathPart = 'JSON';
  private readonly text: string;
  private readonly trail: PathTrail;

  constructor(text: string, trail: PathTrail) {
    this.text = text;
    this.trail = trail;
    this.bytes = spare !== null && spare.length > text.length ? spare : new Uint8Array(bufferSize(text.length));
    spare = null;
    let { read, written } = encodeInto(text, this.bytes.subarray(0, -1));
    if (read < text.length) {
      this.bytes = new Uint8Array(3 * text.length + 1);
      ({ read, written } = encodeInto(text, this.bytes));
    }
    this.end = written;
    this.bytes[written] = 0;
    if (written !== text.length && utf8Length(text, false) < 0)
      throw this.trail.error([this.leaf], 'well-formed text', 'a lone surrogate');
  }

  /** Lets the next reader have the buffer. */
  close(): void {
    if (this.bytes.length <= KEPT_BUFFER_BYTES) spare = this.bytes;
  }

  /** The first place from `at` on that is not white space. */
  skipSpace(at: number): number {
    const { bytes } = this;
    let code = bytes[at]!;
    while (code <= 0x20 && (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)) code = bytes[++at]!;
    return at;
  }

  /** The text has something else than `expected` at the cursor. */
  refuse(expected: string): never {
    throw this.trail.error([this.leaf], expected, this.found());
  }

  /** What is at the cursor, for people. */
  found(): string {
    const offset = this.slice(0, this.at).length;
    const rest = this.text.slice(offset, offset + FOUND_LENGTH_LIMIT);
    if (rest === '') return 'the end of the text';
    const token = /^(?:[-+.\w]+|"(?:[^"\\]|\\.)*"?|[^])/.exec(rest)![0];
    return `${token === '"' ? "'\"'" : token} (character ${offset + 1})`;
  }

  expect(code: number): void {
    this.at = this.skipSpace(this.at);
    if (this.bytes[this.at] !== code) this.refuse(`"${String.fromCharCode(code)}"`);
    this.at++;
  }

  /** Nothing but white space is left. */
  finish(): void {
    this.at = this.skipSpace(this.at);
    if (this.at !== this.end) this.refuse('the end of the text');
  }

  /** The characters of a range of bytes. */
  slice(start: number, end: number): string {
    if (this.end === this.text.length) return this.text.slice(start, end);
    return decode(this.bytes.subarray(start, end));
  }

  // string = '"' *char '"'
  string(): string {
    const start = this.at;
    const escaped = this.skipString();
    if (!escaped) return this.slice(start + 1, this.at - 1);
    try {
      return JSON.parse(this.slice(start, this.at)) as string;
    } catch {
      this.at = start;
      return this.refuse('a text with valid escapes');
    }
  }

  /** Moves behind a string; whether it has escapes, which are not checked. */
  private skipString(): boolean {
    const { bytes } = this;
    let at = this.at + 1;
    let escaped = false;
    for (let code = bytes[at]!; code !== QUOTE; code = bytes[++at]!) {
      if (code < 0x20) {
        if (at < this.end) this.at = at;
        this.refuse(at < this.end ? 'no control characters in a text' : 'a text that ends');
      }
      if (code === BACKSLASH) {
        escaped = true;
        at++;
      }
    }
    this.at = at + 1;
    return escaped;
  }

  /**
   * An integer token of digits alone as a number, exact up to 2^53; undefined, and the cursor stays, if there is
   * anything else.
   */
  digits(): number | undefined {
    const { bytes } = this;
    let at = this.at;
    let digit = bytes[at]! - ZERO;
    const negative = digit === MINUS - ZERO;
    if (negative) digit = bytes[++at]! - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    let value = digit;
    let code = bytes[++at]!;
    if (value !== 0) {
      for (; code >= ZERO && code <= NINE; code = bytes[++at]!) value = value * 10 + (code - ZERO);
    } else if (code >= ZERO && code <= NINE) return undefined;
    if (code === POINT || (code | 0x20) === LOWER_E) return undefined;
    this.at = at;
    return negative ? -value : value;
  }

  // number = [ "-" ] ( "0" / ( "1"-"9" *digit ) ) [ "." 1*digit ] [ "e" [ "-" / "+" ] 1*digit ]
  /** Any number as it is written. */
  number(): string {
    const { bytes } = this;
    const start = this.at;
    if (bytes[this.at] === MINUS) this.at++;
    if (bytes[this.at] === ZERO) this.at++;
    else this.skipDigits();
    if (bytes[this.at] === POINT) {
      this.at++;
      this.skipDigits();
    }
    if ((bytes[this.at]! | 0x20) === LOWER_E) {
      this.at++;
      if (bytes[this.at] === MINUS || bytes[this.at] === PLUS) this.at++;
      this.skipDigits();
    }
    const code = bytes[this.at]!;
    if (code >= ZERO && code <= NINE) this.refuse('a number without leading zeros');
    return this.slice(start, this.at);
  }

  private skipDigits(): void {
    const start = this.at;
    while (this.bytes[this.at]! >= ZERO && this.bytes[this.at]! <= NINE) this.at++;
    if (this.at === start) this.refuse('a digit');
  }

  /** Whether the word (`true`) is at the cursor, which then moves behind it. */
  word(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    this.at += word.length;
    return true;
  }

  /** Moves behind a key and its colon, to the value. */
  key(): string {
    if (this.bytes[this.at] !== QUOTE) this.refuse('a key');
    const key = this.string();
    this.expect(COLON);
    this.at = this.skipSpace(this.at);
    return key;
  }

  /** Moves behind a value, checked like the others but for keys that are the same. */
  skipValue(depth: number = 0): void {
    this.value(depth);
  }

  /** The only value of the text. */
  document(): unknown {
    this.at = this.skipSpace(0);
    const value = this.value();
    this.finish();
    return value;
  }

  // value = object / array / string / number / "true" / "false" / "null"
  /**
   * The value at the cursor as plain data, in objects without a prototype. Integers of digits alone that a number
   * would not hold exactly are bigints.
   */
  value(depth: number = 0): unknown {
    if (depth > JSON_DEPTH_LIMIT) this.refuse(`at most ${JSON_DEPTH_LIMIT} levels of nesting`);
    const code = this.bytes[this.at];
    if (code === OPEN_BRACE) return this.object(depth);
    if (code === OPEN_BRACKET) return this.array(depth);
    if (code === QUOTE) return this.string();
    if (this.word('true')) return true;
    if (this.word('false')) return false;
    if (this.word('null')) return null;
    if (code === MINUS || (code! >= ZERO && code! <= NINE)) return numberOf(this.number());
    return this.refuse('a JSON value');
  }

  // object = "{" [ string ":" value *( "," string ":" value ) ] "}"
  private object(depth: number): object {
    const object = Object.create(null) as Record<string, unknown>;
    this.members((key) => {
      object[key] = this.value(depth + 1);
    });
    return object;
  }

  /** The members of an object from its brace on; `member` is called at each value, and moves behind it. */
  members(member: (key: string) => void): void {
    this.at = this.skipSpace(this.at + 1);
    if (this.bytes[this.at] === CLOSE_BRACE) this.at++;
    else this.moreMembers(member);
  }

  /** The same from one of its keys on. */
  moreMembers(member: (key: string) => void): void {
    const seen = new Set<string>();
    for (;;) {
      const start = this.at;
      const key = this.key();
      if (seen.has(key)) {
        this.at = start;
        this.refuse('keys that differ');
      }
      seen.add(key);
      member(key);
      this.at = this.skipSpace(this.at);
      const code = this.bytes[this.at];
      if (code !== COMMA && code !== CLOSE_BRACE) this.refuse('"," or "}"');
      this.at++;
      if (code === CLOSE_BRACE) return;
      this.at = this.skipSpace(this.at);
    }
  }

  // array = "[" [ value *( "," value ) ] "]"
  private array(depth: number): unknown[] {
    const list: unknown[] = [];
    this.at = this.skipSpace(this.at + 1);
    if (this.bytes[this.at] === CLOSE_BRACKET) this.at++;
    else this.elements(() => list.push(this.value(depth + 1)));
    return list;
  }

  /** How many elements there are from the one at the cursor to the end of the array. */
  countElements(): number {
    let count = 0;
    this.elements(() => {
      this.skipValue(1);
      count++;
    });
    return count;
  }

  /** `element` is called at each element, and moves behind it. */
  private elements(element: () => void): void {
    for (;;) {
      element();
      this.at = this.skipSpace(this.at);
      const code = this.bytes[this.at];
      if (code !== COMMA && code !== CLOSE_BRACKET) this.refuse('"," or "]"');
      this.at++;
      if (code === CLOSE_BRACKET) return;
      this.at = this.skipSpace(this.at);
    }
  }
}

function bufferSize(length: number): number {
  return Math.max(FIRST_BUFFER_BYTES, length + 1);
}

function numberOf(text: string): number | bigint {
  const value = Number(text);
  const isExact = Number.isSafeInteger(value) || text.length > INTEGER_LENGTH_LIMIT || /[.eE]/.test(text);
  return isExact ? value : BigInt(text);
}
