// Random mutations of valid JSON, as many as one has time for.

import fc from 'fast-check';
import { expect } from 'vitest';
import { equals, fromJson, fromObject, StateError, toJson } from '../src/index.ts';
import { createKinds, visitKinds } from './fixtures/kinds.ts';
import { createSerialState, hooks, visitSerialState } from './fixtures/serial.ts';
import { kinds, serialStates } from './states.ts';

interface Mutation {
  readonly at: number;
  readonly kind: 'delete' | 'replace' | 'insert' | 'repeat';
  readonly character: string;
}

const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('delete', 'replace', 'insert', 'repeat'),
    character: fc.constantFrom(...'{}[],:"\\0-9.eEntf x\0é\ud800'),
  }),
  { minLength: 1, maxLength: 3 },
);

function mutate(text: string, { at, kind, character }: Mutation): string {
  const i = at % text.length;
  if (kind === 'delete') return text.slice(0, i) + text.slice(i + 1);
  if (kind === 'replace') return text.slice(0, i) + character + text.slice(i + 1);
  return text.slice(0, i) + (kind === 'insert' ? character : text.slice(i, i + 7)) + text.slice(i);
}

interface Format<T> {
  fresh(): T;
  load(text: string, into: T): T;
  loadPlain(data: unknown, into: T): T;
  save(state: T): string;
  same(a: T, b: T): boolean;
}

/** What loads is valid JSON, and is written and read back as it is; what does not throws, and the target is as it was. */
function check<T>({ fresh, load, loadPlain, save, same }: Format<T>, text: string): void {
  const target = fresh();
  let loaded: T;
  try {
    loaded = load(text, target);
  } catch (error) {
    expect(error).toBeInstanceOf(StateError);
    expect((error as StateError).path).not.toBe('');
    expect(target).toEqual(fresh());
    return;
  }
  expect(same(load(save(loaded), fresh()), loaded)).toBe(true);
  // JSON.parse is another judge, but for integers that are too long for it.
  const plain: unknown = JSON.parse(text);
  if (!/[^"\d.]\d{16}/.test(text)) expect(same(loadPlain(plain, fresh()), loaded)).toBe(true);
}

const serial: Format<ReturnType<typeof createSerialState>> = {
  fresh: () => createSerialState({ rbr: 1, requests: [{ tag: 1, text: null }] }),
  load: (text, into) => fromJson(visitSerialState, text, into, hooks),
  loadPlain: (data, into) => fromObject(visitSerialState, data, into, hooks),
  save: (state) => toJson(visitSerialState, state),
  same: (a, b) => equals(visitSerialState, a, b),
};

const everyKind: Format<ReturnType<typeof createKinds>> = {
  fresh: () => createKinds(),
  load: (text, into) => fromJson(visitKinds, text, into),
  loadPlain: (data, into) => fromObject(visitKinds, data, into),
  save: (state) => toJson(visitKinds, state),
  same: (a, b) => equals(visitKinds, a, b),
};

export function fuzzJson(numRuns: number): void {
  const run = <T>(states: fc.Arbitrary<T>, format: Format<T>): void =>
    fc.assert(
      fc.property(states, mutations, (state, changes) => check(format, changes.reduce(mutate, format.save(state)))),
      { numRuns },
    );
  run(serialStates, serial);
  run(kinds, everyKind);
}
