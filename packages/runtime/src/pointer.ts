// JSON pointers (RFC 6901). In: `/recv_fifo/data/3`. Out: its reference tokens, and back.

import { StateError } from './state-error.ts';
import type { PathPart } from './path-trail.ts';

/** The tokens of a pointer. Throws a StateError for text that is none. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) {
    throw new StateError(JSON.stringify(pointer), 'a JSON pointer, like /recv_fifo/count', 'another text');
  }
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function formatPointer(parts: readonly PathPart[]): string {
  let pointer = '';
  for (const part of parts) {
    if (part !== null) pointer += `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}

/** RFC 6901: digits without leading zeros; -1 for anything else. */
export function parseIndex(token: string): number {
  return /^(?:0|[1-9][0-9]{0,9})$/.test(token) ? Number(token) : -1;
}
