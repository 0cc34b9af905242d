// Text in the image. In: JavaScript strings. Out: UTF-8, and back.
// Rule: module.md: what cannot come back as it was is an error: lone surrogates, a NUL in a `char s[N]`, bytes that are
// no UTF-8. A leading BOM survives. ASCII, which nearly all text in device state is, goes without the coders.

import { StateError } from '../state-error.ts';
import { describe, isText, textExpected } from '../keyed-form.ts';
import type { Memory } from './memory.ts';

/** Characters up to which a loop is faster than TextDecoder. */
const SHORT = 64;

let encoder: InstanceType<typeof TextEncoder> | undefined;
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** UTF-8 of a text of any length; throws for what is none. */
export function encodeText(text: string, path: string): Uint8Array<ArrayBuffer> {
  if (!isText(text, -1)) throw new StateError(path, textExpected(-1), describe(text));
  return (encoder ??= new TextEncoder()).encode(text);
}

/** Text between two places; throws for bytes that are no UTF-8. */
export function decodeText(u8: Uint8Array<ArrayBuffer>, at: number, end: number, path: string): string {
  if (end - at <= SHORT && isAscii(u8, at, end)) {
    let text = '';
    for (; at + 8 <= end; at += 8) {
      text += String.fromCharCode(
        u8[at]!,
        u8[at + 1]!,
        u8[at + 2]!,
        u8[at + 3]!,
        u8[at + 4]!,
        u8[at + 5]!,
        u8[at + 6]!,
        u8[at + 7]!,
      );
    }
    for (; at < end; at++) text += String.fromCharCode(u8[at]!);
    return text;
  }
  try {
    return (decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })).decode(u8.subarray(at, end));
  } catch {
    throw new StateError(path, 'text in UTF-8', 'bytes that are none');
  }
}

function isAscii(u8: Uint8Array, at: number, end: number): boolean {
  let all = 0;
  for (; at < end; at++) all |= u8[at]!;
  return all < 0x80;
}

// ---- `char s[capacity]`: the text, then zeros ----------------------------------------------------------------

export function putText({ u8 }: Memory, at: number, capacity: number, text: string, path: string): void {
  const end = at + capacity;
  let next = at;
  if (typeof text === 'string' && text.length < capacity) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 0 || unit > 0x7f) {
        next = -1;
        break;
      }
      u8[next++] = unit;
    }
    if (next >= 0) {
      u8.fill(0, next, end);
      return;
    }
  }
  if (!isText(text, capacity)) throw new StateError(path, textExpected(capacity), describe(text));
  const bytes = (encoder ??= new TextEncoder()).encode(text);
  u8.set(bytes, at);
  u8.fill(0, at + bytes.length, end);
}

export function checkText({ u8 }: Memory, at: number, capacity: number, path: string): void {
  const end = at + capacity;
  let next = at;
  while (next < end && u8[next] !== 0) next++;
  if (next === end) throw new StateError(path, `text that ends within ${capacity} bytes`, 'no end');
  if (!isAscii(u8, at, next)) decodeText(u8, at, next, path);
  while (++next < end) if (u8[next] !== 0) throw new StateError(path, 'zeros after the text', `${u8[next]}`);
}

/** After checkText: what throws now would be ours. */
export function getText({ u8 }: Memory, at: number): string {
  return decodeText(u8, at, u8.indexOf(0, at), '');
}
