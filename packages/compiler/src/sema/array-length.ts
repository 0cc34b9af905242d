// In: an array declared without a length, and its initialiser. Out: how many elements that gives it (C11 6.7.9p22).
// Rule: only what can be counted without laying the elements out: a string, scalars, elements in braces of their own.

import type { Expression } from '../parse/syntax.ts';
import { isInteger } from '../types/basic.ts';
import { unqualified } from '../types/derive.ts';
import type { CType } from '../types/type.ts';
import { evaluate, evaluateInteger } from './constant.ts';
import type { Context } from './context.ts';

/** null: not known. `of`: the type of an element. */
export function lengthOfInitializer(context: Context, of: CType, initializer: Expression): number | null {
  const element = unqualified(of);
  const isText = element.kind === 'basic' && isInteger(element);
  if (initializer.kind === 'string') return isText ? textLength(context, initializer) : null;
  if (initializer.kind !== 'list') return null;
  const [first] = initializer.items;
  if (isText && initializer.items.length === 1 && first.value.kind === 'string')
    return textLength(context, first.value);
  const isScalar = element.kind === 'basic' || element.kind === 'pointer' || element.kind === 'enum';
  let next = 0;
  let length = 0;
  for (const { designators, value } of initializer.items) {
    if (designators.length > 0) {
      const [index] = designators;
      const known = typeof index === 'number' ? null : evaluateInteger(context, index);
      if (known === null) return null;
      next = Number(known.value);
    }
    if (!isScalar && value.kind !== 'list') return null;
    length = Math.max(length, ++next);
  }
  return length;
}

function textLength(context: Context, string: Expression): number | null {
  const value = evaluate(context, string);
  return value?.kind === 'string' ? value.units.length + 1 : null;
}
