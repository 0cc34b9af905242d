// Integers as decimal digits in a byte buffer, without making strings or bigints on the way.
// In: a number or a bigint and a place in a buffer; or a place in a text. Out: the place after the last digit.
// Rule: four digits at a time, as words, and few branches: how long a number is cannot be guessed. Writing needs room
// for DECIMAL_BYTES, and reading for DECIMAL_BYTES behind the place: what is there beside the digits is of no matter.

/** Bytes that the longest integer may need: 2^128 has 39 digits, and a sign. */
export const DECIMAL_BYTES = 40;

const ZERO = 48;
const MINUS = 45;
const TWO_32 = 0x1_0000_0000;
const HUNDRED_MILLION = 100_000_000;

/** Arrays whose elements digits alone can be, and are exact in a double. */
export type NarrowArray = Int8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

// ---- writing -------------------------------------------------------------------------------------------------

/** The digits of 0 to 9999, the first one in the low byte; and how many of them are no leading zeros, none of 0. */
const FOURS: Uint32Array = /*#__PURE__*/ new Uint32Array(10_000);
const LENGTHS: Uint8Array = /*#__PURE__*/ new Uint8Array(10_000);

/** Fills the tables of digits, which everything here that writes needs: they are too large to be made by loading this. */
export function prepareDigits(): void {
  if (FOURS[0] !== 0) return;
  for (let value = 0; value < FOURS.length; value++) {
    let digits = 0;
    for (let rest = value, place = 0; place < 4; place++, rest = (rest / 10) | 0) {
      digits = (digits << 8) | (ZERO + (rest % 10));
    }
    FOURS[value] = digits;
    LENGTHS[value] = value === 0 ? 0 : String(value).length;
  }
}

/** 1 to 9999 without leading zeros; nothing, and four bytes that are to be overwritten, of 0. */
function writeHead(out: DataView, at: number, value: number): number {
  const length = LENGTHS[value]!;
  // Shifting by 32 is shifting by 0.
  out.setInt32(at, FOURS[value]! >>> (32 - 8 * length), true);
  return at + length;
}

/** An integer of 0 to 2^32 - 1. How many digits it has is not asked for, but whether they are more than eight. */
function writeNatural(out: DataView, at: number, value: number): number {
  const head = (value / 10_000) >>> 0;
  const tail = (value - Math.imul(head, 10_000)) | 0;
  if (head >= 10_000) return writeLong(out, at, head, tail);
  at = writeHead(out, at, head);
  // Leading zeros of the tail go if there is no head, but for one that is alone.
  const isAlone = (head - 1) >> 31;
  const zeros = (4 - LENGTHS[tail]! + ((tail - 1) >> 31)) & isAlone;
  out.setInt32(at, FOURS[tail]! >>> (8 * zeros), true);
  return at + 4 - zeros;
}

/** head · 10^4 + tail, of more than eight digits. */
function writeLong(out: DataView, at: number, head: number, tail: number): number {
  const top = (head / 10_000) >>> 0;
  at = writeHead(out, at, top);
  out.setInt32(at, FOURS[head - top * 10_000]!, true);
  out.setInt32(at + 4, FOURS[tail]!, true);
  return at + 8;
}

/** An integer of -2^31 to 2^32 - 1. */
export function writeInteger(out: DataView, at: number, value: number): number {
  if (value >= 0) return writeNatural(out, at, value >>> 0);
  out.setUint8(at, MINUS);
  return writeNatural(out, at + 1, -value >>> 0);
}

/** Integers `start` to `end` of `array`, each with `before`, one character, before it. Returns the place after them. */
export function writeIntegers(
  out: DataView,
  at: number,
  before: number,
  array: NarrowArray,
  start: number,
  end: number,
): number {
  const signBits = array instanceof Uint32Array ? 0 : -1;
  const signed = before | (MINUS << 8);
  for (let i = start; i < end; i++) {
    const value = array[i]!;
    // -1 below zero, else 0: which one cannot be guessed, so the sign is always written, and kept or not.
    const sign = (value >> 31) & signBits;
    out.setInt16(at, signed, true);
    at = writeNatural(out, at + 1 - sign, ((value ^ sign) - sign) >>> 0);
  }
  return at;
}

