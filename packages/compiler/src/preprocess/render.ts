// The token stream as text. Rule: as `cc -E -P`, up to white space: read again, the text gives the same tokens.

import { EOF, IDENTIFIER, NUMBER, OTHER, PRAGMA_PACK, STRING, CHARACTER } from '../lex/token-kind.ts';
import { LINE_START, SPACE_BEFORE } from '../lex/tokens.ts';
import type { RenderOptions } from '../source/frame.ts';
import { placeOf } from '../source/frame.ts';
import type { TokenStream } from './token-stream.ts';

/** The translation unit after preprocessing. `#pragma pack` stays, with the alignment that it brought into force. */
export function renderPreprocessed(stream: TokenStream): string {
  const parts: string[] = [];
  let last = '\n';
  for (let index = 0; index < stream.count - 1; index++) {
    if (stream.kind[index] === PRAGMA_PACK) {
      parts.push(`${last === '\n' ? '' : '\n'}#pragma pack(${stream.atom[index] || ''})\n`);
      last = '\n';
      continue;
    }
    const text = stream.textOf(index);
    if (last !== '\n') parts.push(separator(stream.flagsOf(index), last, text));
    parts.push(text);
    last = text;
  }
  return `${parts.join('')}${last === '\n' ? '' : '\n'}`;
}

/** One token per line: place, kind, spelling; behind a macro's tokens, the place of its call. */
export function renderTokens(stream: TokenStream, options: RenderOptions = {}): string {
  const lines: string[] = [];
  for (let index = 0; index < stream.count - 1; index++) {
    const span = stream.spanOf(index);
    const call = span.via?.kind === 'macro' ? ` (${span.via.name} at ${placeOf(span.via.at, options)})` : '';
    lines.push(`${placeOf(span, options)} ${kindName(stream.kind[index])} ${spelled(stream, index)}${call}\n`);
  }
  return lines.join('');
}

function separator(flags: number, before: string, text: string): string {
  if ((flags & LINE_START) !== 0) return '\n';
  return (flags & SPACE_BEFORE) !== 0 || wouldJoin(before, text) ? ' ' : '';
}

const WORD = /[\w$.\\\u0080-\uffff]/;
const QUOTE = /["']/;
const ALONE = /[(){}[\];,?~]/;

/** Whether two tokens without white space between might be read as others. */
function wouldJoin(before: string, text: string): boolean {
  const left = before[before.length - 1];
  const right = text[0];
  if (WORD.test(left)) return WORD.test(right) || QUOTE.test(right) || (/[eEpP]/.test(left) && /[+-]/.test(right));
  return !ALONE.test(left) && !ALONE.test(right) && !WORD.test(right) && !QUOTE.test(right)
    ? true
    : left === '.' || right === '.';
}

function spelled(stream: TokenStream, index: number): string {
  return stream.kind[index] === PRAGMA_PACK ? String(stream.atom[index]) : stream.textOf(index);
}

function kindName(kind: number): string {
  switch (kind) {
    case IDENTIFIER:
      return 'identifier';
    case NUMBER:
      return 'number';
    case CHARACTER:
      return 'character';
    case STRING:
      return 'string';
    case OTHER:
      return 'stray';
    case PRAGMA_PACK:
      return 'pack';
    case EOF:
      return 'end';
    default:
      return 'punctuator';
  }
}
