// In: a compiled struct, and one of its states. Out: nothing, or a failed expectation.
// Rule: the visit function keeps the contract of visitors (checking-visitor.ts) in both directions, and what an output
// visitor was given makes the same state when an input visitor gives it back.

import { equals, type InputVisitor, type OutputVisitor, type VisitFunction } from '@qidl/runtime';
import { expect } from 'vitest';
import { checkingVisitor } from './checking-visitor.ts';
import type { State } from './random-state.ts';
import { player, recorder, type Recording } from './recorder.ts';

/** Into a new object, and into one that is there. Returns the names of the methods that were called. */
export function checkVisit<H>(
  visit: VisitFunction<State, H>,
  state: State,
  into: State | null,
  hooks: H,
): ReadonlySet<string> {
  const called = new Set<string>();
  for (const target of into === null ? [null] : [null, into]) {
    const recording: Recording = [];
    // Fields with their default are skipped once, and once visited.
    const output = checkingVisitor(recorder(recording, target !== null));
    expect(visit(output.visitor as OutputVisitor, null, state)).toBe(state);
    for (const method of output.finish()) called.add(method);
    const input = checkingVisitor(player(recording));
    const loaded = visit(input.visitor as InputVisitor, null, target, hooks);
    for (const method of input.finish()) called.add(method);
    if (target !== null) expect(loaded).toBe(target);
    expect(equals(visit, state, loaded)).toBe(true);
  }
  return called;
}
