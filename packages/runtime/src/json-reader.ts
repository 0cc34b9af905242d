// The grammar of JSON over bytes. In: a text. Out: its tokens at a cursor that the caller moves, checked as they are read.
// Rule: RFC 8259, strictly: no comments, no trailing commas, no leading zeros, no byte order mark; keys of one object
// differ. The byte after the text is 0, which no token contains, so nothing needs to ask for the end.

import { DECIMAL_BYTES, digitRun, isMinus, readDigits } from './decimal.ts';
import { FLOAT_EXPECTED, FOUND_LENGTH_LIMIT, INTEGER_LENGTH_LIMIT, utf8Length } from './keyed-form.ts';
import type { PathPart, PathTrail } from './path-trail.ts';
import { decode, encodeInto, TextMemory } from './utf8.ts';

/** Nesting of arrays and objects that a value without a field may have. */
export const JSON_DEPTH_LIMIT = 256;

const FIRST_BUFFER_BYTES = 1 << 14;
/** Room behind the text, so that digits can be read there in words. */
export const SPARE_BYTES: number = DECIMAL_BYTES;
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

export class JsonReader {
  /** The text in UTF-8, and the offset after it. */
  bytes: Uint8Array;
  view: DataView;
  end = 0;
  /** The cursor. */
  at = 0;
  /** The field that is read, below the place where `trail` is. */
  leaf: PathPart = null;
  private text = '';
  private readonly trail: PathTrail;

  constructor(trail: PathTrail, { bytes, view }: TextMemory = new TextMemory(FIRST_BUFFER_BYTES)) {
    this.trail = trail;
    this.bytes = bytes;
    this.view = view;
  }

  /** Puts the cursor at the first token of a text. */
  open(text: string): void {
    this.text = text;
    this.leaf = 'JSON';
    if (this.bytes.length < text.length + SPARE_BYTES) this.resize(text.length + SPARE_BYTES);
    let { read, written } = encodeInto(text, this.bytes);
    if (read < text.length || written + SPARE_BYTES > this.bytes.length) {
      this.resize(3 * text.length + SPARE_BYTES);
      ({ read, written } = encodeInto(text, this.bytes));
    }
    this.end = written;
    this.bytes[written] = 0;
    if (written !== text.length && utf8Length(text, false) < 0) {
      this.fail([this.leaf], 'well-formed text', 'a lone surrogate');
    }
    this.at = this.skipSpace(0);
  }

  private resize(size: number): void {
    ({ bytes: this.bytes, view: this.view } = new TextMemory(size));
  }

  /** Whether the next text may have this reader: it is done with its own, which it forgets, and its buffer is small. */
  close(): boolean {
    this.text = '';
    return this.bytes.length <= KEPT_BUFFER_BYTES;
  }

  /** The first place from `at` on that is not white space. */
  skipSpace(at: number): number {
    const { bytes } = this;
    let code = bytes[at]!;
    while (code <= 0x20 && (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)) code = bytes[++at]!;
    return at;
  }

  /** The value at `path`, below the place where `trail` is, is a wrong one. */
  fail(path: readonly PathPart[], expected: string, found: string): never {
    throw this.trail.error(path, expected, found);
  }

  /** The text has something else than `expected` at the cursor. */
  refuse(expected: string): never {
    this.fail([this.leaf], expected, this.found());
  }

  refuseAt(at: number, expected: string): never {
    this.at = at;
    this.refuse(expected);
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
        // Behind the end are the bytes of another text.
        if (at + 1 < this.end) at++;
      }
    }
    this.at = at + 1;
    return escaped;
  }

  /**
   * Moves behind an integer token at `at`, of up to 15 digits alone. If there is anything else the result is NaN, and
   * the cursor at it.
   */
  integer(at: number): number {
    const { view } = this;
    const negative = isMinus(view.getUint8(at));
    const start = at + negative;
    const value = readDigits(view, start);
    const { end } = digitRun;
    const code = view.getUint8(end);
    const isOther = end === start || code === POINT || (code | 0x20) === LOWER_E;
    this.at = isOther ? at : end;
    if (isOther) return NaN;
    return negative === 0 ? value : 0 - value;
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

  /** The same, but a number must be one that a double has: `1e400` is none. */
  doubleValue(path: readonly PathPart[]): unknown {
    const start = this.at;
    const value = this.value();
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    this.at = start;
    return this.fail(path, FLOAT_EXPECTED, this.found());
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

function numberOf(text: string): number | bigint {
  const value = Number(text);
  const isExact = Number.isSafeInteger(value) || text.length > INTEGER_LENGTH_LIMIT || /[.eE]/.test(text);
  return isExact ? value : BigInt(text);
}
