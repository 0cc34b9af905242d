// A program that forgets a hook does not compile: `tsc` checks the lines below, and an error that is not there is one.

import { expect, test } from 'vitest';
import { clone, equals, fromJson, fromObject, setPath, toJson, toObject } from '../src/index.ts';
import { createKinds, visitKinds, type Kinds } from './fixtures/kinds.ts';
import { createSerialState, hooks, type SerialState, visitSerialState } from './fixtures/serial.ts';

export function compiles(state: SerialState, kinds: Kinds): unknown[] {
  const { Fifo: _, ...withoutFifo } = hooks;
  const withoutField = { ...hooks, SerialState: () => ({}) };
  const loaded: SerialState = fromJson(visitSerialState, '', null, hooks);
  const plain: Kinds = fromObject(visitKinds, {}, kinds);
  return [
    loaded,
    plain,
    fromObject(visitSerialState, {}, state, hooks, { unknown: 'ignore' }),
    fromObject(visitKinds, {}, null, undefined, { missing: 'keep' }),
    clone(visitSerialState, state, hooks),
    clone(visitKinds, kinds),
    setPath(visitKinds, kinds, '/n', 1),
    // @ts-expect-error: hooks are missing
    fromJson(visitSerialState, '', null),
    // @ts-expect-error: hooks are missing
    fromObject(visitSerialState, {}, state),
    // @ts-expect-error: the hook of the nested struct is missing
    fromObject(visitSerialState, {}, state, withoutFifo),
    // @ts-expect-error: a derived field is missing in what a hook returns
    fromObject(visitSerialState, {}, state, withoutField),
    // @ts-expect-error: hooks are missing
    clone(visitSerialState, state),
    // @ts-expect-error: hooks are missing
    setPath(visitSerialState, state, '/rbr', 1),
    // @ts-expect-error: nothing to hook
    fromObject(visitKinds, {}, null, hooks),
    // @ts-expect-error: the state of another type
    toJson(visitSerialState, kinds),
    // @ts-expect-error: the state of another type
    equals(visitKinds, kinds, state),
    // @ts-expect-error: there is no such option
    fromObject(visitKinds, {}, null, undefined, { unknown: 'keep' }),
  ];
}

test('output verbs need no hooks', () => {
  expect(toObject(visitSerialState, createSerialState())).toHaveProperty('rbr');
  expect(toJson(visitKinds, createKinds())).toContain('"i8":0');
});
