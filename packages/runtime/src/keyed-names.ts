// The names of a struct's values in a visit. In: a descriptor. Out: the keys that `info.keyed` makes, in their order.

import { noteStraight } from './straight.ts';
import type { StructInfo } from './visitor.ts';

const known = /*#__PURE__*/ new WeakMap<object, readonly string[]>();
export const NO_NAMES: readonly string[] = [];

/** None if the descriptor has no `keyed`: names are then learned as they come. */
export function keyedNamesOf(info: StructInfo): readonly string[] {
  return known.get(info) ?? findNames(info);
}

function findNames(info: StructInfo): readonly string[] {
  const present = info.fields.map(() => true);
  const names = info.keyed === undefined ? NO_NAMES : Object.keys(info.keyed(present, 0));
  known.set(info, names);
  noteStraight(info);
  return names;
}
