// Which visits have a straight way (StructInfo.give and accept). In: descriptors, as visitors meet them. Out: what
// is needed of the descriptor of a visit, once it was met.
// Rule: a visit is known by the function itself, so that a wrapper around one never loses what it does. A straight way
// that meets anything unusual gives up, and the visit does it all again: it alone knows errors, paths and exceptions.

import type { StructInfo, VisitFunction } from './visitor.ts';

/** What is needed of the descriptor of a struct that has a straight way, in an object of one class for all structs. */
export type Straight<T extends object> = Required<Pick<StructInfo<T>, 'give' | 'accept' | 'draft' | 'commit'>>;

const known = /*#__PURE__*/ new WeakMap<object, unknown>();

/** Notes a descriptor that a visitor meets for the first time. */
export function noteStraight<T extends object>({ visit, give, accept, draft, commit }: StructInfo<T>): void {
  if (visit !== undefined && give !== undefined && accept !== undefined) {
    const straight: Straight<T> = { give, accept, draft, commit };
    known.set(visit, straight);
  }
}

export function straightOf<T extends object, H>(visit: VisitFunction<T, H>): Straight<T> | undefined {
  return known.get(visit) as Straight<T> | undefined;
}

/** Thrown where a straight way ends. */
export const GIVE_UP: unique symbol = /*#__PURE__*/ Symbol('no straight way');

export function giveUp(): never {
  throw GIVE_UP;
}

/** Whether an integer has at most `width` bits, of less than 32. */
export function isBits(value: number, width: number, signed: boolean): boolean {
  const unused = 32 - width;
  return (signed ? (value << unused) >> unused : (value << unused) >>> unused) === value;
}
