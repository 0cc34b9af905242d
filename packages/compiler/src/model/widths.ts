// In: the type of a saved field. Out: whether its width is another one on another target.
// Rule (language.md 20): `long` and the names that C gives widths by target differ; `int64_t` and its like do not,
// whatever a system's headers make them of.

import { unqualified } from '../types/derive.ts';
import type { CType } from '../types/type.ts';
import type { Scope } from './scope.ts';

const fixed: ReadonlySet<string> = new Set(
  ['8', '16', '32', '64']
    .flatMap((bits) => [
      `int${bits}_t`,
      `uint${bits}_t`,
      `__int${bits}_t`,
      `__uint${bits}_t`,
      `int_least${bits}_t`,
      `uint_least${bits}_t`,
      `__s${bits}`,
      `__u${bits}`,
    ])
    .concat('intmax_t', 'uintmax_t', 'int_fast8_t', 'uint_fast8_t', 'int_fast64_t', 'uint_fast64_t'),
);

const varying: ReadonlySet<string> = new Set([
  'size_t',
  'ssize_t',
  'ptrdiff_t',
  'intptr_t',
  'uintptr_t',
  'time_t',
  'clock_t',
  'off_t',
  'suseconds_t',
  'int_fast16_t',
  'uint_fast16_t',
  'int_fast32_t',
  'uint_fast32_t',
]);

/** Of what arrays and pointers lead to, too: that is what is saved. */
export function variesByTarget(scope: Scope, type: CType): boolean {
  const known = scope.widths.get(type);
  if (known !== undefined) return known;
  const varies = decide(type);
  if (type.kind === 'typedef' || type.kind === 'basic') scope.widths.set(type, varies);
  return varies;
}

function decide(type: CType): boolean {
  for (let at = type; ;) {
    switch (at.kind) {
      case 'typedef':
        if (fixed.has(at.name)) return false;
        if (varying.has(at.name)) return unqualified(at).kind === 'basic';
        at = at.to;
        break;
      case 'qualified':
      case 'array':
        at = at.of;
        break;
      case 'pointer':
        at = at.to;
        break;
      default:
        return at.kind === 'basic' && (at.name === 'long' || at.name === 'unsigned long');
    }
  }
}