const wide = /*#__PURE__*/ new BigUint64Array(1);
const wideSigned = /*#__PURE__*/ new BigInt64Array(wide.buffer);
const halves = /*#__PURE__*/ new Uint32Array(wide.buffer);
const LOW = /*#__PURE__*/ new Uint8Array(/*#__PURE__*/ new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;

/** An integer of 64 bits: of -2^63 to 2^64 - 1. */
export function writeInteger64(out: DataView, at: number, value: bigint): number {
  wide[0] = value;
  let low = halves[LOW]!;
  let high = halves[LOW ^ 1]!;
  if (value < 0n) {
    out.setUint8(at++, MINUS);
    low = -low >>> 0;
    high = (low === 0 ? -high : ~high) >>> 0;
  }
  if (high === 0) return writeInteger(out, at, low);
  // Eight digits at a time from the end. The quotient may be wrong by one, as a double has 53 bits; the rest then shows it.
  let quotient = Math.floor((high * TWO_32 + low) / HUNDRED_MILLION);
  let rest = (low - Math.imul(quotient, HUNDRED_MILLION)) >>> 0;
  if (rest >= HUNDRED_MILLION) {
    const step = rest > TWO_32 / 2 ? -1 : 1;
    quotient += step;
    rest = (rest - step * HUNDRED_MILLION) >>> 0;
  }
  if (quotient < HUNDRED_MILLION) return writeEight(out, writeNatural(out, at, quotient >>> 0), rest);
  const first = Math.floor(quotient / HUNDRED_MILLION);
  at = writeHead(out, at, first);
  return writeEight(out, writeEight(out, at, quotient - first * HUNDRED_MILLION), rest);
}

/** Exactly eight digits. */
function writeEight(out: DataView, at: number, value: number): number {
  const high = ((value >>> 0) / 10_000) >>> 0;
  out.setInt32(at, FOURS[high]!, true);
  out.setInt32(at + 4, FOURS[(value >>> 0) - high * 10_000]!, true);
  return at + 8;
}

// ---- reading -------------------------------------------------------------------------------------------------

/** Digits of the longest integer of 64 bits. */
const LONGEST_64 = 20;
/** So many digits are always exact in a double. */
export const EXACT_DIGITS = 15;
const TEN_TO = /*#__PURE__*/ Int32Array.of(1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000);

/** Four characters, the first one in the low byte: each less '0', which leaves 0 to 9 of digits and more of others. */
function fourAt(text: DataView, at: number): number {
  return text.getInt32(at, true) ^ 0x30303030;
}

/** The high bit of each of four characters, less zeros, that is no digit; but only the first one is sure to be right. */
function findOthers(four: number): number {
  // Carries reach only characters behind one that is no digit.
  return ((four + 0x76767676) | four) & 0x80808080;
}

/** How many of four characters, less zeros, are digits before the first that is none. */
function countDigits(four: number): number {
  const others = findOthers(four);
  return (32 - Math.clz32(~others & (others - 1))) >> 3;
}

/** What four digits mean. */
function valueOfFour(digits: number): number {
  const pairs = Math.imul(digits, 10) + (digits >>> 8);
  return (pairs & 0xff) * 100 + ((pairs >>> 16) & 0xff);
}

/** What the first `count` of four characters, less zeros, mean. */
function valueOf(four: number, count: number): number {
  // Zeros move in before the first digit; in two steps, as shifting by 32 is shifting by 0.
  const half = 16 - 4 * count;
  return valueOfFour((four << half) << half);
}

/** 1 for a minus, 0 for anything else. */
export function isMinus(code: number): number {
  return ((code ^ MINUS) - 1) >>> 31;
}

/** Where the digits ended that were read last. */
export const digitRun: { end: number } = { end: 0 };

/** What up to eight digits at `start` mean; `digitRun.end` is then the place after them. */
function eightDigits(text: DataView, start: number): number {
  const head = fourAt(text, start);
  const first = countDigits(head);
  if (first < 4) {
    digitRun.end = start + first;
    return valueOf(head, first);
  }
  const tail = fourAt(text, start + 4);
  const second = countDigits(tail);
  digitRun.end = start + 4 + second;
  return (Math.imul(valueOf(head, 4), TEN_TO[second]!) + valueOf(tail, second)) | 0;
}

/**
 * The integer at `at`, of up to ten digits with a sign or without. `digitRun.end` is then the place after them; it is
 * `at` if there are none, or a zero before others.
 */
export function readInteger(text: DataView, at: number): number {
  const negative = isMinus(text.getUint8(at));
  const start = at + negative;
  const four = fourAt(text, start);
  const others = findOthers(four);
  if (others === 0) return longInteger(text, at, start, four);
  // Bits that are behind the digits and the character after them.
  const behind = Math.clz32(others & -others);
  const isNone = behind === 24 || (behind < 16 && (four & 0xff) === 0);
  digitRun.end = isNone ? at : start + 3 - (behind >> 3);
  const value = valueOfFour((four << behind) << 8);
  return negative === 0 ? value : 0 - value;
}

/** The same of at least four digits, which are known. */
function longInteger(text: DataView, at: number, start: number, four: number): number {
  let value = valueOfFour(four);
  const next = fourAt(text, start + 4);
  const others = findOthers(next);
  let end = start + 8;
  if (others !== 0) {
    const behind = Math.clz32(others & -others);
    const count = 3 - (behind >> 3);
    end = start + 4 + count;
    value = Math.imul(value, TEN_TO[count]!) + valueOfFour((next << behind) << 8);
  } else {
    value = Math.imul(value, 10_000) + valueOfFour(next);
    const last = start + 10;
    for (let digit = text.getUint8(end) ^ ZERO; digit <= 9 && end < last; digit = text.getUint8(++end) ^ ZERO) {
      value = value * 10 + digit;
    }
  }
  digitRun.end = (four & 0xff) === 0 ? at : end;
  return start === at ? value : 0 - value;
}

/** The same of up to four. */
function fourDigitsAt(text: DataView, start: number): number {
  const four = fourAt(text, start);
  const count = countDigits(four);
  digitRun.end = start + count;
  return valueOf(four, count);
}

/**
 * What the digits at `start` mean. `digitRun.end` is then the place after them; it is `start` if there are none, more
 * than EXACT_DIGITS, or a zero before others.
 */
export function readDigits(text: DataView, start: number): number {
  const value = eightDigits(text, start);
  const { end } = digitRun;
  if (end - start === 8) return moreDigits(text, start, value);
  if (end - start > 1 && text.getUint8(start) === ZERO) digitRun.end = start;
  return value;
}

/** The same of more than seven digits: `value` is what the first eight mean. */
function moreDigits(text: DataView, start: number, value: number): number {
  let end = start + 8;
  for (let next = end; end === next && end - start <= EXACT_DIGITS; next += 4) {
    const four = fourDigitsAt(text, next);
    end = digitRun.end;
    value = value * TEN_TO[end - next]! + four;
    if (end - next < 4) break;
  }
  if (end - start > EXACT_DIGITS || text.getUint8(start) === ZERO) digitRun.end = start;
  return value;
}

/**
 * Reads `count` integers of up to ten digits, and `between` behind each but the last, into `out` from `to`. Returns the
 * place after them; -1 if there is anything else, a zero before other digits, or an integer that `out` cannot have. All
 * in one function, as calls would take longer than what they do.
 */
export function readIntegers(
  text: DataView,
  at: number,
  between: number,
  out: NarrowArray,
  to: number,
  count: number,
): number {
  const size = out.BYTES_PER_ELEMENT;
  const end = to + count;
  for (let i = to; i < end; i++) {
    if (i > to && text.getUint8(at++) !== between) return -1;
    // Of 32 bits are registers, which hardly ever are negative; of less, samples: their sign cannot be guessed.
    const code = text.getUint8(at);
    const negative = size === 4 ? (code === MINUS ? 1 : 0) : isMinus(code);
    at += negative;
    let four = fourAt(text, at);
    let others = findOthers(four);
    let value: number;
    if (others !== 0) {
      // Bits that are behind the digits and the character after them.
      const behind = Math.clz32(others & -others);
      if (behind === 24 || (behind < 16 && (four & 0xff) === 0)) return -1;
      value = valueOfFour((four << behind) << 8);
      at += 3 - (behind >> 3);
    } else {
      if ((four & 0xff) === 0) return -1;
      value = valueOfFour(four);
      four = fourAt(text, at + 4);
      others = findOthers(four);
      if (others !== 0) {
        const behind = Math.clz32(others & -others);
        const digits = 3 - (behind >> 3);
        value = Math.imul(value, TEN_TO[digits]!) + valueOfFour((four << behind) << 8);
        at += 4 + digits;
      } else {
        value = Math.imul(value, 10_000) + valueOfFour(four);
        at += 8;
        const last = at + 2;
        for (let digit = text.getUint8(at) ^ ZERO; digit <= 9 && at < last; digit = text.getUint8(++at) ^ ZERO)
          value = value * 10 + digit;
      }
    }
    // A place for each size: one for all would meet too many classes.
    if (size === 4) {
      if (negative !== 0) value = -value;
      out[i] = value;
      if (out[i] !== value) return -1;
      continue;
    }
    if (value > 0xffff) return -1;
    value = (value ^ -negative) + negative;
    if (size === 2) {
      out[i] = value;
      if (out[i] !== value) return -1;
    } else {
      out[i] = value;
      if (out[i] !== value) return -1;
    }
  }
  return at;
}

/**
 * Reads digits, with a sign or without, of an integer of 64 bits, which `takeInteger64` then gives. Returns the place
 * after the last digit; -1 if there are none, leading zeros, or it does not fit.
 */
export function readInteger64(text: DataView, at: number, signed: boolean): number {
  const negative = isMinus(text.getUint8(at));
  const start = at + negative;
  const first = fourAt(text, start);
  const second = fourAt(text, start + 4);
  const third = fourAt(text, start + 8);
  const fourth = fourAt(text, start + 12);
  if ((findOthers(first) | findOthers(second) | findOthers(third) | findOthers(fourth)) !== 0) {
    const value = shortDigitsOf(first, second, third, fourth);
    const { count } = shortRun;
    const isNone = count === 0 || (count > 1 && (first & 0xff) === 0);
    return !isNone && putExact(value, negative === 1, signed) ? start + count : -1;
  }
  const rest = fourAt(text, start + 16);
  const count = countDigits(rest);
  const end = start + 16 + count;
  if ((first & 0xff) === 0 || (count === 4 && !isOther(text.getUint8(end)))) return -1;
  const head = (Math.imul(valueOfFour(first), 10_000) + valueOfFour(second)) * 10_000 + valueOfFour(third);
  const tail = Math.imul(valueOfFour(fourth), TEN_TO[count]!) + valueOf(rest, count);
  return putInteger64(head, TEN_TO[4 + count]!, tail, negative === 1, signed) ? end : -1;
}

/** How many digits were read last. */
const shortRun: { count: number } = { count: 0 };

/** What less than 16 digits mean that are in four words, less zeros; `shortRun.count` is how many they are. */
function shortDigitsOf(first: number, second: number, third: number, fourth: number): number {
  if (findOthers(first) !== 0) return withMore(0, 0, first);
  const four = valueOfFour(first);
  if (findOthers(second) !== 0) return withMore(four, 4, second);
  const eight = Math.imul(four, 10_000) + valueOfFour(second);
  if (findOthers(third) !== 0) return withMore(eight, 8, third);
  return withMore(eight * 10_000 + valueOfFour(third), 12, fourth);
}

/** The same where `count` digits that mean `value` are before a word that has less than four. */
function withMore(value: number, count: number, four: number): number {
  const more = countDigits(four);
  shortRun.count = count + more;
  return value * TEN_TO[more]! + valueOf(four, more);
}

function isOther(code: number): boolean {
  return code < ZERO || code > ZERO + 9;
}

/** The same for a text of nothing else; undefined instead of -1. */
export function parseInteger64(text: string, signed: boolean): bigint | undefined {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  const digits = text.length - start;
  if (digits < 1 || digits > LONGEST_64 || (digits > 1 && text.charCodeAt(start) === ZERO)) return undefined;
  // Eight digits at a time from the end, in integers: three short chains, not one long one.
  const low = Math.max(start, text.length - 8);
  const middle = Math.max(start, text.length - 16);
  const head = shortDigits(text, start, middle) * 100_000_000 + shortDigits(text, middle, low);
  const tail = shortDigits(text, low, text.length);
  if (!(head >= 0 && tail >= 0)) return undefined;
  return putInteger64(head, 100_000_000, tail, negative, signed) ? takeInteger64(signed) : undefined;
}

/** What up to eight digits mean; NaN if any of them is none. */
function shortDigits(text: string, start: number, end: number): number {
  let value = 0;
  let others = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    others |= digit | (9 - digit);
    value = (Math.imul(value, 10) + digit) | 0;
  }
  return others < 0 ? NaN : value;
}

