// Which visits have a straight way (StructInfo.give and accept). In: descriptors, as visitors meet them. Out: the
// descriptor of a visit, once it was met.
// Rule: a visit is known by the function itself, so that a wrapper around one never loses what it does. A straight way
// that meets anything unusual gives up, and the visit does it all again: it alone knows errors, paths and exceptions.

import type { StructInfo, VisitFunction } from './visitor.ts';

/** The descriptor of a struct that has a straight way. */
export type StraightInfo<T extends object> = StructInfo<T> & Required<Pick<StructInfo<T>, 'give' | 'accept'>>;

const known = /*#__PURE__*/ new WeakMap<object, StructInfo>();

/** Notes a descriptor that a visitor meets for the first time. */
export function noteStraight(info: StructInfo): void {
  if (info.visit !== undefined && info.give !== undefined && info.accept !== undefined) {
    known.set(info.visit, info);
  }
}

export function straightOf<T extends object, H>(visit: VisitFunction<T, H>): StraightInfo<T> | undefined {
  return known.get(visit) as StraightInfo<object> | undefined as StraightInfo<T> | undefined;
}

/** Thrown where a straight way ends. */
export const GIVE_UP: unique symbol = /*#__PURE__*/ Symbol('no straight way');

export function giveUp(): never {
  throw GIVE_UP;
}