/**
 * Puts head · scale + tail, of a head below 2^53 and a scale of up to 10^8 that give less than 10^20, where
 * takeInteger64 finds it; false if it does not fit.
 */
function putInteger64(head: number, scale: number, tail: number, negative: boolean, signed: boolean): boolean {
  // The low half wraps as it should. Less that, the integer is a multiple of 2^32: what a double loses of it is rounded off.
  const low = (Math.imul(head, scale) + tail) >>> 0;
  const high = Math.round((head * scale + (tail - low)) / TWO_32);
  if (signed ? high >= TWO_32 / 2 && !(negative && high === TWO_32 / 2 && low === 0) : high >= TWO_32) return false;
  if (negative && !signed && (high !== 0 || low !== 0)) return false;
  putHalves(high, low, negative);
  return true;
}

/** The same of an integer below 2^53. */
function putExact(value: number, negative: boolean, signed: boolean): boolean {
  if (negative && !signed && value !== 0) return false;
  putHalves(Math.floor(value / TWO_32), value >>> 0, negative);
  return true;
}

function putHalves(high: number, low: number, negative: boolean): void {
  halves[LOW] = negative ? -low : low;
  halves[LOW ^ 1] = negative ? (low === 0 ? -high : ~high) : high;
}

/** The integer that was read last. */
export function takeInteger64(signed: boolean): bigint {
  return signed ? wideSigned[0]! : wide[0]!;
}
